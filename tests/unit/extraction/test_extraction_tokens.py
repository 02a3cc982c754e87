"""Tokens keep their places; sentences and quotations are those of the reader."""

import pytest

from services.extraction.tokens import read
from services.languages import ARABIC


def test_words_are_folded_and_keep_their_offsets() -> None:
    passage = read("أكّدَ الوزيرُ، أمس", ARABIC)
    assert passage.forms[:4] == ("اكد", "الوزير", "،", "امس")
    assert [passage.text[t.start : t.end] for t in passage.tokens] == ["أكّدَ", "الوزيرُ", "،", "أمس"]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("بلغ 3.5 آلاف", ("بلغ", "3.5", "الاف")),
        ("#بوتين_الرئيس", ("بوتين", "الرييس")),
        ("قالت آن", ("قالت", "آن")),
        ("انتهى.. وبدأ", ("انتهي", "..", "وبدا")),
    ],
    ids=["a figure is one token", "a hash is none", "«آن» is not «أن»", "two dots are one mark"],
)
def test_marks_and_figures(text: str, forms: tuple[str, ...]) -> None:
    assert read(text, ARABIC).forms[: len(forms)] == forms


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("قال: «نعم نعم».", ["نعم نعم"]),
        ('قال: "نعم" ثم "لا".', ["نعم", "لا"]),
        ("قال: “نعم «جدا» نعم”.", ["نعم «جدا» نعم"]),
        ('قال: "نعم ولم يكمل', ["نعم ولم يكمل"]),
        ('طوله 5" فقط', []),
        ("don’t", []),
        ("قال: «زرت لوحة «أهلا» مرتين» أمس", ["زرت لوحة «أهلا» مرتين"]),
        ("قال: «زرت لوحة «أهلا» مرتين", ["زرت لوحة «أهلا"]),
        ("قال: »نعم»، وغادر", ["نعم"]),
    ],
    ids=[
        "guillemets",
        "straight marks in turn",
        "inner marks of another kind",
        "never closed",
        "inches",
        "apostrophe",
        "nested marks of one kind",
        "more marks opened than closed",
        "a closing mark typed for an opening one",
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    passage = read(text, ARABIC)
    assert [passage.piece(q.first + 1, min(q.last, len(passage))) for q in passage.quotes] == quoted


def test_a_stop_within_a_quotation_ends_no_sentence() -> None:
    passage = read("قال: «بدأنا. لن نقف». ثم غادر.", ARABIC)
    assert passage.sentence(0) == (0, passage.forms.index("ثم"))


def test_an_empty_paragraph_has_nothing() -> None:
    assert len(read("", ARABIC)) == 0
