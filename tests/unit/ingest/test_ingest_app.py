"""What a sender meets: HTTP over loopback, with a broker that acknowledges, is full, or is away."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from schemas.codec import decode, encode
from schemas.events import RawArticle
from services.ingest import app
from services.ingest.files import InputError
from services.ingest.loading import feed
from services.runtime.settings import Settings, read
from services.runtime.stage import Busy, Outgoing

Client = TestClient[web.Request, web.Application]
TOKEN = {"Authorization": "Bearer secret"}
LINES = TOKEN | {"Content-Type": "application/x-ndjson"}


@dataclass
class Broker:
    """A `Context` that keeps what is published; `faults` are raised first, one a call."""

    settings: Settings
    published: list[Outgoing] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    def now(self) -> datetime:
        return datetime(2026, 3, 4, 12, tzinfo=UTC)

    def redis(self) -> Any:
        raise AssertionError("ingest needs no Redis")

    async def offsets(self) -> Any:
        raise AssertionError("ingest asks for no offsets")

    async def publish(self, events: Sequence[Outgoing]) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.published += events


@pytest.fixture
def broker(tmp_path: Path) -> Broker:
    (tmp_path / "token").write_text("secret\n", encoding="utf-8")
    return Broker(read({"WIREFOLD_PUSH_TOKEN_FILE": str(tmp_path / "token")}))


@pytest.fixture
async def client(broker: Broker) -> AsyncIterator[Client]:
    async with app.service(broker) as service:
        server = web.Application()
        server.router.add_routes(service.routes)
        async with TestClient(TestServer(server)) as client:
            yield client


def page(number: int = 1, **fields: object) -> bytes:
    url = f"https://outlet.example/{number}"
    return orjson.dumps({"url": url, "source": "o", "fetched_at": "2026-03-04T11:00:00Z", "text": "خبر"} | fields)


async def test_a_page_is_accepted_when_the_broker_has_it(client: Client, broker: Broker) -> None:
    answer = await client.post("/articles", data=page(), headers=TOKEN | {"Content-Type": "application/json"})
    assert answer.status == 202
    (sent,) = broker.published
    assert sent.topic == "articles.raw"
    assert decode(RawArticle, encode(sent.event)).url == "https://outlet.example/1"
    assert await answer.json() == {"accepted": 1, "article_ids": [sent.event.article_id]}


async def test_a_batch_keeps_its_order(client: Client, broker: Broker) -> None:
    answer = await client.post("/articles", data=b"\n".join(page(n) for n in range(9)), headers=LINES)
    assert (await answer.json())["article_ids"] == [sent.event.article_id for sent in broker.published]
    assert [sent.event.url[-1] for sent in broker.published] == list("012345678")


async def test_a_compressed_batch_is_read(client: Client, broker: Broker) -> None:
    answer = await client.post("/articles", data=gzip.compress(page()), headers=LINES | {"Content-Encoding": "gzip"})
    assert (answer.status, len(broker.published)) == (202, 1)


async def test_a_page_of_one_long_line_is_read(client: Client, broker: Broker) -> None:
    answer = await client.post("/articles", data=page(text="خبر " * 140_000), headers=LINES)
    assert (answer.status, len(broker.published)) == (202, 1)


async def test_a_body_that_unpacks_without_end_is_refused(client: Client, broker: Broker) -> None:
    bomb = gzip.compress(bytes(100 << 20))
    answer = await client.post("/articles", data=bomb, headers=LINES | {"Content-Encoding": "gzip"})
    assert (answer.status, broker.published) == (413, [])


async def test_a_body_that_is_not_what_its_encoding_says_is_refused(client: Client, broker: Broker) -> None:
    answer = await client.post("/articles", data=page(), headers=LINES | {"Content-Encoding": "gzip"})
    assert (answer.status, broker.published) == (400, [])


async def test_a_batch_with_one_wrong_line_is_refused_whole(client: Client, broker: Broker) -> None:
    answer = await client.post("/articles", data=page() + b"\n" + page(source=""), headers=LINES)
    told = await answer.json()
    assert (answer.status, told["line"], told["field"]) == (400, 2, "$.source")
    assert broker.published == []


async def test_without_the_token_nothing_is_read(client: Client, broker: Broker) -> None:
    answer = await client.post("/articles", data=page(), headers={"Authorization": "Bearer other"})
    assert (answer.status, answer.headers["WWW-Authenticate"], broker.published) == (401, "Bearer", [])


async def test_another_kind_of_body_is_refused(client: Client) -> None:
    answer = await client.post("/articles", data="<p>", headers=TOKEN | {"Content-Type": "text/html"})
    assert answer.status == 415


async def test_a_full_broker_means_later(client: Client, broker: Broker) -> None:
    broker.faults = [Busy(1.2)]
    answer = await client.post("/articles", data=page(), headers=LINES)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "2")


async def test_a_broker_that_is_away_means_later(client: Client, broker: Broker) -> None:
    broker.faults = [ConnectionResetError()]
    answer = await client.post("/articles", data=page(), headers=LINES)
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0


async def test_a_broker_that_does_not_answer_means_later(
    client: Client, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_: Sequence[Outgoing]) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(app, "ACKNOWLEDGED_WITHIN", 0.05)
    monkeypatch.setattr(broker, "publish", never)
    answer = await client.post("/articles", data=page(), headers=LINES)
    assert answer.status == 503


async def test_without_a_token_file_the_service_does_not_start() -> None:
    with pytest.raises(ValueError, match="WIREFOLD_PUSH_TOKEN_FILE is not set"):
        async with app.service(Broker(read({}))):
            pass


async def test_files_are_fed_and_what_is_wrong_is_left_out(broker: Broker, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([page(n) for n in range(50)] + [b"not json"]))
    broker.faults = [Busy(0.0), Busy(0.0)]
    assert await feed(broker, [tmp_path / "a.jsonl"]) == (50, 1)
    assert [sent.event.url for sent in broker.published] == [f"https://outlet.example/{n}" for n in range(50)]


async def test_nothing_is_fed_where_one_input_is_missing(broker: Broker, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(page())
    with pytest.raises(InputError):
        await feed(broker, [tmp_path / "a.jsonl", tmp_path / "b.jsonl"])
    assert broker.published == []
