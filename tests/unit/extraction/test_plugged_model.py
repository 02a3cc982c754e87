"""A model may find names that the rules do not; it overrules none of theirs."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from extraction_stories import story

from services.extraction.app import loaded, service
from services.extraction.plugged import Labelled, Model
from services.extraction.story import extract
from services.runtime.settings import read
from services.runtime.stage import Context

UNKNOWN = "وقال الفيروز إن الجسر سيفتح."


def finds(*names: tuple[str, str]) -> Model:
    """A model that labels each of the texts wherever it stands."""

    def model(text: str) -> list[Labelled]:
        places = ((label, name, text.find(name)) for label, name in names)
        return [Labelled(label, start, start + len(name)) for label, name, start in places if start >= 0]

    return model


def test_an_unknown_speaker_is_named() -> None:
    assert extract(story(UNKNOWN)).statements == ()
    (said,) = extract(story(UNKNOWN), model=finds(("PER", "الفيروز"))).statements
    assert (said.speaker.name, said.speaker.text, said.quote) == ("الفيروز", "الفيروز", "الجسر سيفتح")


@pytest.mark.parametrize(
    ("label", "kind"), [("PERSON", "person"), ("ORG", "organisation"), ("GPE", "place"), ("LOC", "place")]
)
def test_what_it_finds_is_an_entity(label: str, kind: str) -> None:
    (entity,) = extract(story("وصلنا إلى الفيروز."), model=finds((label, "الفيروز"))).entities
    assert (entity.name, entity.type, entity.wikidata) == ("الفيروز", kind, None)


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("قال بيسكوف إن الباب مفتوح.", "ORG", "بيسكوف"),
        ("قال المتحدث باسم الكرملين دميتري بيسكوف إن الباب مفتوح.", "PER", "الكرملين دميتري"),
        ("قال وزير النقل سالم حداد إن الباب مفتوح.", "ORG", "النقل سالم"),
        ("سيطرت القوات على بلدة كوراخيفكا.", "PER", "بلدة كوراخيفكا"),
    ],
    ids=["a known name", "across two", "an office and its holder", "a headed place"],
)
def test_the_names_of_the_rules_stay(text: str, label: str, name: str) -> None:
    assert extract(story(text), model=finds((label, name))) == extract(story(text))


@pytest.mark.parametrize(
    "spans",
    [
        [Labelled("PER", 5, 9)],
        [Labelled("PER", 0, 900)],
        [Labelled("PER", 12, 12)],
        [Labelled("DATE", 5, 12)],
        [Labelled("PER", 6, 12)],
    ],
    ids=["amid a word's end", "past the text", "nothing", "another label", "amid a word"],
)
def test_a_span_that_is_no_name_is_passed_over(spans: list[Labelled]) -> None:
    assert extract(story(UNKNOWN), model=lambda text: spans) == extract(story(UNKNOWN))


def test_a_part_of_a_name_found_before_is_that_name() -> None:
    model = finds(("PER", "زينة الفيروز"), ("PER", "الفيروز"))
    (entity,) = extract(story("وصلت زينة الفيروز أمس.", "وغادر الفيروز اليوم."), model=model).entities
    assert (entity.name, len(entity.mentions)) == ("زينة الفيروز", 2)


def test_a_proclitic_is_no_part_of_the_name() -> None:
    text = "رحب الجميع بالفيروز."
    (entity,) = extract(story(text), model=finds(("PER", "الفيروز"))).entities
    assert text[entity.mentions[0].start : entity.mentions[0].end] == "الفيروز"


def test_a_paragraph_longer_than_a_model_takes_is_read_without_it() -> None:
    def model(text: str) -> list[Labelled]:
        assert len(text) < 100_000
        return []

    assert extract(story("كلمة " * 100_000, UNKNOWN), model=model).statements == ()


# loading


def folder_with_model(folder: Path) -> Path:
    spacy: Any = pytest.importorskip("spacy", reason="spaCy is installed with the lock of development")
    model = spacy.blank("ar")
    ruler = model.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "الفيروز"}])
    model.to_disk(folder)
    return folder


async def test_the_service_loads_a_spacy_model_from_the_folder_that_the_setting_names(tmp_path: Path) -> None:
    settings = read({"WIREFOLD_EXTRACTION_MODEL": str(folder_with_model(tmp_path / "model"))})
    async with service(cast(Context, SimpleNamespace(settings=settings))) as extraction:
        assert extraction.handle is not None
        ((out,),) = cast(Any, await extraction.handle([story(UNKNOWN)]))
    assert [said.speaker.name for said in out.event.statements] == ["الفيروز"]


def test_no_folder_is_no_model() -> None:
    assert loaded("") is None


def test_a_folder_that_is_not_there_ends_the_service_with_one_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^WIREFOLD_EXTRACTION_MODEL: .*nowhere is no folder$"):
        loaded(str(tmp_path / "nowhere"))


@pytest.mark.parametrize("meta", [None, "{", '{"lang": "xx"}'], ids=["empty", "broken", "incomplete"])
def test_a_folder_without_a_model_ends_the_service_with_one_line(tmp_path: Path, meta: str | None) -> None:
    pytest.importorskip("spacy", reason="spaCy is installed with the lock of development")
    if meta:
        (tmp_path / "meta.json").write_text(meta)
    with pytest.raises(ValueError, match=r"^WIREFOLD_EXTRACTION_MODEL: [^\n]+$"):
        loaded(str(tmp_path))


def test_without_spacy_the_service_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(ValueError, match=r"pip install 'wirefold\[model\]'"):
        loaded(str(tmp_path))
