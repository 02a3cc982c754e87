"""alert on an embedded Valkey: subscriptions by REST and by command, and what is known across restarts."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from structlog.testing import capture_logs

from schemas.codec import InvalidEvent, encode
from schemas.events import Alert, ArticleCopy, Embedded, Statement
from services.alert.api import OPERATIONS
from services.alert.app import service
from services.alert.store import Knowledge, NoSuchSubscription, Subscriptions
from services.alert.subscriptions import Change, NewSubscription
from services.alert.telling import Moment, Telling
from services.delivery.store import Store
from services.runtime.stage import Service
from tests.integration.embedded import NOON, Bench
from tests.unit.alert.alert_events import copy, statement


@asynccontextmanager
async def serving(bench: Bench) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    async with service(bench) as made:
        app = web.Application()
        app.router.add_routes(made.routes)
        async with TestClient(TestServer(app)) as client:
            yield client


async def ask(redis: Redis, query: str, **given: Any) -> str:
    """A new subscription's id."""
    return (await Subscriptions(redis).add(NewSubscription(name="press", query=query, **given), NOON)).subscription.id


async def handle(made: Service, *events: Statement | ArticleCopy) -> list[Alert]:
    assert made.handle
    results = await made.handle(events)
    assert len(results) == len(events)
    return [out.event for result in results for out in result]  # type: ignore[union-attr]


def short(alerts: Sequence[Alert]) -> list[tuple[str, str, int]]:
    return [(alert.subscription_id, alert.event, len(alert.sources)) for alert in alerts]


# Subscriptions by REST

NEW = {"name": "press", "query": "حوار", "webhook": "https://a.example/hook"}


async def test_a_subscription_is_made_shown_changed_paused_and_removed(redis: Redis) -> None:
    async with serving(Bench(redis)) as client:
        response = await client.post("/subscriptions", json=NEW)
        made = await response.json()
        kept, one = made["subscription"], f"/subscriptions/{made['subscription']['id']}"
        assert response.status == 201
        assert made["secret"].startswith("whsec_")
        assert {name: kept[name] for name in NEW} == NEW
        assert await (await client.get(one)).json() == kept
        assert await (await client.get("/subscriptions")).json() == {"subscriptions": [kept]}
        changed = await (await client.patch(one, json={"query": "ميناء"})).json()
        assert changed == {"subscription": kept | {"query": "ميناء"}, "secret": None}
        assert (await (await client.post(f"{one}/pause")).json())["paused"] is True
        assert (await (await client.post(f"{one}/resume")).json())["paused"] is False
        assert (await client.delete(one)).status == 204
        assert (await client.get(one)).status == 404
    assert await redis.hlen("subscriptions:secrets") == 0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "field", "reason"),
    [
        ("POST", "/subscriptions", b"{", 400, "$", ""),
        ("POST", "/subscriptions", b'{"name": "press"}', 400, "$.query", "missing"),
        ("POST", "/subscriptions", b'{"name": "press", "query": "(a"}', 400, "$.query", "at character 1"),
        ("POST", "/subscriptions", b'{"name": "press", "query": "\xff"}', 400, "$", "UTF-8"),
        ("POST", "/subscriptions", b"[" * 60_000, 400, "$", ""),
        ("POST", "/subscriptions", b" " * 70_000, 413, None, "at most 65536 bytes"),
        ("PATCH", "/subscriptions/none", b"{}", 404, None, "no subscription none"),
        ("GET", "/subscriptions/none", None, 404, None, "no subscription none"),
        ("DELETE", "/subscriptions/none", None, 404, None, "no subscription none"),
        ("POST", "/subscriptions/none/pause", None, 404, None, "no subscription none"),
    ],
)
async def test_a_request_that_fails_is_told_the_field_and_the_reason(
    redis: Redis, method: str, path: str, body: bytes | None, status: int, field: str | None, reason: str
) -> None:
    async with serving(Bench(redis)) as client:
        headers = {"Content-Type": "application/json"}
        response = await client.request(method, path, data=body, headers=headers)
        problem = await response.json()
    assert response.status == status
    assert problem["field"] == field
    assert reason in problem["reason"]
    assert problem["error"] == (f"{field}: {problem['reason']}" if field else problem["reason"])


