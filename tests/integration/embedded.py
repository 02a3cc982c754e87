"""What a service gets from the runtime, for tests of one: a clock that the test sets, a list in place of a broker."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from redis.asyncio import Redis

from services.runtime.cancelling import until_cancelled
from services.runtime.settings import Settings, read
from services.runtime.stage import Busy, GroupOffset, Outgoing, Service

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)


class Bench:
    """A `services.runtime.stage.Context`. `published` is what the broker has; while `busy`, it takes nothing."""

    def __init__(self, redis: Redis, **settings: str) -> None:
        self.settings: Settings = read({f"WIREFOLD_{name.upper()}": value for name, value in settings.items()})
        self.clock = NOON
        self.published: list[Outgoing] = []
        self.busy = False
        self._redis = redis

    def now(self) -> datetime:
        return self.clock

    def redis(self) -> Redis:
        return self._redis

    async def publish(self, events: Sequence[Outgoing]) -> None:
        if self.busy:
            raise Busy(retry_after=0.05)
        self.published += events

    async def offsets(self) -> Sequence[GroupOffset]:
        return ()


async def until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - a server's thread of events has no event to wait for
            await asyncio.sleep(0.01)


@asynccontextmanager
async def at_work(made: Service) -> AsyncIterator[None]:
    """The service's background work, as the runtime runs it."""
    tasks = [asyncio.create_task(until_cancelled(work())) for work in made.background]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
