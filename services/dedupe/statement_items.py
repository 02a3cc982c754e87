"""A quote cut into items: words and phrases with their meanings, numbers, and the breaks between clauses."""

import re
from functools import lru_cache

import msgspec

from services.arabic.normal import display, matching
from services.arabic.numbers import Number, numbers
from services.dedupe.statement_lexicon import Meaning, meaning
from services.dedupe.statement_stems import WORDS_KEPT

_TOKEN = re.compile(r"[^\W_]+(?:[.,٫][0-9٠-٩۰-۹]+)*|[%٪]|[،؛.!؟?:;,…]")
_BREAKS = frozenset("،؛.!؟?:;,…")
_PERCENT = re.compile(r"(?:\b(?:في|فى|فی) |\bب)ال(?:مئة|مائة|مئه|مائه|ميه|مية)(?!\w)")
_ACCUSATIVE = re.compile(r"\b(و?(?:ثلاث|أربع|خمس|سبع|تسع))ا(?= و)")
_TWELVE = re.compile(r"\b(و?)[اإ]ثن(?:ا|ي|تا|تي)(?= عشر)")
_MARKS = re.compile("[\u064b-\u065f\u0670]")
_COUNTS = re.compile(
    "[0-9٠-٩۰-۹]|[أاآ]حد|واحد|ثن|ثل|ربع|خم|ست|سبع|ثم|تسع|عشر|م[ائ]|لف|لاف|لي|نصف|ثا|راب|خا|سا|تاس|[أا]ول"
)
"""Letters of which every number has some: most quotes have none, and need no reading of numbers."""


class Item(msgspec.Struct, frozen=True, gc=False):
    """A word or phrase by its meaning's kind, a "number", a "percent" sign or a "break"; `text` is as printed."""

    kind: str
    text: str
    value: str = ""
    meaning: Meaning | None = None
    number: Number | None = None

    @property
    def word(self) -> str:
        """The text in matching form."""
        return word(self.text)


@lru_cache(WORDS_KEPT)
def word(text: str) -> str:
    """A word in matching form."""
    return matching(text)


def items(quote: str) -> list[Item]:
    """The quote's items, in order."""
    text = _plain(quote)
    tokens = list(_TOKEN.finditer(text))
    words = [word(token[0]) for token in tokens]
    counts = numbers(text) if _COUNTS.search(text) else []
    found: list[Item] = []
    at = n = 0
    while at < len(tokens):
        start, end = tokens[at].span()
        while n < len(counts) and counts[n].start < start:
            n += 1
        number = counts[n] if n < len(counts) and counts[n].start < end else None
        what = meaning(words, at)
        if number is not None and what.length == 1:
            begin = start if text.startswith("ال", start) else number.start
            found.append(Item("number", text[begin : number.end], number=number))
            at = next((t for t in range(at + 1, len(tokens)) if tokens[t].start() >= number.end), len(tokens))
        elif words[at] in _BREAKS or words[at] in "%٪":
            found.append(Item("break" if words[at] in _BREAKS else "percent", tokens[at][0]))
            at += 1
        else:
            found.append(Item(what.kind, text[start : tokens[at + what.length - 1].end()], what.value, what))
            at += what.length
    return found


def _plain(quote: str) -> str:
    """Letters as in print, «في المئة» as a sign, and the number words that grammar bends in their plain form."""
    text = _MARKS.sub("", display(quote)).replace("_", " ").replace("#", " ")
    if not _COUNTS.search(text) and "المي" not in text:
        return text
    return _TWELVE.sub(r"\1اثنين", _ACCUSATIVE.sub(r"\1", _PERCENT.sub(" % ", text)))
