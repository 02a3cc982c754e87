"""Kafka's clients as every service uses them, made from the settings in one place."""

import asyncio
import ssl
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition, errors
from aiokafka.admin import AIOKafkaAdminClient

from schemas.topics import LETTER_BYTES
from services.runtime.settings import Settings, secret
from services.runtime.stage import GroupOffset

REQUEST_BYTES = LETTER_BYTES + (64 << 10)
BATCH_BYTES = 256 << 10
"""A producer's batch. The in-process broker answers a fetch with one batch, so small ones would make reading slow."""

FETCH_BYTES = 4 << 20
FETCH_PARTITION_BYTES = 1 << 20
"""What is read ahead, compressed as on the wire, besides the batch in hand. These bound memory and not the size of an
event: Kafka gives a larger record all the same (KIP-74), and so does the in-process broker."""

SESSION_MS = 7_000
"""A killed worker's partitions go to others after this. Kafka's default of 45 s would break the promise of 15 s, and 8
come near: a worker that is killed again while it joins is waited for once more, 15.0 s in all. A broker takes no less
than 6 by default."""

HEARTBEAT_MS = 2_000
REQUEST_MS = 15_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Kafka is and how to speak to it.

    `held_for` names the consumer groups of an embedded broker, for which writers hold back; None on a real one.
    """

    bootstrap: str
    security: Mapping[str, Any]
    held_for: frozenset[str] | None = None
    instance_id: str | None = None

    @property
    def embedded(self) -> bool:
        return self.held_for is not None

    def consumer(self, topics: Sequence[str], group: str, listener: Any) -> AIOKafkaConsumer:
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.bootstrap,
            group_id=group,
            group_instance_id=self.instance_id,
            enable_auto_commit=False,
            auto_offset_reset="none",  # see services.runtime.polling
            session_timeout_ms=SESSION_MS,
            heartbeat_interval_ms=HEARTBEAT_MS,
            max_poll_interval_ms=300_000,
            request_timeout_ms=REQUEST_MS,
            fetch_max_bytes=FETCH_BYTES,
            max_partition_fetch_bytes=FETCH_PARTITION_BYTES,
            fetch_max_wait_ms=250,
            metadata_max_age_ms=30_000,
            **self.security,
        )
        consumer.subscribe(list(topics), listener=listener)
        return consumer

    def collector(self, group: str) -> AIOKafkaConsumer:
        """A consumer that commits for a group without joining it."""
        return self._unsubscribed(group)

    def reader(self) -> AIOKafkaConsumer:
        """A consumer of no group, for offsets and for reading a topic by hand."""
        return self._unsubscribed(None)

    def _unsubscribed(self, group: str | None) -> AIOKafkaConsumer:
        return AIOKafkaConsumer(
            bootstrap_servers=self.bootstrap,
            group_id=group,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            request_timeout_ms=REQUEST_MS,
            fetch_max_bytes=FETCH_BYTES,
            max_partition_fetch_bytes=FETCH_PARTITION_BYTES,
            fetch_max_wait_ms=100,
            **self.security,
        )

    def producer(self) -> AIOKafkaProducer:
        return AIOKafkaProducer(
            bootstrap_servers=self.bootstrap,
            enable_idempotence=True,
            compression_type="zstd",
            max_request_size=REQUEST_BYTES,
            max_batch_size=BATCH_BYTES,
            linger_ms=2,
            request_timeout_ms=REQUEST_MS,
            **self.security,
        )

    def admin(self) -> AIOKafkaAdminClient:
        return AIOKafkaAdminClient(bootstrap_servers=self.bootstrap, request_timeout_ms=REQUEST_MS, **self.security)


def cluster(settings: Settings) -> Cluster:
    """The cluster that the settings name. Raises ValueError for a user without password, or an unreadable file."""
    protocol = settings.kafka_protocol
    security: dict[str, Any] = {"security_protocol": protocol}
    if protocol.endswith("SSL"):
        security["ssl_context"] = trusting("WIREFOLD_KAFKA_CA_FILE", settings.kafka_ca_file)
    if protocol.startswith("SASL"):
        if not (settings.kafka_user and settings.kafka_password_file):
            raise ValueError(f"{protocol} needs WIREFOLD_KAFKA_USER and WIREFOLD_KAFKA_PASSWORD_FILE")
        security["sasl_mechanism"] = "SCRAM-SHA-512"
        security["sasl_plain_username"] = settings.kafka_user
        security["sasl_plain_password"] = secret(settings, "kafka_password_file")
    groups = settings.embedded_groups
    return Cluster(
        bootstrap=settings.kafka,
        security=security,
        held_for=frozenset(groups.split(",")) if groups else None,
        instance_id=settings.kafka_instance_id or None,
    )


async def within(seconds: float, work: Awaitable[T]) -> T:
    """The work's result. Raises KafkaTimeoutError, a fault of the surroundings, where it takes longer: much of aiokafka
    tries for ever by itself, and whoever waits would not know."""
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError:
        raise errors.KafkaTimeoutError(f"Kafka does not answer within {seconds:.0f} s") from None


def trusting(setting: str, ca_file: str) -> ssl.SSLContext:
    """TLS that trusts the file's authorities, or the system's where none is named. Raises ValueError."""
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except OSError as error:
        raise ValueError(f"{setting} is {ca_file}: {error.strerror or error}") from None


class Offsets:
    """Begin, end and committed offsets. Not safe for two tasks at once."""

    def __init__(self, cluster: Cluster) -> None:
        self._reader = cluster.reader()
        self._admin = cluster.admin()

    async def __aenter__(self) -> "Offsets":
        try:
            await self._reader.start()
            await asyncio.sleep(0)  # stopped before its tasks have run once, it raises CancelledError
            await self._admin.start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._admin.close()
        await self._reader.stop()

    async def partitions(self, topic: str) -> list[TopicPartition]:
        """The topic's partitions; none where it does not exist yet. Raises where the topic may not be seen."""
        [found] = await self._admin.describe_topics([topic])
        if found["error_code"] == errors.TopicAuthorizationFailedError.errno:
            raise errors.TopicAuthorizationFailedError(topic)
        return [TopicPartition(topic, number) for number in sorted(p["partition"] for p in found["partitions"])]

    async def ends(self, partitions: Sequence[TopicPartition]) -> dict[TopicPartition, int]:
        found: dict[TopicPartition, int] = await self._reader.end_offsets(list(partitions))
        return found

    async def committed(self, group: str, partitions: Sequence[TopicPartition]) -> dict[TopicPartition, int | None]:
        """The group's committed offset of each partition; None where it has none."""
        found = await self._admin.list_consumer_group_offsets(group, partitions=list(partitions))
        if not found.keys() >= set(partitions):  # the coordinator moves or loads: aiokafka overlooks the error
            raise errors.GroupCoordinatorNotAvailableError(f"the coordinator of {group} does not tell its offsets now")
        return {tp: (None if (at := found[tp].offset) < 0 else at) for tp in partitions}

    async def of_groups(self, groups: Mapping[str, Sequence[str]]) -> list[GroupOffset]:
        """Each group's place in each partition of the topics that it reads."""
        by_topic = {t: await self.partitions(t) for topics in groups.values() for t in topics}
        every = [tp for tps in by_topic.values() for tp in tps]
        ends, begins = await self.ends(every), await self._reader.beginning_offsets(every)
        rows: list[GroupOffset] = []
        for group, topics in groups.items():
            mine = [tp for topic in topics for tp in by_topic[topic]]
            committed = await self.committed(group, mine)
            waiting = {tp: max(at or 0, begins[tp]) for tp, at in committed.items() if (at or 0) < ends[tp]}
            oldest = await self._written_at(waiting)
            rows += [
                GroupOffset(
                    group=group,
                    topic=tp.topic,
                    partition=tp.partition,
                    committed=committed[tp],
                    begin=begins[tp],
                    end=ends[tp],
                    oldest_uncommitted_at=oldest.get(tp),
                )
                for tp in mine
            ]
        return rows

    async def _written_at(self, places: Mapping[TopicPartition, int]) -> dict[TopicPartition, datetime]:
        """When the record at each place was written, as far as the broker answers within a second."""
        found: dict[TopicPartition, datetime] = {}
        if places:
            self._reader.assign(list(places))
            for tp, offset in places.items():
                self._reader.seek(tp, offset)
        for _ in range(10 if places else 0):
            for tp, records in (await self._reader.getmany(timeout_ms=100, max_records=len(places))).items():
                found.setdefault(tp, datetime.fromtimestamp(records[0].timestamp / 1000, UTC))
                self._reader.pause(tp)
            if len(found) == len(places):
                break
        return found
