"""SIGTERM ends a service on Apache Kafka and Redis within 10 s in every state, and what it had in hand is not lost."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.integration.ledger import Ledger
from tests.integration.pages import Page, pages
from tests.integration.pipeline import Pipeline
from tests.integration.workers import Worker, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]

WITHIN = 10.0


class Scene:
    """One worker on its servers, and all pages sent so far."""

    def __init__(self, pipeline: Pipeline, ledger: Ledger) -> None:
        self.pipeline = pipeline
        self.ledger = ledger
        self.sent: list[Page] = []
        self._source = pages(100_000, seed=11)

    @property
    def worker(self) -> Worker:
        return self.pipeline.all_workers()[0]

    def send(self, count: int) -> None:
        burst = list(islice(self._source, count))
        self.pipeline.send(burst)
        self.sent += burst

    def take_a_batch(self) -> None:
        """The worker has a batch in hand that it cannot finish: Redis is frozen."""
        self.pipeline.redis.freeze()
        self.send(200)
        eventually(lambda: "edis" in str(self.worker.get("/readyz")[1]), "it misses Redis")
        time.sleep(1.0)

    def waits_for(self, word: str) -> None:
        eventually(lambda: word in str(self.worker.get("/healthz")[1]["waiting_for"]), f"it waits for {word}", 40)


def idle(_: Scene) -> None:
    """Polls, and gets nothing."""


def working(scene: Scene) -> None:
    scene.send(3000)


def joining(scene: Scene) -> None:
    scene.worker.terminate()
    scene.worker.start()
    eventually(lambda: scene.worker.get("/healthz")[0] == 200, "it is alive")


def redis_is_away(scene: Scene) -> None:
    scene.pipeline.redis.kill()
    scene.send(200)
    scene.waits_for("ConnectionError")


def redis_is_frozen(scene: Scene) -> None:
    scene.take_a_batch()


def kafka_is_away_with_a_batch_in_hand(scene: Scene) -> None:
    scene.take_a_batch()
    scene.pipeline.kafka.kill()
    scene.pipeline.redis.thaw()
    scene.waits_for("Kafka")


def kafka_is_frozen_with_a_batch_in_hand(scene: Scene) -> None:
    scene.take_a_batch()
    scene.pipeline.kafka.freeze()
    scene.pipeline.redis.thaw()
    scene.waits_for("Kafka")


def kafka_is_away_at_the_start(scene: Scene) -> None:
    scene.pipeline.kafka.kill()
    scene.worker.kill()
    scene.worker.start()
    eventually(lambda: scene.worker.get("/healthz")[0] == 200, "it is alive")
    scene.waits_for("Kafka")


STATES: tuple[Callable[[Scene], None], ...] = (
    idle,
    working,
    joining,
    redis_is_away,
    redis_is_frozen,
    kafka_is_away_with_a_batch_in_hand,
    kafka_is_frozen_with_a_batch_in_hand,
    kafka_is_away_at_the_start,
)


@pytest.fixture(scope="module")
def scene(real_servers: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder: Path = tmp_path_factory.mktemp("stopping")
    with (
        Pipeline(folder, "articles.unique", workers=1) as pipeline,
        Ledger(pipeline.kafka.bootstrap, "articles.unique") as ledger,
    ):
        yield Scene(pipeline, ledger)


@pytest.fixture
def ready(scene: Scene) -> Iterator[Scene]:
    """The worker is ready; afterwards all servers run again, and nothing of what was sent is missing."""
    if not scene.worker.running:
        scene.worker.start()
    eventually(scene.worker.ready, "it is ready")
    yield scene
    for server in (scene.pipeline.kafka, scene.pipeline.redis):
        server.thaw()
        if not server.running:
            server.start()
    if not scene.worker.running:
        scene.worker.start()
    scene.pipeline.catch_up()
    scene.ledger.read()
    assert scene.ledger.verdict(scene.sent).missing == ()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_it_stops_in_time(ready: Scene, state: Callable[[Scene], None]) -> None:
    state(ready)
    code, seconds = ready.worker.terminate()
    assert (code, seconds < WITHIN) == (0, True), f"{code} after {seconds:.1f} s; its log is {ready.worker.log}"


@pytest.mark.parametrize("second", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_does_no_harm(ready: Scene, second: signal.Signals) -> None:
    ready.take_a_batch()
    os.kill(ready.worker.pid, signal.SIGTERM)
    time.sleep(0.5)
    os.kill(ready.worker.pid, second)
    began = time.monotonic()
    ready.worker.wait(WITHIN)
    print(f"ended {time.monotonic() - began:.1f} s after the second")
    assert not ready.worker.said("Traceback")
