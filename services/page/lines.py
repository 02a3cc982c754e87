"""A page as lines of text, whether it came as text or as HTML."""

import re
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from services.arabic.normal import display
from services.page.encoding import repaired
from services.page.html import blocks
from services.page.metadata import article
from services.page.types import RawPage

WRAPPED_ROWS = 4
"""Fewest rows of a broken paragraph, and most rows for each sentence that ends amid one."""
SHORTEST_TEXT = 120
"""Characters of a line that is text: headlines have up to 110."""
NARROWEST, WIDEST = 40, 110
"""Characters of a row in a column of plain text, its last one aside."""

_STOP = re.compile(r"[.؟!:][»”\"]?$")
_STOP_WITHIN = re.compile(r"\w\w[.؟!][»”\"]?\s+\w")
_DASH = re.compile("(?<![^\\s])\u0640+(?![^\\s])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line in display form, without blanks around it.

    `tag` is the HTML element that makes the line ("p", "h1", "figcaption" …), empty in plain text; `linked` says that
    all of it is a link.
    """

    text: str
    tag: str = ""
    linked: bool = False


def lines(page: RawPage) -> list[Line]:
    """The page's lines in order, blank ones left out. Never raises."""
    if page.html is not None:
        return _of_html(repaired(page.html))
    rows = [clean(row) for row in repaired(page.text or "").splitlines()]
    blocks_of_rows = (list(block) for filled, block in groupby(rows, key=bool) if filled)
    return [Line(row) for block in blocks_of_rows for row in _unwrapped(block)]


def _of_html(html: str) -> list[Line]:
    """The lines that readers see; where a script is still to write the text, also what the markup declares of it."""
    found = [Line(text, b.tag, b.linked) for b in blocks(html) if (text := clean(b.text))]
    if any(len(line.text) >= SHORTEST_TEXT for line in found):
        return found
    return found + [Line(text) for declared in article(html) if (text := clean(declared))]


def _unwrapped(rows: list[str]) -> list[str]:
    """Rows between blank ones; one line where they are a paragraph that was broken at a column, as mail programs do.

    Such rows have a column's width, mostly end amid a sentence, and sentences end amid them; headlines do not.
    """
    if len(rows) < WRAPPED_ROWS or max(map(len, rows)) > WIDEST or min(map(len, rows[:-1])) < NARROWEST:
        return rows
    open_ends = sum(not _STOP.search(row) for row in rows[:-1])
    stops_within = sum(bool(_STOP_WITHIN.search(row)) for row in rows)
    is_wrapped = open_ends * 2 > len(rows) and stops_within * WRAPPED_ROWS >= len(rows)
    return [" ".join(rows)] if is_wrapped else rows


def clean(line: str) -> str:
    """The line in display form, runs of blanks as one, entities resolved, also those that were escaped twice. Kashida
    between blanks is a dash."""
    if "&" in line:
        line = unescape(unescape(line))
    return " ".join(display(_DASH.sub("-", line) if "\u0640" in line else line).split())