async def test_while_redis_is_away_a_request_is_to_be_sent_again() -> None:
    async with serving(Bench(Redis(port=1, retry=Retry(NoBackoff(), 0)))) as client:
        response = await client.get("/subscriptions")
        assert response.status == 503
        assert (await response.json())["reason"] == "Redis does not answer now: ask again"


async def test_a_query_that_another_version_kept_stops_nobody_else(redis: Redis) -> None:
    reads = await ask(redis, "*")
    strange = await ask(redis, "*")
    kept = await redis.hget("subscriptions", strange)  # type: ignore[misc]
    await redis.hset("subscriptions", strange, kept.replace(b'"*"', b'"topic:x"'))  # type: ignore[misc]
    with capture_logs() as logs:
        async with service(Bench(redis)) as made:
            assert [told for told, *_ in short(await handle(made, statement(seen_at=NOON)))] == [reads]
    assert [entry["subscription_id"] for entry in logs if entry["log_level"] == "error"] == [strange]


async def test_a_form_is_no_request(redis: Redis) -> None:
    async with serving(Bench(redis)) as client:
        response = await client.post("/subscriptions", data=b'{"name": "a", "query": "b"}')
        assert (await response.json())["reason"] == "Content-Type must be application/json"
    assert await Subscriptions(redis).all() == []


