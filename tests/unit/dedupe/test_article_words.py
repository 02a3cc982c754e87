"""The word lists of folding: every entry is one that the code can meet."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from services.arabic.normal import words
from services.dedupe.sketch import POLARITY, classes, sketches


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("services.dedupe").joinpath(name).read_text(encoding="utf-8"))


WORDS, TEMPLATES = _table("article_words.toml"), _table("article_templates.toml")


@pytest.mark.parametrize("forms", WORDS["variants"], ids=lambda forms: forms[0])
def test_the_spellings_of_a_name_have_one_number(forms: list[str]) -> None:
    assert len({sketch.words.tolist()[0] for sketch in sketches(forms)}) == 1


def test_words_that_deny_are_classed_so_and_are_never_harmless() -> None:
    [sketch] = sketches([" ".join(WORDS["polarity"])])
    assert set(classes(sketch.words).tolist()) == {POLARITY}
    assert not set(WORDS["polarity"]) & set(WORDS["harmless"])


@pytest.mark.parametrize("table", [WORDS["harmless"], WORDS["polarity"], TEMPLATES["cues"], TEMPLATES["name_openers"]])
def test_no_entry_stands_twice(table: list[str]) -> None:
    plain = [" ".join(words(entry)) for entry in table]
    assert [entry for entry in plain if plain.count(entry) > 1] == []


@pytest.mark.parametrize("table", [WORDS["harmless"], WORDS["polarity"], TEMPLATES["name_openers"]])
def test_entries_are_single_words(table: list[str]) -> None:
    assert [entry for entry in table if len(words(entry)) != 1] == []
