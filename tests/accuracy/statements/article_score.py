"""Scores what is read in whole articles: quotes paired by likeness of their words, then who said them.

A `core` statement (quoted or in a clause, of somebody named) must be found; an `extended` one (a nominal complement, or
of somebody unnamed) and one of a `headline` may be: finding it is right, missing it is no error.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from statement_score import LIKE, likeness

from services.arabic.normal import words


def pairs(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> dict[int, int]:
    """Index of a wanted statement -> index of what was found for it, one to one, the likest words first."""
    ranked = sorted(
        ((likeness(f["quote"], w["quote"]), -j, -i) for i, f in enumerate(found) for j, w in enumerate(wanted)),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    for score, j, i in ranked:
        if score >= LIKE and -j not in chosen and -i not in chosen.values():
            chosen[-j] = -i
    return chosen


def same_speaker(name: str, accepted: Iterable[str]) -> bool:
    """Whether the words of one accepted name stand in the name found."""
    got = f" {' '.join(words(name))} "
    return any(f" {' '.join(words(one))} " in got for one in accepted)


def figures(articles: Iterable[tuple[list[dict[str, Any]], list[dict[str, Any]]]]) -> dict[str, float]:
    """Precision of what was found; recall, speakers and both together (`end_to_end`) of what is core."""
    n: Counter[str] = Counter()
    for found, wanted in articles:
        chosen = pairs(found, wanted)
        n["found"] += len(found)
        n["right"] += len(chosen)
        for j, w in enumerate(wanted):
            if w["tier"] != "core":
                continue
            n["core"] += 1
            n["direct"] += w["kind"] == "direct"
            if j in chosen:
                f = found[chosen[j]]
                n["core_found"] += 1
                n["direct_found"] += w["kind"] == "direct"
                n["speaker"] += same_speaker(f["speaker"], w["speaker"])
                n["said"] += f["said"] == w["said"]
    return {
        "precision": round(n["right"] / n["found"], 4),
        "core_recall": round(n["core_found"] / n["core"], 4),
        "direct_recall": round(n["direct_found"] / n["direct"], 4),
        "speaker": round(n["speaker"] / n["core_found"], 4),
        "end_to_end": round(n["speaker"] / n["core"], 4),
        "said": round(n["said"] / n["core_found"], 4),
    }
