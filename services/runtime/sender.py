"""Sending events, and holding back where the broker keeps little.

librdkafka's in-process broker drops the oldest beyond about 5 MB a partition, read or not. So whoever writes on it
waits while a topic's bytes that some running consumer group has not committed are near that.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from aiokafka import AIOKafkaProducer, TopicPartition

from schemas.codec import InvalidEvent, encode
from schemas.events import DeadLetter
from schemas.topics import TOPICS
from services.runtime import metrics
from services.runtime.kafka import Cluster, Offsets
from services.runtime.stage import Busy, Outgoing

ROOM_BYTES = 3 << 20
"""Uncommitted bytes of one topic, before compression. The broker's own limit is 5 MiB, of what it stores."""

CHUNK_BYTES = 512 << 10
CLOSE_SECONDS = 1.0
EMBEDDED_PARTITION = 0
"""The in-process broker makes four partitions of every topic; one keeps the input's order."""

Wait = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Message:
    """One record to send."""

    topic: str
    key: bytes | None
    value: bytes


def message(out: Outgoing) -> Message:
    """The record of an event. Raises InvalidEvent where it is larger than its topic takes."""
    topic = TOPICS[out.topic]
    value = encode(out.event)
    if len(value) > topic.max_message_bytes:
        raise InvalidEvent("$", f"its {out.topic} event has {len(value)} bytes, over {topic.max_message_bytes}")
    key: Any = attrgetter(topic.key)(out.event)
    return Message(out.topic, None if key is None else str(key).encode(), value)


def letter_message(letter: DeadLetter, key: bytes | None) -> Message:
    """The record of a dead letter, under the key of the event that failed."""
    return Message("dead-letters", key, encode(letter))


class Backlog:
    """How many bytes of each topic wait for a running consumer group. One that is not in `groups` reads all topics."""

    def __init__(self, cluster: Cluster, groups: dict[str, tuple[str, ...]]) -> None:
        self._cluster = cluster
        self._groups = groups
        self._offsets: Offsets | None = None
        self._written: dict[str, deque[tuple[int, int]]] = {}
        self._bytes: dict[str, int] = {}
        self._next: dict[str, int] = {}

    async def admits(self, topic: str, size: int) -> bool:
        """Whether `size` more bytes can be written now."""
        if not self._readers(topic):
            return True
        if topic not in self._written:
            await self._begin(topic)
        if self._bytes[topic] and self._bytes[topic] + size > ROOM_BYTES:
            self._forget_until(topic, await self._committed(topic))
        return not self._bytes[topic] or self._bytes[topic] + size <= ROOM_BYTES

    def wrote(self, topic: str, offset: int, size: int) -> None:
        """Counts an acknowledged record; offsets between ours are others', taken to be as large."""
        if topic in self._written:
            others = max(0, offset - self._next[topic])
            self._written[topic].append((offset, size * (1 + others)))
            self._bytes[topic] += size * (1 + others)
            self._next[topic] = offset + 1

    async def close(self) -> None:
        if self._offsets:
            offsets, self._offsets = self._offsets, None
            await offsets.__aexit__()

    def _readers(self, topic: str) -> list[str]:
        running = self._cluster.held_for or ()
        return [group for group in running if topic in self._groups.get(group, TOPICS)]

    async def _begin(self, topic: str) -> None:
        """What stands in the topic already is of unknown size: it fills the room until it is read."""
        offsets = await self._connected()
        await offsets.partitions(topic)  # asking creates it
        tp = TopicPartition(topic, EMBEDDED_PARTITION)
        end = (await offsets.ends([tp]))[tp]
        unread = end > await self._committed(topic)
        self._written[topic] = deque([(end - 1, ROOM_BYTES)] if unread else [])
        self._bytes[topic] = ROOM_BYTES if unread else 0
        self._next[topic] = end

    async def _committed(self, topic: str) -> int:
        offsets, tp = await self._connected(), TopicPartition(topic, EMBEDDED_PARTITION)
        return min([(await offsets.committed(group, [tp]))[tp] or 0 for group in self._readers(topic)])

    async def _connected(self) -> Offsets:
        if self._offsets is None:
            self._offsets = await Offsets(self._cluster).__aenter__()
        return self._offsets

    def _forget_until(self, topic: str, committed: int) -> None:
        written = self._written[topic]
        while written and written[0][0] < committed:
            self._bytes[topic] -= written.popleft()[1]


class Sender:
    """One idempotent producer, made anew after a fault."""

    def __init__(self, cluster: Cluster, groups: dict[str, tuple[str, ...]]) -> None:
        self._cluster = cluster
        self._producer: AIOKafkaProducer | None = None
        self._backlog = Backlog(cluster, groups) if cluster.embedded else None
        self._lock = asyncio.Lock()

    async def send(self, pending: deque[Message], wait: Wait) -> None:
        """Sends in order; what the broker acknowledged leaves `pending`, so that a second call goes on from there.

        `wait` is awaited with a reason, again and again, while the embedded broker has no room; it may raise.
        """
        async with self._lock:
            while pending:
                chunk = self._chunk(pending)
                await self._hold_back(chunk, wait)
                await self._acknowledged(chunk)
                for _ in chunk:
                    pending.popleft()

    async def close(self) -> None:
        if self._backlog:
            await self._backlog.close()
        await self._drop()

    def _chunk(self, pending: deque[Message]) -> list[Message]:
        if not self._backlog:
            return list(pending)
        size = 0
        chunk: list[Message] = []
        for sent in pending:
            size += len(sent.value)
            if chunk and size > CHUNK_BYTES:
                break
            chunk.append(sent)
        return chunk

    async def _hold_back(self, chunk: Sequence[Message], wait: Wait) -> None:
        if not self._backlog:
            return
        for topic in dict.fromkeys(sent.topic for sent in chunk):
            size = sum(len(sent.value) for sent in chunk if sent.topic == topic)
            while not await self._backlog.admits(topic, size):
                await wait(f"the embedded broker's {topic} is full")

    async def _acknowledged(self, chunk: Sequence[Message]) -> None:
        partition = EMBEDDED_PARTITION if self._backlog else None
        try:
            if self._producer is None:
                self._producer = self._cluster.producer()
                await self._producer.start()
            futures = [await self._producer.send(m.topic, m.value, m.key, partition) for m in chunk]
            done = await asyncio.gather(*futures)
        except BaseException:
            await asyncio.shield(self._drop())
            raise
        for topic, count in Counter(sent.topic for sent in chunk).items():
            metrics.EVENTS_SENT.labels(topic).inc(count)
        if self._backlog:
            for sent, where in zip(chunk, done, strict=True):
                self._backlog.wrote(sent.topic, where.offset, len(sent.value))

    async def _drop(self) -> None:
        producer, self._producer = self._producer, None
        if producer:
            await asyncio.wait({asyncio.ensure_future(producer.stop())}, timeout=CLOSE_SECONDS)


def refusing(pending: Sequence[Message]) -> Wait:
    """A `Wait` for HTTP push, whose sender can try again: Busy, unless some of it is sent already."""
    whole = len(pending)

    async def wait(_: str) -> None:
        if len(pending) == whole:
            raise Busy(retry_after=1.0)
        await asyncio.sleep(0.02)

    return wait
