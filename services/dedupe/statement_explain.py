"""Why two sentences fold or do not, for a person to read."""

from dataclasses import dataclass
from datetime import date

from services.dedupe.statement_judging import CONTRAST_AT, FOLD_AT, judge
from services.dedupe.statement_reading import form
from services.dedupe.statement_vetoes import Veto


@dataclass(frozen=True, slots=True)
class Explanation:
    """`similarity` is 0-1 and folds from `threshold` up; `shared`, `only_was`, `only_now` are words of the two.

    `verdict` is "same", "same in company" (where their stories share another statement), "contrast" or "different".
    """

    similarity: float
    threshold: float
    verdict: str
    vetoes: tuple[Veto, ...]
    shared: tuple[tuple[str, str], ...]
    only_was: tuple[str, ...]
    only_now: tuple[str, ...]


def explain(was: str, now: str, said: date) -> Explanation:
    """Compares two quotes of one voice."""
    a, b = form(was, said), form(now, said)
    judged = judge(a, b)
    found = judged.alike
    contrasts = judged.against and found.but >= CONTRAST_AT
    doubtful = "contrast" if contrasts else "same in company" if judged.likely else "different"
    verdict = "same" if judged.same else doubtful
    return Explanation(
        similarity=round(found.score, 3),
        threshold=FOLD_AT,
        verdict=verdict,
        vetoes=judged.against,
        shared=tuple((a.terms[i].text, b.terms[j].text) for i, j in found.alignment.pairs),
        only_was=tuple(a.terms[i].text for i in found.alignment.lone_a),
        only_now=tuple(b.terms[j].text for j in found.alignment.lone_b),
    )
