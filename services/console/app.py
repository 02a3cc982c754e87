"""console: shows statements, alerts and lag to a person, as pages and as JSON."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from aiohttp import ClientError, ClientSession, ClientTimeout, web

from schemas.codec import encode
from services.console import pages
from services.console.answers import Find, NoAnswer, shown, static
from services.console.store import Store
from services.runtime.stage import Context, Result, Service

STATIC = {"console.css": "text/css", "live.js": "text/javascript"}
SHOWN, MOST = 50, 200
LAG_WITHIN = ClientTimeout(total=3)


@asynccontextmanager
async def service(context: Context) -> AsyncIterator[Service]:
    """GET / and what it links to; the same as JSON under /api."""
    store = Store(context.redis())

    async def handle(events: Sequence[Any]) -> Sequence[Result]:
        await store.put(events)
        return [()] * len(events)

    async def statement(request: web.Request) -> Any:
        if found := await store.statement(request.match_info["id"]):
            return found
        raise NoAnswer(404, "There is no such statement, or it is too old to be kept.")

    async with ClientSession(timeout=LAG_WITHIN) as session:

        async def lag(_: web.Request) -> Any:
            try:
                async with session.get(context.settings.lag_url, raise_for_status=True) as answer:
                    return msgspec.json.decode(await answer.read())
            except (ClientError, TimeoutError, msgspec.DecodeError):
                raise NoAnswer(503, "The lag service does not answer now.") from None

        found: list[tuple[str, str, Find, Callable[[Any], bytes]]] = [
            ("/", "/api/statements", lambda request: store.statements(*_asked(request)), pages.statements),
            ("/statements/{id}", "/api/statements/{id}", statement, pages.statement),
            ("/alerts", "/api/alerts", lambda request: store.alerts(*_asked(request)), pages.alerts),
            ("/lag", "/api/lag", lag, pages.lag),
        ]
        routes = [web.get(f"/static/{name}", static(name, kind)) for name, kind in STATIC.items()]
        routes += [web.get(path, shown(find, "text/html", show, pages.problem)) for path, _, find, show in found]
        routes += [web.get(path, shown(find, "application/json", encode, _problem)) for _, path, find, _ in found]
        yield Service(handle=handle, routes=routes)


def _asked(request: web.Request) -> tuple[int, str | None]:
    limit = request.query.get("limit", str(SHOWN))
    if not (limit.isascii() and limit.isdecimal() and len(limit) < 4 and 1 <= int(limit) <= MOST):
        raise NoAnswer(400, f"limit must be 1 to {MOST}")
    return int(limit), request.query.get("before")


def _problem(reason: str) -> bytes:
    return encode({"error": reason})
