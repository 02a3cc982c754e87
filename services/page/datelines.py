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
_SIGN = re.compile(r"[-–—/:|(]")
_BRACKETS = re.compile(
    rf"^(?P<place>{_PLACE}?(?:\s*[،,]\s*{_PLACE})?)(?P<day>\s*[-–—]\s*\d{{1,2}}\s*[-–—]\s*\d{{1,2}}\s|[،,]?\s\d{{1,2}}\s{_WORD}(?:\s\d{{4}})?(?=\s?\())?"
    rf"\s*[-–—]?\s*\((?P<by>[^()\d]{{2,60}})\)(?P<sep>\s*[-–—:،]*\s*)"
)
_SLASHED = re.compile(
    rf"^(?P<head>{_PLACE}(?:\s\d{{1,2}}\s{_WORD})?\s?(?:/\s?[^/\n]{{2,30}}){{0,2}}/)\s?(?P<dash>[-–]?)\s*(?P<rest>/?\s*)"
)
_DASHED = re.compile(rf"^(?P<place>{_PLACE})\s*[-–—]\s*(?P<by>[^-–—:]{{2,40}}?)\s*(?:[-–—:]|\.\s)\s*")
_PLAIN = re.compile(rf"^(?P<place>{_WORD}(?:\s{_WORD}){{0,2}})\s+[-–—|]\s+(?:(?:وكالات|متابعات)\s*[-–—:]?\s*)?")
_WITH_DAY = re.compile(
    rf"^{_PLACE}\s*[،,]\s*\d{{1,2}}\s+{_WORD}(?:\s\d{{4}})?\s*[-–—:/]\s*(?:{_PLACE}\s*[.:/\-–—]\s*)?"
)
_OUTLET_ALONE = re.compile(r"^\([^()\d]{2,40}\)\s*[-–—:]+\s*")
_DAY_FIRST = re.compile(rf"^\d{{1,2}}\s{_WORD}(?:\s{_WORD})?\s\d{{4}}\s*[-–—:|]\s*(?=[^\W\d])")
_OWN = re.compile(r"[\s:|/\-–—]*(?:(?:خاص|متابعات|وكالات)(?!\w))?[\s:|/\-–—]*")
"""What follows the outlet before its own text: «المنارة/ خاص »."""
_BY_COLON = re.compile(rf"^(?P<by>{_PLACE})\s*:\s*")
_ENTRY = re.compile(
    r"^[\[(]?(?:الساعة )?[0-9٠-٩]{1,2}:[0-9٠-٩]{2}(?:\s?[صم](?!\w))?(?:\s*(?:بتوقيت\s\w+|GMT))?"
    r"[\])]?\s*[-–—:|]?\s+(?=[^\W\d])"
)
_GENERIC = frozenset({"وكالات", "متابعات", "خاص", "مراسلنا", "ووكالات", "الوكالات"})
_ORDINALS = frozenset({"اولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا"})
_OUTLET = re.compile(r"^(?:وكالة|صحيفة|جريدة|قناة|شبكة|موقع|مجلة|إذاعة)\s+\w")
_CLOSING = (")", "/", "]")
_SIGNED = re.compile(r"\s*[(/\[]\s*([^()/\[\]]{2,40}?)\s*[)/\]]\s*\.?$")

_SIGNS = " -–—:|/"
"""What may follow each part of a dateline."""
REACH = 60
"""Characters within which a dateline's first dash, slash, colon or bracket stands."""
MOST_PARTS = 2
"""Datelines one after the other: «موسكو/ واشنطن - …»."""
LEAST_WORDS = 4
"""Fewest blanks in the text that must be left after a dateline: it stands before sentences only."""


def cut(text: str, outlet: str = "") -> tuple[str, str]:
    """The dateline at the start of a paragraph, empty where there is none, and the paragraph without it.

    The page's own outlet is one also where nothing but a lost blank parts it from the text.
    """
    at = _outlet(text, outlet)
    if at and (label := _OWN.match(text, at)):
        at = label.end()
    for _ in range(MOST_PARTS if _SIGN.search(text, at, at + REACH) else 0):
        rest = text[at:]
        ends = (
            _day_first(rest),
            _outlet_alone(rest),
            _with_day(rest),
            _bracketed(rest),
            _slashed(rest),
            _dashed(rest),
            _plain(rest),
        )
        end = next((end for end in ends if end and rest.count(" ", end) >= LEAST_WORDS), 0)
        at += end
        if not end:
            break
    at += len(text[at:]) - len(text[at:].lstrip(_SIGNS))
    return text[:at].strip(), text[at:]


def entry_time(text: str) -> tuple[str, str]:
    """The clock time before an entry of a live page, empty for none, and the entry's text: «14:20 - قال …»."""
    found = _ENTRY.match(text)
    if not found or text.count(" ", found.end()) < LEAST_WORDS:
        return "", text
    return found[0].strip(), text[found.end() :]


def agency(text: str) -> str | None:
    """The one agency or outlet that a dateline or sign-off names, as it is spelled there; None for none, or several."""
    found = [piece for piece in _pieces(text) if bare(piece) in AGENCIES or _OUTLET.match(piece)]
    return found[0] if len({AGENCIES.get(bare(piece), piece) for piece in found}) == 1 else None


def sign_off(text: str) -> tuple[str, str]:
    """The paragraph without the agency in brackets or slashes that ends it, and that sign-off: «… الجاري. (رويترز)»."""
    signed = _SIGNED.search(text[-60:]) if text[-2:].strip(" .")[-1:] in _CLOSING else None
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


def _outlet(text: str, outlet: str) -> int:
    if not outlet or not text.startswith(outlet):
        return 0
    after = text[len(outlet) : len(outlet) + REACH]
    return len(outlet) if after[:1].isalpha() or after.lstrip()[:1] in ":/|-–" else 0


def _day_first(text: str) -> int:
    """«3 مايو 2024 - »."""
    found = _DAY_FIRST.match(text)
    return found.end() if found else 0


def _outlet_alone(text: str) -> int:
    """«(المنارة) - »."""
    found = _OUTLET_ALONE.match(text)
    return found.end() if found else 0


def _with_day(text: str) -> int:
    """«موسكو، 16 يناير - نوفوستي.»."""
    found = _WITH_DAY.match(text)
    return found.end() if found else 0


def _bracketed(text: str) -> int:
    """«موسكو (رويترز) -»; without a separator only where an agency stands in the brackets."""
    found = _BRACKETS.match(text)
    if not found:
        return 0
    generic = any(word in _GENERIC for word in bare(found["by"]).split())
    city = re.split("[،,]", found["place"])[0]
    named = bare(city) in PLACES or " " not in city or bool(found["day"])
    return found.end() if (named and found["sep"].strip(" ،")) or generic or agency(found["by"]) else 0


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
    place = bare(found["place"])
    named = (
        place in PLACES
        or place in AGENCIES
        or bare(found["by"]) in PLACES
        or agency(found["by"])
        or any(word in _GENERIC for word in words)
        or found["by"][:1] in '"«“'
    )
    return found.end() if named and len(words) <= 5 else 0


def _plain(text: str) -> int:
    """«موسكو - قال …»; not an aside or a pair («سايكس - بيكو», «التركية - السورية»), not «أولا -»."""
    found = _PLAIN.match(text)
    if not found or bare(found["place"]) in _ORDINALS:
        return 0
    paired = text.startswith("ال", found.end()) or re.search(r"\s[-–—]\s", text[found.end() : found.end() + 80])
    return 0 if paired and bare(found["place"]) not in PLACES else found.end()
