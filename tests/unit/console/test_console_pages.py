"""The pages as a browser reads them."""

from typing import Any

import pytest
from console_events import CONTRAST, SPEAKER, alert, copy, delivery, statement
from selectolax.lexbor import LexborHTMLParser as Browser

from schemas.events import Speaker
from services.console import board, pages
from services.console.board import Alerts, Statements, Summary

HOSTILE = "<script>alert(1)</script>\"'&<b>"


def summary(**fields: Any) -> Summary:
    return board.summary([statement(**fields)], [])


def listing(*shown: Summary, before: str | None = None) -> Browser:
    return Browser(pages.statements(Statements(statements=shown, before=before)))


def text(page: Browser, selector: str) -> list[str]:
    return [node.text() for node in page.css(selector)]


def test_arabic_is_marked_as_arabic_from_right_to_left() -> None:
    page = listing(summary())
    for selector in ("blockquote", ".speaker b"):
        (node,) = page.css(selector)
        assert (node.attributes["lang"], node.attributes["dir"]) == ("ar", "rtl")
    assert text(page, "blockquote") == [statement().quote]
    assert text(page, ".speaker b") == [SPEAKER.name]


@pytest.mark.parametrize(("language", "direction"), [("ar-EG", "rtl"), ("fa", "rtl"), ("ru", "auto"), ("en", "auto")])
def test_the_direction_is_that_of_the_language(language: str, direction: str) -> None:
    (quote,) = listing(summary(language=language)).css("blockquote")
    assert quote.attributes["dir"] == direction


def test_a_statement_shows_its_spread_and_its_contrast() -> None:
    page = listing(summary(number=3, contrasts=(CONTRAST,)))
    assert text(page, "footer p") == ["3 sightings · 0 copies · 3 outlets"]
    assert text(page, "footer li") == ["outlet3", "outlet1", "outlet2"]
    assert (text(page, "del"), text(page, "ins")) == (["الثلاثاء"], ["الأربعاء"])
    assert page.css(".contrast a")[0].attributes["href"] == "/statements/other"


def test_many_outlets_are_cut_short() -> None:
    assert text(listing(summary(number=40)), "footer li")[-1] == "and 28 more"


def test_older_statements_are_a_link_away() -> None:
    (link,) = listing(summary(), before="a/b").css("a[rel=next]")
    assert link.attributes["href"] == "/?before=a/b"
    assert not listing(summary()).css("a[rel=next]")


def test_a_statement_links_to_each_page() -> None:
    found = board.whole([statement(), statement(number=2, quote="صيغة أخرى", via="وكالة")], [copy()])
    page = Browser(pages.statement(found))
    assert [link.attributes["href"] for link in page.css(".pages a")] == [
        "https://outlet1.example/s",
        "https://outlet2.example/s",
        "https://copy1.example/",
    ]
    assert text(page, ".pages blockquote") == ["صيغة أخرى"]


def test_an_alert_shows_what_became_of_it_and_no_target() -> None:
    failed = delivery(outcome="failed", attempts=5, reason="HTTP 500")
    parts = {board.part(event).name: board.part(event).value for event in (alert(), failed)}
    told = board.told(parts)
    assert told is not None
    html = pages.alerts(Alerts(alerts=(told,), before=None))
    (shown,) = text(Browser(html), "footer li")
    assert shown.startswith("webhook: failed after 5 tries")
    assert shown.endswith("HTTP 500")
    assert b"secret" not in html


def test_lag_is_a_table_of_groups() -> None:
    group = {
        "group": "wirefold-alert",
        "status": "stopped",
        "messages": 12000,
        "seconds": None,
        "written_per_second": 1.5,
        "read_per_second": 0.0,
        "drained_in_seconds": None,
        "expired": 0,
    }
    page = Browser(pages.lag({"observed_at": "2026-03-04T12:00:00Z", "groups": [group]}))
    assert text(page, "tbody th, tbody td") == ["wirefold-alert", "stopped", "12,000", "–", "1.5", "0.0", "–", "0"]


def test_nothing_of_a_page_becomes_markup() -> None:
    speaker = Speaker(name=HOSTILE, name_en=HOSTILE)
    hostile = statement(quote=HOSTILE, source=HOSTILE, via=HOSTILE, speaker=speaker, url="https://x.example/'\"><b>")
    other = statement(number=2, quote=HOSTILE + ".", source=HOSTILE)
    page = Browser(pages.statement(board.whole([hostile, other], [])))
    assert len(page.css("script")) == 1
    assert not page.css("main script, blockquote b, bdi b, .pages b")
    assert text(page, "blockquote") == [HOSTILE, HOSTILE + "."]
    assert page.css(".pages a")[0].attributes["href"] == "https://x.example/'\"><b>"


@pytest.mark.parametrize("html", [pages.problem("gone"), pages.statements(Statements(statements=(), before=None))])
def test_a_page_can_be_used_without_eyes_or_mouse(html: bytes) -> None:
    page = Browser(html)
    assert page.css("html")[0].attributes["lang"] == "en"
    assert len(page.css("h1")) == len(page.css("main")) == len(page.css("title")) == 1
    assert page.css("a.skip")[0].attributes["href"] == "#main"
    assert page.css("[role=status]")
