"""lag: reads every consumer group's offsets again and again, and tells how far behind they are."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from rich.table import Table

from schemas.codec import encode
from services.lag.report import Observation, Report, kept, report
from services.lag.shown import HEADINGS, METRICS, rows, samples
from services.runtime.metrics import REGISTRY
from services.runtime.stage import Context, Service

STYLES = {"ok": "green", "unknown": "dim", "warning": "yellow", "stalled": "red", "stopped": "bold red"}


class Measured(Collector):
    """The last report, as the metrics of this service."""

    def __init__(self) -> None:
        self.history: list[Observation] = []
        self.report: Report | None = None

    def observe(self, newest: Observation) -> None:
        self.history = kept(self.history, newest)
        self.report = report(self.history)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        families = {
            name: GaugeMetricFamily(name, meaning, labels=labels) for name, (meaning, labels) in METRICS.items()
        }
        for name, labels, value in samples(self.report) if self.report else ():
            families[name].add_metric(labels, value)
        yield from families.values()


@asynccontextmanager
async def service(context: Context) -> AsyncIterator[Service]:
    """GET /lag is the report as JSON, 503 before the first one. A fault of Kafka is the runtime's to retry."""
    measured = Measured()

    async def measure() -> None:
        while True:
            offsets = await context.offsets()
            measured.observe(Observation(context.now(), offsets))
            await asyncio.sleep(context.settings.lag_every)

    async def show(_: web.Request) -> web.Response:
        if measured.report is None:
            return web.json_response({"error": "the offsets have not been read yet"}, status=503)
        return web.Response(body=encode(measured.report), content_type="application/json")

    async def measures() -> None:
        if measured.report is None:
            raise LookupError("the offsets have not been read yet")

    REGISTRY.register(measured)
    try:
        yield Service(routes=[web.get("/lag", show)], background=[measure], checks=[measures])
    finally:
        REGISTRY.unregister(measured)


def table(found: Report) -> Table:
    """The report for a terminal."""
    shown = Table(*HEADINGS, title=f"lag at {found.observed_at:%Y-%m-%d %H:%M:%S} UTC")
    for column in shown.columns[2:]:
        column.justify = "right"
    for row in rows(found):
        shown.add_row(*row, style=STYLES[row[1]])
    return shown
