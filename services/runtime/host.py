"""What the runtime offers a service: settings, clock, Redis, publishing, offsets."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

from redis.asyncio import Connection, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.connection import HiredisRespSerializer

from services.registry import Registered, groups
from services.runtime.faults import is_forbidden, is_passing
from services.runtime.kafka import Cluster, Offsets, cluster, trusting, within
from services.runtime.refusals import greet_kafka
from services.runtime.sender import Outbox, Sender, message, refusing
from services.runtime.settings import Settings, secret
from services.runtime.stage import Busy, GroupOffset, Outgoing
from services.runtime.trouble import Trouble, told

PUBLISH_SECONDS = 12.0
"""However many publish at once: while Kafka is away, what waits must not pile up in memory."""

RETRY_SECONDS = 5.0
"""Whoever published is told to wait so long."""


class Host:
    """A `services.runtime.stage.Context`: what the runtime offers a service."""

    def __init__(self, settings: Settings, cluster: Cluster, sender: Sender) -> None:
        self.settings = settings
        self._cluster = cluster
        self._sender = sender
        self._redis: Redis | None = None
        self._refused: Exception | None = None
        self._trouble = Trouble()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def redis(self) -> Redis:
        self._redis = self._redis or redis_client(self.settings)
        return self._redis

    @property
    def uses_redis(self) -> bool:
        """Whether it was asked for Redis."""
        return self._redis is not None

    async def close(self) -> None:
        await self._sender.close()
        if self._redis:
            await self._redis.aclose()

    async def kafka_answers(self) -> None:
        """Raises where Kafka does not, or refuses this client or what it publishes."""
        await greet_kafka(self._cluster)
        if self._refused:
            raise self._refused

    async def redis_answers(self) -> None:
        """Raises where Redis does not, if the service uses it."""
        if self._redis:
            await self._redis.ping()

    async def has_worked(self, service: Registered) -> bool:
        """Whether the service's group has committed anything yet."""
        async with Offsets(self._cluster) as offsets:
            places = [place for topic in service.inputs for place in await offsets.partitions(topic)]
            return any((await offsets.committed(service.group, places)).values())

    async def publish(self, events: Sequence[Outgoing]) -> None:
        outbox = Outbox(map(message, events))
        try:
            await within(PUBLISH_SECONDS, self._sender.send(outbox, refusing(outbox)))
        except Exception as error:
            if is_forbidden(error):
                self._refused = error
            if not is_passing(error):
                raise
            self._trouble.failed("kafka", told(error), RETRY_SECONDS)
            raise Busy(RETRY_SECONDS) from error
        self._refused = None
        self._trouble.over()

    async def offsets(self) -> Sequence[GroupOffset]:
        async with Offsets(self._cluster) as offsets:
            return await offsets.of_groups(groups())


@contextlib.asynccontextmanager
async def host(settings: Settings) -> AsyncIterator[Host]:
    """A Context for a command that is not a service."""
    where = cluster(settings)
    sender = Sender(where, groups())
    made = Host(settings, where, sender)
    try:
        yield made
    finally:
        await made.close()


class PackedConnection(Connection):
    """A connection whose commands hiredis packs, as it does for redis-py's clients that block: one of ten thousand
    arguments takes a quarter of the time."""

    def pack_command(self, *args: Any) -> list[bytes]:
        packed: list[bytes] = _SERIALIZER.pack(*args)
        return packed


_SERIALIZER = HiredisRespSerializer()


def redis_client(settings: Settings) -> Redis:
    """The client that the settings name; it connects at first use. Raises ValueError for a file that cannot be read."""
    tls: dict[str, Any] = {}
    if settings.redis_ca_file:
        if not settings.redis.startswith("rediss:"):
            raise ValueError("WIREFOLD_REDIS_CA_FILE is set, and WIREFOLD_REDIS is no rediss:// URL")
        trusting("WIREFOLD_REDIS_CA_FILE", settings.redis_ca_file)
        tls["ssl_ca_certs"] = settings.redis_ca_file
    client: Redis = Redis.from_url(
        settings.redis,
        username=settings.redis_user or None,
        password=secret(settings, "redis_password_file"),
        socket_timeout=10.0,
        socket_connect_timeout=3.0,
        retry=Retry(NoBackoff(), 1),  # for a connection that the server had closed; whoever asks waits and tries again
        health_check_interval=30,
        connection_class=PackedConnection,  # for rediss:// redis-py takes one of its own
        **tls,
    )
    return client
