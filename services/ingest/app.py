"""ingest: pages by HTTP push and from feeds to `articles.raw`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from services.ingest import push
from services.ingest.crawling import AT_ONCE, Crawling
from services.ingest.feeds import Feed, listed
from services.ingest.fetching import fetcher
from services.ingest.loading import TOPIC
from services.ingest.store import Feeds
from services.runtime.settings import secret
from services.runtime.stage import Busy, Context, Outgoing, Service

ACKNOWLEDGED_WITHIN = 20.0
"""Seconds that a sender waits for the broker before the answer is 503."""


@asynccontextmanager
async def service(context: Context) -> AsyncIterator[Service]:
    """POST /articles, and the feeds that are listed. Raises ValueError for a setting that cannot work."""
    token = secret(context.settings, "push_token_file")
    if token is None:
        raise ValueError("WIREFOLD_PUSH_TOKEN_FILE is not set: it names the file that holds the token for HTTP push")

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

    feeds = _feeds(context.settings.feeds_file)
    async with fetcher(feeds) as client:
        background: list[Callable[[], Awaitable[None]]] = []
        if feeds:
            crawling = Crawling(context, feeds, Feeds(context.redis()), client)
            background = [crawling.run] * min(AT_ONCE, len(feeds))
        yield Service(routes=[web.post("/articles", receive)], background=background)


def _feeds(path: str) -> dict[str, Feed]:
    """The feeds by their URLs; none where no file is named."""
    try:
        return {feed.url: feed for feed in listed(Path(path).read_bytes())} if path else {}
    except (OSError, ValueError) as error:
        raise ValueError(f"WIREFOLD_FEEDS_FILE is {path}: {error}") from None


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
