from collections.abc import Iterator

import pytest
from aiokafka import errors as kafka
from structlog.testing import capture_logs

from services.runtime.trouble import SAID_AGAIN_SECONDS, Trouble, told


class Clock:
    """A clock that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def said() -> Iterator[list[dict[str, object]]]:
    with capture_logs() as logs:
        yield logs  # type: ignore[misc]


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("too much"), "ValueError: too much"),
        (TimeoutError(), "TimeoutError"),
        (kafka.KafkaTimeoutError("silent"), "KafkaTimeoutError: silent"),
        (kafka.TopicAuthorizationFailedError("alerts"), "[Error 29] TopicAuthorizationFailedError: alerts"),
    ],
)
def test_an_error_is_named_once(error: Exception, text: str) -> None:
    assert told(error) == text


def test_an_outage_is_said_at_once_then_once_in_a_while_and_when_it_is_over(
    clock: Clock, said: list[dict[str, object]]
) -> None:
    trouble = Trouble(clock)
    for second in range(0, 600, 4):
        clock.now = float(second)
        trouble.failed("redis", "ConnectionError: away", 4.0)
    warnings = len(said)
    trouble.over()
    assert said[0]["seconds"] == 0
    assert 600 / SAID_AGAIN_SECONDS - 3 <= warnings <= 600 / SAID_AGAIN_SECONDS
    assert (said[-1]["event"], said[-1]["tries"], said[-1]["seconds"]) == ("works again", 150, 596)


def test_another_kind_of_fault_is_said_at_once(clock: Clock, said: list[dict[str, object]]) -> None:
    trouble = Trouble(clock)
    trouble.failed("redis", "away", 1.0)
    trouble.failed("kafka", "away", 1.0)
    assert [line["kind"] for line in said] == ["redis", "kafka"]


def test_what_never_failed_says_nothing(clock: Clock, said: list[dict[str, object]]) -> None:
    Trouble(clock).over()
    assert said == []


def test_the_next_outage_counts_anew(clock: Clock, said: list[dict[str, object]]) -> None:
    trouble = Trouble(clock)
    trouble.failed("redis", "away", 1.0)
    trouble.over()
    clock.now = 2.0
    trouble.failed("redis", "away", 1.0)
    assert (said[-1]["tries"], said[-1]["seconds"]) == (1, 0)
