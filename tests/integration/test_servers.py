"""The servers under the integration tests: they keep their data when killed, and answer nothing while frozen."""

import uuid

import pytest
from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient, NewTopic
from redis import Redis
from redis.exceptions import TimeoutError as RedisTimeout

from tests.integration.servers import Kafka, RedisServer

pytestmark = pytest.mark.servers


def _create(kafka: Kafka) -> str:
    topic = f"kept-{uuid.uuid4().hex[:8]}"
    admin = AdminClient({"bootstrap.servers": kafka.bootstrap})
    admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=1)])[topic].result(20)
    return topic


def _produce(kafka: Kafka, topic: str, value: str, timeout: float = 20.0) -> int:
    """How many records are still unacknowledged when the time is over."""
    producer = Producer({"bootstrap.servers": kafka.bootstrap, "acks": "all"})
    producer.produce(topic, value)
    left: int = producer.flush(timeout)
    return left


def _read(kafka: Kafka, topic: str, count: int) -> list[str]:
    consumer = Consumer({"bootstrap.servers": kafka.bootstrap, "group.id": topic, "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    try:
        return [message.value().decode() for message in consumer.consume(count, timeout=20)]
    finally:
        consumer.close()


def test_kafka_keeps_what_it_acknowledged_when_killed_and_comes_back_on_its_port(kafka: Kafka) -> None:
    topic = _create(kafka)
    assert _produce(kafka, topic, "before") == 0
    kafka.kill()
    kafka.start()
    assert _produce(kafka, topic, "after") == 0
    assert _read(kafka, topic, 2) == ["before", "after"]


def test_a_frozen_kafka_acknowledges_nothing_until_it_is_thawed(kafka: Kafka) -> None:
    topic = _create(kafka)
    kafka.freeze()
    try:
        assert _produce(kafka, topic, "while frozen", timeout=1.5) == 1
    finally:
        kafka.thaw()
    assert _produce(kafka, topic, "thawed") == 0


def test_kafka_makes_no_topic_that_nobody_asked_for(kafka: Kafka) -> None:
    assert _produce(kafka, "nobody-made-this", "lost", timeout=3) == 1
    assert "nobody-made-this" not in AdminClient({"bootstrap.servers": kafka.bootstrap}).list_topics(timeout=5).topics


def test_redis_keeps_what_it_acknowledged_when_killed(redis_server: RedisServer) -> None:
    Redis.from_url(redis_server.url).set("kept", "yes")
    redis_server.kill()
    redis_server.start()
    assert Redis.from_url(redis_server.url).get("kept") == b"yes"


def test_a_frozen_redis_does_not_answer(redis_server: RedisServer) -> None:
    client = Redis.from_url(redis_server.url, socket_timeout=0.5, retry=None)
    client.ping()
    redis_server.freeze()
    try:
        with pytest.raises(RedisTimeout):
            client.ping()
    finally:
        redis_server.thaw()
