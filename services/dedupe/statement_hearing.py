"""From an extracted story to what folding needs of each occurrence, and from a decision to the event."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from schemas.codec import digest
from schemas.events import CleanStory, Entity, ExtractedStory, Occurrence, Statement, Wording
from services.dedupe.statement_folding import Decision, Heard, length
from services.dedupe.statement_lexicon import denies
from services.dedupe.statement_origins import origin
from services.dedupe.statement_voice import Voice, unnamed, voice

MOST_COMPARED = 4000
"""Characters of a quote that are compared; what is longer than some 600 words differs before its end."""


def heard_of(extracted: ExtractedStory) -> list[Heard]:
    """The story's occurrences in text order, those of its title last: the body has the fuller wording."""
    story = extracted.story
    ordered = sorted(extracted.statements, key=_place)
    voices = _voices(ordered)
    return [
        Heard(
            occurrence_id=occurrence.occurrence_id,
            story_id=story.story_id,
            source=story.source,
            origin=origin(occurrence.via, story.source_credit, story.source),
            voice=spoken,
            quote=occurrence.quote[:MOST_COMPARED],
            at=event_time(extracted, occurrence),
            recalls=occurrence.said == "earlier" or (story.role == "also_read" and not _stated(story)),
            title=occurrence.paragraph is None,
            denied=denied(occurrence),
            direct=occurrence.kind == "direct",
        )
        for occurrence, spoken in zip(ordered, voices, strict=True)
    ]


def _voices(occurrences: Iterable[Occurrence]) -> list[Voice]:
    """The voice of each; who is named by the post alone is who was named before."""
    voices: list[Voice] = []
    named: Voice | None = None
    for occurrence in occurrences:
        if unnamed(occurrence.speaker):
            voices.append(named or voice(occurrence.speaker))
        else:
            named = voice(occurrence.speaker)
            voices.append(named)
    return voices


def denied(occurrence: Occurrence) -> str:
    """The cue where it denies what follows: «نفى أن تكون موسكو طلبت». A direct quote says itself what it denies."""
    cue = occurrence.cue or ""
    return cue if occurrence.kind == "indirect" and denies(cue) else ""


def _place(occurrence: Occurrence) -> tuple[bool, int, int]:
    return occurrence.paragraph is None, occurrence.paragraph or 0, occurrence.start


def event_time(extracted: ExtractedStory, occurrence: Occurrence) -> datetime:
    """When it was said, as far as the page tells: a recall's own day, the stated time of publication, or the fetch."""
    story = extracted.story
    if occurrence.said == "earlier" and occurrence.said_on:
        return _moment(occurrence.said_on)
    return _moment(story.published_at) if story.published_at and _stated(story) else story.fetched_at


def _stated(story: CleanStory) -> bool:
    return story.published_at is not None and story.published_at_basis != "relative"


def _moment(stated: str) -> datetime:
    """A day without a time counts as its noon, a time without a zone as UTC."""
    if "T" not in stated:
        return datetime.combine(date.fromisoformat(stated), time(12), UTC)
    moment = datetime.fromisoformat(stated)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def event(extracted: ExtractedStory, occurrence: Occurrence, decision: Decision, window: timedelta) -> Statement:
    """The statement event of an occurrence. What was known a window before is told again, even if its page says now."""
    story = extracted.story
    again = event_time(extracted, occurrence) - decision.since > window
    return Statement(
        event_id=digest(decision.statement_id, occurrence.occurrence_id),
        statement_id=decision.statement_id,
        event="new" if decision.new else "sighting",
        occurrence_id=occurrence.occurrence_id,
        speaker=occurrence.speaker,
        quote=occurrence.quote,
        kind=occurrence.kind,
        said="earlier" if again else occurrence.said,
        language=story.language,
        start=occurrence.start,
        end=occurrence.end,
        story_id=story.story_id,
        article_id=story.article_id,
        url=story.url,
        source=story.source,
        seen_at=story.fetched_at,
        sightings=decision.sightings,
        sources=decision.sources,
        origins=decision.origins,
        fullest=max((w.quote for w in decision.wordings), key=length),
        wordings=tuple(Wording(quote=w.quote, first_seen=w.at) for w in decision.wordings),
        entities=tuple(_inside(extracted.entities, occurrence)),
        paragraph=occurrence.paragraph,
        cluster_id=story.cluster_id,
        via=occurrence.via,
        published_at=story.published_at,
        contrasts=decision.contrasts,
    )


def _inside(entities: Sequence[Entity], occurrence: Occurrence) -> list[Entity]:
    """The entities that the quote mentions, with the mentions in it."""
    found = []
    for entity in entities:
        mentions = tuple(
            m
            for m in entity.mentions
            if m.paragraph == occurrence.paragraph and occurrence.start <= m.start and m.end <= occurrence.end
        )
        if mentions:
            found.append(
                Entity(
                    name=entity.name,
                    type=entity.type,
                    mentions=mentions,
                    name_en=entity.name_en,
                    wikidata=entity.wikidata,
                )
            )
    return found
