"""Sketches: words as numbers, grams, winnowed fingerprints."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.arabic.normal import words
from services.dedupe.sketch import (
    FIGURE,
    GRAM,
    NAMED,
    PLAIN,
    POLARITY,
    WINDOW,
    classes,
    grams_of,
    sketches,
)

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
TEXTS = st.lists(st.text(alphabet=LETTERS + "0123456789 ،.\n", max_size=400), max_size=6)


@settings(deadline=None)
@given(TEXTS)
def test_words_are_those_of_the_matching_form(texts: list[str]) -> None:
    assert [len(sketch.words) for sketch in sketches(texts)] == [len(words(text)) for text in texts]


@settings(deadline=None)
@given(TEXTS)
def test_a_text_has_the_same_sketch_in_any_batch(texts: list[str]) -> None:
    for text, among in zip(texts, sketches(texts), strict=True):
        [alone] = sketches([text])
        assert (alone.words == among.words).all()
        assert (alone.grams == among.grams).all()
        assert (alone.kept == among.kept).all()


@settings(deadline=None)
@given(TEXTS)
def test_fingerprints_are_the_least_of_each_window(texts: list[str]) -> None:
    for sketch in sketches(texts):
        grams = sketch.grams.tolist()
        windows = [min(grams[i : i + WINDOW]) for i in range(len(grams) - WINDOW + 1)]
        assert sketch.fingerprints.tolist() == sorted(set(windows))


@settings(deadline=None)
@given(TEXTS)
def test_grams_follow_from_the_word_numbers_alone(texts: list[str]) -> None:
    drawn = sketches(texts)
    for again, sketch in zip(grams_of([sketch.words for sketch in drawn]), drawn, strict=True):
        assert (again == sketch.grams).all()
        assert len(again) == max(0, len(sketch.words) - GRAM + 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قال ترامب", "قال ترمب"),  # a name's other spelling
        ("إلى بوتين", "الى بوتن"),
        ("مع أميركا", "مع أمريكا"),
        ("الرئيس وترامب", "الرئيس وترمب"),  # behind a proclitic
        ("مُوسْكُو", "موسكـــو"),  # tashkeel, kashida
        ("الکرملین", "الكرملين"),  # Persian letters
        ("\ufee3\ufeee\ufeb3\ufedc\ufeee", "موسكو"),  # presentation forms
        ("\u200fموسكو\u200e", "موسكو"),  # bidi marks
        ("١٢ طائرة", "12 طائره"),  # digits, ta marbuta
        ("سبعة عمال", "7 عمال"),  # a figure in words
    ],
)
def test_spellings_of_one_word_have_one_number(one: str, other: str) -> None:
    a, b = sketches([one, other])
    assert a.words.tolist() == b.words.tolist()


def test_words_are_classed() -> None:
    [sketch] = sketches(["لم يصل 12 عاملا إلى موسكو يوم الثلاثاء الماضي"])
    expected = [POLARITY, PLAIN, FIGURE, PLAIN, PLAIN, NAMED, PLAIN, NAMED, PLAIN]
    assert classes(sketch.words).tolist() == expected


def test_texts_that_share_twelve_words_share_a_fingerprint() -> None:
    shared = " ".join(f"كلمة{letter}" for letter in LETTERS[:12])
    a, b = sketches([f"بداية أولى {shared} ختام", f"مطلع آخر مختلف تماما {shared} نهاية أخرى"])
    assert np.isin(a.fingerprints, b.fingerprints).any()


def test_a_huge_text_is_sketched() -> None:
    [sketch] = sketches(["كلمة " * 200_000])
    assert len(sketch.words) == 200_000
    assert len(sketch.fingerprints) == 1


def test_harmless_words_are_found_behind_proclitics() -> None:
    [sketch] = sketches(["ومعالي الله الكرملين لم"])
    assert sketch.harmless.tolist() == [True, True, False, False]
