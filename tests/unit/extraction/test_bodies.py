"""Where the name of a body that no list knows begins and ends."""

import pytest
from extraction_stories import story

from services.extraction.story import extract


def bodies(text: str) -> list[str]:
    """The written forms of the organisations named, in order."""
    mentions = [m for e in extract(story(text)).entities if e.type == "organisation" for m in e.mentions]
    return [text[m.start : m.end] for m in sorted(mentions, key=lambda m: (m.start, -m.end))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ستطعن الشركة أمام محكمة النقض غدا.", ["محكمة النقض"]),
        ("قال عضو لجنة النفط والغاز النيابية إن القرار قريب.", ["لجنة النفط والغاز النيابية"]),
        ("قرر بنك المغرب خفض الفائدة.", ["بنك المغرب"]),
        ("درس في جامعة الملك سعود قبل سنتين.", ["جامعة الملك سعود"]),
        ("صدر عن نقابة التعليم بيان قصير.", ["نقابة التعليم"]),
        ("نشره مركز رؤى للدراسات أمس.", ["مركز رؤى للدراسات"]),
        ("التقى زعيم حركة النهضة وفدا.", ["حركة النهضة"]),
        ("رحب المجلس القومي لحقوق الإنسان بالقرار.", ["المجلس القومي لحقوق الإنسان"]),
        ("دعا الاتحاد العام للعمال إلى إضراب.", ["الاتحاد العام للعمال"]),
        ("وصل فريق من الصليب الأحمر الفرنسي إلى المكان.", ["الصليب الأحمر الفرنسي"]),
        ("وجاء في تقرير للجنة المالية النيابية أن", ["للجنة المالية النيابية"]),
        ('كتبت جريدة "مرايا المغرب" ذلك.', ["مرايا المغرب"]),
        ("تحدث عضو في لجنة القوات المسلحة أمس.", ["لجنة القوات المسلحة", "القوات المسلحة"]),
    ],
    ids=[
        "the noun governed",
        "a second field and an adjective",
        "a place within",
        "whom it honours",
        "after a preposition",
        "a centre's own name",
        "a loose head that somebody leads",
        "an aim of two words",
        "an aim and a general adjective",
        "a known body's name and a nation",
        "for one",
        "in quotation marks, a place within",
        "a body governed",
    ],
)
def test_a_body_is_named_whole(text: str, found: list[str]) -> None:
    assert bodies(text) == found


def test_the_name_of_a_body_has_its_article_back() -> None:
    (body,) = extract(story("وجاء في تقرير للجنة المالية النيابية أن")).entities
    assert body.name == "اللجنة المالية النيابية"


@pytest.mark.parametrize(
    "text",
    [
        "نقل إلى مركز المدينة صباحا.",
        "تباطأت حركة المرور مساء.",
        "عقد مجلس الإدارة جلسة.",
        "قالت الشركة الصينية إن السعر ثابت.",
        "تقدمت القوات الموالية للحكومة.",
        "زار المجلس أمس.",
        "عينت لجنة خاصة لدراسة الأمر.",
        "وافق مركز كبير للدراسات على الطلب.",
    ],
    ids=[
        "a town's centre",
        "a movement of things",
        "a board",
        "a nation alone",
        "an adjective of a moment",
        "no adjective",
        "an adjective without the article",
        "an adjective before the aim",
    ],
)
def test_a_noun_phrase_is_no_body(text: str) -> None:
    assert bodies(text) == []
