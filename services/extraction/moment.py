"""When something was said: as the page reports it, or before."""

from datetime import date
from typing import NamedTuple

from services.arabic.dates import stamps, written
from services.extraction.claims import Claim
from services.extraction.lexicon import Lexicon
from services.extraction.tokens import Passage

_FIRST_YEAR = 1950
_WAS_WITHIN = 8
"""Tokens between «كان» and its verb of speech."""


class Moment(NamedTuple):
    """`on` is the day (YYYY-MM-DD) where the page states one before its own."""

    earlier: bool
    on: str | None = None


def moment(claim: Claim, passage: Passage, lexicon: Lexicon, day: date) -> Moment:
    """When a claim of a story of that day was said, by the words around its cue."""
    first, past = claim.scope
    forms = passage.forms[first:past]
    around = f" {' '.join(forms)} ".replace(" وفي ", " في ").replace(" وقبل ", " قبل ").replace(" ومنذ ", " منذ ")
    if any(phrase in around for phrase in lexicon.today):
        return Moment(False)
    on = _day_before(passage.piece(first, past), day)
    was = any(form in lexicon.joined["was"] for form in passage.forms[max(first, claim.cue - _WAS_WITHIN) : claim.cue])
    years = (int(form) for form in forms if len(form) == 4 and form.isdigit())
    past_year = any(_FIRST_YEAR < year < day.year for year in years)
    return Moment(bool(on) or was or past_year or any(phrase in around for phrase in lexicon.earlier), on)


def _day_before(text: str, day: date) -> str | None:
    """The first full date in the text, where it lies before the story's day."""
    dates = (written(stamp) for stamp in stamps(text) if stamp.calendar == "gregorian") if text else ()
    return next((stated[:10] for stated in dates if stated and stated[:10] < day.isoformat()), None)
