"""delivery on an embedded Valkey: real subscribers over HTTP on this machine."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from standardwebhooks.webhooks import Webhook
from structlog.testing import capture_logs

from schemas.codec import decode, encode
from schemas.events import Alert, Delivery
from services.alert.store import Subscriptions
from services.alert.subscriptions import Made, NewSubscription
from services.delivery.app import service
from services.delivery.sending import Sending
from services.delivery.store import LEASE, Store, Streamed
from services.delivery.stream import Hub
from services.delivery.webhook import Webhooks, webhooks
from services.runtime import metrics
from services.runtime.cancelling import until_cancelled
from services.runtime.stage import Service
from tests.integration.embedded import NOON, Bench, at_work, until
from tests.unit.alert.alert_events import statement


def alert(number: int, subscription_id: str, **given: Any) -> Alert:
    return Alert(**{
        "alert_id": f"alert-{number}",
        "subscription_id": subscription_id,
        "event": "new",
        "statement": statement(number=number),
        "created_at": NOON,
        "sources": ("aln.example",),
        **given,
    })  # fmt: skip


class Subscriber:
    """An HTTP server of a subscriber: what it got, and what it answers next (200 when nothing is left)."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[web.Response | float] = []

    async def hook(self, request: web.Request) -> web.Response:
        self.got.append((dict(request.headers), await request.read()))
        answer = self.answers.pop(0) if self.answers else web.Response()
        if isinstance(answer, float):
            await asyncio.sleep(answer)
            return web.Response()
        return answer

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_post("/hook", self.hook)
        async with TestServer(app) as server:
            yield str(server.make_url("/hook?key=hidden"))


@asynccontextmanager
async def running(bench: Bench) -> AsyncIterator[Service]:
    """The service with its background work, as the runtime runs it."""
    async with service(bench) as made, at_work(made):
        yield made


async def subscribe(redis: Redis, **given: Any) -> Made:
    return await Subscriptions(redis).add(NewSubscription(name="press", query="حوار", **given), NOON)


async def handle(made: Service, *alerts: Alert) -> list[list[Delivery]]:
    assert made.handle
    return [[out.event for out in result] for result in await made.handle(alerts)]  # type: ignore[union-attr]


def private(redis: Redis, **settings: str) -> Bench:
    bench = Bench(redis, webhook_allow_private="yes", **settings)
    bench.clock = datetime.now(UTC)
    return bench


def outcomes(bench: Bench) -> list[Delivery]:
    return [out.event for out in bench.published]


