"""Where in a page's raw text or HTML each code point of a paragraph was read from."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from services.arabic.normal import display
from services.page.encoding import repaired
from services.page.html import INLINE, SILENT
from services.page.types import RawPage

Origin = tuple[int, int]
"""Start and end in the raw page, code points."""

_WRITTEN = re.compile(r"&#[0-9]+;?|&#[xX][0-9a-fA-F]+;?|&[^\t\n\f <&#;]{1,32};?|.", re.DOTALL)
"""What is read as one: a character, or an entity as html.unescape has it."""
_READ = re.compile(r"(?P<dash>(?<!\S)\u0640+(?!\S))|\S")
_MARKUP = re.compile(r"<!--|<(?P<end>/?)(?P<name>[a-z][^\s>/]*)|<[/!?]", re.IGNORECASE)
_TAG_END = re.compile(r"(?:[^>=]|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>")
"""The rest of a tag, in whose quoted values the sign that ends it may stand."""
_CLOSED = SILENT - {"head", "input", "-comment"}
"""Elements whose text no reader sees, up to their end."""
SHORTEST = 12
"""Fewest code points, blanks aside, of a piece of a paragraph out of which something was cut."""


def origins(paragraphs: Sequence[str], page: RawPage) -> list[tuple[Origin, ...] | None]:
    """For each paragraph of a story the origins of its code points, in order; None where it was not read from the page.

    A blank has the empty origin after what stands before it. A paragraph with a box cut out of its middle is found
    piece by piece. Nothing is found in a page that a crawler decoded wrongly.
    """
    raw = page.html if page.html is not None else page.text or ""
    if repaired(raw) != raw:
        return [None] * len(paragraphs)
    shown, places = _shown(raw, is_html=page.html is not None)
    found: list[tuple[Origin, ...] | None] = []
    at = 0
    for paragraph in paragraphs:
        solid = "".join(paragraph.split())
        indexes = _find(solid, shown, at) or _find(solid, shown, 0)
        found.append(_with_blanks(paragraph, [places[i] for i in indexes]) if indexes else None)
        at = indexes[-1] + 1 if indexes else at
    return found


def _shown(raw: str, *, is_html: bool) -> tuple[str, list[Origin]]:
    """The raw page in display form without markup and blanks, and each code point's origin."""
    written, places = _visible(raw) if is_html else (raw, [(i, i + 1) for i in range(len(raw))])
    for _ in range(2):  # entities may be escaped twice
        written, places = _resolved(written, places)
    shown: list[str] = []
    read_from: list[Origin] = []
    for found in _READ.finditer(written):
        text = "-" if found["dash"] else display(found[0]).replace(" ", "")
        shown.append(text)
        read_from += [(places[found.start()][0], places[found.end() - 1][1])] * len(text)
    return "".join(shown), read_from


def _visible(html: str) -> tuple[str, list[Origin]]:
    """The text that readers see, as a parser gives it, with a line break for each tag that breaks the line."""
    pieces: list[str] = []
    places: list[Origin] = []
    for start, end, breaks in _texts(html):
        text, found = _resolved(html[start:end], [(i, i + 1) for i in range(start, end)])
        pieces += [text, "\n" * breaks]
        places += found + [(end, end)] * breaks
    return "".join(pieces), places


def _texts(html: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each piece of text that readers see, and whether its line ends there."""
    at = 0
    while at < len(html):
        tag = _MARKUP.search(html, at)
        if tag is None:
            yield at, len(html), False
            return
        yield at, tag.start(), bool(tag["name"]) and tag["name"].lower() not in INLINE
        at = _after(html, tag)


def _after(html: str, tag: re.Match[str]) -> int:
    """Where text goes on after a tag, a comment, or an element whose text no reader sees; the page's end if it is open
    to there."""
    if not tag["name"]:
        sign = "-->" if tag[0] == "<!--" else ">"
        end = html.find(sign, tag.end())
        return end + len(sign) if end >= 0 else len(html)
    rest, name = _TAG_END.match(html, tag.end()), tag["name"].lower()
    if rest and (name not in _CLOSED or tag["end"]):
        return rest.end()
    close = re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE).search(html, rest.end()) if rest else None
    return close.end() if close else len(html)


def _resolved(text: str, places: list[Origin]) -> tuple[str, list[Origin]]:
    """The text with its entities resolved."""
    pieces: list[str] = []
    found: list[Origin] = []
    for written in _WRITTEN.finditer(text) if "&" in text else ():
        start, end = written.span()
        piece = unescape(written[0])
        whole = [(places[start][0], places[end - 1][1])] * len(piece)
        found += whole if piece != written[0] else places[start:end]
        pieces.append(piece)
    return ("".join(pieces), found) if pieces else (text, places)


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
