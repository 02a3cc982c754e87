"""Which errors are faults of the surroundings, and how long to wait before the next try.

fault of the surroundings   Kafka or Redis away, electing, loading, full: retried in place
a right that is missing     ends the process before the commit: it is no event's fault, so none goes to dead-letters
InvalidEvent                bytes that can never be handled: a dead letter
anything else               a defect: ends the process before the commit
"""

import random
import re
from collections.abc import Iterator

from aiokafka import errors as kafka
from redis import exceptions as redis

FIRST_WAIT = 0.1
LONGEST_WAIT = 4.0
"""Seconds. Work must go on within 15 s after a fault ends: a wait, a connection and a rebalance fit in that."""

_FORBIDDEN = (
    kafka.TopicAuthorizationFailedError,
    kafka.GroupAuthorizationFailedError,
    kafka.ClusterAuthorizationFailedError,
    redis.NoPermissionError,
)
_FORBIDDEN_IN_SCRIPT = "The user executing the script can't run this command"
"""Said by Redis before 7.2, of a script; it names the script's line and not the command."""

_REFUSED = (
    *_FORBIDDEN,
    kafka.MessageSizeTooLargeError,
    kafka.RecordTooLargeError,
    kafka.UnsupportedVersionError,
    kafka.IllegalStateError,
)
"""Kafka's and Redis's errors that no waiting mends. A user or a certificate that is refused ends a start alone: see
`refusals`."""

FROM_SERVERS = (kafka.KafkaError, redis.RedisError, ConnectionError)
"""Whatever Kafka or Redis answers but what was asked, or that they do not answer."""

_AWAY = (
    kafka.KafkaError,
    redis.ConnectionError,
    redis.TimeoutError,
    redis.ReadOnlyError,
    redis.OutOfMemoryError,
    redis.TryAgainError,
    redis.ClusterDownError,
    ConnectionError,
)


_BUSY = re.compile(r"(Command # \d+ .*caused error: \(['\"])?BUSY ", re.DOTALL)
"""What Redis answers, as it stands or as redis-py tells it of a command in a pipeline."""


def is_passing(error: BaseException) -> bool:
    """Whether the error is a fault of the surroundings, to be retried."""
    return (isinstance(error, _AWAY) and not isinstance(error, _REFUSED)) or _is_busy(error)


def is_forbidden(error: BaseException) -> bool:
    """Whether the service's user misses a right, in Kafka or in Redis."""
    return isinstance(error, _FORBIDDEN) or (
        isinstance(error, redis.ResponseError) and _FORBIDDEN_IN_SCRIPT in str(error)
    )


def _is_busy(error: BaseException) -> bool:
    """Whether Redis is at a script of another call, as one that starves of processor time is after five seconds."""
    return isinstance(error, redis.ResponseError) and _BUSY.match(str(error)) is not None


def waits(rng: random.Random) -> Iterator[float]:
    """Seconds to wait before each next try: capped exponential, with "full jitter" in its upper half.

    The method is that of "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).
    """
    longest = FIRST_WAIT
    while True:
        yield longest * (0.5 + rng.random() / 2)
        longest = min(2 * longest, LONGEST_WAIT)
