"""Runs one service as a Faust application: its worker, supervision, timers and web server are Faust's."""

import asyncio
import contextlib
import importlib
import logging
import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable

import faust
import redis
import structlog
from faust.app.base import BootStrategy

from services.registry import Registered, groups
from services.runtime import health, logs
from services.runtime.cancelling import until_cancelled
from services.runtime.epoch import Epoch, watch
from services.runtime.faults import is_forbidden, is_passing, waits
from services.runtime.health import Pulse
from services.runtime.host import Host
from services.runtime.kafka import Cluster, cluster
from services.runtime.refusals import Refused, greet_kafka, greet_redis
from services.runtime.sender import Sender
from services.runtime.settings import Settings, unknown
from services.runtime.stage import Factory
from services.runtime.stream import Stream
from services.runtime.trouble import Trouble, kind_of, told

BODY_BYTES = 16 << 20
"""Largest HTTP request."""

GREETED_SECONDS = 10.0
"""Until then a start waits for each server's answer. Nothing ticks meanwhile, and six silent brokers and a silent Redis
would take it over the minute that a loop may stand."""

WATCHED_SECONDS = 60.0

RIGHTS = "`python deploy/acls.py` lists the rights that each user needs"

log = structlog.get_logger(__name__)


class _NoKafka(BootStrategy):
    """Faust's own consumer and producer stay off: see docs/design-streams.md."""

    enable_kafka = False


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
        await until_cancelled(_patiently(self._work))


async def _patiently(work: Callable[[], Awaitable[None]]) -> None:
    trouble = Trouble()
    for wait in waits(random.Random()):  # noqa: S311 - jitter, no secret
        try:
            await work()
        except Exception as error:
            if not is_passing(error):
                raise
            trouble.failed(kind_of(error), told(error), wait)
            await asyncio.sleep(wait)
        else:
            return


def run(service: Registered, settings: Settings, accept_bad: bool) -> None:
    """Runs the service until a signal or a defect ends it; never returns.

    Raises ValueError for a setting that cannot work.
    """
    logs.configure(service.name, settings.log_level)
    if settings.embedded_groups:
        _end_with(settings.embedded_parent or os.getppid(), settings.redis)
    where = cluster(settings)
    port = settings.http_port or service.port
    _check_free(settings.http_host, port)
    worker = _worker(service, settings, port, lambda app: _open(app, service, settings, where, accept_bad))
    for name in unknown(os.environ):
        log.warning("no such setting", name=name)
    log.info("starting", port=port, kafka=settings.kafka)
    try:
        worker.execute_from_commandline()
    except SystemExit as end:
        logging.shutdown()
        sys.stdout.flush()
        if end.code and (reason := worker.crash_reason or end.__context__):
            named = str(reason) if isinstance(reason, ValueError) else told(reason)
            rights = f" ({RIGHTS})" if is_forbidden(reason) else ""
            sys.stderr.write(f"wirefold: {service.name} ended: {named}{rights}\n")
        sys.stderr.flush()
        os._exit(int(end.code or 0))  # a handler that still runs in a thread would hold up the interpreter's end


def _worker(
    service: Registered, settings: Settings, port: int, open_service: Callable[[_Application], Awaitable[None]]
) -> faust.Worker:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    app = _Application(
        f"wirefold-{service.name}",
        broker="kafka://unused",
        web_bind=settings.http_host,
        web_port=port,
        web_application_options={"client_max_size": BODY_BYTES},
        datadir=_data_folder(),
        autodiscover=False,
        loop=loop,
    )
    app.prepare(open_service)
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
    return worker


def _check_free(host: str, port: int) -> None:
    """Raises ValueError where the HTTP server could not bind."""
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            with socket.socket(family, kind, protocol) as own:
                own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                own.bind(address)
    except OSError as error:
        where = f"WIREFOLD_HTTP_HOST is {host} and WIREFOLD_HTTP_PORT {port}"
        raise ValueError(f"{where}: {(error.strerror or str(error)).lower()}") from None


def _data_folder() -> str:
    """An empty folder for Faust, which wants one. Raises ValueError where none can be made."""
    try:
        return tempfile.mkdtemp(prefix="wirefold-")
    except OSError as error:
        raise ValueError(f"no temporary folder can be made: {error.strerror}") from None


async def _open(app: _Application, service: Registered, settings: Settings, where: Cluster, accept_bad: bool) -> None:
    """Opens the service and hands its parts to Faust: routes, stream, background work."""
    pulse = Pulse()
    health.watch(pulse)
    sender = Sender(where, groups())
    context = Host(settings, where, sender)
    app.async_exit_stack.push_async_callback(context.close)
    await _greeted(app, lambda: greet_kafka(where))
    module, _, attribute = service.factory.partition(":")
    factory: Factory = getattr(importlib.import_module(module), attribute)
    made = await app.async_exit_stack.enter_async_context(factory(context))
    if context.uses_redis:
        await _greeted(app, lambda: greet_redis(context.redis()))
    own = [(service.name, check) for check in made.checks]
    checks = [("Kafka", context.kafka_answers), ("Redis", context.redis_answers), *own]
    app.web.web_app.router.add_routes([*health.routes(pulse, made.handle is not None, checks), *made.routes])
    for work in made.background:
        app.service(_Background(work))
    if made.kept:
        epoch, kept = Epoch(context.redis(), made.kept), made.kept
        app.service(_Background(lambda: watch(epoch, kept, lambda: context.has_worked(service))))
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
            permitted_share=settings.invalid_share,
            accept_bad=accept_bad,
        )
    )


async def _greeted(app: _Application, greet: Callable[[], Awaitable[None]]) -> None:
    """Raises Refused where a server refuses the service. One that is away or silent is greeted on, beside the work."""
    try:
        async with asyncio.timeout(GREETED_SECONDS):
            await greet()
    except Exception as error:
        if not (isinstance(error, TimeoutError) or is_passing(error)):
            raise
        app.service(_Background(greet))
    app.service(_Background(lambda: watched(greet)))


async def watched(greet: Callable[[], Awaitable[None]]) -> None:
    """Says once a minute what a server refuses that had let the service in. It is retried, as any fault of theirs."""
    while True:
        await asyncio.sleep(WATCHED_SECONDS)
        try:
            await greet()
        except Refused as refused:
            log.warning("refused, and trying again", reason=str(refused))
        except Exception as error:
            if not is_passing(error):
                raise


async def _ticking(pulse: Pulse) -> None:
    """The loop of a service that reads no topic: that the event loop goes round is its health."""
    while True:
        pulse.tick()
        await asyncio.sleep(1.0)


def _end_with(parent: int, redis_url: str) -> None:
    """A service on embedded servers ends when the process that held them is gone, and ends the store that is left."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        with contextlib.suppress(redis.exceptions.RedisError):
            redis.Redis.from_url(redis_url, socket_timeout=1.0).shutdown(nosave=True)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
