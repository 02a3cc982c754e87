"""Texts as word numbers and fingerprints: what folding compares.

A text becomes its words in matching form (`services.arabic.normal`), each a 16-bit number; its grams are hashes of
every five words in a row; its fingerprints are the grams that winnowing (Schleimer, Wilkerson, Aiken 2003) keeps: the
least of each eight in a row, so that two texts with twelve words in a row in common share one. A known text is found
by the least of its fingerprints, a page looks for the least of each 24 grams. All of it is done for
a whole batch at once on arrays of code points; nothing loops over words.
"""

import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from services.arabic.normal import matching

Numbers = npt.NDArray[np.uint16]
Grams = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

GRAM = 5
"""Words of a gram."""
AT_ONCE = 1 << 18
"""Characters that are worked on at once: arrays of them stay in the processor's cache, and huge pages in memory."""
WINDOW = 8
"""Grams of which winnowing keeps the least: the fingerprints, from which those to be found by are taken."""
SOUGHT = 24
"""Grams of which the least is looked for; it is a fingerprint too. On 8,281 wire articles a third of the look-ups of
eight, and as good: F1 .979 and all of 160 page copies (of 16: .979 and all, of 32: .979 and 159)."""
PLAIN, FIGURE, POLARITY, NAMED = range(4)
"""Classes of words, the top two bits of a word's number: others; numbers; negations; dates, places and names."""

CLASS_SHIFT = 14
"""Bits of a word's number below its class."""

_BREAK, _DROPPED, _UNKNOWN = 0, 2, 4
_DIGIT = np.uint64(1)
_LETTERS = np.full(0x110000, _UNKNOWN, np.uint64)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_STEPS = tuple(np.uint64(pow(0xD1342543DE82EF95, i, 1 << 64)) for i in range(1, GRAM + 1))


@dataclass(frozen=True, slots=True)
class Sketch:
    """One text: the number of each word in order, which words bring no news by coming or going, the hash of each gram,
    which grams are fingerprints, and which of these are looked for."""

    words: Numbers
    harmless: Mask
    grams: Grams
    kept: Mask
    sought: Mask

    @property
    def fingerprints(self) -> Grams:
        """The fingerprints, each once, the least first."""
        return np.unique(self.grams[self.kept])


def sketches(texts: Sequence[str]) -> list[Sketch]:
    """The sketch of each text, which may be empty or of any length."""
    out: list[Sketch] = []
    start = size = 0
    for i, text in enumerate(texts):
        size += len(text)
        if size >= AT_ONCE or i == len(texts) - 1:
            out += _sketched(texts[start : i + 1])
            start, size = i + 1, 0
    return out


def _sketched(texts: Sequence[str]) -> list[Sketch]:
    hashes, figures, counts = _words(texts)
    words, harmless = _numbers(hashes, figures), _harmless_words().has(hashes)
    ends = np.cumsum(counts)
    grams, whole = _grams(words, ends)
    kept, sought = (_winnowed(grams, whole, window) for window in (WINDOW, SOUGHT))
    return [
        Sketch(words[a:b], harmless[a:b], grams[a:c], kept[a:c], sought[a:c])
        for a, b, c in zip((ends - counts).tolist(), ends.tolist(), _gram_ends(ends, counts), strict=True)
    ]


def _gram_ends(ends: Places, counts: Places) -> list[int]:
    """Where the grams of each text end, given where its words do."""
    last: list[int] = (ends - np.minimum(counts, GRAM - 1)).tolist()
    return last


def grams_of(texts: Sequence[Numbers]) -> list[Grams]:
    """The grams of texts that are known by their word numbers."""
    counts = np.array([len(text) for text in texts], np.int64)
    ends = np.cumsum(counts)
    grams, _ = _grams(np.concatenate([*texts, np.empty(0, np.uint16)]), ends)
    return [grams[a:c] for a, c in zip((ends - counts).tolist(), _gram_ends(ends, counts), strict=True)]


def classes(words: Numbers) -> Numbers:
    """The class of each word."""
    return words >> np.uint16(CLASS_SHIFT)


def numbers_of(words: Sequence[str]) -> Numbers:
    """The numbers of single words."""
    hashes, figures, _ = _words(words)
    return _numbers(hashes, figures)


