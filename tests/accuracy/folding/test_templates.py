"""Gate: what is written by form is not merged, and what is told again keeps to its story."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from schemas.events import RawArticle
from services.dedupe import guard
from services.dedupe.article_memory import MemoryStore
from services.dedupe.article_pages import entries
from services.dedupe.article_store import fold
from services.dedupe.folding import SHORT, Decision

HERE = Path(__file__).parent
MOST_MERGED, MOST_MERGED_BLIND = 0.05, 0.12
"""Share of pairs of one form that may end in one cluster; where the guard knows no cue."""
ALTERED: dict[str, Callable[[str], str]] = {
    "the same": lambda text: text,
    "between menus": lambda text: (
        f"الرئيسية\nأخبار\nتفاصيل الخبر كما وردت إلى غرفة الأخبار\n{text}\nشارك الخبر\nجميع الحقوق محفوظة"
    ),
    "other letters": lambda text: text.replace("أ", "ا").replace("إ", "ا").replace("ي", "ی"),
    "other digits": lambda text: text.translate({ord(str(n)): chr(0x660 + n) for n in range(10)}),
    "cut": lambda text: text.rsplit(" ", max(0, len(text.split()) - SHORT - 5))[0],
}


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


async def _merged() -> tuple[Counter[str], Counter[str]]:
    """The pairs of each kind that end in one cluster, and all of each kind."""
    merged, total = Counter[str](), Counter[str]()
    for kind, a, b, hours in _pairs():
        first, second = await _second(a, b, hours)
        total[kind] += 1
        merged[kind] += first.cluster_id == second.cluster_id
    return merged, total


async def test_news_written_by_form_is_not_merged() -> None:
    merged, total = await _merged()
    assert total.total() >= 180
    assert len(total) >= 18
    assert merged.total() <= MOST_MERGED * total.total(), dict(merged)


async def test_forms_that_no_cue_names_are_seldom_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the guard does on kinds that nobody thought of: all the cues are taken from it."""
    monkeypatch.setattr(guard, "has_cue", lambda _: False)
    merged, total = await _merged()
    assert merged.total() <= MOST_MERGED_BLIND * total.total(), dict(merged)


@pytest.mark.parametrize("alter", ALTERED, ids=str)
async def test_a_copy_of_a_form_is_a_copy(alter: str) -> None:
    for form in _read("templates.toml")["form"]:
        text = form["text"].format(*form["fills"][0])
        first, second = await _second(text, ALTERED[alter](text), 3)
        assert (second.verdict, second.cluster_id) == ("copy", first.cluster_id), text[:60]


@pytest.mark.parametrize("pair", _read("updates.toml")["pair"], ids=lambda pair: pair["a"][:30])
async def test_a_story_told_again_stays_in_its_cluster(pair: dict[str, str]) -> None:
    first, second = await _second(pair["a"], pair["b"], 3)
    assert second.cluster_id == first.cluster_id
    assert second.verdict == pair["verdict"]
