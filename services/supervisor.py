"""Services as child processes on embedded servers, started again when they end, as compose would."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from services.registry import COLLECTOR, SERVICES
from services.runtime.embedded import Servers, free_port, has_ended

STOP_SECONDS = 10.0
RESTART_SECONDS = 1.0
"""A service that ends at once, again and again, is started no oftener."""


LOOK_SECONDS = 1.0


class CannotRun(Exception):
    """A service ends at every start, or the store has ended; the message says which."""


@dataclass(slots=True)
class Child:
    """One running service, and how often it had to be started again."""

    service: str
    environment: Mapping[str, str]
    accept_bad: bool
    port: int | None
    process: subprocess.Popen[bytes] = field(init=False)
    started_at: float = field(init=False)
    quick_ends: int = 0

    def start(self) -> None:
        command = [sys.executable, "-m", "services.cli", "run", self.service]
        if self.accept_bad:
            command.append("--accept-bad")
        environment = {**os.environ, **self.environment, "WIREFOLD_HTTP_PORT": str(self.port or free_port())}
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
        )
        self.started_at = time.monotonic()


class Supervisor:
    """Starts services, starts them again when they end, and stops them all.

    `ports` says where each service's HTTP server listens; without it each start takes a free one.
    """

    def __init__(
        self,
        servers: Servers,
        services: Iterable[str],
        settings: Mapping[str, str],
        *,
        accept_bad: bool = False,
        collected: bool = False,
        ports: Mapping[str, int] | None = None,
    ) -> None:
        names = list(services)
        groups = [SERVICES[name].group for name in names if SERVICES[name].inputs]
        groups += [COLLECTOR] if collected else []
        common = {
            "WIREFOLD_KAFKA": servers.kafka,
            "WIREFOLD_REDIS": servers.redis,
            "WIREFOLD_EMBEDDED_GROUPS": ",".join(groups),
            "WIREFOLD_EMBEDDED_PARENT": str(os.getpid()),
            **settings,
        }
        self._store = servers.redis
        self._looked_at = 0.0
        self.children = [Child(name, common, accept_bad, (ports or {}).get(name)) for name in names]

    def __enter__(self) -> "Supervisor":
        for child in self.children:
            child.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def revive(self) -> None:
        """Starts again what has ended. Raises CannotRun for a service that ended five times at its start, and where the
        store has ended: nobody can bring back what it held."""
        self._check_store()
        for child in self.children:
            if child.process.poll() is None:
                continue
            lived = time.monotonic() - child.started_at
            if lived < RESTART_SECONDS:
                continue
            child.quick_ends = child.quick_ends + 1 if lived < 5 * RESTART_SECONDS else 0
            if child.quick_ends >= 5 and child.process.returncode > 0:
                raise CannotRun(f"{child.service} ends at every start; the reason stands above")
            child.start()

    def _check_store(self) -> None:
        if time.monotonic() - self._looked_at < LOOK_SECONDS:
            return
        self._looked_at = time.monotonic()
        if has_ended(self._store):
            raise CannotRun("the embedded Valkey has ended, and what it held is gone: start again")

    def stop(self) -> None:
        """SIGTERM to all, SIGKILL to what is left after 10 s."""
        for child in self.children:
            child.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        for child in self.children:
            try:
                child.process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()

    def kill(self) -> None:
        """Ends all at once: for when everything is committed and nothing can be lost."""
        for child in self.children:
            child.process.kill()
        for child in self.children:
            child.process.wait()


@contextmanager
def signals_as_interrupt() -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
