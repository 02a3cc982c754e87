"""Feeds, the part that decides: which are read, which entries they hold, and when each is asked again."""

import html
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO

import feedparser
import msgspec

from schemas.codec import InvalidEvent, digest, encode
from schemas.events import Name, RawArticle, Url
from services.ingest.reading import article, text_of

LONGEST_WAIT = timedelta(hours=1)
"""Between two polls of a feed that fails again and again: an outlet that is back is read again within the hour."""

MOST_ENTRIES = 500
"""Entries of one feed that are looked at, from the first. Feeds hold 10 to 100 as a rule."""

FINAL = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 451})
"""Statuses of a page that will be the same at the next poll. Any other failure is tried again while the feed has it."""

_TEXT = "text/plain"
_HTML = frozenset({"text/html", "application/xhtml+xml", ""})
_TAG = re.compile(r"<[^<>]{0,1000}>")


class NotAFeed(ValueError):
    """What came back is no RSS, RDF or Atom."""


class Feed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A feed, and the outlet whose pages it names."""

    url: Url
    source: Name


class _List(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    feed: tuple[Feed, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that a feed names. `key` changes when the feed says that the page did."""

    key: str
    url: str
    title: str | None


@dataclass(frozen=True, slots=True)
class State:
    """What is kept of a feed between polls: its validators (RFC 9110, 8.8), and the failures since it was last read."""

    etag: str | None = None
    modified: str | None = None
    failures: int = 0

    def headers(self) -> dict[str, str]:
        """What asks for the feed only if it has changed."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}

    def failed(self) -> "State":
        """After one more poll that failed."""
        return replace(self, failures=self.failures + 1)


def listed(data: bytes) -> tuple[Feed, ...]:
    """The feeds of a TOML file, each a `[[feed]]` with `url` and `source`. Raises ValueError naming the field."""
    try:
        found = msgspec.toml.decode(data, type=_List).feed
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
    urls = [feed.url for feed in found]
    if twice := next((url for url in urls if urls.count(url) > 1), None):
        raise ValueError(f"{twice} is listed twice")
    return found


def entries(data: bytes, url: str, content_type: str) -> list[Entry]:
    """The entries of a feed's document that lead to a page, the oldest first. Raises NotAFeed.

    `url` is where the document came from: its relative links begin there.
    """
    headers = {"content-type": content_type, "content-location": url}
    # as bytes it would first be taken for the name of a file to open
    found = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False)
    if not found.get("version"):
        raise NotAFeed("no RSS or Atom")
    read = (_entry(entry) for entry in reversed(found.entries[:MOST_ENTRIES]))
    return list({entry.key: entry for entry in read if entry}.values())


def _entry(entry: feedparser.FeedParserDict) -> Entry | None:
    link, name, updated, title = (_sendable(entry.get(key)) for key in ("link", "id", "updated", "title"))
    url = link or name
    if not url.startswith(("http://", "https://")):
        return None
    headline = " ".join(html.unescape(_TAG.sub(" ", title)).split())[:1000]
    return Entry(digest(name or url, url, updated), url, headline or None)


def _sendable(text: str | None) -> str:
    """The text without lone surrogates, which no event may have."""
    return (text or "").encode("utf-8", "replace").decode()


def page(entry: Entry, source: str, *, url: str, content_type: str, body: bytes, now: datetime) -> RawArticle:
    """The page behind an entry, as it came from `url`, with its article_id. Raises InvalidEvent for what is no page."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind != _TEXT and kind not in _HTML:
        raise InvalidEvent("$.html", f"is {kind}, no page of text")
    body_field = "text" if kind == _TEXT else "html"
    fields = {"url": url, "source": source, "fetched_at": now, "title": entry.title}
    return article(encode(fields | {body_field: text_of(body, html=kind != _TEXT)}), now)


def next_poll(state: State, now: datetime, every: timedelta, asked: timedelta) -> datetime:
    """When to ask again: twice as late after each failure, up to an hour, and not before the outlet asks us to (a day
    at most)."""
    wait: timedelta = min(every * 2 ** min(state.failures, 16), max(LONGEST_WAIT, every))
    return now + max(wait, min(asked, timedelta(days=1)))
