"""ingest: pages by HTTP push and out of files to `articles.raw`."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path

import structlog
from aiohttp import web

from schemas.codec import InvalidEvent
from schemas.events import RawArticle
from services.ingest import push
from services.ingest.files import Page, located
from services.ingest.reading import article
from services.runtime.settings import secret
from services.runtime.stage import Busy, Context, Outgoing, Service

TOPIC = "articles.raw"
BATCH = 20
ACKNOWLEDGED_WITHIN = 20.0
"""Seconds that a sender waits for the broker before the answer is 503."""

log = structlog.get_logger(__name__)


@asynccontextmanager
async def service(context: Context) -> AsyncIterator[Service]:
    """POST /articles. Raises ValueError where there is no push token."""
    if not context.settings.push_token_file:
        raise ValueError("WIREFOLD_PUSH_TOKEN_FILE is not set: it names the file that holds the token for HTTP push")
    token = secret(context.settings.push_token_file)

    async def receive(request: web.Request) -> web.Response:
        try:
            push.check_token(request.headers.get("Authorization"), token)
            push.check_type(request.content_type, request.charset)
            body = await _body(request)
            pages = await asyncio.to_thread(push.articles, body, request.content_type, context.now())
            await _acknowledged(context, [Outgoing(TOPIC, page) for page in pages])
        except push.Refused as refused:
            return web.json_response(refused.body(), status=refused.status, headers=refused.headers)
        accepted = {"accepted": len(pages), "article_ids": [page.article_id for page in pages]}
        return web.json_response(accepted, status=202)

    yield Service(routes=[web.post("/articles", receive)])


async def _body(request: web.Request) -> bytes:
    try:
        return await push.body_of(request.content.iter_any())
    except web.RequestPayloadError:
        raise push.Refused(400, "the body is cut, or not in its Content-Encoding") from None


async def _acknowledged(context: Context, pages: Sequence[Outgoing]) -> None:
    try:
        async with asyncio.timeout(ACKNOWLEDGED_WITHIN):
            await context.publish(pages)
    except Busy as busy:
        raise push.later(str(busy), busy.retry_after) from None
    except (TimeoutError, ConnectionError):
        raise push.later("Kafka does not answer: send the same request again", 5.0) from None


async def feed(context: Context, paths: Sequence[str | Path]) -> tuple[int, int]:
    """Publishes the pages of files, folders or `-`: how many the broker acknowledged, and how many were refused.

    A refused page is logged with its place, field and reason. Raises InputError before anything is sent.
    """
    inputs, published, refused = located(paths), 0, 0
    while batch := list(islice(inputs, BATCH)):
        pages = [Outgoing(TOPIC, read) for page in batch if (read := _checked(page, context.now()))]
        await _publish(context, pages)
        published, refused = published + len(pages), refused + len(batch) - len(pages)
    return published, refused


def _checked(page: Page, now: datetime) -> RawArticle | None:
    try:
        return article(page.value, now)
    except InvalidEvent as invalid:
        log.warning("page refused", where=page.where, field=invalid.field, reason=invalid.reason)
        return None


async def _publish(context: Context, pages: Sequence[Outgoing]) -> None:
    while True:
        try:
            return await context.publish(pages)
        except Busy as busy:
            await asyncio.sleep(busy.retry_after)