async def test_a_webhook_is_signed_as_standard_webhooks_has_it(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    async with subscriber.serving() as url, running(bench) as made:
        subscription, secret = (kept := await subscribe(redis, webhook=url)).subscription, kept.secret
        one = alert(1, subscription.id, created_at=bench.clock)
        (at_once,) = await handle(made, one)
        assert [delivery.channel for delivery in at_once] == ["stream"]
        await until(lambda: bool(bench.published))
    ((headers, body),) = subscriber.got
    assert body == encode(one)
    assert headers["webhook-id"] == one.alert_id
    assert Webhook(secret or "").verify(body, headers) == json.loads(body)
    (delivery,) = outcomes(bench)
    assert (delivery.channel, delivery.outcome, delivery.attempts) == ("webhook", "delivered", 1)
    assert delivery.target == url.partition("/hook")[0]  # the rest of the address may be a secret


async def test_an_alert_is_delivered_once_however_often_it_is_read(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    async with subscriber.serving() as url:
        subscription = (await subscribe(redis, webhook=url)).subscription
        one = alert(1, subscription.id, created_at=bench.clock)
        async with running(bench) as made:
            first = await handle(made, one, one)
            await until(lambda: len(bench.published) == 1)
            bench.clock += timedelta(hours=1)
            assert await handle(made, one) == first[:1]
        async with running(bench) as made:  # another worker, after a crash
            assert await handle(made, one) == first[:1]
            await asyncio.sleep(0.2)
    assert len(subscriber.got) == 1
    assert len(bench.published) == 1


@pytest.mark.parametrize("failure", [500, 503, 429, 408])
async def test_a_passing_failure_is_tried_again_with_the_same_id(redis: Redis, failure: int) -> None:
    subscriber, bench = Subscriber(), private(redis)
    subscriber.answers = [web.Response(status=failure)]
    async with subscriber.serving() as url, running(bench) as made:
        subscription = (await subscribe(redis, webhook=url)).subscription
        await handle(made, alert(1, subscription.id, created_at=bench.clock))
        await until(lambda: len(subscriber.got) == 1)
        await asyncio.sleep(0.1)
        assert len(subscriber.got) == 1  # not at once
        bench.clock += timedelta(seconds=6)
        await until(lambda: len(bench.published) == 1)
    assert [headers["webhook-id"] for headers, _ in subscriber.got] == ["alert-1", "alert-1"]
    assert [(one.outcome, one.attempts) for one in outcomes(bench)] == [("delivered", 2)]


async def test_it_is_given_up_after_a_number_of_attempts(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    subscriber.answers = [web.Response(status=500) for _ in range(20)]
    async with subscriber.serving() as url, running(bench) as made:
        subscription = (await subscribe(redis, webhook=url)).subscription
        await handle(made, alert(1, subscription.id, created_at=bench.clock))
        for attempt in range(1, 9):
            await until(lambda attempt=attempt: len(subscriber.got) == attempt)  # type: ignore[misc]
            await asyncio.sleep(0.02)
            bench.clock += timedelta(hours=1)
        await until(lambda: bool(bench.published))
    (delivery,) = outcomes(bench)
    assert (delivery.outcome, delivery.attempts) == ("failed", 8)
    assert delivery.reason == "given up after 8 attempts; at the last, the answer was 500"


async def test_a_redirect_is_not_followed_and_logged_without_the_secret_of_its_address(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    before = _given_up()
    with capture_logs() as logs:
        await _redirected(redis, subscriber, bench)
    assert _given_up() == before + 1
    assert len(subscriber.got) == 1
    assert [(one.outcome, one.reason) for one in outcomes(bench)] == [("failed", "the answer was 307")]
    (said,) = [entry for entry in logs if entry["event"] == "alerts not delivered"]
    assert (said["alerts"], said["reason"]) == (1, "the answer was 307")
    assert "hidden" not in str(said)


def _given_up() -> float:
    labels = {"channel": "webhook", "outcome": "failed"}
    return metrics.REGISTRY.get_sample_value("wirefold_deliveries_total", labels) or 0.0


async def _redirected(redis: Redis, subscriber: Subscriber, bench: Bench) -> None:
    async with subscriber.serving() as url, running(bench) as made:
        subscriber.answers = [web.Response(status=307, headers={"Location": url})]
        subscription = (await subscribe(redis, webhook=url)).subscription
        await handle(made, alert(1, subscription.id, created_at=bench.clock))
        await until(lambda: bool(bench.published))


async def test_who_answers_gone_is_left_alone_until_the_webhook_is_set_anew(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    subscriber.answers = [web.Response(status=410)]
    async with subscriber.serving() as url, running(bench) as made:
        subscription = (await subscribe(redis, webhook=url)).subscription
        await handle(made, alert(1, subscription.id, created_at=bench.clock))
        await until(lambda: len(bench.published) == 1)
        await handle(made, alert(2, subscription.id, created_at=bench.clock))
        await until(lambda: len(bench.published) == 2)
        assert len(subscriber.got) == 1
        await redis.hset("subscriptions:secrets", subscription.id, "whsec_" + "bmV3" * 8)  # type: ignore[misc]
        await handle(made, alert(3, subscription.id, created_at=bench.clock))
        await until(lambda: len(subscriber.got) == 2)
    assert [one.outcome for one in outcomes(bench)][:2] == ["failed", "failed"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "[::ffff:127.0.0.1]"])
async def test_private_addresses_are_refused(redis: Redis, host: str) -> None:
    subscriber, bench = Subscriber(), Bench(redis)
    bench.clock = datetime.now(UTC)
    async with subscriber.serving() as url, running(bench) as made:
        there = url.replace("127.0.0.1", host)
        subscription = (await subscribe(redis, webhook=there)).subscription
        await handle(made, alert(1, subscription.id, created_at=bench.clock))
        await until(lambda: bool(bench.published))
    assert subscriber.got == []
    (delivery,) = outcomes(bench)
    assert (delivery.outcome, delivery.attempts) == ("failed", 1)
    assert "no public address" in (delivery.reason or "")


@pytest.mark.parametrize(
    "url",
    ["http://[::1", "http://a.example:99999/", "https://xn--/", "http://../", "http://\u202e.example/", "http://%/",
     "http://" + "a" * 300 + "/", "http://a..example/", "https://😀.example:0/", "http://169.254.169.254\\@a.example/"],
)  # fmt: skip
async def test_an_address_that_is_none_is_an_answer_too(url: str) -> None:
    async with webhooks(allow_private=False) as client:
        answer = await client.send(url, "whsec_" + "c2VjcmV0" * 4, "alert-1", b"{}", NOON)
    assert answer.status is None
    assert answer.error


async def test_a_dead_subscriber_keeps_nobody_waiting(redis: Redis) -> None:
    slow, quick, bench = Subscriber(), Subscriber(), private(redis)
    slow.answers = [30.0] * 200
    async with slow.serving() as slow_url, quick.serving() as quick_url, running(bench) as made:
        dead = (await subscribe(redis, webhook=slow_url)).subscription
        well = (await subscribe(redis, webhook=quick_url)).subscription
        await handle(made, *(alert(n, dead.id, created_at=bench.clock) for n in range(100)))
        await handle(made, *(alert(n, well.id, created_at=bench.clock) for n in range(100, 150)))
        await until(lambda: len(quick.got) == 50, seconds=5)
        assert len(slow.got) <= 4


async def test_outcomes_wait_for_a_broker_that_takes_nothing(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    bench.busy = True
    async with subscriber.serving() as url, running(bench) as made:
        subscription = (await subscribe(redis, webhook=url)).subscription
        await handle(made, alert(1, subscription.id, created_at=bench.clock))
        await until(lambda: len(subscriber.got) == 1)
        await asyncio.sleep(0.2)
        bench.busy = False
        await until(lambda: len(bench.published) == 1)
    assert len(subscriber.got) == 1


async def test_what_a_killed_worker_had_in_hand_is_sent_by_the_next(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    async with subscriber.serving() as url:
        subscription = (await subscribe(redis, webhook=url)).subscription
        async with service(bench) as made:  # it takes the alert in, and dies with its turn
            await handle(made, alert(1, subscription.id, created_at=bench.clock))
        assert len(await Store(redis).take(10, bench.clock)) == 1
        async with running(bench):
            await asyncio.sleep(0.2)
            assert subscriber.got == []  # the lease holds
            await redis.delete(f"delivery:lease:{subscription.id}")
            bench.clock += LEASE
            await until(lambda: len(subscriber.got) == 1)


async def test_a_slow_subscriber_keeps_its_worker_and_a_worker_that_dies_is_replaced_within_a_lease(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.delivery.store.LEASE", timedelta(seconds=0.5))
    monkeypatch.setattr("services.delivery.sending.POLL_SECONDS", 0.1)
    subscriber = Subscriber()
    async with subscriber.serving() as url, webhooks(allow_private=True) as client:
        subscription = (await subscribe(redis, webhook=url)).subscription
        await Store(redis).accept([(alert(1, subscription.id), ["webhook"])], datetime.now(UTC))
        subscriber.answers = [1.5]  # three leases
        async with sending(redis, client) as first:
            await until(lambda: len(subscriber.got) == 1)
            async with sending(redis, client):
                await asyncio.sleep(1.0)
                assert len(subscriber.got) == 1
                await stopped(first)  # it renews no more
                await until(lambda: len(subscriber.got) == 2, 1.0)


@asynccontextmanager
async def sending(redis: Redis, client: Webhooks) -> AsyncIterator[asyncio.Future[None]]:
    """A worker of its own, as its task."""
    work = asyncio.ensure_future(until_cancelled(Sending(Store(redis), client, lambda: datetime.now(UTC)).run()))
    try:
        yield work
    finally:
        await stopped(work)


async def stopped(task: asyncio.Future[None]) -> None:
    task.cancel()
    await asyncio.wait({task})


class Faltering(Store):
    """A store whose Redis goes away for a moment, just when a turn ends."""

    away = True

    async def finish(self, *args: Any, **given: Any) -> None:
        if self.away:
            self.away = False
            raise ConnectionError("away")
        await super().finish(*args, **given)


async def test_a_request_under_way_outlives_a_fault_of_redis(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    async with subscriber.serving() as url, webhooks(allow_private=True) as client:
        subscription = (await subscribe(redis, webhook=url)).subscription
        store = Faltering(redis)
        await store.accept([(alert(1, subscription.id), ["webhook"])], bench.clock)
        sending = Sending(store, client, bench.now)
        with pytest.raises(ConnectionError):
            await sending.run()
        again = asyncio.ensure_future(sending.run())  # as the runtime does
        await asyncio.sleep(0.2)
        again.cancel()
        assert [one.outcome for one in await store.outcomes()] == ["delivered"]
    assert len(subscriber.got) == 1


async def test_a_stop_waits_for_requests_under_way(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    subscriber.answers = [0.5]
    async with subscriber.serving() as url:
        subscription = (await subscribe(redis, webhook=url)).subscription
        async with running(bench) as made:
            await handle(made, alert(1, subscription.id, created_at=bench.clock))
            await until(lambda: len(subscriber.got) == 1)
        assert [one.outcome for one in await Store(redis).outcomes()] == ["delivered"]


async def test_turns_go_round(redis: Redis) -> None:
    """Those with much to get do not come before those who have waited longer."""
    store, at = Store(redis), NOON
    for name in ("a", "b", "c"):
        given = [(alert(n, name, alert_id=f"{name}-{n}"), ["webhook"]) for n in range(20)]
        await store.accept(given, at)  # type: ignore[arg-type]
        at += timedelta(seconds=1)
    order = []
    for _ in range(6):
        (turn,) = await store.take(1, at)
        order.append(turn.subscription_id)
        assert len(turn.pending) == 4
        await store.finish(turn, [], [(one, at + timedelta(hours=1)) for one in turn.pending], at, gone=False)
        at += timedelta(seconds=1)
    assert order == ["a", "b", "c", "a", "b", "c"]


async def test_who_gets_more_keeps_the_place_in_the_line(redis: Redis) -> None:
    store = Store(redis)
    for second, name in enumerate(("a", "b", "a")):
        await store.accept([(alert(second, name), ["webhook"])], NOON + timedelta(seconds=second))
    (turn,) = await store.take(1, NOON + timedelta(seconds=9))
    assert turn.subscription_id == "a"


async def test_a_new_alert_does_not_wait_for_the_next_attempt_of_another(redis: Redis) -> None:
    store = Store(redis)
    await store.accept([(alert(1, "a"), ["webhook"])], NOON)
    (turn,) = await store.take(1, NOON)
    await store.finish(turn, [], [(turn.pending[0], NOON + timedelta(hours=1))], NOON, gone=False)
    assert await store.take(1, NOON) == []
    await store.accept([(alert(2, "a"), ["webhook"])], NOON)
    (turn,) = await store.take(1, NOON)
    assert [one.alert_id for one in turn.pending] == ["alert-2"]


async def test_a_turn_is_one_workers_alone(redis: Redis) -> None:
    store = Store(redis)
    await store.accept([(alert(n, "a"), ["webhook"]) for n in range(9)], NOON)
    (turn,) = await store.take(10, NOON)
    await store.accept([(alert(99, "a"), ["webhook"])], NOON)
    assert await store.take(10, NOON + timedelta(seconds=1)) == []
    await store.finish(turn, [], [], NOON, gone=False)
    (after,) = await store.take(10, NOON + timedelta(seconds=1))
    assert after.subscription_id == "a"


async def test_nothing_goes_to_who_has_paused_or_left(redis: Redis) -> None:
    bench = private(redis, terminal="json")
    paused = (await subscribe(redis, webhook="http://127.0.0.1:9/hook", paused=True)).subscription
    async with running(bench) as made:
        given = [alert(1, paused.id, created_at=bench.clock), alert(2, "left", created_at=bench.clock)]
        assert await handle(made, *given) == [[], []]
        assert await redis.keys("delivery:events*") == []
        assert await redis.keys("delivery:pending*") == []


async def test_an_alert_from_long_ago_is_not_delivered_any_more(redis: Redis) -> None:
    subscriber, bench = Subscriber(), private(redis)
    async with subscriber.serving() as url, running(bench) as made:
        subscription = (await subscribe(redis, webhook=url)).subscription
        (late,) = await handle(made, alert(1, subscription.id, created_at=bench.clock - timedelta(days=8)))
        assert [(one.channel, one.outcome, one.reason) for one in late] == [
            ("webhook", "failed", "the alert was made over 7 days ago"),
            ("stream", "failed", "the alert was made over 7 days ago"),
        ]
        await asyncio.sleep(0.1)
    assert subscriber.got == []


# Server-sent events


@asynccontextmanager
async def reading(made: Service) -> AsyncIterator[Callable[..., Awaitable[aiohttp.ClientResponse]]]:
    """Opens /events of the service; the responses are closed at the end."""
    app = web.Application()
    app.router.add_routes(made.routes)
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(10)) as session,
    ):

        async def read(query: str = "", **headers: str) -> aiohttp.ClientResponse:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return await session.get(server.make_url(f"/events{query}"), headers=named)

        yield read


async def events(response: aiohttp.ClientResponse, count: int) -> list[tuple[str, str]]:
    """The next events as (id, alert_id)."""
    found: list[tuple[str, str]] = []
    place = ""
    while len(found) < count:
        line = (await response.content.readline()).decode().rstrip("\n")
        name, _, value = line.partition(": ")
        if name == "id":
            place = value
        elif name == "data":
            found.append((place, decode(Alert, value.encode()).alert_id))
        else:
            assert line in ("", ":", "retry: 3000")
    return found


async def test_events_come_as_they_happen_each_to_its_reader(redis: Redis) -> None:
    bench = private(redis)
    one, two = [(await subscribe(redis)).subscription.id for _ in range(2)]
    async with running(bench) as made, reading(made) as read:
        mine, all_of_them = await read(f"?subscription={one}"), await read()
        assert mine.content_type == "text/event-stream"
        await asyncio.sleep(0.1)
        await handle(made, *(alert(n, (one, two)[n % 2], created_at=bench.clock) for n in range(6)))
        assert [name for _, name in await events(mine, 3)] == ["alert-0", "alert-2", "alert-4"]
        assert [name for _, name in await events(all_of_them, 6)] == [f"alert-{n}" for n in range(6)]


async def test_who_comes_back_goes_on_after_the_last_event(redis: Redis) -> None:
    bench = private(redis)
    one = (await subscribe(redis)).subscription.id
    async with running(bench) as made, reading(made) as read:
        await handle(made, *(alert(n, one, created_at=bench.clock) for n in range(5)))
        first = await events(await read(Last_Event_ID="0-0"), 5)
        assert first == await events(await read(f"?subscription={one}", Last_Event_ID="0-0"), 5)
        again = await read(f"?subscription={one}", Last_Event_ID=first[2][0])
        assert await events(again, 2) == first[3:]
        await handle(made, alert(9, one, created_at=bench.clock))
        assert [name for _, name in await events(again, 1)] == ["alert-9"]
    async with running(bench) as made, reading(made) as read:  # places outlive the worker
        assert await events(await read(Last_Event_ID=first[4][0]), 1)


async def test_what_was_missed_comes_in_order_while_new_ones_arrive(redis: Redis) -> None:
    bench = private(redis)
    one = (await subscribe(redis)).subscription.id
    async with running(bench) as made, reading(made) as read:
        await handle(made, *(alert(n, one, created_at=bench.clock) for n in range(200)))
        mine, all_of_them = await read(f"?subscription={one}", Last_Event_ID="0-0"), await read(Last_Event_ID="0-0")
        for start in range(200, 1000, 10):
            await handle(made, *(alert(n, one, created_at=bench.clock) for n in range(start, start + 10)))
        for response in (mine, all_of_them):
            assert [name for _, name in await events(response, 1000)] == [f"alert-{n}" for n in range(1000)]


async def test_a_stream_keeps_the_newest_alerts_alone(redis: Redis) -> None:
    bench = private(redis)
    one = (await subscribe(redis)).subscription.id
    async with running(bench) as made:
        for start in range(0, 3000, 500):
            await handle(made, *(alert(n, one, created_at=bench.clock) for n in range(start, start + 500)))
    assert 200 <= await redis.xlen(f"delivery:events:{one}") < 400
    assert 0 < await redis.ttl(f"delivery:events:{one}") <= 86_400


async def test_a_quiet_stream_has_heartbeats(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.delivery.stream.HEARTBEAT_SECONDS", 0.05)
    async with running(private(redis)) as made, reading(made) as read:
        response = await read()
        lines = [await response.content.readline() for _ in range(6)]
        assert lines == [b"retry: 3000\n", b"\n", b":\n", b"\n", b":\n", b"\n"]


async def test_streams_end_when_the_service_stops(redis: Redis) -> None:
    bench = private(redis)
    async with service(bench) as made, reading(made) as read:
        response = await read()
        follow = asyncio.ensure_future(made.background[1]())
        await asyncio.sleep(0.1)
        follow.cancel()  # as the runtime does before it stops the web server
        async with asyncio.timeout(2):
            assert (await response.content.read()) == b"retry: 3000\n\n"
            assert (await (await read()).content.read()) == b"retry: 3000\n\n"


async def test_what_comes_while_the_missed_is_read_comes_once(redis: Redis) -> None:
    store = Store(redis)
    hub = Hub(store)
    await store.accept([(alert(n, "one"), ["stream"]) for n in range(3)], NOON)
    kept = await store.streamed("one", "0-0")
    async with aclosing(hub.read("one", "0-0")) as read:
        got = [await anext(read)]
        for streamed in (*kept, Streamed("9999999999999-0", "one", b"{}")):
            hub.hand(streamed)
        got += [await anext(read) for _ in range(3)]
    assert [streamed.id for streamed in got if streamed] == [*(streamed.id for streamed in kept), "9999999999999-0"]


async def test_a_reader_that_takes_nothing_is_cut_off(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.delivery.stream.MAX_WAITING", 3)
    hub = Hub(Store(redis))
    given = [Streamed(f"1-{n}", "one", b"{}") for n in range(6)]
    with hub.reader("one") as slow:
        for streamed in given:
            hub.hand(streamed)
        assert slow.get_nowait() is None
    hub.hand(given[0])  # it has left


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("", {}, 401),
        ("", {"Authorization": "Bearer wrong"}, 401),
        ("", {"Authorization": "Bearer right", "Last_Event_ID": "none"}, 400),
        ("?subscription=unknown", {"Authorization": "Bearer right"}, 404),
    ],
)
async def test_a_reader_that_may_not_or_cannot_read_is_told_why(
    redis: Redis, tmp_path: Path, query: str, headers: dict[str, str], status: int
) -> None:
    token = tmp_path / "token"
    token.write_text("right\n")
    async with running(private(redis, api_token_file=str(token))) as made, reading(made) as read:
        response = await read(query, **headers)
        assert response.status == status
        assert (await response.json())["reason"]


async def test_while_redis_is_away_a_reader_is_told_to_come_again() -> None:
    away = Bench(Redis(port=1, retry=Retry(NoBackoff(), 0)))
    async with service(away) as made, reading(made) as read:
        response = await read("?subscription=press")
        assert response.status == 503
        assert (await response.json())["reason"] == "Redis does not answer now: ask again"
        assert await (await read(Last_Event_ID="1-0")).content.read() == b"retry: 3000\n\n"


async def test_the_terminal_shows_each_alert_once(redis: Redis, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    bench = private(redis, terminal="json")
    one = (await subscribe(redis, terminal=True, stream=False)).subscription.id
    other = (await subscribe(redis)).subscription.id
    given = [alert(n, (one, other)[n % 2], created_at=bench.clock) for n in range(4)]
    async with running(bench) as made:
        first = await handle(made, *given, given[0])
        assert [[delivery.channel for delivery in told] for told in first] == [
            ["terminal"], ["stream"], ["terminal"], ["stream"], ["terminal"]
        ]  # fmt: skip
        await handle(made, *given, replace(alert(7, one), created_at=bench.clock))
    shown = [decode(Alert, line).alert_id for line in capfdbinary.readouterr().out.splitlines()]
    assert shown == ["alert-0", "alert-2", "alert-7"]
