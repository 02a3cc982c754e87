"""A server that refuses a service which it had let in is named in the log, again and again, and the service goes on."""

import asyncio

import pytest
from redis import exceptions as redis
from structlog.testing import capture_logs

from services.runtime import worker
from services.runtime.refusals import Refused

WHY = "Redis at redis:6379 refuses the user or the password (WIREFOLD_REDIS_USER, WIREFOLD_REDIS_PASSWORD_FILE)"


async def _said(monkeypatch: pytest.MonkeyPatch, *answers: Exception | None) -> list[str]:
    """What is logged while a server answers so, one greeting after the other."""
    monkeypatch.setattr(worker, "WATCHED_SECONDS", 0.0)
    left, done = list(answers), asyncio.Event()

    async def greet() -> None:
        if not left:
            done.set()
            await asyncio.sleep(60)
        elif answer := left.pop(0):
            raise answer

    with capture_logs() as logs:
        watching = asyncio.create_task(worker.watched(greet))
        await asyncio.wait({watching, asyncio.create_task(done.wait())}, return_when=asyncio.FIRST_COMPLETED)
        if watching.done():
            await watching
        watching.cancel()
    return [line["reason"] for line in logs if line["log_level"] == "warning"]


async def test_a_refusal_is_said_each_time_and_an_outage_is_left_to_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = (None, Refused(WHY), redis.ConnectionError("away"), Refused(WHY), None)
    assert await _said(monkeypatch, *answers) == [WHY, WHY]


async def test_a_right_that_is_taken_away_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(redis.NoPermissionError):
        await _said(monkeypatch, redis.NoPermissionError("no permissions to run the 'info' command"))
