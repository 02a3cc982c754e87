"""Sending events, and holding back where the broker keeps little.

An idempotent producer never gives up: while Kafka is away it goes on trying by itself, and writes once what it was
given once. So it is kept over an outage, and what it was given is waited for again, not given to it a second time.

librdkafka's in-process broker drops the oldest beyond about 5 MB a partition, read or not. So whoever writes on it
waits while a topic's bytes that some running consumer group has not committed are near that.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka import errors as kafka

from schemas.codec import InvalidEvent, encode
from schemas.events import DeadLetter
from schemas.topics import TOPICS
from services.runtime import metrics
from services.runtime.kafka import Cluster, Offsets, within
from services.runtime.stage import Busy, Outgoing

ROOM_BYTES = 3 << 20
"""Uncommitted bytes of one topic, before compression. The broker's own limit is 5 MiB, of what it stores."""

CHUNK_BYTES = 512 << 10
START_SECONDS = 20.0
ACKNOWLEDGED_SECONDS = 10.0
"""After this the caller hears that Kafka is silent, and decides whether to wait on."""

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


class Outbox(deque[Message]):
    """Messages that are not acknowledged yet, in order; the first of them may be in the producer's hands already."""

    def __init__(self, messages: Iterable[Message]) -> None:
        super().__init__(messages)
        self.producer: AIOKafkaProducer | None = None
        self.handed: deque[asyncio.Future[Any]] = deque()

    def acknowledged(self) -> None:
        """The first is."""
        self.popleft()
        self.handed.popleft()

    def let_go(self) -> None:
        """Nobody may wait for what was handed over: it fails quietly then."""
        for future in self.handed:
            future.add_done_callback(_looked_at)

    def take_back(self) -> None:
        """What was handed over is handed over again: its producer is no more."""
        self.let_go()
        self.producer = None
        self.handed.clear()


class Sender:
    """One idempotent producer, made anew only where it cannot go on."""

    def __init__(self, cluster: Cluster, groups: dict[str, tuple[str, ...]]) -> None:
        self._cluster = cluster
        self._producer: AIOKafkaProducer | None = None
        self._backlog = Backlog(cluster, groups) if cluster.embedded else None
        self._lock = asyncio.Lock()

    async def send(self, outbox: Outbox, wait: Wait) -> None:
        """Sends in order; what the broker acknowledged leaves the outbox, so that a second call goes on from there.

        `wait` is awaited with a reason, again and again, while the embedded broker has no room; it may raise. Raises
        KafkaTimeoutError while Kafka is silent.
        """
        async with self._lock:
            while outbox:
                chunk = self._chunk(outbox)
                await self._hold_back(chunk, wait)
                await self._acknowledged(chunk, outbox)

    async def close(self) -> None:
        if self._backlog:
            await self._backlog.close()
        await self._drop()

    def _chunk(self, pending: Sequence[Message]) -> list[Message]:
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

    async def _acknowledged(self, chunk: Sequence[Message], outbox: Outbox) -> None:
        try:
            producer = await self._started()
            if outbox.producer is not producer:
                outbox.take_back()
            await self._hand_over(chunk, outbox, producer)
            done = await within(ACKNOWLEDGED_SECONDS, _results(outbox.handed))
        except (kafka.KafkaTimeoutError, asyncio.CancelledError):
            outbox.let_go()
            raise
        except BaseException as error:
            outbox.take_back()
            await asyncio.shield(self._drop())
            if isinstance(error, kafka.ClusterAuthorizationFailedError):  # one that may write no topic at all (KIP-679)
                raise kafka.TopicAuthorizationFailedError(chunk[0].topic) from None
            raise
        for sent, where in zip(chunk, done, strict=True):
            if self._backlog:
                self._backlog.wrote(sent.topic, where.offset, len(sent.value))
            outbox.acknowledged()
        for topic, count in Counter(sent.topic for sent in chunk).items():
            metrics.EVENTS_SENT.labels(topic).inc(count)

    async def _started(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = self._cluster.producer()
            try:
                await within(START_SECONDS, producer.start())
            except BaseException:
                await asyncio.shield(_closed(producer))
                raise
            self._producer = producer
        return self._producer

    async def _hand_over(self, chunk: Sequence[Message], outbox: Outbox, producer: AIOKafkaProducer) -> None:
        outbox.producer = producer
        partition = EMBEDDED_PARTITION if self._backlog else None
        for sent in chunk[len(outbox.handed) :]:
            outbox.handed.append(await producer.send(sent.topic, sent.value, sent.key, partition))

    async def _drop(self) -> None:
        producer, self._producer = self._producer, None
        if producer:
            await _closed(producer)


async def _results(futures: Iterable[asyncio.Future[Any]]) -> list[Any]:
    """Where each record went. Cancelled, it leaves the futures alone."""
    return [future.result() if future.done() else await asyncio.shield(future) for future in futures]


def _looked_at(future: asyncio.Future[Any]) -> None:
    if not future.cancelled():
        future.exception()


async def _closed(producer: AIOKafkaProducer) -> None:
    """While Kafka is away closing does not end, so it is left to itself."""
    await asyncio.wait({asyncio.ensure_future(producer.stop())}, timeout=CLOSE_SECONDS)


def refusing(pending: Sequence[Message]) -> Wait:
    """A `Wait` for HTTP push, whose sender can try again: Busy, unless some of it is sent already."""
    whole = len(pending)

    async def wait(_: str) -> None:
        if len(pending) == whole:
            raise Busy(retry_after=1.0)
        await asyncio.sleep(0.02)

    return wait
