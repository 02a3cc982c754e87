"""Whole articles in the manner of many outlets, written and annotated before they were read.

The errors of the first file were looked at and mended; of the second only the totals are known, so that it tells what
to expect of an outlet never seen.
"""

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from article_score import figures, pairs, same_speaker

from schemas.events import CleanStory
from services.extraction.story import extract

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["articles"]


def articles(name: str) -> list[dict[str, Any]]:
    lines = (HERE / f"articles_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def found(article: dict[str, Any]) -> list[dict[str, Any]]:
    story = CleanStory(
        story_id=article["id"],
        article_id=article["id"],
        url="https://outlet.example/1",
        source="outlet",
        fetched_at=datetime.fromisoformat(article["day"]).replace(hour=12, tzinfo=UTC),
        role="main",
        position=0,
        language="ar",
        title=article["title"],
        paragraphs=tuple(article["paragraphs"]),
    )
    return [{"quote": s.quote, "speaker": s.speaker.name, "said": s.said} for s in extract(story).statements]


@pytest.mark.parametrize("name", FLOORS)
def test_the_articles_keep_their_floors(name: str) -> None:
    scores = figures((found(article), article["statements"]) for article in articles(name))
    print(name, json.dumps(scores))
    assert {figure: scores[figure] for figure, least in FLOORS[name].items() if scores[figure] < least} == {}


def test_quotes_stand_in_their_articles() -> None:
    for article in (one for name in FLOORS for one in articles(name)):
        for said in article["statements"]:
            place = article["title"] if said["paragraph"] is None else article["paragraphs"][said["paragraph"]]
            assert said["quote"] in place


def test_a_headline_or_an_unnamed_source_may_be_missed_and_may_be_found() -> None:
    core = {"quote": "العمل بدأ اليوم", "speaker": ["حداد"], "kind": "indirect", "said": "now", "tier": "core"}
    other = {"quote": "الجسر سيفتح غدا", "speaker": ["مصدر"], "kind": "direct", "said": "now", "tier": "extended"}
    right = {"quote": "العمل بدأ اليوم", "speaker": "سالم حداد", "said": "now"}
    wrong = {"quote": "الطقس غائم هنا", "speaker": "مصدر", "said": "now"}
    direct = {**core, "quote": "لن نتأخر أبدا", "kind": "direct"}
    assert figures([([right], [core, other, direct])])["core_recall"] == 0.5
    assert figures([([right, {**right, "quote": other["quote"]}], [core, other, direct])])["precision"] == 1.0
    assert figures([([right, wrong], [core, other, direct])])["precision"] == 0.5


def test_pairs_are_one_to_one_and_names_whole_words() -> None:
    assert pairs([{"quote": "العمل بدأ"}, {"quote": "العمل بدأ"}], [{"quote": "العمل بدأ"}]) == {0: 0}
    assert same_speaker("سالم حداد", ["حداد"])
    assert not same_speaker("سالم حدادين", ["حداد"])
