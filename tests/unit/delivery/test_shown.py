"""An alert in a terminal."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.events import Alert, Contrast, Match, Speaker, Statement
from services.delivery.shown import WIDTH
from services.delivery.shown import text as shown_text

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)


def alert(quote: str = "إن الحوار مستمر", sources: tuple[str, ...] = ("aln.example",), **fields: Any) -> Alert:
    statement = Statement(**{
        "event_id": "e", "statement_id": "s", "event": "new", "occurrence_id": "o",
        "speaker": Speaker(name="سالم الراوي", name_en="Salem al-Rawi"), "quote": quote, "kind": "indirect",
        "said": "now", "language": "ar", "start": 0, "end": len(quote), "story_id": "st", "article_id": "a",
        "url": "https://aln.example/1", "source": "aln.example", "seen_at": NOON, "sightings": 1, "sources": sources,
        **fields,
    })  # fmt: skip
    return Alert(
        alert_id="a", subscription_id="s", event="new", statement=statement, created_at=NOON, copies=2, sources=sources
    )


def text(told: Alert, subscription: str = "press") -> str:
    return shown_text(told, subscription)


def test_an_alert_as_a_person_sees_it() -> None:
    shown = text(alert())
    assert shown.splitlines() == [
        "● 2025-03-10 12:00Z  \u2067سالم الراوي\u2069  Salem al-Rawi",
        " " * (WIDTH - 17) + "\u2067«إن الحوار مستمر»\u2069",
        "    \u2068press\u2069",
        "    \u2068aln.example\u2069  (2 copies)",
        "    https://aln.example/1",
        "",
    ]


def test_a_long_quote_is_wrapped_flush_right() -> None:
    lines = [line for line in text(alert(quote="ميناء جديد " * 40)).splitlines() if "ميناء" in line]
    assert len(lines) > 2
    for line in lines:
        assert line.endswith("\u2069")
        assert len(line) == WIDTH + 2  # the isolates take no column


def test_tashkeel_takes_no_column() -> None:
    (line,) = (line for line in text(alert(quote="مِينَاءٌ")).splitlines() if "ء" in line)
    assert sum(not unicodedata.combining(letter) for letter in line) == WIDTH + 2


def test_a_contrast_is_shown() -> None:
    contrast = Contrast(statement_id="t", kind="date", was="8 مايو", now="9 مايو")
    assert "    date: \u20678 مايو\u2069 -> \u20679 مايو\u2069" in text(alert(contrasts=(contrast,))).splitlines()


def test_whose_alert_it_is_and_what_it_matched_is_told() -> None:
    found = [Match(field="quote", term=term, start=0, end=2) for term in ("الحوار", "مستمر", "الحوار")]
    lines = text(replace(alert(), matched=tuple(found)), "الصحافة").splitlines()
    assert "    \u2068الصحافة\u2069: \u2068الحوار\u2069, \u2068مستمر\u2069" in lines
    assert "    \u2068press\u2069" in text(alert(), "press").splitlines()


def test_many_sources_are_counted() -> None:
    shown = text(alert(sources=tuple(f"s{n}.example" for n in range(8))))
    assert "s4.example" in shown
    assert "s5.example" not in shown
    assert " and 3 more" in shown


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x9b31m", "\r", "\b", "\x07", "\u202e", "\u2069\u2066", "\u2028"])
def test_no_control_of_a_page_reaches_the_terminal(evil: str) -> None:
    plain = text(alert(quote="إن الحوار مستمر"))
    shown = text(
        alert(
            quote=f"إن{evil} الحوار مستمر",
            speaker=Speaker(name=f"سالم{evil}", name_en=f"S{evil}"),
            url=f"https://a{evil}",
        )
    )
    assert set(shown) - set(plain) <= set("[2J31mS")
    assert shown.count("\u2067") + shown.count("\u2068") == shown.count("\u2069")


@pytest.mark.parametrize("quote", ["ك" * 500, "", " "])
def test_any_quote_can_be_shown(quote: str) -> None:
    assert text(alert(quote=quote)).endswith("\n\n")


@given(st.text(max_size=80), st.text(max_size=20))
def test_nothing_but_printable_text_and_paired_marks_is_shown(quote: str, name: str) -> None:
    shown = text(alert(quote=quote, speaker=Speaker(name=name)))
    assert all(unicodedata.category(letter) != "Cc" or letter == "\n" for letter in shown)
    for one in shown.split("\n"):
        assert one.count("\u2067") + one.count("\u2068") == one.count("\u2069")
