"""The decoder and the JSON Schemas agree on what an event is: another JSON reader and validator say the same."""

import functools
import json
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import msgspec
import orjson
import pytest

from schemas import export
from schemas.codec import InvalidEvent, decode
from schemas.events import MEANINGS, Language, PublishedAt, Url, Wikidata
from schemas.topics import TOPICS

RAW = {
    "article_id": "qindil-1",
    "url": "https://qindil.example/news/1",
    "source": "قنديل",
    "fetched_at": "2025-05-05T10:00:00Z",
    "title": "عنوان",
    "text": "نص الخبر",
    "language": "ar",
}


@functools.cache
def validator(topic: str) -> Any:
    return jsonschema_rs.validator_for(export.event_schema(TOPICS[topic]), validate_formats=True)


def meets_schema(topic: str, data: bytes) -> bool:
    try:
        event = orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return bool(validator(topic).is_valid(event))


def example(topic: str) -> Any:
    file = sorted((export.FOLDER / "examples" / topic).glob("*.json"))[0]
    return json.loads(file.read_text(encoding="utf-8"))


def with_(**fields: object) -> bytes:
    return json.dumps(RAW | fields).encode()


def without(*names: str) -> bytes:
    return json.dumps({name: value for name, value in RAW.items() if name not in names}).encode()


def swap(old: bytes, new: bytes) -> bytes:
    data = json.dumps(RAW, ensure_ascii=False).encode()
    assert old in data
    return data.replace(old, new)


GOOD = with_()
TEXT = '"نص الخبر"'.encode()

BAD_ARTICLES: dict[str, tuple[bytes, str]] = {
    # not a JSON document
    "empty": (b"", "$"),
    "blank": (b" \n", "$"),
    "cut in a string": (GOOD[:30], "$"),
    "cut before the last brace": (GOOD[:-1], "$"),
    "plain text": ("عاجل".encode(), "$"),
    "two documents": (GOOD + GOOD, "$"),
    "a letter behind it": (GOOD + b"x", "$"),
    "a NUL byte behind it": (GOOD + b"\x00", "$"),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD, "$"),
    "UTF-16": (GOOD.decode().encode("utf-16"), "$"),
    "Windows-1256": (json.dumps(RAW, ensure_ascii=False).encode("cp1256"), "$"),
    "a byte that is not UTF-8": (swap(TEXT, b'"\xff"'), "$"),
    "a surrogate in UTF-8": (swap(TEXT, b'"\xed\xa0\x80"'), "$"),
    "single quotes": (swap(TEXT, b"'x'"), "$"),
    "a bare line break in a string": (swap(TEXT, b'"a\nb"'), "$"),
    "an unknown escape": (swap(TEXT, b'"\\q"'), "$"),
    "NaN": (swap(TEXT, b"NaN"), "$"),
    "a number with leading zeros": (swap(TEXT, b"007"), "$"),
    "a trailing comma": (GOOD[:-1] + b",}", "$"),
    "nested without end": (b'{"text":' * 5000, "$"),
    # not an object
    "null": (b"null", "$"),
    "a list": (b"[" + GOOD + b"]", "$"),
    "a string": (b'"text"', "$"),
    "a number": (b"1", "$"),
    # a field missing, null or of a wrong type
    "no url": (without("url"), "$.url"),
    "no source": (without("source"), "$.source"),
    "no fetched_at": (without("fetched_at"), "$.fetched_at"),
    "neither text nor html": (without("text"), "$.text"),
    "text and html": (with_(html="<p>خبر</p>"), "$.text"),
    "text and html both null": (with_(text=None, html=None), "$.text"),
    "url null": (with_(url=None), "$.url"),
    "source null": (with_(source=None), "$.source"),
    "fetched_at null": (with_(fetched_at=None), "$.fetched_at"),
    "article_id a number": (with_(article_id=7), "$.article_id"),
    "url a list": (with_(url=["https://qindil.example"]), "$.url"),
    "source an object": (with_(source={"name": "قنديل"}), "$.source"),
    "fetched_at seconds": (with_(fetched_at=1746439200), "$.fetched_at"),
    "title true": (with_(title=True), "$.title"),
    "text a list": (with_(text=["نص"]), "$.text"),
    "html a number": (with_(text=None, html=1.5), "$.html"),
    "language a list": (with_(language=["ar"]), "$.language"),
    # a text that is not what it should be
    "article_id empty": (with_(article_id=""), "$.article_id"),
    "article_id too long": (with_(article_id="a" * 201), "$.article_id"),
    "url empty": (with_(url=""), "$.url"),
    "url without scheme": (with_(url="qindil.example/1"), "$.url"),
    "url of a file": (with_(url="file:///etc/hosts"), "$.url"),
    "url without host": (with_(url="https:///1"), "$.url"),
    "url with a blank": (with_(url="https://qindil.example/a b"), "$.url"),
    "url too long": (with_(url="https://qindil.example/" + "a" * 4096), "$.url"),
    "source empty": (with_(source=""), "$.source"),
    "source blank": (with_(source=" \u00a0"), "$.source"),
    "source too long": (with_(source="ق" * 201), "$.source"),
    "title too long": (with_(title="ع" * 1001), "$.title"),
    "text empty": (with_(text=""), "$.text"),
    "text blank": (with_(text=" \n\t\u3000"), "$.text"),
    "html blank": (with_(text=None, html="\r\n"), "$.html"),
    "text over 1 MiB": (with_(text="a" * ((1 << 20) + 1)), "$.text"),
    "html over 1 MiB": (with_(text=None, html="a" * ((1 << 20) + 1)), "$.html"),
    "language a word": (with_(language="arabic"), "$.language"),
    "language with an underscore": (with_(language="ar_EG"), "$.language"),
    "language empty": (with_(language=""), "$.language"),
    # characters that no text may have
    "NUL in text": (with_(text="نص\x00"), "$.text"),
    "NUL in html": (with_(text=None, html="\x00<p>"), "$.html"),
    "NUL in title": (with_(title="ع\x00"), "$.title"),
    "NUL in source": (with_(source="ق\x00"), "$.source"),
    "NUL in url": (with_(url="https://qindil.example/\x00"), "$.url"),
    "NUL in article_id": (with_(article_id="a\x00"), "$.article_id"),
    "a lone high surrogate in text": (with_(text="نص \ud83d"), "$.text"),
    "a lone low surrogate in title": (with_(title="\ude00"), "$.title"),
    "surrogates in the wrong order": (with_(source="\ude00\ud83d"), "$.source"),
    # times
    "no zone": (with_(fetched_at="2025-05-05T10:00:00"), "$.fetched_at"),
    "a day only": (with_(fetched_at="2025-05-05"), "$.fetched_at"),
    "no seconds": (with_(fetched_at="2025-05-05T10:00Z"), "$.fetched_at"),
    "month 13": (with_(fetched_at="2025-13-05T10:00:00Z"), "$.fetched_at"),
    "30 February": (with_(fetched_at="2025-02-30T10:00:00Z"), "$.fetched_at"),
    "hour 24": (with_(fetched_at="2025-05-05T24:00:00Z"), "$.fetched_at"),
    "a leap second": (with_(fetched_at="2016-12-31T23:59:60Z"), "$.fetched_at"),
    "an offset of a day": (with_(fetched_at="2025-05-05T10:00:00+24:00"), "$.fetched_at"),
    "a written date": (with_(fetched_at="5 مايو 2025"), "$.fetched_at"),
    "Arabic digits": (with_(fetched_at="٢٠٢٥-٠٥-٠٥T10:00:00Z"), "$.fetched_at"),
    "a time empty": (with_(fetched_at=""), "$.fetched_at"),
}


