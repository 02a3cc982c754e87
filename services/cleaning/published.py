"""When a story was published, as its page states it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from services.arabic import dates
from services.arabic.dates import Stamp
from services.arabic.normal import matching
from services.page.types import About, Story

Published = tuple[str, Literal["stated", "relative"]]
Stamps = Callable[[str], list[Stamp]]
"""The dates of a text, as its language writes them."""
Standing = Literal["labelled", "beside", "over", "declared", "update", "clock", "dateline", "apart"]
"""What a date on the page may be: "labelled" as publication, "beside" the text under the title, "over" the title and
"declared" in the markup give the story's date; an "update", a live "clock" or the day of printing, one in a "dateline"
and one "apart" from the title never do."""
TAKEN: tuple[Standing, ...] = ("labelled", "beside", "over", "declared")
"""Those that give the story's date, the better first."""

_LABELS: tuple[tuple[re.Pattern[str], Standing], ...] = (
    (re.compile(r"تحديث|محدث|\bحدثت?\b|تعديل|معدل|\bعدلت?\b|updated|modified|mis à jour"), "update"),
    (re.compile(r"\bطبعت?\b|طباعه|printed"), "clock"),
    (re.compile(r"نشر|اضيف|اضافه|posted|published|publié"), "labelled"),
)
"""What the words before a date make of it."""
_TICKS = re.compile(r"\d:\d{2}:\d{2}|\bالان\b")
"""A clock with seconds, or the time «now»."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date, `text` in a line about a story. `day` is None where it leaves the day open."""

    line: str
    text: str
    standing: Standing
    day: str | None
    basis: Literal["stated", "relative"]


def published(story: Story, fetched_at: datetime, stamps: Stamps) -> Published | None:
    """The story's date (YYYY-MM-DD, or with THH:MM) and whether the page states it or it is reckoned from `fetched_at`.

    A stamp labelled as publication wins, wherever it stands; else the first between title and text; else one right over
    the title, where sites print today's; else what the markup declares, unless that lies in the future. Live clocks and
    updates are none; stamps of comments, lists and footers never get into `about`. None where the page is silent.
    """
    chosen = choose(candidates(story, fetched_at, stamps))
    return (chosen.day, chosen.basis) if chosen and chosen.day else None


def choose(found: Sequence[Candidate]) -> Candidate | None:
    """The one that gives the story's date: a stated day before a reckoned one, then the better standing."""
    usable = [one for one in found if one.day and one.standing in TAKEN]
    return min(usable, key=lambda one: (one.basis != "stated", TAKEN.index(one.standing)), default=None)


def candidates(story: Story, fetched_at: datetime, stamps: Stamps) -> list[Candidate]:
    """Every date in the lines about a story, in page order."""
    ticks = any(about.place == "over" and _TICKS.search(matching(about.text)) for about in story.about)
    return [
        _candidate(about, stamp, label, fetched_at, ticks=ticks)
        for about in story.about
        for stamp, label in _labelled(about.text, stamps)
    ]


def _candidate(about: About, stamp: Stamp, label: str, fetched_at: datetime, *, ticks: bool) -> Candidate:
    return Candidate(
        line=about.text,
        text=about.text[stamp.start : stamp.end],
        standing=_standing(about, stamp, label, fetched_at, ticks=ticks),
        day=dates.written(stamp) or dates.resolved(stamp, fetched_at),
        basis="relative" if stamp.calendar == "relative" else "stated",
    )


def _standing(about: About, stamp: Stamp, label: str, fetched_at: datetime, *, ticks: bool) -> Standing:
    """`ticks` says that a clock with seconds stands over the title."""
    if about.kind == "dateline":
        return "dateline"
    if about.place == "markup":
        return "declared" if _has_come(stamp, fetched_at) else "apart"
    if labelled := next((standing for pattern, standing in _LABELS if pattern.search(label)), None):
        return labelled
    if about.place == "over":
        return "clock" if ticks or _is_minute_of(fetched_at, stamp) else "over"
    return "beside" if about.place == "head" else "apart"


def _labelled(text: str, stamps: Stamps) -> list[tuple[Stamp, str]]:
    """The line's stamps, each with the words between it and the one before, in matching form."""
    out, at = [], 0
    for stamp in stamps(text):
        out.append((stamp, matching(text[at : stamp.start])))
        at = stamp.end
    return out


def _is_minute_of(fetched_at: datetime, stamp: Stamp) -> bool:
    """True for the very minute of the fetch (in some zone), as the page's live clock shows it."""
    return stamp.hour is not None and stamp.minute is not None and stamp.minute == fetched_at.minute


def _has_come(stamp: Stamp, fetched_at: datetime) -> bool:
    """True for a day that had come somewhere when the page was fetched, and that is not the one clocks begin with."""
    day = (dates.written(stamp) or "")[:10]
    return "1970-01-02" < day <= (fetched_at + timedelta(days=1)).date().isoformat()
