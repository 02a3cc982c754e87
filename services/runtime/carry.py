"""Carrying records into topics and out of them, and knowing when a run of services is through: what a replay needs."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import IO

from aiokafka import TopicPartition

from schemas.codec import InvalidEvent
from schemas.topics import TOPICS
from services.registry import COLLECTOR, Registered, groups
from services.runtime.kafka import Cluster, Offsets
from services.runtime.letters import Record, letter
from services.runtime.sender import EMBEDDED_PARTITION, Message, Outbox, Sender, letter_message

FEED_EVENTS = 200
POLL_SECONDS = 0.05

Records = Iterable[tuple[bytes | None, bytes]]
"""Keys and values."""


async def feed(
    cluster: Cluster,
    feeds: Sequence[tuple[str, Records]],
    services: Sequence[Registered],
    offsets: Offsets,
    fed: Callable[[int], None],
) -> None:
    """Sends the records of each topic as they are, in order; before the next topic, waits until all is committed."""
    sender = Sender(cluster, groups())

    async def wait(_: str) -> None:
        await asyncio.sleep(0.01)

    try:
        for topic, records in feeds:
            source = (record(topic, number, key, value) for number, (key, value) in enumerate(records))
            while batch := list(islice(source, FEED_EVENTS)):
                await sender.send(Outbox(batch), wait)
                fed(len(batch))
            if topic != feeds[-1][0]:
                await _until_finished(offsets, services)
    finally:
        await sender.close()


def record(topic: str, number: int, key: bytes | None, value: bytes) -> Message:
    """The record of an input, or the dead letter of one that no broker would take; `number` counts inputs from 0."""
    limit = TOPICS[topic].max_message_bytes
    if len(value) <= limit:
        return Message(topic, key, value)
    invalid = InvalidEvent("$", f"has {len(value)} bytes, over {limit}")
    return letter_message(letter(Record(topic, 0, number, key, value), invalid, "replay", datetime.now(UTC)), key)


async def _until_finished(offsets: Offsets, services: Sequence[Registered]) -> None:
    while not await finished(offsets, services):  # noqa: ASYNC110 - what it waits for happens in other processes
        await asyncio.sleep(POLL_SECONDS)


async def finished(offsets: Offsets, services: Sequence[Registered]) -> bool:
    """Whether each group has committed to the end. In pipeline order: what came before can write no more."""
    for service in services:
        for topic in service.inputs:
            tp = TopicPartition(topic, EMBEDDED_PARTITION)
            end = (await offsets.ends([tp]))[tp]
            if end and (await offsets.committed(service.group, [tp]))[tp] != end:
                return False
    return True


async def collected(offsets: Offsets, topics: Sequence[str]) -> bool:
    """Whether all events of the topics are in their files."""
    tps = [TopicPartition(topic, EMBEDDED_PARTITION) for topic in topics]
    ends, done = await offsets.ends(tps), await offsets.committed(COLLECTOR, tps)
    return all((done[tp] or 0) == ends[tp] for tp in tps)


async def collect(
    cluster: Cluster, topics: Sequence[str], files: Mapping[str, IO[bytes]], wrote: Callable[[str, int], None]
) -> None:
    """Writes every event of the topics to its file, a line each, and commits what is written. Runs until cancelled."""
    consumer = replace(cluster, held_for=frozenset()).collector(COLLECTOR)
    await consumer.start()
    try:
        consumer.assign([TopicPartition(topic, EMBEDDED_PARTITION) for topic in topics])
        while True:
            polled = await consumer.getmany(timeout_ms=200)
            for tp, records in polled.items():
                files[tp.topic].writelines(record.value + b"\n" for record in records)
                wrote(tp.topic, len(records))
            if polled:
                await consumer.commit({tp: records[-1].offset + 1 for tp, records in polled.items()})
    finally:
        await consumer.stop()
