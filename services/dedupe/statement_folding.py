"""Which statement a quote is: a known one, a new one, or a new one that contrasts with a known one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from schemas.events import Contrast
from services.dedupe.statement_form import Form
from services.dedupe.statement_judging import CONTRAST_AT, FOLD_AT, judge
from services.dedupe.statement_likeness import likeness
from services.dedupe.statement_pool import Known, Pool, Reach, Wording
from services.dedupe.statement_reading import form
from services.dedupe.statement_sketch import sought
from services.dedupe.statement_vetoes import Veto
from services.dedupe.statement_voice import Voice, one_person

BRIEFING = timedelta(hours=12)
"""Statements first seen within so much are company: a story that repeats one may well repeat the others."""

REPEAT_AT = 0.7
"""Likeness from which two places of one story tell one statement: a story seldom says one thing twice, but for its
headline. From it up too, the words of some days before are told again and not said again."""

QUOTED_AT = 0.55
"""Likeness from which a quotation is what the page has just told in its own words. Of the given seed pages and articles
seven quotations are like the indirect statement before them: the five from .57 up say it again, the two at .41 and .45
do not."""

CLOSER = 0.25
"""What contrasts with one statement is none that is so much less like it."""

NOVEL_BELOW = 0.9
MOST_WORDINGS = 8
"""A wording is kept if it is less alike than this to each kept one or has another noun, up to so many; and the longest
so far, up to twice as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An occurrence, as far as folding goes.

    `origin` is whom `source` has it from, or `source`. `at` is event time; `recalls` where what it tells may be older;
    `denied` the cue that denies it, "" for others; `direct` whether it stands in quotation marks.
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
    denied: str = ""
    direct: bool = False

    @property
    def form(self) -> Form:
        """Its comparable form."""
        return form(self.quote, self.at.date(), self.denied)

    def form_beside(self, wording: Wording) -> Form:
        """The form to compare with a wording: «next week» in what is recalled is that of the day when it was said."""
        return form(self.quote, wording.at.date(), self.denied) if self.recalls else self.form

    @property
    def wording(self) -> Wording:
        """The same as a statement's wording."""
        return Wording.of(self.quote, self.at, self.denied)


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
    """What became of an occurrence, with the counts and wordings at that moment; the same whenever it is asked again.

    `since` is when the statement's words were first known.
    """

    statement_id: str
    new: bool
    since: datetime
    sightings: int
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    wordings: tuple[Wording, ...]
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A quote beside a known statement: the best likeness of its wordings, and what those near it have against it.

    `verb` is whether the closest wording has another verb.
    """

    known: Known
    score: float
    but: float
    same: bool
    likely: bool
    against: bool
    verb: bool
    vetoes: tuple[Veto, ...]


def fold(heard: Sequence[Heard], pools: Mapping[str, Pool], reach: Reach) -> list[Verdict]:
    """The verdicts on occurrences, story by story, in order. The pools, each of one voice, learn from them."""
    return [
        verdict
        for _, story in groupby(heard, key=lambda h: h.story_id)
        for verdict in _fold_story(list(story), pools, reach)
    ]


def _fold_story(heard: Sequence[Heard], pools: Mapping[str, Pool], reach: Reach) -> list[Verdict]:
    """A story's quotes get their statements together: the surest first, then those in its company."""
    compared = [_compared(h, pools[h.voice.key].near(h.form, h.at, h.recalls, reach)) for h in heard]
    options = [(n, c) for n, found in enumerate(compared) for c in found if c.likely]
    firm = [(n, c.known.at) for n, c in options if c.score >= FOLD_AT]
    chosen: dict[int, Known] = {}
    _choose(chosen, heard, [(n, c) for n, c in options if c.same])
    if not any(_contradicts(found) for found in compared):
        _choose(chosen, heard, [(n, c) for n, c in options if heard[n].recalls or _in_company(n, c, firm)])
    verdicts: list[Verdict] = []
    for n, h in enumerate(heard):
        pool = pools[h.voice.key]
        known_as = chosen[n].statement_id if n in chosen else _opened(h, verdicts) or _quoted(h, verdicts, compared[n])
        if known_as:
            verdicts.append(_sighted(h, pool.statements[known_as]))
        else:
            verdicts.append(_new(h, compared[n], pool.before(h.form, h.at, reach)))
        pool.put(verdicts[-1].known)
    return verdicts


def _in_company(n: int, c: _Compared, firm: Iterable[tuple[int, datetime]]) -> bool:
    """Whether another quote of the story is firmly a statement of the same hours; two, where a verb was exchanged."""
    company = {m for m, at in firm if m != n and abs(at - c.known.at) <= BRIEFING}
    return len(company) > c.verb


def _contradicts(found: Sequence[_Compared]) -> bool:
    """Whether a quote is a contrast and nothing else: its story is of another day or hour."""
    against = [c for c in found if c.against and c.but >= REPEAT_AT]
    return any(not any(c.same or (c.likely and _one_side(c.known, other)) for c in found) for other in against)


def _choose(chosen: dict[int, Known], heard: Sequence[Heard], options: Iterable[tuple[int, _Compared]]) -> None:
    """The surest pairs first; two quotes of a story are seldom the same statement."""
    for n, c in sorted(options, key=lambda o: (-o[1].score, o[1].known.at, o[1].known.statement_id, o[0])):
        others = [heard[m] for m, taken in chosen.items() if taken.statement_id == c.known.statement_id]
        if n not in chosen and all(_go_together(heard[n], other, c.known) for other in others):
            chosen[n] = c.known


def _go_together(a: Heard, b: Heard, known: Known) -> bool:
    """Whether two quotes of a story can be one known statement: one repeats the other, or each has its own part."""
    return repeats(a.form, b.form) or any(_parts(a, b, wording) for wording in known.wordings)


