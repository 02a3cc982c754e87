"""Gate: a known page with one new statement in it is never a copy; the same page unchanged always is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from schemas.events import RawArticle
from services.dedupe.article_memory import MemoryStore
from services.dedupe.article_pages import entries
from services.dedupe.article_store import fold
from services.dedupe.folding import Decision
from tests.integration.pages import pages

COUNT = 300
STATEMENTS = (
    "وأعلن وزير الطاقة أن خط الأنابيب سيغلق للصيانة ثلاثة أيام.",
    "وقال لافروف إن موسكو لم تتلق أي رد على مقترحها.",
    "ونفى بيسكوف ذلك.",
    "وأكدت زاخاروفا أن السفير سيعود إلى عمله غدا.",
    "ولم يعلق الكرملين.",
    "وشدد المتحدث على أن الزيارة ألغيت ولن تحدد لها مواعيد جديدة.",
    "وأضاف: «لا نرى أي سبب لتأجيل القمة».",
)


def known() -> list[RawArticle]:
    """Stories of 90 words and more, each under its outlet's chrome: a first line and a last are no part of it."""
    found = [page.value for page in pages(2 * COUNT, seed=5) if page.kind == "story"]
    return [msgspec.json.decode(value, type=RawArticle) for value in found[:COUNT]]


def planted(lines: Sequence[str], number: int) -> list[str]:
    """The lines with one statement more: in or after a paragraph in the middle, in or after the last."""
    at = (len(lines) // 2, len(lines) - 2)[number // 2 % 2]
    statement, before = STATEMENTS[number % len(STATEMENTS)], lines[at]
    told = [f"{before} {statement}"] if number % 2 else [before, statement]
    return [*lines[:at], *told, *lines[at + 1 :]]


def again(article: RawArticle, lines: Sequence[str], name: str) -> RawArticle:
    """The page an hour later at another outlet."""
    return replace(
        article,
        article_id=f"{name}-{article.article_id}",
        url=f"https://other.example/{name}/{article.article_id}",
        source="other",
        fetched_at=article.fetched_at + timedelta(hours=1),
        text="\n".join(lines),
    )


async def decisions(later: Sequence[RawArticle]) -> list[Decision]:
    """What becomes of these pages, one after the other, once the others are known."""
    out: list[Decision] = []
    store = MemoryStore(timedelta(days=14))
    await fold(store, entries(known()))
    for article in later:
        out += await fold(store, entries([article]))
    return out


@pytest.fixture(scope="module")
def lines() -> list[list[str]]:
    return [(article.text or "").split("\n") for article in known()]


async def test_a_page_with_one_new_statement_is_an_update_of_the_page_it_was(lines: list[list[str]]) -> None:
    before = known()
    later = [
        again(a, planted(own, number), "planted") for number, (a, own) in enumerate(zip(before, lines, strict=True))
    ]
    found = await decisions(later)
    assert len(found) == COUNT
    assert {decision.verdict for decision in found} == {"update"}
    assert [decision.copy_of for decision in found] == [article.article_id for article in before]


async def test_a_page_unchanged_is_a_copy_of_the_page_it_was(lines: list[list[str]]) -> None:
    before = known()
    found = await decisions([again(a, own, "same") for a, own in zip(before, lines, strict=True)])
    assert {decision.verdict for decision in found} == {"copy"}
    assert [decision.copy_of for decision in found] == [article.article_id for article in before]
