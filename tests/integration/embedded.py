"""What a service gets from the runtime, for tests of one: a clock that the test sets, a list in place of a broker."""

from collections.abc import Sequence
from datetime import UTC, datetime

from redis.asyncio import Redis

from services.runtime.settings import Settings, read
from services.runtime.stage import Busy, GroupOffset, Outgoing

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
