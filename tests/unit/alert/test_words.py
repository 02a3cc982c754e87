"""Words and their proclitics."""

import tomllib
from importlib.resources import files

import pytest

from services.alert.words import split, stems, without_article
from services.arabic import normal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالَ الناطقُ", [("قال", "قالَ"), ("الناطق", "الناطقُ")]),  # tashkeel belongs to its word
        ("الـــناطق، أمس", [("الناطق", "الـــناطق"), ("امس", "أمس")]),  # kashida within a word
        ("\u200fالناطق\u200f قال", [("الناطق", "الناطق"), ("قال", "قال")]),  # marks around a word do not
        ("ﺍﻟﻨﺎﻃﻖ", [("الناطق", "ﺍﻟﻨﺎﻃﻖ")]),  # presentation forms
        ("#وسم_طويل", [("وسم", "وسم"), ("طويل", "طويل")]),  # a hashtag is two words
        ("عام ٢٠٢٥", [("عام", "عام"), ("2025", "٢٠٢٥")]),
        ("«RT» Online", [("rt", "RT"), ("online", "Online")]),
        ("ــ الناطق ـ", [("الناطق", "الناطق")]),  # kashida that belongs to no word
        ("", []),
        ("—  …", []),
    ],
)
def test_words_keep_their_place_in_the_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(word.text, text[word.start : word.end]) for word in split(text)] == expected


def test_what_a_ligature_spells_stands_at_its_place() -> None:
    assert {(word.start, word.end) for word in split("النبي ﷺ")} == {(0, 5), (6, 7)}


PROCLITICS = ["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"]
WITH_ARTICLE = ["ال", "وال", "فال", "بال", "كال", "لل", "وبال", "وكال", "ولل", "فبال", "فكال", "فلل"]


@pytest.mark.parametrize("written", [proclitics + "ميناء" for proclitics in (*PROCLITICS, *WITH_ARTICLE)])
def test_proclitics_and_their_combinations_come_off(written: str) -> None:
    (word,) = split(written)
    assert normal.matching("ميناء") in stems(word.text)


@pytest.mark.parametrize(
    ("written", "kept_from"),
    [
        ("للجنة", "لجنة"),  # ل + لجنة, and not only لل + جنة
        ("الحل", "حل"),  # two letters are enough after the article
        ("ولمصر", "مصر"),
    ],
)
def test_a_stem_is_found(written: str, kept_from: str) -> None:
    assert normal.matching(kept_from) in stems(normal.matching(written))


@pytest.mark.parametrize(
    ("written", "not_in_it"),
    [
        ("بشر", "شر"),  # too little would be left
        ("الآن", "ان"),
        ("كامل", "أمل"),  # a word of its own, in whole_words.toml
        ("والكامل", "أمل"),
        ("بوفد", "فد"),
        ("سيقول", "يقول"),  # the future's س is no proclitic that is asked for
    ],
)
def test_what_is_no_proclitic_stays(written: str, not_in_it: str) -> None:
    assert normal.matching(not_in_it) not in stems(normal.matching(written))


@pytest.mark.parametrize(
    ("written", "looked_for"),
    [("الميناء", "ميناء"), ("ألمانيا", "المانيا"), ("الآن", "الان"), ("الله", "الله"), ("ميناء", "ميناء")],
)
def test_the_article_of_a_word_to_look_for_does_not_matter(written: str, looked_for: str) -> None:
    assert without_article(normal.matching(written), written) == normal.matching(looked_for)


def test_each_listed_word_looks_as_if_it_had_the_proclitic() -> None:
    listed = tomllib.loads(files("services.alert").joinpath("whole_words.toml").read_text(encoding="utf-8"))
    assert listed
    for letter, words in listed.items():
        assert all(normal.matching(word).startswith(letter) for word in words)
        assert all(meaning for meaning in words.values())
