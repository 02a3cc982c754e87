"""Entities of a story: what is named, by which words, where it begins and ends."""

import pytest
from extraction_stories import story

from services.extraction.story import extract


def named(*paragraphs: str, title: str | None = None) -> list[tuple[str, str]]:
    """(type, text) of each mention, in order."""
    read = extract(story(*paragraphs, title=title))
    places = sorted((m.paragraph, m.start, m.end, e.type) for e in read.entities for m in e.mentions)
    return [(kind, paragraphs[paragraph][start:end]) for paragraph, start, end, kind in places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("التقى وزير الخارجية الهنغاري شاندور كوفاتش، الوفد.", [("person", "شاندور كوفاتش")]),
        ("رحب رئيس شركة الملاحة، سامر الخوري، بالقرار.", [("person", "سامر الخوري")]),
        ("أصدر مدير عام المتحف وعثمان بن سالم القرار.", [("person", "عثمان بن سالم")]),
        ("سجل روبن فان بيرسي. وقال المدرب إن فان بيرسي بخير.", [("person", "روبن فان بيرسي"), ("person", "فان بيرسي")]),
        ("قال السفير ألكساندر ياكوفينكو إن الباب مفتوح.", [("person", "ألكساندر ياكوفينكو")]),
        ("عبدالعزيز بن عبدالرحمن آل سعود ـ رحمه الله ـ بنى القصر.", [("person", "عبدالعزيز بن عبدالرحمن آل سعود")]),
        ("أعلنت ويندا شوغارت، وكيلة وزير التجارة، أنها ستتقاعد.", [("person", "ويندا شوغارت")]),
        ("وقال ريهارد كوزلوفس وزير داخلية لاتفيا إن الباب مفتوح.", [("person", "ريهارد كوزلوفس")]),
        ("نيكوليني جوسي، عمدة البلدة الإيطالية، رحبت بالوفد.", [("person", "نيكوليني جوسي")]),
        ("وصل الكاتب سمير صالح إلى القاعة. وحضر اللقاء رائد وصالح.", [("person", "سمير صالح"), ("person", "صالح")]),
    ],
    ids=[
        "nationality",
        "apposition",
        "a conjunction",
        "a part before",
        "another spelling",
        "a dash of kashida",
        "an office after a comma",
        "an office right after",
        "at the start",
        "and a last name that is a given name too",
    ],
)
def test_people_whom_the_story_introduces(text: str, found: list[tuple[str, str]]) -> None:
    assert [one for one in named(text) if one[0] == "person"] == found


@pytest.mark.parametrize(
    ("second", "text"),
    [
        ("ثم غادر رائف القاعة.", "رائف"),
        ("وانصرف الحضور مع رائف.", "رائف"),
        ("وأشاد الحضور برائف كثيرا.", "رائف"),
    ],
    ids=["alone", "after a preposition", "with a proclitic"],
)
def test_a_last_name_alone_is_of_whom_the_story_has_named(second: str, text: str) -> None:
    (entity,) = extract(story("وصل الباحث جمال رائف إلى القاعة.", second)).entities
    mention = entity.mentions[-1]
    assert (entity.name, mention.paragraph, second[mention.start : mention.end]) == ("جمال رائف", 1, text)


def test_a_known_last_name_that_is_a_word_as_well_needs_the_full_name_first() -> None:
    assert named("رأى أن ماي بعيد.") == []
    assert named("قالت تيريزا ماي إن الباب مفتوح. وغادرت ماي القاعة.")[1] == ("person", "ماي")


def test_a_verb_with_the_consonants_of_a_given_name_is_no_part_of_the_name() -> None:
    assert named("وروى أوشاكوف أن الحديث طال.") == [("person", "أوشاكوف")]


def test_another_given_name_makes_another_person() -> None:
    first, second = extract(story("وصل الباحث جمال رائف. ثم غادر سامي رائف.")).entities
    assert (first.name, len(first.mentions)) == ("جمال رائف", 1)
    assert (second.name, len(second.mentions)) == ("سامي رائف", 1)


