"""Whether a line goes on with the text before it."""

import re
import tomllib
from importlib.resources import files

from services.arabic.normal import matching
from services.page.asides import has_stop
from services.page.kinds import is_item

_TABLES = tomllib.loads(files("services.page").joinpath("flow.toml").read_text(encoding="utf-8"))
_NOUNS = frozenset(_TABLES["nouns"].split())
_OPENINGS = tuple(_TABLES["openings"])
_FIRST = re.compile(r"[^\W\d_]+")
_WITHIN = re.compile(r"\w\w\w[.؟!][»”\"]?\s+\S")
_QUOTE = re.compile(r"^[«\"“‘'].{12,}[»\"”’']\W*$")
_VERSE = "***"
"""What the press prints between the halves of a line of verse."""
_ASKED = re.compile(r"^[-–—*•س]\s?.*[؟?]\W*$")


def goes_on(text: str) -> bool:
    """True for a line that opens as only a further paragraph does: «وقال …», «كما …», «من جهته …»."""
    plain = matching(text[:60]).lstrip(" \"«“'(-–•*")
    first = _FIRST.match(plain)
    if not first:
        return False
    word = first[0]
    if word.startswith("و") and len(word) > 2:
        return word not in _NOUNS
    return plain.startswith(_OPENINGS)


def flows(text: str, before: str) -> bool:
    """Whether a line too short to be body text by itself is text all the same, after the paragraph `before` of a story.

    It ends or has a full stop, goes on, is a quotation, an interview's question, or an item after «…:», verse.
    """
    if has_stop(text) or _WITHIN.search(text) or goes_on(text) or _QUOTE.match(text) or _ASKED.match(text):
        return True
    return _VERSE in text or (is_item(text) and (before.endswith(":") or is_item(before)))
