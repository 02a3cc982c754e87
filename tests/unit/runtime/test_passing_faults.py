import random
from itertools import islice

import pytest
from aiokafka import errors as kafka
from redis import exceptions as redis

from schemas.codec import InvalidEvent
from services.runtime.faults import FIRST_WAIT, LONGEST_WAIT, is_forbidden, is_passing, waits


@pytest.mark.parametrize(
    ("error", "passing"),
    [
        (kafka.KafkaConnectionError("away"), True),
        (kafka.NotLeaderForPartitionError(), True),
        (kafka.KafkaTimeoutError(), True),
        (redis.ConnectionError("away"), True),
        (redis.BusyLoadingError("loading"), True),
        (redis.TimeoutError(), True),
        (redis.ResponseError("BUSY Redis is busy running a script."), True),
        (redis.ResponseError("Command # 1 (HGET a\nb) of pipeline caused error: ('BUSY Valkey is busy.',)"), True),
        (redis.ResponseError("Command # 1 (SET a BUSY ) of pipeline caused error: ('wrong',)"), False),
        (redis.OutOfMemoryError("OOM"), True),  # noeviction: memory can be freed
        (ConnectionResetError(), True),
        (redis.AuthenticationError("no"), True),  # a user may be made again; at a start it is refused, see refusals
        (kafka.SaslAuthenticationFailed("no"), True),  # as above
        (redis.NoPermissionError("no"), False),  # the log is to name the right that is missing, not to repeat it
        (kafka.TopicAuthorizationFailedError(), False),
        (kafka.MessageSizeTooLargeError(), False),  # it would be retried for ever
        (redis.ResponseError("wrong number of arguments"), False),
        (InvalidEvent("$", "no"), False),
        (ValueError("a defect"), False),
        (FileNotFoundError("a defect"), False),
    ],
)
def test_what_is_retried(error: Exception, passing: bool) -> None:
    assert is_passing(error) is passing


@pytest.mark.parametrize(
    ("error", "forbidden"),
    [
        (redis.NoPermissionError("this user has no permissions to run the 'get' command"), True),
        (redis.ResponseError("The user executing the script can't run this command or subcommand script: 3f"), True),
        (kafka.TopicAuthorizationFailedError("articles.raw"), True),
        (kafka.GroupAuthorizationFailedError("wirefold-alert"), True),
        (redis.ResponseError("wrong number of arguments"), False),  # a defect
        (redis.AuthenticationError("no"), False),  # no right is missing: the user is
        (ValueError("a defect"), False),
    ],
)
def test_what_misses_a_right(error: Exception, forbidden: bool) -> None:
    assert is_forbidden(error) is forbidden
    assert not (forbidden and is_passing(error))


def test_waits_grow_to_a_cap_with_jitter() -> None:
    found = list(islice(waits(random.Random(7)), 50))
    assert FIRST_WAIT / 2 <= found[0] <= FIRST_WAIT
    assert max(found) <= LONGEST_WAIT
    assert min(found[10:]) >= LONGEST_WAIT / 2
    assert len(set(found[10:])) == 40
