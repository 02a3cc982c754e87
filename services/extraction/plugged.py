"""Names that a plugged-in model finds where the rules find none.

A model never overrules: what it finds counts only apart from the names, offices and institutions of the rules. What is
left reads like a known name, so that it may speak.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from services.extraction.cast import Cast
from services.extraction.headed import headed
from services.extraction.known import Mention
from services.extraction.phrases import Reader
from services.lexicon import Kind, Known

_LONGEST = 50_000
"""Characters of a paragraph that a model is asked about; spaCy refuses a million, and takes memory with the length."""
_KINDS: dict[str, Kind] = {
    "PER": "person",
    "PERS": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
}
"""The labels of spaCy's and of Arabic corpora (ANERcorp, AQMAR, OntoNotes); others are passed over."""


Found = dict[tuple[Kind, str], Known]
"""Each word of the names that the model has found -> the first of them with it."""


class Labelled(NamedTuple):
    """Code points `start` up to `end` of a text, and what the model takes them for."""

    label: str
    start: int
    end: int


Model = Callable[[str], Sequence[Labelled]]


def unknown_names(readers: Sequence[Reader], cast: Cast, model: Model) -> list[list[Mention]]:
    """For each reader the names that the model adds to its mentions. A part of a name found before is that name."""
    found: Found = {}
    return [list(_added(reader, _taken(number, reader, cast), model, found)) for number, reader in enumerate(readers)]


def _taken(number: int, reader: Reader, cast: Cast) -> set[int]:
    """The tokens of everything that the rules have found."""
    spans = [(mention.first, mention.past) for mention in reader.mentions.values()]
    spans += [(appearance.phrase.first, appearance.phrase.past) for appearance in cast.appearances[number]]
    spans += [(first, past) for first, past, _ in headed(reader)]
    return {token for first, past in spans for token in range(first, past)}


def _added(reader: Reader, taken: set[int], model: Model, found: Found) -> Iterator[Mention]:
    passage = reader.passage
    starts = [token.start for token in passage.tokens]
    for label, start, end in sorted(model(passage.text), key=_place) if 0 < len(passage.text) <= _LONGEST else ():
        first, past = bisect_right(starts, start) - 1, bisect_left(starts, end)
        kind = _KINDS.get(label)
        if kind is None or not 0 <= first < past or passage.tokens[past - 1].end != end:
            continue
        proclitic = reader.language.matching(passage.text[starts[first] : start])
        if taken.isdisjoint(range(first, past)) and (not proclitic or proclitic in reader.language.proclitics):
            taken.update(range(first, past))
            yield Mention(first, past, start, end, _whose(passage.text[start:end], kind, reader, found), proclitic)


def _place(labelled: Labelled) -> tuple[int, int]:
    return labelled.start, -labelled.end


def _whose(text: str, kind: Kind, reader: Reader, found: Found) -> Known:
    """Who is named: somebody found before whose name has the words, else a new one. A given name tells the gender."""
    words = reader.language.matching(text).split() or [text]
    known = found.get((kind, words[-1]))
    if known and set(words) <= set(reader.language.matching(known.name).split()):
        return known
    woman, man = words[0] in reader.lexicon.women, words[0] in reader.lexicon.men
    new = Known(text, kind, female=True if woman else False if man else None)
    found.update({(kind, word): new for word in words if (kind, word) not in found})
    return new