def broken(topic: str, change: Callable[[Any], object]) -> bytes:
    event = example(topic)
    change(event)
    return json.dumps(event).encode()


BAD_OTHERS: dict[str, tuple[str, Callable[[Any], object], str]] = {
    "verdict unknown": ("articles.unique", lambda e: e.update(verdict="copy"), "$.verdict"),
    "containment over 1": ("articles.unique", lambda e: e.update(containment=1.01), "$.containment"),
    "novelty below 0": ("articles.unique", lambda e: e.update(novelty=-0.1), "$.novelty"),
    "article without url": ("articles.unique", lambda e: e["article"].pop("url"), "$.article"),
    "article of a wrong type": ("articles.unique", lambda e: e.update(article="text"), "$.article"),
    "a time within without zone": (
        "articles.unique",
        lambda e: e["article"].update(fetched_at="2025-05-05T10:00:00"),
        "$.article.fetched_at",
    ),
    "copy_of missing": ("articles.copies", lambda e: e.pop("copy_of"), "$.copy_of"),
    "embedded not a list": ("articles.copies", lambda e: e.update(embedded={}), "$.embedded"),
    "role unknown": ("stories.clean", lambda e: e.update(role="sidebar"), "$.role"),
    "position negative": ("stories.clean", lambda e: e.update(position=-1), "$.position"),
    "paragraphs a text": ("stories.clean", lambda e: e.update(paragraphs="نص"), "$.paragraphs"),
    "a paragraph null": ("stories.clean", lambda e: e.update(paragraphs=["نص", None]), "$.paragraphs[1]"),
    "published_at in another form": ("stories.clean", lambda e: e.update(published_at="05/05/2025"), "$.published_at"),
    "published_at with seconds": (
        "stories.clean",
        lambda e: e.update(published_at="2025-05-05T10:00:00"),
        "$.published_at",
    ),
    "an entity's type unknown": (
        "stories.extracted",
        lambda e: e.update(entities=[{"name": "موسكو", "type": "city", "mentions": []}]),
        "$.entities[0].type",
    ),
    "a Wikidata id that is none": (
        "stories.extracted",
        lambda e: e.update(entities=[{"name": "موسكو", "type": "place", "mentions": [], "wikidata": "649"}]),
        "$.entities[0].wikidata",
    ),
    "speaker missing": ("statements", lambda e: e.pop("speaker"), "$.speaker"),
    "sightings 0": ("statements", lambda e: e.update(sightings=0), "$.sightings"),
    "sightings a fraction": ("statements", lambda e: e.update(sightings=1.5), "$.sightings"),
    "a contrast's kind unknown": (
        "statements",
        lambda e: e.update(contrasts=[{"statement_id": "a", "kind": "mood", "was": "x", "now": "y"}]),
        "$.contrasts[0].kind",
    ),
    "alert's event unknown": ("alerts", lambda e: e.update(event="update"), "$.event"),
    "statement within without quote": ("alerts", lambda e: e["statement"].pop("quote"), "$.statement"),
    "channel unknown": ("deliveries", lambda e: e.update(channel="pigeon"), "$.channel"),
    "attempts 0": ("deliveries", lambda e: e.update(attempts=0), "$.attempts"),
    "headers not texts": ("dead-letters", lambda e: e.update(headers={"n": 1}), "$.headers[...]"),
    "offset negative": ("dead-letters", lambda e: e.update(offset=-1), "$.offset"),
}

