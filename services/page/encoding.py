"""Text that a crawler decoded wrongly: put right where it is certain what it was."""

import re
from dataclasses import dataclass
from functools import cache

LEAST = 5
"""Fewest signs of a wrong reading that make it certain."""
SAMPLE = 4000
"""Characters looked at, from the first sign on."""
TIMES = 3
"""Most wrong readings one on the other."""

_RUN = re.compile("[À-ÿ]{3,}")
"""A word of Windows-1256 read as Windows-1252 or Latin-1, whose languages have no three such letters in a row."""
_ARABIC = re.compile("[\u0621-\u064a]")
LOST = 0.5
"""Share of U+FFFD in words of nothing else, among all characters beyond ASCII, from which a page is unreadable. Of
Windows-1256 read as UTF-8 it is .9; bytes spoilt here and there, or lost quotation marks, make no such word."""
_LOST_WORD = re.compile("\ufffd{3,}")
_ESCAPED = re.compile(r"\\u(?!0000|[dD][89a-fA-F])([0-9a-fA-F]{4})")
"""A character as JSON escapes it, written out."""
_LOST = {"Ù": "ف", "â€": "”"}
"""What Windows-1252 shows of characters whose last byte is one of its gaps, where a decoder dropped that."""


_READ_AS = (("cp1252", "ØÙ", 0.0), ("cp1251", "ШЩ", 0.1), ("cp1252", "Ã", 0.1))
"""What UTF-8 is read as, the first bytes of Arabic letters as that shows them, and the least share of such pairs among
all characters: Russian has some of them too, and so has other text that was read wrongly. The last is Arabic read
wrongly twice."""


@dataclass(frozen=True)
class _Misread:
    """UTF-8 read as another encoding."""

    sign: re.Pattern[str]
    sequence: re.Pattern[str]
    byte: dict[str, int]

    def put_right(self, text: str) -> str:
        return self.sequence.sub(self._read, text)

    def _read(self, found: re.Match[str]) -> str:
        sequence = found[0]
        if lost := _LOST.get(sequence.rstrip("?\ufffd")):
            return lost
        try:
            return bytes(self.byte[char] for char in sequence).decode()
        except UnicodeDecodeError:
            return sequence


@cache
def _misread(encoding: str, leads: str) -> _Misread:
    """`leads` are the first bytes of Arabic letters as the encoding shows them."""
    shown = {byte: bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in range(0x80, 0x100)}
    byte = {char: at for at, char in shown.items()}
    if encoding == "cp1252":
        byte |= {chr(at): at for at in range(0x80, 0xA0)}  # as Latin-1 shows them
    trail, two, three = (
        "".join(re.escape(char) for char, at in byte.items() if low <= at <= high)
        for low, high in ((0x80, 0xBF), (0xC2, 0xDF), (0xE0, 0xEF))
    )
    sequence = f"[{two}][{trail}]|[{three}][{trail}]{{2}}"
    if encoding == "cp1252":
        sequence += f"|(?:{'|'.join(_LOST)})[?\ufffd]?"
    return _Misread(re.compile(f"[{leads}][{trail}]"), re.compile(sequence), byte)


def is_lost(text: str) -> bool:
    """True for text of which a crawler's decoding has left nothing that could be put right."""
    lost = sum(map(len, _LOST_WORD.findall(text))) if "\ufffd" in text else 0
    return lost > 0 and lost >= LOST * (len(text) - len(text.encode("ascii", "ignore")))


def repaired(text: str) -> str:
    """Arabic that was read as Windows-1252, -1256, -1251 or Latin-1, once or several times, or is in JSON's escapes,
    becomes Arabic again; other text stays."""
    for _ in range(TIMES):
        right = _repaired(text)
        if right == text:
            break
        text = right
    return text


def _repaired(text: str) -> str:
    if "\\" in text and text.count("\\u06") >= LEAST:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    for encoding, leads, share in _READ_AS:
        if any(lead in text for lead in leads) and _is_sure(_misread(encoding, leads).sign, text, share):
            return _misread(encoding, leads).put_right(text)
    if "§" in text and "ط§" in text:  # one letter is found many times quicker than two
        return _from_arabic(text)
    return _from_one_byte(text) if "Ç" in text else text


def _is_sure(sign: re.Pattern[str], text: str, share: float) -> bool:
    first = sign.search(text)
    sample = text[first.start() : first.start() + SAMPLE] if first else ""
    return len(sign.findall(sample)) >= max(LEAST, share * len(sample))


def _from_arabic(text: str) -> str:
    """UTF-8 read as Windows-1256, line by line: «ط§ظ„ط´ط±ظ‚». Such a line has no alef of its own."""
    misread = _misread("cp1256", "طظ")
    lines = text.splitlines(keepends=True)
    return "".join(
        misread.put_right(line) if "ا" not in line and len(misread.sign.findall(line)) > 1 else line for line in lines
    )


def _from_one_byte(text: str) -> str:
    """Windows-1256 read as Windows-1252 or Latin-1: «ÇáÔÑÞ»."""
    first = _RUN.search(text)
    sample = text[first.start() : first.start() + SAMPLE] if first else ""
    signs = len(_RUN.findall(sample))
    if signs < LEAST or len(_ARABIC.findall(sample)) >= signs:
        return text
    return b"".join(map(_bytes, text)).decode("cp1256", "replace")


def _bytes(char: str) -> bytes:
    """What the character was before it was decoded as Windows-1252, whose gaps decoders fill as Latin-1 does."""
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1") if char < "\u0100" else char.encode("cp1256", "replace")
