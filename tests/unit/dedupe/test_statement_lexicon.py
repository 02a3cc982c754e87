"""The lists of folding: every entry has its example, and is found in the forms that text gives it."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from services.arabic.normal import words
from services.dedupe.statement_lexicon import light, meaning, opposites, with_object, word_meaning


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("services.dedupe").joinpath(f"statement_{name}.toml").read_text(encoding="utf-8"))


def test_each_group_of_synonyms_has_words_and_an_example() -> None:
    for listed, example in table("synonyms")["groups"]:
        assert len(listed.split()) > 1, listed
        assert example.strip(), listed


def test_no_word_is_in_two_groups() -> None:
    seen: dict[str, str] = {}
    for listed, _ in table("synonyms")["groups"]:
        for word in listed.split():
            assert word not in seen, f"{word}: {seen.get(word)} and {listed}"
            seen[word] = listed


def test_opposites_are_apart_and_have_an_example() -> None:
    for one, other, example in table("opposites")["pairs"]:
        assert example.strip()
        a, b = word_meaning(words(one)[0]), word_meaning(words(other)[0])
        assert a.value != b.value, f"{one} and {other} are listed as synonyms"


def test_each_word_with_an_object_has_an_example() -> None:
    for word, things, sense, example in table("synonyms")["by_object"]:
        assert example.strip()
        plain, other = (word_meaning(words(w)[0]).value for w in (word, sense))
        assert plain != other
        assert {with_object(plain, word_meaning(words(thing)[0]).value) for thing in things.split()} == {other}


def test_opposites_go_both_ways() -> None:
    accept, refuse = word_meaning("قبول").value, word_meaning("رفض").value
    assert refuse in opposites(accept)
    assert accept in opposites(refuse)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("مستعدون", "sense", "مستعد"),
        ("جاهزة", "sense", "مستعد"),
        ("استعداد", "sense", "مستعد"),
        ("والمحادثات", "sense", "محادثات"),
        ("بمفاوضاتهم", "sense", "محادثات"),
        ("وسيستأنفون", "sense", "استانف"),
        ("نتلق", "sense", "تسلم"),  # jussive
        ("للولايات المتحدة", "country", "ولايات_المتحده_الامريكيه"),
        ("الأميركيين", "country", "ولايات_المتحده_الامريكيه"),
        ("وموسكو", "country", "روسيا"),
        ("لبوتين", "person", "بوتين"),
        ("وقف لإطلاق النار", "sense", "هدنه"),
        ("ولا يزال", "none", "لا_يزال"),
        ("آذار", "month", "3"),
        ("باب", "word", "باب"),  # a door, and not in August
        ("وكانون الأول", "month", "12"),
        ("إذا", "conditional", "اذا"),
        ("زنجبيل", "word", "زنجبيل"),
        ("فهم", "sense", "فهم"),  # and not ف with هم
        ("فتحت", "sense", "افتتح"),  # and not ف with تحت
        ("وتحت", "none", "تحت"),
        ("بأكملها", "sense", "كل"),
        ("يتقرر", "sense", "حدد"),  # a date is settled
        ("وشيعة", "word", "شيع"),  # a first letter that may be a proclitic is taken off either way
        ("الوشيعة", "word", "شيع"),
        ("لكنه", "break", "لكنه"),
    ],
)
def test_words_are_found_in_their_forms(text: str, kind: str, value: str) -> None:
    found = meaning(words(text), 0)
    assert (found.kind, found.value) == (kind, value)


def test_light_words_say_little() -> None:
    assert light(word_meaning("بلد").value)
    assert not light(word_meaning("هدنه").value)


def test_each_voice_has_its_example() -> None:
    for row in (*table("voices")["voice"], *table("voices")["person"]):
        assert row["example"].strip()
