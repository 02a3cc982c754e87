"""From the bytes of a page file to the fields of a RawArticle, and what every page gets on its way in."""

import codecs
import re
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote

from schemas.codec import InvalidEvent, decode, encode
from schemas.events import RawArticle
from schemas.identity import article_id, derived_id
from schemas.topics import EVENT_BYTES

FUTURE = timedelta(days=1)
"""How far ahead of the clock a page may say that it was fetched."""

FALLBACK = "cp1256"
"""What Arabic pages of no or a false declaration are written in, if not in UTF-8. Any byte has a meaning in it."""

SPOILT = 0.05
"""Most U+FFFD among characters beyond ASCII that bytes read as UTF-8 may show and still be UTF-8. Measured on 60 pages:
with one spoilt byte, or cut in the middle of a letter, .007 at most; of windows-1256 or ISO 8859-6, .977 at least."""

MOST_BYTES = EVENT_BYTES - (64 << 10)
"""Most bytes of a page as JSON: an event less what services add to it."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_WITHOUT_ARABIC = {"ascii", "iso8859-1", "cp1252"}


def text_of(data: bytes, *, html: bool) -> str:
    """The text of a page's bytes: by its byte order mark, as UTF-8, by its `meta charset`, as windows-1256.

    UTF-8 goes before what the page declares, because bytes of another charset hardly ever are valid UTF-8, and
    declarations are often false. Bytes that mean nothing become U+FFFD: one spoilt byte does not cost a page.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= SPOILT * sum(c > "\x7f" for c in text):
        return text
    return data.decode((_declared(data) if html else None) or FALLBACK, "replace")


def _declared(data: bytes) -> str | None:
    """The charset that the page declares, if it is one that can hold Arabic in single bytes."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else None
        "".encode(name or FALLBACK)  # some codecs, as base64, are not of text
    except (LookupError, UnicodeError):
        return None
    return None if name in _WITHOUT_ARABIC or (name or "").startswith("utf") else name


def page(data: bytes, *, path: str, source: str, html: bool, fetched_at: datetime) -> tuple[bytes, bytes]:
    """The record (key, value) of a page file. `path` is what its URL is made of, '/' between its parts.

    The value is a RawArticle unless the file is blank, too large or otherwise unfit: its reader says so then.
    """
    url = f"https://files.invalid/{quote(path, errors='surrogateescape')}"
    body = text_of(data, html=html)
    key = derived_id(url, None, body)
    shown = source.encode("utf-8", "replace").decode()[:200]
    fields = {"url": url, "source": shown, "fetched_at": fetched_at, "article_id": key}
    return key.encode(), encode(fields | {"html" if html else "text": body})


def article(data: bytes, now: datetime) -> RawArticle:
    """The page that a line of JSON holds, with an article_id. Raises InvalidEvent naming field and reason."""
    if len(data) > MOST_BYTES:
        raise InvalidEvent("$", f"has over {MOST_BYTES} bytes")
    given = decode(RawArticle, data)
    if given.fetched_at > now + FUTURE:
        raise InvalidEvent("$.fetched_at", f"{given.fetched_at.isoformat()} is over a day ahead")
    return replace(given, article_id=article_id(given))
