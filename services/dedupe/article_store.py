"""Known articles in Redis: found by fingerprint, decided on by pure functions, claimed in one step.

Keys, all in one slot; a generation is a window long in event time, and its keys go together one window after the last
write to any:

    {<namespace>}:articles:mark                 string  see services.runtime.epoch
    {<namespace>}:articles                      hash    epoch (when it was first used), number of the last text
    {<namespace>}:articles:<generation>:index       hash    bucket -> postings (fingerprint, text number)
    {<namespace>}:articles:<generation>:texts       hash    text number -> record
    {<namespace>}:articles:<generation>:decisions   hash    digest of article_id and content -> decision
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec
import numpy as np

from services.dedupe.article_index import (
    ALIKE,
    ENOUGH,
    LEAST_SHARED,
    Decided,
    Looked,
    Version,
    decide_batch,
)
from services.dedupe.article_pages import Entry
from services.dedupe.article_records import pack_decision, pack_text, unpack_decision, unpack_texts
from services.dedupe.folding import Decision

if TYPE_CHECKING:
    from redis.asyncio import Redis

WINDOW = timedelta(days=14)
"""How far apart in event time a page and the first of its cluster may lie."""

_SCRIPT = f"local ALIKE, LEAST, ENOUGH = {ALIKE}, {LEAST_SHARED}, {ENOUGH}\n" + (
    files("services.dedupe").joinpath("article_store.lua").read_text(encoding="utf-8")
)


class ArticleStore(Protocol):
    """What folding needs kept."""

    window: int
    """Seconds of event time."""

    async def look(self, entries: Sequence[Entry]) -> Looked:
        """What is known of these entries: decisions made before, and texts to compare with."""

    async def claim(self, entries: Sequence[Entry], decided: Sequence[Decided], version: Version) -> Looked | None:
        """Keeps the decisions in one step, or returns what came in since `version` that bears on them."""


async def fold(store: ArticleStore, entries: Sequence[Entry]) -> list[Decision]:
    """The decision on each entry. Once made, it is the answer from then on, whoever asks."""
    looked = await store.look(entries)
    while True:
        decided = await asyncio.to_thread(decide_batch, entries, looked, store.window)
        later = await store.claim(entries, decided, looked.version) if decided else None
        if later is None:
            break
        looked.join(later)
    fresh = {one.entry.key: one.decision for one in decided}
    return [before or fresh[entry.key] for before, entry in zip(looked.decisions, entries, strict=True)]


class RedisStore:
    """The store on a Redis or Valkey that evicts nothing: two round trips a batch, more only where workers meet.

    Raises ValueError for a window of less than an hour.
    """

    def __init__(self, redis: "Redis", window: timedelta = WINDOW, namespace: str = "wirefold") -> None:
        if window < timedelta(hours=1):
            raise ValueError(f"the window for articles is {window}: it must be an hour or more")
        self.window = int(window.total_seconds())
        self._redis = redis
        self._prefix = f"{{{namespace}}}:articles"
        self._script = redis.register_script(_SCRIPT)
        self.mark = f"{self._prefix}:mark"

    async def look(self, entries: Sequence[Entry]) -> Looked:
        """See `ArticleStore`."""
        reply = await self._call(entries, Version(0, 0), ())
        return self._looked(entries, reply)

    async def claim(self, entries: Sequence[Entry], decided: Sequence[Decided], version: Version) -> Looked | None:
        """See `ArticleStore`."""
        places = {entry.key: place for place, entry in enumerate(entries, 1)}
        claims: list[object] = []
        for one in decided:
            record = pack_text(one.kept) if one.kept else b""
            claims += [
                places[one.entry.key],
                pack_decision(one.decision, one.entry.page.own_cluster),
                record,
                one.entry.indexed.astype("<u4").tobytes() if one.kept else b"",
            ]
        reply = await self._call(entries, version, claims)
        return self._looked(entries, reply) if reply else None

    async def _call(self, entries: Sequence[Entry], version: Version, claims: Iterable[object]) -> Any:
        own = [entry.page.at // self.window for entry in entries]
        generations = sorted({g + d for g in own for d in (-1, 0, 1)})
        keys = [self._prefix] + [
            f"{self._prefix}:{g}:{kind}" for g in generations for kind in ("index", "texts", "decisions")
        ]
        args: list[object] = [self.window, version.epoch, version.number, " ".join(map(str, generations)), len(entries)]
        for entry, generation in zip(entries, own, strict=True):
            args += [generation, entry.page.at, entry.key, entry.asked.astype("<u4").tobytes()]
        return await self._script(keys=keys, args=cast("Any", [*args, *claims]))

    def _looked(self, entries: Sequence[Entry], reply: Any) -> Looked:
        epoch, number, decisions, candidates, numbers, records = reply
        found = dict(zip(np.frombuffer(numbers, "<u4").tolist(), records, strict=True))
        return Looked(
            Version(int(epoch), number),
            [
                unpack_decision(record, entry.page.own_cluster) if record else None
                for record, entry in zip(decisions, entries, strict=True)
            ],
            [{n: places for n, *places in msgspec.msgpack.decode(those)} if those else {} for those in candidates],
            unpack_texts(found),
        )
