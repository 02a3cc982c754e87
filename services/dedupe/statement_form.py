"""What a quote says, in comparable form: content terms, numbers, times and names, what it denies and what it doubts."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from services.dedupe.statement_time import When

NAMES = ("country", "place", "direction", "organisation", "person")
"""Kinds of terms that are names."""

WEIGHT_NUMBER = 1.3
WEIGHT_TIME = 0.7
WEIGHT_COUNTRY = 0.5
WEIGHT_LIGHT = 0.3
"""Weights relative to a content word's 1: a number is what a statement is often about; countries stand in every one of
this field and come and go as «بلاده» and «نحن»; light words say little. Set by hand; see tests/accuracy/collapse."""

Bound = Literal["", "about", "over", "under"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, what it counts ("" unknown, "%" per cent), its term's place. Durations up to weeks count minutes."""

    value: float
    unit: str
    text: str
    bound: Bound = ""
    ordinal: bool = False
    place: int = -1


class Term(msgspec.Struct, frozen=True, gc=False):
    """One content term: `key` is equal for equal content, `root` for derivations of one root; `place` counts from 0.

    `noun` is whether the term is surely a noun or adjective of full weight.
    """

    key: str
    kind: str
    weight: float
    text: str
    place: int
    root: str = ""
    definite: bool = False
    noun: bool = False


class Scope(msgspec.Struct, frozen=True, gc=False):
    """A negation or a word of doubt, and the places of the terms that it may reach, the likeliest first.

    `rest` is a negation that an exception follows: «لن يصدر إلا بعده» is as good as
    «يصدر بعده» and as «لن يصدر قبله».
    """

    text: str
    places: tuple[int, ...]
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A quote in comparable form.

    `conditions` are what the quote sets as one, `own` whether it says «بلاده» or «نحن», `mass` the sum of the
    terms' weights. `keys` and `roots` give the places of each, `repeated` the keys that stand twice, `fingerprints`
    what the quote is found by.
    """

    terms: tuple[Term, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[When, ...]
    denials: tuple[Scope, ...]
    doubts: tuple[Scope, ...]
    conditions: tuple[Scope, ...]
    own: bool
    said: date
    mass: float
    keys: dict[str, tuple[int, ...]]
    roots: dict[str, tuple[int, ...]]
    repeated: frozenset[str]
    fingerprints: tuple[str, ...]
