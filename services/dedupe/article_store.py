"""Known articles in Redis: found by fingerprint, decided on by pure functions, claimed in one step.

Keys, all in one slot; a generation is a window long in event time, and its keys go together one window after the last
write to any:

    {<namespace>}:articles:mark                 string  see services.runtime.epoch
    {<namespace>}:articles                      hash    epoch (when first used), number, which every claim moves on
    {<namespace>}:articles:<generation>:postings    hash    bucket -> see article_postings; how many buckets, postings
    {<namespace>}:articles:<generation>:texts       hash    text number -> record
    {<namespace>}:articles:<generation>:decisions   hash    digest of article_id and content -> decision
"""

import asyncio
import struct
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from redis.exceptions import WatchError

from services.dedupe.article_index import (
    ENOUGH,
    LEAST_SHARED,
    Decided,
    Looked,
    Version,
    contenders,
    decide_batch,
    in_reach,
)
from services.dedupe.article_pages import Entry
from services.dedupe.article_postings import (
    Asked,
    Extent,
    Postings,
    asked_for,
    buckets_of,
    distinct,
    numbered,
    rewritten,
    split_by,
    unpacked,
)
from services.dedupe.article_records import pack_decision, pack_text, times_of, unpack_decision, unpack_texts
from services.dedupe.folding import Decision
from services.dedupe.sketch import Grams

if TYPE_CHECKING:
    from redis.asyncio import Redis

