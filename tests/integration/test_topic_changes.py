"""A topic that changes while services run: new partitions are read too, and a topic made late is waited for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewPartitions

from schemas.topics import TOPICS
from services.registry import SERVICES
from tests.integration.pages import pages
from tests.integration.pipeline import run_command
from tests.integration.servers import Kafka, RedisServer
from tests.integration.workers import Worker, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

NOTICED_WITHIN = 60.0
"""Clients ask what topics are like every 30 s."""


@pytest.fixture
def worker(kafka: Kafka, redis_server: RedisServer, tmp_path: Path) -> Iterator[Worker]:
    settings = {"WIREFOLD_KAFKA": kafka.bootstrap, "WIREFOLD_REDIS": redis_server.url}
    worker = Worker("dedupe-articles", settings, tmp_path)
    yield worker
    worker.kill()


def _committed(kafka: Kafka, partition: int) -> int:
    consumer = Consumer({"bootstrap.servers": kafka.bootstrap, "group.id": SERVICES["dedupe-articles"].group})
    [place] = consumer.committed([TopicPartition("articles.raw", partition)], timeout=10)
    consumer.close()
    return int(place.offset)


def test_topics_are_waited_for_and_new_partitions_are_read(kafka: Kafka, worker: Worker) -> None:
    worker.start()
    eventually(lambda: worker.get("/healthz")[0] == 200, "it is alive")
    assert worker.get("/readyz")[0] == 503
    run_command({"WIREFOLD_KAFKA": kafka.bootstrap, "WIREFOLD_REDIS": "redis://unused"}, "topics", "apply")
    eventually(worker.ready, f"it found the topics; its log is {worker.log}", NOTICED_WITHIN)
    added = TOPICS["articles.raw"].partitions
    admin = AdminClient({"bootstrap.servers": kafka.bootstrap})
    admin.create_partitions([NewPartitions("articles.raw", added + 1)])["articles.raw"].result(20)
    eventually(lambda: len(admin.list_topics("articles.raw").topics["articles.raw"].partitions) > added, "it is added")
    refused: list[object] = []
    producer = Producer({"bootstrap.servers": kafka.bootstrap})
    for page in pages(20, seed=12):
        producer.produce(
            "articles.raw", page.value, page.article_id, added, on_delivery=lambda error, _: refused.append(error)
        )
    assert producer.flush(30) == 0
    assert refused == [None] * 20
    eventually(lambda: _committed(kafka, added) == 20, f"they are committed; the log is {worker.log}", NOTICED_WITHIN)
    assert worker.running
