"""How alike two quotes are: the same in other words scores high, another matter low."""

from datetime import date

import pytest

from services.dedupe.statement_judging import FOLD_AT
from services.dedupe.statement_likeness import likeness
from services.dedupe.statement_reading import form

SAID = date(2024, 3, 5)
QUOTE = "روسيا مستعدة لبيع القمح لكل من يرغب في شرائه"


def score(a: str, b: str) -> float:
    return likeness(form(a, SAID), form(b, SAID)).score


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("روسيا مستعدة لبيع القمح لكل من يرغب في شرائه", "the same"),
        ("روسیا مستعده لبیع القمح لکل من یرغب في شرائه", "Persian letters"),
        ("لكل من يرغب في شراء القمح روسيا مستعدة لبيعه", "order"),
        ("نحن مستعدون لبيع القمح لكل من يرغب في شرائه", "first person"),
        ("بلاده جاهزة لبيع القمح لكل من يريد شراءه", "synonyms"),
        ("موسكو على استعداد لبيع القمح", "cut"),
        ("روسيا مستعدة لبيع القمح لكل من يرغب في شرائه، وستضمن سلامة السفن وجودة الشحنات", "longer"),
    ],
)
def test_the_same_in_other_words_folds(other: str, why: str) -> None:
    assert score(QUOTE, other) >= FOLD_AT, why
    assert score(QUOTE, other) == pytest.approx(score(other, QUOTE)), "symmetric"


@pytest.mark.parametrize(
    "other",
    ["المفاوضات حول القمح ستستأنف قريبا", "روسيا ترحب بالوفد", "روسيا", "محصول القمح تأخر بسبب الأمطار"],
)
def test_another_matter_of_the_same_subject_does_not(other: str) -> None:
    assert score(QUOTE, other) < FOLD_AT


def test_the_same_but_for_a_number_is_told_apart_from_the_rest() -> None:
    found = likeness(form("عدد المتطوعين بلغ 40 متطوعا", SAID), form("عدد المتطوعين بلغ 70 متطوعا", SAID))
    assert found.but > found.score


def test_an_opposite_denied_is_the_same() -> None:
    assert score("العمل لم يتوقف", "العمل مستمر") >= FOLD_AT
