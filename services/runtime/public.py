"""HTTP to addresses of the public internet alone, whatever name or number a URL has for them."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from services.runtime.addresses import is_public


class Forbidden(Exception):
    """The name leads only to addresses that a stranger may not have us call."""


class PublicTransport(httpx.AsyncBaseTransport):
    """Looks the host up, checks what it finds, and connects to the very address that it has checked.

    TLS still asks for the host's name. Connections are not kept: one that is open to an address would serve
    another name there, unverified. Raises Forbidden. `trusted` (host and port) are called wherever they are.
    """

    def __init__(self, trusted: frozenset[tuple[str, int]] = frozenset()) -> None:
        self._trusted = trusted
        self._inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host, port = endpoint(request.url)
        addresses = await _addresses(host, port)
        allowed = [one for one in addresses if (host, port) in self._trusted or is_public(one)]
        if not allowed:
            raise Forbidden(f"{host} is {addresses[0]}, which is no public address")
        request.extensions = {**request.extensions, "sni_hostname": host}
        for address in allowed[:-1]:
            request.url = request.url.copy_with(host=address)
            try:
                return await self._inner.handle_async_request(request)
            except httpx.ConnectError:
                continue
        request.url = request.url.copy_with(host=allowed[-1])
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


def endpoint(url: httpx.URL) -> tuple[str, int]:
    """The host and port that a URL leads to."""
    return url.host, url.port or (443 if url.scheme == "https" else 80)


def asked_to_wait(response: httpx.Response, now: datetime) -> timedelta:
    """Retry-After (RFC 9110, 10.2.3) as a wait, from seconds or a date; none where it is neither."""
    given = response.headers.get("retry-after", "")
    if given.isascii() and given.isdigit():
        return timedelta(seconds=int(given[:9]))
    try:
        at = parsedate_to_datetime(given)
    except ValueError:
        return timedelta()
    return max(timedelta(), (at if at.tzinfo else at.replace(tzinfo=UTC)) - now)


async def _addresses(host: str, port: int) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx.ConnectError(f"{host} is not found: {error}") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
