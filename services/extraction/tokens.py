"""A paragraph as the rules read it: words and marks with their offsets, its sentences, and its quotations."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from services.arabic.normal import INVISIBLE, MARKS, matching
from services.languages import Language

_TOKEN = re.compile(rf"\d+(?:[.,:٫/]\d+)+|[^\W_](?:[^\W_]+|[{MARKS}{INVISIBLE}]+)*|\.{{2,}}|[^\w\s#]")
_FAMILY = {mark: family for family, marks in enumerate(("«»", '"“”„‟″', "‘’‚‛")) for mark in marks}
_LAST_LETTERS = re.compile(r"[^\W\d_][\u0640]*[^\W\d_]?[\u0640]*$")
QUOTE = '"'
"""The form of every quotation mark."""


@cache
def _folding(language: Language) -> Callable[[str], str]:
    return lru_cache(maxsize=1 << 16)(language.matching)


class Token(NamedTuple):
    """A word in matching form, or one mark; `start` and `end` are code points of the paragraph."""

    form: str
    start: int
    end: int


class Quoted(NamedTuple):
    """Words between quotation marks: `first` and `last` are the tokens of the marks; unclosed, `last` is past all."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph. `forms` has two empty forms after the last, so that rules may look ahead."""

    text: str
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]
    sentence_starts: tuple[int, ...]
    sentence_ends: tuple[int, ...]
    quotes: tuple[Quoted, ...]
    quoted_in: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.tokens)

    def sentence(self, at: int) -> tuple[int, int]:
        """The tokens (first, past the last) of the sentence that token `at` belongs to."""
        place = bisect_left(self.sentence_ends, at + 1)
        return self.sentence_starts[place], self.sentence_ends[place]

    def piece(self, first: int, past: int) -> str:
        """The text of the tokens from `first` up to `past`; empty for what goes on past the last."""
        return self.text[self.tokens[first].start : self.tokens[past - 1].end] if first < past <= len(self) else ""

    def quote_at(self, token: int) -> Quoted | None:
        """The quotation that the mark at `token` opens."""
        found = self.quoted_in[token] if token < len(self) else -1
        return self.quotes[found] if found >= 0 and self.quotes[found].first == token else None

    def quote_before(self, token: int) -> Quoted | None:
        """The quotation that the mark just before `token` closes."""
        found = self.quoted_in[token - 1] if 0 < token <= len(self) else -1
        return self.quotes[found] if found >= 0 and self.quotes[found].last == token - 1 else None

    def inside_quotes(self, token: int) -> bool:
        found = self.quoted_in[token]
        return found >= 0 and self.quotes[found].first < token < self.quotes[found].last


def read(text: str, language: Language) -> Passage:
    """The paragraph's tokens, sentences and quotations. Linear in its length."""
    tokens = tuple(_tokens(text, _folding(language)))
    quotes = tuple(_quotes(text, tokens))
    quoted_in = [-1] * len(tokens)
    for number, (first, last) in enumerate(quotes):
        for token in range(first, min(last + 1, len(tokens))):
            quoted_in[token] = number
    starts, ends = _sentences([*language.sentences(text), (0, len(text))], tokens, quoted_in, quotes)
    return Passage(text, tokens, (*(t.form for t in tokens), "", ""), starts, ends, quotes, tuple(quoted_in))


def _tokens(text: str, fold: Callable[[str], str]) -> list[Token]:
    return [
        Token(QUOTE if found[0] in _FAMILY else _form(found[0], fold), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    ]


def _form(word: str, fold: Callable[[str], str]) -> str:
    """The word in matching form; «آن» stays apart from «أن», since it is a name or an adverb."""
    return word if word == "آن" else fold(word) or "-"


def _quotes(text: str, tokens: tuple[Token, ...]) -> list[Quoted]:
    """The outermost quotations. A mark closes the one of its own family; what is never closed runs to the end.

    Opening marks within a quotation nest («لوحة «أهلا» جميلة»), if as many close. An apostrophe within a word («don't»)
    is no mark, and neither is one that nothing was opened for.
    """
    found: list[Quoted] = []
    opened, family, depth, closed = -1, -1, 0, -1
    for number, token in enumerate(tokens):
        if token.form != QUOTE:
            continue
        mark = text[token.start]
        if opened < 0:
            if not _only_closes(text, token) and (mark not in "»’" or _opens_reversed(text, token)):
                opened, family, depth, closed = number, _FAMILY[mark], 0, -1
        elif _FAMILY[mark] == family and mark in "«“‘" and text[tokens[opened].start] == mark and _opens(text, token):
            depth += 1
        elif _FAMILY[mark] == family:
            depth, closed = depth - 1, number
            if depth < 0:
                found.append(Quoted(opened, number))
                opened = -1
    if opened >= 0:
        found.append(Quoted(opened, closed if closed >= 0 else len(tokens)))
    return found


def _opens(text: str, token: Token) -> bool:
    """False for an opening mark typed at a quotation's end: «الإقليمية «. واعتبر»."""
    return text[token.end : token.end + 1].strip(" .،؛\u00a0") != ""


def _opens_reversed(text: str, token: Token) -> bool:
    """True for «»» typed before a word, after a colon or blank: «قال: »نعم»»."""
    before, after = text[max(0, token.start - 1) : token.start], text[token.end : token.end + 1]
    return text[token.start] == "»" and before in (":", " ") and after.isalnum()


def _only_closes(text: str, token: Token) -> bool:
    """True for a mark that a word ends with and none begins with: its opening mark is missing."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return before.isalnum() and len(before) == 1 and not after.isalnum() and not _after_proclitic(text, token.start)


def _after_proclitic(text: str, at: int) -> bool:
    """True for a mark after a lone «بـ», «لـ», «كـ», «و», «ف»: the proclitic of the word that it quotes."""
    word = _LAST_LETTERS.search(text, max(0, at - 4), at)
    return word is not None and matching(word[0]) in ("ب", "ل", "ك", "و", "ف", "وب", "ول")


def _sentences(
    spans: Sequence[tuple[int, int]], tokens: tuple[Token, ...], quoted_in: list[int], quotes: tuple[Quoted, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Token numbers where sentences start and end; a stop within a quotation ends nothing."""
    starts: list[int] = []
    ends: list[int] = []
    number = 0
    for _, end in spans:
        first = number
        while number < len(tokens) and tokens[number].end <= end:
            number += 1
        if number == first:
            continue
        inside = quoted_in[first]
        if ends and inside >= 0 and quotes[inside].first < first:
            ends[-1] = number
        else:
            starts.append(first)
            ends.append(number)
    return tuple(starts), tuple(ends)
