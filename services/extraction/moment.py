"""When something was said: as the page reports it, or before."""

from collections.abc import Sequence
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from services.arabic.dates import written
from services.extraction.claims import Claim
from services.extraction.phrases import Phrase
from services.extraction.tokens import Passage
from services.languages import Language
from services.lexicon import Lexicon

_FIRST_YEAR = 1950
_WAS_WITHIN = 8
"""Tokens between «كان» and its verb of speech."""


class Moment(NamedTuple):
    """`on` is the day (YYYY-MM-DD) where the page states one before its own."""

    earlier: bool
    on: str | None = None


def moments(claims: Sequence[Claim], passage: Passage, language: Language, day: date) -> list[Moment]:
    """When each claim of a paragraph of a story of that day was said; `claims` are in the order of their cues.

    What stands between the last words said and a cue tells it. A claim that names no speaker goes on with the moment of
    the claim before it in its sentence: «وكان ماكرون قد اعتبر أن …، وذكر أن …».
    """
    found: list[Moment] = []
    ends: list[int] = []
    first, last_cue = 0, -1
    for claim in claims:
        while ends and ends[0] <= claim.cue:
            first = heappop(ends)
        when = _moment(claim, max(first, claim.scope.first), passage, language, day)
        same = last_cue >= passage.sentence(claim.cue)[0] and claim.subject != "named"
        found.append(found[-1] if same and not when.earlier else when)
        heappush(ends, claim.said.past)
        last_cue = claim.cue
    return found


def _moment(claim: Claim, first: int, passage: Passage, language: Language, day: date) -> Moment:
    lexicon = language.lexicon()
    past = max(first, claim.scope.past)
    forms = passage.forms[first:past]
    apart = _without(claim.phrase, first, past, passage.forms) if claim.phrase else forms
    around = f" {' '.join(apart)} ".replace(" وفي ", " في ").replace(" وقبل ", " قبل ").replace(" ومنذ ", " منذ ")
    if any(phrase in around for phrase in lexicon.today) or _fresh(forms, lexicon, day):
        return Moment(False)
    on = _day_before(passage.piece(first, past), language, day)
    was = any(form in lexicon.joined["was"] for form in passage.forms[max(first, claim.cue - _WAS_WITHIN) : claim.cue])
    years = (int(form) for form in forms if len(form) == 4 and form.isdigit())
    past_year = any(_FIRST_YEAR < year < day.year for year in years)
    return Moment(bool(on) or was or past_year or any(phrase in around for phrase in lexicon.earlier), on)


def _without(phrase: Phrase, first: int, past: int, forms: Sequence[str]) -> Sequence[str]:
    """The words but the speaker's: «وقال المدير سابقا خالد حداد» names a former office."""
    if phrase.known or not first <= phrase.first <= phrase.past <= past:
        return forms[first:past]
    return (*forms[first : phrase.first], *forms[phrase.past : past])


def _fresh(forms: Sequence[str], lexicon: Lexicon, day: date) -> bool:
    """Whether the words name the story's own weekday or the one before, and not last week's."""
    named = [lexicon.weekdays[form] for form in forms if form in lexicon.weekdays]
    return bool(named) and (day.weekday() - named[-1]) % 7 <= 1 and "الماضي" not in forms


def _day_before(text: str, language: Language, day: date) -> str | None:
    """The first full date in the text, where it lies before the story's day."""
    dates = (written(stamp) for stamp in language.stamps(text) if stamp.calendar == "gregorian") if text else ()
    return next((stated[:10] for stated in dates if stated and stated[:10] < day.isoformat()), None)
