"""Whatever a page or a person writes is read without a fault."""

from alert_events import entity, statement
from hypothesis import given
from hypothesis import strategies as st

from schemas.events import Speaker
from services.alert.matching import holding, places_of, said
from services.alert.query import InvalidQuery, anchors, parse
from services.alert.words import split, stems
from services.arabic import normal

PIECES = st.sampled_from(
    ["الميناء", "و", "لل", "قال", "OR", "or", "-", '"', "«", "»", "(", ")", "speaker:", "entity:", "x:", " ", "\u0640",
     "\u064e", "\u200f", "ﷺ", "ﻻ", "😀", "٢", "_", "*", "\n"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join))


@given(TEXTS)
def test_words_stand_where_they_say(text: str) -> None:
    words = split(text)
    for word in words:
        assert word.text in normal.words(text[word.start : word.end])
        assert stems(word.text)[0] == word.text
        assert all(word.text.endswith(stem) for stem in stems(word.text))
    assert [word.start for word in words] == sorted(word.start for word in words)


@given(TEXTS)
def test_a_query_is_read_or_refused_at_a_place_within_it(query: str) -> None:
    position = 0
    try:
        assert anchors(parse(query))
    except InvalidQuery as invalid:
        position = invalid.position
    assert 0 <= position <= len(query)


@given(TEXTS, TEXTS, TEXTS)
def test_a_match_has_an_anchor_and_its_places_are_in_the_text(query: str, quote: str, name: str) -> None:
    try:
        node = parse(query)
    except InvalidQuery:
        return
    event = statement(quote, speaker=Speaker(name=name), entities=(entity(name, at=(0, 1)),) if quote else ())
    text = said(event, ("aln.example",))
    if holding(node)(text):
        assert any(anchor.words[0] in text.places[anchor.scope] for anchor in anchors(node))
        lengths = {"quote": len(quote), "speaker.name": len(name), "entities[0].name": len(name), "sources[0]": 11}
        assert all(0 <= one.start < one.end <= lengths[one.field] for one in places_of(node, text))
