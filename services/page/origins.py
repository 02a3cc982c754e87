"""Where in a page's raw text each code point of a paragraph was read from."""

import re
from collections.abc import Sequence
from html import unescape

from services.arabic.normal import display

Origin = tuple[int, int]
"""Start and end in the raw text, code points."""

_WRITTEN = re.compile(r"&#[0-9]+;?|&#[xX][0-9a-fA-F]+;?|&[^\t\n\f <&#;]{1,32};?|.", re.DOTALL)
"""What is read as one: a character, or an entity as html.unescape has it."""
_READ = re.compile(r"(?P<dash>(?<!\S)\u0640+(?!\S))|\S")
SHORTEST = 12
"""Fewest code points, blanks aside, of a piece of a paragraph out of which something was cut."""


def origins(paragraphs: Sequence[str], raw: str) -> list[tuple[Origin, ...] | None]:
    """For each paragraph of a story the origins of its code points, in order; None where it was not read from `raw`.

    `raw` is a page's text, not its HTML, and not one that a crawler decoded wrongly. A blank has the empty origin after
    what stands before it. A paragraph with a box cut out of its middle is found piece by piece.
    """
    shown, places = _shown(raw)
    found: list[tuple[Origin, ...] | None] = []
    at = 0
    for paragraph in paragraphs:
        solid = "".join(paragraph.split())
        indexes = _find(solid, shown, at) or _find(solid, shown, 0)
        found.append(_with_blanks(paragraph, [places[i] for i in indexes]) if indexes else None)
        at = indexes[-1] + 1 if indexes else at
    return found


def _shown(raw: str) -> tuple[str, list[Origin]]:
    """The raw text in display form without blanks, and each code point's origin."""
    places: list[Origin] = []
    for written in _WRITTEN.finditer(raw):
        start, end = written.span()
        text = unescape(written[0])
        places += [(start, end)] * len(text) if text != written[0] else [(i, i + 1) for i in range(start, end)]
    shown: list[str] = []
    read_from: list[Origin] = []
    for found in _READ.finditer(unescape(raw)):
        text = "-" if found["dash"] else display(found[0]).replace(" ", "")
        shown.append(text)
        read_from += [(places[found.start()][0], places[found.end() - 1][1])] * len(text)
    return "".join(shown), read_from


def _find(solid: str, shown: str, at: int) -> list[int]:
    """The indexes in `shown` of the code points of `solid`, from `at` on; empty where it is not there."""
    indexes: list[int] = []
    while len(indexes) < len(solid):
        rest = solid[len(indexes) :]
        size = _longest(rest, shown, at)
        if size < min(SHORTEST, len(rest)):
            return []
        start = shown.index(rest[:size], at)
        indexes += range(start, start + size)
        at = start + size
    return indexes


def _longest(solid: str, shown: str, at: int) -> int:
    """The length of the longest beginning of `solid` that `shown` has from `at` on: found by halving."""
    least, most = 0, len(solid)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if shown.find(solid[:middle], at) >= 0 else (least, middle - 1)
    return least


def _with_blanks(paragraph: str, solid: list[Origin]) -> tuple[Origin, ...]:
    out: list[Origin] = []
    following = iter(solid)
    for char in paragraph:
        out.append((out[-1][1], out[-1][1]) if char == " " and out else next(following))
    return tuple(out)
