"""Which statements a query matches, and where; and which of many queries match one statement."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from schemas.events import Entity, Match, Statement
from services.alert.query import All, Node, Not, OneOf, Scope, Term, anchors
from services.alert.words import Word, split, stems

Span = tuple[int, int]
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a statement. `shown` are places in the quote that stand for it: where an entity of this name is."""

    field: str
    words: Sequence[Word]
    shown: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as queries see it: for each scope, stem -> (passage, number of the word) wherever it stands."""

    passages: Sequence[Passage]
    places: dict[Scope, dict[str, list[tuple[int, int]]]]


def said(statement: Statement, sources: Sequence[str]) -> Said:
    """What queries may be asked of the statement, whose `sources` are all outlets known to have printed it.

    A bare term looks at the quote, at who speaks, and at the names of what the quote mentions, so that one spelling
    of a name finds the others. Match.field is the path in the alert: quote, speaker.name, entities[0].name, sources[2].
    """
    places: dict[Scope, dict[str, list[tuple[int, int]]]] = {scope: defaultdict(list) for scope in SCOPES}
    passages = []
    for number, (passage, scopes) in enumerate(_passages(statement, sources)):
        passages.append(passage)
        for at, word in enumerate(passage.words):
            for stem in stems(word.text):
                for scope in scopes:
                    places[scope][stem].append((number, at))
    return Said(passages, places)


def _passages(statement: Statement, sources: Sequence[str]) -> Iterator[tuple[Passage, tuple[Scope, ...]]]:
    yield Passage("quote", split(statement.quote)), ("text",)
    speaker = statement.speaker
    for name, text in (("name", speaker.name), ("name_en", speaker.name_en), ("text", speaker.text)):
        yield Passage(f"speaker.{name}", split(text or "")), ("text", "speaker")
    for i, entity in enumerate(statement.entities):
        shown = _mentioned(entity, statement)
        scopes: tuple[Scope, ...] = ("text", "entity") if shown else ("entity",)
        for name, text in (("name", entity.name), ("name_en", entity.name_en)):
            yield Passage(f"entities[{i}].{name}", split(text or ""), shown), scopes
    for i, source in enumerate(sources):
        yield Passage(f"sources[{i}]", split(source)), ("source",)


def _mentioned(entity: Entity, statement: Statement) -> tuple[Span, ...]:
    """Where the quote mentions the entity. Offsets tell only where the quote is exactly that piece of its paragraph."""
    if statement.end - statement.start != len(statement.quote):
        return ()
    return tuple(
        (mention.start - statement.start, mention.end - statement.start)
        for mention in entity.mentions
        if mention.paragraph == statement.paragraph and statement.start <= mention.start < mention.end <= statement.end
    )


def matched(node: Node, said: Said) -> tuple[Match, ...] | None:
    """Each place of each term of the query, in the statement's order; None where the query does not match."""
    if not _holds(node, said):
        return None
    places = {match for term in _looked_for(node) for match in _matches(term, said)}
    order = {passage.field: number for number, passage in enumerate(said.passages)}
    return tuple(sorted(places, key=lambda match: (order[match.field], match.start, match.end, match.term)))


def _holds(node: Node, said: Said) -> bool:
    match node:
        case Term():
            return next(_found(node, said), None) is not None
        case Not(part):
            return not _holds(part, said)
        case All(parts):
            return all(_holds(part, said) for part in parts)
        case OneOf(parts):
            return any(_holds(part, said) for part in parts)


def _found(term: Term, said: Said) -> Iterator[tuple[Passage, Span]]:
    """Where the term's words stand side by side."""
    first, *rest = term.words
    for number, at in said.places[term.scope].get(first, ()):
        passage = said.passages[number]
        end = at + len(term.words)
        if [word.text for word in passage.words[at + 1 : end]] == rest:
            yield passage, (passage.words[at].start, passage.words[end - 1].end)


def _looked_for(node: Node) -> Iterator[Term]:
    match node:
        case Term():
            yield node
        case All(parts) | OneOf(parts):
            for part in parts:
                yield from _looked_for(part)


def _outlets(node: Node) -> list[str]:
    return [term.words[0] for term in _looked_for(node) if term.scope == "source"]


def _matches(term: Term, said: Said) -> Iterator[Match]:
    """An entity is shown where the quote mentions it, unless the quote has the very words."""
    found = list(_found(term, said))
    in_quote = any(passage.field == "quote" for passage, _ in found)
    for passage, span in found:
        if not passage.shown:
            yield Match(field=passage.field, term=term.text, start=span[0], end=span[1])
        elif not in_quote:
            for start, end in passage.shown:
                yield Match(field="quote", term=term.text, start=start, end=end)


@dataclass(slots=True, eq=False)
class _Asked:
    """A query, and the subscriptions that ask it."""

    node: Node
    subscriptions: set[str] = field(default_factory=set)


class Index:
    """Queries by their anchors: a statement is held only against queries of which it has an anchor's first word."""

    def __init__(self) -> None:
        self._asked: dict[Node, _Asked] = {}
        self._of: dict[str, _Asked] = {}
        self._by_word: dict[Scope, dict[str, dict[_Asked, None]]] = {scope: {} for scope in SCOPES}
        self._outlets: Counter[str] = Counter()

    def put(self, subscription_id: str, node: Node) -> None:
        """The subscription asks this from now on."""
        self.drop(subscription_id)
        asked = self._asked.get(node)
        if asked is None:
            asked = self._asked[node] = _Asked(node)
            self._outlets.update(_outlets(node))
            for term in anchors(node):
                self._by_word[term.scope].setdefault(term.words[0], {})[asked] = None
        asked.subscriptions.add(subscription_id)
        self._of[subscription_id] = asked

    def drop(self, subscription_id: str) -> None:
        """The subscription asks nothing from now on."""
        asked = self._of.pop(subscription_id, None)
        if asked is None:
            return
        asked.subscriptions.discard(subscription_id)
        if not asked.subscriptions:
            del self._asked[asked.node]
            self._outlets.subtract(_outlets(asked.node))
            for term in anchors(asked.node):
                self._by_word[term.scope][term.words[0]].pop(asked, None)

    def matching(self, said: Said) -> dict[str, tuple[Match, ...]]:
        """Subscription -> where its query matches, for every subscription that it does, in the order of their ids."""
        return self._held(self._candidates(said), said)

    def wants(self, source: str) -> bool:
        """Whether some query may match only because this outlet printed a statement."""
        return any(self._outlets[stem] > 0 for word in split(source) for stem in stems(word.text))

    def match(self, subscription_id: str, said: Said) -> tuple[Match, ...] | None:
        """Where the subscription's query matches; None where it does not, or nothing is asked."""
        asked = self._of.get(subscription_id)
        return matched(asked.node, said) if asked else None

    def _candidates(self, said: Said) -> Iterable[_Asked]:
        return {
            asked: None
            for scope, by_word in self._by_word.items()
            for word in said.places[scope].keys() & by_word.keys()
            for asked in by_word[word]
        }

    def _held(self, candidates: Iterable[_Asked], said: Said) -> dict[str, tuple[Match, ...]]:
        found = ((asked, matched(asked.node, said)) for asked in candidates)
        told = {name: places for asked, places in found if places is not None for name in asked.subscriptions}
        return dict(sorted(told.items()))
