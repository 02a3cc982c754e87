"""Raw pages become alerts on Apache Kafka and Redis, and servers that go away for a while cost nothing but time."""

import os
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from redis import Redis

from tests.integration.ledger import Ledger
from tests.integration.pages import Page, pages
from tests.integration.pipeline import Pipeline
from tests.integration.workers import eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(900)]

AWAY_SECONDS = float(os.environ.get("WIREFOLD_TEST_AWAY_SECONDS", "25"))
"""Over 15, after which a service whose loop stands is no longer alive."""

HOLDS_AFTER_SECONDS = 10.0
"""By then a service has read the batch that it waits with: it grew by 15 to 40 MiB with 400 pages."""

FLAT_BYTES = 12 << 20
"""What it may grow by while it holds that batch."""


@pytest.fixture
def pipeline(real_servers: None, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Pipeline]:
    with Pipeline(tmp_path, request.param, workers=1) as pipeline:
        yield pipeline


@pytest.fixture
def ledger(pipeline: Pipeline, request: pytest.FixtureRequest) -> Iterator[Ledger]:
    with Ledger(pipeline.kafka.bootstrap, pipeline.until) as ledger:
        yield ledger


def _judged(pipeline: Pipeline, ledger: Ledger, sent: list[Page]) -> list[str]:
    pipeline.catch_up()
    ledger.read()
    return ledger.verdict(sent).failures()


@pytest.mark.parametrize("pipeline", ["alerts"], indirect=True)
def test_every_story_is_told_once(pipeline: Pipeline, ledger: Ledger) -> None:
    sent = list(pages(400, seed=5))
    pipeline.send(sent)
    assert _judged(pipeline, ledger, sent) == []


@pytest.mark.parametrize("pipeline", ["articles.unique"], indirect=True)
@pytest.mark.parametrize("server", ["redis", "kafka"])
def test_a_server_that_is_away_is_waited_for(pipeline: Pipeline, ledger: Ledger, server: str) -> None:
    [worker] = pipeline.all_workers()
    every = pages(1200, seed=6)
    sent = list(islice(every, 400))
    pipeline.send(sent)
    pipeline.catch_up()
    getattr(pipeline, server).kill()
    if server == "redis":  # lag grows
        sent += (meanwhile := list(islice(every, 400)))
        pipeline.send(meanwhile)
    began = time.monotonic()
    eventually(lambda: worker.get("/readyz")[0] == 503, "not ready")
    holding: list[int] = []
    while (waited := time.monotonic() - began) < AWAY_SECONDS:
        assert worker.get("/healthz")[0] == 200
        assert worker.get("/readyz")[0] == 503
        holding += [worker.memory()] * (waited > HOLDS_AFTER_SECONDS)
        time.sleep(0.5)
    assert max(holding) - holding[0] < FLAT_BYTES
    getattr(pipeline, server).start()
    sent += (after := list(every))
    pipeline.send(after)
    assert _judged(pipeline, ledger, sent) == []
    eventually(worker.ready, "ready again", 15)


@pytest.mark.parametrize("pipeline", ["articles.unique"], indirect=True)
def test_a_redis_that_was_emptied_is_noticed_and_nothing_is_lost(pipeline: Pipeline, ledger: Ledger) -> None:
    [worker] = pipeline.all_workers()
    sent = list(pages(600, seed=7))
    pipeline.send(sent[:300])
    pipeline.catch_up()
    Redis.from_url(pipeline.redis.url).flushall()
    pipeline.send(sent[300:])
    pipeline.catch_up()
    ledger.read()
    assert ledger.verdict(sent).missing == ()
    eventually(lambda: worker.said("Redis was emptied", "error", "pages known before"), "it says so", 10)
