"""What a service is to the runtime: a handler of batches, and what it asks for besides.

A handler decides; the loop in `services.runtime.stream` reads, sends, waits for every acknowledgement and commits.
So a handler can be tested with values alone: events in, results out.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from aiohttp import web

from schemas.codec import InvalidEvent

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from services.runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An event to send. The record's key comes from the topic's entry in `schemas.topics`."""

    topic: str
    event: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOffset:
    """A consumer group's place in one partition. `committed` is None before its first commit."""

    group: str
    topic: str
    partition: int
    committed: int | None
    begin: int
    end: int
    oldest_uncommitted_at: datetime | None


Result = Sequence[Outgoing] | InvalidEvent
"""What became of one event: what to send for it (perhaps nothing), or why it can never be handled."""

Handle = Callable[[Sequence[Any]], Awaitable[Sequence[Result]]]
"""A batch of decoded events, of any of the service's input topics, in order; one result for each.

It must be safe to call again with the same events: the batch is repeated after a fault of Redis or Kafka, and after a
crash. Connection errors are retried by the loop; any exception but these ends the process before the commit.
"""


class Context(Protocol):
    """What the runtime offers a service."""

    settings: "Settings"

    def now(self) -> datetime:
        """The wall clock, UTC."""

    def redis(self) -> "Redis":
        """The one Redis client of this process; replies are bytes."""

    async def publish(self, events: Sequence[Outgoing]) -> None:
        """Sends and waits until the broker acknowledged all. Raises `Busy` where the broker can take no more now."""

    async def offsets(self) -> Sequence[GroupOffset]:
        """The place of every registered service's consumer group."""


class Busy(Exception):
    """The broker takes nothing now: it is away or, embedded, near its limit. `retry_after` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"the broker takes nothing now: try again in {retry_after:.0f} s")
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Kept:
    """What a service keeps in Redis: the key that marks it, and what its loss means, for an operator."""

    mark: str
    loss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a service's `app.py` hands to the runtime.

    `handle` is None for a service that reads no topic. `routes` are served beside /healthz, /readyz and /metrics.
    `background` are coroutines that run as long as the service (they end with the process; an exception ends it).
    `checks` are awaited by /readyz; one that raises makes the service not ready. `kept`: see `Kept`.
    """

    handle: Handle | None = None
    routes: Sequence[web.RouteDef] = ()
    background: Sequence[Callable[[], Awaitable[None]]] = ()
    checks: Sequence[Callable[[], Awaitable[None]]] = ()
    kept: Kept | None = None


Factory = Callable[[Context], AbstractAsyncContextManager[Service]]
"""Each service's `app.py` has one: makes what the service needs, yields the Service, closes it again.

It asks nobody: Kafka and Redis may be away when a service starts.
"""


def each(decide: Callable[[Any], Sequence[Outgoing]]) -> Handle:
    """A handler from a function of one event, which may raise InvalidEvent.

    The batch runs in a thread, so that long work does not keep the consumer from its heartbeats.
    """

    def one(event: Any) -> Result:
        try:
            return decide(event)
        except InvalidEvent as invalid:
            return invalid

    async def handle(events: Sequence[Any]) -> Sequence[Result]:
        return await asyncio.to_thread(lambda: [one(event) for event in events])

    return handle
