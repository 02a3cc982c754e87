"""Answers of the console over HTTP: what was found, shown as a page or as JSON, or why there is nothing."""

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

from aiohttp import web

from schemas.codec import digest
from services.console import pages
from services.runtime.answering import Unavailable, soon

Find = Callable[[web.Request], Awaitable[Any]]
Handler = Callable[[web.Request], Awaitable[web.Response]]


class NoAnswer(Exception):
    """The status and the reason to tell."""


def shown(find: Find, kind: str, show: Callable[[Any], bytes], problem: Callable[[str], bytes]) -> Handler:
    """Shows what `find` finds for a request, and with `problem` why there is nothing."""

    async def handler(request: web.Request) -> web.Response:
        try:
            return _answer(request, show(await soon(find(request))), kind)
        except NoAnswer as none:
            status, reason = none.args
        except Unavailable:
            status, reason = 503, "Redis does not answer now."
        return _answer(request, problem(reason), kind, status)

    return handler


def static(name: str, kind: str) -> Handler:
    """A file of the console's own."""
    body = (files(__package__) / "static" / name).read_bytes()

    async def handler(request: web.Request) -> web.Response:
        return _answer(request, body, kind)

    return handler


def _answer(request: web.Request, body: bytes, kind: str, status: int = 200) -> web.Response:
    tag = f'"{digest(body)}"'
    headers = pages.HEADERS | {"ETag": tag}
    if status == 200 and request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=body, status=status, content_type=kind, charset="utf-8", headers=headers)
