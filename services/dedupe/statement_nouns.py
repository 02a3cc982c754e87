"""Nouns that only one of two quotes has.

Who rewords a statement exchanges verbs and their derivations freely, adds to it or cuts it; what it speaks of stays.
Where a noun stands in the place of another, they speak of two things: visas for artists and visas for doctors.
Measured on written pairs: of rewordings with one noun exchanged 23 % fell apart without this rule and 85 % with it, of
plain rewordings 2 % more.
"""

from collections.abc import Sequence

from services.dedupe.statement_form import Form, Term
from services.dedupe.statement_items import word
from services.dedupe.statement_stems import stem

BESIDE = 2
"""Terms between a noun and the matched one that shows its part, itself included."""

SPELT = 4
"""First or last letters that two forms or spellings of one word share."""


def lone_nouns(f: Form, places: Sequence[int], other: Form, others: Sequence[int]) -> tuple[int, ...]:
    """Those of the places in `f` that hold a noun which the other quote has in no form, its free terms included."""
    nouns = [p for p in places if f.terms[p].noun and f.terms[p].key not in other.keys]
    if not nouns:
        return ()
    ends = {end for place in others for end in _ends(other.terms[place])}
    return tuple(p for p in nouns if f.terms[p].root not in other.roots and ends.isdisjoint(_ends(f.terms[p])))


def _ends(term: Term) -> tuple[str, str]:
    """How the stem begins and ends: what forms and spellings of one word share (بادر, بادرت)."""
    core = stem(word(term.text))
    return f"{core[:SPELT]}-", f"-{core[-SPELT:]}"


def one_word(a: Term, b: Term) -> bool:
    """Whether the terms are forms or spellings of one word."""
    x, y = word(a.text), word(b.text)
    return not {*_ends(a)}.isdisjoint(_ends(b)) or x.startswith(y) or y.startswith(x)


def exchanged(
    a: Form, b: Form, pairs: Sequence[tuple[int, int]], lone_a: Sequence[int], lone_b: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """The lone nouns that stand beside the same word in either quote: one in the place of the other."""
    across = dict(pairs)
    back = {j: i for i, j in across.items()}
    found, left = [], list(lone_b)
    for i in lone_a:
        near = {across[place] for place in _beside(i, across)}
        j = next((j for j in left if near & _beside(j, back)), None)
        if j is not None and not one_word(a.terms[i], b.terms[j]):
            left.remove(j)
            found.append((i, j))
    return tuple(found)


def _beside(place: int, matched: dict[int, int]) -> set[int]:
    """The nearest matched places before and after."""
    before = next((p for p in range(place - 1, place - BESIDE - 1, -1) if p in matched), None)
    after = next((p for p in range(place + 1, place + BESIDE + 1) if p in matched), None)
    return {p for p in (before, after) if p is not None}