async def test_without_the_token_nothing_is_served_but_the_document(redis: Redis, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("right\n")
    async with serving(Bench(redis, api_token_file=str(token))) as client:
        for operation in OPERATIONS:
            response = await client.request(operation.method, operation.path.replace("{id}", "x"))
            assert response.status == 401
            assert response.headers["WWW-Authenticate"] == "Bearer"
        assert (await client.get("/openapi.json")).status == 200
        assert (await client.get("/subscriptions", headers={"Authorization": "Bearer right"})).status == 200


async def test_without_a_token_only_this_machine_is_served(redis: Redis) -> None:
    async with serving(Bench(redis, http_host="0.0.0.0")) as client:
        assert (await client.get("/subscriptions")).status == 403
    async with serving(Bench(redis)) as client:
        assert (await client.get("/subscriptions", headers={"Host": "evil.example"})).status == 403


async def test_the_openapi_document_tells_what_is_served(redis: Redis) -> None:
    async with service(Bench(redis)) as made:
        served = {(route.method, route.path) for route in made.routes if isinstance(route, web.RouteDef)}
    async with serving(Bench(redis)) as client:
        document = await (await client.get("/openapi.json")).json()
        described = {(method.upper(), path) for path, one in document["paths"].items() for method in one}
        assert described | {("GET", "/openapi.json")} == served
        made_id = (await (await client.post("/subscriptions", json=NEW)).json())["subscription"]["id"]
        for operation in OPERATIONS:
            body = {"create": NEW, "change": {"name": "desk"}}.get(operation.name)
            for target, wrong in ((made_id, None), ("none", None), (made_id, {"name": 5})):
                if operation.name == "remove" and target == made_id:
                    continue
                path = operation.path.replace("{id}", target)
                given = wrong if wrong and body else body
                response = await client.request(operation.method, path, json=given)
                answers = document["paths"][operation.path][operation.method.lower()]["responses"]
                assert str(response.status) in answers
                if content := answers[str(response.status)].get("content"):
                    schema = content["application/json"]["schema"] | {"components": document["components"]}
                    jsonschema_rs.validate(schema, await response.json())


# The store


async def test_a_webhooks_secret_is_made_with_its_address(redis: Redis) -> None:
    store = Subscriptions(redis)
    made = await store.add(NewSubscription(name="press", query="حوار"), NOON)
    assert made.secret is None
    first = await store.change(made.subscription.id, Change(webhook="https://a.example/"))
    same = await store.change(made.subscription.id, Change(name="desk"))
    other = await store.change(made.subscription.id, Change(webhook="https://b.example/"))
    assert first.secret
    assert same.secret is None
    assert other.secret not in (None, first.secret)
    assert await redis.hget("subscriptions:secrets", made.subscription.id) == other.secret.encode()  # type: ignore
    await store.change(made.subscription.id, Change(webhook=None))
    assert not await redis.hexists("subscriptions:secrets", made.subscription.id)  # type: ignore[misc]


async def test_changes_at_once_are_all_made(redis: Redis) -> None:
    store, one = Subscriptions(redis), await ask(redis, "حوار")
    changes = [
        Change(name="desk"),
        Change(query="ميناء"),
        Change(terminal=True),
        Change(stream=True),
        Change(paused=True),
    ]
    await asyncio.gather(*(store.change(one, change) for change in changes))
    kept = await store.get(one)
    assert (kept.name, kept.query, kept.terminal, kept.paused) == ("desk", "ميناء", True, True)


async def test_a_refused_change_changes_nothing(redis: Redis) -> None:
    store, one = Subscriptions(redis), await ask(redis, "حوار")
    with pytest.raises(InvalidEvent):
        await store.change(one, Change(query="(حوار"))
    with pytest.raises(NoSuchSubscription):
        await store.change("none", Change(name="desk"))
    with pytest.raises(NoSuchSubscription):
        await store.remove("none")
    assert (await store.get(one)).query == "حوار"


async def test_delivery_reads_what_alert_keeps(redis: Redis) -> None:
    one = await ask(redis, "حوار", webhook="https://a.example/hook", terminal=True)
    channels = (await Store(redis).channels([one]))[one]
    assert channels.open(terminal=True) == ["terminal", "webhook", "stream"]
    assert channels.webhook == "https://a.example/hook"
    await Subscriptions(redis).change(one, Change(paused=True))
    assert (await Store(redis).channels([one]))[one].open(terminal=True) == []


# Alerts


async def test_one_alert_and_then_its_spread(redis: Redis) -> None:
    one = await ask(redis, "حوار")
    async with service(Bench(redis)) as made:
        assert short(await handle(made, statement())) == [(one, "new", 1)]
        assert await handle(made, statement(number=2, event="sighting", source="bayan.example")) == []
        assert await handle(made, *(copy(n) for n in range(2))) == []
        assert short(await handle(made, copy(2))) == [(one, "spread", 5)]


async def test_a_repeated_batch_gives_the_same_bytes(redis: Redis) -> None:
    bench, _ = Bench(redis), await ask(redis, "حوار")
    events = [statement(), *(copy(n) for n in range(3)), statement(number=2, event="sighting", source="bayan.example")]
    async with service(bench) as made:
        first = [await handle(made, *events[:2]), await handle(made, *events[2:])]
    bench.clock += timedelta(hours=80)  # the broker was away for long
    async with service(bench) as made:
        again = [await handle(made, *events[:2]), await handle(made, *events[2:])]
        together = await handle(made, *events)
    assert [len(alerts) for alerts in first] == [1, 1]
    assert [list(map(encode, alerts)) for alerts in again] == [list(map(encode, alerts)) for alerts in first]
    assert list(map(encode, together)) == [encode(alert) for alerts in first for alert in alerts]


async def test_copies_may_come_before_their_statement(redis: Redis) -> None:
    one = await ask(redis, "حوار")
    async with service(Bench(redis)) as made:
        assert await handle(made, *(copy(n) for n in range(6))) == []
        (alert,) = await handle(made, statement())
        assert (alert.subscription_id, alert.copies, len(alert.sources)) == (one, 6, 7)
        assert await handle(made, copy(7)) == []


async def test_a_page_that_carries_a_known_story_is_a_copy_of_it(redis: Redis) -> None:
    await ask(redis, "حوار")
    async with service(Bench(redis)) as made:
        await handle(made, statement(cluster_id="cluster-2"), *(copy(n) for n in range(9)))
        carries = (Embedded(cluster_id="cluster-2", copy_of="article-1", containment=1.0),)
        (alert,) = await handle(made, *(copy(n, embedded=carries) for n in range(10, 14)))
        assert (alert.event, alert.copies) == ("spread", 4)


async def test_a_copy_of_the_outlet_that_is_asked_for_is_told(redis: Redis) -> None:
    one = await ask(redis, "source:outlet-3 حوار")
    async with service(Bench(redis)) as made:
        assert await handle(made, statement(), copy(1)) == []
        assert short(await handle(made, copy(3))) == [(one, "new", 3)]


async def test_subscriptions_count_from_the_next_batch_on(redis: Redis) -> None:
    store = Subscriptions(redis)
    async with service(Bench(redis)) as made:
        one = await ask(redis, "حوار")
        assert len(await handle(made, statement())) == 1
        await store.change(one, Change(paused=True))
        assert await handle(made, statement(number=2, statement_id="said-2", cluster_id=None)) == []
        await store.change(one, Change(paused=False, query="ميناء"))
        assert await handle(made, statement(number=3, statement_id="said-3", cluster_id=None)) == []
        await store.change(one, Change(query="الحوار"))
        assert len(await handle(made, statement(number=4, statement_id="said-4", cluster_id=None))) == 1
        await store.remove(one)
        assert await handle(made, statement(number=5, statement_id="said-5", cluster_id=None)) == []


async def test_what_is_recalled_or_old_alerts_nobody(redis: Redis) -> None:
    bench, _ = Bench(redis), await ask(redis, "حوار")
    async with service(bench) as made:
        assert await handle(made, statement(said="earlier"), statement(number=2, published_at="2024-03-10")) == []
    assert not await redis.exists("alert:told:said-1")
    async with service(Bench(redis, alert_clock="event")) as made:
        bench.clock += timedelta(days=900)
        assert len(await handle(made, statement(number=3, statement_id="said-3"))) == 1


async def test_events_in_any_order_and_any_batches_end_the_same(redis: Redis) -> None:
    events: list[Statement | ArticleCopy] = [copy(n, cluster_id=f"cluster-{n % 2}") for n in range(8)]
    events += [
        statement(number=n, event="sighting", source=f"s{n}.example", cluster_id=f"cluster-{n % 2}")
        for n in range(2, 5)
    ]
    rng, ends = random.Random(5), set()
    for _ in range(15):
        await redis.flushall()
        asked = {await ask(redis, query): query for query in ("حوار", "source:s3", "source:outlet-5", "ميناء")}
        order, alerts = rng.sample(events, len(events)), []
        async with service(Bench(redis)) as made:
            while order:
                size = rng.randint(1, 4)
                batch, order = order[:size], order[size:]
                alerts += await handle(made, *batch)
                if rng.random() < 0.3:
                    assert {a.alert_id for a in await handle(made, *batch)} <= {a.alert_id for a in alerts}
        assert len({alert.alert_id for alert in alerts}) == len(alerts)
        told = [asked[alert.subscription_id] for alert in alerts if alert.event == "new"]
        widest = {
            query: max(len(a.sources) >= 5 for a in alerts if asked[a.subscription_id] == query) for query in told
        }
        ends.add((tuple(sorted(told)), tuple(sorted(widest.items()))))
        assert sorted(await redis.smembers("alert:clusters:said-1")) == [b"cluster-0", b"cluster-1"]  # type: ignore
    assert len(ends) == 1


async def test_two_workers_on_one_statement_tell_of_it_by_the_same_ids(redis: Redis) -> None:
    await ask(redis, "حوار")
    async with service(Bench(redis)) as a, service(Bench(redis)) as b:
        await handle(a, statement())
        copies = [[copy(2 * n + which) for n in range(10)] for which in range(2)]
        both = await asyncio.gather(*(handle(made, *mine) for made, mine in zip((a, b), copies, strict=True)))
        assert max(len(alert.sources) for alerts in both for alert in alerts) == 21
        levels = {alert.alert_id for alerts in both for alert in alerts}
        assert len(levels) <= 2


async def test_what_was_told_first_stays(redis: Redis) -> None:
    knowledge = Knowledge(redis, timedelta(hours=72))
    for copies in (1, 2):
        moment = Moment(created_at=NOON, statement=statement(), sources=("aln.example",), copies=copies)
        await knowledge.keep([Telling("event-1", moment, {})])
    learned = await knowledge.learn([statement()], [True])
    assert learned.known["said-1"].moments["event-1"].copies == 1


async def test_a_copy_of_what_is_forgotten_is_no_fault(redis: Redis) -> None:
    await ask(redis, "حوار OR source:outlet-1")
    async with service(Bench(redis)) as made:
        await handle(made, statement())
        await redis.delete("alert:said:said-1")
        assert await handle(made, copy(1), copy(2)) == []


async def test_all_that_is_known_goes_a_window_and_a_day_after_the_last_event(redis: Redis) -> None:
    await ask(redis, "حوار")
    async with service(Bench(redis)) as made:
        await handle(made, statement(), copy(1))
    keys = await redis.keys("alert:*")
    kinds = {key.split(b":")[1].decode() for key in keys}
    assert kinds == {"said", "pages", "clusters", "statements", "copies", "told"}
    for key in keys:
        assert 95 * 3600 < await redis.ttl(key) <= 96 * 3600
