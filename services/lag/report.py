"""From observations of offsets to what is told of each consumer group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.lag import verdict
from services.lag.verdict import GroupOffset, Place, Status

KEPT = timedelta(minutes=10)
"""How far back observations are kept: enough for a verdict, and for the time of a message that has none of its own."""

_WORST_FIRST: tuple[Status, ...] = ("stopped", "stalled", "warning", "unknown", "ok")


@dataclass(frozen=True, slots=True)
class Observation:
    """All groups' offsets at one time."""

    at: datetime
    offsets: Sequence[GroupOffset]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionLag:
    """`seconds` is the age of the oldest message not committed, `expired` counts messages deleted unread."""

    topic: str
    partition: int
    committed: int | None
    end: int
    messages: int
    seconds: float | None
    expired: int
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLag:
    """The worst of its partitions for `status` and `seconds`, the sum for the rest.

    Rates are of the time that the verdict looks back, null before that. `drained_in_seconds` is when nothing is left
    at these rates: null if never, or not known.
    """

    group: str
    status: Status
    messages: int
    seconds: float | None
    expired: int
    written_per_second: float | None
    read_per_second: float | None
    drained_in_seconds: float | None
    partitions: tuple[PartitionLag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    observed_at: datetime
    groups: tuple[GroupLag, ...]


def kept(history: Sequence[Observation], newest: Observation) -> list[Observation]:
    """The history with the newest observation, and without what is older than KEPT."""
    return [*(one for one in history if newest.at - one.at <= KEPT), newest]


def report(history: Sequence[Observation]) -> Report:
    """What the observations say at the time of the last of them, groups in its order. The history is not empty."""
    latest = history[-1]
    places: dict[tuple[str, str, int], list[Place]] = {}
    for observation in history:
        for offset in observation.offsets:
            places.setdefault(_key(offset), []).append(verdict.place(observation.at, offset))
    by_group: dict[str, list[GroupOffset]] = {}
    for offset in latest.offsets:
        by_group.setdefault(offset.group, []).append(offset)
    return Report(
        observed_at=latest.at, groups=tuple(_group(name, offsets, places) for name, offsets in by_group.items())
    )


def _key(offset: GroupOffset) -> tuple[str, str, int]:
    return offset.group, offset.topic, offset.partition


def _group(
    name: str, offsets: Sequence[GroupOffset], places: Mapping[tuple[str, str, int], Sequence[Place]]
) -> GroupLag:
    histories = [places[_key(offset)] for offset in offsets]
    windows = [verdict.window(history) for history in histories]
    stands = all(seen and seen[-1].position == seen[0].position for seen in windows)
    partitions = tuple(_partition(o, history, stands) for o, history in zip(offsets, histories, strict=True))
    messages = sum(p.messages for p in partitions)
    worst = next(status for status in _WORST_FIRST if any(p.status == status for p in partitions))
    written, read = _rates(windows)
    return GroupLag(
        group=name,
        status=worst,
        messages=messages,
        seconds=_oldest(partitions),
        expired=sum(p.expired for p in partitions),
        written_per_second=written,
        read_per_second=read,
        drained_in_seconds=_drained_in(messages, worst, written, read),
        partitions=partitions,
    )


def _partition(offset: GroupOffset, history: Sequence[Place], group_stands: bool) -> PartitionLag:
    status = verdict.status(history)
    seconds = verdict.seconds_behind(history, offset.oldest_uncommitted_at)
    return PartitionLag(
        topic=offset.topic,
        partition=offset.partition,
        committed=offset.committed,
        end=offset.end,
        messages=history[-1].messages,
        seconds=None if seconds is None else round(seconds, 1),
        expired=verdict.expired(offset),
        status="stopped" if status == "stalled" and group_stands else status,
    )


def _oldest(partitions: Sequence[PartitionLag]) -> float | None:
    """None where messages wait and the age of none is known."""
    known = [p.seconds for p in partitions if p.seconds is not None and p.messages]
    return max(known, default=None if any(p.messages for p in partitions) else 0.0)


def _rates(windows: Sequence[Sequence[Place]]) -> tuple[float | None, float | None]:
    """Messages written and read per second, over all partitions."""
    if not all(windows):
        return None, None
    spans = [(seen[0], seen[-1], (seen[-1].at - seen[0].at).total_seconds()) for seen in windows]
    written = sum((last.end - first.end) / seconds for first, last, seconds in spans)
    read = sum((last.position - first.position) / seconds for first, last, seconds in spans)
    return round(written, 2), round(read, 2)


def _drained_in(messages: int, status: Status, written: float | None, read: float | None) -> float | None:
    if messages == 0:
        return 0.0
    if written is None or read is None or read <= written or status in ("stalled", "stopped"):
        return None
    return round(messages / (read - written), 1)
