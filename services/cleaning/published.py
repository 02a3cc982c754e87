"""When a story was published, as its page states it."""

import re
from datetime import datetime
from typing import Literal

from services.arabic import dates
from services.arabic.dates import Stamp
from services.arabic.normal import matching
from services.page.types import About, Story

Published = tuple[str, Literal["stated", "relative"]]

_UPDATED = re.compile(r"تحديث|محدث|\bحدثت?\b|تعديل|معدل|\bعدلت?\b|updated|modified|mis à jour")
_LABELLED = re.compile(r"نشر|اضيف|اضافه|posted|published|publié")
_SECONDS = re.compile(r"[0-9٠-٩]:[0-9٠-٩]{2}:[0-9٠-٩]{2}")


def published(story: Story, fetched_at: datetime) -> Published | None:
    """The story's date (YYYY-MM-DD, or with THH:MM) and whether the page states it or it is reckoned from `fetched_at`.

    A stamp labelled as publication wins, wherever it stands; else the first beside the title. Live clocks and
    updates are none; stamps of comments, lists and footers never get into `about`. None where the page is silent.
    """
    found = [
        (about, *labelled) for about in story.about if about.kind != "dateline" for labelled in _labelled(about.text)
    ]
    own = [(about, stamp, label) for about, stamp, label in found if not _UPDATED.search(label)]
    labelled = [stamp for _, stamp, label in own if _LABELLED.search(label)]
    beside = [s for about, s, _ in own if about.place in ("over", "head") and not _is_clock(about, s, fetched_at)]
    stamps = labelled + beside
    if stated := next((day for stamp in stamps if (day := dates.written(stamp))), None):
        return stated, "stated"
    reckoned = next((day for stamp in stamps if (day := dates.resolved(stamp, fetched_at))), None)
    return (reckoned, "relative") if reckoned else None


def _labelled(text: str) -> list[tuple[Stamp, str]]:
    """The line's stamps, each with the words between it and the one before, in matching form."""
    out, at = [], 0
    for stamp in dates.stamps(text):
        out.append((stamp, matching(text[at : stamp.start])))
        at = stamp.end
    return out


def _is_clock(about: About, stamp: Stamp, fetched_at: datetime) -> bool:
    """True for the page's live clock: over the title, with seconds or the very minute of the fetch (in some zone)."""
    if about.place != "over" or stamp.minute is None:
        return False
    return bool(_SECONDS.search(about.text)) or (stamp.hour is not None and stamp.minute == fetched_at.minute)
