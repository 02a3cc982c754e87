"""From observations to what is told of each group, and how it is shown."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from services.lag.report import KEPT, GroupLag, Observation, kept, report
from services.lag.shown import HEADINGS, METRICS, duration, rows, samples
from services.runtime.stage import GroupOffset

START = datetime(2026, 3, 4, 12, tzinfo=UTC)


def observed(*seen: Sequence[tuple[int | None, int]], group: str = "wirefold-cleaning") -> list[Observation]:
    """(committed, end) of each partition, every 20 seconds."""
    return [
        Observation(
            START + timedelta(seconds=20 * i),
            [
                GroupOffset(
                    group=group, topic="t", partition=n, committed=at, begin=0, end=end, oldest_uncommitted_at=None
                )
                for n, (at, end) in enumerate(partitions)
            ],
        )
        for i, partitions in enumerate(seen)
    ]


def only(history: list[Observation]) -> GroupLag:
    (group,) = report(history).groups
    return group


def test_a_group_is_the_sum_and_the_worst_of_its_partitions() -> None:
    group = only(observed(*([(10 * i, 50), (5, 9)] for i in range(4))))
    assert (group.messages, group.status, group.seconds) == (24, "stalled", 60.0)
    assert [p.status for p in group.partitions] == ["ok", "stalled"]


def test_where_no_partition_moves_the_group_has_stopped() -> None:
    group = only(observed(*[[(0, 50), (5, 9), (3, 3)]] * 4))
    assert [p.status for p in group.partitions] == ["stopped", "stopped", "ok"]
    assert (group.status, group.drained_in_seconds) == ("stopped", None)


def test_a_group_with_nothing_to_read_has_not_stopped() -> None:
    group = only(observed(*[[(3, 3)]] * 4))
    assert (group.status, group.messages, group.seconds, group.drained_in_seconds) == ("ok", 0, 0.0, 0.0)


def test_rates_and_when_it_is_done() -> None:
    group = only(observed(*([(60 * i, 1000 + 20 * i)] for i in range(4))))
    assert (group.written_per_second, group.read_per_second) == (1.0, 3.0)
    assert group.drained_in_seconds == (1060 - 180) / 2


def test_reading_no_faster_than_is_written_is_never_done() -> None:
    assert only(observed(*([(20 * i, 1000 + 20 * i)] for i in range(4)))).drained_in_seconds is None


def test_before_a_minute_has_passed_nothing_is_foretold() -> None:
    group = only(observed([(0, 100)], [(90, 100)]))
    assert (group.status, group.read_per_second, group.drained_in_seconds) == ("unknown", None, None)


def test_groups_stand_in_the_order_of_their_offsets() -> None:
    (a,), (b,) = observed([(1, 1)], group="b"), observed([(1, 1)], group="a")
    both = Observation(START, [*a.offsets, *b.offsets])
    assert [group.group for group in report([both]).groups] == ["b", "a"]


def test_what_is_old_is_let_go() -> None:
    (first,) = observed([(1, 1)])
    newest = Observation(START + KEPT, first.offsets)
    assert kept([first], newest) == [first, newest]
    later = Observation(START + KEPT + timedelta(seconds=1), first.offsets)
    assert kept([first, newest], later) == [newest, later]


def test_the_metrics_are_those_declared_with_their_labels() -> None:
    found = report(observed(*([(10 * i, 100), (5, 9)] for i in range(4))))
    shown = [(name, tuple(labels)) for name, labels, _ in samples(found)]
    assert len(shown) == len(set(shown))
    assert {name for name, _ in shown} | {"wirefold_lag_drained_seconds"} == METRICS.keys()
    assert all(len(labels) == len(METRICS[name][1]) for name, labels in shown)


def test_one_status_of_a_group_is_one() -> None:
    found = report(observed([(0, 5)]))
    status = {labels[1]: value for name, labels, value in samples(found) if name == "wirefold_lag_status"}
    assert status == {"ok": 0, "unknown": 1, "warning": 0, "stalled": 0, "stopped": 0}


def test_a_row_for_a_person() -> None:
    (row,) = rows(report(observed(*([(60 * i, 100_000 + 20 * i)] for i in range(4)))))
    assert dict(zip(HEADINGS, row, strict=True)) == {
        "group": "wirefold-cleaning",
        "status": "ok",
        "messages": "99,880",
        "behind": "1 min",
        "written/s": "1.0",
        "read/s": "3.0",
        "done in": "13 h 52 min",
        "expired": "-",
    }


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(None, "?"), (0, "0 s"), (0.4, "0 s"), (59.6, "1 min"), (61, "1 min 1 s"), (3600, "1 h"), (90_061, "1 d 1 h")],
)
def test_duration(seconds: float | None, shown: str) -> None:
    assert duration(seconds) == shown
