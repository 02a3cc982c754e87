"""Whoever asks over HTTP is answered soon, also while Redis is away or silent."""

import asyncio

import pytest
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import NoPermissionError

from services.runtime import answering
from services.runtime.answering import Unavailable, soon


async def _found() -> int:
    return 7


async def _fails(error: Exception) -> int:
    raise error


async def test_what_comes_in_time_is_passed_on() -> None:
    assert await soon(_found()) == 7


async def test_a_silent_redis_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "ANSWER_SECONDS", 0.01)
    with pytest.raises(Unavailable):
        await soon(asyncio.sleep(60))


async def test_a_redis_that_is_away_is_told() -> None:
    with pytest.raises(Unavailable, match="Redis does not answer now"):
        await soon(_fails(RedisAway("refused")))


async def test_what_no_waiting_mends_is_no_outage() -> None:
    with pytest.raises(NoPermissionError):
        await soon(_fails(NoPermissionError("no right")))
