"""What an answer to a webhook means."""

from datetime import UTC, datetime, timedelta

import pytest

from services.delivery.retrying import MAX_ATTEMPTS, Again, Answer, Delivered, Failed, judge

NOW = datetime(2025, 3, 10, 12, tzinfo=UTC)


def wait(answer: Answer, attempts: int = 1, chance: float = 1.0) -> float:
    """Seconds until the next attempt."""
    verdict = judge(answer, attempts, NOW, chance)
    assert isinstance(verdict, Again)
    return (verdict.at - NOW).total_seconds()


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_delivered(status: int) -> None:
    assert judge(Answer(status=status), 1, NOW, 0.5) == Delivered()


@pytest.mark.parametrize("status", [100, 301, 302, 307, 308, 400, 401, 403, 404, 405, 413, 415, 422])
def test_what_will_not_pass_fails_at_once(status: int) -> None:
    assert judge(Answer(status=status), 1, NOW, 0.5) == Failed(f"the answer was {status}")


@pytest.mark.parametrize(
    "answer",
    [*(Answer(status=status) for status in (408, 425, 429, 500, 502, 503, 504, 599)), Answer(error="no answer")],
)
def test_what_may_pass_is_tried_again_a_number_of_times(answer: Answer) -> None:
    assert isinstance(judge(answer, MAX_ATTEMPTS - 1, NOW, 0.5), Again)
    assert isinstance(judge(answer, MAX_ATTEMPTS, NOW, 0.5), Failed)


def test_what_was_refused_here_is_not_tried_again() -> None:
    assert judge(Answer(error="no public address", refused=True), 1, NOW, 0.5) == Failed("no public address")


def test_gone_is_told_apart() -> None:
    verdict = judge(Answer(status=410), 1, NOW, 0.5)
    assert isinstance(verdict, Failed)
    assert verdict.gone


def test_the_last_failure_is_the_reason() -> None:
    verdict = judge(Answer(error="no answer within 15 s"), MAX_ATTEMPTS, NOW, 0.5)
    assert verdict == Failed("given up after 8 attempts; at the last, no answer within 15 s")


def test_waits_grow_to_an_hour_with_jitter_in_their_upper_half() -> None:
    longest = [wait(Answer(status=500), attempts) for attempts in range(1, MAX_ATTEMPTS)]
    shortest = [wait(Answer(status=500), attempts, chance=0.0) for attempts in range(1, MAX_ATTEMPTS)]
    assert longest == [5, 20, 80, 320, 1280, 3600, 3600]
    assert shortest == [seconds / 2 for seconds in longest]


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        (120, 120),
        (0, 5),  # no sooner than the own wait
        (999999999, 3600),  # no longer than the longest
    ],
)
def test_what_the_subscriber_asks_for_is_honoured_within_bounds(asked: int, seconds: float) -> None:
    assert wait(Answer(status=429, wait=timedelta(seconds=asked))) == seconds
    assert wait(Answer(status=503, wait=timedelta(seconds=asked))) == seconds


def test_the_next_attempt_is_counted_from_now() -> None:
    assert judge(Answer(status=500), 1, NOW, 1.0) == Again(NOW + timedelta(seconds=5))
