"""Noticing that Redis was emptied: a mark stands there as long as everything else that a service keeps."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

import structlog

from services.runtime.faults import is_passing
from services.runtime.stage import Kept

if TYPE_CHECKING:
    from redis.asyncio import Redis

LOOK_SECONDS = 1.0

log = structlog.get_logger(__name__)


class Epoch:
    """The mark of one service, and which one this process saw last."""

    def __init__(self, redis: "Redis", kept: Kept) -> None:
        self._redis = redis
        self._kept = kept
        self._seen: bytes | None = None

    async def was_emptied(self, has_worked: Callable[[], Awaitable[bool]]) -> bool:
        """Whether the mark is another one than at the last look. At the first look, whether there is none although the
        service has worked before: then Redis lost its data while the service was down.
        """
        expected = self._seen is not None or await has_worked()
        fresh = secrets.token_hex(8).encode()
        found = cast("bytes | None", await self._redis.set(self._kept.mark, fresh, nx=True, get=True))
        before, self._seen = self._seen, found or fresh
        return expected and (found is None or before not in (None, found))


async def watch(epoch: Epoch, kept: Kept, has_worked: Callable[[], Awaitable[bool]]) -> None:
    """Logs an error whenever Redis was emptied. While it or Kafka is away, the service's own loop says so."""
    while True:
        try:
            if await epoch.was_emptied(has_worked):
                log.error("Redis was emptied", meaning=kept.loss)
        except Exception as error:
            if not is_passing(error):
                raise
        await asyncio.sleep(LOOK_SECONDS)
