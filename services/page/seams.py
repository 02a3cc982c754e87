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


def is_second(head: str, text: str, told: set[str]) -> bool:
    """Whether a line of body text, under the headline `head` or under none, leads a story of its own.

    `told` has the content words of the story before. The lead opens as a report does, with a dateline or a verb and its
    subject; headline and lead speak of one thing, of which the story before does not. Without a headline only a dateline
    that names an agency tells.
    """
    if goes_on(text) or (head and not _is_headline(head)):
        return False
    dateline, report = datelines.cut(text)
    lead = content(text) - _EVERYDAY
    if not lead or len(lead & told) > LEAD_TOLD * len(lead):
        return False
    if not head:
        return datelines.agency(dateline) is not None
    return (bool(dateline) or _opens_report(report, told)) and _are_one(content(head) - _EVERYDAY, lead, told)


def _is_headline(head: str) -> bool:
    return head.count(" ") >= HEADLINE_WORDS - 1 and not is_item(head) and not _NO_HEADLINE.search(head)


def _are_one(head: set[str], lead: set[str], told: set[str]) -> bool:
    return bool(head) and len(head & lead) >= OF_HEADLINE * len(head) and len(head & told) <= HEADLINE_TOLD * len(head)


def _opens_report(text: str, told: set[str]) -> bool:
    """True for a verb in the perfect and a subject that is new, or introduced in full."""
    verb, *rest = words(text[:LEAD_REACH]) or [""]
    if verb not in _VERBS:
        return False
    end = next((i for i, word in enumerate(rest) if word in _AFTER_SUBJECT), len(rest))
    return end > SUBJECT_WORDS or not content(" ".join(rest[:end])) <= told