def _parts(a: Heard, b: Heard, whole: Wording) -> bool:
    """«قال إن …، وأن …» of what was printed as one sentence."""
    ours, theirs = (judge(whole.form, h.form_beside(whole)) for h in (a, b))
    of_a, of_b = ({i for i, _ in judged.alike.alignment.pairs} for judged in (ours, theirs))
    return ours.likely and theirs.likely and not of_a & of_b


def _compared(heard: Heard, candidates: Iterable[Known]) -> list[_Compared]:
    asked = sought(heard.form)
    near = [
        (known, [w for w in known.wordings if asked.may_be_near(w.sketch, w.mass)])
        for known in candidates
        if one_person(heard.voice.person, known.person)
    ]
    found = [_compare(heard, known, wordings) for known, wordings in near if wordings]
    against = [c for c in found if c.vetoes]
    return [replace(c, same=False, likely=False) if c.likely and _outdone(c, against) else c for c in found]


def _outdone(c: _Compared, against: Iterable[_Compared]) -> bool:
    """Whether the quote contrasts with a much closer statement, and the known one does not do so as well."""
    return any(other.but - CLOSER > c.score and not _one_side(c.known, other) for other in against)


def _one_side(known: Known, other: _Compared) -> bool:
    """Whether the known statement contrasts with the other one in what the quote does: both say 9 May."""
    kinds = {veto.kind for veto in other.vetoes}
    ours = known.wordings[0].form
    return any(veto.kind in kinds for w in other.known.wordings for veto in judge(w.form, ours).against)


def _compare(heard: Heard, known: Known, wordings: Sequence[Wording]) -> _Compared:
    """The wording that is closest but for what contrasts says what contrasts."""
    judged = [judge(wording.form, heard.form_beside(wording)) for wording in wordings]
    closest = max(judged, key=lambda j: (j.alike.but, j.alike.score))
    against = bool(closest.vetoes or closest.edit)
    likely = not against and any(j.likely for j in judged)
    return _Compared(
        known,
        score=max(j.alike.score for j in judged),
        but=closest.alike.but,
        same=likely and any(j.same for j in judged) and not closest.parted,
        likely=likely,
        against=against,
        verb=bool(closest.verb),
        vetoes=closest.against,
    )


def repeats(a: Form, b: Form) -> bool:
    """Whether two places of one story tell one statement."""
    judged = judge(a, b)
    return judged.same and judged.alike.score >= REPEAT_AT


def _opened(heard: Heard, verdicts: Sequence[Verdict]) -> str | None:
    """The statement that another place of this story has: the same words, or what its title sums up."""
    beside = [v for v in verdicts if _one_voice(v.heard, heard)]
    if heard.title:
        judged = [(judge(v.heard.form, heard.form), v) for v in beside]
        summed = [(j.alike.score, v.known.statement_id) for j, v in judged if not j.vetoes and not j.edit]
        return max(summed, key=lambda option: option[0], default=(0, None))[1]
    return next((v.known.statement_id for v in beside if v.new and repeats(v.heard.form, heard.form)), None)


def _quoted(heard: Heard, verdicts: Sequence[Verdict], compared: Iterable[_Compared]) -> str | None:
    """The statement of the indirect speech right before a quotation that says it in the speaker's own words."""
    before = verdicts[-1] if verdicts else None
    if before is None or not heard.direct or before.heard.direct or not _one_voice(before.heard, heard):
        return None
    judged = judge(before.heard.form, heard.form)
    told = before.known.statement_id
    contrasts = any(c.vetoes for c in compared if c.known.statement_id == told)
    return told if judged.likely and judged.alike.score >= QUOTED_AT and not contrasts else None


def _one_voice(a: Heard, b: Heard) -> bool:
    return a.voice.key == b.voice.key and one_person(a.voice.person, b.voice.person)


def _sighted(heard: Heard, known: Known) -> Verdict:
    worded = _tells_more(heard, known)
    wordings = (*known.wordings, heard.wording) if worded else known.wordings
    learned = replace(known, person=known.person or heard.voice.person, wordings=wordings)
    return Verdict(heard, learned, new=False, learned=learned != known, worded=worded)


def _tells_more(heard: Heard, known: Known) -> bool:
    """Whether the wording is worth keeping. A title that sums its story up in other words is no wording of it."""
    alike = [likeness(wording.form, heard.form) for wording in known.wordings]
    if heard.title and max(a.score for a in alike) < FOLD_AT:
        return False
    if length(heard.quote) > max(length(wording.quote) for wording in known.wordings):
        return len(known.wordings) < 2 * MOST_WORDINGS
    return len(known.wordings) < MOST_WORDINGS and all(a.score < NOVEL_BELOW or a.lone_b for a in alike)


def length(quote: str) -> int:
    """By which wordings are the fuller: words."""
    return len(quote.split())


def _new(heard: Heard, compared: Sequence[_Compared], before: Iterable[Known]) -> Verdict:
    told = [c.known.since for c in _compared(heard, before) if c.same and c.score >= REPEAT_AT]
    since = min(told, default=heard.at)
    known = Known(heard.occurrence_id, heard.at, since, heard.voice.person, (heard.wording,))
    near = sorted(
        (c for c in compared if c.vetoes and c.but >= CONTRAST_AT), key=lambda c: (-c.but, c.known.statement_id)
    )
    contrasts = tuple(
        Contrast(statement_id=c.known.statement_id, kind=v.kind, was=v.was, now=v.now) for c in near for v in c.vetoes
    )
    return Verdict(heard, known, new=True, learned=True, worded=True, contrasts=contrasts)
