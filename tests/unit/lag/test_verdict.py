"""What a partition's history says, decided as a table. Time is an argument everywhere."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from services.lag import verdict
from services.lag.verdict import Place

START = datetime(2026, 3, 4, 12, tzinfo=UTC)


def history(*places: tuple[int, int], every: float = 20) -> list[Place]:
    """(position, end) at each observation."""
    return [Place(START + timedelta(seconds=every * i), position, end) for i, (position, end) in enumerate(places)]


@pytest.mark.parametrize(
    ("places", "status"),
    [
        pytest.param([(5, 5)], "ok", id="nothing waits, however short the history"),
        pytest.param([(5, 9)], "unknown", id="one observation"),
        pytest.param([(5, 9)] * 3, "unknown", id="not moved for less than a minute"),
        pytest.param([(5, 9)] * 4, "stalled", id="not moved for a minute"),
        pytest.param([(5, 9), (5, 10), (5, 11), (5, 12)], "stalled", id="not moved while more is written"),
        pytest.param([(1, 9), (5, 9), (5, 9), (5, 9), (5, 9)], "stalled", id="moved, but over a minute ago"),
        pytest.param(
            [(9, 9), (9, 20), (9, 20), (9, 20)], "ok", id="nothing waited within the minute: written just now"
        ),
        pytest.param([(9, 9), (9, 20), (9, 20), (9, 20), (9, 20)], "stalled", id="written over a minute ago"),
        pytest.param([(0, 100), (20, 110), (40, 120), (60, 130)], "ok", id="reads faster than is written"),
        pytest.param([(0, 100), (10, 110), (20, 120), (30, 130)], "ok", id="keeps its distance"),
        pytest.param([(0, 100), (10, 150), (20, 200), (30, 250)], "warning", id="reads slower than is written"),
        pytest.param([(0, 100), (0, 150), (80, 200), (80, 250)], "ok", id="saw teeth of batches"),
        pytest.param(
            [(0, 100), (0, 200), (100, 300), (100, 400), (200, 500), (200, 600), (300, 700)],
            "warning",
            id="saw teeth that climb",
        ),
        pytest.param([(90, 100), (90, 100), (90, 100), (10, 100)], "unknown", id="set back just now"),
        pytest.param([(90, 100), (10, 100), (20, 100), (30, 100), (40, 100)], "ok", id="set back over a minute ago"),
        pytest.param([(90, 100), (0, 20), (0, 20), (0, 20)], "unknown", id="the topic is made anew"),
    ],
)
def test_verdict(places: list[tuple[int, int]], status: str) -> None:
    assert verdict.status(history(*places)) == status


def test_a_verdict_waits_for_a_minute_whatever_the_interval() -> None:
    standing = [(5, 9)] * 3
    assert verdict.status(history(*standing, every=300)) == "stalled"
    assert verdict.status(history(*standing, every=1)) == "unknown"


@pytest.mark.parametrize(
    ("places", "written_at", "seconds"),
    [
        pytest.param([(5, 5)], None, 0.0, id="nothing waits"),
        pytest.param([(5, 5)], -90, 0.0, id="nothing waits, whatever time is given"),
        pytest.param([(5, 9)], -90, 90.0, id="the message's own time"),
        pytest.param([(5, 9)], 5, 0.0, id="a clock that runs ahead"),
        pytest.param([(5, 9)], None, None, id="one observation says nothing"),
        pytest.param([(5, 9), (5, 9)], None, 20.0, id="written before the first observation: at least since then"),
        pytest.param([(0, 0), (0, 10), (0, 10)], None, 40.0, id="the first one written after an observation"),
        pytest.param([(0, 0), (5, 10), (5, 10)], None, 30.0, id="half of them written half of the time later"),
        pytest.param([(0, 0), (5, 5), (5, 5), (5, 9)], None, 20.0, id="written after a pause"),
    ],
)
def test_seconds_behind(places: list[tuple[int, int]], written_at: float | None, seconds: float | None) -> None:
    seen = history(*places)
    at = None if written_at is None else seen[-1].at + timedelta(seconds=written_at)
    assert verdict.seconds_behind(seen, at) == seconds


@dataclass(frozen=True)
class Offset:
    committed: int | None
    begin: int
    end: int
    group: str = "g"
    topic: str = "t"
    partition: int = 0
    oldest_uncommitted_at: datetime | None = None


@pytest.mark.parametrize(
    ("offset", "position", "messages", "expired"),
    [
        pytest.param(Offset(7, 0, 10), 7, 3, 0, id="in the middle"),
        pytest.param(Offset(None, 4, 10), 4, 6, 0, id="no commit yet: all that is kept"),
        pytest.param(Offset(2, 4, 10), 4, 6, 2, id="deleted before it was read"),
        pytest.param(Offset(12, 0, 10), 12, 0, 0, id="ahead of a topic that was made anew"),
    ],
)
def test_a_groups_place(offset: Offset, position: int, messages: int, expired: int) -> None:
    place = verdict.place(START, offset)
    assert (place.position, place.messages, verdict.expired(offset)) == (position, messages, expired)
