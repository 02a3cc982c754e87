"""Arabic words without their clitics and endings, and the consonants that stay.

A light stemmer after Larkey, Ballesteros and Connell 2002; the root takes pattern letters off where three letters
remain, as Taghva, Elkhoury and Coombs 2005 do. Words are in matching form (services.arabic.normal).
"""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from services.arabic.normal import matching

WORDS_KEPT = 1 << 15
"""Words that a cache keeps. Such a cache makes its table anew now and then: 1.8 MiB, and 3.7 for 50,000 words."""

_AFFIXES = tomllib.loads(files("services.dedupe").joinpath("statement_affixes.toml").read_text(encoding="utf-8"))
_PROCLITICS: tuple[str, ...] = ("", *_AFFIXES["proclitics"].split())
_FUTURES: tuple[str, ...] = ("", *_AFFIXES["futures"].split())
_ENDINGS: tuple[str, ...] = ("", *_AFFIXES["endings"].split())
_ARTICLES: list[str] = _AFFIXES["light"]["articles"].split()
_LETTERS: list[str] = _AFFIXES["light"]["letters"].split()
_LIGHT_SUFFIXES: list[str] = _AFFIXES["light"]["suffixes"].split()
_PERSONS = "يتنا"
_DERIVED = ("است", "يست", "تست", "نست", "مست")
_WEAK = str.maketrans("اويءغ", "ووووج")
"""Weak letters change within one root; غ and ج write one sound of foreign names."""


def bare(word: str) -> str:
    """The word without its article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def definite(word: str) -> bool:
    """Whether the word carries the article."""
    return word.startswith(("ال", "وال", "بال", "فال", "كال", "لل", "ولل"))


def cuts(word: str) -> Iterator[str]:
    """The word, then the word without each proclitic that it may begin with."""
    for proclitic in _PROCLITICS:
        if word.startswith(proclitic) and len(word) > len(proclitic) + 1:
            yield word[len(proclitic) :]


def cores(word: str) -> Iterator[str]:
    """What the word may be without clitics and endings, the least taken off first; imperfects in their third person."""
    for proclitic in _PROCLITICS:
        if word.startswith(proclitic):
            yield from endless(word[len(proclitic) :])
    for future in _FUTURES:
        rest = word[len(future) :] if word.startswith(future) else ""
        if len(rest) >= 3 and rest[0] in _PERSONS:
            yield from endless("ي" + rest[1:])
            yield from _jussive("ي" + rest[1:])


def endless(rest: str) -> Iterator[str]:
    """What the word, its clitics at the front taken off, may be without endings, the least taken off first."""
    for ending in _ENDINGS:
        core = rest[: len(rest) - len(ending)]
        if not rest.endswith(ending) or len(core) < 2:
            continue
        if len(core) >= 3 or ending in ("", "ا"):  # the shortest nouns have an accusative too: حلا، ردا
            yield from (core + "ه", core) if len(ending) > 1 and ending[0] == "ت" else (core,)
        if ending and (len(core) >= 3 or ending in ("ت", "وا")):
            yield from (core + cut for cut in "هيا")


def _jussive(word: str) -> Iterator[str]:
    """The full imperfect of a verb cut after لم: يتلق is يتلقى, يزد is يزيد."""
    yield word + "ي"
    if len(word) == 3:
        yield from (word[:2] + vowel + word[2] for vowel in "يوا")


@lru_cache(WORDS_KEPT)
def imperfect(text: str) -> str:
    """A word that may be an imperfect in its third person without future sign and proclitic; "" for any other."""
    word = matching(text).lstrip("وف")
    word = word[1:] if word[:1] == "س" and word[1:2] in ("ي", "ت", "ن") else word
    return "ي" + word[1:] if len(word) >= 3 and word[0] in "يتن" else ""


@lru_cache(WORDS_KEPT)
def stem(word: str) -> str:
    """The word less article, proclitics and endings, three letters at least left."""
    word = _headless(_headless(word, _ARTICLES, 3), _LETTERS, 4)
    for suffix in _LIGHT_SUFFIXES:
        if suffix == "ي" and len(word) <= 4 and word[0] in _PERSONS:
            break
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def _headless(word: str, prefixes: list[str], least: int) -> str:
    """The word without the first of the prefixes that it begins with. الوتيرة loses the letter that وتيرة does."""
    found = next((p for p in prefixes if word.startswith(p) and len(word) - len(p) >= least), "")
    return word[len(found) :]


@lru_cache(WORDS_KEPT)
def root(word: str) -> str:
    """The word's consonants, an approximation of its root."""
    if word.startswith(_DERIVED) and len(word) >= 6:
        word = word[3:]
    elif len(word) >= 4 and word[0] in "متينا":
        word = word[1:]
    if len(word) >= 4 and word[0] in "تن":
        word = word[1:]
    if len(word) >= 4 and word[1] == "ت":
        word = word[0] + word[2:]
    for at in range(len(word) - 1, 0, -1):
        if len(word) > 3 and word[at] in "اويهء":
            word = word[:at] + word[at + 1 :]
    if len(word) == 2:
        word = "و" + word
    return word[:1] + word[1:].translate(_WEAK)
