"""What reading finds in a quote: numbers with units, times, negations with their reach, conditions."""

from datetime import date

import pytest

from services.dedupe.statement_form import Form
from services.dedupe.statement_reading import form

SAID = date(2024, 3, 5)  # a Tuesday


def read(quote: str) -> Form:
    return form(quote, SAID)


@pytest.mark.parametrize(
    ("quote", "value", "unit", "bound"),
    [
        ("ارتفعت بنسبة 18 في المئة", 18, "%", ""),
        ("ارتفعت بنسبة ١٨٪", 18, "%", ""),
        ("نحو 170 ألف مسافر", 170_000, "زار", "about"),
        ("عددهم 170 ألفا تقريبا", 170_000, "", "about"),
        ("أكثر من 2000 مرة", 2000, "مرات", "over"),
        ("استغرقت ساعة و45 دقيقة", 105, "دقيقه", ""),
        ("استغرقت ساعتين وعشرين دقيقة", 140, "دقيقه", ""),
        ("خلال يومين", 2880, "دقيقه", ""),
        ("منذ عقدين", 20, "عام", ""),
        ("مليارين ونصف المليار روبل", 2.5e9, "روبل", ""),
        ("ثلثا المقاعد", 67, "%", ""),
        ("خلال الأسابيع الثلاثة المقبلة", 30240, "دقيقه", ""),  # what is counted stands before
        ("في الأشهر التسعة الماضية", 9, "شهر", ""),
    ],
)
def test_numbers_are_read_with_what_they_count(quote: str, value: float, unit: str, bound: str) -> None:
    (found,) = read(quote).quantities
    assert (found.value, found.bound) == (value, bound)
    assert unit in (found.unit, "مرات")


@pytest.mark.parametrize(
    ("quote", "times"),
    [
        ("في 14 مارس", [("day", "03-14")]),
        ("في الثاني والعشرين من سبتمبر", [("day", "09-22")]),
        ("بين 5 و8 أيلول", [("day", "09-05"), ("day", "09-08")]),
        ("في 3 كانون الثاني", [("day", "01-03")]),
        ("يوم الخميس", [("weekday", "3")]),
        ("غدا", [("day", "03-06")]),
        ("أول من أمس", [("day", "03-03")]),
        ("الأسبوع المقبل", [("week", "2024-03-11")]),
        ("الشهر الماضي", [("month", "2")]),
        ("هذا العام", [("year", "2024")]),
        ("خلال عام 2023", [("year", "2023")]),
        ("قبل نهاية العام", [("year", "2024")]),
        ("في الخريف المقبل", [("season", "3")]),
        ("2000 متطوع", []),  # counts, names no year
        ("الجولة المقبلة", []),
        ("النصف الثاني من نوفمبر", [("month", "11")]),  # and not its second day
    ],
)
def test_times_are_resolved_by_the_day_on_which_it_was_said(quote: str, times: list[tuple[str, str]]) -> None:
    assert [(w.level, w.value) for w in read(quote).times] == times


@pytest.mark.parametrize(
    ("quote", "denied"),
    [
        ("لن تمدد الهدنة", "مدد"),
        ("غير مستعدة للحوار", "مستعد"),
        ("بلا شروط", "شرط"),
        ("العمل لا يزال مستمرا", None),
        ("لا بد من الحوار", None),
        ("غير أن الحوار مفيد", None),
    ],
)
def test_a_negation_denies_the_term_after_it(quote: str, denied: str | None) -> None:
    f = read(quote)
    assert [f.terms[d.places[0]].key for d in f.denials] == ([denied] if denied else [])


def test_a_negation_ends_with_its_clause() -> None:
    f = read("لم نوقع، والحوار مستمر")
    assert [f.terms[place].text for place in f.denials[0].places] == ["نوقع"]


@pytest.mark.parametrize(
    "quote", ["", "،", "«»", "12", "في", "ـــ", "لا", "قد", "نحو", "نهاية", "شرط", "a b c", "١٢ ١٣ ١٤"]
)
def test_any_text_can_be_read(quote: str) -> None:
    assert read(quote).mass >= 0


@pytest.mark.parametrize("piece", ["لن ", "روسيا وافقت ", "12 ", "نحو ", "في 3 و", "نهاية العام ", "قبل رفض "])
def test_a_very_long_quote_is_read_once(piece: str) -> None:
    found = read(piece * (500_000 // len(piece)) + " السفينة")  # in squared time it would be stopped
    assert found.terms[-1].text == "السفينة"
