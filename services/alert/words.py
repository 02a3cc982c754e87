"""The words of a text: where each stands, and what is left of it without its proclitics.

Arabic writes "and", "so", "by", "for", "like" and "the" together with the next word (و ف ب ل ك ال). A reader who
looks for الكرملين means والكرملين and للكرملين too. Which first letters are proclitics takes a dictionary to know;
here a letter counts as one where enough is left, but for the words of `whole_words.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from services.arabic import normal

_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{normal.MARKS}{normal.INVISIBLE}])*")
_HIDDEN = re.compile(f"[{normal.INVISIBLE}]")

_LAYERS = ("وف", "بلك")
"""Conjunctions, then prepositions: at most one of each, in this order, before the article."""
_ARTICLE = ("ال", "لل")
"""لل is ل and ال; what follows may also be a word that begins with ل (للجنة: ل and لجنة), which the layer finds."""
_LEFT_AFTER_LETTER = 3
_LEFT_AFTER_ARTICLE = 2
"""Fewest letters that a stem keeps: بشر is no "by evil", yet الحل is "the solution"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in matching form, and where it stands: code points into the text as it was given."""

    text: str
    start: int
    end: int


def split(text: str) -> list[Word]:
    """The words of the text, in order. What one ligature spells as several words, each stand at its place."""
    words = []
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        while end > start and _HIDDEN.match(text, end - 1):
            end -= 1
        words += [Word(form, start, end) for form in _forms(text[start:end])]
    return words


@lru_cache(maxsize=1 << 16)
def _forms(token: str) -> tuple[str, ...]:
    return tuple(normal.words(token))


@lru_cache(maxsize=1 << 16)
def stems(word: str) -> tuple[str, ...]:
    """The word (in matching form), and each form that is left when proclitics are taken off it, longest first."""
    found = [word]
    for letters in _LAYERS:
        rest = found[-1]
        if rest[0] in letters and len(rest) > _LEFT_AFTER_LETTER and rest not in _whole():
            found.append(rest[1:])
    found += [
        form[2:]
        for form in found
        if form.startswith(_ARTICLE) and len(form) - 2 >= _LEFT_AFTER_ARTICLE and form not in _whole()
    ]
    return tuple(dict.fromkeys(found))


def without_article(word: str, written: str) -> str:
    """A word to look for without its own article, so that الكرملين also finds للكرملين.

    `written` is the word as a person wrote it: ألمانيا, with its hamza, has no article.
    """
    bare = word.startswith("ال") and written.startswith("ال") and len(word) - 2 >= _LEFT_AFTER_LETTER
    return word[2:] if bare and word not in _whole() else word


@cache
def _whole() -> frozenset[str]:
    listed = tomllib.loads(files("services.alert").joinpath("whole_words.toml").read_text(encoding="utf-8"))
    return frozenset(normal.matching(word) for meanings in listed.values() for word in meanings)
