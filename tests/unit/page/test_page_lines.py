from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.events import RawArticle
from services.page.encoding import repaired
from services.page.html import DEEPEST, blocks
from services.page.lines import Line, lines

SENTENCE = "أعلن الرئيس أن العمل سيستمر في جميع المناطق، وأن النتائج ستنشر في شهر مايو المقبل."


def article(**body: str) -> RawArticle:
    return RawArticle(
        url="https://a.example/1", source="a.example", fetched_at=datetime(2025, 1, 1, tzinfo=UTC), **body
    )


def test_text_gives_its_lines_in_display_form_without_blank_ones() -> None:
    assert lines(article(text=" عنـوان\u00a0 مهم \n\n\u200fنص\r\nالقاهرة ـ وكالات")) == [
        Line("عنوان مهم"),
        Line("نص"),
        Line("القاهرة - وكالات"),
    ]


def test_a_paragraph_broken_at_a_column_is_one_line() -> None:
    rows = [
        "افتتحت بلدية النخيل صباح الثلاثاء مكتبة عامة جديدة تضم أربعين",
        "ألف كتاب بثلاث لغات. وقالت رئيسة البلدية إن المكتبة ستبقى مفتوحة",
        "طوال أيام الأسبوع، ولن يدفع أحد من السكان رسما لاستعارة كتاب. وتضم",
        "المكتبة قاعة للأطفال.",
    ]
    headlines = ["عودة طائر اللقلق إلى بحيرة الشمال بعد غياب طويل عن المدينة"] * 5
    text = "\n".join(["العنوان", "", *rows, "", *headlines])
    assert [line.text for line in lines(article(text=text))] == ["العنوان", " ".join(rows), *headlines]


def test_html_gives_a_line_for_each_block_and_break() -> None:
    html = (
        "<h1>عنوان <b>مهم</b></h1><p>سطر<br>آخر</p>طليق<div>داخل<p>فقرة</div><ul><li><a href='/'>• رابط</a></li></ul>"
    )
    assert [(line.tag, line.text, line.linked) for line in lines(article(html=html))] == [
        ("h1", "عنوان مهم", False),
        ("p", "سطر", False),
        ("p", "آخر", False),
        ("body", "طليق", False),
        ("div", "داخل", False),
        ("p", "فقرة", False),
        ("li", "• رابط", True),
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>نص</script>",
        "<style>نص</style>",
        "<!-- نص -->",
        "<div hidden>نص</div>",
        "<noscript><p>نص</p></noscript>",
        '<p style="display: none">نص</p>',
        "<template><p>نص</p></template>",
        "<select><option>نص</select>",
    ],
)
def test_what_no_reader_sees_is_no_line(unseen: str) -> None:
    assert [line.text for line in lines(article(html=f"<p>قبل</p>{unseen}<p>بعد</p>"))] == ["قبل", "بعد"]


@pytest.mark.parametrize(
    "nested", ["<div>" * 50_000 + "نص", "<div>" * (DEEPEST - 1) + "نص", "<b>" * 2000 + "نص" + "</i>" * 2000]
)
def test_deep_or_broken_markup_costs_no_more_than_its_size(nested: str) -> None:
    start = process_time()
    assert [block.text.strip() for block in blocks(nested)] == ["نص"]
    assert process_time() - start < 2


@given(st.text(alphabet="<>/ab!-\"'= pdivtable&;اب\n"))
def test_any_markup_is_read(html: str) -> None:
    blocks(html)


@pytest.mark.parametrize(("written", "read_as"), [("utf-8", "latin-1"), ("cp1256", "latin-1"), ("cp1256", "cp1252")])
def test_a_wrong_decoding_is_put_right(written: str, read_as: str) -> None:
    assert repaired(SENTENCE.encode(written).decode(read_as, "replace")) == SENTENCE


def test_double_encoding_read_as_windows_1252_is_put_right() -> None:
    wrong = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in SENTENCE.encode())
    assert repaired(wrong) == SENTENCE


@pytest.mark.parametrize(
    "sound",
    [
        SENTENCE,
        "",
        "plain",
        f"{SENTENCE} café naïve résumé",
        "Où êtes-vous allés ? Là-bas, à côté de l'été" * 5,
        "Größe, Übermaß, schön" * 9,
    ],
)
def test_sound_text_stays_as_it_is(sound: str) -> None:
    assert repaired(sound) == sound
