"""Dead letters: what is kept of an event that cannot be handled."""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

import msgspec

from schemas.codec import InvalidEvent, digest
from schemas.events import DeadLetter

KEPT_WHOLE = 5 << 20
"""Bytes of payload. In base64 they are 6.7 MiB, which with the rest fits the 8 MiB of a letter."""

KEPT_OF_LARGER = 64 << 10

_ARTICLE_ID = re.compile(rb'"article_id"\s*:\s*"([^"\\]{1,200})"')


@dataclass(frozen=True, slots=True)
class Record:
    """One Kafka record, as read."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: tuple[tuple[str, bytes], ...] = ()


def letter(record: Record, invalid: InvalidEvent, service: str, now: datetime) -> DeadLetter:
    """The dead letter of a record. Reading the same record again gives the same id."""
    value = record.value
    whole = blake2b(value, digest_size=16).hexdigest()
    kept = value if len(value) <= KEPT_WHOLE else value[:KEPT_OF_LARGER]
    return DeadLetter(
        dead_letter_id=digest(service, record.topic, record.partition, record.offset, whole),
        article_id=article_id(value),
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=None if record.key is None else b64encode(record.key).decode(),
        payload=b64encode(kept).decode(),
        payload_bytes=len(value),
        payload_digest=whole,
        headers={name: b64encode(data).decode() for name, data in record.headers},
        service=service,
        error=invalid.field,
        reason=invalid.reason,
        attempts=1,
        failed_at=now,
    )


def article_id(value: bytes) -> str | None:
    """The id that a broken event gives itself, if it can be found."""
    try:
        fields: Any = msgspec.json.decode(value)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        found = _ARTICLE_ID.search(value[:KEPT_OF_LARGER])
        return found[1].decode(errors="replace") if found else None
    for place in ("article", "story", None):
        inner = fields.get(place) if place and isinstance(fields, dict) else fields
        if isinstance(inner, dict) and isinstance(given := inner.get("article_id"), str) and 0 < len(given) <= 200:
            return given
    return None
