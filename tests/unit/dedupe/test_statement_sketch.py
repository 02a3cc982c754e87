"""A sketch says which wordings need no reading: none that may be alike, most of what only shares a name."""

from datetime import UTC, date, datetime

import pytest

from services.dedupe.statement_likeness import NEAR_MISS, likeness
from services.dedupe.statement_pool import Wording
from services.dedupe.statement_reading import form
from services.dedupe.statement_sketch import LENGTH, fingerprint, sought, split

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
QUOTE = "المصنع الجديد في تولا سينتج حافلات كهربائية للمدن قبل نهاية العام"


def may_be_near(known: str, quote: str) -> bool:
    wording = Wording.of(known, NOON)
    return sought(form(quote, NOON.date())).may_be_near(wording.sketch, wording.mass)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (QUOTE, "the same"),
        ("حافلات كهربائية", "cut to what is rare"),
        ("قبل نهاية العام ستنتج تولا حافلات كهربائية في مصنع جديد", "order"),
        ("سينتج المعمل حافلات كهربائية للمدن", "synonyms"),
        ("المصنع الجديد في تولا لن يغلق أبوابه", "an opposite may match where one is denied"),
    ],
)
def test_what_may_be_alike_is_read(other: str, why: str) -> None:
    assert may_be_near(QUOTE, other), why


@pytest.mark.parametrize(
    "other",
    [
        "المتحف الوطني سيعرض لوحات الرسامين الشباب في الخريف",
        "سكان تولا يطالبون بترميم الجسر القديم وتوسيع الطريق المؤدي إلى المستشفى",
    ],
)
def test_what_shares_a_word_at_most_is_not_read(other: str) -> None:
    assert likeness(form(QUOTE, NOON.date()), form(other, NOON.date())).score < NEAR_MISS
    assert not may_be_near(QUOTE, other)


def test_a_fingerprint_is_the_same_in_every_process() -> None:
    assert fingerprint("~صنع") == "Fu2J="


def test_a_sketch_joins_its_fingerprints() -> None:
    assert split(Wording.of(QUOTE, NOON).sketch) == list(form(QUOTE, date(2024, 3, 5)).fingerprints)
    assert split("") == []
    assert {len(mark) for mark in form(QUOTE, date(2024, 3, 5)).fingerprints} == {LENGTH}
