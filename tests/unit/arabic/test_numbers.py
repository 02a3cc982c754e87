import pytest

from services.arabic.numbers import numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("خمسة وعشرون ألفا ومئتان", [25_200]),
        ("مئة وخمسة وعشرون ألفا وثلاثمئة وخمسون", [125_350]),
        ("ثلاث مئة ألف", [300_000]),
        ("3.5 ملايين", [3_500_000]),
        ("٣٫٥ مليون", [3_500_000]),
        ("1,250 طنا", [1250]),
        ("١٬٢٥٠ طنا", [1250]),
        ("20 ألفا و300", [20_300]),
        ("مليونين ونصف", [2_500_000]),
        ("مليون ونصف مليون", [1_500_000]),
        ("نصف مليون", [500_000]),
        ("ثلاثة أرباع المقاعد", [0.75]),
        ("أرباع المدينة", []),
        ("بألفي دولار", [2000]),  # the dual before its noun
        ("أحد عشر", [11]),
        ("اثنا عشر وفدا واثنتي عشرة رحلة", [12, 12]),
        ("اثني عشر ألفا", [12_000]),
        ("ثلاثمئة واثني عشر", [312]),
        ("ساعة وخمسا وأربعين دقيقة", [45]),  # the accusative
        ("مئة وثمانيا وعشرين", [128]),
        ("مائتي طن", [200]),
        ("ثلاثة عشر جنديا وخمسة مدنيين", [13, 5]),
        ("ألف مليون", [1_000_000_000]),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "في تشرين الثاني",
        "كانون الأول",
        "يوم الاثنين",
        "يوم الأحد",
        "إحدى القرى",
        "لا أحد",
        "بعد ثانية",
        "أثنى الوزير على الوفد",
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(("text", "value"), [("المرة الثالثة", 3), ("الثالثة عشرة", 13), ("الحادي والعشرين", 21)])
def test_ordinals(text: str, value: int) -> None:
    (number,) = numbers(text)
    assert number.ordinal
    assert number.value == value


def test_offsets_leave_proclitics_out() -> None:
    text = "شارك فيه وعشرون شابا"
    (number,) = numbers(text)
    assert text[number.start : number.end] == "عشرون"
