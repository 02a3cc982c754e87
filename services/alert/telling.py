"""Who is told of a statement, and when: one alert for each subscription, then a few as it spreads.

What is known of a statement are sets, so that events in any order end the same: the same subscriptions know of it, up
to the same level. What was told is kept with the event that set it off, so that the same event tells the same again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from schemas.codec import digest
from schemas.events import Alert, ArticleCopy, Match, Statement
from services.alert.index import Index
from services.alert.matching import said

LEVELS = (5, 20, 100)
"""Numbers of outlets at which a subscriber hears of a statement again. Of 658 wire texts that two or more of 14
newspapers printed in four days of July 2015 (SaudiNewsNet, containment >= 0.5), 97 reached five; then each step is
four times the last or more, so that the most that is said of a statement is four alerts."""

NEW = 0
"""The level of the first alert."""

Event = Statement | ArticleCopy
Clock = Literal["wall", "event"]
"""An age is counted to the time now, or to when the event's page was fetched, as befits an archive."""

Level = int
Alerts = dict[tuple[str, Level], Alert]
Told = dict[tuple[str, Level], str]
"""(subscription, level) -> the trigger that told it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What all alerts share that one event sets off: what was known of the statement when it came."""

    created_at: datetime
    statement: Statement
    sources: tuple[str, ...]
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one statement. `statement` is its first event, `pages` article_id -> outlet, copies included."""

    statement: Statement
    pages: dict[str, str]
    told: Told
    moments: dict[str, Moment]

    def add(self, telling: "Telling") -> None:
        """What was told now is known to the events that follow. What was told before stays as it was."""
        if telling.alerts:
            self.moments.setdefault(telling.trigger, telling.moment)
        for key in telling.alerts:
            self.told.setdefault(key, telling.trigger)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one event sets off for one statement."""

    trigger: str
    moment: Moment
    alerts: Alerts


def trigger(event: Event) -> str:
    """The id of what sets alerts off: the same for the same event read again."""
    if isinstance(event, Statement):
        return event.event_id
    return digest("copy", event.article_id, event.cluster_id, event.copy_of)


def reached(outlets: int) -> Level:
    """The highest level that so many outlets make."""
    return max((level for level in LEVELS if outlets >= level), default=NEW)


def seen_at(event: Event) -> datetime:
    """When the event's page was fetched."""
    return event.seen_at if isinstance(event, Statement) else event.fetched_at


def tell(event: Event, known: Known, index: Index, *, now: datetime, as_of: datetime, window: timedelta) -> Telling:
    """What the event sets off for one statement that it speaks of: nothing, or alerts; the same when asked again.

    Alerts are made at `now`. A statement that was published, seen or first worded over a `window` before `as_of` alerts
    nobody.
    """
    mark = trigger(event)
    statement = event if isinstance(event, Statement) else known.statement
    sources = tuple(sorted(set(known.pages.values())))
    this = Moment(created_at=now, statement=statement, sources=sources, copies=max(0, len(known.pages) - 1))
    again = known.moments.get(mark)
    if again is None and not _is_fresh(statement, as_of, window):
        return Telling(mark, this, {})
    this = again or this
    first = _first(this, mark, known, index) if isinstance(event, Statement) or index.wants(event.source) else {}
    return Telling(mark, this, {**first, **_spread(this, mark, known, index)})


def tell_each(
    events: Sequence[Event],
    of: Sequence[Sequence[str]],
    known: Mapping[str, Known],
    index: Index,
    *,
    now: datetime,
    clock: Clock,
    window: timedelta,
) -> list[list[Telling]]:
    """What each event sets off, for each statement that it speaks of (`of`). Each sees what those before it told."""
    told = []
    for event, statements in zip(events, of, strict=True):
        as_of = now if clock == "wall" else seen_at(event)
        tellings = []
        for one in map(known.__getitem__, statements):
            tellings.append(tell(event, one, index, now=now, as_of=as_of, window=window))
            one.add(tellings[-1])
        told.append(tellings)
    return told


def _first(this: Moment, mark: str, known: Known, index: Index) -> Alerts:
    """Alerts to those who have not heard of the statement, or heard of it by this very event."""
    text = said(this.statement, this.sources)
    return {
        (name, NEW): _alert(name, NEW, this.statement, index.match(name, text) or (), this)
        for name in index.matching(text)
        if known.told.get((name, NEW), mark) == mark
    }


def _spread(this: Moment, mark: str, known: Known, index: Index) -> Alerts:
    """Alerts to those who heard of the statement before it reached this level. They get the statement they know."""
    level = reached(len(this.sources))
    if level == NEW:
        return {}
    heard = {name: known.moments[by] for (name, told), by in known.told.items() if told == NEW}
    texts = {id(moment): said(moment.statement, this.sources) for moment in heard.values()}
    widest = _widest(known)
    alerts = {}
    for name in sorted(heard):
        moment = heard[name]
        if known.told.get((name, level)) != mark and widest[name] >= level:
            continue
        matched = index.match(name, texts[id(moment)])
        if matched is not None:
            alerts[name, level] = _alert(name, level, moment.statement, matched, this)
    return alerts


def _widest(known: Known) -> dict[str, Level]:
    """Subscription -> the highest level that it knows of: of what it was told, the widest spread."""
    widest: dict[str, Level] = {}
    for (name, _), by in known.told.items():
        widest[name] = max(widest.get(name, NEW), reached(len(known.moments[by].sources)))
    return widest


def _alert(
    subscription_id: str, level: Level, statement: Statement, matched: tuple[Match, ...], moment: Moment
) -> Alert:
    event: Literal["new", "spread"] = "new" if level == NEW else "spread"
    return Alert(
        alert_id=digest(subscription_id, statement.statement_id, event, level),
        subscription_id=subscription_id,
        event=event,
        statement=statement,
        created_at=moment.created_at,
        matched=matched,
        copies=moment.copies,
        sources=moment.sources,
    )


def _is_fresh(statement: Statement, as_of: datetime, window: timedelta) -> bool:
    """Whether its page, what the page states as its time and its first wording are all of the window: what came of a
    statement may have been forgotten after it."""
    times = [statement.seen_at, _latest(statement.published_at), *(w.first_seen for w in statement.wordings[:1])]
    return all(time >= as_of - window for time in times if time is not None)


def _latest(published_at: str | None) -> datetime | None:
    """The latest time that a page's date can mean: the end of a day, and UTC where no zone is stated, since outlets
    that write in Arabic keep that time or an earlier one (UTC to UTC+4).

    None for a day that no calendar has, which says nothing of the page's age.
    """
    if published_at is None:
        return None
    try:
        if len(published_at) == len("YYYY-MM-DD"):
            return datetime.combine(date.fromisoformat(published_at) + timedelta(days=1), time.min, UTC)
        at = datetime.fromisoformat(published_at)
    except (ValueError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
