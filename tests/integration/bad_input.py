"""Kinds of bad input: a name, the line, the field that the dead letter must name, a word of the reason."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

GOOD = {
    "article_id": "good",
    "url": "https://nawras.example/1",
    "source": "النورس",
    "fetched_at": "2025-09-05T10:00:00Z",
    "title": "بيسكوف: المحادثات مستمرة",
    "text": "قال المتحدث باسم الكرملين دميتري بيسكوف اليوم إن المحادثات مستمرة.",
    "language": "ar",
}
MIB = 1 << 20
AHEAD = (datetime.now(UTC) + timedelta(days=1, hours=1)).isoformat()
Kind = tuple[str, bytes, str, str]


def line(**changed: Any) -> bytes:
    """The good page with fields changed; None takes a field out."""
    fields = {name: value for name, value in (GOOD | changed).items() if value is not None}
    return json.dumps(fields, ensure_ascii=False).encode()


def kinds() -> Iterator[Kind]:
    yield from _not_json()
    yield from _fields()
    yield from _text()
    yield from _dates()


def _not_json() -> Iterator[Kind]:
    good = line()
    yield "plain text", "قال بيسكوف".encode(), "$", "malformed"
    yield "HTML in place of JSON", b"<html><body>x</body></html>", "$", "malformed"
    yield "cut after the first byte", good[:1], "$", "truncated"
    yield "cut in the middle", good[: len(good) // 2], "$", ""
    yield "cut before the last byte", good[:-1], "$", "truncated"
    yield "two objects", good + good, "$", "trailing"
    yield "a comma too many", good[:-1] + b",}", "$", "malformed"
    yield "single quotes", good.replace(b'"', b"'"), "$", "malformed"
    yield "NaN", good.replace(b'"ar"', b"NaN"), "$", "malformed"
    yield "UTF-16", good.decode().encode("utf-16"), "$", ""
    yield "cp1256", good.decode().encode("cp1256", "replace"), "$", "UTF-8"
    yield "a byte that is no UTF-8", good.replace("قال".encode(), b"\xff\xfe"), "$", "UTF-8"
    yield "a cut UTF-8 character", good.replace("قال".encode(), b"\xd9"), "$", "UTF-8"
    yield "a raw control character", good.replace(b"https", b"ht\x01tps"), "$", "malformed"
    yield "nested 100,000 deep, cut", good[:-1] + b',"x":' + b"[" * 100_000, "$", "nested"
    yield "nested in an unknown field", good[:-1] + b',"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "$", "nested"
    for name, value in (("array", b"[]"), ("string", b'"x"'), ("number", b"17"), ("null", b"null"), ("true", b"true")):
        yield f"{name} in place of an object", value, "$", "object"
    yield "an empty object", b"{}", "$.url", "missing"


def _fields() -> Iterator[Kind]:
    for name in ("url", "source", "fetched_at"):
        yield f"{name} missing", line(**{name: None}), f"$.{name}", "missing"
        yield f"{name} null", line().replace(_field(name), f'"{name}": null'.encode()), f"$.{name}", "null"
    for name in GOOD:
        for kind, value in (("number", 5), ("array", []), ("object", {})):
            yield f"{name} of type {kind}", line(**{name: value}), f"$.{name}", "Expected `"
    yield "html of type number", line(text=None, html=5), "$.html", "Expected `"
    yield "text and html missing", line(text=None), "$.text", "must be given"
    yield "text and html both", line(html="<p>x</p>"), "$.text", "not both"
    yield "url without a scheme", line(url="nawras.example/1"), "$.url", "http:// or https://"
    yield "url of another scheme", line(url="file:///etc/passwd"), "$.url", "http:// or https://"
    yield "url with a blank", line(url="https://nawras.example/a b"), "$.url", "http:// or https://"
    yield "url too long", line(url="https://nawras.example/" + "x" * 4096), "$.url", "4096"
    yield "article_id empty", line(article_id=""), "$.article_id", ">= 1"
    yield "article_id too long", line(article_id="x" * 201), "$.article_id", "200"
    yield "source empty", line(source=""), "$.source", ">= 1"
    yield "source blank", line(source="   "), "$.source", "blank"
    yield "source too long", line(source="x" * 201), "$.source", "200"
    yield "title too long", line(title="ع" * 1001), "$.title", "1000"
    yield "language of no form", line(language="العربية"), "$.language", "BCP 47"


def _text() -> Iterator[Kind]:
    yield "text empty", line(text=""), "$.text", "blank"
    yield "text blank", line(text=" \n\u00a0\t "), "$.text", "blank"
    yield "html blank", line(text=None, html=" \n "), "$.html", "blank"
    yield "text over 1 MiB", line(text="ع" * (MIB // 2 + 1)), "$.text", "1048576 bytes"
    yield "html over 1 MiB", line(text=None, html="<p>" + "x" * MIB), "$.html", "1048576 bytes"
    lost = str(GOOD["text"]).encode("cp1256", "ignore").decode("utf-8", "replace")
    yield "windows-1256 read as UTF-8", line(text=lost), "$.text", "decoded wrongly"
    for name in ("article_id", "url", "source", "title", "text"):
        value = str(GOOD[name]) + "\x00x"
        yield f"NUL in {name}", line(**{name: value}), f"$.{name}", "" if name == "url" else "NUL"
        escaped = line(**{name: str(GOOD[name]) + "SURROGATE"}).replace(b"SURROGATE", rb"\ud800")
        yield f"a lone surrogate in {name}", escaped, f"$.{name}", "surrogate"


def _dates() -> Iterator[Kind]:
    yield "fetched_at without a zone", line(fetched_at="2025-09-05T10:00:00"), "$.fetched_at", "timezone"
    yield "fetched_at a day alone", line(fetched_at="2025-09-05"), "$.fetched_at", ""
    yield "fetched_at in words", line(fetched_at="5 سبتمبر 2025"), "$.fetched_at", ""
    yield "fetched_at in Arabic digits", line(fetched_at="٢٠٢٥-٠٩-٠٥T10:00:00Z"), "$.fetched_at", ""
    yield "fetched_at on no day of the calendar", line(fetched_at="2025-02-30T10:00:00Z"), "$.fetched_at", ""
    yield "fetched_at over a day ahead", line(fetched_at=AHEAD), "$.fetched_at", "ahead"
    yield "fetched_at far ahead", line(fetched_at="9999-12-31T23:59:59Z"), "$.fetched_at", ""


def _field(name: str) -> bytes:
    return f'"{name}": {json.dumps(GOOD[name], ensure_ascii=False)}'.encode()
