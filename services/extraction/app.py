"""Extraction: a clean story in; the same story with its entities, statements and dates out."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from schemas.events import CleanStory
from services.extraction.story import extract
from services.runtime.stage import Context, Outgoing, Service, each


def extracted(story: CleanStory) -> Sequence[Outgoing]:
    return (Outgoing("stories.extracted", extract(story)),)


@asynccontextmanager
async def service(context: Context) -> AsyncIterator[Service]:
    """Reads stories.clean, writes stories.extracted."""
    yield Service(handle=each(extracted))
