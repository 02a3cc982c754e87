"""Whether a query matches a statement, and where."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from schemas.events import Entity, Match, Statement
from services.alert.query import EVERYTHING, All, Node, Not, OneOf, Scope, Term
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
    places[EVERYTHING.scope][EVERYTHING.words[0]] = []
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


Holds = Callable[[Said], bool]


def holding(node: Node) -> Holds:
    """The query as a function that says whether it matches: some times quicker than walking its tree each time."""
    match node:
        case Term(scope, (word,)):
            return lambda said: word in said.places[scope]
        case Term():
            return lambda said: next(_found(node, said), None) is not None
        case Not(part):
            excluded = holding(part)
            return lambda said: not excluded(said)
        case All(parts):
            each = [holding(part) for part in parts]
            return lambda said: all(test(said) for test in each)
        case OneOf(parts):
            one = [holding(part) for part in parts]
            return lambda said: any(test(said) for test in one)


def places_of(node: Node, said: Said) -> tuple[Match, ...]:
    """Where the terms of a query stand that matches, in the statement's order."""
    places = {match for term in looked_for(node) for match in _matches(term, said)}
    order = {passage.field: number for number, passage in enumerate(said.passages)}
    return tuple(sorted(places, key=lambda match: (order[match.field], match.start, match.end, match.term)))


def looked_for(node: Node) -> Iterator[Term]:
    """The terms of a query, without those that it excludes."""
    match node:
        case Term():
            yield node
        case All(parts) | OneOf(parts):
            for part in parts:
                yield from looked_for(part)


def _found(term: Term, said: Said) -> Iterator[tuple[Passage, Span]]:
    """Where the term's words stand side by side."""
    first, *rest = term.words
    for number, at in said.places[term.scope].get(first, ()):
        passage = said.passages[number]
        end = at + len(term.words)
        if [word.text for word in passage.words[at + 1 : end]] == rest:
            yield passage, (passage.words[at].start, passage.words[end - 1].end)


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
