"""A report as a person and as Prometheus see it."""

from collections.abc import Iterator, Sequence
from typing import get_args

from services.lag.report import Report
from services.lag.verdict import Status

HEADINGS = ("group", "status", "messages", "behind", "written/s", "read/s", "done in", "expired")

METRICS = {
    "wirefold_lag_messages": ("Messages that a group has yet to commit", ("group", "topic", "partition")),
    "wirefold_lag_seconds": ("Age in seconds of the oldest message not committed", ("group", "topic", "partition")),
    "wirefold_lag_expired_messages": ("Messages deleted before the group read them", ("group", "topic", "partition")),
    "wirefold_lag_status": ("1 for the group's verdict, 0 for the others", ("group", "status")),
    "wirefold_lag_drained_seconds": ("Seconds until nothing is left at the present rates; none if never", ("group",)),
    "wirefold_lag_observed_timestamp_seconds": ("When the offsets were last read (Unix time)", ()),
}
"""Every metric of this service, all gauges: its meaning and unit, and its labels."""


def samples(report: Report) -> Iterator[tuple[str, Sequence[str], float]]:
    """Metric, values of its labels, value."""
    yield "wirefold_lag_observed_timestamp_seconds", (), report.observed_at.timestamp()
    for group in report.groups:
        for status in get_args(Status):
            yield "wirefold_lag_status", (group.group, status), float(group.status == status)
        if group.drained_in_seconds is not None:
            yield "wirefold_lag_drained_seconds", (group.group,), group.drained_in_seconds
        for p in group.partitions:
            labels = (group.group, p.topic, str(p.partition))
            yield "wirefold_lag_messages", labels, p.messages
            yield "wirefold_lag_expired_messages", labels, p.expired
            if p.seconds is not None:
                yield "wirefold_lag_seconds", labels, p.seconds


def rows(report: Report) -> list[tuple[str, ...]]:
    """A row of a table for each group, under HEADINGS."""
    return [
        (
            group.group,
            group.status,
            f"{group.messages:,}",
            duration(group.seconds),
            rate(group.written_per_second),
            rate(group.read_per_second),
            duration(group.drained_in_seconds) if group.messages else "-",
            f"{group.expired:,}" if group.expired else "-",
        )
        for group in report.groups
    ]


def duration(seconds: float | None) -> str:
    """Two units at most, as `3 min 20 s`; `?` where it is not known."""
    if seconds is None:
        return "?"
    whole = round(seconds)
    parts = ((whole // 86400, "d"), (whole // 3600 % 24, "h"), (whole // 60 % 60, "min"), (whole % 60, "s"))
    shown = [f"{count} {unit}" for count, unit in parts if count]
    return " ".join(shown[:2]) or "0 s"


def rate(per_second: float | None) -> str:
    return "?" if per_second is None else f"{per_second:,.1f}"
