"""Sends signed webhooks, as Standard Webhooks 1.0 has it, to addresses of the public internet alone."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import httpx
from standardwebhooks.webhooks import Webhook

from services.delivery.addresses import is_public
from services.delivery.retrying import Answer

SECONDS = 15.0
"""For one attempt, from the look-up of the name to the status: Standard Webhooks advises 15 to 30."""


class _Forbidden(Exception):
    """The name leads only to addresses that no webhook may go to."""


class _Checked(httpx.AsyncBaseTransport):
    """Looks the host up, checks what it finds, and connects to the very address that it has checked.

    TLS still asks for the host's name. Connections are not kept: one that is open to an address would serve
    another name there, unverified.
    """

    def __init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        addresses = await _addresses(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        allowed = [address for address in addresses if is_public(address)]
        if not allowed:
            raise _Forbidden(f"{host} is {addresses[0]}, which is no public address (WIREFOLD_WEBHOOK_ALLOW_PRIVATE)")
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


async def _addresses(host: str, port: int) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx.ConnectError(f"{host} is not found: {error}") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Webhooks:
    """Sends one alert to one URL at a time."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def send(self, url: str, secret: str, alert_id: str, body: bytes, now: datetime) -> Answer:
        """One attempt. The answer's body is not read, and a redirect is not followed."""
        try:
            headers = _signed(secret, alert_id, body, now)
            async with asyncio.timeout(SECONDS), self._client.stream("POST", url, content=body, headers=headers) as got:
                return Answer(status=got.status_code, retry_after=got.headers.get("retry-after"))
        except _Forbidden as forbidden:
            return Answer(error=str(forbidden), refused=True)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
            return Answer(error=f"no URL or secret to send with: {error}", refused=True)
        except TimeoutError:
            return Answer(error=f"no answer within {SECONDS:.0f} s")
        except (httpx.HTTPError, OSError) as error:
            return Answer(error=f"{type(error).__name__}: {error}")


def _signed(secret: str, alert_id: str, body: bytes, now: datetime) -> dict[str, str]:
    return {
        "content-type": "application/json",
        "webhook-id": alert_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(alert_id, now, body.decode()),
    }


@asynccontextmanager
async def webhooks(allow_private: bool) -> AsyncIterator[Webhooks]:
    """A sender for as long as the block runs. `allow_private` lifts the check of addresses."""
    limits = httpx.Limits(max_keepalive_connections=0)
    transport = httpx.AsyncHTTPTransport(limits=limits) if allow_private else _Checked()
    async with httpx.AsyncClient(
        transport=transport, timeout=SECONDS, follow_redirects=False, trust_env=False,
        headers={"user-agent": "wirefold"},
    ) as client:  # fmt: skip
        yield Webhooks(client)
