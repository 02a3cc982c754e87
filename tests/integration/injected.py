"""librdkafka's in-process broker with errors in its answers, by C functions that the Python package leaves out."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import confluent_kafka

PRODUCE, OFFSET_COMMIT = 0, 8
"""Kafka's API keys."""

_PRODUCER = 0


def library() -> Path | None:
    """librdkafka as its wheel for Linux carries it; None elsewhere."""
    return next(iter(Path(confluent_kafka.__file__).parents[1].glob("confluent_kafka.libs/librdkafka*")), None)


@dataclass(frozen=True, slots=True)
class FaultyBroker:
    """An in-process broker at `bootstrap`."""

    bootstrap: str
    _lib: Any
    _cluster: ctypes.c_void_p

    def fail(self, api_key: int, *errors: int) -> None:
        """The next requests of this kind are answered with these error codes of Kafka's, one each."""
        codes = (ctypes.c_int * len(errors))(*errors)
        self._lib.rd_kafka_mock_push_request_errors_array(self._cluster, api_key, ctypes.c_size_t(len(errors)), codes)


@contextmanager
def faulty_broker() -> Iterator[FaultyBroker]:
    lib = ctypes.CDLL(str(library()))
    for name in ("rd_kafka_conf_new", "rd_kafka_new", "rd_kafka_mock_cluster_new"):
        getattr(lib, name).restype = ctypes.c_void_p
    lib.rd_kafka_mock_cluster_bootstraps.restype = ctypes.c_char_p
    conf = ctypes.c_void_p(lib.rd_kafka_conf_new())
    client = ctypes.c_void_p(lib.rd_kafka_new(_PRODUCER, conf, None, 0))
    cluster = ctypes.c_void_p(lib.rd_kafka_mock_cluster_new(client, 1))
    try:
        yield FaultyBroker(lib.rd_kafka_mock_cluster_bootstraps(cluster).decode(), lib, cluster)
    finally:
        lib.rd_kafka_mock_cluster_destroy(cluster)
        lib.rd_kafka_destroy(client)
