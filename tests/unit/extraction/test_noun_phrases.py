"""Noun phrases: where the office ends and the name begins."""

from datetime import date

import pytest

from services.extraction.known import mentions
from services.extraction.phrases import Phrase, Reader
from services.extraction.tokens import read
from services.languages import ARABIC


def phrase(text: str) -> tuple[Reader, Phrase | None]:
    passage = read(text, ARABIC)
    reader = Reader(passage, mentions(passage, ARABIC), ARABIC, date(2019, 3, 1))
    return reader, reader.phrase(0, len(passage))


@pytest.mark.parametrize(
    ("text", "office", "name"),
    [
        ("المتحدث باسم الكرملين دميتري بيسكوف إن", "المتحدث باسم الكرملين", "دميتري بيسكوف"),
        ("رئيس بلدية ميناء الزهراء سالم النعماني على", "رئيس بلدية ميناء الزهراء", "سالم النعماني"),
        ("وزير الطاقة السعودي الأمير عبد العزيز بن سلمان أكد", "وزير الطاقة السعودي الأمير", "عبد العزيز بن سلمان"),
        ("الباحث في معهد الدراسات البحرية أنور شاهين أن", "الباحث في معهد الدراسات البحرية", "أنور شاهين"),
        ("رئيس الشركة الوطنية، المهندس بلال العمري، في", "رئيس الشركة الوطنية", "بلال العمري"),
        ("سفير مصر لدى موسكو نزيه النجاري إن", "سفير مصر لدى موسكو", "نزيه النجاري"),
        ("مدير عام برنامج الواحة ناصر العريني من", "مدير عام برنامج الواحة", "ناصر العريني"),
        ("الفريق أول صدقي صبحي على", "الفريق", "صدقي صبحي"),
        ("المحاسب جميل ناصر إن", "المحاسب", "جميل ناصر"),
        ("سفير تونس لدى أستراليا ونيوزيلندا نبيل الراوي أن", "سفير تونس لدى أستراليا ونيوزيلندا", "نبيل الراوي"),
        ("رئيس لجنة الكتاب ببهران عبدالله حداد أن", "رئيس لجنة الكتاب ببهران", "عبدالله حداد"),
        ("المعارض الصيني آي وايلين إن", "المعارض الصيني", "آي وايلين"),
        ("الفريدو زاموديو، مدير المركز، إن", None, "الفريدو زاموديو"),
        ("سلطان أحمد بن سليم إن", None, "سلطان أحمد بن سليم"),
        ("الدكتور علي بن حسين إن", None, "علي بن حسين"),
        ("د. سامي الفلاح إن", None, "سامي الفلاح"),
        ("كانغ كيونغ-وا إن", None, "كانغ كيونغ-وا"),
        ("علي القرة داغي إن على", None, "علي القرة"),
        ("المتحدث باسم الشركة للصحفيين إن", "المتحدث باسم الشركة", None),
        ("المتحدث باسم رئيس كوريا الجنوبية مون جيه إن إن", "المتحدث باسم رئيس كوريا الجنوبية", None),
        ("نائب الرئيس الأمريكي دونالد ترامب إن", "نائب الرئيس الأمريكي", None),
        ("نائب وزير الخارجية الإيراني عباس عراقجي إن", "نائب وزير الخارجية الإيراني", "عباس عراقجي"),
        ("مستشار الأمن القومي للرئيس الأمريكي جون بولتون إن", "مستشار الأمن القومي للرئيس الأمريكي", "جون بولتون"),
        ("المبعوث الخاص للرئيس سالم حداد، نبيل الراوي، إن", "المبعوث الخاص للرئيس", "نبيل الراوي"),
        ("الدبلوماسية الروسية على أن", "الدبلوماسية الروسية", None),
        # a day after the name is no object of it
        ("حاكم ميناء الزهراء غافين نيوتاون اليوم الثلاثاء إن", "حاكم ميناء الزهراء", "غافين نيوتاون"),
        # a woman's name in ة is no noun: its adjective would agree
        ("النائبة ديمة طحلوب إن", "النائبة", "ديمة طحلوب"),
        ("الوزيرة خطة جديدة إن", "الوزيرة", None),
        ("وزير الخارجية القرار بأنه", "وزير الخارجية", None),
        ("وزير الصحة المكلف سالم حداد إن", "وزير الصحة المكلف", "سالم حداد"),
        ("المتحدث باسم حركة 23 مارس لورانس كانيو إن", "المتحدث باسم حركة 23 مارس", "لورانس كانيو"),
        ("شيخ الأزهر سالم حداد إن", "شيخ الأزهر", "سالم حداد"),
        ("رئيسة الحزب بروين يوسف إن", "رئيسة الحزب", "بروين يوسف"),
        ("أستاذ الاقتصاد باولو نوغيرا باتيستا، إن", "أستاذ الاقتصاد", "باولو نوغيرا باتيستا"),
        ("وزير العدل عبد اللطيف وهبي إن", "وزير العدل", "عبد اللطيف وهبي"),
    ],
)
def test_office_and_name(text: str, office: str | None, name: str | None) -> None:
    reader, found = phrase(text)
    assert found is not None
    assert (reader.passage.piece(*found.office) if found.office else None) == office
    assert (reader.passage.piece(*found.name) if found.name else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وزارة الزراعة في بيان", "وزارة الزراعة"),
        ("الشرطة المنفذ قرب", "الشرطة"),
        ("الشرطة الماليزية إن", "الشرطة الماليزية"),
        ('رابطة "ألتراس" بيانا', 'رابطة "ألتراس"'),
    ],
    ids=["until a preposition", "an object is no adjective", "an adjective agrees", "a quoted name"],
)
def test_institutions(text: str, name: str) -> None:
    reader, found = phrase(text)
    assert found is not None
    assert found.kind == "institution"
    assert found.name is not None
    assert reader.passage.piece(*found.name) == name


@pytest.mark.parametrize(
    "text",
    ["لمصدر مطلع إن", "معظم الزوار إن", "مصدر مطلع إن", "مسؤولون إن", "قائد عسكري إن", "شهود عيان إن", "صحفي إن"],
)
def test_nobody_in_particular(text: str) -> None:
    found = phrase(text)[1]
    assert found is not None
    assert found.kind == "unnamed"


def test_two_known_people_are_joined() -> None:
    found = phrase("لافروف وفيدان إن")[1]
    assert found is not None
    assert [other.known.name for other in found.others if other.known] == ["هاكان فيدان"]


def test_the_name_within_an_apposition_is_not_the_speaker() -> None:
    reader, found = phrase("إيفان غدانوف، مساعد الزعيم المعارض أليكسي نافالني، إن")
    assert found is not None
    assert found.name is not None
    assert reader.passage.piece(*found.name) == "إيفان غدانوف"
    assert found.known is None


@pytest.mark.parametrize(
    "words",
    ["نسبة", "حفارا ضخما", "بداية جيدة", "والأمر طبيعي", "النقاد", "مختصون", "بتصعيد الموضوع", "توقعات الزوار"],
)
def test_common_nouns_are_no_names(words: str) -> None:
    reader, _ = phrase(words)
    assert not reader.plausible(0, len(reader.passage))
