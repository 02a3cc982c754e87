import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.arabic.normal import display, matching, words

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أكّدَ إلى آخر", "اكد الي اخر"),  # hamza, shadda, vowels, alef maqsura
        ("مدرسـة", "مدرسه"),  # kashida, ta marbuta
        ("مؤتمر شؤون هيئة", "موتمر شوون هييه"),
        ("ﻻ ﷲ", "لا الله"),  # presentation forms
        ("کتاب فارسی", "كتاب فارسي"),  # Persian letters
        ("٣٫٥ ۱۲", "3٫5 12"),
        ("\u200fRT\u200e عربي", "rt عربي"),
        ("e\u200d\u0301", "é"),  # what an invisible mark kept apart
    ],
)
def test_matching_folds_what_readers_take_for_the_same(written: str, folded: str) -> None:
    assert matching(written) == folded


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("أكّدَ", "أكّدَ"),  # hamza and tashkeel stay
        ("مـــدرسة", "مدرسة"),
        ("ﻻ بأس", "لا بأس"),
        ("کرملین", "كرملين"),
        ("\u202bموسكو\u202c", "موسكو"),
        ("٢٠٢٤", "٢٠٢٤"),  # the page's own digits
    ],
)
def test_display_keeps_spelling_and_loses_what_is_no_letter(written: str, shown: str) -> None:
    assert display(written) == shown


def test_words_are_runs_of_letters_and_digits() -> None:
    assert words("قال: «نعم»، 3-2!") == ["قال", "نعم", "3", "2"]


@given(TEXT)
def test_both_forms_are_idempotent(text: str) -> None:
    assert matching(matching(text)) == matching(text)
    assert display(display(text)) == display(text)
