"""Times that a statement names: days, weekdays, weeks, months, seasons, years; and whether two of them can be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Literal

Level = Literal["day", "weekday", "part", "week", "month", "season", "year"]
_STEPS = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class When:
    """A named time.

    `value` is comparable within its level: a day is MM-DD, a weekday 0-6 from Monday, a part of the day 1-6,
    a week the date of its Monday, a month 1-12, a season 0-3 from winter, a year its number. `edge` is the part named
    ("start", "middle", "end"), `bound` is "until" or "from" where the time limits a span.
    """

    level: Level
    value: str
    text: str
    edge: str = ""
    bound: str = ""


def stepped(unit: str, step: str, said: date) -> tuple[Level, str] | None:
    """The level and value of "next week", "last month", "this year" as said on that day; None for other units."""
    by = _STEPS[step]
    if unit == "اسبوع":
        return "week", (said - timedelta(days=said.weekday()) + timedelta(weeks=by)).isoformat()
    if unit == "شهر":
        return "month", str((said.month - 1 + by) % 12 + 1)
    if unit == "عام":
        return "year", str(said.year + by)
    return None


def day_of(month: int, day: int) -> str | None:
    """MM-DD, or None where no year has that day."""
    try:
        return date(2024, month, day).strftime("%m-%d")
    except ValueError:
        return None


def nearest(value: str, said: date) -> date:
    """The day MM-DD nearest to the one on which it was said."""
    month, day = (int(part) for part in value.split("-"))
    years = [y for y in (said.year - 1, said.year, said.year + 1) if (month, day) != (2, 29) or y % 4 == 0]
    return min((date(y, month, day) for y in years or [2024]), key=lambda d: (abs((d - said).days), d))


def conflict(was: Sequence[When], now: Sequence[When], said: date) -> tuple[When, When] | None:
    """A time of each statement, both saying when the same thing is, that cannot be one; None where all can."""
    if not was or not now:
        return None
    for level in ("day", "weekday", "part", "week", "month", "season", "year"):
        a = [w for w in was if w.level == level]
        b = [w for w in now if w.level == level]
        if a and b:
            only_a = [w for w in a if all(w.value != other.value for other in b)]
            only_b = [w for w in b if all(w.value != other.value for other in a)]
            if only_a and only_b:
                return only_a[0], only_b[0]
            for x, y in product(a, b):
                if x.value == y.value and _limits_differ(x, y):
                    return x, y
    if was and now and not any(_can_be_one(a, b, said) for a, b in product(was, now)):
        return was[0], now[0]
    return None


def _limits_differ(a: When, b: When) -> bool:
    return bool(a.edge and b.edge and a.edge != b.edge) or {a.bound, b.bound} == {"until", "from"}


def _can_be_one(a: When, b: When, said: date) -> bool:
    """Whether times of the same or of different levels can mean the same: a day and its weekday, week or month."""
    if a.level == b.level:
        return a.value == b.value and not _limits_differ(a, b)
    if b.level == "day":
        a, b = b, a
    if a.level == "day":
        day = nearest(a.value, said)
        facts = {
            "weekday": str(day.weekday()),
            "week": (day - timedelta(days=day.weekday())).isoformat(),
            "month": str(day.month),
            "year": str(day.year),
        }
        return facts.get(b.level, b.value) == b.value
    coarse = {a.level, b.level} - {"weekday", "part"}
    return len(coarse) < 2