BAD = {f"article: {kind}": ("articles.raw", data, field) for kind, (data, field) in BAD_ARTICLES.items()} | {
    f"{topic}: {kind}": (topic, broken(topic, change), field) for kind, (topic, change, field) in BAD_OTHERS.items()
}


def test_there_are_at_least_fifty_kinds_of_bad_articles() -> None:
    assert len(BAD_ARTICLES) >= 50


@pytest.mark.parametrize(("topic", "data", "field"), BAD.values(), ids=BAD)
def test_a_bad_event_is_refused_by_both(topic: str, data: bytes, field: str) -> None:
    with pytest.raises(InvalidEvent) as refused:
        decode(TOPICS[topic].event, data)
    assert refused.value.field.startswith(field)
    assert refused.value.reason
    assert not meets_schema(topic, data)


FINE: dict[str, bytes] = {
    "whole": GOOD,
    "without what may be absent": without("article_id", "title", "language"),
    "with null for what may be absent": with_(article_id=None, title=None, language=None, html=None),
    "html": with_(text=None, html="<p>خبر</p>"),
    "an unknown field": with_(author="كاتب"),
    "an unknown field of any shape": with_(extra={"a": [1, None, {"b": 2.5}]}),
    "an offset": with_(fetched_at="2025-05-05T13:00:00+03:00"),
    "a fraction of a second": with_(fetched_at="2025-05-05T10:00:00.123456Z"),
    "an Arabic address": with_(url="https://qindil.example/أخبار/1"),
    "the longest id": with_(article_id="a" * 200),
    "the longest source": with_(source="ق" * 200),
    "the longest title": with_(title="ع" * 1000),
    "the longest text": with_(text="a" * (1 << 20)),
    "a letter outside the first plane": with_(title="\U0001f600"),
    "a tag with region": with_(language="ar-EG"),
    "line break behind the document": GOOD + b"\n",
}


@pytest.mark.parametrize("data", FINE.values(), ids=FINE)
def test_a_good_article_is_taken_by_both(data: bytes) -> None:
    decode(TOPICS["articles.raw"].event, data)
    assert meets_schema("articles.raw", data)


DECODER_ALONE: dict[str, bytes] = {
    # JSON Schema counts characters; these are over 1 MiB in UTF-8.
    "600,000 Arabic letters": with_(text="ع" * 600_000),
    "600,000 Arabic letters of html": with_(text=None, html="ع" * 600_000),
}


@pytest.mark.parametrize("data", DECODER_ALONE.values(), ids=DECODER_ALONE)
def test_what_a_schema_cannot_say_the_decoder_does(data: bytes) -> None:
    with pytest.raises(InvalidEvent):
        decode(TOPICS["articles.raw"].event, data)
    assert meets_schema("articles.raw", data)


LINE_BREAK_OR_DIGITS = {
    "url ends in a line break": ("articles.raw", lambda e: e.update(url="https://qindil.example/1\n")),
    "language ends in a line break": ("articles.raw", lambda e: e.update(language="ar\n")),
    "published_at ends in a line break": ("stories.clean", lambda e: e.update(published_at="2025-05-05\n")),
    "published_at in Arabic digits": ("stories.clean", lambda e: e.update(published_at="٢٠٢٥-٠٥-٠٥")),
}


@pytest.mark.parametrize(("topic", "change"), LINE_BREAK_OR_DIGITS.values(), ids=LINE_BREAK_OR_DIGITS)
def test_patterns_mean_the_same_to_both(topic: str, change: Callable[[Any], object]) -> None:
    data = broken(topic, change)
    assert not meets_schema(topic, data)
    with pytest.raises(InvalidEvent):
        decode(TOPICS[topic].event, data)


@pytest.mark.parametrize(
    ("kind", "value"), [(Url, "ftp://a.example"), (Language, "arabic!"), (PublishedAt, "May 5"), (Wikidata, "649")]
)
def test_what_misses_a_pattern_is_told_what_the_pattern_asks_for(kind: Any, value: str) -> None:
    event = msgspec.defstruct("Event", [("field", kind)])
    with pytest.raises(InvalidEvent) as told:
        decode(event, json.dumps({"field": value}).encode())
    assert (told.value.field, told.value.reason in MEANINGS.values()) == ("$.field", True)
