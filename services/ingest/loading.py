"""Publishes the pages of files, as `wirefold feed` does."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

import structlog

from schemas.codec import InvalidEvent
from schemas.events import RawArticle
from services.ingest.files import Page, located
from services.ingest.reading import article
from services.runtime.stage import Busy, Context, Outgoing

TOPIC = "articles.raw"
BATCH = 20

log = structlog.get_logger(__name__)


async def feed(context: Context, paths: Sequence[str | Path]) -> tuple[int, int]:
    """Publishes the pages of files, folders or `-`: how many the broker acknowledged, and how many were refused.

    A refused page is logged with its place, field and reason. Raises InputError before anything is sent.
    """
    inputs, published, refused = located(paths), 0, 0
    while batch := list(islice(inputs, BATCH)):
        pages = [Outgoing(TOPIC, read) for page in batch if (read := _checked(page, context.now()))]
        await publish(context, pages)
        published, refused = published + len(pages), refused + len(batch) - len(pages)
    return published, refused


def _checked(page: Page, now: datetime) -> RawArticle | None:
    try:
        return article(page.value, now)
    except InvalidEvent as invalid:
        log.warning("page refused", where=page.where, field=invalid.field, reason=invalid.reason)
        return None


async def publish(context: Context, pages: Sequence[Outgoing]) -> None:
    """Returns when the broker has the pages, however long that takes."""
    while True:
        try:
            return await context.publish(pages)
        except Busy as busy:
            await asyncio.sleep(busy.retry_after)
