"""Feeds are read: an outlet on loopback, an embedded Valkey, and a list in place of a broker."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import attr
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisAway

from services.ingest import crawling
from services.ingest.app import service
from services.ingest.store import LEASE, Feeds
from tests.integration.embedded import Bench, at_work, until

NAME = "مرفأ برس"
EVERY = LEASE * 3


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "IDLE_SECONDS", 0.01)
    monkeypatch.setattr(crawling, "PAUSE_SECONDS", 0.0)


class Outlet:
    """A web site with a feed of its `pages` (path -> what answers). `asked` are the paths of all requests, in order."""

    def __init__(self, *numbers: int) -> None:
        self.pages: dict[str, Callable[[], web.Response]] = {}
        self.links: list[str] = []
        self.asked: list[str] = []
        self.feed_status = 200
        self.etag = '"1"'
        for number in numbers:
            self.add(number)

    def add(self, number: int, link: str | None = None) -> None:
        self.pages[f"/{number}"] = lambda: web.Response(text=f"<p>الخبر {number}</p>", content_type="text/html")
        self.links.insert(0, link or f"/{number}")

    async def _feed(self, request: web.Request) -> web.Response:
        self.asked.append("feed")
        if self.feed_status != 200:
            return web.Response(status=self.feed_status, headers={"Retry-After": "900"})
        if request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304)
        items = "".join(f"<item><title>عنوان</title><link>{link}</link></item>" for link in self.links)
        text = f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
        return web.Response(text=text, content_type="application/rss+xml", headers={"ETag": self.etag})

    async def _page(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        return self.pages[request.path]()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        """Yields the feed's URL."""
        app = web.Application()
        app.router.add_get("/rss", self._feed)
        app.router.add_get("/{page}", self._page)
        server = TestServer(app)
        await server.start_server()
        yield str(server.make_url("/rss"))
        await server.close()


@pytest.fixture
def bench(redis: Redis, tmp_path: Path) -> Bench:
    (tmp_path / "token").write_text("secret\n")
    listed = str(tmp_path / "feeds.toml")
    return Bench(
        redis, push_token_file=str(tmp_path / "token"), feeds_file=listed, feeds_every=str(EVERY.total_seconds())
    )


def list_feeds(bench: Bench, *urls: str) -> None:
    _write(bench, "".join(f'[[feed]]\nurl = "{url}"\nsource = "{NAME}"\n' for url in urls))


def _write(bench: Bench, text: str) -> None:
    Path(bench.settings.feeds_file).write_text(text, encoding="utf-8")


@asynccontextmanager
async def running(bench: Bench) -> AsyncIterator[None]:
    async with service(bench) as made, at_work(made):
        yield


async def polled(bench: Bench, url: str) -> None:
    """Waits until the feed's poll has ended: its next one is then further off than a lease."""
    async with asyncio.timeout(10):
        while (await bench.redis().zscore("ingest:due", url) or 0.0) <= (bench.clock + LEASE).timestamp():  # noqa: ASYNC110 - in Redis
            await asyncio.sleep(0.01)


def bodies(bench: Bench) -> list[str]:
    return [out.event.html for out in bench.published]


async def test_pages_come_once_and_in_order_and_new_ones_at_the_next_poll(bench: Bench) -> None:
    outlet = Outlet(1, 2)
    async with outlet.serving() as url:
        list_feeds(bench, url)
        async with running(bench):
            await until(lambda: len(bench.published) == 2)
            await polled(bench, url)
            outlet.add(3)
            outlet.etag = '"2"'
            bench.clock += EVERY
            await until(lambda: len(bench.published) == 3)
    assert bodies(bench) == ["<p>الخبر 1</p>", "<p>الخبر 2</p>", "<p>الخبر 3</p>"]
    assert {out.event.source for out in bench.published} == {NAME}
    assert outlet.asked == ["feed", "/1", "/2", "feed", "/3"]


async def test_an_unchanged_feed_costs_one_request(bench: Bench) -> None:
    outlet = Outlet(1)
    async with outlet.serving() as url:
        list_feeds(bench, url)
        async with running(bench):
            await until(lambda: len(bench.published) == 1)
            await polled(bench, url)
            for polls in (2, 3):
                bench.clock += EVERY
                await until(lambda polls=polls: outlet.asked.count("feed") == polls)
                await polled(bench, url)
    assert outlet.asked == ["feed", "/1", "feed", "feed"]


async def test_a_page_that_fails_comes_later_and_one_that_is_gone_does_not(bench: Bench) -> None:
    outlet = Outlet(1, 2, 3)
    outlet.pages["/1"] = lambda: web.Response(status=503)
    outlet.pages["/2"] = lambda: web.Response(status=404)
    async with outlet.serving() as url:
        list_feeds(bench, url)
        async with running(bench):
            await until(lambda: len(bench.published) == 1)
            await polled(bench, url)
            outlet.pages["/1"] = lambda: web.Response(text="<p>الخبر 1</p>", content_type="text/html")
            bench.clock += EVERY
            await until(lambda: len(bench.published) == 2)
    assert bodies(bench) == ["<p>الخبر 3</p>", "<p>الخبر 1</p>"]
    assert outlet.asked.count("/2") == 1


