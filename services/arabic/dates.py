"""Dates and times as Arabic pages write them: Gregorian in every month tradition, Hijri, in figures, English, relative.

Reading and resolving are apart: `stamps` says what stands in the text, `written` what day that states, and `resolved`
what day a relative stamp means when the page was fetched at a given moment.
"""

import re
from bisect import bisect
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from services.arabic.date_patterns import (
    CLOCK,
    DAY_MONTH,
    DAY_WORDS,
    FIGURES,
    GREGORIAN,
    HIJRI,
    HIJRI_DATE,
    ISO,
    MONTH_DAY,
    RELATIVE,
    UNITS,
    YEAR_MONTH_DAY,
    key,
)
from services.arabic.normal import matching

NEAR = 24
"""Most characters between a date and the clock time that belongs to it: «28 فبراير 2025 - الساعة 14:30»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date or time at text[start:end].

    `minutes_ago` is set for a relative stamp: "3 hours ago" is 180, "yesterday" 1440. `zone` is "Z" or "+03:00" where
    the text names one.
    """

    start: int
    end: int
    calendar: Literal["gregorian", "hijri", "relative", "clock"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    minutes_ago: int | None = None


def stamps(text: str) -> list[Stamp]:
    """Every date in the text, in order, without overlap; a clock time near a date is joined to it."""
    if not re.search(r"[0-9٠-٩۰-۹]|منذ|قبل|اليوم|مس(?!\w)|الآن|day|now", text):
        return []
    taken = bytearray(len(text))
    found: list[Stamp] = []
    for reader in (_iso, _hijri, _month_day, _day_month, _figures, _relative):
        found += _free(taken, reader(text))
    return _joined(text, sorted(found, key=_start), _free(taken, _clocks(text)))


def written(stamp: Stamp) -> str | None:
    """The day that the stamp itself states: YYYY-MM-DD, with THH:MM and zone where written. None where it is open."""
    if stamp.calendar != "gregorian" or not (stamp.year and stamp.month and stamp.day):
        return None
    day = f"{stamp.year:04}-{stamp.month:02}-{stamp.day:02}"
    if stamp.hour is None:
        return day
    return f"{day}T{stamp.hour:02}:{stamp.minute or 0:02}{stamp.zone or ''}"


def resolved(stamp: Stamp, fetched_at: datetime) -> str | None:
    """The day (YYYY-MM-DD, UTC) that a relative stamp means on a page fetched at `fetched_at`."""
    if stamp.calendar != "relative" or stamp.minutes_ago is None:
        return None
    try:
        return (fetched_at - timedelta(minutes=stamp.minutes_ago)).date().isoformat()
    except OverflowError:
        return None


def _start(stamp: Stamp) -> int:
    return stamp.start


def _free(taken: bytearray, found: list[Stamp]) -> list[Stamp]:
    """The stamps of whose characters none is taken yet; takes theirs."""
    free = []
    for stamp in found:
        if not any(taken[stamp.start : stamp.end]):
            free.append(stamp)
            taken[stamp.start : stamp.end] = b"\x01" * (stamp.end - stamp.start)
    return free


def _whole(digits: str) -> int:
    return int(matching(digits))


@lru_cache(maxsize=4096)
def _month(names: str) -> int | None:
    """The month that both names of a dual form mean: «فبراير/شباط». None where they contradict."""
    months = {GREGORIAN.get(key(name)) for name in re.split(r"[/\\(\-–]", names.rstrip(")"))}
    return months.pop() if len(months) == 1 else None


def _gregorian(found: re.Match[str], year: str | None, month: int | None, day: str) -> Stamp | None:
    y, d = (_whole(year) if year else None), _whole(day)
    try:
        date(y or 2000, month or 0, d)
    except ValueError:
        return None
    return Stamp(start=found.start(), end=found.end(), calendar="gregorian", year=y, month=month, day=d)


def _iso(text: str) -> list[Stamp]:
    out = []
    for f in ISO.finditer(text):
        try:
            moment = datetime(int(f[1]), int(f[2]), int(f[3]), int(f[4]), int(f[5]))  # noqa: DTZ001 the page's own clock
        except ValueError:
            continue
        s = Stamp(
            start=f.start(),
            end=f.end(),
            calendar="gregorian",
            year=moment.year,
            month=moment.month,
            day=moment.day,
            hour=moment.hour,
            minute=moment.minute,
            zone=_offset(f[6]),
        )
        out.append(s)
    return out


def _day_month(text: str) -> list[Stamp]:
    found = (_gregorian(f, f["year"], _month(f["month"]), f["day"]) for f in DAY_MONTH.finditer(text))
    return [stamp for stamp in found if stamp]


def _month_day(text: str) -> list[Stamp]:
    matches = (*MONTH_DAY.finditer(text), *YEAR_MONTH_DAY.finditer(text))
    found = (_gregorian(f, f["year"], _month(f["month"]), f["day"]) for f in matches)
    return [stamp for stamp in found if stamp]


def _figures(text: str) -> list[Stamp]:
    """Day before month, as the Arab press writes; the other way only where the figures allow no other reading."""
    out = []
    for f in FIGURES.finditer(text):
        year, a, b = (f["y1"], f["d1"], f["m1"]) if f["y1"] else (f["y2"], f["d2"], f["m2"])
        stamp = _gregorian(f, year, _whole(b), a) or _gregorian(f, year, _whole(a), b)
        if stamp:
            out.append(stamp)
    return out


def _hijri(text: str) -> list[Stamp]:
    out = []
    for f in HIJRI_DATE.finditer(text):
        year, month, day = (
            (_whole(f["year"]), HIJRI.get(key(f["month"])), _whole(f["day"])) if f["month"] else (None,) * 3
        )
        out.append(Stamp(start=f.start(), end=f.end(), calendar="hijri", year=year, month=month, day=day))
    return out


def _relative(text: str) -> list[Stamp]:
    out = []
    for f in RELATIVE.finditer(text):
        if f["word"]:
            ago = DAY_WORDS[key(f["word"])] * 1440
        elif f["eunit"]:
            ago = int(f["english"]) * UNITS[f["eunit"].lower()]
        else:
            minutes, dual = UNITS[key(f["unit"])], f["unit"].endswith("ين")
            ago = minutes * (_whole(f["count"]) if f["count"] else 2 if dual else 1)
        out.append(Stamp(start=f.start(), end=f.end(), calendar="relative", minutes_ago=ago))
    return out


def _clocks(text: str) -> list[Stamp]:
    out = []
    for f in CLOCK.finditer(text):
        hour, minute, half = _whole(f["hour"]), _whole(f["minute"]), (f["half"] or "").lower()
        if half[:1] in ("م", "p", "ع") or half.startswith("ظ"):
            hour += 12 if hour < 12 else 0
        elif half and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            shift = (f["shift"] or "").strip()
            zone = _offset(shift) if shift and f["zone"] else "Z" if f["zone"] else None
            out.append(Stamp(start=f.start(), end=f.end(), calendar="clock", hour=hour, minute=minute, zone=zone))
    return out


def _offset(zone: str | None) -> str | None:
    """+3, +0300 and +03:00 as +03:00."""
    if not zone or zone.upper() == "Z":
        return zone and "Z"
    sign, rest = zone[0], zone[1:].replace(":", "")
    hours, minutes = (rest[:-2], rest[-2:]) if len(rest) > 2 else (rest, "00")
    return f"{sign}{int(hours):02}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else None


def _joined(text: str, found: list[Stamp], clocks: list[Stamp]) -> list[Stamp]:
    """Each clock goes to the nearest date without a time, within NEAR characters of the same line."""
    out, starts = list(found), [stamp.start for stamp in found]
    for clock in clocks:
        after = bisect(starts, clock.start)
        near = [
            (gap, i)
            for i in (after - 1, after)
            if 0 <= i < len(found) and (gap := _gap(text, out[i], clock)) is not None
        ]
        if near:
            _, i = min(near)
            out[i] = _with_clock(out[i], clock)
        else:
            out.append(clock)
    return sorted(out, key=_start)


def _gap(text: str, stamp: Stamp, clock: Stamp) -> int | None:
    if stamp.calendar == "hijri" or stamp.hour is not None:
        return None
    start, end = (stamp.end, clock.start) if stamp.end <= clock.start else (clock.end, stamp.start)
    return end - start if end - start <= NEAR and "\n" not in text[start:end] else None


def _with_clock(stamp: Stamp, clock: Stamp) -> Stamp:
    start, end = min(stamp.start, clock.start), max(stamp.end, clock.end)
    return replace(stamp, start=start, end=end, hour=clock.hour, minute=clock.minute, zone=clock.zone)
