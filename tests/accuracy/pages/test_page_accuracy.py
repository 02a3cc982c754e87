"""The gate: pages of many templates are read as well as the floors say."""

import json
import os
import tomllib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
from page_compose import FAMILIES, pages
from page_score import Score

from schemas.events import CleanStory, RawArticle, UniqueArticle
from services.cleaning.stories import clean

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
CEILINGS = ("contamination", "wrong_dates")
GIVEN = Path(os.environ.get("WIREFOLD_DATA", HERE.parents[3] / "shared" / "data")) / "pages"


def read(raw: dict) -> list[CleanStory]:
    article = RawArticle(**raw | {"article_id": "a", "fetched_at": datetime.fromisoformat(raw["fetched_at"])})
    return clean(UniqueArticle(article=article, verdict="original", cluster_id="c"))


def measured(name: str, read_pages: Iterable[tuple[dict, dict]]) -> dict[str, float]:
    score = Score()
    for gold, raw in read_pages:
        score.add(gold["stories"], read(raw))
    figures = score.figures()
    print(name, {measure: round(value, 4) for measure, value in figures.items()})
    return figures


def check(figures: dict[str, float], floors: dict[str, float]) -> None:
    for measure, floor in floors.items():
        value = figures[measure]
        assert value <= floor if measure in CEILINGS else value >= floor, f"{measure} is {value:.4f}, the floor {floor}"


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("texts", ["reports", "mixed"])
def test_composed_pages(texts: str, form: str) -> None:
    composed = [(page["gold"][form], page["raw"][form]) for page in pages() if page["texts"] == texts]
    check(measured(f"{texts} {form}", composed), FLOORS[texts])


@pytest.mark.parametrize("file", ["dev.jsonl", "dev_html.jsonl"])
def test_given_pages(file: str) -> None:
    path = GIVEN / file
    if not path.exists():
        pytest.skip(f"no {path}")
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    check(measured(file, [(page["gold"], page["raw"]) for page in given]), FLOORS["given"])


def test_the_set_is_wide_enough() -> None:
    assert len(FAMILIES) >= 12
    assert len(list(pages())) >= 60


def test_the_score_sees_what_is_wrong() -> None:
    gold = {"role": "main", "title": "ا", "paragraphs": ["ا ب ج د"], "source_credit": None, "published_at": None}
    story = read(
        {"url": "https://a.example", "source": "a", "fetched_at": "2025-01-01T00:00:00Z", "text": "ا ب ج د " * 10}
    )[0]
    score = Score()
    score.add([gold, gold | {"role": "also_read"}], [story])
    figures = score.figures()
    assert figures["token_precision"] == pytest.approx(0.1)
    assert figures["token_recall"] == 0.5
    assert figures["story_split_f1"] == 0
    assert figures["contamination"] == pytest.approx(0.9)
    assert figures["title"] == 0
