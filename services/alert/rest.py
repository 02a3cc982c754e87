"""Serves the REST API of subscriptions (see `services.alert.api`): requests in, answers of the store out."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiohttp import web

from schemas.codec import InvalidEvent, decode, encode, named
from services.alert.api import OPERATIONS, Operation, Problem, openapi
from services.alert.store import NoSuchSubscription, Subscriptions
from services.alert.subscriptions import Change, Listed, NewSubscription, Subscription
from services.runtime.access import Access
from services.runtime.answering import Unavailable, soon

MAX_BODY_BYTES = 64 << 10

Answer = Callable[[str, Any], Awaitable[object]]
"""What answers one operation: the path's id ("" if it has none) and the body, to what is sent back."""


def routes(subscriptions: Subscriptions, access: Access, now: Callable[[], datetime]) -> list[web.RouteDef]:
    """Each operation's route, and /openapi.json, which needs no token."""

    async def listed(_: str, body: None) -> Listed:
        return Listed(tuple(await subscriptions.all()))

    async def create(_: str, body: NewSubscription) -> object:
        return await subscriptions.add(body, now())

    async def show(subscription_id: str, body: None) -> object:
        return await subscriptions.get(subscription_id)

    async def remove(subscription_id: str, body: None) -> None:
        await subscriptions.remove(subscription_id)

    async def pause(subscription_id: str, body: None) -> Subscription:
        return (await subscriptions.change(subscription_id, Change(paused=True))).subscription

    async def resume(subscription_id: str, body: None) -> Subscription:
        return (await subscriptions.change(subscription_id, Change(paused=False))).subscription

    answers: dict[str, Answer] = {
        "list": listed, "create": create, "show": show, "change": subscriptions.change,
        "remove": remove, "pause": pause, "resume": resume,
    }  # fmt: skip
    served = [
        web.RouteDef(operation.method, operation.path, _serve(operation, answers[operation.name], access), {})
        for operation in OPERATIONS
    ]
    return [*served, web.get("/openapi.json", _document)]


async def _document(_: web.Request) -> web.Response:
    return web.json_response(openapi())


def _serve(
    operation: Operation, answer: Answer, access: Access
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.Response:
        if refused := access.refusal(request.headers.get("Authorization"), request.host):
            return _problem(refused.status, None, refused.reason)
        try:
            body = await _body(request, operation.body)
            found = await soon(answer(request.match_info.get("id", ""), body))
        except (InvalidEvent, web.HTTPRequestEntityTooLarge, NoSuchSubscription, Unavailable) as error:
            return _failure(error)
        if found is None:
            return web.Response(status=operation.status)
        return web.Response(status=operation.status, body=encode(found), content_type="application/json")

    return handle


async def _body(request: web.Request, kind: type | None) -> object:
    """The request's body, read up to the limit. A form cannot pass for it: browsers send those across sites unasked."""
    if kind is None:
        return None
    if request.content_type != "application/json":
        raise InvalidEvent("$", "Content-Type must be application/json")
    data = bytearray()
    async for chunk in request.content.iter_any():
        data += chunk
        if len(data) > MAX_BODY_BYTES:
            raise web.HTTPRequestEntityTooLarge(MAX_BODY_BYTES, len(data))
    return decode(kind, bytes(data))


def _failure(error: Exception) -> web.Response:
    match error:
        case InvalidEvent():
            return _problem(400, error.field, error.reason)
        case NoSuchSubscription():
            return _problem(404, None, f"there is no subscription {error}")
        case Unavailable():
            return _problem(503, None, str(error))
        case _:
            return _problem(413, None, f"a request has at most {MAX_BODY_BYTES} bytes")


def _problem(status: int, field: str | None, reason: str) -> web.Response:
    error = named(field, reason) if field else reason
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return web.Response(
        status=status, body=encode(Problem(error, field, reason)), content_type="application/json", headers=headers
    )
