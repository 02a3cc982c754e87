"""The template guard: whether two texts of one wording tell of two events.

Telegrams of condolence, nightly counts of drones, exchange rates and prayer times repeat their wording and change their
facts. A copy changes none of them, an update one or two of many; a template changes those that say which event it is.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from services.arabic.normal import matching
from services.dedupe.matching import Gap, Match
from services.dedupe.sketch import CLASS_SHIFT, FIGURE, NAMED, Numbers, classes, numbers_of
from services.dedupe.spelling import respelled

SLOT = 10
"""Most words of a slot: what stands in a form at one place, a head of state with all his titles. Longer ones are
rewritten text."""
BETWEEN = 60
"""Most words between two shared runs that are compared word by word."""
FACTS = 2
"""Fewest facts by which two texts of one form differ."""
WORDS_A_SLOT = 50
"""Words of a form to each changed slot, at most. Reports of one event change fewer, for they go on to tell it."""
FILLED, WORDS_A_FACT = 3, 20
"""Fewest facts of a form that is filled in anew, and most words to each. With no cue known, 17 of 180 pairs of forms
stay merged by this (38 without it; with the cues none); of the pairs of wire copies none is parted by it."""
CLITICS = ("", "و", "ب", "ل", "ف", "ال")
"""What may stand before a cue as part of its first word."""
A_DAY = 18 * 3600
"""Seconds from which two daily texts may be of two days."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Slots in which a page has other words than the known text: names, figures, phrases of two words or more that may
    be names, single words; the share of its figures that are other, and its words from the first slot to the last."""

    names: int
    figures: int
    phrases: int
    words: int
    figure_share: float
    span: int


def is_template(match: Match, seconds: int) -> bool:
    """Whether the page and the known text, fetched so many seconds apart, are two events in one form of words."""
    slots = list(slots_of(match))
    if len(slots) * WORDS_A_SLOT < max(1, match.page_span):
        return False
    most, a_day = _counted(match, slots), abs(seconds) >= A_DAY
    if not _has_other_facts(most, by_form=True, a_day=a_day):  # the cues and other spellings take longer to find
        return False
    by_form = has_cue(match)
    if not (_has_other_facts(most, by_form, a_day) or _is_filled_in(most)):
        return False
    found = changed(match, slots)
    facts = found.names + found.figures
    if not facts + found.phrases or (facts + found.phrases) * WORDS_A_SLOT < found.span:
        return False
    told = facts + (found.phrases if a_day else 0)
    return (
        _is_filled_in(found)
        or _has_other_figures(found, by_form, a_day)
        or (_has_other_names(found, by_form, a_day) and (by_form or told > found.words))
    )


def _has_other_facts(found: Changed, by_form: bool, a_day: bool) -> bool:
    return _has_other_figures(found, by_form, a_day) or _has_other_names(found, by_form, a_day)


def _is_filled_in(found: Changed) -> bool:
    """Whether something else is told every few words, and hardly a word changed besides."""
    facts = found.names + found.figures + found.phrases
    return facts >= FILLED and facts * WORDS_A_FACT >= found.span and facts > 2 * found.words


def _has_other_figures(found: Changed, by_form: bool, a_day: bool) -> bool:
    return found.figure_share >= 0.5 and found.figures >= (FACTS if by_form else 3 if a_day else 6)


def _has_other_names(found: Changed, by_form: bool, a_day: bool) -> bool:
    facts = found.names + found.figures + (found.phrases if by_form or a_day else 0)
    return facts >= FACTS if by_form else found.names > 0 and facts >= 3


def changed(match: Match, slots: Sequence[Gap]) -> Changed:
    """What the page has in these places of the known text's names and figures, but for other spellings."""
    return _counted(match, [gap for gap in slots if _is_changed(match, gap)])


def _counted(match: Match, slots: Sequence[Gap]) -> Changed:
    figures = [_differ(match, gap, FIGURE) for gap in slots]
    names = [not figure and _is_renamed(match, gap) for gap, figure in zip(slots, figures, strict=True)]
    phrases = [_is_phrase(gap) for gap in slots]
    total = int((classes(match.page.words) == FIGURE).sum())
    other = sum(len(_of_kind(match.page.words[slice(*gap.page)], FIGURE)) for gap in slots)
    ends = [gap.page[1] for gap in slots] + [run.page + run.length for run in match.runs[-1:]]
    starts = [gap.page[0] for gap in slots] + [run.page for run in match.runs[:1]]
    return Changed(
        sum(names),
        sum(figures),
        sum(p and not (n or f) for p, n, f in zip(phrases, names, figures, strict=True)),
        sum(not (p or n or f) for p, n, f in zip(phrases, names, figures, strict=True)),
        other / total if total else 0.0,
        max(ends, default=0) - min(starts, default=0),
    )


def slots_of(match: Match) -> Iterator[Gap]:
    """Words of the page in the place of other words of the known text: between shared runs, before and after them."""
    for gap in match.around:
        new, old = match.page.words[slice(*gap.page)].tolist(), match.known.words[slice(*gap.known)].tolist()
        if not new or not old or max(len(new), len(old)) > BETWEEN:
            continue
        if set(new).isdisjoint(old):
            if len(new) <= SLOT and len(old) <= SLOT:
                yield gap
            continue
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "replace" and b - a <= SLOT and d - c <= SLOT:
                yield Gap((gap.page[0] + c, gap.page[0] + d), (gap.known[0] + a, gap.known[0] + b))


def _is_changed(match: Match, gap: Gap) -> bool:
    """Whether the slot has no word of the known text's, spelled in any way."""
    old = match.known.words[slice(*gap.known)]
    return not any(respelled(match.page, place, old) for place in range(*gap.page))


def _differ(match: Match, gap: Gap, kind: int) -> bool:
    """Whether both texts have words of the kind in the slot, and none in common."""
    new = _of_kind(match.page.words[slice(*gap.page)], kind)
    old = _of_kind(match.known.words[slice(*gap.known)], kind)
    return bool(new and old) and set(new).isdisjoint(old)


def _of_kind(words: Numbers, kind: int) -> list[int]:
    return [word for word in words.tolist() if word >> CLASS_SHIFT == kind]


def _is_phrase(gap: Gap) -> bool:
    return max(gap.page[1] - gap.page[0], gap.known[1] - gap.known[0]) >= 2


def _is_renamed(match: Match, gap: Gap) -> bool:
    """Another known name in the slot, or other words right after one that opens a name."""
    before = match.page.words[max(0, gap.page[0] - 1) : gap.page[0]]
    return _differ(match, gap, NAMED) or not _openers().isdisjoint(before.tolist())


def has_cue(match: Match) -> bool:
    """Whether the page is of a kind that is written by form."""
    text = " ".join(["", *match.page.spelled])
    return any(cue in text and any(f" {clitic}{cue}" in text for clitic in CLITICS) for cue in _cues())


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files("services.dedupe").joinpath("article_templates.toml").read_text(encoding="utf-8"))


@cache
def _cues() -> tuple[str, ...]:
    return tuple(matching(cue) for cue in _table()["cues"])


@cache
def _openers() -> frozenset[int]:
    words = _table()["name_openers"]
    return frozenset(numbers_of([proclitic + word for word in words for proclitic in ("", "و", "ل", "ب")]).tolist())
