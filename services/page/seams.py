"""Where a second story begins that nothing marks: no box above it, no end of the first; only headline or dateline."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

from services.arabic.normal import matching, words
from services.page import datelines
from services.page.flow import goes_on
from services.page.kinds import is_item
from services.page.titles import stem
from services.page.types import Story
from services.page.verbs import REACH, VERBS, opens_with_verb

_TABLES = tomllib.loads(files("services.page").joinpath("seams.toml").read_text(encoding="utf-8"))
_AFTER_SUBJECT = frozenset(_TABLES["after_subject"].split())
_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان"})
_EVERYDAY = frozenset(map(stem, words(_TABLES["everyday"])))
_NO_HEADLINE = re.compile(r"[:؟?.…،]\W*$")

_GROWN = re.compile(r"[^\W\d_]{6,}")

SHORTEST = 3
"""Letters of the shortest word that tells what a text is about."""
HEADLINE_WORDS = 4
"""Fewest words of the headline: sub-heads are shorter for the most part."""
HEAD_REACH = 160
"""Characters in which a headline ends that has grown onto its lead."""
HEAD_SHARED = 2
"""Fewest topic words that such a headline and its lead have in common."""
SUBJECT_WORDS = 3
"""Most words of a subject that names again who spoke before («المتحدث باسم الكرملين»); a lead introduces in full."""
HEADLINE_TOLD = 0.25
"""Most of the headline's topic words that the story before may have."""
LEAD_TOLD = 0.12
"""Most of the lead's topic words that the story before may have. Measured on newspapers: of 700 short lines within
articles three pass all tests, each of them over a story of its own; of 628 articles whose lead begins with a verb or
dateline, each set after another article, 505 pass."""

STRANGE, STRANGE_REPORT = 0.07, 0.12
"""Most of its topic words that a text of another thing has from the story before: any text, and one that opens as a
report does. Of the places in 1,500 newspaper articles at which the text does not open as a further paragraph (a fourth
of all), 9 % pass with up to three paragraphs, of other articles' beginnings 87 %."""
OPENING = 2
"""Paragraphs of the main story from which on any text can be told strange to it."""


def is_second(head: str, text: str, before: Story) -> bool:
    """Whether a line of body text, under the headline `head` or under none (""), leads a story of its own.

    It opens as a report does, with a dateline or a verb and its subject; headline and lead speak of one thing, of which
    the story before does not, though it may have the same speaker. Without a headline only a dateline that names an
    agency tells.
    """
    if head and not _is_headline(head):
        return False
    dateline, report = datelines.cut(text)
    opens = datelines.agency(dateline) is not None or (bool(head) and (bool(dateline) or opens_with_verb(report)))
    if not opens or goes_on(text):
        return False
    said, headline, lead = _said(before), topics(head), topics(report)
    if (head and not headline & lead) or (not dateline and _takes_up(report, said)):
        return False
    speaker = _speaker(report)
    headline, lead = headline - speaker, lead - speaker
    known = len(lead & said) > LEAD_TOLD * len(lead) or len(headline & said) > HEADLINE_TOLD * len(headline)
    return not known and not (headline | lead) & topics(before.title or "")


def is_strange(block: Sequence[str], before: Story, stamped: bool) -> bool:
    """Whether text speaks of another thing than the story before: of next to nothing in it, and of nothing in its
    title, unless it opens as a report does under a headline that is `stamped`."""
    dateline, report = datelines.cut(block[0])
    opens = bool(dateline) or opens_with_verb(report)
    lead = topics(" ".join((report, *block[1:])))
    tells = opens or before.role == "also_read" or len(before.paragraphs) >= OPENING
    if not lead or not tells or (lead & topics(before.title or "") and not (stamped and opens)):
        return False
    return len(lead & _said(before)) < (STRANGE_REPORT if opens else STRANGE) * len(lead)


def lead_start(text: str) -> int:
    """Where the lead begins in a paragraph that a headline has grown onto: «… شطرنج للمدارسقال المتحدث …». 0 for none.

    The word where they meet ends in a verb that opens leads, and begins with a word that the lead has as well.
    """
    known = _stems(text)
    for word in _GROWN.finditer(text, 0, HEAD_REACH):
        head = text[: word.start()]
        if "." in head or head.count(" ") < HEADLINE_WORDS:
            continue
        for at in range(word.end() - SHORTEST, word.start() + SHORTEST - 1, -1):
            is_met = matching(text[at : word.end()]) in VERBS and _stems(text[word.start() : at]) & known
            if is_met and len(topics(text[:at]) & topics(text[at:])) >= HEAD_SHARED:
                return at
    return 0


def topics(text: str) -> set[str]:
    """The words that tell what a text is about, without article and proclitic."""
    return _stems(text) - _EVERYDAY


def _said(story: Story) -> set[str]:
    """The stems of the story so far; each paragraph is looked at once."""
    for paragraph in story.paragraphs[story.stemmed :]:
        story.stems |= _stems(paragraph)
    story.stemmed = len(story.paragraphs)
    return story.stems


def _stems(text: str) -> set[str]:
    return {word for word in map(stem, words(text)) if len(word) >= SHORTEST}


def _is_headline(head: str) -> bool:
    return head.count(" ") >= HEADLINE_WORDS - 1 and not is_item(head) and not _NO_HEADLINE.search(head)


def _takes_up(report: str, said: set[str]) -> bool:
    """True for a verb without a subject, or whose subject only names again who spoke before."""
    subject = _subject(report)
    return len(subject) <= SUBJECT_WORDS and _stems(" ".join(subject)) <= said


def _speaker(report: str) -> set[str]:
    """The stems of the name and office of who says that something is so; none where nobody does."""
    speaks = not _THAT.isdisjoint(words(report[:REACH]))
    return _stems(" ".join(_subject(report))) if speaks else set()


def _subject(report: str) -> list[str]:
    """The words after a report's first, up to what cannot be of the subject."""
    rest = words(report[:REACH])[1:]
    return rest[: next((i for i, word in enumerate(rest) if word in _AFTER_SUBJECT), len(rest))]
