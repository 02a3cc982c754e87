"""Who and what a story names, and where."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.events import Entity, Mention
from services.extraction.cast import Cast
from services.extraction.known import Known, names_alone
from services.extraction.known import Mention as Mentioned
from services.extraction.phrases import Reader
from services.extraction.tokens import QUOTE


class _Place(NamedTuple):
    start: int
    end: int
    known: Known


def entities(readers: Sequence[Reader], cast: Cast) -> tuple[Entity, ...]:
    """Known names, and people whom the story introduces, in the order of their first mention.

    `readers` are those of the body's paragraphs; the cast counts the title as paragraph 0.
    """
    found: dict[str, tuple[Known, list[Mention]]] = {}
    for paragraph, reader in enumerate(readers):
        for start, end, known in sorted((*_known(reader), *_introduced(paragraph, reader, cast)), key=_by_start):
            mention = Mention(paragraph=paragraph, start=start, end=end)
            found.setdefault(known.name, (known, []))[1].append(mention)
    return tuple(
        Entity(name=known.name, type=known.kind, mentions=tuple(places), name_en=known.name_en, wikidata=known.wikidata)
        for known, places in found.values()
    )


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
        if names_alone(reader.passage, first + quoted, past, mention.known):
            return tokens[first + quoted].start, tokens[past - 1].end
    return mention.start, mention.end


def _introduced(paragraph: int, reader: Reader, cast: Cast) -> Iterator[_Place]:
    """People whom the data files do not know, by full or last name."""
    tokens = reader.passage.tokens
    for appearance in cast.appearances[paragraph + 1]:
        voice, span = appearance.voice, appearance.phrase.name
        if voice and span and voice.person and not voice.known and len(voice.words) > 1:
            yield _Place(tokens[span.first].start, tokens[span.past - 1].end, Known(voice.name, "person"))