async def test_an_outlet_that_is_down_is_left_alone_until_the_next_poll(bench: Bench) -> None:
    outlet = Outlet(*range(1, 10))
    for path in outlet.pages:
        outlet.pages[path] = lambda: web.Response(status=500)
    async with outlet.serving() as url:
        list_feeds(bench, url)
        async with running(bench):
            await until(lambda: len(outlet.asked) == 1 + crawling.MOST_MISSES)
            await asyncio.sleep(0.1)
    assert len(outlet.asked) == 1 + crawling.MOST_MISSES


async def test_a_feed_that_fails_is_asked_when_it_wants_to_be(bench: Bench) -> None:
    outlet = Outlet(1)
    outlet.feed_status = 503
    async with outlet.serving() as url:
        list_feeds(bench, url)
        async with running(bench):
            await until(lambda: outlet.asked == ["feed"])
            await polled(bench, url)
            outlet.feed_status = 200
            bench.clock += EVERY * 2  # it asked for 900 s
            await asyncio.sleep(0.1)
            assert outlet.asked == ["feed"]
            bench.clock += EVERY
            await until(lambda: len(bench.published) == 1)


async def test_a_link_into_the_own_network_is_not_followed(bench: Bench) -> None:
    victim, outlet = Outlet(7), Outlet(1)
    async with victim.serving() as inside, outlet.serving() as url:
        outlet.add(2, link=inside.replace("/rss", "/7"))
        outlet.pages["/3"] = lambda: web.Response(status=302, headers={"Location": inside.replace("/rss", "/7")})
        outlet.links.insert(0, "/3")
        list_feeds(bench, url)
        async with running(bench):
            await until(lambda: "/3" in outlet.asked)
            await asyncio.sleep(0.1)
    assert victim.asked == []
    assert bodies(bench) == ["<p>الخبر 1</p>"]


async def test_a_broker_that_takes_nothing_is_waited_for(bench: Bench) -> None:
    outlet = Outlet(1)
    bench.busy = True
    async with outlet.serving() as url:
        list_feeds(bench, url)
        async with running(bench):
            await until(lambda: "/1" in outlet.asked)
            await asyncio.sleep(0.1)
            bench.busy = False
            await until(lambda: len(bench.published) == 1)
    assert outlet.asked == ["feed", "/1"]


async def test_a_start_without_redis_waits_for_it(bench: Bench) -> None:
    list_feeds(bench, "http://127.0.0.1:1/rss")
    away = Bench(Redis(port=1), **attr.asdict(bench.settings, filter=lambda field, _: field.name.endswith("_file")))
    async with service(away) as made:
        with pytest.raises(RedisAway):
            await made.background[0]()


async def test_feeds_are_read_on_after_redis_was_emptied(bench: Bench) -> None:
    outlet = Outlet(1)
    async with outlet.serving() as url:
        list_feeds(bench, url)
        async with running(bench):
            await until(lambda: len(bench.published) == 1)
            await polled(bench, url)
            await bench.redis().flushall()
            await until(lambda: len(bench.published) == 2)
    assert bodies(bench) == ["<p>الخبر 1</p>"] * 2


async def test_two_workers_read_each_feed_once(bench: Bench) -> None:
    outlet = Outlet(*range(1, 30))
    async with outlet.serving() as url:
        list_feeds(bench, url)
        async with running(bench), running(bench):
            await until(lambda: len(bench.published) == 29)
            await asyncio.sleep(0.1)
    assert len(bench.published) == 29
    assert outlet.asked.count("feed") == 1


async def test_what_a_killed_worker_left_is_read_by_the_next(bench: Bench) -> None:
    outlet = Outlet(1)
    async with outlet.serving() as url:
        list_feeds(bench, url)
        store = Feeds(bench.redis())
        await store.keep([url], bench.clock)
        assert await store.take(bench.clock) == url  # it dies with this feed in hand
        async with running(bench):
            await asyncio.sleep(0.1)
            assert outlet.asked == []
            bench.clock += LEASE
            await until(lambda: len(bench.published) == 1)


async def test_what_a_feed_holds_no_more_and_a_feed_that_is_listed_no_more_are_forgotten(bench: Bench) -> None:
    outlet = Outlet(1, 2)
    async with outlet.serving() as url:
        list_feeds(bench, url)
        async with running(bench):
            await until(lambda: len(bench.published) == 2)
            await polled(bench, url)
            outlet.links, outlet.etag = outlet.links[:1], '"2"'
            bench.clock += EVERY
            await until(lambda: outlet.asked.count("feed") == 2)
            await polled(bench, url)
        assert await bench.redis().scard(f"ingest:taken:{url}") == 1  # type: ignore[misc]
        list_feeds(bench)
        await Feeds(bench.redis()).keep([], bench.clock)
        assert await bench.redis().keys("ingest:*") == []


@pytest.mark.parametrize("text", ["[[feed]]\nurl = 'x'", "not toml at all"])
async def test_a_list_that_cannot_be_read_is_named_at_the_start(bench: Bench, text: str) -> None:
    _write(bench, text)
    with pytest.raises(ValueError, match=r"WIREFOLD_FEEDS_FILE is .*feeds\.toml"):
        async with service(bench):
            pass