WINDOW = timedelta(days=14)
"""How far apart in event time a page and the first of its cluster may lie."""
_NOTHING = Extent(0, 0)


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
    """The store on a Redis or Valkey that evicts nothing.

    A look-up and a claim take a few round trips each, whatever the size of batch and store, and run no script: the
    server fetches and keeps, this process compares. That others brought something in meanwhile is told by the number,
    which every claim moves on.

    Raises ValueError for a window of less than an hour.
    """

    def __init__(self, redis: "Redis", window: timedelta = WINDOW, namespace: str = "wirefold") -> None:
        if window < timedelta(hours=1):
            raise ValueError(f"the window for articles is {window}: it must be an hour or more")
        self.window = int(window.total_seconds())
        self._redis = redis
        self._prefix = f"{{{namespace}}}:articles"
        self._extents: dict[int, Extent] = {}
        self._last: tuple[Version, dict[int, dict[int, bytes]]] = (Version(0, 0), {})
        self.mark = f"{self._prefix}:mark"

    async def look(self, entries: Sequence[Entry]) -> Looked:
        """See `ArticleStore`."""
        return await self._look(entries, Version(0, 0))

    async def claim(self, entries: Sequence[Entry], decided: Sequence[Decided], version: Version) -> Looked | None:
        """See `ArticleStore`."""
        last = version
        while not await self._claimed(decided, last):
            later = await self._look(entries, version)
            known = {entry.key for entry, decision in zip(entries, later.decisions, strict=True) if decision}
            is_emptied = version.epoch not in (0, later.version.epoch)
            if is_emptied or any(later.candidates) or not known.isdisjoint(one.entry.key for one in decided):
                return later
            last = later.version
        return None

    async def _look(self, entries: Sequence[Entry], since: Version) -> Looked:
        """What the store has for the entries, of texts only those after `since`. What comes in while this goes on is
        left out: the version is read first."""
        own = np.array([self._generation(entry) for entry in entries], np.int64)
        asked = Asked([entry.asked for entry in entries])
        sees = {g: np.abs(own - g) <= 1 for g in sorted({near for g in own.tolist() for near in (g - 1, g, g + 1)})}
        wanted = {g: distinct(asked.fingerprints[seen[asked.rows]]) for g, seen in sees.items()}
        reads = {g: _Read(self._extents.get(g, _NOTHING), partial(_buckets_for, some)) for g, some in wanted.items()}
        version, records = await self._read(reads, entries)
        self._last = version, {g: read.held for g, read in reads.items()}
        first = since.number if since.epoch == version.epoch else 0
        held = {g: _between(asked_for(unpacked(reads[g].held), wanted[g]), first, version.number) for g in reads}
        least = np.array([LEAST_SHARED if len(entry.asked) >= ENOUGH else 1 for entry in entries], np.int64)
        shared = asked.shared([(held[g], seen) for g, seen in sees.items()], least)
        homes = {text: g for g, some in held.items() for text in some.texts.tolist()}
        candidates, texts = await self._contenders(entries, shared, homes)
        decisions = [
            unpack_decision(record, entry.page.own_cluster) if (record := records.get(entry.key)) else None
            for entry in entries
        ]
        counts = {g: np.unique(held[g].fingerprints, return_counts=True) for g in set(own.tolist())}
        held_by = {
            (g, value): count
            for g, (values, times) in counts.items()
            for value, count in zip(values.tolist(), times.tolist(), strict=True)
        }
        return Looked(version, decisions, candidates, unpack_texts(texts), Counter(held_by))

    async def _read(self, reads: Mapping[int, "_Read"], entries: Sequence[Entry]) -> tuple[Version, dict[bytes, bytes]]:
        """Reads the buckets; returns the version from before it and the decisions there are, by key."""
        keys: defaultdict[int, list[bytes]] = defaultdict(list)
        for entry in entries:
            keys[self._generation(entry)].append(entry.key)
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.hmget(self._prefix, "epoch", "number")
            for generation, names in keys.items():
                pipe.hmget(self._key(generation, "decisions"), names)
            for generation, read in reads.items():
                pipe.hmget(self._key(generation, "postings"), read.fields)
            (epoch, number), *replies = await pipe.execute()
        found = [record for reply in replies[: len(keys)] for record in reply]
        names = [name for some in keys.values() for name in some]
        for (generation, read), reply in zip(reads.items(), replies[len(keys) :], strict=True):
            read.take(reply)
            await self._read_on(self._redis, generation, read)
        return Version(int(epoch or 0), int(number or 0)), {n: r for n, r in zip(names, found, strict=True) if r}

    async def _read_on(self, client: Any, generation: int, read: "_Read") -> None:
        """Reads what is missing, until nothing is."""
        while read.names:
            read.take(await client.hmget(self._key(generation, "postings"), read.fields))
        self._extents[generation] = read.extent

    async def _contenders(
        self, entries: Sequence[Entry], shared: Sequence[dict[int, list[int]]], homes: Mapping[int, int]
    ) -> tuple[list[dict[int, list[int]]], dict[int, bytes]]:
        """Of the texts that each entry shares enough with, those in reach on which the choice turns, and the records of
        those that can be chosen. A text out of reach leaves its place to another, so this may take several rounds."""
        records: dict[int, bytes] = {}
        turning: list[dict[int, bool]] = [{}] * len(entries)
        rows = [row for row, texts in enumerate(shared) if texts]
        while rows:
            for row in rows:
                turning[row] = contenders(shared[row], len(entries[row].asked))
            records |= await self._texts({text for row in rows for text in turning[row]}.difference(records), homes)
            rows = [row for row in rows if self._drop_far(entries[row], shared[row], turning[row], records)]
        candidates = [{text: texts[text] for text in some} for texts, some in zip(shared, turning, strict=True)]
        return candidates, {text: records[text] for some in turning for text, can_be in some.items() if can_be}

    async def _texts(self, numbers: Iterable[int], homes: Mapping[int, int]) -> dict[int, bytes]:
        """The records of the texts, but for those that have expired; `homes` are their generations."""
        by_home: defaultdict[int, list[int]] = defaultdict(list)
        for number in sorted(numbers):
            by_home[homes[number]].append(number)
        async with self._redis.pipeline(transaction=False) as pipe:
            for generation, some in by_home.items():
                pipe.hmget(self._key(generation, "texts"), _fields(some))
            replies = await pipe.execute()
        found = zip(by_home.values(), replies, strict=True)
        return {n: record for some, reply in found for n, record in zip(some, reply, strict=True) if record}

    def _drop_far(
        self, entry: Entry, shared: dict[int, list[int]], texts: Iterable[int], records: Mapping[int, bytes]
    ) -> bool:
        """Drops those of the texts that are out of the entry's reach; whether there were any."""
        far = [
            text
            for text in texts
            if text not in records or not in_reach(entry.page.at, *times_of(records[text]), self.window)
        ]
        for text in far:
            del shared[text]
        return bool(far)

    async def _claimed(self, decided: Sequence[Decided], version: Version) -> bool:
        """Keeps the decisions and texts, all or none: only where the store is still at the version."""
        number = version.number
        numbers = [number := number + 1 if one.kept else number for one in decided]
        by_generation: defaultdict[int, list[tuple[Decided, int]]] = defaultdict(list)
        for one, its in zip(decided, numbers, strict=True):
            by_generation[self._generation(one.entry)].append((one, its))
        try:
            async with cast("Any", self._redis.pipeline(transaction=True)) as pipe:
                await pipe.watch(self._prefix)
                epoch, last = await pipe.hmget(self._prefix, "epoch", "number")
                if Version(int(epoch or 0), int(last or 0)) != version:
                    return False
                at, held = self._last
                grown = {
                    g: await self._grown(pipe, g, some, held.get(g, {}) if at == version else {})
                    for g, some in by_generation.items()
                }
                pipe.multi()
                state = {"epoch": version.epoch or time.time_ns() // 1000, "number": max(number, version.number + 1)}
                pipe.hset(self._prefix, mapping=state)
                for generation, some in by_generation.items():
                    self._keep(pipe, generation, some, *grown[generation])
                await pipe.execute()
        except WatchError:  # another claim came in between, or the connection was lost: then nobody knows yet
            return False
        self._extents |= {generation: extent for generation, (extent, _) in grown.items()}
        return True

    async def _grown(
        self, pipe: Any, generation: int, decided: Sequence[tuple[Decided, int]], held: Mapping[int, bytes]
    ) -> tuple[Extent, dict[int, bytes]]:
        """How many buckets and postings there are with these texts, and the buckets that change. `held` are buckets
        as they stand now."""
        fresh = numbered([one.indexed for one, _ in decided], [number for _, number in decided])
        read = _Read(self._extents.get(generation, _NOTHING), partial(_buckets_changed, fresh.fingerprints), held)
        read.take(await pipe.hmget(self._key(generation, "postings"), read.fields))
        await self._read_on(pipe, generation, read)
        after = read.extent.grown(len(fresh.texts))
        return after, rewritten(read.extent, after, read.held, fresh)

    def _keep(
        self,
        pipe: Any,
        generation: int,
        decided: Sequence[tuple[Decided, int]],
        extent: Extent,
        buckets: Mapping[int, bytes],
    ) -> None:
        decisions = {one.entry.key: pack_decision(one.decision, one.entry.page.own_cluster) for one, _ in decided}
        texts = {number: pack_text(one.kept) for one, number in decided if one.kept}
        pipe.hset(self._key(generation, "decisions"), mapping=decisions)
        if texts:
            pipe.hset(self._key(generation, "texts"), mapping=dict(zip(_fields(texts), texts.values(), strict=True)))
            pipe.hset(self._key(generation, "postings"), mapping=extent._asdict())
            pipe.hset(
                self._key(generation, "postings"),
                mapping=dict(zip(_fields(buckets), buckets.values(), strict=True)),
            )
        for kind in ("postings", "texts", "decisions"):
            pipe.expire(self._key(generation, kind), self.window)

    def _generation(self, entry: Entry) -> int:
        return entry.page.at // self.window

    def _key(self, generation: int, kind: str) -> str:
        return f"{self._prefix}:{generation}:{kind}"


class _Read:
    """Buckets of one generation as they are read: which ones depends on how many there are, which is read with them."""

    def __init__(
        self, extent: Extent, wanted: Callable[[Extent], Grams], held: Mapping[int, bytes] | None = None
    ) -> None:
        self.extent = extent
        self.held = dict(held or {})
        self._wanted = wanted
        self.names = self._missing()

    @property
    def fields(self) -> list[bytes]:
        return [*(name.encode() for name in Extent._fields), *_fields(self.names)]

    def take(self, reply: Sequence[bytes | None]) -> None:
        """Takes what was found under `fields`; `names` are then those that are missing."""
        buckets, postings, *values = reply
        before, self.extent = self.extent, Extent(int(buckets or 0), int(postings or 0))
        self.held |= zip(self.names, (value or b"" for value in values), strict=True)
        moved = self.extent != before
        self.names = self._missing() if moved else []

    def _missing(self) -> list[int]:
        return [name for name in self._wanted(self.extent).tolist() if name not in self.held]


def _buckets_for(fingerprints: Grams, extent: Extent) -> Grams:
    return distinct(buckets_of(fingerprints, extent.buckets)) if extent.buckets else fingerprints[:0]


def _buckets_changed(fingerprints: Grams, extent: Extent) -> Grams:
    split = split_by(extent, extent.grown(len(fingerprints)))
    return distinct(np.concatenate([_buckets_for(fingerprints, extent), split]))


def _between(held: Postings, first: int, last: int) -> Postings:
    """The postings of texts above one number and up to another."""
    some = (held.texts > first) & (held.texts <= last)
    return Postings(held.fingerprints[some], held.texts[some])


def _fields(numbers: Iterable[int]) -> list[bytes]:
    return [struct.pack("<I", number) for number in numbers]
