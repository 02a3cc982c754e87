"""Real servers for the tests marked `servers`: skipped where they cannot be had, and in CI a failure instead."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.secured import Secured
from tests.integration.secured import secured as secured_servers
from tests.integration.servers import Kafka, RedisServer, missing


@pytest.fixture(scope="session")
def real_servers() -> None:
    if reason := missing():
        if os.environ.get("CI") == "true":
            pytest.fail(f"in CI the tests on real servers must run; {reason}")
        pytest.skip(reason)


@pytest.fixture(scope="module")
def kafka(real_servers: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kafka]:
    server = Kafka(tmp_path_factory.mktemp("servers") / "kafka")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis_server(real_servers: None, tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path / "redis")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def secured(real_servers: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    with secured_servers(tmp_path_factory.mktemp("secured")) as servers:
        yield servers
