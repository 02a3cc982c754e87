"""What the console keeps of each event, and what it makes of it to show.

Events of four topics come in any order, and again after a fault: each is kept under ids of its own, and all that is
shown is worked out from what is kept when it is asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from schemas.codec import decode, digest, encode
from schemas.events import Alert, ArticleCopy, Contrast, Delivery, Match, Speaker, Statement


@dataclass(frozen=True, slots=True)
class Shelf:
    """Items of one kind, the newest `most` of them, each with at most `parts` parts."""

    name: str
    most: int
    parts: int


STATEMENTS = Shelf("statements", 500, 200)
CLUSTERS = Shelf("clusters", 2000, 200)
ALERTS = Shelf("alerts", 500, 20)
"""Bounds of a reader's patience."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an item to keep: `at` is a time of the item, which is as old as its oldest part.

    One that does not open an item is kept only with an item that is there. Occurrences of a statement come in order, so
    a sighting without its statement is one of a statement that is too old to be kept: it would look like a new one.
    """

    shelf: Shelf
    item: str
    at: datetime
    name: str
    value: bytes
    opens: bool = True


Event = Statement | ArticleCopy | Alert | Delivery


def part(event: Event) -> Part:
    """What is kept of an event: all but the lists that nothing here shows."""
    match event:
        case Statement():
            kept = encode(replace(event, entities=()))
            opens = event.event == "new"
            return Part(STATEMENTS, event.statement_id, event.seen_at, event.occurrence_id, kept, opens)
        case ArticleCopy():
            kept = encode(replace(event, embedded=()))
            return Part(CLUSTERS, event.cluster_id, event.fetched_at, digest(event.url), kept)
        case Alert():
            kept = encode(replace(event, statement=replace(event.statement, entities=())))
            return Part(ALERTS, event.alert_id, event.created_at, ALERT, kept)
        case Delivery():
            return Part(ALERTS, event.alert_id, event.at, digest(event.channel, event.target), encode(event))


ALERT = "alert"
"""The part of an alert that is not a delivery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page where the statement stands. `quote` is null for a copy, which nobody read again."""

    url: str
    source: str
    seen_at: datetime
    published_at: str | None = None
    via: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A statement and its spread: `sightings` counts occurrences, `copies` pages that repeat one, `sources` outlets."""

    statement_id: str
    quote: str
    kind: str
    said: str
    speaker: Speaker
    language: str
    first_seen_at: datetime
    published_at: str | None
    sightings: int
    copies: int
    sources: tuple[str, ...]
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A statement with every page that is kept of it: where it was read, and the copies of those pages."""

    statement: Summary
    occurrences: tuple[Page, ...]
    copies: tuple[Page, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an alert on one channel. Targets are left out: a webhook's address may be a secret."""

    channel: str
    outcome: str
    attempts: int
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An alert and what became of it; no deliveries yet means that it waits."""

    alert_id: str
    subscription_id: str
    event: str
    created_at: datetime
    statement_id: str
    quote: str
    speaker: Speaker
    language: str
    matched: tuple[Match, ...]
    copies: int
    sources: tuple[str, ...]
    deliveries: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Statements from newest to oldest. `before` asks for those that follow, null if none do."""

    statements: tuple[Summary, ...]
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Alerts from newest to oldest, as `Statements`."""

    alerts: tuple[Told, ...]
    before: str | None


E = TypeVar("E")


def _read(kind: type[E], parts: Iterable[bytes]) -> list[E]:
    return [decode(kind, part) for part in parts]


def occurrences(parts: Mapping[str, bytes]) -> list[Statement]:
    """The kept occurrences of a statement, the first one first."""
    found = _read(Statement, parts.values())
    return sorted(found, key=lambda one: (one.event != "new", one.seen_at, one.occurrence_id))


def clusters(seen: Iterable[Statement]) -> set[str]:
    """The clusters whose copies are the statement's copies too."""
    return {one.cluster_id for one in seen if one.cluster_id}


def copies(parts: Iterable[Mapping[str, bytes]]) -> list[ArticleCopy]:
    """The kept copies of some clusters, the oldest first."""
    found = [copy for cluster in parts for copy in _read(ArticleCopy, cluster.values())]
    return sorted(found, key=lambda copy: (copy.fetched_at, copy.url))


def summary(seen: Sequence[Statement], repeated: Sequence[ArticleCopy]) -> Summary:
    """The statement as its first occurrence has it, with the spread of all."""
    first = seen[0]
    named = [*(source for one in seen for source in (one.source, *one.sources)), *(copy.source for copy in repeated)]
    contrasts = dict.fromkeys(contrast for one in seen for contrast in one.contrasts)
    return Summary(
        statement_id=first.statement_id,
        quote=first.quote,
        kind=first.kind,
        said=first.said,
        speaker=first.speaker,
        language=first.language,
        first_seen_at=min(one.seen_at for one in seen),
        published_at=first.published_at,
        sightings=max(one.sightings for one in seen),
        copies=len(repeated),
        sources=tuple(dict.fromkeys(named)),
        contrasts=tuple(contrasts),
    )


def whole(seen: Sequence[Statement], repeated: Sequence[ArticleCopy]) -> Whole:
    """The statement with its pages."""
    return Whole(
        statement=summary(seen, repeated),
        occurrences=tuple(
            Page(
                url=one.url,
                source=one.source,
                seen_at=one.seen_at,
                published_at=one.published_at,
                via=one.via,
                quote=one.quote,
            )
            for one in seen
        ),
        copies=tuple(Page(url=copy.url, source=copy.source, seen_at=copy.fetched_at) for copy in repeated),
    )


def told(parts: Mapping[str, bytes]) -> Told | None:
    """The alert with its deliveries in order of time; None where deliveries came before the alert."""
    if ALERT not in parts:
        return None
    alert = decode(Alert, parts[ALERT])
    outcomes = _read(Delivery, (value for name, value in parts.items() if name != ALERT))
    return Told(
        alert_id=alert.alert_id,
        subscription_id=alert.subscription_id,
        event=alert.event,
        created_at=alert.created_at,
        statement_id=alert.statement.statement_id,
        quote=alert.statement.quote,
        speaker=alert.statement.speaker,
        language=alert.statement.language,
        matched=alert.matched,
        copies=alert.copies,
        sources=alert.sources,
        deliveries=tuple(
            Outcome(channel=one.channel, outcome=one.outcome, attempts=one.attempts, at=one.at, reason=one.reason)
            for one in sorted(outcomes, key=lambda one: (one.at, one.channel))
        ),
    )
