"""What can be said of a known wording without reading it: whether a quote may be near it at all.

A wording is kept with its sketch, the fingerprints of its telling terms. A speaker of whom much is known says most
words often: most of what the look-up finds shares but two or three of them, and to read it took half of a worker's
time.
"""

from base64 import b85encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from services.dedupe.statement_form import WEIGHT_COUNTRY, Form, Term
from services.dedupe.statement_lexicon import opposites
from services.dedupe.statement_likeness import NEAR_MISS, score

LENGTH = 5
"""Characters of a fingerprint: 32 bits in base 85, which JSON and Lua's MessagePack carry as they are."""


def fingerprint(key: str) -> str:
    """The fingerprint of a term's key or root."""
    return b85encode(crc32(key.encode()).to_bytes(4, "little")).decode()


def fingerprints(terms: Sequence[Term]) -> tuple[str, ...]:
    """Those of the keys and roots of the telling terms."""
    telling = [t for t in terms if t.weight > WEIGHT_COUNTRY] or terms
    return tuple(dict.fromkeys(mark for term in telling for mark in _marks(term.key, term.root)))


@lru_cache(maxsize=20_000)
def _marks(key: str, root: str) -> tuple[str, ...]:
    return (fingerprint(key), fingerprint(f"~{root}")) if len(root) >= 3 else (fingerprint(key),)


@lru_cache(maxsize=20_000)
def _matching(key: str, root: str) -> frozenset[str]:
    """The marks of what may match a term: itself, its root, its opposites."""
    return frozenset((*_marks(key, root), *map(fingerprint, opposites(key))))


def split(sketch: str) -> list[str]:
    """The fingerprints that a sketch joins."""
    return [sketch[at : at + LENGTH] for at in range(0, len(sketch), LENGTH)]


@dataclass(frozen=True, slots=True)
class Sought:
    """A quote as sketches are asked for it: each telling term's weight with what would match it, and what is left."""

    marks: tuple[tuple[float, frozenset[str]], ...]
    rest: float
    mass: float

    def may_be_near(self, sketch: str, mass: float) -> bool:
        """Whether the likeness to a wording of that mass may reach what is compared at all."""
        theirs = split(sketch)
        shared = self.rest + sum(weight for weight, marks in self.marks if not marks.isdisjoint(theirs))
        return score(shared, self.mass, mass) >= NEAR_MISS


def sought(f: Form) -> Sought:
    """A quote to be compared with sketches.

    Countries and light words, which no sketch tells, may all be shared, and so may times, which another day resolves.
    """
    telling = [term for term in f.terms if term.weight > WEIGHT_COUNTRY and term.kind != "time"]
    marks = tuple((term.weight, _matching(term.key, term.root)) for term in telling)
    return Sought(marks, f.mass - sum(term.weight for term in telling), f.mass)
