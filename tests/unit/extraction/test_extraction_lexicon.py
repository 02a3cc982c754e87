"""The data files: every entry shows itself at work in its example, and nothing stands twice."""

import pytest

from services.arabic.lexicon import lexicon, table
from services.arabic.normal import matching, words
from services.extraction.known import by_name
from services.languages import ARABIC

TABLES = [
    (file, name, entry) for file in ("cues", "titles") for name, entries in table(file).items() for entry in entries
]


@pytest.mark.parametrize(("file", "name", "entry"), TABLES, ids=[f"{f}-{n}-{i}" for i, (f, n, _) in enumerate(TABLES)])
def test_every_entry_has_an_example(file: str, name: str, entry: dict[str, object]) -> None:
    assert str(entry["example"]).strip()


@pytest.mark.parametrize("entry", table("cues")["verb"], ids=lambda entry: entry["past"])
def test_a_verb_of_speech_stands_in_its_example(entry: dict[str, str]) -> None:
    verbs, participles = lexicon().verbs, lexicon().participles
    assert any(word in verbs or word in participles for word in words(entry["example"]))


def test_forms_are_made_with_gender_number_and_conjunction() -> None:
    verbs = lexicon().verbs
    assert verbs["قالت"].female
    assert verbs["وقالوا"].plural
    assert verbs["وقالوا"].joined
    assert verbs["توكد"].now
    assert "يقال" not in verbs


def test_a_participle_that_is_a_noun_of_opinion_is_none() -> None:
    assert matching("أمله") not in lexicon().participles


def test_every_holder_of_an_office_is_known() -> None:
    for entry in table("holders")["holder"]:
        assert entry["person"] in by_name(ARABIC)
        assert entry["since"] < entry.get("until", "9999")
