"""The embedded broker, as a service meets it."""

import time

from aiokafka import ConsumerRebalanceListener, TopicPartition

from services.runtime.embedded import broker
from services.runtime.kafka import Cluster

SECONDS = 2.0
"""librdkafka's broker by itself lets a group's first member wait for 3 s."""


class Unmoved(ConsumerRebalanceListener):
    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None: ...

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None: ...


async def test_the_first_member_of_a_group_has_its_partitions_at_once() -> None:
    with broker() as bootstrap:
        cluster = Cluster(bootstrap=bootstrap, security={}, held_for=frozenset())
        consumer = cluster.consumer(["articles.raw"], "alone", Unmoved())
        began = time.monotonic()
        await consumer.start()
        try:
            assert consumer.assignment()
            assert time.monotonic() - began < SECONDS
        finally:
            await consumer.stop()
