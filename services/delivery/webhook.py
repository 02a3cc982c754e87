"""Sends signed webhooks, as Standard Webhooks 1.0 has it, to addresses of the public internet alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import httpx
from standardwebhooks.webhooks import Webhook

from services.delivery.retrying import Answer
from services.runtime.public import Forbidden, PublicTransport, asked_to_wait
from services.runtime.trouble import told

SECONDS = 15.0
"""For one attempt, from the look-up of the name to the status: Standard Webhooks advises 15 to 30."""


class Webhooks:
    """Sends one alert to one URL at a time."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def send(self, url: str, secret: str, alert_id: str, body: bytes, now: datetime) -> Answer:
        """One attempt. The answer's body is not read, and a redirect is not followed."""
        try:
            headers = _signed(secret, alert_id, body, now)
            async with asyncio.timeout(SECONDS), self._client.stream("POST", url, content=body, headers=headers) as got:
                return Answer(status=got.status_code, wait=asked_to_wait(got, now))
        except Forbidden as forbidden:
            return Answer(error=f"{forbidden} (WIREFOLD_WEBHOOK_ALLOW_PRIVATE)", refused=True)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
            return Answer(error=f"no URL or secret to send with: {error}", refused=True)
        except TimeoutError:
            return Answer(error=f"no answer within {SECONDS:.0f} s")
        except (httpx.HTTPError, OSError) as error:
            return Answer(error=told(error))


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
    transport = httpx.AsyncHTTPTransport(limits=limits) if allow_private else PublicTransport()
    async with httpx.AsyncClient(
        transport=transport, timeout=SECONDS, follow_redirects=False, trust_env=False,
        headers={"user-agent": "wirefold"},
    ) as client:  # fmt: skip
        yield Webhooks(client)
