"""The words of a page's furniture, read from chrome.toml, and how they are found in a line."""

import re
import tomllib
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from services.arabic.normal import matching

_TABLES = tomllib.loads(files("services.page").joinpath("chrome.toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[^\W_]+")
_FINAL_ALEF = re.compile(r"(?<=\w\w\w)ا(?=$|\s)")
_EVEN = {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"}


def bare(text: str) -> str:
    """The text's words in matching form with single blanks between; figures at both ends gone."""
    return joined(matching(text))


def joined(folded: str) -> str:
    """The bare form of a text that is in matching form."""
    found = _WORD.findall(folded)
    first, last = 0, len(found)
    while first < last and found[first].isdecimal():
        first += 1
    while first < last and found[last - 1].isdecimal():
        last -= 1
    return " ".join(found[first:last])


def even(text: str) -> str:
    """The text with letter variants and case folded one for one, so that offsets stay those of the text."""
    for letter, plain in _EVEN.items():
        text = text.replace(letter, plain)
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def listed(key: str) -> dict[str, str]:
    """The phrases of that key in every table, in bare form, each with its table's name."""
    return {bare(phrase): reason for phrase, reason in _entries(key) if bare(phrase)}


def said(key: str) -> dict[str, str]:
    """As `listed`, in matching form, punctuation kept."""
    return {matching(phrase): reason for phrase, reason in _entries(key)}


def names(key: str) -> dict[str, str]:
    """As `listed`, in even form: for finding where in a text they stand. Tanwin may stand before or after its alef."""
    found = {}
    for phrase, reason in _entries(key):
        plain = even(phrase)
        for tanwin in ("ا", "اً", "ًا"):
            found[_FINAL_ALEF.sub(tanwin, plain)] = reason
    return found


def forms() -> re.Pattern[str]:
    """The `forms` of all tables, as one pattern over a line in bare form; each table's name is that of its group."""
    tables = {reason: "|".join(table["forms"]) for reason, table in _TABLES.items() if "forms" in table}
    return re.compile("|".join(f"(?P<{reason}>{form})" for reason, form in tables.items()))


def _entries(key: str) -> list[tuple[str, str]]:
    return [(phrase, reason) for reason, table in _TABLES.items() for phrase in table.get(key, ())]


class Finder:
    """Finds phrases in a text that is folded as they are, the longest at each place; with `whole`, only whole words."""

    def __init__(self, phrases: dict[str, str], *, whole: bool) -> None:
        self._reasons = list(phrases.values())
        self._automaton = AhoCorasick(list(phrases), matchkind=MatchKind.LeftmostLongest)
        self._whole = whole

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and reason of each phrase."""
        found = self._automaton.find_matches_as_indexes(text)
        return [
            (start, end, self._reasons[i]) for i, start, end in found if not self._whole or _is_whole(text, start, end)
        ]


def _is_whole(text: str, start: int, end: int) -> bool:
    inside_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    inside_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not inside_before and not inside_after
