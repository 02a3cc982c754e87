"""Why two sentences fold or do not, for a person to read."""

from dataclasses import dataclass
from datetime import date

from services.dedupe.statement_folding import FOLD_AT, contrasts_at, folds_at
from services.dedupe.statement_likeness import likeness
from services.dedupe.statement_reading import form
from services.dedupe.statement_vetoes import Veto, vetoes


@dataclass(frozen=True, slots=True)
class Explanation:
    """`similarity` is 0-1 and folds from `threshold` up; `shared`, `only_was`, `only_now` are words of the two."""

    similarity: float
    threshold: float
    verdict: str
    vetoes: tuple[Veto, ...]
    shared: tuple[tuple[str, str], ...]
    only_was: tuple[str, ...]
    only_now: tuple[str, ...]


def explain(was: str, now: str, said: date) -> Explanation:
    """Compares two quotes of one voice. The verdict is "same", "contrast" or "different"."""
    a, b = form(was, said), form(now, said)
    found = likeness(a, b)
    against = vetoes(a, b, found.alignment)
    verdict = (
        "same" if folds_at(found) and not against else "contrast" if against and contrasts_at(found) else "different"
    )
    return Explanation(
        similarity=round(found.score, 3),
        threshold=FOLD_AT,
        verdict=verdict,
        vetoes=against,
        shared=tuple((a.terms[i].text, b.terms[j].text) for i, j, _ in found.alignment.pairs),
        only_was=tuple(a.terms[i].text for i in found.alignment.lone_a),
        only_now=tuple(b.terms[j].text for j in found.alignment.lone_b),
    )
