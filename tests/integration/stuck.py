"""`python -m tests.integration.stuck SERVICE`: the service with a handler that never returns, and patience of seconds.

Its event loop goes round and its HTTP server answers, and nothing is read any more.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from services.registry import Registered
from services.runtime import health, stream, worker
from services.runtime.settings import read
from services.runtime.stage import Context, Result, Service

stream.TRY_SECONDS = 1.0
health.ALIVE_WITHIN = 2.0
health.HUNG_AFTER = 6.0


async def _wait_for_nothing(_: Sequence[Any]) -> Sequence[Result]:
    await asyncio.Event().wait()
    raise AssertionError


@asynccontextmanager
async def service(_: Context) -> AsyncIterator[Service]:
    yield Service(handle=_wait_for_nothing)


if __name__ == "__main__":
    worker.run(Registered(sys.argv[1], "tests.integration.stuck:service", 0), read(os.environ), accept_bad=False)
