"""HTTP push, the part that decides: who may push, and which pages a request's body holds.

A request is taken whole or refused whole, so a sender never has to find out which half of it went in.
"""

import hmac
import math
from collections.abc import AsyncIterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import msgspec

from schemas.codec import InvalidEvent, named
from schemas.events import MAX_BODY_BYTES, RawArticle
from schemas.topics import EVENT_BYTES
from services.ingest import reading

MOST_BYTES = 2 * EVENT_BYTES
"""Most bytes of a request, after decompression."""

JSON = ("application/json",)
LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl")


Place = dict[str, int]
"""{"line": n} or {"item": n}, counted from 1; {} where the request is one page."""


class Refused(Exception):
    """Why a request is refused: the status and headers to answer with, field and reason, and where in the request."""

    headers: Mapping[str, str] = MappingProxyType({})

    def __init__(self, status: int, reason: str, field: str | None = None, place: Place | None = None) -> None:
        self.status = status
        self.reason = reason
        self.field = field
        self.place = place or {}
        where = [f"{kind} {number}" for kind, number in self.place.items()]
        super().__init__(": ".join((*where, named(field, reason) if field else reason)))

    def body(self) -> dict[str, object]:
        """What the sender is told, as JSON."""
        return {"error": str(self), **self.place, "field": self.field, "reason": self.reason}


class _Bodies(msgspec.Struct):
    text: str | None = None
    html: str | None = None


def check_token(authorization: str | None, token: str) -> None:
    """Raises Refused (401) unless the header is `Bearer <token>`. Takes the same time however much of it is right."""
    scheme, _, given = (authorization or "").partition(" ")
    right = hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token.encode())
    if scheme.lower() != "bearer" or not right:
        refused = Refused(401, "the Authorization header must be `Bearer` and the push token")
        refused.headers = {"WWW-Authenticate": "Bearer"}
        raise refused


def check_type(content_type: str, charset: str | None) -> None:
    """Raises Refused (415) for a body of a kind that is not read here."""
    if content_type not in (*JSON, *LINES):
        raise Refused(415, f"Content-Type must be one of {', '.join((*JSON, *LINES))}")
    if charset is not None and charset.lower() not in ("utf-8", "utf8"):
        raise Refused(415, "JSON is read as UTF-8 alone")


def later(reason: str, seconds: float) -> Refused:
    """For a request that is well, at a time that is not. Part of it may have gone in: sent again, it does no harm."""
    refused = Refused(503, reason)
    refused.headers = {"Retry-After": str(math.ceil(seconds))}
    return refused


async def body_of(chunks: AsyncIterable[bytes]) -> bytes:
    """The request's body. Raises Refused (413) as soon as it is too large, without reading on."""
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > MOST_BYTES:
            raise Refused(413, f"the request has over {MOST_BYTES} bytes: send smaller batches")
    return bytes(body)


def articles(body: bytes, content_type: str, now: datetime) -> Sequence[RawArticle]:
    """The pages of a request: one JSON object, a JSON array of them, or lines of them. Raises Refused (400, 413)."""
    parts = list(_lines(body) if content_type in LINES else _items(body))
    if not parts:
        raise Refused(400, "no page in the request")
    return [_article(data, place, now) for place, data in parts]


def _lines(body: bytes) -> Iterator[tuple[Place, bytes]]:
    for number, line in enumerate(body.split(b"\n"), 1):
        if line.strip():
            yield {"line": number}, line


def _items(body: bytes) -> Iterator[tuple[Place, bytes]]:
    if not body.lstrip().startswith(b"["):
        if body.strip():
            yield {}, body
        return
    try:
        items = msgspec.json.decode(body, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        raise Refused(400, str(e) or "nested too deeply") from None
    for number, item in enumerate(items, 1):
        yield {"item": number}, bytes(item)


def _article(data: bytes, place: Place, now: datetime) -> RawArticle:
    try:
        return reading.article(data, now)
    except InvalidEvent as invalid:
        status = 413 if _is_too_large(data) else 400
        raise Refused(status, invalid.reason, invalid.field, place) from None


def _is_too_large(data: bytes) -> bool:
    """Whether it is its size that the page is refused for."""
    if len(data) > reading.MOST_BYTES:
        return True
    try:
        bodies = msgspec.json.decode(data, type=_Bodies)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return any(len(body.encode("utf-8", "replace")) > MAX_BODY_BYTES for body in (bodies.text, bodies.html) if body)
