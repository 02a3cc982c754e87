"""Gets feeds and pages over HTTP: with bounds of time and size, and from public addresses alone."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from services.runtime.public import Forbidden, PublicTransport, asked_to_wait, endpoint
from services.runtime.trouble import told

SECONDS = 20.0
"""For one document, redirects included."""

MOST_BYTES = 4 << 20
"""Of a document, decompressed: a page may have 1 MiB, and a feed that holds its texts some."""

AGENT = "Wirefold (news feed reader)"


class Unfetched(Exception):
    """Why there is no document. `final`: asked again, the answer would be the same."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. `url` is where it was found, after redirects; `wait` how long we are asked to wait."""

    status: int
    url: str
    content_type: str
    body: bytes
    etag: str | None
    modified: str | None
    wait: timedelta


class Fetcher:
    """Gets one document at a time for each call."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def get(self, url: str, now: datetime, headers: Mapping[str, str] | None = None) -> Fetched:
        """Raises Unfetched where nothing, or too much, comes back."""
        try:
            async with asyncio.timeout(SECONDS), self._client.stream("GET", url, headers=headers) as got:
                return await _read(got, now)
        except Forbidden as forbidden:
            raise Unfetched(str(forbidden), final=True) from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.TooManyRedirects, ValueError) as error:
            raise Unfetched(told(error), final=True) from None
        except TimeoutError:
            raise Unfetched(f"no answer within {SECONDS:.0f} s") from None
        except (httpx.HTTPError, OSError) as error:
            raise Unfetched(told(error)) from None


async def _read(got: httpx.Response, now: datetime) -> Fetched:
    body = bytearray()
    async for chunk in got.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Unfetched(f"has over {MOST_BYTES} bytes", final=True)
    return Fetched(
        status=got.status_code,
        url=str(got.url),
        content_type=got.headers.get("content-type", ""),
        body=bytes(body),
        etag=got.headers.get("etag"),
        modified=got.headers.get("last-modified"),
        wait=asked_to_wait(got, now),
    )


@asynccontextmanager
async def fetcher(feeds: Iterable[str]) -> AsyncIterator[Fetcher]:
    """A fetcher for as long as the block runs. Hosts of `feeds` were chosen by the operator, and are asked wherever
    they are; where their entries lead to was chosen by strangers."""
    trusted = frozenset(endpoint(httpx.URL(url)) for url in feeds)
    async with httpx.AsyncClient(
        transport=PublicTransport(trusted), timeout=SECONDS, follow_redirects=True, max_redirects=5, trust_env=False,
        headers={"user-agent": AGENT},
    ) as client:  # fmt: skip
        yield Fetcher(client)
