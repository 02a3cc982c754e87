"""Reads the feeds in turns: asks each when its time has come, and publishes the pages that it newly names."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog

from schemas.codec import InvalidEvent
from services.ingest.feeds import FINAL, Entry, Feed, NotAFeed, State, entries, next_poll, page
from services.ingest.fetching import Fetched, Fetcher, Unfetched
from services.ingest.loading import TOPIC, publish
from services.ingest.store import Feeds
from services.runtime import metrics
from services.runtime.stage import Context, Outgoing

AT_ONCE = 8
"""Feeds that one worker reads at the same time, each of its own outlet."""

IDLE_SECONDS = 1.0
PAUSE_SECONDS = 1.0
"""Between two pages of one outlet: readers are its guests."""

MOST_MISSES = 3
"""Pages in a row that cannot be had, after which an outlet is left alone until the next poll."""

_UNCHANGED = 304

log = structlog.get_logger(__name__)


class Crawling:
    """The feeds, by their URLs, that this worker knows of."""

    def __init__(self, context: Context, feeds: Mapping[str, Feed], store: Feeds, fetcher: Fetcher) -> None:
        self._context = context
        self._now = context.now
        self._every = timedelta(seconds=context.settings.feeds_every)
        self._feeds = feeds
        self._store = store
        self._fetcher = fetcher

    async def run(self) -> None:
        """Polls one feed after another, for ever; several may run at once. A fault of Redis or Kafka ends it: called
        again, it goes on where it was."""
        await self._store.keep(self._feeds.keys(), self._now())
        while True:
            url = await self._store.take(self._now())
            if url is None and await self._store.is_empty():  # Redis was emptied
                await self._store.keep(self._feeds.keys(), self._now())
            elif url is None or url not in self._feeds:  # another worker's list may have more
                await asyncio.sleep(IDLE_SECONDS)
            else:
                await self._poll(self._feeds[url])

    async def _poll(self, feed: Feed) -> None:
        before, asked, found = await self._store.state(feed.url), timedelta(), None
        try:
            got = await self._fetcher.get(feed.url, self._now(), before.headers())
            asked = got.wait
            found = await _entries(got)
        except (Unfetched, NotAFeed) as error:
            outcome, state = "failed", before.failed()
            log.warning("feed not read", source=feed.source, feed=feed.url, reason=str(error), failures=state.failures)
        else:
            outcome = "unchanged" if found is None else "read"
            state = State(before.etag, before.modified) if found is None else State(got.etag, got.modified)
        metrics.FEED_POLLS.labels(feed.source, outcome).inc()
        if found and not await self._pages(feed, await self._store.fresh(feed.url, found)):
            state = State()  # asked without validators, it comes again with the pages that are still to be had
        await self._store.done(feed.url, state, next_poll(state, self._now(), self._every, asked), found)

    async def _pages(self, feed: Feed, fresh: Sequence[Entry]) -> bool:
        """Publishes the pages of entries that are not taken yet; whether all are dealt with."""
        taken = misses = 0
        for entry in fresh:
            if await self._page(feed, entry):
                await self._store.took(feed.url, entry, self._now())
                taken, misses = taken + 1, 0
            elif (misses := misses + 1) == MOST_MISSES:
                break
            await asyncio.sleep(PAUSE_SECONDS)
        if fresh:
            log.info("feed read", source=feed.source, new=taken, again=len(fresh) - taken)
        return taken == len(fresh)

    async def _page(self, feed: Feed, entry: Entry) -> bool:
        """Whether the entry is dealt with: its page is published, or never will be."""
        try:
            got = await self._fetcher.get(entry.url, self._now())
            _check(got)
            article = page(
                entry, feed.source, url=got.url, content_type=got.content_type, body=got.body, now=self._now()
            )
        except (Unfetched, InvalidEvent) as error:
            final = isinstance(error, InvalidEvent) or error.final
            log.warning("page not read", source=feed.source, url=entry.url, reason=str(error), final=final)
            metrics.FEED_PAGES.labels(feed.source, "refused" if final else "failed").inc()
            return final
        await publish(self._context, [Outgoing(TOPIC, article)])
        metrics.FEED_PAGES.labels(feed.source, "published").inc()
        return True


async def _entries(got: Fetched) -> list[Entry] | None:
    """None where the feed has not changed."""
    if got.status == _UNCHANGED:
        return None
    _check(got)
    return await asyncio.to_thread(entries, got.body, got.url, got.content_type)


def _check(got: Fetched) -> None:
    if not 200 <= got.status < 300:
        raise Unfetched(f"the answer was {got.status}", final=got.status in FINAL)
