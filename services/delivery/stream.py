"""GET /events: alerts as server-sent events, with Last-Event-ID to go on from (WHATWG HTML, 9.2)."""

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from datetime import timedelta

from aiohttp import web

from schemas.codec import encode
from services.delivery.store import Store, Streamed
from services.runtime.access import Access
from services.runtime.answering import Unavailable, soon

HEARTBEAT_SECONDS = 15.0
WRITE_SECONDS = 30.0
"""A reader that takes nothing for so long is cut off; it can come back and go on where it was."""
FOLLOW = timedelta(seconds=1)
MAX_WAITING = 1_000
"""Alerts that wait for one reader, before it is cut off in the same way."""
RETRY = b"retry: 3000\n\n"

_PLACE = re.compile(r"[0-9]{1,19}-[0-9]{1,19}")

Reader = asyncio.Queue[Streamed | None]
"""None ends it."""


class Hub:
    """Follows the stream of all alerts once for all readers."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._readers: defaultdict[str | None, set[Reader]] = defaultdict(set)
        self._place: str | None = None
        self._closed = False

    async def follow(self) -> None:
        """Hands alerts to the readers, for ever. Called again after a fault, it goes on where it was.

        Cancelled, it ends them: the web server would wait for them when the service stops.
        """
        try:
            while True:
                self._place = self._place or await self._store.newest()
                for streamed in await self._store.follow(self._place, FOLLOW):
                    self._place = streamed.id
                    self.hand(streamed)
        except asyncio.CancelledError:
            self.close()
            raise

    def hand(self, streamed: Streamed) -> None:
        """To whoever reads this subscription, or all. Who has too much waiting is cut off."""
        for reader in (*self._readers.get(None, ()), *self._readers.get(streamed.subscription_id, ())):
            if reader.qsize() < MAX_WAITING:
                reader.put_nowait(streamed)
            else:
                _end(reader)

    def close(self) -> None:
        """Ends all readers."""
        self._closed = True
        for reader in [reader for readers in self._readers.values() for reader in readers]:
            _end(reader)

    @contextmanager
    def reader(self, subscription_id: str | None) -> Iterator[Reader]:
        """What comes from now on, of one subscription or of all."""
        reader: Reader = asyncio.Queue()
        self._readers[subscription_id].add(reader)
        if self._closed:
            _end(reader)
        try:
            yield reader
        finally:
            self._readers[subscription_id].discard(reader)
            if not self._readers[subscription_id]:
                del self._readers[subscription_id]

    async def read(self, subscription_id: str | None, after: str | None) -> AsyncGenerator[Streamed | None, None]:
        """Alerts after the place (None: from now on) as they come, each once and in order; None where it is quiet."""
        with self.reader(subscription_id) as reader:
            place = _number(after or "0-0")
            while after and (kept := await soon(self._store.streamed(subscription_id, after))):
                for streamed in kept:
                    yield streamed
                after, place = kept[-1].id, _number(kept[-1].id)
            while True:
                try:
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        came = await reader.get()
                except TimeoutError:
                    yield None
                    continue
                if came is None:
                    return
                if _number(came.id) > place:
                    yield came


def _end(reader: Reader) -> None:
    while not reader.empty():
        reader.get_nowait()
    reader.put_nowait(None)


def _number(place: str) -> tuple[int, int]:
    milliseconds, _, sequence = place.partition("-")
    return int(milliseconds), int(sequence)


def routes(hub: Hub, store: Store, access: Access) -> list[web.RouteDef]:
    """GET /events, of all subscriptions or of `?subscription=ID`."""

    async def events(request: web.Request) -> web.StreamResponse:
        subscription_id, after = request.query.get("subscription"), request.headers.get("Last-Event-ID") or None
        if refused := access.refusal(request.headers.get("Authorization"), request.host):
            return _problem(refused.status, refused.reason)
        if after and not _PLACE.fullmatch(after):
            return _problem(400, "Last-Event-ID is not the id of an event of this stream")
        if subscription_id is not None:
            try:
                channels = (await soon(store.channels([subscription_id]))).get(subscription_id)
            except Unavailable as away:
                return _problem(503, str(away))
            if channels is None or not channels.stream:
                return _problem(404, f"there is no subscription {subscription_id} with a stream")
        response = web.StreamResponse(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        response.content_type = "text/event-stream"
        await response.prepare(request)
        try:
            await _write(response, hub, subscription_id, after)
        except (ConnectionError, TimeoutError, Unavailable):
            pass  # the reader is gone or takes nothing, or Redis is away: it can come back with Last-Event-ID
        return response

    return [web.get("/events", events)]


async def _write(response: web.StreamResponse, hub: Hub, subscription_id: str | None, after: str | None) -> None:
    await response.write(RETRY)
    async with aclosing(hub.read(subscription_id, after)) as alerts:
        async for streamed in alerts:
            async with asyncio.timeout(WRITE_SECONDS):
                await response.write(b":\n\n" if streamed is None else _frame(streamed))


def _frame(streamed: Streamed) -> bytes:
    return b"id: %s\ndata: %s\n\n" % (streamed.id.encode(), streamed.alert)


def _problem(status: int, reason: str) -> web.Response:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    body = encode({"error": reason, "field": None, "reason": reason})
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)
