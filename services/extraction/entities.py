"""Who and what a story names, and where."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.events import Entity, Mention
from services.extraction.cast import Cast
from services.extraction.known import Mention as Mentioned
from services.extraction.known import names_alone
from services.extraction.nationality import of_nation
from services.extraction.phrases import Reader
from services.extraction.tokens import QUOTE
from services.lexicon import Known

_MOST_MENTIONS = 200
_MOST_OF_STORY = 5_000
"""A mention takes some 50 bytes of an event and its entity 100 more: 0.75 MB at most."""


class _Place(NamedTuple):
    start: int
    end: int
    known: Known


def entities(readers: Sequence[Reader], cast: Cast) -> tuple[Entity, ...]:
    """Known names, and people whom the story introduces, in the order of their first mention.

    `readers` are those of the body's paragraphs; the cast counts the title as paragraph 0. Of each entity the first
    200 mentions are kept, of a story 5,000, so that no page makes an event of more than 4 MiB.
    """
    found: dict[str, tuple[Known, list[Mention]]] = {}
    kept = 0
    for mention, known in _places(readers, cast):
        mentions = found.setdefault(known.name, (known, []))[1]
        if len(mentions) < _MOST_MENTIONS:
            mentions.append(mention)
            kept += 1
        if kept == _MOST_OF_STORY:
            break
    return tuple(
        Entity(name=known.name, type=known.kind, mentions=tuple(places), name_en=known.name_en, wikidata=known.wikidata)
        for known, places in found.values()
    )


def _places(readers: Sequence[Reader], cast: Cast) -> Iterator[tuple[Mention, Known]]:
    for paragraph, reader in enumerate(readers):
        for start, end, known in _sorted(paragraph, reader, cast):
            yield Mention(paragraph=paragraph, start=start, end=end), known


def _sorted(paragraph: int, reader: Reader, cast: Cast) -> list[_Place]:
    return sorted((*_known(reader), *_introduced(paragraph, reader, cast), *_national(reader)), key=_by_start)


def _by_start(place: _Place) -> tuple[int, int]:
    return place.start, place.end


def _known(reader: Reader) -> Iterator[_Place]:
    """Known names; «قمة ألاسكا» names the meeting as well as the place."""
    passage = reader.passage
    for mention in reader.mentions.values():
        if mention.known.described:
            continue
        yield _Place(*_proper(mention, reader), mention.known)
        head = mention.first - 1
        if mention.known.kind == "place" and head >= 0 and passage.forms[head] in reader.words["meeting"]:
            start = passage.tokens[head].start
            if not mention.proclitic:
                yield _Place(start, mention.end, Known(passage.text[start : mention.end], "other"))


def _proper(mention: Mentioned, reader: Reader) -> tuple[int, int]:
    """Where a name stands; of an outlet the proper name, where that names it alone: «تاس» of «وكالة أنباء "تاس"»."""
    tokens, first = reader.passage.tokens, mention.first
    past = mention.past - (reader.forms[mention.past - 1] == QUOTE)
    while mention.known.outlet and first < past - 1 and reader.forms[first] in reader.words["outlet_kind"]:
        first += 1
        quoted = reader.forms[first] == QUOTE
        if names_alone(reader.passage, first + quoted, past, mention.known, reader.language):
            return tokens[first + quoted].start, tokens[past - 1].end
    return mention.start, mention.end


def _introduced(paragraph: int, reader: Reader, cast: Cast) -> Iterator[_Place]:
    """People whom the data files do not know, by full or last name."""
    tokens = reader.passage.tokens
    for appearance in cast.appearances[paragraph + 1]:
        voice, span = appearance.voice, appearance.phrase.name
        if voice and span and voice.person and not voice.known and len(voice.words) > 1:
            yield _Place(tokens[span.first].start, tokens[span.past - 1].end, Known(voice.name, "person"))


def _national(reader: Reader) -> Iterator[_Place]:
    """Institutions of a nation that the data files do not know: «البرلمان الليبي», «القنصلية العامة الليبية»."""
    passage, language = reader.passage, reader.language
    for first, form in enumerate(reader.forms):
        if form not in reader.words["national"] or first in reader.mentions:
            continue
        last = first + 1 + (reader.definite(first + 1) and not of_nation(reader.forms[first + 1], language))
        national = last < len(passage) and of_nation(reader.forms[last], language)
        if national and not reader.mention_between(first, last + 1):
            name = passage.piece(first, last + 1)
            yield _Place(passage.tokens[first].start, passage.tokens[last].end, Known(name, "organisation"))
