"""Cancelling work that may not heed it the first time."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")

AGAIN_SECONDS = 0.1


async def until_cancelled(work: Awaitable[T]) -> T:
    """Awaits the work. Cancelled itself, it cancels the work until it has ended.

    Once is not enough: before Python 3.12 `asyncio.wait_for` drops a cancellation that comes together with its result
    (https://github.com/python/cpython/issues/86296), and redis-py awaits each command by it.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        while not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=AGAIN_SECONDS)
        raise
    return task.result()
