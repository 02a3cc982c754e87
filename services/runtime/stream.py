"""The loop that every service runs: poll, decode, handle, send, wait for every acknowledgement, commit.

Faust supervises it; aiokafka reads. The loop commits a batch only when all that came of it is acknowledged, so a crash
at any place repeats at most that batch. See docs/design-streams.md.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import faust
import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka import errors as kafka

from services.runtime import metrics
from services.runtime.batch import Batch, Defect, room, work
from services.runtime.faults import is_passing, waits
from services.runtime.health import Pulse
from services.runtime.kafka import Cluster, within
from services.runtime.polling import Polling
from services.runtime.sender import Outbox, Sender
from services.runtime.stage import Handle
from services.runtime.trouble import Trouble, kind_of, told

POLL_SECONDS = 0.5
FILL_SECONDS = 0.03
"""A batch waits this long for more: the broker answers with what it has, which may be one record."""

TRY_SECONDS = 45.0
"""One try may last this long and count as alive."""

FINISH_SECONDS = 4.0
"""What a stop or a rebalance grants the batch in hand."""

CLOSE_SECONDS = 2.0
CANCEL_SECONDS = 1.0
CONNECT_SECONDS = 30.0
"""To connect and to join the group, which may wait for the session of a killed member to end."""

COMMIT_SECONDS = 10.0

_LOST = (
    kafka.CommitFailedError,
    kafka.IllegalGenerationError,
    kafka.UnknownMemberIdError,
    kafka.RebalanceInProgressError,
)
"""A commit was refused since the batch's partitions are another worker's now."""

T = TypeVar("T")
log = structlog.get_logger(__name__)


class Stopping(Exception):
    """The service was told to stop: leave, uncommitted."""


class Stream(faust.Service):
    """Reads the input topics of one service and runs its handler. Stops within 10 s in every state."""

    def __init__(
        self,
        *,
        cluster: Cluster,
        service: str,
        inputs: Sequence[str],
        group: str,
        handle: Handle,
        sender: Sender,
        pulse: Pulse,
        batch_events: int,
        permitted_share: float,
        accept_bad: bool,
    ) -> None:
        super().__init__()
        self._cluster = cluster
        self._service = service
        self._inputs = inputs
        self._group = group
        self._handle = handle
        self._sender = sender
        self._pulse = pulse
        self._batch_events = batch_events
        self._permitted_share = permitted_share
        self._accept_bad = accept_bad
        self._consumer: Any = None
        self._generation = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._done = asyncio.Event()
        self._stop_by: float | None = None
        self._try_began = 0.0
        self._trouble = Trouble()

    async def on_stop(self) -> None:
        self._stop_by = time.monotonic() + FINISH_SECONDS
        try:
            async with asyncio.timeout(FINISH_SECONDS + CLOSE_SECONDS):
                await self._done.wait()
        except TimeoutError:
            log.warning("the loop did not end in time; its batch stays uncommitted")

    @faust.Service.task
    async def _main(self) -> None:
        try:
            await self._attempt(self._connect)
            while True:
                self._leave_if_stopping()
                batch = await self._poll()
                if batch.records:
                    await self._carry_out(batch)
                self._idle.set()
        except Stopping:
            log.info("stopped")
        finally:
            await self._close()
            self._done.set()

    async def _connect(self) -> None:
        consumer = self._cluster.consumer(self._inputs, self._group, _Rebalances(self))
        try:
            await within(CONNECT_SECONDS, consumer.start())
        except BaseException:
            await asyncio.shield(_left(consumer))
            raise
        self._consumer = consumer
        self._polling = Polling(consumer, self._cluster, self._group)

    async def _close(self) -> None:
        if self._consumer and not await _left(self._consumer):
            log.warning("left the group without saying so")

    async def _poll(self) -> Batch:
        """A batch: what the broker gives at once, and what more comes in a moment.

        What was polled before partitions were assigned anew is forgotten: whoever holds them now reads it again.
        """
        self._pulse.tick()
        self._consumer.resume(*self._consumer.paused())
        polled: dict[TopicPartition, list[Any]] = {}
        generation, sizes = self._generation, list[int]()
        wait, until = POLL_SECONDS, 0.0
        while wait > 0 and (most := room(sizes, self._batch_events)):
            more = await self._polling.records(wait, most)
            if generation != self._generation:
                generation = self._generation
                polled.clear()
                sizes.clear()
            for tp, records in more.items():
                self._idle.clear()
                polled.setdefault(tp, []).extend(records)
                sizes += [len(record.value or b"") for record in records]
            until = until or time.monotonic() + FILL_SECONDS
            wait = until - time.monotonic() if sizes else 0.0
        return Batch(polled)

    async def _carry_out(self, batch: Batch) -> None:
        self._pulse.batch = batch
        try:
            await self._process(batch)
        except Stopping:
            raise
        except Exception as error:
            which = {"place": error.place, "article_id": error.article_id} if isinstance(error, Defect) else {}
            log.critical("ending with this batch uncommitted", batch=str(batch), error=told(error), **which)
            raise
        self._pulse.batch = None

    async def _process(self, batch: Batch) -> None:
        started, generation = time.monotonic(), self._generation
        for topic, count in Counter(record.topic for record in batch.records).items():
            metrics.EVENTS_READ.labels(topic).inc(count)
        now = datetime.now(UTC)
        sent = await self._attempt(
            lambda: work(
                batch.records,
                self._handle,
                service=self._service,
                now=now,
                permitted_share=self._permitted_share,
                accept_bad=self._accept_bad,
            )
        )
        outbox = Outbox(sent)
        await self._attempt(lambda: self._sender.send(outbox, self._hold_back))
        await self._commit(batch, generation)
        metrics.BATCH_SECONDS.observe(time.monotonic() - started)

    async def _commit(self, batch: Batch, generation: int) -> None:
        async def commit() -> None:
            if generation != self._generation:
                raise kafka.CommitFailedError("the partitions were assigned anew")
            await within(COMMIT_SECONDS, self._consumer.commit(batch.commit))

        try:
            await self._attempt(commit)
        except _LOST as error:
            metrics.BATCHES_DROPPED.inc()
            log.warning("batch not committed: its partitions went to another worker", error=repr(error))

    async def _attempt(self, work: Callable[[], Awaitable[T]]) -> T:
        """Does the work, again and again while the surroundings fail."""
        for wait in waits(random.Random()):  # noqa: S311 - jitter, no secret
            try:
                done = await self._during(work())
            except _LOST:
                raise
            except Exception as error:
                if not is_passing(error):
                    raise
                self._leave_if_stopping()
                kind, reason = kind_of(error), told(error)
                self._pulse.waiting_for = f"{kind}: {reason}"
                metrics.RETRIES.labels(kind).inc()
                self._trouble.failed(kind, reason, wait)
                await self._during(self._sleep(wait))
            else:
                self._pulse.waiting_for = None
                self._trouble.over()
                return done
        raise AssertionError("waits never end")

    async def _during(self, work: Awaitable[T]) -> T:
        """Awaits the work and stays alive and a member of the group meanwhile, for as long as one try may last."""
        task = asyncio.ensure_future(work)
        self._try_began = time.monotonic()
        try:
            while not (await asyncio.wait({task}, timeout=POLL_SECONDS))[0]:
                if self._stop_by and time.monotonic() > self._stop_by:
                    raise Stopping
                if time.monotonic() - self._try_began < TRY_SECONDS:
                    await self._stay()
            return task.result()
        finally:
            await _ended(task)

    async def _stay(self) -> None:
        """Ticks, and polls paused partitions: a member that does not poll is put out of its group."""
        self._pulse.tick()
        if self._consumer and (assigned := self._consumer.assignment()):
            self._consumer.pause(*assigned)
            for tp, records in (await self._polling.records(0.0)).items():
                self._consumer.seek(tp, records[0].offset)  # assigned a moment ago, so not paused

    async def _hold_back(self, _: str) -> None:
        self._leave_if_stopping()
        await asyncio.sleep(0.02)
        self._try_began = time.monotonic()

    async def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._leave_if_stopping()
            await asyncio.sleep(min(left, 0.2))

    def _leave_if_stopping(self) -> None:
        if self._stop_by is not None:
            raise Stopping


async def _left(consumer: AIOKafkaConsumer) -> bool:
    """Leaves the group. While Kafka is away that never ends and heeds no cancelling, so it is left behind."""
    leaving = asyncio.ensure_future(consumer.stop())
    return bool((await asyncio.wait({leaving}, timeout=CLOSE_SECONDS))[0])


async def _ended(task: asyncio.Future[Any]) -> None:
    """Cancels what has not ended, and lets it clean up before the next try begins."""
    if not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=CANCEL_SECONDS)
    if task.done() and not task.cancelled():
        task.exception()  # nobody asks for it any more


class _Rebalances(ConsumerRebalanceListener):
    """Finishes the batch in hand before its partitions go, or sees to it that it is not committed."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        if revoked:
            try:
                async with asyncio.timeout(FINISH_SECONDS):
                    await self._stream._idle.wait()
            except TimeoutError:
                log.warning("the batch in hand goes on, uncommitted")
        self._stream._generation += 1
        self._stream._pulse.assigned = False
        metrics.ASSIGNED.set(0)

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        metrics.REBALANCES.inc()
        metrics.ASSIGNED.set(len(assigned))
        self._stream._pulse.assigned = True
