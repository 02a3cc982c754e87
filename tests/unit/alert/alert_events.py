"""Invented statements and copies, with as few words as a test needs."""

from datetime import UTC, datetime
from typing import Any

from schemas.events import ArticleCopy, Entity, Mention, Speaker, Statement

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)


def statement(quote: str = "قال إن الحوار مستمر", **given: Any) -> Statement:
    """A statement of the invented press office; a `number` makes its event, page and occurrence its own."""
    number = given.pop("number", 1)
    source = given.pop("source", "aln.example")
    speaker = given.pop("speaker", Speaker(name="سالم الراوي", name_en="Salem al-Rawi", text="الراوي"))
    return Statement(**{
        "event_id": f"event-{number}",
        "statement_id": "said-1",
        "event": "new",
        "occurrence_id": f"occurrence-{number}",
        "speaker": speaker,
        "quote": quote,
        "kind": "indirect",
        "said": "now",
        "language": "ar",
        "start": 40,
        "end": 40 + len(quote),
        "paragraph": 0,
        "story_id": f"story-{number}",
        "article_id": f"article-{number}",
        "cluster_id": "cluster-1",
        "url": f"https://{source}/{number}",
        "source": source,
        "seen_at": NOON,
        "sightings": 1,
        "sources": (source,),
        **given,
    })  # fmt: skip


def copy(number: int, **given: Any) -> ArticleCopy:
    """The page `copy-<number>` of the outlet `outlet-<number>.example`."""
    source = f"outlet-{number}.example"
    return ArticleCopy(**{
        "article_id": f"copy-{number}",
        "url": f"https://{source}/{number}",
        "source": source,
        "fetched_at": NOON,
        "cluster_id": "cluster-1",
        "copy_of": "article-1",
        "containment": 1.0,
        **given,
    })  # fmt: skip


def entity(name: str, name_en: str | None = None, *, at: tuple[int, int] | None = None) -> Entity:
    """A person; `at` is where the quote of `statement()` mentions it, from the quote's start."""
    mentions = (Mention(paragraph=0, start=40 + at[0], end=40 + at[1]),) if at else ()
    return Entity(name=name, name_en=name_en, type="person", mentions=mentions)
