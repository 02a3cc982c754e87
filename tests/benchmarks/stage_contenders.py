"""The stage loop and what one could take instead, each doing the same work in a process of its own.

The work: read a page of articles.raw, decode it, make its UniqueArticle, encode that, send it to articles.unique.
Plain aiokafka sends with the same producer as Wirefold, Faust with its own defaults, which compress nothing. Passing
the bytes on unread is the least that Kafka's client can do.
"""

import asyncio
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import faust
from aiokafka import AIOKafkaConsumer

from schemas.codec import decode, encode
from schemas.events import RawArticle, UniqueArticle
from services.registry import Registered
from services.runtime import worker
from services.runtime.kafka import Cluster
from services.runtime.settings import read
from services.runtime.stage import Context, Handle, Outgoing, Result, Service, each
from tests.integration.servers import free_port

BATCH = 500
FROM, TO = "articles.raw", "articles.unique"
FACTORY = f"{__name__}:stage"


class Meter:
    """From the first event on, takes the time until `events` are through; then prints it and ends the process."""

    events = 0
    _seen = 0
    _cpu = _wall = 0.0

    def next(self, count: int) -> None:
        """So many events come now; those before them are through."""
        if not self._seen:
            self._cpu, self._wall = time.process_time(), time.perf_counter()
        elif self._seen >= self.events:
            seconds = {"cpu": time.process_time() - self._cpu, "wall": time.perf_counter() - self._wall}
            print(json.dumps({"events": self._seen, **seconds}), flush=True)
            os._exit(0)
        self._seen += count


METER = Meter()


def settings(bootstrap: str) -> dict[str, str]:
    """Those of the stage and of what makes its topics. It asks nothing of Redis."""
    return {"WIREFOLD_KAFKA": bootstrap, "WIREFOLD_REDIS": "redis://unused", "WIREFOLD_LOG_LEVEL": "error"}


def unique(page: RawArticle) -> UniqueArticle:
    """What the stage decides."""
    return UniqueArticle(article=page, verdict="original", cluster_id=page.article_id or "")


def turned(value: bytes) -> bytes:
    """The same from bytes to bytes."""
    return encode(unique(decode(RawArticle, value)))


@dataclass(frozen=True, slots=True)
class _Anew(Registered):
    """A service whose consumer group has read nothing yet."""

    anew: str

    @property
    def group(self) -> str:
        return self.anew


@asynccontextmanager
async def stage(_: Context) -> AsyncIterator[Service]:
    """The stage as a service of Wirefold."""
    handle: Handle = each(lambda page: [Outgoing(TO, unique(page))])

    async def metered(events: Sequence[Any]) -> Sequence[Result]:
        METER.next(len(events))
        return await handle(events)

    yield Service(handle=metered)


def wirefold(bootstrap: str, group: str) -> None:
    """The whole process as it is deployed: Faust's worker and web server, health, metrics, the loop."""
    service = _Anew("dedupe-articles", FACTORY, free_port(), group)
    worker.run(service, read(settings(bootstrap)), accept_bad=False)


def aiokafka(bootstrap: str, group: str, turn: Callable[[bytes], bytes] = turned) -> None:
    """getmany, send, wait for all, commit: as little around Kafka's client as one can write."""

    async def loop() -> None:
        consumer = AIOKafkaConsumer(
            FROM, bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False, auto_offset_reset="earliest"
        )
        producer = Cluster(bootstrap, {}).producer()
        await consumer.start()
        await producer.start()
        while True:
            polled = await consumer.getmany(timeout_ms=500, max_records=BATCH)
            records = [record for some in polled.values() for record in some]
            METER.next(len(records))
            await asyncio.gather(*[await producer.send(TO, turn(record.value), record.key) for record in records])
            await consumer.commit()

    asyncio.run(loop())


def aiokafka_bytes(bootstrap: str, group: str) -> None:
    """As `aiokafka`, and the bytes go on as they came."""
    aiokafka(bootstrap, group, bytes)


def _agent(bootstrap: str, group: str, read_pages: Callable[[Any, Any], Awaitable[None]]) -> None:
    """An agent in Faust's worker, all settings its own; `read_pages` is given its stream and where to send."""
    app = faust.App(
        group, broker=f"kafka://{bootstrap}", web_enabled=False, topic_disable_leader=True, datadir=tempfile.mkdtemp()
    )
    pages, out = [app.topic(name, key_serializer="raw", value_serializer="raw") for name in (FROM, TO)]

    @app.agent(pages)
    async def agent(stream: Any) -> None:
        await read_pages(stream, out)

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    made = faust.Worker(app, loop=loop, loglevel="error", quiet=True, redirect_stdouts=False)
    made.spinner = None
    made.execute_from_commandline()


def faust_take(bootstrap: str, group: str) -> None:
    """An agent that takes batches, as Faust's documents show it."""

    async def read_pages(stream: Any, out: Any) -> None:
        async for values in stream.take(BATCH, within=0.03):
            METER.next(len(values))
            for value in values:
                await out.send(value=turned(value))

    _agent(bootstrap, group, read_pages)


def faust_each(bootstrap: str, group: str) -> None:
    """An agent that reads one event after the other, as its documents show it: nobody waits for the broker."""

    async def read_pages(stream: Any, out: Any) -> None:
        async for key, value in stream.items():
            METER.next(1)
            await out.send(key=key, value=turned(value))

    _agent(bootstrap, group, read_pages)


def faust_acknowledged(bootstrap: str, group: str) -> None:
    """As `faust_each`, and each send is waited for, so that the offset behind it may be committed."""

    async def read_pages(stream: Any, out: Any) -> None:
        async for key, value in stream.items():
            METER.next(1)
            await (await out.send(key=key, value=turned(value)))

    _agent(bootstrap, group, read_pages)


CONTENDERS: dict[str, tuple[str, Callable[[str, str], None]]] = {
    "wirefold": ("Wirefold's stage loop", wirefold),
    "aiokafka": ("plain aiokafka: poll, send, commit", aiokafka),
    "aiokafka-bytes": ("the same, the bytes passed on unread", aiokafka_bytes),
    "faust-take": ("Faust agent, `take`", faust_take),
    "faust-each": ("Faust agent, one by one", faust_each),
    "faust-acknowledged": ("the same, each send waited for", faust_acknowledged),
}
"""What it is called in the table, and what it runs, given bootstrap servers and a consumer group."""
