"""Who is told what, as tables: events in, alerts out."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from alert_events import NOON, copy, statement

from schemas.codec import encode
from schemas.events import Alert, ArticleCopy, Statement, Wording
from services.alert.index import Index
from services.alert.query import parse
from services.alert.telling import LEVELS, Known, reached, tell, tell_each

WINDOW = timedelta(hours=72)
HOUR = timedelta(hours=1)


def index(**queries: str) -> Index:
    made = Index()
    for name, query in queries.items():
        made.put(name, parse(query))
    return made


def known(first: Statement, outlets: int = 1) -> Known:
    """A statement on as many pages, each of its own outlet."""
    pages = {first.article_id: first.source} | {f"page-{i}": f"outlet-{i}.example" for i in range(outlets - 1)}
    return Known(statement=first, pages=pages, told={}, moments={})


def told(event: Statement | ArticleCopy, one: Known, asked: Index, *, at: datetime = NOON) -> list[Alert]:
    """What the event sets off, which is known from then on."""
    telling = tell(event, one, asked, now=at, as_of=at, window=WINDOW)
    one.add(telling)
    return list(telling.alerts.values())


def short(alerts: list[Alert]) -> list[tuple[str, str, int]]:
    return [(alert.subscription_id, alert.event, len(alert.sources)) for alert in alerts]


def test_who_asked_for_it_is_told_once() -> None:
    asked, one = index(a="حوار", b="ميناء"), known(statement())
    assert short(told(statement(), one, asked)) == [("a", "new", 1)]
    assert told(statement(number=2, event="sighting"), one, asked) == []


def test_an_alert_carries_the_statement_and_why() -> None:
    (alert,) = told(statement(), known(statement(), outlets=3), index(a="حوار speaker:salem"))
    assert alert.statement == statement()
    assert [(match.field, match.term) for match in alert.matched] == [("quote", "حوار"), ("speaker.name_en", "salem")]
    assert (alert.copies, alert.sources) == (2, ("aln.example", "outlet-0.example", "outlet-1.example"))


def test_the_same_event_tells_the_same_again_whatever_has_come_since() -> None:
    asked, one = index(a="حوار"), known(statement())
    first = told(statement(), one, asked)
    grown = replace(one, pages=known(statement(), outlets=30).pages)
    told(copy(40), grown, asked, at=NOON + HOUR)
    again = told(statement(), grown, asked, at=NOON + 100 * HOUR)
    assert [encode(alert) for alert in again] == [encode(alert) for alert in first]


def test_a_later_wording_may_match_where_the_first_did_not() -> None:
    asked, one = index(a="ميناء"), known(statement("إن الحوار مستمر"))
    assert told(statement("إن الحوار مستمر"), one, asked) == []
    again = statement("إن الحوار في الميناء مستمر", number=2, event="sighting")
    (alert,) = told(again, one, asked)
    assert (alert.event, alert.statement) == ("new", again)


@pytest.mark.parametrize(
    ("outlets", "level"), [(1, 0), (4, 0), (5, 5), (19, 5), (20, 20), (99, 20), (100, 100), (5000, 100)]
)
def test_levels_of_spread(outlets: int, level: int) -> None:
    assert reached(outlets) == level


def test_spread_is_told_once_a_level() -> None:
    asked, pages = index(a="حوار"), {"article-1": "aln.example"}
    one = Known(statement=statement(), pages=pages, told={}, moments={})
    found = told(statement(), one, asked)
    for number in range(120):
        pages[f"copy-{number}"] = f"outlet-{number}.example"
        found += told(copy(number), one, asked)
    assert short(found) == [("a", "new", 1), *(("a", "spread", level) for level in LEVELS)]
    assert len({alert.alert_id for alert in found}) == 4
    assert {alert.statement for alert in found} == {statement()}


def test_who_is_told_late_is_not_told_of_the_spread_that_the_alert_shows() -> None:
    asked, one = index(a="حوار"), known(statement(), outlets=7)
    assert short(told(statement(), one, asked)) == [("a", "new", 7)]
    assert told(copy(1), one, asked) == []


def test_spread_counts_outlets_and_not_pages() -> None:
    asked, one = index(a="حوار"), known(statement())
    told(statement(), one, asked)
    one.pages.update({f"copy-{i}": "aln.example" for i in range(10)})
    assert told(copy(9), one, asked) == []


def test_spread_goes_to_those_alone_who_were_told_and_still_ask() -> None:
    asked, one = index(a="حوار", b="حوار"), known(statement())
    told(statement(), one, asked)
    asked.drop("a")  # paused, removed
    asked.put("c", parse("حوار"))
    one.pages.update(known(statement(), outlets=5).pages)
    assert short(told(copy(1), one, asked)) == [("b", "spread", 5)]


@pytest.mark.parametrize(
    ("given", "now", "is_told"),
    [
        ({}, NOON + 72 * HOUR, True),
        ({}, NOON + 73 * HOUR, False),  # seen too long ago
        ({"published_at": "2025-03-10"}, NOON + HOUR, True),
        ({"published_at": "2025-03-07"}, NOON, True),  # the day ends within the window
        ({"published_at": "2025-03-06"}, NOON, False),
        ({"published_at": "2025-03-07T13:00+00:00"}, NOON, True),
        ({"published_at": "2025-03-07T13:00+03:00"}, NOON, False),
        ({"published_at": "2025-03-07T13:00Z"}, NOON, True),
        ({"published_at": "2025-03-07T13:00"}, NOON, True),  # no zone: taken for UTC
        ({"published_at": "2025-03-07T11:00"}, NOON, False),
        ({"published_at": "2015-03-10"}, NOON, False),  # an old page, fetched today
        ({"published_at": "2025-02-31"}, NOON, True),  # a day that no calendar has says nothing
        ({"published_at": "2026-03-10"}, NOON, True),
    ],
)
def test_what_is_older_than_the_window_alerts_nobody(given: dict[str, Any], now: datetime, is_told: bool) -> None:
    event = statement(**given)
    assert bool(told(event, known(event), index(a="حوار"), at=now)) is is_told


def test_a_late_copy_of_an_old_statement_alerts_nobody() -> None:
    asked, one = index(a="حوار"), known(statement())
    told(statement(), one, asked)
    one.pages.update(known(statement(), outlets=5).pages)
    assert told(copy(1, fetched_at=NOON + 73 * HOUR), one, asked, at=NOON + 73 * HOUR) == []


def test_by_the_events_clock_an_archive_alerts_as_it_would_have_then() -> None:
    asked, event = index(a="حوار"), statement(published_at="2025-03-09")
    years_later = NOON + timedelta(days=3650)
    for clock, alerts in (("wall", 0), ("event", 1)):
        (tellings,) = tell_each(
            [event], [["said-1"]], {"said-1": known(event)}, asked,
            now=years_later, clock=clock, window=WINDOW,  # type: ignore[arg-type]
        )  # fmt: skip
        assert sum(len(telling.alerts) for telling in tellings) == alerts


def test_a_copy_may_bring_the_outlet_that_is_asked_for() -> None:
    asked, one = index(a="source:outlet-9", b="source:outlet-9.example ميناء"), known(statement())
    assert told(statement(), one, asked) == []
    one.pages["copy-9"] = "outlet-9.example"
    (alert,) = told(copy(9), one, asked)
    assert (alert.subscription_id, alert.event, alert.statement) == ("a", "new", statement())


def test_each_event_of_a_batch_sees_what_those_before_it_told() -> None:
    one = known(statement(), outlets=2)
    events = [statement(), statement(number=2, event="sighting"), copy(3)]
    tellings = tell_each(
        events, [["said-1"]] * 3, {"said-1": one}, index(a="حوار"), now=NOON, clock="wall", window=WINDOW
    )
    assert [len(telling.alerts) for (telling,) in tellings] == [1, 0, 0]


def arrive(events: list[Statement | ArticleCopy], asked: Index) -> list[Alert]:
    """The events one by one, as the store adds them: a page to its statement, then the decision."""
    copies: dict[str, str] = {}
    one: Known | None = None
    alerts = []
    for event in events:
        if isinstance(event, ArticleCopy):
            copies[event.article_id] = event.source
        else:
            one = one or Known(statement=event, pages={}, told={}, moments={})
            one.pages[event.article_id] = event.source
        if one:
            one.pages.update(copies)
            alerts += told(event, one, asked)
    return alerts


def level_of(alerts: list[Alert], name: str) -> int:
    """The widest spread that the subscription was told of."""
    return max(reached(len(alert.sources)) for alert in alerts if alert.subscription_id == name)


@pytest.mark.parametrize(("days", "is_told"), [(2, True), (5, False)])
def test_a_statement_that_was_first_worded_before_the_window_alerts_nobody(days: int, is_told: bool) -> None:
    """What was told of it then may have been forgotten meanwhile."""
    wordings = tuple(Wording(quote="الحوار", first_seen=NOON - timedelta(days=d)) for d in (days, 0))
    sighting = statement(number=9, event="sighting", wordings=wordings)
    assert bool(told(sighting, known(sighting), index(a="حوار"))) is is_told


def test_events_in_any_order_end_the_same() -> None:
    events: list[Statement | ArticleCopy] = [statement(), *(copy(i) for i in range(4))]
    events += [statement(number=n, event="sighting", source=f"sight-{n}.example") for n in range(2, 4)]
    asked = index(a="حوار", b='"الحوار مستمر"', c="source:outlet-1", d="source:sight-2")
    rng = random.Random(3)
    orders = [rng.sample(events, len(events)) for _ in range(200)]
    ends = set()
    for order in orders:
        alerts = arrive(order, asked)
        ids = [alert.alert_id for alert in alerts]
        assert len(ids) == len(set(ids))
        firsts = [alert.subscription_id for alert in alerts if alert.event == "new"]
        assert len(firsts) == len(set(firsts))
        ends.add(frozenset((name, level_of(alerts, name)) for name in {alert.subscription_id for alert in alerts}))
    assert ends == {frozenset((name, 5) for name in "abcd")}
