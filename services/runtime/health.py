"""Alive, ready, hung: what the loop's last tick says.

Alive means that the loop went round lately, retries included. A loop that hangs ends its own process, since compose
restarts what exits and not what is unhealthy.
"""

import asyncio
import faulthandler
import os
import threading
import time
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.runtime import metrics
from services.runtime.trouble import told

ALIVE_WITHIN = 15.0
HUNG_AFTER = 60.0
"""Seconds since the last tick."""

HUNG_EXIT = 70
CHECK_SECONDS = 3.0

log = structlog.get_logger(__name__)


class Pulse:
    """When the loop last went round, and what it waits for. Read from other threads."""

    def __init__(self) -> None:
        self._at = time.monotonic()
        self.waiting_for: str | None = None
        self.assigned = False
        self.batch: object = None
        """What is worked on; its text says where it stands."""

    def tick(self) -> None:
        self._at = time.monotonic()
        metrics.LAST_TICK.set_to_current_time()

    def age(self) -> float:
        """Seconds since the last tick."""
        return time.monotonic() - self._at


def watch(pulse: Pulse) -> None:
    """Starts the thread that ends the process when the loop hangs, with the stack of each thread on standard error.

    Where code in C keeps the interpreter's lock (a regular expression that backtracks without end), no thread of Python
    runs: faulthandler's does.
    """

    def run() -> None:
        while pulse.age() < HUNG_AFTER:
            faulthandler.dump_traceback_later(HUNG_AFTER, exit=True)
            time.sleep(1.0)
        faulthandler.cancel_dump_traceback_later()
        log.critical("the loop hangs: ending the process", seconds=round(pulse.age()), batch=str(pulse.batch))
        faulthandler.dump_traceback()
        os._exit(HUNG_EXIT)

    threading.Thread(target=run, name="watchdog", daemon=True).start()


Check = tuple[str, Callable[[], Awaitable[None]]]
"""What is asked for an answer, and how; no answer is an exception."""


def routes(pulse: Pulse, reads: bool, checks: Sequence[Check]) -> list[web.RouteDef]:
    """/healthz, /readyz and /metrics. `reads`: whether the service needs partitions to be ready."""

    async def healthz(_: web.Request) -> web.Response:
        alive = pulse.age() < ALIVE_WITHIN
        body = {"alive": alive, "seconds_since_tick": round(pulse.age(), 1), "waiting_for": pulse.waiting_for}
        return web.json_response(body, status=200 if alive else 503)

    async def readyz(_: web.Request) -> web.Response:
        missing = [problem for problem in await asyncio.gather(*map(_problem, checks)) if problem]
        if reads and not pulse.assigned:
            missing.append("no partitions are assigned yet")
        if pulse.waiting_for:
            missing.append(pulse.waiting_for)
        return web.json_response({"ready": not missing, "missing": missing}, status=503 if missing else 200)

    async def show_metrics(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(metrics.REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", show_metrics)]


async def _problem(check: Check) -> str | None:
    name, answers = check
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await answers()
    except TimeoutError:
        return f"{name} does not answer within {CHECK_SECONDS:.0f} s"
    except Exception as error:
        return f"{name}: {told(error)}"
    return None
