"""cleaning: unique pages in, clean stories out."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from schemas.events import UniqueArticle
from services.cleaning.stories import clean
from services.runtime.stage import Context, Outgoing, Service, each


def decide(unique: UniqueArticle) -> Sequence[Outgoing]:
    """The clean stories of a page, to send."""
    return [Outgoing("stories.clean", story) for story in clean(unique)]


@asynccontextmanager
async def service(context: Context) -> AsyncIterator[Service]:
    """The service, without resources of its own."""
    yield Service(handle=each(decide))
