"""What a subscriber asks for: words, "phrases", OR, -minus, speaker:, entity:, source: and parentheses.

    query     = all ("OR" all)*              one of these
    all       = part+                        every one of these
    part      = ["-"] (group | term)         - : not this
    group     = "(" query ")"
    term      = "*" | [field ":"] (word | phrase)        * : every statement
    field     = "speaker" | "entity" | "source"

A query is parsed to a tree of values; `services.alert.matching` holds it against statements.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from services.alert.words import split, without_article

MAX_CHARACTERS = 2000
MAX_DEPTH = 20

Scope = Literal["text", "speaker", "entity", "source"]
FIELDS: dict[str, Scope] = {"speaker": "speaker", "entity": "entity", "source": "source"}


class InvalidQuery(ValueError):
    """Why a query cannot be read. `position` is the code point where it goes wrong, from 0."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"at character {position + 1}: {reason}")
        self.position = position
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found side by side in matching form; the first may carry proclitics. `text` is as written."""

    scope: Scope
    words: tuple[str, ...]
    text: str


EVERYTHING = Term("text", ("*",), "*")
"""Stands in every statement, at no place."""


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    parts: tuple["Node", ...]


Node = Term | Not | All | OneOf


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


_TOKENS = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\))
      | (?P<phrase>"[^"]*"|«[^»]*»|“[^”]*”) | (?P<quote>["«»“”])
      | (?P<minus>-) (?=[^\s)])
      | (?P<field>[^\W\d_]+:)
      | (?P<word>[^\s()"«»“”]+)""",
    re.VERBOSE,
)
_SYMBOLS = re.compile(r"[*?~^{}\[\]\\|&!+=<>]")
_OPERATORS = {
    "or": "OR is written in capitals",
    "أو": "write OR between two alternatives",
    "and": "words side by side must all be there: leave AND out",
    "not": "to exclude a word, write - before it",
}
_MISPLACED = {"quote": "this quotation mark has no partner", "minus": "one - is enough"}


def parse(query: str) -> Node:
    """The tree of a query. Raises InvalidQuery."""
    if len(query) > MAX_CHARACTERS:
        raise InvalidQuery(MAX_CHARACTERS, f"a query has at most {MAX_CHARACTERS} characters")
    node = _Parser(query).whole()
    if (position := _excluding(node)) is not None:
        raise InvalidQuery(position, "this alternative only excludes: it needs something to look for")
    return node


def anchors(node: Node) -> frozenset[Term]:
    """Terms of which every matching statement has at least one, as few and as rare as can be; none of what excludes."""
    match node:
        case Term():
            return frozenset((node,))
        case Not():
            return frozenset()
        case All(parts):
            return min(filter(None, map(anchors, parts)), key=_commonness, default=frozenset())
        case OneOf(parts):
            return frozenset().union(*map(anchors, parts))


def _commonness(terms: frozenset[Term]) -> tuple[int, int]:
    """Fewer alternatives first, then longer words, which are rarer."""
    return len(terms), -min(len(term.words[0]) for term in terms)


def _excluding(node: Node) -> int | None:
    """Where an alternative stands that only excludes, and so would match nearly everything: most likely a slip."""
    match node:
        case Not():
            return node.position
        case All(parts) if all(_excluding(part) is not None for part in parts):
            return _excluding(parts[0])
        case OneOf(parts):
            return next((found for part in parts if (found := _excluding(part)) is not None), None)
        case _:
            return None


def _tokens(query: str) -> Iterator[_Token]:
    for found in _TOKENS.finditer(query):
        if found.lastgroup and found.lastgroup != "space":
            yield _Token(found.lastgroup, found[0], found.start())
    yield _Token("end", "", len(query))


class _Parser:
    """Recursive descent over the tokens; each method reads what it is named after."""

    def __init__(self, query: str) -> None:
        self._tokens = list(_tokens(query))
        self._next = 0
        self._depth = 0

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._token
        self._next += 1
        return token

    def _fail(self, reason: str) -> NoReturn:
        raise InvalidQuery(self._token.position, reason)

    def whole(self) -> Node:
        node = self._one_of()
        if self._token.kind == "close":
            self._fail("this ) closes nothing")
        return node

    def _one_of(self) -> Node:
        parts = [self._all()]
        while self._token.text == "OR":
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else OneOf(tuple(parts))

    def _all(self) -> Node:
        parts = [self._part()]
        while self._token.kind not in ("close", "end") and self._token.text != "OR":
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self) -> Node:
        if self._token.kind != "minus":
            return self._positive()
        minus = self._take()
        return Not(self._positive(), minus.position)

    def _positive(self) -> Node:
        match self._token.kind:
            case "open":
                return self._group()
            case "field":
                return self._field()
            case "word" | "phrase":
                return self._term("text")
            case kind:
                return self._fail(_MISPLACED.get(kind, "a word or a phrase is missing here"))

    def _group(self) -> Node:
        opened = self._take()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise InvalidQuery(opened.position, f"parentheses stand at most {MAX_DEPTH} deep")
        node = self._one_of()
        if self._token.kind != "close":
            raise InvalidQuery(opened.position, "this ( is never closed")
        self._take()
        self._depth -= 1
        return node

    def _field(self) -> Node:
        name = self._token.text[:-1]
        if name not in FIELDS:
            self._fail(f"unknown field {name}: (there are {', '.join(f'{known}:' for known in FIELDS)})")
        self._take()
        if self._token.kind not in ("word", "phrase"):
            self._fail(f'{name}: is followed by a word or a "phrase"')
        return self._term(FIELDS[name])

    def _term(self, scope: Scope) -> Term:
        token = self._token
        if token.text == EVERYTHING.text and scope == "text":
            self._take()
            return EVERYTHING
        if token.kind == "word":
            self._check_word(token.text)
        written = token.text[1:-1] if token.kind == "phrase" else token.text
        words = split(written)
        if not words:
            self._fail("no letter or digit to look for")
        self._take()
        first = without_article(words[0].text, written[words[0].start :])
        return Term(scope, (first, *(word.text for word in words[1:])), written.strip())

    def _check_word(self, word: str) -> None:
        if word == "OR":
            self._fail("OR stands between two alternatives")
        if hint := _OPERATORS.get(word.lower()):
            self._fail(f'{hint} (to look for the word itself: "{word}")')
        if symbol := _SYMBOLS.search(word):
            self._fail(f"{symbol[0]} means nothing in a query")
