"""One partition of one consumer group: how far behind it is, and what that means.

The verdicts are those of Burrow (linkedin/Burrow `core/internal/evaluator/caching.go`, calculatePartitionStatus), with
two differences. Burrow reads the commits themselves and calls a group stopped when none come; an admin client sees
offsets alone, so a partition that stands while others of its group move is stalled, and where none moves the group has
stopped. And Burrow warns where the lag never falls; a group that commits in batches has a lag of saw teeth, so what
counts here is whether the later half of the time is all above the earlier one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, Protocol

Status = Literal["ok", "unknown", "warning", "stalled", "stopped"]

VERDICT_AFTER = timedelta(seconds=60)
"""A verdict looks back this far. A killed worker's partitions are read again within 15 s and a hung one ends itself
after 60 s, so what stands for longer stands for a reason that does not mend itself."""


class GroupOffset(Protocol):
    """A consumer group's place in a partition, as the runtime reads it. `committed` is None before the first commit."""

    @property
    def group(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def partition(self) -> int: ...
    @property
    def committed(self) -> int | None: ...
    @property
    def begin(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def oldest_uncommitted_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group stood at one time: it reads `position` next, the next record written gets `end`."""

    at: datetime
    position: int
    end: int

    @property
    def messages(self) -> int:
        """Messages behind."""
        return max(0, self.end - self.position)


def place(at: datetime, offset: GroupOffset) -> Place:
    """What retention deleted cannot be read: a group behind that, or without a commit, begins at the first record."""
    return Place(at, max(offset.begin, offset.committed or 0), offset.end)


def expired(offset: GroupOffset) -> int:
    """Messages that were deleted before the group read them."""
    return 0 if offset.committed is None else max(0, offset.begin - offset.committed)


def window(history: Sequence[Place]) -> Sequence[Place]:
    """The places that a verdict looks at: back to the last one that is VERDICT_AFTER old; none where that is not known.

    What was before the group was set back, or the topic made anew, tells nothing of the present.
    """
    start = 0
    for i, (a, b) in enumerate(pairwise(history), 1):
        if b.position < a.position or b.end < a.end:
            start = i
    settled = [i for i in range(start, len(history)) if history[-1].at - history[i].at >= VERDICT_AFTER]
    return history[settled[-1] :] if settled else ()


def status(history: Sequence[Place]) -> Status:
    """The verdict on a partition alone, oldest place first. A partition of a stopped group is "stalled" here."""
    if history[-1].messages == 0:
        return "ok"
    seen = window(history)
    if not seen:
        return "unknown"
    if any(p.messages == 0 for p in seen):
        return "ok"
    if seen[-1].position == seen[0].position:
        return "stalled"
    half = (len(seen) + 1) // 2
    grows = min(p.messages for p in seen[half:]) > max(p.messages for p in seen[:half])
    return "warning" if grows else "ok"


def seconds_behind(history: Sequence[Place], written_at: datetime | None) -> float | None:
    """How long ago the oldest message not committed was written, at the last place of the history.

    `written_at` is that message's own time. Where it is not known, the time is where the end offset passed the
    position, straight between two observations (as kafka-lag-exporter does); if it had passed before the first
    observation, the answer is the least that it can be, and None where there is but one.
    """
    now = history[-1]
    if now.messages == 0:
        return 0.0
    at = written_at or _passed(history, now.position)
    return None if at is None else max(0.0, (now.at - at).total_seconds())


def _passed(history: Sequence[Place], position: int) -> datetime | None:
    for a, b in pairwise(history):
        if a.end <= position < b.end:
            return a.at + (b.at - a.at) * ((position - a.end) / (b.end - a.end))
    return history[0].at if len(history) > 1 else None
