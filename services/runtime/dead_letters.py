"""What an operator does with dead letters: look at them, send them again, take them off the list."""

import base64
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas.codec import decode
from schemas.events import DeadLetter
from services.registry import groups
from services.runtime.kafka import Cluster, Offsets
from services.runtime.sender import Message, Outbox, Sender, refusing

TOPIC = "dead-letters"
OPERATORS = "wirefold-operators"
"""The consumer group whose commits say what was taken."""

POLL_MS = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """A letter and where it stands."""

    letter: DeadLetter
    place: TopicPartition
    offset: int


class TooLarge(ValueError):
    """Only the beginning of the event was kept, so that it cannot be sent again."""


@asynccontextmanager
async def _reading(cluster: Cluster) -> AsyncIterator[tuple[AIOKafkaConsumer, dict[TopicPartition, int]]]:
    """A consumer at the first letter not yet taken, and the end of each partition."""
    async with Offsets(cluster) as offsets:
        places = await offsets.partitions(TOPIC)
        ends = await offsets.ends(places)
        taken = await offsets.committed(OPERATORS, places)
    consumer = cluster.collector(OPERATORS)
    await consumer.start()
    try:
        consumer.assign(places)
        for place in places:
            if (at := taken[place]) is not None:
                consumer.seek(place, at)
        yield consumer, ends
    finally:
        await consumer.stop()


async def _until(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> AsyncIterator[Listed]:
    while any([await consumer.position(place) < end for place, end in ends.items()]):
        for place, records in (await consumer.getmany(timeout_ms=POLL_MS)).items():
            for record in records:
                if record.offset < ends[place]:
                    yield Listed(decode(DeadLetter, record.value), place, record.offset)


async def listed(cluster: Cluster) -> list[Listed]:
    """All letters not yet taken, oldest first."""
    async with _reading(cluster) as (consumer, ends):
        found = [one async for one in _until(consumer, ends)]
    return sorted(
        found, key=lambda one: (one.letter.failed_at, one.letter.topic, one.letter.partition, one.letter.offset)
    )


async def take(cluster: Cluster, found: Sequence[Listed]) -> None:
    """Takes what was `listed` off the list. It stays on the topic until its retention ends."""
    last: dict[TopicPartition, int] = {}
    for one in found:
        last[one.place] = max(last.get(one.place, 0), one.offset + 1)
    async with _reading(cluster) as (consumer, _):
        if last:
            await consumer.commit(last)


async def retry(cluster: Cluster, chosen: Sequence[Listed]) -> None:
    """Sends the events again to the topics where they failed. Raises TooLarge before anything is sent."""
    messages = Outbox(again(one.letter) for one in chosen)
    sender = Sender(cluster, groups())
    try:
        await sender.send(messages, refusing(messages))
    finally:
        await sender.close()


def again(letter: DeadLetter) -> Message:
    """The record that failed. Raises TooLarge where it was not kept whole."""
    payload = base64.b64decode(letter.payload)
    if len(payload) != letter.payload_bytes:
        raise TooLarge(f"{letter.dead_letter_id}: only its first {len(payload)} bytes were kept")
    return Message(letter.topic, None if letter.key is None else base64.b64decode(letter.key), payload)
