"""What a server refuses for good: a certificate, a user, a password. No waiting mends it, so it ends a start.

aiokafka says of whatever hinders a start that it is "unable to bootstrap", so one connection is made by hand here. Once
a server has answered, the same errors are retried as any fault: a certificate is renewed, a user made again.
"""

import ssl
from collections.abc import Iterator

from aiokafka import errors as kafka
from aiokafka.conn import collect_hosts, create_conn
from redis import exceptions as redis
from redis.asyncio import Redis

from services.runtime.kafka import Cluster
from services.runtime.trouble import told

ANSWER_MS = 5_000


class Refused(ValueError):
    """The message names the server, what it refuses, and the settings that decide it."""


async def greet_kafka(cluster: Cluster) -> None:
    """Returns when a broker has let this client in. Raises Refused, and KafkaConnectionError where none answers."""
    failed: list[str] = []
    for host, port, _ in collect_hosts(cluster.bootstrap):
        try:
            connection = await create_conn(host, port, request_timeout_ms=ANSWER_MS, **cluster.security)
        except (OSError, TimeoutError, kafka.KafkaError) as error:
            if why := _why_kafka(error, str(cluster.security.get("sasl_plain_username"))):
                raise Refused(f"Kafka at {host}:{port} {why}") from None
            failed.append(f"{host}:{port}: {told(error)}")
        else:
            connection.close()
            return
    raise kafka.KafkaConnectionError("; ".join(failed))


async def greet_redis(client: Redis) -> None:
    """Returns when Redis has let this client in. Raises Refused, and RedisError where it does not answer.

    One that may evict keys is refused too: what it forgets is told again, and its copies are taken for new.
    """
    try:
        memory: dict[str, str] = await client.info("memory")
    except redis.RedisError as error:
        if why := _why_redis(error):
            raise Refused(f"Redis at {_address(client)} {why}") from None
        raise
    if (policy := memory.get("maxmemory_policy", "noeviction")) != "noeviction":
        raise Refused(f"Redis at {_address(client)} has maxmemory-policy {policy}: it must be noeviction")


def _why_kafka(error: Exception, user: str) -> str | None:
    if isinstance(error, kafka.SaslAuthenticationFailed):
        return f"refuses the user {user} or the password (WIREFOLD_KAFKA_USER, WIREFOLD_KAFKA_PASSWORD_FILE)"
    if isinstance(error, kafka.UnsupportedSaslMechanismError | kafka.IllegalSaslStateError):
        return "takes no users by SCRAM-SHA-512 there (WIREFOLD_KAFKA_PROTOCOL)"
    return _why_untrusted(error, "WIREFOLD_KAFKA_CA_FILE")


def _why_redis(error: redis.RedisError) -> str | None:
    if isinstance(error, redis.AuthenticationError):
        return f"refuses the user or the password: {error} (WIREFOLD_REDIS_USER, WIREFOLD_REDIS_PASSWORD_FILE)"
    return _why_untrusted(error, "WIREFOLD_REDIS_CA_FILE")


def _why_untrusted(error: BaseException, setting: str) -> str | None:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"cannot be trusted: {cause.verify_message} ({setting})"
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it came of."""
    at: BaseException | None = error
    while at is not None:
        yield at
        at = at.__cause__ or at.__context__


def _address(client: Redis) -> str:
    """Without what else stands in a URL: there may be a password."""
    to = client.connection_pool.connection_kwargs
    return str(to.get("path") or f"{to.get('host')}:{to.get('port')}")
