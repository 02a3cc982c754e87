"""An alert in a terminal: as JSON for programs, or as a person reads it.

Then Arabic is set flush right, and kept apart from what runs left to right.
Texts of pages come from strangers: no control character of theirs reaches the terminal.
"""

import textwrap
import unicodedata

from schemas.codec import encode
from schemas.events import Alert
from services.arabic import normal

WIDTH = 96
_INDENT = "    "
_RIGHT_TO_LEFT_ISOLATE = "\u2067"
_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_SOURCES = 5


def text(alert: Alert, subscription: str) -> str:
    """The alert in a few lines, the last one empty: whose it is stands below the quote."""
    statement = alert.statement
    speaker = statement.speaker
    who = isolated(_plain(speaker.name)) + (f"  {_plain(speaker.name_en)}" if speaker.name_en else "")
    head = f"{'●' if alert.event == 'new' else '○'} {statement.seen_at:%Y-%m-%d %H:%M}Z  {who}"
    quote = textwrap.wrap(f"«{_plain(statement.quote)}»", WIDTH - len(_INDENT)) or [""]
    contrasts = [
        f"{_INDENT}{one.kind}: {isolated(_plain(one.was))} -> {isolated(_plain(one.now))}"
        for one in statement.contrasts
    ]
    told = (*contrasts, _asked(alert, subscription), _INDENT + _spread(alert), _INDENT + _plain(statement.url))
    return "\n".join((head, *map(_flush_right, quote), *told, "", ""))


def line(alert: Alert) -> str:
    """The alert as JSON in one line."""
    return encode(alert).decode() + "\n"


def isolated(text: str) -> str:
    """Arabic between marks that keep its direction to itself (Unicode Standard Annex 9, 2.4)."""
    return f"{_RIGHT_TO_LEFT_ISOLATE}{text}{_POP_ISOLATE}"


def _flush_right(line: str) -> str:
    return " " * max(len(_INDENT), WIDTH - _columns(line)) + isolated(line)


def _columns(text: str) -> int:
    """Columns that a terminal gives to the text: none to a mark, two to a wide letter."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _asked(alert: Alert, subscription: str) -> str:
    """The subscription, and the terms of its query that were found."""
    terms = ", ".join(map(_apart, dict.fromkeys(match.term for match in alert.matched)))
    return f"{_INDENT}{_apart(subscription)}{': ' if terms else ''}{terms}"


def _apart(text: str) -> str:
    """A text of either direction between marks that keep it to itself."""
    return f"{_FIRST_STRONG_ISOLATE}{_plain(text)}{_POP_ISOLATE}"


def _spread(alert: Alert) -> str:
    shown = ", ".join(map(_apart, alert.sources[:_SOURCES]))
    more = f" and {len(alert.sources) - _SOURCES} more" if len(alert.sources) > _SOURCES else ""
    copies = f"{alert.copies} {'copy' if alert.copies == 1 else 'copies'}"
    return f"{shown}{more}  ({copies})"


def _plain(text: str) -> str:
    """One line without control characters and directional marks."""
    printable = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text)
    return " ".join(normal.display(printable).split())
