"""Bringing a cluster's topics to what the registry says: the plan is a pure function, applying it is librdkafka's.

Nothing is ever shrunk: a topic that has more partitions, keeps longer or takes larger events than the registry
says stays so.
"""

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiokafka.errors import KafkaConnectionError
from confluent_kafka import KafkaError, KafkaException, TopicCollection
from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewPartitions,
    NewTopic,
    ResourceType,
)

from schemas.topics import Topic
from services.runtime.kafka import cluster
from services.runtime.refusals import greet_kafka
from services.runtime.settings import Settings, secret

TIMEOUT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Present:
    """A topic as it is on the cluster."""

    partitions: int
    configs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One change: what a person reads, and what it does to which topic."""

    topic: str
    text: str
    create: bool = False
    partitions: int | None = None
    configs: tuple[tuple[str, str], ...] = ()


def wanted(topic: Topic) -> dict[str, str]:
    """Kafka's settings of a topic. Timestamps are the broker's: a sender's could have retention delete an archive."""
    return {
        "cleanup.policy": topic.cleanup,
        "retention.ms": str(topic.retention_ms),
        "retention.bytes": str(topic.retention_bytes),
        "max.message.bytes": str(topic.max_message_bytes + (64 << 10)),
        "message.timestamp.type": "LogAppendTime",
    }


def plan(topics: Sequence[Topic], present: Mapping[str, Present]) -> list[Step]:
    """The steps that bring `present` to `topics`; none where it is there already."""
    steps: list[Step] = []
    for topic in topics:
        now = present.get(topic.name)
        if now is None:
            text = f"create {topic.name} with {topic.partitions} partitions"
            steps.append(Step(topic.name, text, True, topic.partitions, tuple(wanted(topic).items())))
            continue
        if now.partitions < topic.partitions:
            text = f"raise {topic.name} from {now.partitions} to {topic.partitions} partitions"
            steps.append(Step(topic.name, text, partitions=topic.partitions))
        for name, value in wanted(topic).items():
            if _must_change(name, now.configs.get(name), value):
                text = f"set {name} of {topic.name} from {now.configs.get(name)} to {value}"
                steps.append(Step(topic.name, text, configs=((name, value),)))
    return steps


def _must_change(name: str, now: str | None, value: str) -> bool:
    if now is None or name in ("cleanup.policy", "message.timestamp.type"):
        return now != value
    kept_without_end = name.startswith("retention") and now == "-1"
    return not kept_without_end and int(now) < int(value)


class Refused(RuntimeError):
    """Kafka does not answer, or does not do what is asked; the message says why."""


class Topics:
    """The cluster's topics. Its methods raise Refused."""

    def __init__(self, settings: Settings, replication: int) -> None:
        self._cluster = cluster(settings)
        self._admin = AdminClient(_client_settings(settings))
        self._replication = replication

    def present(self, topics: Sequence[Topic]) -> dict[str, Present]:
        """What the cluster has of these topics. Raises refusals.Refused too."""
        with suppress(KafkaConnectionError):  # librdkafka waits for a broker that is about to start
            asyncio.run(greet_kafka(self._cluster))
        asked = TopicCollection([topic.name for topic in topics])
        described = self._admin.describe_topics(asked, request_timeout=TIMEOUT_SECONDS)
        absent = KafkaError.UNKNOWN_TOPIC_OR_PART
        found = {name: said for name, future in described.items() if (said := _answer(name, future, absent))}
        resources = [ConfigResource(ResourceType.TOPIC, name) for name in found]
        asked_configs = self._admin.describe_configs(resources) if resources else {}
        configs = {resource.name: _answer(resource.name, future) for resource, future in asked_configs.items()}
        return {
            name: Present(len(said.partitions), {k: e.value for k, e in configs[name].items()})
            for name, said in found.items()
        }

    def apply(self, step: Step) -> None:
        """Carries out one step."""
        if step.create:
            new = NewTopic(step.topic, step.partitions, self._replication, config=dict(step.configs))
            [future] = self._admin.create_topics([new]).values()
        elif step.partitions:
            [future] = self._admin.create_partitions([NewPartitions(step.topic, step.partitions)]).values()
        else:
            entries = [ConfigEntry(k, v, incremental_operation=AlterConfigOpType.SET) for k, v in step.configs]
            resource = ConfigResource(ResourceType.TOPIC, step.topic, incremental_configs=entries)
            [future] = self._admin.incremental_alter_configs([resource]).values()
        _answer(step.topic, future, KafkaError.TOPIC_ALREADY_EXISTS)


def _answer(topic: str, future: Future[Any], expected: int | None = None) -> Any:
    """What Kafka answers of the topic; None where it answers with the error that is expected. Raises Refused."""
    try:
        return future.result(TIMEOUT_SECONDS)
    except TimeoutError:
        raise Refused(f"{topic}: no answer within {TIMEOUT_SECONDS:.0f} s") from None
    except KafkaException as error:
        if error.args[0].code() == expected:
            return None
        raise Refused(f"{topic}: {error.args[0].str()}") from None


def _client_settings(settings: Settings) -> dict[str, Any]:
    client: dict[str, Any] = {
        "bootstrap.servers": settings.kafka,
        "security.protocol": settings.kafka_protocol,
        "log_level": 0,
    }
    if settings.kafka_ca_file:
        client["ssl.ca.location"] = settings.kafka_ca_file
    if settings.kafka_protocol.startswith("SASL"):
        client["sasl.mechanism"] = "SCRAM-SHA-512"
        client["sasl.username"] = settings.kafka_user
        client["sasl.password"] = secret(settings, "kafka_password_file")
    return client
