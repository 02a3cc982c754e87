"""Asking a consumer for records, and setting its place in a partition where it knows none.

aiokafka (0.14) overlooks a coordinator's refusal to tell the committed offsets, given while it moves or loads, and
takes it for "never committed". With a reset to the start, a whole topic would be repeated then. So consumers have
`auto_offset_reset="none"`, and where they know no place the group's offset is asked for here.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka import errors as kafka

from services.runtime.faults import is_passing
from services.runtime.kafka import Cluster, Offsets, within
from services.runtime.trouble import Trouble

ASK_SECONDS = 5.0
"""The loop does not go round meanwhile."""

AGAIN_SECONDS = 0.2

log = structlog.get_logger(__name__)


class Polling:
    """Records for one consumer group. Not safe for two tasks at once."""

    def __init__(self, consumer: AIOKafkaConsumer, cluster: Cluster, group: str) -> None:
        self._consumer = consumer
        self._cluster = cluster
        self._group = group
        self._trouble = Trouble()

    async def records(self, seconds: float, most: int | None = None) -> Mapping[TopicPartition, Sequence[Any]]:
        """What the broker gives within the time; nothing, where a place had to be set first."""
        try:
            found: Mapping[TopicPartition, Sequence[Any]]
            found = await self._consumer.getmany(timeout_ms=int(seconds * 1000), max_records=most)
        except kafka.NoOffsetForPartitionError as unknown:
            await self._begin(unknown.args[0])
        except kafka.OffsetOutOfRangeError as gone:
            await self._skip(gone.args[0])
        else:
            return found
        return {}

    async def _begin(self, tp: TopicPartition) -> None:
        """At the group's offset, or at the start where it has none. While nobody tells, the next call comes here."""

        async def begin() -> None:
            async with Offsets(self._cluster) as offsets:
                committed = (await offsets.committed(self._group, [tp]))[tp]
            if tp in self._consumer.assignment():
                await self._go(tp, committed)

        try:
            await within(ASK_SECONDS, begin())
        except Exception as error:
            if not is_passing(error):
                raise
            self._trouble.failed("kafka", f"no offset of {tp.topic}/{tp.partition} is told: {error}", AGAIN_SECONDS)
            await asyncio.sleep(AGAIN_SECONDS)
        else:
            self._trouble.over()

    async def _go(self, tp: TopicPartition, offset: int | None) -> None:
        if offset is None:
            await self._consumer.seek_to_beginning(tp)
        else:
            self._consumer.seek(tp, offset)

    async def _skip(self, offsets: Mapping[TopicPartition, int]) -> None:
        for tp, offset in offsets.items():
            log.error("records were deleted before they were read", place=f"{tp.topic}/{tp.partition}/{offset}")
            if tp in self._consumer.assignment():
                await within(ASK_SECONDS, self._go(tp, None))
