"""A noun in the place of another makes two statements of two rewordings; verbs and general nouns do not."""

from datetime import date

import pytest

from services.dedupe.statement_judging import judge
from services.dedupe.statement_reading import form

SAID = date(2024, 3, 5)
QUOTE = "السفارة ستواصل إصدار التأشيرات الثقافية رغم إغلاق القسم القنصلي"


@pytest.mark.parametrize(
    ("was", "now", "nouns"),
    [
        (QUOTE, "رغم إغلاق القسم القنصلي ستستمر السفارة في إصدار التأشيرات الطبية", ("الثقافية", "الطبية")),
        (
            "الوزارة تبحث إرسال فريق من الأطباء إلى الجزيرة المنكوبة",
            "الوزارة تدرس إيفاد فريق من المهندسين إلى الجزيرة المنكوبة",
            ("الأطباء", "المهندسين"),
        ),
        (
            "المستشفيات الريفية ستزود بأجهزة أشعة حديثة خلال عامين",
            "خلال عامين سنزود المدارس الريفية بأجهزة حديثة",
            ("المستشفيات", "المدارس"),
        ),
    ],
)
def test_a_noun_exchanged_in_a_rewording_is_a_contrast(was: str, now: str, nouns: tuple[str, str]) -> None:
    found = judge(form(was, SAID), form(now, SAID))
    assert not found.same
    assert [(veto.kind, veto.was, veto.now) for veto in found.against] == [("name", *nouns)]


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ("إغلاق القسم القنصلي لن يوقف إصدار السفارة للتأشيرات الثقافية", "other words and order"),
        ("السفارة ستواصل إصدار التأشيرات الثقافية", "cut"),
        (f"{QUOTE}، وستفتح أبوابها للطلبة والباحثين", "longer"),
        ("السفارة ستواصل إصدار التأشيرات الثقافية في المرحلة اللاحقة رغم إغلاق القسم", "a general noun instead"),
    ],
)
def test_a_rewording_stays_one(now: str, why: str) -> None:
    assert judge(form(QUOTE, SAID), form(now, SAID)).same, why


@pytest.mark.parametrize(
    "now",
    [
        "إغلاق القسم القنصلي للسفارة الروسية قرار غير ودي",
        "القسم القنصلي في السفارة كان يستقبل مئات الزوار قبل إغلاقه",
    ],
)
def test_another_sentence_of_the_same_briefing_is_another_statement(now: str) -> None:
    assert not judge(form(QUOTE, SAID), form(now, SAID)).same


@pytest.mark.parametrize(
    ("quote", "nouns"),
    [
        ("المدير سيصل إلى مستشفى جديد", {"المدير", "مستشفى"}),
        ("سنفتح مكتبات صغيرة", {"مكتبات", "صغيرة"}),
        ("القرار غير ودي", {"القرار", "ودي"}),
        ("سيواصلون العمل في المرحلة المقبلة", set()),
        ("المنظمة تعمل", set()),  # stands for its name
    ],
)
def test_what_surely_is_a_noun(quote: str, nouns: set[str]) -> None:
    assert {term.text for term in form(quote, SAID).terms if term.noun} == nouns
