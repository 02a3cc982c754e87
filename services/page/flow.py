"""Whether a line goes on with the text before it."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

from services.arabic.normal import matching
from services.page.asides import has_stop
from services.page.kinds import is_item
from services.page.notes import addresses
from services.page.verbs import opens_with_verb

_TABLES = tomllib.loads(files("services.page").joinpath("flow.toml").read_text(encoding="utf-8"))
_NOUNS = frozenset(_TABLES["nouns"].split())
_OPENINGS = tuple(_TABLES["openings"])
_FIRST = re.compile(r"[^\W\d_]+")
_WITHIN = re.compile(r"\w\w\w[.؟!][»”\"]?\s+\S")
_QUOTE = re.compile(r"^[«\"“‘'].{12,}[»\"”’']\W*$")
_VERSE = "***"
"""What the press prints between the halves of a line of verse."""
_GOES_ON_WORDS = 3
"""Fewest words of a line without a full stop that its first word makes text: «وفر 25%» is an offer."""
_SENTENCE_WORDS = 7
"""Fewest words of a sentence without a full stop."""
_OPEN = ("،", "؛")
"""Ends of a line after which its sentence goes on."""
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


def between(lines: Sequence[str]) -> bool:
    """Whether short lines right between two paragraphs are of the text: a question that it asks, a sentence that opens
    with its verb, what opens a list or a quotation with a colon, items of a list."""
    first, *others = lines
    opens = first.endswith(":") and first.count(" ") + 1 >= _GOES_ON_WORDS
    if others:
        return all(map(is_item, others)) and (opens or is_item(first))
    if opens or (opens_with_verb(first) and first.count(" ") + 1 >= _SENTENCE_WORDS):
        return True
    return first.endswith(("؟", "?")) and " " in first and not addresses(first)


def resumes(text: str) -> bool:
    """True for a line in a list of headlines that none of them can be, and that goes on with the text before the list:
    «وقال …» with its stop or colon, what ends in a comma, verse."""
    is_ended = has_stop(text) or text.endswith(":")
    return (is_ended and goes_on(text)) or text.endswith(_OPEN) or _VERSE in text


def is_question(text: str) -> bool:
    """True for an interview's question with its sign: «- ما الخطوة التالية؟»."""
    return bool(_ASKED.match(text))


def flows(text: str, before: str) -> bool:
    """Whether a line too short to be body text by itself is text all the same, after the paragraph `before` of a story.

    It ends or has a full stop, goes on, is a quotation, an interview's question, or an item after «…:», verse; or it or
    the line before ends in a comma.
    """
    if has_stop(text) or _WITHIN.search(text) or _QUOTE.match(text) or is_question(text):
        return True
    if text.endswith(_OPEN) or before.endswith(_OPEN):
        return True
    if goes_on(text) and (text.endswith(":") or text.count(" ") + 1 >= _GOES_ON_WORDS):
        return True
    return _VERSE in text or (is_item(text) and (before.endswith(":") or _is_next_item(text, before)))


def _is_next_item(text: str, before: str) -> bool:
    """Whether both are items of one list: with the same sign, or with numbers."""
    return is_item(before) and (text[0] == before[0] or (text[0].isdecimal() and before[0].isdecimal()))
