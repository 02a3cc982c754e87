import pytest

from services.page.datelines import agency, cut, entry_time, sign_off

TEXT = "أعلنت البلدية افتتاح مكتبة عامة جديدة في الحي القديم."


@pytest.mark.parametrize(
    ("dateline", "named"),
    [
        ("موسكو - رويترز -", "رويترز"),
        ("موسكو (أ ف ب) -", "أ ف ب"),
        ("دبي، الإمارات العربية المتحدة (المرفأ)—", None),
        ("القاهرة - وكالات:", None),
        ("عواصم (الشروق، وكالات)", None),
        ("باريس – سبوتنيك.", "سبوتنيك"),
        ("بغداد - المرفأ -", None),  # a place known, the outlet not
        ('النخيل - "المنارة" ووكالات:', None),
        ("النخيل (وكالة الأفق) -", "وكالة الأفق"),
        ("الأفق/-", None),
        ("الرياض في 3 مايو / واس /", "واس"),
        ("النخيل -", None),
        ("وطنية - مرسى الياسمين -", "وطنية"),  # an agency before the place
        ("وادي الزيتون 26 نيسان (بترا)-", "بترا"),
        ("الكويت - 12 - 3 (كونا) --", "كونا"),
        ("3 مايو 2024 -", None),
        ("(المنارة) -", None),  # no place
        ("مرسى الياسمين، 4 أكتوبر 2022 (المرصد):", None),  # a day, the outlet unknown
    ],
)
def test_a_dateline_is_cut_off_and_its_agency_known(dateline: str, named: str | None) -> None:
    found, rest = cut(f"{dateline} {TEXT}")
    assert (found, rest) == (dateline, TEXT)
    assert agency(found) == named


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "شباط/فبراير 2020 شهد افتتاح المكتبة الجديدة في المدينة القديمة.",
        "الرئيس (72 عاما) قال إن المكتبة ستفتح أبوابها غدا صباحا.",
        "الوزير - الذي زار المدينة - قال إن العمل سيستمر حتى النهاية.",
        "شهدت الحدود التركية - السورية افتتاح معبر جديد أمام حركة البضائع.",
        "مر والدهم (أبو أحمد) - وهو شيخ القرية - بالمكتبة الجديدة صباح اليوم.",
        "أولا - تفتح المكتبة أبوابها كل يوم من الصباح حتى المساء.",
        "قال المدير: المكتبة تفتح أبوابها كل يوم من الصباح حتى المساء.",
        "(أبو أحمد) شيخ القرية قال إن المكتبة ستفتح أبوابها غدا صباحا.",  # brackets without a separator
        "موسكو - رويترز",
    ],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert cut(text) == ("", text)


@pytest.mark.parametrize("sign", ["/ ", "/", " : ", "-", " - متابعات : ", "/ خاص "])
def test_the_outlet_before_the_text_is_cut_off_with_its_sign(sign: str) -> None:
    assert cut(f"المنارة نيوز{sign}{TEXT}", "المنارة نيوز")[1] == TEXT


@pytest.mark.parametrize("time", ["14:20 -", "[9:05]", "١٤:٢٠", "14:20 بتوقيت غرينتش", "10:15 م |"])
def test_the_time_of_a_live_entry_is_cut_off(time: str) -> None:
    assert entry_time(f"{time} {TEXT}") == (time, TEXT)
    assert entry_time(TEXT) == ("", TEXT)


@pytest.mark.parametrize(
    ("end", "signed"),
    [(" (رويترز)", "(رويترز)"), (" /أ ف ب/", "/أ ف ب/"), ("", ""), (" (الفصل الأول)", "")],
)
def test_sign_off(end: str, signed: str) -> None:
    text, found = sign_off(TEXT + end)
    assert found == signed
    assert text == (TEXT if signed else TEXT + end)
