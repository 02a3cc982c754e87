"""Who has a statement first hand."""

import pytest

from services.dedupe.statement_origins import origin


@pytest.mark.parametrize(
    ("via", "credit", "source", "expected"),
    [
        (None, None, "مرفأ برس", "مرفأ برس"),
        ("وكالة تاس", None, "مرفأ برس", "تاس"),
        ("تاس", "رويترز", "مرفأ برس", "تاس"),
        (None, "TASS", "مرفأ برس", "تاس"),
        (None, "أ.ف.ب", "مرفأ برس", "فرانس برس"),
        (None, "وكالات", "مرفأ برس", "مرفأ برس"),
        ("صحيفة الشاطئ", None, "مرفأ برس", "صحيفة الشاطئ"),
        (None, None, "TASS", "تاس"),
    ],
)
def test_an_agency_has_one_name_however_it_is_cited(
    via: str | None, credit: str | None, source: str, expected: str
) -> None:
    assert origin(via, credit, source) == expected