def word_hashes(words: Sequence[str]) -> Hashes:
    """The hashes of single words."""
    hashes, _, counts = _words(words)
    if not (counts == 1).all():
        raise ValueError(f"not single words: {[w for w, n in zip(words, counts, strict=True) if n != 1]}")
    return hashes


def _words(texts: Sequence[str]) -> tuple[Hashes, Mask, Places]:
    """All words of all texts as hashes, whether each begins or ends with a digit, and each text's number of words."""
    letters, ends = _letters(texts)
    within = np.zeros(len(letters) + 2, np.int8)
    within[1:-1] = letters != _BREAK
    edges = np.flatnonzero(within[1:] != within[:-1])
    starts, stops = edges[::2], edges[1::2]
    powers, inverses = _powers(len(letters))
    sums = np.zeros(len(letters) + 1, np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=sums[1:])
    hashes = _mixed((sums[stops] - sums[starts]) * inverses[starts])
    figures = (
        ((letters[starts] | letters[stops - 1]) & _DIGIT).astype(np.bool_) if len(starts) else np.empty(0, np.bool_)
    )
    before = np.searchsorted(starts, ends)
    before[1:] -= before[:-1].copy()
    return hashes, figures, before


def _letters(texts: Sequence[str]) -> tuple[Hashes, Places]:
    """The letters of all texts as 64-bit values, each text with a break after it, and where each text ends."""
    plain = [t if unicodedata.is_normalized("NFKC", t) else unicodedata.normalize("NFKC", t) for t in texts]
    joined = "\n".join([*plain, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = _LETTERS[codes]
    if (strange := letters == _UNKNOWN).any():
        _learn(np.unique(codes[strange]))
        letters = _LETTERS[codes]
    ends = np.cumsum(np.fromiter(map(len, plain), np.int64, len(plain)) + 1)
    dropped = letters == _DROPPED
    if dropped.any():
        before = np.concatenate([[0], np.cumsum(dropped)])
        letters, ends = letters[~dropped], ends - before[ends]
    return letters, ends


def _learn(codes: npt.NDArray[np.uint32]) -> None:
    """Enters characters into the table of letters: what they are to `matching`, as a random-looking value."""
    for code in codes.tolist():
        form = matching(chr(code)) if not 0xD800 <= code < 0xE000 else " "
        if not form:
            _LETTERS[code] = _DROPPED
        elif not form[0].isalnum():
            _LETTERS[code] = _BREAK
        else:
            value = _mixed(np.array([ord(form[0])], np.uint64))[0] | np.uint64(8)
            _LETTERS[code] = value & ~_DIGIT | np.uint64(form[0].isdigit())


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and their inverses modulo 2^64, at least `size` of each."""
    return _power_table(max(1 << 16, 1 << size.bit_length()))


@cache
def _power_table(size: int) -> tuple[Hashes, Hashes]:
    inverse = np.uint64(pow(int(_BASE), -1, 1 << 64))
    powers: Hashes = np.cumprod(np.full(size, _BASE), dtype=np.uint64)
    inverses: Hashes = np.cumprod(np.full(size, inverse), dtype=np.uint64)
    return powers, inverses


def _mixed(values: Hashes) -> Hashes:
    """Values with all bits mixed (the finaliser of SplitMix64, Steele, Lea and Flood 2014)."""
    values = (values ^ values >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ values >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return values ^ values >> np.uint64(31)


def _numbers(hashes: Hashes, figures: Mask) -> Numbers:
    """Word hashes as 16-bit numbers: two bits of class, fourteen of hash; variants of one name have one number."""
    numbers = (hashes >> np.uint64(50)).astype(np.uint16)
    numbers[figures] |= np.uint16(FIGURE << CLASS_SHIFT)
    words, their = _known_words()
    places, at = words.found(hashes)
    numbers[places] = their[at]
    return numbers


def _grams(words: Numbers, ends: Places) -> tuple[Grams, Mask]:
    """A gram at each word but the last four of all, and whether it lies within one text."""
    size = max(0, len(words) - GRAM + 1)
    total = np.zeros(size, np.uint64)
    for i, step in enumerate(_STEPS):
        total += words[i : i + size] * step
    whole = np.ones(len(words), np.bool_)
    for i in range(1, GRAM):
        whole[np.maximum(ends - i, 0)[ends > 0]] = False
    for text_end, text_start in zip(ends.tolist(), [0, *ends.tolist()], strict=False):
        if text_end - text_start < GRAM:
            whole[text_start:text_end] = False
    return (_mixed(total) >> np.uint64(32)).astype(np.uint32), whole[:size]


def _winnowed(grams: Grams, whole: Mask, window: int) -> Mask:
    """Which grams are the least of some `window` in a row within one text."""
    size = len(grams) - window + 1
    if size < 1:
        return np.zeros(len(grams), np.bool_)
    steps = [1 << i for i in range(window.bit_length() - 1)]
    if rest := window - (1 << len(steps)):
        steps.append(rest)
    least = grams.astype(np.uint64) + np.uint64(1)
    good = whole
    for step in steps:
        least = np.minimum(least[:-step], least[step:])
        good = good[:-step] & good[step:]
    least = np.where(good, least, np.uint64(0))
    most = np.concatenate([np.zeros(window - 1, np.uint64), least, np.zeros(window - 1, np.uint64)])
    for step in steps:
        most = np.maximum(most[:-step], most[step:])
    kept: Mask = most == grams.astype(np.uint64) + np.uint64(1)
    return kept


class _Words:
    """A list of words as sorted hashes, and which top 16 bits they have: few other words have the same."""

    def __init__(self, hashes: Hashes) -> None:
        self._hashes = np.sort(hashes)
        self._prefixes = np.zeros(1 << 16, np.bool_)
        self._prefixes[self._hashes >> np.uint64(48)] = True

    def found(self, hashes: Hashes) -> tuple[Places, Places]:
        """The places of the hashes that are listed, and where in the list."""
        maybe = np.flatnonzero(self._prefixes[hashes >> np.uint64(48)])
        at = np.searchsorted(self._hashes, hashes[maybe])
        at[at == len(self._hashes)] = 0
        sure = self._hashes[at] == hashes[maybe]
        return maybe[sure], at[sure]

    def has(self, hashes: Hashes) -> Mask:
        """Which of the hashes are listed."""
        mask = np.zeros(len(hashes), np.bool_)
        mask[self.found(hashes)[0]] = True
        return mask


PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "ال", "وال", "بال", "فال", "كال", "لل", "ولل")
"""What may stand before a name or number as part of its word: and, so, in, to, as, the."""


@cache
def _known_words() -> tuple[_Words, Numbers]:
    """Words of which more is known than their letters, and their numbers in the list's order."""
    numbers: dict[int, int] = {}
    for kind, forms in _entries():
        spelled = [proclitic + form for proclitic, form in product(PROCLITICS, forms)]
        spelled += [
            proclitic + form[1:] for proclitic, form in product(("ل", "ول", "فل"), forms) if form.startswith("ال")
        ]
        values = word_hashes(spelled).tolist()
        for value in values:
            numbers.setdefault(value, values[0] >> 50 | kind << CLASS_SHIFT)
    hashes = sorted(numbers)
    return _Words(np.array(hashes, np.uint64)), np.array([numbers[value] for value in hashes], np.uint16)


@cache
def _harmless_words() -> _Words:
    table = _table("services.dedupe", "article_words.toml")
    spelled = {proclitic + word for proclitic, word in product(PROCLITICS, table["harmless"]) if len(word) > 1}
    letters = {word for word in table["harmless"] if len(word) == 1}
    return _Words(np.unique(word_hashes(sorted(spelled | letters - set(table["polarity"])))))


def _entries() -> Iterator[tuple[int, list[str]]]:
    """Known words by class, each with its spellings; the first entry of a word counts."""
    own, names = _table("services.dedupe", "article_words.toml"), _table("services.dedupe", "statement_names.toml")
    calendar, figures = _table("services.dedupe", "statement_calendar.toml"), _table("services.arabic", "numbers.toml")
    listed = " ".join([*calendar["weekdays"], *calendar["months"], *names["countries"], *names["places"]]).split()
    for forms in [*own["variants"], *([word] for word in listed if "_" not in word)]:
        yield NAMED, forms
    for word in own["polarity"]:
        yield POLARITY, [word]
    for group, words in figures.items():
        for word, value in words.items():
            same = str(value) if group in ("units", "tens", "hundreds") else word.removesuffix("ا")  # مليون, مليونا
            yield FIGURE, [same, word]


def _table(package: str, name: str) -> dict[str, Any]:
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
