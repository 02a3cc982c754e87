"""Known names are found in every spelling, with their proclitics, and with exact offsets."""

from typing import Any

import pytest

from services.arabic.lexicon import table
from services.arabic.normal import matching
from services.extraction.known import by_name, mentions
from services.extraction.tokens import read
from services.languages import ARABIC


def spotted(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.known.name) for m in mentions(read(text, ARABIC), ARABIC)]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("قال بوتن", "بوتن", "فلاديمير بوتين"),
        ("قال ترمب", "ترمب", "دونالد ترامب"),
        ("وبيسكوف حاضر", "بيسكوف", "دميتري بيسكوف"),
        ("التقى بلافروف", "لافروف", "سيرغي لافروف"),
        ("قال لاڤروف", "لاڤروف", "سيرغي لافروف"),
        ("زار زيلينسكى", "زيلينسكى", "فولوديمير زيلينسكي"),
        ("في الكرملِين", "الكرملِين", "الكرملين"),
        ("بالكرملين", "الكرملين", "الكرملين"),
        ("وللبيت الأبيض", "للبيت الأبيض", "البيت الأبيض"),
        ("لِروسيا", "روسيا", "روسيا"),
        ('وكالة "تاس" الروسية', 'وكالة "تاس"', "وكالة تاس"),
        ("الرئيس فلاديمير #بوتين", "فلاديمير #بوتين", "فلاديمير بوتين"),
        ("وزارة الخارجية الروسية", "وزارة الخارجية الروسية", "وزارة الخارجية الروسية"),
    ],
)
def test_a_name_is_found(text: str, surface: str, name: str) -> None:
    assert spotted(text) == [(surface, name)]


@pytest.mark.parametrize("text", ["دعم مالي كبير", "كان دوما هنا", "وارسل رسالة", "منظمات سورية", "الجزيرة بعيدة"])
def test_words_that_only_look_like_names_are_none(text: str) -> None:
    assert spotted(text) == []


def test_an_ambiguous_name_needs_its_neighbour() -> None:
    assert spotted("القصف في دوما") == [("دوما", "دوما")]


def test_the_longest_name_wins() -> None:
    assert spotted("وزير الخارجية الأمريكي ماركو روبيو") == [("ماركو روبيو", "ماركو روبيو")]
    assert spotted("قمة مجموعة الدول السبع الكبرى") == [("مجموعة الدول السبع الكبرى", "مجموعة السبع")]


def test_there_are_many_people_and_institutions() -> None:
    institutions = table("institutions")
    assert len(table("people")["person"]) + len(institutions["institution"]) + len(institutions["outlet"]) >= 150


@pytest.mark.parametrize("file", ["people", "institutions", "places"])
def test_an_id_names_its_source(file: str) -> None:
    data = table(file)
    sources = data["sources"]
    for entry in (entry for key, entries in data.items() if key != "sources" for entry in entries):
        if "wikidata" in entry:
            assert entry["source"] in sources, entry


def test_an_id_stands_for_one_name() -> None:
    ids = [(known.wikidata, known.name) for known in by_name(ARABIC).values() if known.wikidata]
    assert len({number for number, _ in ids}) == len(ids)


@pytest.mark.parametrize("entry", table("people")["person"], ids=lambda entry: entry["en"])
def test_each_spelling_of_a_person_is_found_where_it_stands_alone(entry: dict[str, Any]) -> None:
    for name in (entry["name"], *entry.get("also", ())):
        assert (name, entry["name"]) in spotted(f"إن {name} هنا")


@pytest.mark.parametrize("file", ["people", "institutions", "places"])
def test_no_spelling_names_two(file: str) -> None:
    data, seen = table(file), {}
    for entry in (entry for key, entries in data.items() if key != "sources" for entry in entries):
        for name in (entry["name"], *entry.get("also", ())):
            assert seen.setdefault(matching(name), entry["name"]) == entry["name"], name


def test_where_a_spelling_was_looked_up_is_a_source() -> None:
    data = table("places")
    assert {entry["names"] for entry in data["place"] if "names" in entry} <= data["sources"].keys()


@pytest.mark.parametrize("file", ["people", "institutions", "places"])
def test_every_name_says_where_it_can_be_looked_up(file: str) -> None:
    data = table(file)
    entries = [entry for key, named in data.items() if key != "sources" for entry in named]
    assert [entry["name"] for entry in entries if not {"source", "names", "is"} & entry.keys()] == []


@pytest.mark.parametrize(
    "text",
    [
        "ترأس الوزير اللجنة",
        "في أول بأول",
        "خلال ولايتي الأولى",
        "سرت شائعة في البلد",
        "لمآرب خاصة",
        "بنات وبنين",
        "حمل بندقية، البندقية ثقيلة",
        "نشأ الجنين في الرحم",
        "كونا صداقة",
        "تأخرت الإبل",
    ],
)
def test_common_words_that_are_spelled_like_a_name_are_none(text: str) -> None:
    assert spotted(text) == []
