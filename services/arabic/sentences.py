"""Where sentences begin and end in a paragraph."""

import re

_STOP = re.compile(r"[.!?؟]+[»”’\"')\]]*(?=\s|$)|\n")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\([^()]*\)")
_LAST_WORD = re.compile(r"[^\s«“\"(\[]*$")

ABBREVIATIONS = frozenset({"هـ", "ق.م", "ص.ب", "ج.م.ع", "mr", "mrs", "dr", "u.s", "no", "st"})
"""Hijri, BC, PO box … before a full stop that ends nothing. Single letters («د. سامي») never end a sentence."""


def spans(text: str) -> list[tuple[int, int]]:
    """The sentences of the text as (start, end) code points, without the blanks around them, in order.

    A stop inside a closed quotation or bracket ends nothing: «سنعمل معا. لن نتوقف» is one piece of speech. Dots of
    omission and Arabic's double dot (..) end nothing either, unless the line ends there.
    """
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    found_spans, start, q = [], 0, 0
    for stop in _STOP.finditer(text):
        while q < len(quoted) and quoted[q][1] <= stop.start():
            q += 1
        inside = q < len(quoted) and quoted[q][0] < stop.start() and stop.end() < quoted[q][1]
        if stop[0] != "\n" and (inside or _ends_nothing(text, start, stop)):
            continue
        found_spans.append((start, stop.end()))
        start = stop.end()
    found_spans.append((start, len(text)))
    return [bare for span in found_spans if (bare := _without_blanks(text, *span))]


def _ends_nothing(text: str, start: int, stop: re.Match[str]) -> bool:
    """True after an abbreviation, an initial or dots of omission within a line."""
    if stop[0].startswith(".."):
        return stop.end() < len(text) and text[stop.end()] != "\n"
    if stop[0] != ".":
        return False
    before = _LAST_WORD.search(text, max(start, stop.start() - 12), stop.start())
    word = before[0].casefold() if before else ""
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha())


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(bare)