@pytest.mark.parametrize(
    "text",
    [
        "مشيرا إلى أن النجم الدولي السابق سيتخذ قراره في أسبوعين.",
        "قالت الوزارة إن الوزير ومستشار الأمن ناقشا الوضع هناك.",
        "لم تسجل أيام العيد أية حالة إصابة بالمرض.",
        "هذه أول فرصة لإبراز المواهب.",
        "بعدما مر عام يزيد بقليل على الموعد.",
        "أعلنت الحملة أنها رفعت دعوى على الشركة.",
        "هنأ المدير العام جميع منسوبي الإدارة.",
        "امتد التعاون إلى الشعب وإلى أهالي القرى.",
        "منذ أن تقلد منصب وزير الثقافة.",
        "وتمثلت في رفع شعارات، وزير الثقافة أولها.",
        "وقال بيان رسمي، وزير الثقافة كاتبه.",
        "تابع أولويات السياسة الخارجية الهولندية.",
        "بدأ سباق الرئاسة الهولندي.",
        "سيول جارفة تضرب القرى.",
    ],
    ids=[
        "a verb",
        "two acted",
        "any",
        "the first",
        "exceeds",
        "filed",
        "all",
        "and to",
        "a verb and an office",
        "a plural and an office",
        "a document and an office",
        "an adjective of policy",
        "an adjective of the race",
        "floods",
    ],
)
def test_words_that_only_look_like_somebody_are_none(text: str) -> None:
    assert [one for one in named(text) if one[0] == "person"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("سيطرت القوات على بلدة نوفوترويتسكي أمس.", [("place", "نوفوترويتسكي")]),
        ("وصل الوفد إلى مدينة خان شيخون.", [("place", "خان شيخون")]),
        ("شكر الأهالي بلدية المحافظة.", []),
        ("وصل الوفد إلى مدينة صغيرة، ثم إلى قرية أخرى.", []),
        ("التقى ولي العهد في ولاية العهد وفدا.", []),
        ("وصل الوفد إلى مدينة سومي.", [("place", "سومي")]),
        ("قصفت القوات خاركيف وسومي.", [("place", "خاركيف"), ("place", "سومي")]),
        ("كتب التلميذ سومي على الورقة.", []),
        ("زار الوفد مدينة جدة السعودية وسط المدن السعودية.", [("place", "جدة")]),
        ("وصل الوفد إلى السعودية أمس.", [("place", "السعودية")]),
        ("كان قرارا روسيا اتخذه ضباط أسيرا روسيا.", []),
        ("دعا روسيا إلى الحوار متهما روسيا بالتأخر.", [("place", "روسيا"), ("place", "روسيا")]),
    ],
    ids=[
        "unknown",
        "two words",
        "a kind",
        "adjectives",
        "no place",
        "headed",
        "in a list",
        "alone",
        "an adjective",
        "the country",
        "an accusative",
        "after a verb",
    ],
)
def test_places(text: str, found: list[tuple[str, str]]) -> None:
    assert [one for one in named(text) if one[0] == "place"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ذكر مدير شركة «رايتموف» أن الأسعار ثابتة.", ["رايتموف"]),
        ("نشرت صحيفة كوريري الخبر.", ["صحيفة كوريري"]),
        ("نشرت صحيفة محلية الخبر.", []),
        ("أعلنت وزارة الثقافة والإعلام الليبية الموعد.", ["وزارة الثقافة والإعلام الليبية"]),
        ("زار القنصلية العامة الليبية.", ["القنصلية العامة الليبية"]),
        (
            "نقلتها المجموعة الصحفية التابعة للبيت الأبيض.",
            ["المجموعة الصحفية التابعة للبيت الأبيض", "للبيت الأبيض"],
        ),
        ("درس في جامعة هارفارد.", ["جامعة هارفارد"]),
    ],
    ids=["quoted", "an outlet", "an adjective", "a ministry", "of a nation", "of another", "a university"],
)
def test_institutions(text: str, found: list[str]) -> None:
    assert [name for kind, name in named(text) if kind == "organisation"] == found


def test_a_meeting_and_its_place_are_both_named() -> None:
    assert named("انعقدت قمة هلسنكي.") == [("other", "قمة هلسنكي"), ("place", "هلسنكي")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("اتهم الطرفان بعضهما بانتهاك هدنة عيد الفصح.", ("other", "هدنة عيد الفصح")),
        ("انتهت معركة باخموت.", ("other", "معركة باخموت")),
        ("أقر البرلمان الكيني الموازنة.", ("organisation", "البرلمان الكيني")),
        ("اجتمع مجلس الشيوخ البرازيلي.", ("organisation", "مجلس الشيوخ البرازيلي")),
        ("نفت الخارجية النرويجية الخبر.", ("organisation", "الخارجية النرويجية")),
        ("ضربت العاصفة ولاية ساوث كارولينا.", ("place", "ساوث كارولينا")),
    ],
    ids=["a truce of a feast", "a battle", "a parliament", "a council", "a short ministry", "a state of two words"],
)
def test_names_that_a_word_before_or_after_tells(text: str, found: tuple[str, str]) -> None:
    assert found in named(text)
