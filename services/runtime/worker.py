"""Runs one service as a Faust application: its worker, supervision, timers and web server are Faust's."""

import asyncio
import contextlib
import importlib
import os
import random
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import faust
import redis
import structlog
from faust.app.base import BootStrategy
from redis.asyncio import Redis

from services.registry import Registered, groups
from services.runtime import health, logs
from services.runtime.faults import is_passing, waits
from services.runtime.health import Pulse
from services.runtime.kafka import Cluster, Offsets, cluster
from services.runtime.sender import Sender, message, refusing
from services.runtime.settings import Settings, secret, unknown
from services.runtime.stage import Busy, Factory, GroupOffset, Outgoing, Service
from services.runtime.stream import Stream

BODY_BYTES = 16 << 20
"""Largest HTTP request."""

log = structlog.get_logger(__name__)


class _NoKafka(BootStrategy):
    """Faust's own consumer and producer stay off: see docs/design-streams.md."""

    enable_kafka = False


class Host:
    """A `services.runtime.stage.Context`: what the runtime offers a service."""

    def __init__(self, settings: Settings, cluster: Cluster, sender: Sender) -> None:
        self.settings = settings
        self._cluster = cluster
        self._sender = sender
        self._redis = redis_client(settings)
        self.uses_redis = False

    def now(self) -> datetime:
        return datetime.now(UTC)

    def redis(self) -> Redis:
        self.uses_redis = True
        return self._redis

    async def close(self) -> None:
        await self._sender.close()
        await self._redis.aclose()

    async def answers(self) -> None:
        """Raises where Kafka, or Redis if the service uses it, does not answer."""
        async with Offsets(self._cluster) as offsets:
            await offsets.partitions("articles.raw")
        if self.uses_redis:
            await self._redis.ping()

    async def publish(self, events: Sequence[Outgoing]) -> None:
        pending = deque(map(message, events))
        try:
            await self._sender.send(pending, refusing(pending))
        except Exception as error:
            if not is_passing(error):
                raise
            raise Busy(retry_after=5.0) from error

    async def offsets(self) -> Sequence[GroupOffset]:
        async with Offsets(self._cluster) as offsets:
            return await offsets.of_groups(groups())


@contextlib.asynccontextmanager
async def host(settings: Settings) -> AsyncIterator[Host]:
    """A Context for a command that is not a service."""
    where = cluster(settings)
    sender = Sender(where, groups())
    made = Host(settings, where, sender)
    try:
        yield made
    finally:
        await made.close()


def redis_client(settings: Settings) -> Redis:
    """The client that the settings name; it connects at first use."""
    tls: dict[str, Any] = {"ssl_ca_certs": settings.redis_ca_file} if settings.redis_ca_file else {}
    client: Redis = Redis.from_url(
        settings.redis,
        username=settings.redis_user or None,
        password=secret(settings.redis_password_file) if settings.redis_password_file else None,
        socket_timeout=10.0,
        socket_connect_timeout=3.0,
        health_check_interval=30,
        **tls,
    )
    return client


class _Application(faust.App):
    BootStrategy = _NoKafka

    def prepare(self, open_service: Callable[["_Application"], Awaitable[None]]) -> None:
        self._open_service = open_service

    async def on_first_start(self) -> None:
        await super().on_first_start()
        await self._open_service(self)


class _Background(faust.Service):
    """A coroutine that runs as long as the service; faults of the surroundings start it again."""

    def __init__(self, work: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._work = work

    @faust.Service.task
    async def _main(self) -> None:
        await _patiently(self._work)


async def _patiently(work: Callable[[], Awaitable[None]]) -> None:
    for wait in waits(random.Random()):  # noqa: S311 - jitter, no secret
        try:
            await work()
        except Exception as error:
            if not is_passing(error):
                raise
            log.warning("trying again", error=repr(error), wait_seconds=round(wait, 2))
            await asyncio.sleep(wait)
        else:
            return


def run(service: Registered, settings: Settings, accept_bad: bool) -> None:
    """Runs the service until a signal or a defect ends it; never returns.

    Raises ValueError for a setting that cannot work.
    """
    logs.configure(service.name, settings.log_level)
    if settings.embedded_groups:
        _end_with_parent(settings.redis)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    port = settings.http_port or service.port
    app = _Application(
        f"wirefold-{service.name}",
        broker="kafka://unused",
        web_bind=settings.http_host,
        web_port=port,
        web_application_options={"client_max_size": BODY_BYTES},
        datadir=tempfile.mkdtemp(prefix="wirefold-"),
        autodiscover=False,
        loop=loop,
    )
    app.prepare(lambda app: _open(app, service, settings, accept_bad))
    worker = faust.Worker(
        app,
        loop=loop,
        loglevel=None,
        override_logging=False,
        redirect_stdouts=False,
        quiet=True,
        stdout=sys.stderr,
    )
    worker.spinner = None
    for name in unknown(os.environ):
        log.warning("no such setting", name=name)
    log.info("starting", port=port, kafka=settings.kafka)
    worker.execute_from_commandline()


async def _open(app: _Application, service: Registered, settings: Settings, accept_bad: bool) -> None:
    """Opens the service and hands its parts to Faust: routes, stream, background work."""
    pulse = Pulse()
    health.watch(pulse)
    where = cluster(settings)
    sender = Sender(where, groups())
    context = Host(settings, where, sender)
    app.async_exit_stack.push_async_callback(context.close)
    opened: list[Service] = []

    async def enter() -> None:
        module, _, attribute = service.factory.partition(":")
        factory: Factory = getattr(importlib.import_module(module), attribute)
        opened.append(await app.async_exit_stack.enter_async_context(factory(context)))

    await _patiently(enter)
    made = opened[0]
    checks = [context.answers, *made.checks]
    app.web.web_app.router.add_routes([*health.routes(pulse, made.handle is not None, checks), *made.routes])
    for work in made.background:
        app.service(_Background(work))
    if made.handle is None:
        app.service(_Background(lambda: _ticking(pulse)))
        return
    app.service(
        Stream(
            cluster=where,
            service=service.name,
            inputs=service.inputs,
            group=service.group,
            handle=made.handle,
            sender=sender,
            pulse=pulse,
            batch_events=settings.batch_events,
            permitted_share=1.0 if accept_bad else settings.invalid_share,
        )
    )


async def _ticking(pulse: Pulse) -> None:
    """The loop of a service that reads no topic: that the event loop goes round is its health."""
    while True:
        pulse.tick()
        await asyncio.sleep(1.0)


def _end_with_parent(redis_url: str) -> None:
    """A service on embedded servers ends when the process that held them is gone, and ends the store that is left."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        with contextlib.suppress(redis.exceptions.RedisError):
            redis.Redis.from_url(redis_url, socket_timeout=1.0).shutdown(nosave=True)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
