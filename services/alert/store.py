"""What alert keeps in Redis: subscriptions, and what is known of statements.

Subscriptions are read by delivery too, which needs where to send: these two keys are the contract between them.

    subscriptions            hash    id -> Subscription as JSON
    subscriptions:secrets    hash    id -> secret of its webhook (whsec_...)
    subscriptions:version    number  of changes so far

    alert:said:<statement>        string  the first event seen of it
    alert:pages:<statement>       hash    article_id -> outlet
    alert:clusters:<statement>    set     clusters of these pages
    alert:statements:<cluster>    set     statements of the cluster
    alert:copies:<cluster>        hash    article_id -> outlet
    alert:told:<statement>        hash    "<subscription> <level>" -> trigger; "@<trigger>" -> Moment
"""

import base64
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import msgspec
from redis.exceptions import WatchError

from schemas.codec import decode, encode
from schemas.events import ArticleCopy, Statement
from services.alert.subscriptions import Change, Made, NewSubscription, Subscription, changed, created
from services.alert.telling import Event, Known, Moment, Telling

if TYPE_CHECKING:
    from redis.asyncio import Redis

SUBSCRIPTIONS = "subscriptions"
SECRETS = "subscriptions:secrets"
VERSION = "subscriptions:version"

_A_DAY_AHEAD = timedelta(days=1)
"""A page may be dated that much after the clock, and its statement then stays within the window longer."""


class NoSuchSubscription(LookupError):
    """There is no subscription of this id."""


class Subscriptions:
    """The subscriptions. Each change counts the version up, by which the service notices it."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    async def version(self) -> int:
        """How many changes there were."""
        return int(await self._redis.get(VERSION) or 0)

    async def all(self) -> list[Subscription]:
        """All, the oldest first."""
        kept = await cast("Any", self._redis.hgetall(SUBSCRIPTIONS))
        return sorted((decode(Subscription, data) for data in kept.values()), key=lambda s: (s.created_at, s.id))

    async def get(self, subscription_id: str) -> Subscription:
        """Raises NoSuchSubscription."""
        return _found(subscription_id, await cast("Any", self._redis.hget(SUBSCRIPTIONS, subscription_id)))

    async def add(self, request: NewSubscription, now: datetime, subscription_id: str | None = None) -> Made:
        """A new subscription, of a random id unless one is given. Raises InvalidEvent."""
        subscription = created(request, subscription_id or secrets.token_hex(8), now)
        secret = _secret() if subscription.webhook else None
        async with self._redis.pipeline(transaction=True) as pipe:
            _put(pipe, subscription, secret)
            await pipe.execute()
        return Made(subscription, secret)

    async def change(self, subscription_id: str, change: Change) -> Made:
        """Changes what the request names; two changes at once are made one after the other. A new address of the
        webhook gets a new secret.

        Raises NoSuchSubscription and InvalidEvent.
        """
        async with self._redis.pipeline(transaction=True) as pipe:
            while True:
                await pipe.watch(VERSION)
                before = _found(subscription_id, await cast("Any", pipe.hget(SUBSCRIPTIONS, subscription_id)))
                after = changed(before, change)
                secret = _secret() if after.webhook and after.webhook != before.webhook else None
                cast("Any", pipe).multi()
                _put(pipe, after, secret)
                try:
                    await pipe.execute()
                except WatchError:
                    continue
                return Made(after, secret)

    async def remove(self, subscription_id: str) -> None:
        """Raises NoSuchSubscription."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.hdel(SUBSCRIPTIONS, subscription_id)
            pipe.hdel(SECRETS, subscription_id)
            pipe.incr(VERSION)
            removed, *_ = await pipe.execute()
        if not removed:
            raise NoSuchSubscription(subscription_id)


def _found(subscription_id: str, data: bytes | None) -> Subscription:
    if data is None:
        raise NoSuchSubscription(subscription_id)
    return decode(Subscription, data)


def _put(pipe: Any, subscription: Subscription, secret: str | None) -> None:
    pipe.hset(SUBSCRIPTIONS, subscription.id, encode(subscription))
    if secret:
        pipe.hset(SECRETS, subscription.id, secret)
    if not subscription.webhook:
        pipe.hdel(SECRETS, subscription.id)
    pipe.incr(VERSION)


def _secret() -> str:
    """A key of the form that Standard Webhooks asks for: 24 to 64 random bytes."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known once a batch is added: of each statement, and which of them each event speaks of."""

    known: Mapping[str, Known]
    of: Sequence[Sequence[str]]


class Knowledge:
    """What is known of statements. Kept for a window after the last event on them, by the wall clock."""

    def __init__(self, redis: "Redis", window: timedelta) -> None:
        self._redis = redis
        self._learn = redis.register_script(files("services.alert").joinpath("learn.lua").read_text(encoding="utf-8"))
        self._seconds = int((window + _A_DAY_AHEAD).total_seconds())

    async def learn(self, events: Sequence[Event], wanted: Iterable[bool]) -> Learned:
        """Adds the events; `wanted` says of each whether it may be news to those who were not told yet."""
        statements = [_facts(event) for event in events if isinstance(event, Statement)]
        both = zip(events, wanted, strict=True)
        copies = [_copy_facts(event, matters) for event, matters in both if isinstance(event, ArticleCopy)]
        batch = msgspec.msgpack.encode([self._seconds, statements, copies])
        known, of_copies = await self._learn(args=[batch])
        of_copy = (sorted(map(bytes.decode, statements)) for statements in of_copies)
        return Learned(
            {statement.decode(): _known(*facts) for statement, *facts in known},
            [[event.statement_id] if isinstance(event, Statement) else next(of_copy) for event in events],
        )

    async def keep(self, tellings: Iterable[Telling]) -> None:
        """Keeps what was told. What another worker told first stays."""
        async with self._redis.pipeline(transaction=True) as pipe:
            for telling in tellings:
                key = f"alert:told:{telling.moment.statement.statement_id}"
                pipe.hsetnx(key, f"@{telling.trigger}", encode(telling.moment))
                for name, level in telling.alerts:
                    pipe.hsetnx(key, f"{name} {level}", telling.trigger)
                pipe.expire(key, self._seconds)
            await pipe.execute()


def _facts(event: Statement) -> tuple[str, ...]:
    return event.statement_id, event.cluster_id or "", event.article_id, event.source, encode(event).decode()


def _copy_facts(event: ArticleCopy, matters: bool) -> tuple[str, str, list[str], bool]:
    clusters = dict.fromkeys((event.cluster_id, *(embedded.cluster_id for embedded in event.embedded)))
    return event.article_id, event.source, list(clusters), matters


def _known(first: bytes, pages: list[bytes], told: list[bytes]) -> Known:
    fields = dict(zip(told[::2], told[1::2], strict=True))
    return Known(
        statement=decode(Statement, first),
        pages={page.decode(): outlet.decode() for page, outlet in zip(pages[::2], pages[1::2], strict=True)},
        told={_told(name): by.decode() for name, by in fields.items() if not name.startswith(b"@")},
        moments={name[1:].decode(): decode(Moment, data) for name, data in fields.items() if name.startswith(b"@")},
    )


def _told(name: bytes) -> tuple[str, int]:
    subscription_id, _, level = name.decode().partition(" ")
    return subscription_id, int(level)
