"""Scores extracted statements against the cases: pairs by likeness of their words, then speaker, kind and moment."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from services.arabic.normal import words

LIKE = 0.7
"""Token F1 from which a found quote is taken for the wanted one."""


def likeness(one: str, other: str) -> float:
    """Token F1 of two quotes."""
    x, y = Counter(words(one)), Counter(words(other))
    return 2 * sum((x & y).values()) / max(1, sum(x.values()) + sum(y.values()))


def pairs(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(found, wanted), one to one, the same speaker and the likest words first."""
    ranked = sorted(
        (
            (likeness(f["quote"], w["quote"]), f["speaker"] == w["speaker"], i, j)
            for i, f in enumerate(found)
            for j, w in enumerate(wanted)
        ),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    for score, _, i, j in ranked:
        if score >= LIKE and i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [(found[i], wanted[j]) for i, j in chosen.items()]


def figures(cases: Iterable[tuple[list[dict[str, Any]], list[dict[str, Any]]]]) -> dict[str, float]:
    """Precision and recall of the quotes, `exact` of their spans, and of what is paired speaker, kind and moment."""
    n: Counter[str] = Counter()
    for found, wanted in cases:
        n["found"] += len(found)
        n["wanted"] += len(wanted)
        for f, w in pairs(found, wanted):
            n["paired"] += 1
            for name in ("speaker", "kind", "said"):
                n[name] += f[name] == w[name]
            n["exact"] += (f["quote"], f["paragraph"]) == (w["quote"], w["paragraph"])
    return {
        "precision": round(n["paired"] / n["found"], 4),
        "recall": round(n["paired"] / n["wanted"], 4),
        "exact": round(n["exact"] / n["paired"], 4),
        **{name: round(n[name] / n["paired"], 4) for name in ("speaker", "kind", "said")},
    }
