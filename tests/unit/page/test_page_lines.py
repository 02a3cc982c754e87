import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.events import RawArticle
from services.page.encoding import is_lost, repaired
from services.page.html import DEEPEST, MOST_ATTRIBUTES, blocks
from services.page.lines import Line, clean, lines

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


def test_a_shell_of_scripts_has_the_text_that_its_markup_declares() -> None:
    declared = json.dumps({"@type": "Article", "headline": "عنوان", "articleBody": SENTENCE}, ensure_ascii=False)
    shell = f'<script type="application/ld+json">{declared}</script><div>القائمة</div>'
    assert lines(article(html=shell)) == [Line("القائمة", "div"), Line("عنوان"), Line(SENTENCE)]
    shown = lines(article(html=f"{shell}<p>{SENTENCE * 2}</p>"))
    assert [line.text for line in shown] == ["القائمة", SENTENCE * 2]  # what readers see goes first


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


def test_a_row_of_inline_elements_is_a_line_for_each() -> None:
    html = (
        "<nav><a>سياسة</a> <a>رياضة</a></nav><div><span>3 مايو 2024</span> | <b>رويترز</b></div>"
        "<div>نشر <b>في</b> مايو</div>"
        f"<p><span>قال</span> <span>الوزير</span></p><div><span>{'نص ' * 60}</span> <span>آخر</span></div>"
    )
    rows = [(line.text, line.linked) for line in lines(article(html=html))]
    assert rows[:5] == [
        ("سياسة", True),
        ("رياضة", True),
        ("3 مايو 2024 |", False),
        ("رويترز", False),
        ("نشر في مايو", False),
    ]
    assert rows[5:] == [("قال الوزير", False), (f"{'نص ' * 60}آخر", False)]  # running text


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
    "nested",
    [
        "<div>" * 50_000 + "نص",
        "<div>" * (DEEPEST - 1) + "نص",
        "<b>" * 2000 + "نص" + "</i>" * 2000,
        f"<div {' '.join(f'a{i}=1' for i in range(60_000))}>نص",
        f"<div {' '.join(f'a{i}' for i in range(MOST_ATTRIBUTES - 1))}>نص",
        f"<img src='{'x' * 900_000}'>نص",
    ],
)
def test_deep_or_broken_markup_is_read_once(nested: str) -> None:
    assert [block.text.strip() for block in blocks(nested)] == ["نص"]  # in squared time it would be stopped


@given(st.text(alphabet="<>/ab!-\"'= pdivtable&;اب\n"))
def test_any_markup_is_read(html: str) -> None:
    blocks(html)


def misread(text: str, encoding: str, *, gaps: str | None = None) -> str:
    """UTF-8 read as that; its gaps as Latin-1 shows them, or `gaps` for each."""
    return "".join(
        bytes([byte]).decode(encoding, "ignore") or (chr(byte) if gaps is None else gaps) for byte in text.encode()
    )


LETTERS = "ا أ إ آ ء ؤ ئ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ى ة لا، «نص» “نص” – … ً ّ ٣؟"


@pytest.mark.parametrize(
    "wrong",
    [
        f"{SENTENCE}\n{LETTERS}".encode().decode("latin-1"),
        misread(f"{SENTENCE}\n{LETTERS}", "cp1252"),
        misread(f"{SENTENCE}\n{LETTERS}", "cp1252", gaps=""),
        misread(f"{SENTENCE}\n{LETTERS}", "cp1252", gaps="?"),
        misread(f"{SENTENCE}\n{LETTERS}", "cp1252", gaps="\ufffd"),
        misread(f"{SENTENCE}\n{LETTERS}", "cp1256"),
        misread(f"{SENTENCE}\n{LETTERS}", "cp1251"),
        misread(misread(f"{SENTENCE}\n{LETTERS}", "cp1252"), "cp1252"),
        misread(misread(misread(f"{SENTENCE}\n{LETTERS}", "cp1252"), "cp1252"), "cp1252"),
        misread(misread(f"{SENTENCE}\n{LETTERS}", "cp1256"), "cp1252"),
        json.dumps(f"{SENTENCE}\n{LETTERS}")[1:-1].replace("\\n", "\n"),
    ],
)
def test_utf8_read_as_something_else_is_put_right(wrong: str) -> None:
    assert repaired(wrong) == f"{SENTENCE}\n{LETTERS}"


@pytest.mark.parametrize("read_as", ["latin-1", "cp1252"])
def test_windows_1256_read_as_something_else_is_put_right(read_as: str) -> None:
    assert repaired(SENTENCE.encode("cp1256").decode(read_as, "replace")) == SENTENCE


@pytest.mark.parametrize("encoding", ["cp1252", "cp1256", "cp1251"])
def test_the_lines_that_were_read_wrongly_are_put_right_among_sound_ones(encoding: str) -> None:
    wrong = "\n".join([SENTENCE, misread(SENTENCE, encoding), f"قسط» {SENTENCE}"])
    assert repaired(wrong) == "\n".join([SENTENCE, SENTENCE, f"قسط» {SENTENCE}"])


@pytest.mark.parametrize("written", ["&quot;", "&amp;quot;", "&#34;", "&amp;#34;"])
def test_entities_escaped_once_or_twice_are_resolved(written: str) -> None:
    assert clean(f"قال {written}نعم{written}") == 'قال "نعم"'


@pytest.mark.parametrize(
    "sound",
    [
        SENTENCE,
        "",
        "plain",
        f"{SENTENCE} café naïve résumé",
        "Où êtes-vous allés ? Là-bas, à côté de l'été" * 5,
        "Größe, Übermaß, schön" * 9,
        "قسط» ثابت، و«ط§» ليست كلمة، ومربط» آخر" * 9,
        "Шёл Щедрин по улице, и Шёлк блестел. " * 9,
        r"C:\users\u0627",
    ],
)
def test_sound_text_stays_as_it_is(sound: str) -> None:
    assert repaired(sound) == sound


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (SENTENCE.encode("cp1256").decode("utf-8", "replace"), True),
        (f"<p class='text'>{SENTENCE.encode('cp1256').decode('utf-8', 'replace')}</p>" * 9, True),
        (SENTENCE.replace("ر", "\ufffd"), False),
        (f"{SENTENCE} \ufffd\ufffd\ufffd", False),
        ("It\ufffds \ufffdquoted\ufffd, and that\ufffds all", False),
        (SENTENCE, False),
    ],
)
def test_text_of_which_nothing_is_left(text: str, lost: bool) -> None:
    assert is_lost(text) is lost
