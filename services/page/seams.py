"""Where a second story begins that nothing marks: no box above it, no end of the first; only a headline or a dateline."""

import re
import tomllib
from importlib.resources import files

from services.arabic.normal import words
from services.page import datelines
from services.page.flow import goes_on
from services.page.kinds import is_item
from services.page.titles import content

_TABLES = tomllib.loads(files("services.page").joinpath("seams.toml").read_text(encoding="utf-8"))
_MASCULINE = _TABLES["verbs"].split()
_VERBS = frozenset([*_MASCULINE, *(verb.rstrip("اي") + "ت" for verb in _MASCULINE)])
_AFTER_SUBJECT = frozenset(_TABLES["after_subject"].split())
_EVERYDAY = frozenset(content(_TABLES["everyday"]))
_NO_HEADLINE = re.compile(r"[:؟?.…،]\W*$")

HEADLINE_WORDS = 4
"""Fewest words of the headline: sub-heads are shorter for the most part."""
LEAD_REACH = 120
"""Characters of a lead in which its verb and subject stand."""
SUBJECT_WORDS = 3
"""Most words of a subject that names again who spoke before («المتحدث باسم الكرملين»); a new lead introduces in full."""
OF_HEADLINE = 0.15
"""Least share of the headline's words that the lead has. These shares were measured on newspapers' articles, everyday
words aside: of 700 sub-heads within articles two pass all of them, and both head a story of their own; of 1,200 pairs of
articles, one after the other under its headline, two in five pass, of those whose lead begins with a verb nine in ten."""
HEADLINE_TOLD = 0.25
"""Most of the headline's words that the story before may have."""
LEAD_TOLD = 0.12
"""Most of the lead's words that the story before may have."""


def is_second(head: str, text: str, story: Story) -> bool:
    """Whether a line of body text, under the headline `head` or under none, leads a story of its own after `story`.

    The lead opens as a report does, with a dateline or a verb and its subject; headline and lead speak of one thing, of
    which the story before does not. Without a headline only a dateline that names an agency tells.
    """
    if goes_on(text) or (head and not _is_headline(head)):
        return False
    dateline, report = datelines.cut(text)
    if head and not (dateline or _VERB.match(matching(report[:LEAD_REACH]))):
        return False
    if not head and datelines.agency(dateline) is None:
        return False
    told, title = _topics(" ".join(story.paragraphs)), _topics(story.title or "")
    lead, headline = _topics(report), _topics(head)
    if not lead or len(lead & told) > LEAD_TOLD * len(lead) or lead & title or headline & title:
        return False
    return not head or (_are_one(headline, lead, told) and (bool(dateline) or not _is_known(report, told)))


def _topics(text: str) -> set[str]:
    """The words that tell what a text is about, without article and proclitic."""
    return {word for word in map(bare_noun, words(text)) if len(word) >= 3} - _EVERYDAY
