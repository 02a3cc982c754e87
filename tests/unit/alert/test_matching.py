"""Which statements a query matches, and where."""

import random

import pytest
from alert_events import entity, statement

from schemas.events import Speaker, Statement
from services.alert.index import Index
from services.alert.matching import holding, places_of, said
from services.alert.query import parse


def places(query: str, event: Statement, sources: tuple[str, ...] = ("aln.example",)) -> list[tuple[str, str]] | None:
    """The fields that match, with the very text at the offsets."""
    asked = Index()
    asked.put("s", parse(query))
    text = said(event, sources)
    found = asked.match("s", text)
    assert asked.matching(text) == ([] if found is None else ["s"])
    texts = {
        "quote": event.quote,
        "speaker.name": event.speaker.name,
        "speaker.name_en": event.speaker.name_en,
        "speaker.text": event.speaker.text,
        **{f"sources[{i}]": source for i, source in enumerate(sources)},
        **{f"entities[{i}].name": one.name for i, one in enumerate(event.entities)},
        **{f"entities[{i}].name_en": one.name_en for i, one in enumerate(event.entities)},
    }
    return found if found is None else [(one.field, (texts[one.field] or "")[one.start : one.end]) for one in found]


PORT = statement("أكّد أنّ الميناءَ سيُفتح للسفن، وأن «وزارة النقل» وافقت")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("*", []),  # every statement, at no place
        ("* -ميناء", None),
        ("* -مطار", []),
        ("* ميناء", [("quote", "الميناءَ")]),
        ("ميناء", [("quote", "الميناءَ")]),
        ("الميناء", [("quote", "الميناءَ")]),
        ("السفن", [("quote", "للسفن")]),
        ("سفن", [("quote", "للسفن")]),
        ('"وزارة النقل"', [("quote", "وزارة النقل")]),
        ('"النقل وزارة"', None),
        ('"وزارة نقل"', None),  # within a phrase each word is as it is written
        ("ميناء سفن", [("quote", "الميناءَ"), ("quote", "للسفن")]),
        ("ميناء مطار", None),
        ("مطار OR ميناء", [("quote", "الميناءَ")]),
        ("ميناء -سفن", None),
        ("ميناء -مطار", [("quote", "الميناءَ")]),
        ("الراوي", [("speaker.name", "الراوي"), ("speaker.text", "الراوي")]),
        ("speaker:salem", [("speaker.name_en", "Salem")]),
        ('speaker:"سالم الراوي"', [("speaker.name", "سالم الراوي")]),
        ("speaker:ميناء", None),
        ("entity:ميناء", None),
        ("source:aln.example", [("sources[0]", "aln.example")]),
        ("source:aln", [("sources[0]", "aln")]),
        ("source:ميناء", None),
        ("aln", None),  # an outlet is asked for by its field
    ],
)
def test_a_query_matches_where_it_should(query: str, expected: list[tuple[str, str]] | None) -> None:
    assert places(query, PORT) == expected


def test_a_word_between_the_words_of_a_phrase_breaks_it() -> None:
    assert places('"وزارة النقل"', statement("إن وزارة جديدة للنقل")) is None


def test_no_phrase_runs_from_one_text_into_the_next() -> None:
    event = statement("الميناء", speaker=Speaker(name="سالم", name_en="Salem"))
    assert places('"الميناء سالم"', event) is None


SPELT = "وقال إن ترمبل غادر"
NAMED = entity("جون ترامبل", "John Trumble", at=(8, 13))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ترامبل", [("quote", "ترمبل")]),  # by the entity's name, shown where the quote mentions it
        ("ترمبل", [("quote", "ترمبل")]),
        ("trumble", [("quote", "ترمبل")]),
        ('"جون ترامبل"', [("quote", "ترمبل")]),
        ("entity:trumble", [("quote", "ترمبل")]),
        ("ترمبل OR ترامبل", [("quote", "ترمبل"), ("quote", "ترمبل")]),
    ],
)
def test_one_spelling_of_a_name_finds_the_others(query: str, expected: list[tuple[str, str]]) -> None:
    assert places(query, statement(SPELT, entities=(NAMED,))) == expected


def test_where_the_quote_has_the_very_words_they_are_shown() -> None:
    event = statement("وقال إن جون ترامبل غادر", entities=(entity("جون ترامبل", at=(8, 18)),))
    assert places("ترامبل", event) == [("quote", "ترامبل")]
    assert places("entity:ترامبل", event) == [("quote", "جون ترامبل")]


def test_an_entity_outside_the_quote_answers_to_its_field_alone() -> None:
    event = statement("إن الوفد غادر", entities=(entity("جون ترامبل"),))
    assert places("ترامبل", event) is None
    assert places("entity:ترامبل", event) == [("entities[0].name", "ترامبل")]


def test_a_quote_that_is_not_the_very_piece_of_its_paragraph_has_no_place_for_a_mention() -> None:
    event = statement(SPELT, entities=(NAMED,), end=40 + len(SPELT) + 3)
    assert places("ترامبل", event) is None
    assert places("entity:ترامبل", event) == [("entities[0].name", "ترامبل")]


def holdingfsets_count_code_points_of_the_quote_as_given() -> None:
    event = statement("\u200f😀 الميـــناء")
    (match,) = places_of(parse("ميناء"), said(event, ()))
    assert (match.start, match.end) == (3, 13)


def test_an_index_says_the_same_as_each_query_by_itself() -> None:
    words = ["ميناء", "سفن", "نقل", "غاز", "وزارة", "مطار", "وفد"]
    rng = random.Random(7)
    index, queries = Index(), {}
    for number in range(300):
        parts = [rng.choice(["", "", "-"]) + rng.choice(words) for _ in range(rng.randint(1, 3))]
        query = rng.choice([" ", " OR "]).join([rng.choice(words), *parts])
        try:
            node = parse(query)
        except ValueError:
            continue
        queries[f"s{number:03}"] = node
        index.put(f"s{number:03}", node)
    for gone in list(queries)[::3]:
        index.drop(gone)
        del queries[gone]
    for number in range(50):
        one = said(statement(" ".join(rng.choices(words, k=4)), number=number), ())
        assert index.matching(one) == sorted(name for name, node in queries.items() if holding(node)(one))


def test_a_subscription_that_asks_anew_is_held_to_the_new_query_alone() -> None:
    index = Index()
    index.put("s", parse("ميناء"))
    index.put("s", parse("مطار"))
    assert index.matching(said(PORT, ())) == []
    assert index.match("s", said(PORT, ())) is None
    assert index.match("unknown", said(PORT, ())) is None


@pytest.mark.parametrize(
    ("query", "wants"),
    [("source:aln", True), ("غاز source:aln.example", True), ("غاز -source:aln", False), ("aln", False)],
)
def test_an_outlet_is_wanted_where_a_query_asks_for_it(query: str, wants: bool) -> None:
    index = Index()
    index.put("s", parse(query))
    assert index.wants("aln.example") is wants
    index.drop("s")
    assert not index.wants("aln.example")
