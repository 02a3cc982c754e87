"""`wirefold topics apply` on Apache Kafka: makes, widens, lengthens, never shrinks, and does nothing a second time."""

from collections.abc import Mapping

import pytest
from confluent_kafka.admin import AdminClient, ConfigResource, NewTopic, ResourceType

from schemas.topics import TOPICS
from tests.integration.pipeline import run_command
from tests.integration.servers import Kafka
from tests.integration.workers import eventually

pytestmark = pytest.mark.servers

NARROW, WIDE = TOPICS["articles.raw"], TOPICS["dead-letters"]


@pytest.fixture
def admin(kafka: Kafka) -> AdminClient:
    return AdminClient({"bootstrap.servers": kafka.bootstrap})


def _configs(admin: AdminClient, topic: str) -> Mapping[str, str]:
    [described] = admin.describe_configs([ConfigResource(ResourceType.TOPIC, topic)]).values()
    return {name: entry.value for name, entry in described.result(20).items()}


def _partitions(admin: AdminClient, topic: str) -> int:
    return len(admin.list_topics(timeout=20).topics[topic].partitions)


def _apply(kafka: Kafka) -> list[str]:
    return run_command(
        {"WIREFOLD_KAFKA": kafka.bootstrap, "WIREFOLD_REDIS": "redis://unused"}, "topics", "apply"
    ).splitlines()


def test_topics_are_made_widened_and_lengthened_never_shrunk(kafka: Kafka, admin: AdminClient) -> None:
    less = {
        "retention.ms": "60000",
        "retention.bytes": "1000000",
        "max.message.bytes": "1000",
        "cleanup.policy": "compact",
    }
    more = {"retention.ms": str(WIDE.retention_ms * 2), "retention.bytes": "-1", "max.message.bytes": "99000000"}
    more |= {"message.timestamp.type": "LogAppendTime"}
    made = admin.create_topics(
        [
            NewTopic(NARROW.name, num_partitions=1, replication_factor=1, config=less),
            NewTopic(WIDE.name, num_partitions=WIDE.partitions + 4, replication_factor=1, config=more),
        ]
    )
    for future in made.values():
        future.result(20)

    plan = _apply(kafka)
    assert f"raise {NARROW.name} from 1 to {NARROW.partitions} partitions" in plan
    assert f"set retention.ms of {NARROW.name} from 60000 to {NARROW.retention_ms}" in plan
    assert [line for line in plan if WIDE.name in line] == []
    assert len([line for line in plan if line.startswith("create ")]) == len(TOPICS) - 2

    eventually(lambda: _apply(kafka) == ["nothing to change"], "a second run changes nothing", 20)
    assert {topic: _partitions(admin, topic) for topic in TOPICS} == {
        **{name: topic.partitions for name, topic in TOPICS.items()},
        WIDE.name: WIDE.partitions + 4,
    }
    now = _configs(admin, NARROW.name)
    assert (now["cleanup.policy"], now["retention.ms"]) == (NARROW.cleanup, str(NARROW.retention_ms))
    assert int(now["retention.bytes"]) == NARROW.retention_bytes
    assert int(now["max.message.bytes"]) >= NARROW.max_message_bytes
    assert {name: value for name, value in _configs(admin, WIDE.name).items() if name in more} == more
