"""Gate: what is written by form is not merged, and what is told again keeps to its story."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from schemas.events import RawArticle
from services.dedupe.article_memory import MemoryStore
from services.dedupe.article_pages import entries
from services.dedupe.article_store import fold
from services.dedupe.folding import Decision

HERE = Path(__file__).parent
MOST_MERGED = 0.05
"""Share of pairs of one form that may end in one cluster."""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _pairs() -> Iterator[tuple[str, str, str, float]]:
    for form in _read("templates.toml")["form"]:
        texts = [form["text"].format(*fill) for fill in form["fills"]]
        for i, k in combinations(range(len(texts)), 2):
            yield form["kind"], texts[i], texts[k], form["hours"] * (k - i)


async def _second(a: str, b: str, hours: float) -> tuple[Decision, Decision]:
    """The decisions on two pages, of two outlets, so many hours apart."""
    when = datetime(2025, 3, 1, 8, tzinfo=UTC)
    pages = [
        RawArticle(url=f"https://{name}.example/1", source=name, fetched_at=when + timedelta(hours=gap), text=text)
        for name, gap, text in (("alif", 0.0, a), ("ba", hours, b))
    ]
    first, second = await fold(MemoryStore(timedelta(days=14)), entries(pages))
    return first, second


async def test_news_written_by_form_is_not_merged() -> None:
    merged, total = Counter[str](), Counter[str]()
    for kind, a, b, hours in _pairs():
        first, second = await _second(a, b, hours)
        total[kind] += 1
        merged[kind] += first.cluster_id == second.cluster_id
    assert total.total() >= 100
    assert len(total) >= 10
    assert merged.total() <= MOST_MERGED * total.total(), dict(merged)


@pytest.mark.parametrize("pair", _read("updates.toml")["pair"], ids=lambda pair: pair["a"][:30])
async def test_a_story_told_again_stays_in_its_cluster(pair: dict[str, str]) -> None:
    first, second = await _second(pair["a"], pair["b"], 3)
    assert second.cluster_id == first.cluster_id
    assert second.verdict == pair["verdict"]
