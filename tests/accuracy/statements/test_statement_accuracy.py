"""The statements of our own cases are found, with their speakers, and no figure falls below its floor."""

import json
import tomllib
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from statement_score import figures, likeness, pairs

from schemas.events import CleanStory, ExtractedStory
from services.extraction.story import extract

HERE = Path(__file__).parent
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


def test_confidence_is_calibrated() -> None:
    """Of the statements of one confidence, about that share is right, speaker and all."""
    right: dict[bool, list[bool]] = defaultdict(list)
    for case in CASES:
        statements = read(case).statements
        wanted = case["statements"]
        made = [{"quote": s.quote, "speaker": s.speaker.name, "sure": s.confidence} for s in statements]
        good = [f for f, w in pairs(made, wanted) if f["speaker"] == w["speaker"]]
        for one in made:
            right[one["sure"] >= 0.9].append(one in good)
    shares = {sure: sum(oks) / len(oks) for sure, oks in right.items()}
    assert shares[True] >= 0.95
    assert shares[False] >= 0.7


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
