"""The report over HTTP and as metrics, from a broker of values."""

import asyncio
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import generate_latest
from rich.console import Console

from services.lag import app
from services.lag.report import Observation, report
from services.runtime.metrics import REGISTRY
from services.runtime.settings import read
from services.runtime.stage import GroupOffset, Outgoing

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
OFFSETS = [
    GroupOffset(
        group="wirefold-alert", topic="statements", partition=0, committed=3, begin=0, end=10, oldest_uncommitted_at=NOW
    )
]


class Broker:
    """A `Context` whose groups stand where OFFSETS says."""

    settings = read({"WIREFOLD_LAG_EVERY": "0.01"})

    def now(self) -> datetime:
        return NOW

    def redis(self) -> Any:
        raise AssertionError("lag needs no Redis")

    async def publish(self, events: Sequence[Outgoing]) -> None:
        raise AssertionError("lag publishes nothing")

    async def offsets(self) -> Sequence[GroupOffset]:
        return OFFSETS


async def test_the_report_is_told_once_there_is_one() -> None:
    async with app.service(Broker()) as service:
        (check,), (measure,) = service.checks, service.background
        server = web.Application()
        server.router.add_routes(service.routes)
        async with TestClient(TestServer(server)) as client:
            assert (await client.get("/lag")).status == 503
            with pytest.raises(LookupError):
                await check()
            measuring = asyncio.ensure_future(measure())
            await asyncio.sleep(0.05)
            measuring.cancel()
            answer = await client.get("/lag")
            told = await answer.json()
            await check()
        labels = '{group="wirefold-alert",partition="0",topic="statements"} 7.0'
        assert f"wirefold_lag_messages{labels}" in generate_latest(REGISTRY).decode()
    assert (answer.status, answer.content_type) == (200, "application/json")
    assert told["observed_at"] == "2026-03-04T12:00:00Z"
    assert told["groups"][0]["partitions"][0]["messages"] == 7
    assert "wirefold_lag" not in generate_latest(REGISTRY).decode()


def test_the_table_for_a_terminal() -> None:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(app.table(report([Observation(NOW, OFFSETS)])))
    shown = console.export_text()
    assert "lag at 2026-03-04 12:00:00 UTC" in shown
    assert "wirefold-alert" in shown
