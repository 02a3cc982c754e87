"""Why two sentences fold or not."""

from datetime import date

import pytest

from services.dedupe.statement_explain import explain

SAID = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("was", "now", "verdict", "kinds"),
    [
        ("موعد القمة لم يحدد بعد", "لم يتم تحديد موعد القمة حتى الآن", "same", []),
        ("الهدنة تبدأ في 8 مايو", "الهدنة تبدأ في 9 مايو", "contrast", ["date"]),
        ("الهدنة تبدأ في 8 مايو", "المنتخب سيسافر غدا", "different", []),
        (
            "حزمة المساعدات ستشمل 118 عيادة متنقلة في الأرياف",
            "118 مستوصفا جوالا ستبلغ القرى ضمن المساعدات",
            "same in company",
            [],
        ),
    ],
)
def test_the_verdict_has_its_reasons(was: str, now: str, verdict: str, kinds: list[str]) -> None:
    found = explain(was, now, SAID)
    assert found.verdict == verdict
    assert [veto.kind for veto in found.vetoes] == kinds


def test_it_names_what_is_shared_and_what_is_not() -> None:
    found = explain("موعد القمة لم يحدد بعد", "موعد المؤتمر لم يحدد بعد", SAID)
    assert ("موعد", "موعد") in found.shared
    assert found.only_was == ("القمة",)
    assert found.only_now == ("المؤتمر",)
