"""Which statement a quote is: a known one, a new one, or a new one that contrasts with a known one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from schemas.events import Contrast
from services.dedupe.statement_form import Form
from services.dedupe.statement_judging import CONTRAST_AT, FOLD_AT, judge
from services.dedupe.statement_likeness import likeness
from services.dedupe.statement_pool import Known, Pool, Reach, Wording
from services.dedupe.statement_reading import form
from services.dedupe.statement_vetoes import Veto
from services.dedupe.statement_voice import Voice, one_person

REPEAT_AT = 0.7
"""Likeness from which two places of one story tell one statement: a story seldom says one thing twice, but for its
headline."""

NOVEL_BELOW = 0.9
MOST_WORDINGS = 8
"""A wording is kept if it is less alike than this to each kept one or has another noun, up to so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An occurrence, as far as folding goes.

    `origin` is whom `source` has it from, or `source`. `at` is event time; `recalls` where what it tells may be older.
    """

    occurrence_id: str
    story_id: str
    source: str
    origin: str
    voice: Voice
    quote: str
    at: datetime
    recalls: bool = False
    title: bool = False

    @property
    def form(self) -> Form:
        """Its comparable form."""
        return form(self.quote, self.at.date())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an occurrence is: `known` is its statement, which may have learned from it: the wording where `worded`."""

    heard: Heard
    known: Known
    new: bool
    learned: bool
    worded: bool
    contrasts: tuple[Contrast, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of an occurrence, with the counts at that moment; the same whenever it is asked again.

    `fullest` is the longest wording by then, None where it is the occurrence's own.
    """

    statement_id: str
    new: bool
    sightings: int
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    fullest: str | None
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A quote beside a known statement: the best likeness of its wordings, and what those near it have against it."""

    known: Known
    score: float
    but: float
    same: bool
    likely: bool
    vetoes: tuple[Veto, ...]


BRIEFING = timedelta(hours=12)


def fold(heard: Sequence[Heard], pools: Mapping[str, Pool], reach: Reach) -> list[Verdict]:
    """The verdicts on occurrences, story by story, in order. The pools, each of one voice, learn from them."""
    return [
        verdict
        for _, story in groupby(heard, key=lambda h: h.story_id)
        for verdict in _fold_story(list(story), pools, reach)
    ]


def _fold_story(heard: Sequence[Heard], pools: Mapping[str, Pool], reach: Reach) -> list[Verdict]:
    """A story's quotes get their statements together: the surest first, and two quotes seldom the same one."""
    compared = [
        [_compare(h, k) for k in pools[h.voice.key].near(h.form, h.at, h.recalls, reach) if _may_fold(h, k)]
        for h in heard
    ]
    compared = [_without_further(found) for found in compared]
    chosen: dict[int, Known] = {}
    _choose(chosen, heard, [(n, c) for n, found in enumerate(compared) for c in found if c.same])
    firm = [(n, c.known.at) for n, found in enumerate(compared) for c in found if c.likely and c.score >= FOLD_AT]
    company = [
        (n, c)
        for n, found in enumerate(compared)
        for c in found
        if c.likely and any(m != n and abs(at - c.known.at) <= BRIEFING for m, at in firm)
    ]
    _choose(chosen, heard, company)
    verdicts: list[Verdict] = []
    for n, h in enumerate(heard):
        known_as = chosen[n].statement_id if n in chosen else _opened(h, verdicts)
        pool = pools[h.voice.key]
        verdicts.append(_sighted(h, pool.statements[known_as]) if known_as else _new(h, compared[n]))
        pool.put(verdicts[-1].known)
    return verdicts


def _without_further(found: list[_Compared]) -> list[_Compared]:
    """Those that are not much less like the quote than one that contrasts with it."""
    closest = max((c.but for c in found if c.vetoes), default=0.0)
    return [replace(c, same=c.same and c.score + CLOSER >= closest, likely=c.likely and c.score + CLOSER >= closest) for c in found]


CLOSER = 0.25


def _choose(chosen: dict[int, Known], heard: Sequence[Heard], options: Sequence[tuple[int, _Compared]]) -> None:
    for n, c in sorted(options, key=lambda o: (-o[1].score, o[1].known.at, o[1].known.statement_id, o[0])):
        others = [m for m, taken in chosen.items() if taken.statement_id == c.known.statement_id]
        if n not in chosen and all(repeats(heard[n].form, heard[m].form) for m in others):
            chosen[n] = c.known


def _may_fold(heard: Heard, known: Known) -> bool:
    return one_person(heard.voice.person, known.person)


def _compare(heard: Heard, known: Known) -> _Compared:
    judged = [judge(wording.form, heard.form) for wording in known.wordings]
    closest = max(judged, key=lambda j: (j.alike.but, j.alike.score))
    hard = {v.kind: v for j in reversed(judged) if j.near for v in j.vetoes if v.kind in HARD}
    if closest.vetoes or closest.edit:
        hard |= {v.kind: v for v in closest.against}
    soft = {closest.noun.kind: closest.noun} if closest.noun else {}
    likely = not hard and any(j.likely for j in judged)
    same = likely and any(j.same for j in judged) and not closest.apart
    score, but = max(j.alike.score for j in judged), closest.alike.but
    return _Compared(known, score, but, same, likely, tuple((hard or soft).values()))

HARD = ("number", "date", "name")

def repeats(a: Form, b: Form) -> bool:
    """Whether two places of one story tell one statement."""
    judged = judge(a, b)
    return judged.same and judged.alike.score >= REPEAT_AT


def _one_voice(a: Heard, b: Heard) -> bool:
    return a.voice.key == b.voice.key and one_person(a.voice.person, b.voice.person)


def _opened(heard: Heard, verdicts: Sequence[Verdict]) -> str | None:
    """The statement that another place of this story has: the same words, or what its title sums up."""
    if heard.title:
        beside = [(judge(v.heard.form, heard.form), v) for v in verdicts if _one_voice(v.heard, heard)]
        likely = [(j.alike.score, -n, v) for n, (j, v) in enumerate(beside) if j.likely]
        return max(likely, key=lambda x: x[:2])[2].known.statement_id if likely else None
    same = (
        v.known.statement_id
        for v in verdicts
        if v.new and _one_voice(v.heard, heard) and repeats(v.heard.form, heard.form)
    )
    return next(same, None)


def _sighted(heard: Heard, known: Known) -> Verdict:
    novel = len(known.wordings) < MOST_WORDINGS and all(_novel(w.form, heard.form) for w in known.wordings)
    wordings = (*known.wordings, Wording(heard.quote, heard.at)) if novel else known.wordings
    person = known.person or heard.voice.person
    learned = Known(known.statement_id, known.at, person, wordings)
    return Verdict(heard, learned, new=False, learned=learned != known, worded=novel)


def _novel(kept: Form, form: Form) -> bool:
    alike = likeness(kept, form)
    return alike.score < NOVEL_BELOW or bool(alike.lone_b)


def _new(heard: Heard, compared: Sequence[_Compared]) -> Verdict:
    known = Known(heard.occurrence_id, heard.at, heard.voice.person, (Wording(heard.quote, heard.at),))
    near = sorted(
        (c for c in compared if c.vetoes and c.but >= CONTRAST_AT), key=lambda c: (-c.but, c.known.statement_id)
    )
    contrasts = tuple(
        Contrast(statement_id=c.known.statement_id, kind=v.kind, was=v.was, now=v.now) for c in near for v in c.vetoes
    )
    return Verdict(heard, known, new=True, learned=True, worded=True, contrasts=contrasts)


fold_voices = fold
