"""Text that a crawler decoded wrongly: put right where it is certain what it was."""

import re

_PAIR = re.compile("[ØÙÚÛ][\x80-\xff\u0152-\u2122ƒˆ˜]")
"""An Arabic letter's two bytes of UTF-8, read as Windows-1252 or Latin-1."""
_RUN = re.compile("[À-ÿ]{3,}")
"""An Arabic word of Windows-1256 read as either: no language of that alphabet has three such letters in a row."""
_ARABIC = re.compile("[\u0621-\u064a]")

_ALWAYS = "ØÙÇ"
"""Of which one stands in every Arabic text so misread: first bytes of its letters in UTF-8, alef in Windows-1256."""

LEAST = 5
"""Fewest signs of a wrong reading that make it certain."""
SAMPLE = 4000
"""Characters looked at, from the first sign on."""


def repaired(text: str) -> str:
    """UTF-8 read as Windows-1252 or Latin-1, and Windows-1256 read as either, become Arabic again; other text stays."""
    if not any(letter in text for letter in _ALWAYS):
        return text
    for sign, encoding in ((_PAIR, "utf-8"), (_RUN, "cp1256")):
        first = sign.search(text)
        sample = text[first.start() : first.start() + SAMPLE] if first else ""
        signs = len(sign.findall(sample))
        if signs >= LEAST and len(_ARABIC.findall(sample)) < signs:
            return b"".join(map(_bytes, text)).decode(encoding, "replace")
    return text


def _bytes(char: str) -> bytes:
    """What the character was before it was decoded as Windows-1252, whose gaps decoders fill as Latin-1 does."""
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1") if char < "\u0100" else char.encode("utf-8", "replace")
