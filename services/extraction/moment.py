"""When something was said: as the page reports it, or before."""

import re
from collections.abc import Sequence
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from services.arabic.date_patterns import GREGORIAN, key
from services.arabic.dates import written
from services.arabic.numbers import numbers
from services.extraction.claims import Claim
from services.extraction.phrases import Phrase
from services.extraction.tokens import Passage
from services.languages import Language
from services.lexicon import Lexicon

_FIRST_YEAR = 1950
_HALF_YEAR = 183
"""Days back from a story that a date without its year may mean."""
_OF_MONTH = re.compile(r"\s+من\s+(?:شهر\s+)?(\w+)")
_WAS_WITHIN = 16
"""Tokens between «كان» and its verb of speech."""


class Moment(NamedTuple):
    """`on` is the day (YYYY-MM-DD) where the page states one before its own; `today` that it states its own."""

    earlier: bool
    on: str | None = None
    today: bool = False


def moments(claims: Sequence[Claim], passage: Passage, language: Language, day: date) -> list[Moment]:
    """When each claim of a paragraph of a story of that day was said; `claims` are in the order of their cues.

    What stands between the last words said and a cue tells it. A claim that names no speaker goes on with the moment of
    the claim before it in its sentence («وكان ماكرون قد اعتبر أن …، وذكر أن …»), and so does one within recalled words
    or beside them («فيما رأى لافروف أن …»).
    """
    found: list[Moment] = []
    ends: list[int] = []
    first, last_cue, recalled = 0, -1, 0
    for claim in claims:
        while ends and ends[0] <= claim.cue:
            first = heappop(ends)
        when = _moment(claim, max(first, claim.scope.first), passage, language, day)
        same = last_cue >= passage.sentence(claim.cue)[0]
        within = claim.cue < recalled or (same and _beside(claim, passage, language.lexicon()))
        goes_on = (same and claim.subject != "named") or (within and found[-1].earlier and not when.today)
        found.append(found[-1] if goes_on and not when.earlier else when)
        if found[-1].earlier:
            recalled = max(recalled, claim.said.past)
        heappush(ends, claim.said.past)
        last_cue = claim.cue
    return found


def _moment(claim: Claim, first: int, passage: Passage, language: Language, day: date) -> Moment:
    lexicon = language.lexicon()
    past = max(first, claim.scope.past)
    forms = passage.forms[first:past]
    apart = _without(claim.phrase, first, past, passage.forms) if claim.phrase else forms
    around = f" {' '.join(apart)} "
    if any(phrase in around for phrase in lexicon.today) or _fresh(forms, lexicon, day):
        return Moment(False, today=True)
    on = _day_before(_text_without(claim.phrase, first, past, passage), language, day)
    was = _was(claim, first, passage, lexicon)
    years = (int(form) for form in forms if len(form) == 4 and form.isdigit())
    past_year = any(_FIRST_YEAR < year < day.year for year in years)
    before = any(phrase in around or f" و{phrase[1:]}" in around for phrase in lexicon.earlier)
    return Moment(bool(on) or was or past_year or before, on)


def _beside(claim: Claim, passage: Passage, lexicon: Lexicon) -> bool:
    """«فيما رأى لافروف أن», «وأكد لافروف أن»: a clause beside the one before."""
    verb = lexicon.verbs.get(passage.forms[claim.cue])
    joined = verb is not None and verb.joined
    return joined or passage.forms[max(claim.scope.first, claim.cue - 1)] in lexicon.words["beside"]


def _was(claim: Claim, first: int, passage: Passage, lexicon: Lexicon) -> bool:
    """«كان الوزير قد قال», and what goes on in such a sentence; not «عندما كان طالبا، قال»."""
    forms, start = passage.forms, passage.sentence(claim.cue)[0]
    if claim.subject != "named" and forms[start] in lexicon.joined["was"] and forms[start + 1] not in lexicon.verbs:
        return any(form in lexicon.joined["verily"] for form in forms[start : claim.cue])
    near = forms[max(first, claim.cue - _WAS_WITHIN) : claim.cue]
    if near and near[-1] in lexicon.words["relative"]:
        return False
    if near and near[-1] not in lexicon.joined["verily"]:
        commas = [number for number, form in enumerate(near) if form in ("،", ",")]
        near = near[commas[-1] + 1 :] if commas else near
    return any(form in lexicon.joined["was"] for form in near)


def _without(phrase: Phrase, first: int, past: int, forms: Sequence[str]) -> Sequence[str]:
    """The words but the speaker's: «وقال المدير سابقا خالد حداد» names a former office."""
    if phrase.known or not first <= phrase.first <= phrase.past <= past:
        return forms[first:past]
    return (*forms[first : phrase.first], *forms[phrase.past : past])


def _text_without(phrase: Phrase | None, first: int, past: int, passage: Passage) -> str:
    """The text but the speaker's: «حركة 23 مارس» is no date."""
    if phrase is None or not first <= phrase.first <= phrase.past <= past:
        return passage.piece(first, past)
    return f"{passage.piece(first, phrase.first)} {passage.piece(phrase.past, past)}"


def _fresh(forms: Sequence[str], lexicon: Lexicon, day: date) -> bool:
    """Whether the words name the story's own weekday or the one before, and not last week's."""
    named = [lexicon.weekdays[form] for form in forms if form in lexicon.weekdays]
    return bool(named) and (day.weekday() - named[-1]) % 7 <= 1 and "الماضي" not in forms


def _day_before(text: str, language: Language, day: date) -> str | None:
    """The first date in the text that lies before the story's day; one without its year is the last such day."""
    for stamp in language.stamps(text) if text else ():
        if stamp.calendar != "gregorian" or not (stamp.month and stamp.day):
            continue
        stated = written(stamp)
        on = stated[:10] if stated else _last(stamp.month, stamp.day, day)
        if on and on < day.isoformat():
            return on
    return _worded(text, day)


def _last(month: int, number: int, day: date) -> str | None:
    """The last such day before the story's, by more than one day; None for one that the page may look forward to."""
    for year in (day.year, day.year - 1):
        try:
            stated = date(year, month, number)
        except ValueError:
            continue
        if 1 < (day - stated).days < _HALF_YEAR:
            return stated.isoformat()
    return None


def _worded(text: str, day: date) -> str | None:
    """«في الثاني من يوليو»."""
    for number in numbers(text) if " من " in text else ():
        month = _OF_MONTH.match(text, number.end)
        if month and number.ordinal and key(month[1]) in GREGORIAN:
            return _last(GREGORIAN[key(month[1])], int(number.value), day)
    return None
