"""dedupe-articles: raw articles in; out come those that bring news, and copies of known ones."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

from schemas.codec import InvalidEvent
from schemas.events import RawArticle
from services.dedupe.article_events import event_of, refusal
from services.dedupe.article_pages import entries
from services.dedupe.article_store import RedisStore, fold
from services.runtime.stage import Context, Kept, Outgoing, Result, Service

LOSS = "pages known before are recognised no more: the next copy of each passes as an original. No page is lost"


@asynccontextmanager
async def articles(context: Context) -> AsyncIterator[Service]:
    """Raises ValueError for a window that cannot be."""
    store = RedisStore(
        context.redis(), timedelta(days=context.settings.article_window_days), context.settings.namespace
    )

    async def handle(batch: Sequence[RawArticle]) -> Sequence[Result]:
        refused: list[InvalidEvent | None] = [refusal(article, context.now()) for article in batch]
        good = [article for article, invalid in zip(batch, refused, strict=True) if invalid is None]
        pages = await asyncio.to_thread(entries, good)
        decided = zip(good, pages, await fold(store, pages), strict=True)
        events = iter([Outgoing(*event_of(article, page, decision)) for article, page, decision in decided])
        return [invalid or [next(events)] for invalid in refused]

    yield Service(handle=handle, kept=Kept(store.mark, LOSS))
