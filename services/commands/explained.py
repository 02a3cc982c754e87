"""What the services make of one page, or of two sentences: values for a person, a program or a test case."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from schemas.events import CleanStory, ExtractedStory, RawArticle, Speaker, UniqueArticle
from services.cleaning.explain import Considered, considered
from services.cleaning.stories import clean
from services.dedupe.statement_explain import Explanation
from services.dedupe.statement_explain import explain as explain_quotes
from services.dedupe.statement_voice import one_person, voice
from services.extraction.explain import why_speaker
from services.extraction.plugged import Model
from services.extraction.story import extract
from services.page.origins import Origin, origins


@dataclass(frozen=True, slots=True)
class StoryRead:
    """A story as it leaves extraction. For each of its statements, in order, `why_speakers` has a reason and
    `raw_spans` where it stands in the page's raw text or HTML (start and end, code points; None where not known)."""

    extracted: ExtractedStory
    why_speakers: tuple[str, ...]
    raw_spans: tuple[Origin | None, ...]


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page's stories, and each of its dates."""

    stories: tuple[StoryRead, ...]
    dates: tuple[Considered, ...]


def read_page(article: RawArticle, model: Model | None = None) -> PageRead:
    """The page as cleaning and extraction read it, with the model that is plugged in. `article` has its article_id."""
    unique = UniqueArticle(article=article, verdict="original", cluster_id="")
    stories = [extract(story, model=model) for story in clean(unique)]
    return PageRead(
        stories=tuple(
            StoryRead(one, tuple(why_speaker(said, one) for said in one.statements), _raw_spans(one, article))
            for one in stories
        ),
        dates=tuple(considered(article)),
    )


def _raw_spans(extracted: ExtractedStory, article: RawArticle) -> tuple[Origin | None, ...]:
    title, *paragraphs = origins((extracted.story.title or "", *extracted.story.paragraphs), article)
    told = ((title if said.paragraph is None else paragraphs[said.paragraph], said) for said in extracted.statements)
    return tuple((found[said.start][0], found[said.end - 1][1]) if found else None for found, said in told)


def case(article: RawArticle, read: PageRead) -> dict[str, Any]:
    """The page with its reading as gold, for a person to correct: `raw` and `gold` as the accuracy of pages takes them;
    each story with text is a case of its own for the accuracy of statements."""
    told = [one.extracted for one in read.stories if one.extracted.story.paragraphs]
    return {"page_id": article.article_id, "raw": article, "gold": {"stories": [_gold(one) for one in told]}}


def _gold(extracted: ExtractedStory) -> dict[str, Any]:
    story = extracted.story
    return {
        "id": f"{story.article_id}-{story.position}",
        "role": story.role,
        "title": story.title,
        "source_credit": story.source_credit,
        "published_at": story.published_at,
        "paragraphs": story.paragraphs,
        "statements": [
            {"paragraph": s.paragraph, "quote": s.quote, "speaker": s.speaker.name, "kind": s.kind, "said": s.said}
            for s in extracted.statements
        ],
        "entities": [{"name": e.name, "type": e.type} for e in extracted.entities],
    }


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a sentence reports, and who says it; None where it names nobody."""

    quote: str
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class PairRead:
    """Two sentences as statements. Where two name their speakers and these are two voices, the verdict is "different"
    whatever the words."""

    was: Quoted
    now: Quoted
    one_voice: bool
    explanation: Explanation


def read_pair(was: str, now: str, speaker: str | None, today: datetime) -> PairRead:
    """The sentences as quotes of `speaker`; without one, of whom they name."""
    a, b = (Quoted(text, Speaker(name=speaker)) if speaker else _quoted(text, today) for text in (was, now))
    found = explain_quotes(a.quote, b.quote, today.date())
    one_voice = _one_voice(a.speaker, b.speaker)
    return PairRead(a, b, one_voice, found if one_voice else replace(found, verdict="different"))


def _one_voice(a: Speaker | None, b: Speaker | None) -> bool:
    if a is None or b is None:
        return True
    one, other = voice(a), voice(b)
    return one.key == other.key and one_person(one.person, other.person)


def _quoted(sentence: str, today: datetime) -> Quoted:
    """The one statement that the sentence reports, or the sentence itself."""
    story = CleanStory(
        story_id="",
        article_id="",
        url="",
        source="",
        fetched_at=today,
        role="main",
        position=0,
        language="ar",
        paragraphs=(sentence,),
    )
    said = extract(story).statements
    return Quoted(said[0].quote, said[0].speaker) if len(said) == 1 else Quoted(sentence, None)
