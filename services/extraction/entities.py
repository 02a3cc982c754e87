"""Who and what a story names, and where."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.events import Entity, Mention
from services.extraction.bodies import GLUED
from services.extraction.cast import Cast
from services.extraction.headed import headed
from services.extraction.known import Mention as Mentioned
from services.extraction.known import names_alone
from services.extraction.people import again, elsewhere, introduced, last_names, named_in_full, outside
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
    """Known names, people whom the story introduces, places and institutions told by the word before them, in the
    order of their first mention.

    `readers` are those of the title and of the body's paragraphs, as the cast has them. Of each entity the first
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
    others = [outside(number, reader, cast) for number, reader in enumerate(readers)]
    full = named_in_full(readers, cast, others)
    alone = last_names(full, cast.language)
    for number, reader in enumerate(readers[1:], 1):
        told = (*introduced(number, reader, cast, full), *elsewhere(others[number], reader), *again(reader, alone))
        people = (_Place(*person) for person in told)
        named = sorted((*_known(reader), *people, *_headed(reader)), key=_longest_first)
        for start, end, known in _apart(named):
            yield Mention(paragraph=number - 1, start=start, end=end), known


def _longest_first(place: _Place) -> tuple[int, int]:
    return place.start, -place.end


def _apart(places: Sequence[_Place]) -> Iterator[_Place]:
    """The places without those that lie in another, but for the place within a meeting's name («قمة ألاسكا») and for
    whom an unknown institution belongs to («المجموعة الصحفية التابعة للبيت الأبيض»)."""
    around = _Place(-1, -1, Known("", "other"))
    for place in places:
        if place.start >= around.end or _named_within(place, around):
            yield place
        if place.end > around.end:
            around = place


def _named_within(place: _Place, around: _Place) -> bool:
    kind = {"other": "place", "organisation": "organisation"}.get(around.known.kind)
    inner = around.start < place.start and place.end <= around.end
    return inner and place.known.kind == kind and not around.known.name_en


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
    """Where a name stands: with another spelling of the given name («ألكساندر ياكوفينكو»); of an outlet the proper
    name, where that names it alone: «تاس» of «وكالة أنباء "تاس"»."""
    tokens, first = reader.passage.tokens, mention.first
    if reader.last_name(first):
        return tokens[first - 1].start, mention.end
    past = mention.past - (reader.forms[mention.past - 1] == QUOTE)
    while mention.known.outlet and first < past - 1 and reader.forms[first] in reader.words["outlet_kind"]:
        first += 1
        quoted = reader.forms[first] == QUOTE
        if names_alone(reader.passage, first + quoted, past, mention.known, reader.language):
            return tokens[first + quoted].start, tokens[past - 1].end
    return mention.start, mention.end


def _headed(reader: Reader) -> Iterator[_Place]:
    passage = reader.passage
    for first, past, kind in headed(reader):
        name, start = passage.piece(first, past), passage.tokens[first].start
        if kind == "organisation":
            name, letters = _unglued(name, reader.forms[first], reader)
            start += letters
        yield _Place(start, passage.tokens[past - 1].end, Known(name, kind))


def _unglued(name: str, form: str, reader: Reader) -> tuple[str, int]:
    """A body's name without its proclitic, and the letters of that: none of «للجيش», which holds the article too."""
    if form in reader.words["institution"] or form[:1] not in GLUED:
        return name, 0
    if form.startswith("لل"):
        cut = next((cut for cut in (1, 0) if "ا" + form[cut:] in reader.words["institution"]), None)
        return (name if cut is None else "ا" + name[cut:], 0)
    return (name[1:], 1) if reader.is_institution(form) else (name, 0)
