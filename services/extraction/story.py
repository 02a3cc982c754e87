"""A clean story, read: who and what it names, what was said in it and by whom, and its dates."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from schemas.codec import digest
from schemas.events import CleanStory, DateMention, ExtractedStory, Occurrence, Speaker
from services.arabic import dates
from services.arabic.dates import Stamp
from services.extraction.cast import Cast, Voice
from services.extraction.claims import Claim, claims, speaking
from services.extraction.entities import entities
from services.extraction.known import mentions
from services.extraction.moment import Moment, moments
from services.extraction.phrases import Phrase, Reader
from services.extraction.plugged import Model, unknown_names
from services.extraction.roles import Roles
from services.extraction.speakers import Listener, Told
from services.extraction.tokens import read
from services.languages import LANGUAGES, Language, Languages, of

_MOST_STATEMENTS = _MOST_DATES = 1_000
_MOST_CHARACTERS = 200_000


class Place(NamedTuple):
    """A paragraph (null: the title) of a story."""

    story_id: str
    paragraph: int | None


def extract(story: CleanStory, languages: Languages = LANGUAGES, model: Model | None = None) -> ExtractedStory:
    """What the story says. In a language without rules only dates are found; nothing is guessed.

    A `model` finds names besides those of the rules.

    An event stays below 4 MiB for any page: the first 1,000 statements of at most 200,000 characters are kept, the
    first 1,000 dates, and the mentions that `services.extraction.entities` keeps.
    """
    language = of(story.language, languages)
    stated = tuple(islice(_dates(story, language.stamps if language else dates.stamps), _MOST_DATES))
    if language is None:
        return ExtractedStory(story=story, dates=stated)
    passages = [read(text, language) for text in (story.title or "", *story.paragraphs)]
    readers = [Reader(passage, mentions(passage, language), language, _day(story)) for passage in passages]
    if model:
        added = unknown_names(readers, Cast(readers, language), model)
        readers = [reader.with_mentions(more) for reader, more in zip(readers, added, strict=True)]
    made = [claims(reader) for reader in readers]
    cast = Cast(readers, language, [speaking(*both) for both in zip(made, readers, strict=True)])
    return ExtractedStory(
        story=story,
        entities=entities(readers, cast),
        statements=tuple(_within(_statements(story, readers, cast, made))),
        dates=stated,
    )


def _within(statements: Iterator[Occurrence]) -> Iterator[Occurrence]:
    characters = 0
    for said in islice(statements, _MOST_STATEMENTS):
        characters += len(said.quote) + len(said.speaker.name) + len(said.speaker.text or "") + len(said.via or "")
        if characters > _MOST_CHARACTERS:
            return
        yield said


def _day(story: CleanStory) -> date:
    """The day of the story: as stated, else when it was fetched."""
    try:
        return date.fromisoformat((story.published_at or "")[:10])
    except ValueError:
        return story.fetched_at.date()


def _statements(
    story: CleanStory, readers: Sequence[Reader], cast: Cast, made: Sequence[Sequence[Claim]]
) -> Iterator[Occurrence]:
    """The title's statements that the body does not repeat, then the body's."""
    listener = Listener(Roles(cast, readers, _day(story)), readers)
    body: list[Occurrence] = []
    for number, reader in enumerate(readers[1:], 1):
        body += _occurrences(story, number - 1, reader, listener.tell(number, made[number]), _day(story))
    told = Listener(Roles(cast, readers, _day(story)), readers).tell(0, made[0])
    title = _occurrences(story, None, readers[0], told, _day(story))
    yield from (said for said in title if not any(_alike(said, known, cast.language) for known in body))
    yield from body


def _occurrences(
    story: CleanStory, paragraph: int | None, reader: Reader, told: Sequence[Told], day: date
) -> list[Occurrence]:
    where = Place(story.story_id, paragraph)
    whens = moments([one.claim for one in told], reader.passage, reader.language, day)
    found = [
        _occurrence(where, reader, one, voice, when)
        for one, when in zip(told, whens, strict=True)
        for voice in one.voices
    ]
    return sorted(found, key=lambda said: (said.start, said.end))


def _occurrence(where: Place, reader: Reader, told: Told, voice: Voice, when: Moment) -> Occurrence:
    claim, passage = told.claim, reader.passage
    start, end = passage.tokens[claim.said.first].start, passage.tokens[claim.said.past - 1].end
    return Occurrence(
        occurrence_id=digest(where.story_id, where.paragraph, start, end, voice.name),
        quote=passage.text[start:end],
        kind="direct" if claim.direct else "indirect",
        speaker=_speaker(voice, claim.phrase, reader),
        said="earlier" if when.earlier else "now",
        start=start,
        end=end,
        confidence=told.sure,
        paragraph=where.paragraph,
        cue=passage.piece(claim.cue, claim.cue + 1),
        via=_via(claim.via, reader),
        said_on=when.on,
    )


def _speaker(voice: Voice, phrase: Phrase | None, reader: Reader) -> Speaker:
    known, text = voice.known, _named(voice, phrase, reader)
    if known is None:
        return Speaker(name=voice.name, text=text)
    return Speaker(name=voice.name, name_en=known.name_en, wikidata=known.wikidata, text=text)


def _named(voice: Voice, phrase: Phrase | None, reader: Reader) -> str | None:
    """The speaker as the page has it here: the name, else the office."""
    for part in (phrase, *phrase.others) if phrase else ():
        span = part.name or part.office
        if span and (len(phrase.others) == 0 or part.known is voice.known):  # type: ignore[union-attr]
            mention = reader.mentions.get(span.first)
            start = mention.start if mention else reader.passage.tokens[span.first].start
            return reader.passage.text[start : reader.passage.tokens[span.past - 1].end]
    return None


def _via(phrase: Phrase | None, reader: Reader) -> str | None:
    if phrase is None:
        return None
    return phrase.known.name if phrase.known else reader.passage.piece(phrase.first, phrase.past)


def _alike(one: Occurrence, other: Occurrence, language: Language) -> bool:
    """Whether a title's statement is said again: by the same speaker, half of its words."""
    mine = {_stem(form) for form in read(one.quote, language).forms if len(form) > 2}
    theirs = {_stem(form) for form in read(other.quote, language).forms if len(form) > 2}
    return one.speaker.name == other.speaker.name and 2 * len(mine & theirs) >= len(mine)


def _stem(form: str) -> str:
    return form.removeprefix("و").removeprefix("ال")[:5]


def _dates(story: CleanStory, stamps: Callable[[str], list[Stamp]]) -> Iterator[DateMention]:
    for paragraph, text in enumerate(story.paragraphs):
        for stamp in stamps(text):
            stated, words = dates.written(stamp), text[stamp.start : stamp.end]
            yield DateMention(text=words, start=stamp.start, end=stamp.end, paragraph=paragraph, date=stated)
