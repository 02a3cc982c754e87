"""The statements of our own cases are found, with their speakers, and no figure falls below its floor."""

import json
import tomllib
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from statement_score import figures, likeness, pairs

from schemas.events import CleanStory, ExtractedStory
from services.extraction.chances import JUDGED, chance
from services.extraction.story import extract

HERE = Path(__file__).parent
LEAST_TOLD = 0.05
"""By how much a bin's share may fall below its confidence."""
MOST_OFF_CASES, MOST_OFF_JUDGED = 0.1, 0.03
"""Most of the expected calibration error: .09 and .02 were measured."""
CASES = [json.loads(line) for line in (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines()]


def read(case: dict[str, Any]) -> ExtractedStory:
    return extract(
        CleanStory(
            story_id=case["id"],
            article_id=case["id"],
            url="https://outlet.example/1",
            source="outlet",
            fetched_at=datetime(2025, 6, 1, 12, tzinfo=UTC),
            role="main",
            position=0,
            language="ar",
            title=case["title"],
            paragraphs=tuple(case["paragraphs"]),
        )
    )


def found(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"paragraph": s.paragraph, "quote": s.quote, "speaker": s.speaker.name, "kind": s.kind, "said": s.said}
        for s in read(case).statements
    ]


def test_the_cases_keep_their_floors() -> None:
    scores = figures((found(case), case["statements"]) for case in CASES)
    print(json.dumps(scores))
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["min"]
    assert {name: scores[name] for name, least in floors.items() if scores[name] < least} == {}


def reliability() -> dict[float, list[bool]]:
    """Confidence -> whether each statement of our cases that has it is right, speaker and all."""
    right: dict[float, list[bool]] = defaultdict(list)
    for case in CASES:
        made = [{"quote": s.quote, "speaker": s.speaker.name, "sure": s.confidence} for s in read(case).statements]
        good = [f for f, w in pairs(made, case["statements"]) if f["speaker"] == w["speaker"]]
        for one in made:
            right[one["sure"]].append(one in good)
    return right


def test_no_confidence_is_higher_than_its_statements_are_right() -> None:
    bins = reliability()
    print({sure: (len(oks), round(sum(oks) / len(oks), 3)) for sure, oks in sorted(bins.items())})
    assert {sure: oks for sure, oks in bins.items() if sum(oks) / len(oks) < sure - LEAST_TOLD} == {}


def test_confidence_is_near_the_share_that_is_right() -> None:
    """The expected calibration error: on our own cases, which are easier than pages, and on what was judged."""
    bins = reliability()
    gaps = [len(oks) * abs(sure - sum(oks) / len(oks)) for sure, oks in bins.items()]
    assert sum(gaps) / sum(map(len, bins.values())) <= MOST_OFF_CASES
    judged = [count.all * abs(chance(*kind) - count.right / count.all) for kind, count in JUDGED.items()]
    assert sum(judged) / sum(count.all for count in JUDGED.values()) <= MOST_OFF_JUDGED


def test_cases_are_many_and_their_quotes_stand_in_them() -> None:
    statements = [(case, s) for case in CASES for s in case["statements"]]
    assert len(statements) >= 150
    assert len({case["id"] for case in CASES}) == len(CASES)
    for case, said in statements:
        place = case["title"] if said["paragraph"] is None else case["paragraphs"][said["paragraph"]]
        assert said["quote"] in place


def test_likeness_counts_shared_words() -> None:
    assert likeness("العمل بدأ اليوم", "العمل بدا اليوم") == 1.0
    assert likeness("العمل بدأ", "المتحف مغلق") == 0.0
