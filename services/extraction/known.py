"""Known names of people, institutions and places, and where they stand in a paragraph.

A name is found in any spelling that folds alike, with or without the proclitics و ف ب ل ك, and with quotation marks or
hyphens inside it. The longest name wins.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from services.extraction.tokens import QUOTE, Passage, read
from services.languages import Language
from services.lexicon import Known, Words

_SKIPPED = frozenset({QUOTE, "-", "–", "(", ")"})
_LONG_NAME = 5
"""Letters of a word in whose spelling «غ» and «ج» are exchanged: shorter ones are other words («غوا», «جوا»)."""
_NO_LETTER = frozenset(chr(c) for c in range(0x64B, 0x660)) | {"\u0640", "\u0670"}


class Mention(NamedTuple):
    """Tokens `first` up to `past` name `known`; `start` and `end` are code points, without proclitics."""

    first: int
    past: int
    start: int
    end: int
    known: Known
    proclitic: str


Index = dict[str, list[tuple[tuple[str, ...], Known]]]
"""First word -> (all words, who), longest first."""


@cache
def known_names(language: Language) -> Index:
    """The language's names by their first word."""
    found: Index = {}
    for name, known in language.names().known:
        words = tuple(form for form in read(name, language).forms if form and form not in _SKIPPED)
        for spelled in dict.fromkeys((words, tuple(map(_egyptian, words)))) if words else ():
            found.setdefault(spelled[0], []).append((spelled, known))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _egyptian(word: str) -> str:
    """«هامبورج» for «هامبورغ»: the g of a foreign name as Egyptian pages write it."""
    return word.replace("غ", "ج") if len(word) >= _LONG_NAME else word


@cache
def by_name(language: Language) -> dict[str, Known]:
    """Canonical name -> who."""
    return {known.name: known for _, known in language.names().known}


def mentions(passage: Passage, language: Language) -> list[Mention]:
    """Where known names stand, from left to right, none overlapping."""
    found: list[Mention] = []
    at, size = 0, len(passage)
    while at < size:
        mention = _mention(passage, at, found[-1] if found else None, language)
        if mention:
            found.append(mention)
            at = mention.past
        else:
            at += 1
    return found


def names_alone(passage: Passage, first: int, past: int, known: Known, language: Language) -> bool:
    """Whether exactly these tokens are a name of `known`, without proclitics."""
    names = known_names(language).get(passage.forms[first], ())
    return any(other.name == known.name and _matched(passage.forms, first, words) == past for words, other in names)


def _mention(passage: Passage, at: int, last: Mention | None, language: Language) -> Mention | None:
    for proclitic, word, words, known in _candidates(passage.forms[at], language):
        past = _matched(passage.forms, at, words)
        if past and (not known.after or _named(at, known, last, passage, language)):
            contracted = not passage.forms[at].endswith(word)
            start = _letters_on(passage.text, passage.tokens[at].start, len(proclitic) - contracted)
            past = _past_mark(passage, at, past)
            return Mention(at, past, start, passage.tokens[past - 1].end, known, proclitic)
    return None


def _named(at: int, known: Known, last: Mention | None, passage: Passage, language: Language) -> bool:
    """Whether an ambiguous name is one here: after its own words, after «مدينة» and the like, or in a list."""
    before = passage.forms[at - 1]
    headed = known.kind == "place" and _heads(before, language.lexicon().words["place_head"])
    return headed or before in known.after or _listed(at, known, last, passage)


def _heads(form: str, heads: Words) -> bool:
    return form in heads or form[1:] in heads


def _listed(at: int, known: Known, last: Mention | None, passage: Passage) -> bool:
    """Whether an ambiguous name goes on with a list of its kind: «خيرسون وسومي», «خيرسون، سومي»."""
    if last is None or last.known.kind != known.kind:
        return False
    form = passage.forms[at]
    joined = form.startswith("و") and last.past == at
    return joined or (passage.forms[at - 1] in ("،", ",") and last.past == at - 1)


@lru_cache(maxsize=1 << 16)
def _candidates(form: str, language: Language) -> tuple[tuple[str, str, tuple[str, ...], Known], ...]:
    """The names that may begin with a word, in the order to try them: (proclitics, first word, all words, who)."""
    names = known_names(language)
    return tuple(
        (clitic, word, words, known)
        for clitic, word in _readings(form, language)
        for words, known in names.get(word, ())
    )


def _readings(form: str, language: Language) -> Iterator[tuple[str, str]]:
    """The word without the proclitics that it may have: (proclitics, word); «للبيت» is ل and «البيت»."""
    yield "", form
    for proclitic in language.proclitics:
        if form.startswith(proclitic) and len(form) - len(proclitic) > 2:
            rest = form[len(proclitic) :]
            yield proclitic, rest
            if proclitic.endswith("ل") and rest.startswith("ل"):
                yield proclitic, "ا" + rest


def _matched(forms: Sequence[str], at: int, words: tuple[str, ...]) -> int:
    """The token after the name that begins at `at`, or 0. The first word is known to fit."""
    token = at + 1
    for word in words[1:]:
        while forms[token] in _SKIPPED and token - at < 12:
            token += 1
        if forms[token] != word:
            return 0
        token += 1
    return token


def _past_mark(passage: Passage, at: int, past: int) -> int:
    """The token after the mark that closes a quotation begun within the name: وكالة "تاس"."""
    quote = passage.quoted_in[past - 1]
    opened_within = quote >= 0 and at < passage.quotes[quote].first < past
    return past + 1 if opened_within and passage.quotes[quote].last == past < len(passage) else past


def _letters_on(text: str, start: int, letters: int) -> int:
    """The offset `letters` letters on, marks and kashida apart."""
    while letters:
        start += 1
        letters -= 1
        while start < len(text) and text[start] in _NO_LETTER:
            start += 1
    return start
