"""What is kept of each event, and what is made of it, in whatever order the events came."""

import pytest
from console_events import CONTRAST, NOW, alert, copy, delivery, statement

from schemas.events import ArticleCopy, Statement
from services.console import board
from services.console.board import ALERTS, CLUSTERS, STATEMENTS, Event, Shelf


@pytest.mark.parametrize(
    ("event", "shelf", "item"),
    [
        (statement(), STATEMENTS, "s"),
        (copy(), CLUSTERS, "cluster-1"),
        (alert(), ALERTS, "a"),
        (delivery(), ALERTS, "a"),
    ],
)
def test_an_event_is_kept_with_what_it_belongs_to(event: Event, shelf: Shelf, item: str) -> None:
    part = board.part(event)
    assert (part.shelf, part.item) == (shelf, item)
    assert b'entities":[{' not in part.value


def test_a_later_delivery_on_the_same_channel_takes_the_place_of_the_earlier() -> None:
    failed, done, elsewhere = delivery(outcome="failed"), delivery(), delivery(channel="terminal")
    assert board.part(failed).name == board.part(done).name != board.part(elsewhere).name


def test_a_page_fetched_again_is_one_copy() -> None:
    again = ArticleCopy(
        article_id="again",
        url=copy().url,
        source="copy1",
        fetched_at=NOW,
        cluster_id="cluster-1",
        copy_of="x",
        containment=1.0,
    )
    assert board.part(again).name == board.part(copy()).name


def seen(*events: Statement) -> list[Statement]:
    return board.occurrences({event.occurrence_id: board.part(event).value for event in events})


def repeated(*events: ArticleCopy) -> list[ArticleCopy]:
    return board.copies([{event.url: board.part(event).value for event in events}])


def test_the_first_occurrence_gives_the_words_and_all_give_the_spread() -> None:
    first, second = statement(), statement(number=2, quote="موسكو: المحادثات تستأنف الثلاثاء", source="other")
    summary = board.summary(seen(second, first), repeated(copy(number=1), copy(number=2)))
    assert summary.quote == first.quote
    assert summary.first_seen_at == first.seen_at
    assert (summary.sightings, summary.copies) == (2, 2)
    assert summary.sources == ("outlet1", "other", "outlet2", "copy1", "copy2")


def test_the_first_occurrence_is_the_one_that_was_new_whatever_the_pages_times_say() -> None:
    earlier = statement(number=2, quote="صيغة أخرى", seen_at=NOW)
    summary = board.summary(seen(earlier, statement()), [])
    assert (summary.quote, summary.first_seen_at) == (statement().quote, NOW)


def test_the_spread_counts_sightings_that_are_not_kept() -> None:
    assert board.summary(seen(statement(number=40)), []).sightings == 40


def test_a_contrast_told_twice_is_one() -> None:
    twice = seen(statement(contrasts=(CONTRAST,)), statement(number=2, contrasts=(CONTRAST,)))
    assert board.summary(twice, []).contrasts == (CONTRAST,)


def test_a_whole_statement_links_to_each_of_its_pages() -> None:
    whole = board.whole(seen(statement(), statement(number=2)), repeated(copy()))
    assert [page.url for page in whole.occurrences] == ["https://outlet1.example/s", "https://outlet2.example/s"]
    assert [page.url for page in whole.copies] == ["https://copy1.example/"]


def test_the_order_of_events_makes_no_difference() -> None:
    events = [statement(number=n) for n in range(1, 6)]
    assert seen(*events) == seen(*reversed(events))


def test_an_alert_has_its_deliveries_in_order_of_time() -> None:
    events = [delivery(), delivery(channel="stream", at=NOW), alert()]
    told = board.told({board.part(event).name: board.part(event).value for event in events})
    assert told is not None
    assert [one.channel for one in told.deliveries] == ["stream", "webhook"]


def test_a_delivery_before_its_alert_is_not_shown_yet() -> None:
    part = board.part(delivery())
    assert board.told({part.name: part.value}) is None
