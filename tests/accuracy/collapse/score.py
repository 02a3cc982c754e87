"""Scores folding on the pairs of pairs.jsonl: `python tests/accuracy/collapse/score.py [-v]`.

Each line is {"a", "b": {"speaker", "quote", "date"}, "same", "category", "kind"?}: statement a is known, b is heard an
hour later. All are invented and harmless, written from how Arabic outlets reword; `kind` is the contrast to be named.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from schemas.events import Speaker
from services.dedupe.statement_folding import Heard, Verdict, fold
from services.dedupe.statement_pool import Pool, Reach
from services.dedupe.statement_voice import voice

HERE = Path(__file__).parent
REACH = Reach(window=timedelta(hours=72), recall=timedelta(days=60))


def pairs() -> list[dict[str, Any]]:
    """The committed pairs."""
    return [json.loads(line) for line in (HERE / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


def judge(pair: dict[str, Any]) -> tuple[bool, set[str]]:
    """Whether b folds into a, and the kinds of contrast that b names."""
    a, b = (_heard(side, pair[side], hour) for hour, side in enumerate("ab"))
    pools = {a.voice.key: Pool(), b.voice.key: Pool()}
    verdicts: Sequence[Verdict] = [*fold([a], pools, REACH), *fold([b], pools, REACH)]
    kinds = {contrast.kind for contrast in verdicts[1].contrasts if contrast.statement_id == "a"}
    return verdicts[1].known.statement_id == "a", {str(kind) for kind in kinds}


def _heard(name: str, side: dict[str, str], hour: int) -> Heard:
    at = datetime.fromisoformat(side["date"]).replace(tzinfo=UTC) + timedelta(hours=9 + hour)
    speaker = voice(Speaker(name=side["speaker"]))
    return Heard(occurrence_id=name, story_id=name, source=name, origin=name, voice=speaker, quote=side["quote"], at=at)


def scores(verbose: bool = False) -> dict[str, Any]:
    """recall over the same pairs, false_merge over the others, contrast_named over those with a kind."""
    shown: Counter[str] = Counter()
    right: Counter[str] = Counter()
    same, different, named = [], [], []
    for pair in pairs():
        folded, kinds = judge(pair)
        (same if pair["same"] else different).append(folded)
        if kind := pair.get("kind"):
            named.append(kind in kinds)
        shown[pair["category"]] += 1
        right[pair["category"]] += folded == pair["same"]
        if verbose and folded != pair["same"]:
            print("MERGED" if folded else "APART", pair["a"]["quote"], "<>", pair["b"]["quote"])
    return {
        "recall": round(sum(same) / len(same), 4),
        "false_merge": round(sum(different) / len(different), 4),
        "contrast_named": round(sum(named) / len(named), 4),
        "by_category": {category: f"{right[category]}/{n}" for category, n in sorted(shown.items())},
    }


if __name__ == "__main__":
    print(json.dumps(scores("-v" in sys.argv), ensure_ascii=False))
