"""Datelines: place, agency or outlet before a story's first words: «موسكو - رويترز - …», «عواصم (الاتحاد، وكالات)»."""

import re
import tomllib
from importlib.resources import files

from services.page.phrases import bare

_TABLES = tomllib.loads(files("services.page").joinpath("datelines.toml").read_text(encoding="utf-8"))
AGENCIES: dict[str, str] = {
    bare(spelling): agency["name"]
    for agency in _TABLES["agency"]
    for spelling in (agency["name"], *agency["spellings"])
}
PLACES = frozenset(bare(place) for place in _TABLES["places"])
_WORD = r"[^\W\d_][^\s/()\-–—:،,.]*"
_PLACE = rf"{_WORD}(?:\s{_WORD}){{0,3}}"
_DASH = r"\s*[-–—ـ:]+\s*"
_BRACKETS = re.compile(
    rf"^(?P<place>{_PLACE}(?:\s*[،,]\s*{_WORD})?)\s*[-–—]?\s*\((?P<by>[^()\d]{{2,60}})\)(?P<sep>\s*[-–—:،]*\s*)"
)
_SLASHED = re.compile(
    rf"^(?P<head>{_PLACE}(?:\s\d{{1,2}}\s{_WORD})?\s?(?:/\s?[^/\n]{{2,30}}){{0,2}}/)\s?(?P<dash>[-–]?)\s*(?P<rest>/?\s*)"
)
_DASHED = re.compile(rf"^(?P<place>{_PLACE})\s*[-–—]\s*(?P<by>[^-–—:]{{2,40}}?)\s*(?:[-–—:]|\.\s)\s*")
_PLAIN = re.compile(rf"^(?P<place>{_WORD}(?:\s{_WORD}){{0,2}})\s+[-–—]\s+")
_BY_COLON = re.compile(rf"^(?P<by>{_PLACE})\s*:\s*")
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?:\s*(?:بتوقيت\s\w+|GMT))?\s*[-–—:|]\s*")
_GENERIC = frozenset({"وكالات", "متابعات", "خاص", "مراسلنا", "ووكالات", "الوكالات"})
_ORDINALS = frozenset({"اولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا"})
_OUTLET = re.compile(r"^(?:وكالة|صحيفة|جريدة|قناة|شبكة|موقع|مجلة|إذاعة)\s+\w")
_SIGNED = re.compile(r"\s*[(/\[]\s*([^()/\[\]]{2,40}?)\s*[)/\]]\s*\.?$")

LEAST_WORDS = 4
"""Fewest blanks in the text that must be left after a dateline: it stands before sentences only."""


def cut(text: str) -> tuple[str, str]:
    """The dateline at the start of a paragraph, empty where there is none, and the paragraph without it."""
    for end in (_clock(text), _bracketed(text), _slashed(text), _dashed(text), _plain(text)):
        if end and text.count(" ", end) >= LEAST_WORDS:
            return text[:end].strip(), text[end:]
    return "", text


def agency(text: str) -> str | None:
    """The one agency or outlet that a dateline or sign-off names, as it is spelled there; None for none, or several."""
    found = [piece for piece in _pieces(text) if bare(piece) in AGENCIES or _OUTLET.match(piece)]
    return found[0] if len({AGENCIES.get(bare(piece), piece) for piece in found}) == 1 else None


def sign_off(text: str) -> tuple[str, str]:
    """The paragraph without the agency in brackets or slashes that ends it, and that sign-off: «… الجاري. (رويترز)»."""
    signed = _SIGNED.search(text[-60:])
    if signed and bare(signed[1]) in AGENCIES:
        start = len(text) - len(signed[0])
        return text[:start], text[start:].strip()
    return text, ""


def _pieces(text: str) -> list[str]:
    return [
        piece.strip(' "«»“”.')
        for piece in re.split(r"[()/:،,\[\]]|\s[-–—]\s|\s*[-–—]$|\sو(?=وكال)|ـ", text)
        if piece.strip()
    ]


def _clock(text: str) -> int:
    found = _CLOCK.match(text)
    return found.end() if found else 0


def _bracketed(text: str) -> int:
    """«موسكو (رويترز) -»; without a separator only where an agency stands in the brackets."""
    found = _BRACKETS.match(text)
    if not found:
        return 0
    generic = any(word in _GENERIC for word in bare(found["by"]).split())
    return found.end() if found["sep"].strip(" ،") or generic or agency(found["by"]) else 0


def _slashed(text: str) -> int:
    """«المستقلة/-», «الرياض في 3 مايو / واس /»; not «شباط/فبراير» or «و/أو»."""
    found = _SLASHED.match(text)
    if not found:
        return 0
    many = found["head"].count("/") > 1
    return found.end() if found["dash"] or many or "/ " in text[: found.end() + 1] else 0


def _dashed(text: str) -> int:
    """«باريس - أ ف ب -», «الميناء - "المنارة" ووكالات:»: a known place, an agency, or a name in quotes."""
    found = _DASHED.match(text)
    if not found:
        by = _BY_COLON.match(text)
        return by.end() if by and (bare(by["by"]) in AGENCIES or bare(by["by"]) in _GENERIC) else 0
    words = bare(found["by"]).split()
    named = (
        bare(found["place"]) in PLACES
        or agency(found["by"])
        or any(word in _GENERIC for word in words)
        or found["by"][:1] in '"«“'
    )
    return found.end() if named and len(words) <= 5 else 0


def _plain(text: str) -> int:
    """«موسكو - قال …»; not an aside between two dashes, and not a list's «أولا -»."""
    found = _PLAIN.match(text)
    if not found or bare(found["place"]) in _ORDINALS:
        return 0
    aside = re.search(r"\s[-–—]\s", text[found.end() : found.end() + 80])
    return 0 if aside else found.end()
