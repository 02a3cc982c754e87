"""What a host says while its broker is away or refuses: once, however many publish."""

from collections.abc import AsyncIterator
from typing import cast

import pytest
from aiokafka import errors as kafka
from structlog.testing import capture_logs

from services.runtime.host import RETRY_SECONDS, Host
from services.runtime.kafka import Cluster
from services.runtime.sender import Outbox, Sender, Wait
from services.runtime.settings import read
from services.runtime.stage import Busy


class Broker:
    """In a sender's place: fails as the test says."""

    failure: Exception | None = None

    async def send(self, outbox: Outbox, wait: Wait) -> None:
        if self.failure:
            raise self.failure

    async def close(self) -> None:
        pass


@pytest.fixture
def broker() -> Broker:
    return Broker()


@pytest.fixture
async def host(broker: Broker) -> AsyncIterator[Host]:
    made = Host(read({"WIREFOLD_REDIS": "redis://unused"}), Cluster("unused", {}), cast("Sender", broker))
    yield made
    await made.close()


async def test_an_outage_of_kafka_is_one_warning_however_many_publish(broker: Broker, host: Host) -> None:
    broker.failure = kafka.KafkaConnectionError("away")
    with capture_logs() as said:
        for _ in range(50):
            with pytest.raises(Busy) as busy:
                await host.publish([])
            assert busy.value.retry_after == RETRY_SECONDS
        broker.failure = None
        await host.publish([])
        await host.publish([])
    assert [(line["event"], line["log_level"], line["tries"]) for line in said] == [
        ("trying again", "warning", 1),
        ("works again", "info", 50),
    ]


async def test_what_is_refused_is_raised_as_it_is(broker: Broker, host: Host) -> None:
    broker.failure = kafka.TopicAuthorizationFailedError("articles.raw")
    with pytest.raises(kafka.TopicAuthorizationFailedError):
        await host.publish([])
