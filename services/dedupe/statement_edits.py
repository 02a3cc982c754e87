"""A quote that repeats another word for word but for one place: an edit, and not a rewording.

Who rewords a statement changes several words, or one for a synonym that the lists know. Where all else is word for word
the same and one place holds something else, that is what the statement is about: another vaccine, another fruit.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from services.dedupe.statement_form import WEIGHT_COUNTRY, Form, Term
from services.dedupe.statement_items import word
from services.dedupe.statement_lexicon import post as is_post
from services.dedupe.statement_likeness import Likeness
from services.dedupe.statement_nouns import one_word
from services.dedupe.statement_stems import definite

SAME_WORDS = 0.85
"""Share of the matched words that must be the same word, clitics aside."""

LONGEST_EDIT = 2
MOST_ADDED = 4
"""Terms in the edited place on either side, and terms elsewhere that only one side has."""

Edit = tuple[Literal["number", "name", "verb", "negation"], str, str]


def edited(was: Form, now: Form, alike: Likeness) -> Edit | None:
    """The kind and the words of the one place where two otherwise equal quotes differ; None for any other two."""
    alignment = alike.alignment
    pairs = sorted(alignment.pairs)
    if any(a[1] > b[1] for a, b in pairwise(pairs)) or len(pairs) < 2 or alike.verbatim < SAME_WORDS:
        return None
    bounds = [(-1, -1), *pairs, (len(was.terms), len(now.terms))]
    gaps = [(was.terms[a[0] + 1 : b[0]], now.terms[a[1] + 1 : b[1]]) for a, b in pairwise(bounds)]
    places = [(x, y) for x, y in gaps if _telling(x) and _telling(y)]
    added = sum(len(x) + len(y) for x, y in gaps if not (x and y))
    if len(places) != 1 or added > MOST_ADDED:
        return None
    one, other = places[0]
    if max(len(one), len(other)) > LONGEST_EDIT or one_word(one[0], other[0]):
        return None
    if _holds(one, other, was) or _holds(other, one, now):
        return None
    kind = _kind(one, other)
    denied = kind == "verb" and _denied(was, one) != _denied(now, other)
    return "negation" if denied else kind, _text(one), _text(other)


def _holds(names: Sequence[Term], post: Sequence[Term], of: Form) -> bool:
    """Whether who is named may hold the post in the other place, of a country of which the quote speaks."""
    held = all(is_post(term.key) or (term.kind == "country" and term.key in of.keys) for term in post)
    return held and all(term.kind == "person" for term in names)


def _telling(terms: Sequence[Term]) -> bool:
    return any(term.weight >= WEIGHT_COUNTRY for term in terms)


def _kind(was: Sequence[Term], now: Sequence[Term]) -> Literal["number", "name", "verb"]:
    if any(term.kind in ("number", "ordinal") for term in (*was, *now)):
        return "number"
    nouns = any(definite(word(term.text)) for term in (*was, *now))
    unknown = all(term.kind == "word" and word(term.text)[0] not in "سيتن" for term in (*was, *now))
    return "name" if nouns or unknown else "verb"


def _denied(f: Form, terms: Sequence[Term]) -> bool:
    places = {term.place for term in terms}
    return any(denial.places[0] in places for denial in f.denials if denial.places)


def _text(terms: Sequence[Term]) -> str:
    return " ".join(term.text for term in terms)
