"""Which of many queries match one statement."""

from collections import Counter
from dataclasses import dataclass, field

from schemas.events import Match
from services.alert.matching import SCOPES, Holds, Said, holding, looked_for, places_of
from services.alert.query import Node, OneOf, Scope, Term, anchors
from services.alert.words import split, stems


@dataclass(slots=True, eq=False)
class _Asked:
    """A query, and the subscriptions that ask it. It is `sure` to match where one of its anchors stands."""

    node: Node
    holds: Holds
    sure: bool
    subscriptions: set[str] = field(default_factory=set)


class Index:
    """Queries by their anchors: a statement is held only against queries of which it has an anchor's first word.

    10,000 subscriptions: see tests/benchmarks/matching.py.
    """

    def __init__(self) -> None:
        self._asked: dict[Node, _Asked] = {}
        self._of: dict[str, _Asked] = {}
        self._by_word: dict[Scope, dict[str, set[_Asked]]] = {scope: {} for scope in SCOPES}
        self._outlets: Counter[str] = Counter()

    def put(self, subscription_id: str, node: Node) -> None:
        """The subscription asks this from now on."""
        self.drop(subscription_id)
        asked = self._asked.get(node)
        if asked is None:
            asked = self._asked[node] = _Asked(node, holding(node), _is_sure(node))
            self._outlets.update(_outlets(node))
            for term in anchors(node):
                self._by_word[term.scope].setdefault(term.words[0], set()).add(asked)
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
                self._by_word[term.scope][term.words[0]].discard(asked)

    def matching(self, said: Said) -> list[str]:
        """The subscriptions whose query matches, in the order of their ids."""
        candidates: set[_Asked] = set()
        for scope, by_word in self._by_word.items():
            for word in said.places[scope].keys() & by_word.keys():
                candidates |= by_word[word]
        held = (asked.subscriptions for asked in candidates if asked.sure or asked.holds(said))
        return sorted(name for subscriptions in held for name in subscriptions)

    def match(self, subscription_id: str, said: Said) -> tuple[Match, ...] | None:
        """Where the subscription's query matches; None where it does not, or nothing is asked."""
        asked = self._of.get(subscription_id)
        return places_of(asked.node, said) if asked and asked.holds(said) else None

    def wants(self, source: str) -> bool:
        """Whether some query may match only because this outlet printed a statement."""
        return any(self._outlets[stem] > 0 for word in split(source) for stem in stems(word.text))


def _is_sure(node: Node) -> bool:
    """Whether the query is one word, or alternatives that are: then its anchor is all there is to find."""
    parts = node.parts if isinstance(node, OneOf) else (node,)
    return all(isinstance(part, Term) and len(part.words) == 1 for part in parts)


def _outlets(node: Node) -> list[str]:
    return [term.words[0] for term in looked_for(node) if term.scope == "source"]
