"""What delivery keeps in Redis: which alerts it has taken, streams to read them from, and webhooks still to be sent.

    delivery:taken:<alert>             string  when it was first taken
    delivery:printed:<alert>           string  that the terminal has shown it
    delivery:events                    stream  alerts of all subscriptions
    delivery:events:<subscription>     stream  those of one, under the same ids
    delivery:pending:<subscription>    hash    alert_id -> alert, still to be sent
    delivery:attempts:<subscription>   hash    alert_id -> attempts so far
    delivery:queue:<subscription>      zset    alert_id by the time of its next attempt
    delivery:due                       zset    subscription by the time of its next turn
    delivery:lease:<subscription>      string  the worker that has the turn
    delivery:gone                      hash    subscription -> the webhook that answered 410
    delivery:outcomes                  hash    alert_id -> Delivery, still to be published

Read, and never written: `subscriptions` and `subscriptions:secrets`, which alert keeps (services/alert/store.py).
"""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import msgspec

from schemas.codec import decode, digest, encode
from schemas.events import Alert, Delivery
from services.delivery.channels import KEPT, Channel, Channels

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.commands.core import AsyncScript

LONGEST = 10_000
LONGEST_OF_ONE = 200
STREAMED = timedelta(days=1)
"""Alerts that a reader who comes back can still have, of all subscriptions and of one, and how long after the last one.
An alert takes some 3 kB, and 0.6 GB are 20 of each of 10,000 subscriptions."""

TURN = 4
"""Alerts of one subscription that are sent at once."""

LEASE = timedelta(seconds=8)
"""Renewed every second while the turn is under way, so that the turn of a worker that died is soon another's."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An alert to be sent, as the bytes that are signed, and the attempts so far."""

    alert_id: str
    alert: bytes
    attempts: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Alerts of one subscription that are due. `url` is None where there is nowhere to send them any more."""

    subscription_id: str
    url: str | None
    secret: str | None
    gone: bool
    pending: Sequence[Pending]


@dataclass(frozen=True, slots=True)
class Streamed:
    """An alert in a stream; `id` is its place there."""

    id: str
    subscription_id: str
    alert: bytes


class Store:
    """Alerts on their way to subscribers."""

    def __init__(self, redis: "Redis") -> None:
        self._redis: Any = redis
        self._worker = secrets.token_hex(8)
        self._accept = _script(redis, "accept.lua")
        self._take = _script(redis, "take.lua")
        self._finish = _script(redis, "finish.lua")

    async def channels(self, subscription_ids: Sequence[str]) -> dict[str, Channels]:
        """Of those subscriptions that there are."""
        if not subscription_ids:
            return {}
        found = await self._redis.hmget("subscriptions", subscription_ids)
        return {name: decode(Channels, data) for name, data in zip(subscription_ids, found, strict=True) if data}

    async def accept(self, alerts: Iterable[tuple[Alert, Collection[Channel]]], now: datetime) -> list[datetime]:
        """Takes the alerts, each once, for their streams and webhooks, and says when each was first taken."""
        items = [
            (alert.alert_id, alert.subscription_id, encode(alert).decode(), "webhook" in to, "stream" in to)
            for alert, to in alerts
        ]
        kept, streamed = int(KEPT.total_seconds()), int(STREAMED.total_seconds())
        head = (now.isoformat(), now.timestamp(), kept, streamed, LONGEST, LONGEST_OF_ONE)
        taken = await self._accept(args=[msgspec.msgpack.encode((*head, items))])
        return [datetime.fromisoformat(at.decode()) for at in taken]

    async def unprinted(self, alert_ids: Sequence[str]) -> set[str]:
        """Those that the terminal has not shown."""
        if not alert_ids:
            return set()
        shown = await self._redis.mget([f"delivery:printed:{name}" for name in alert_ids])
        return {name for name, mark in zip(alert_ids, shown, strict=True) if mark is None}

    async def printed(self, alert_ids: Iterable[str]) -> None:
        """The terminal has shown them."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for name in alert_ids:
                pipe.set(f"delivery:printed:{name}", b"", ex=KEPT)
            await pipe.execute()

    async def take(self, most: int, now: datetime, under_way: Iterable[str] = ()) -> list[Turn]:
        """Up to `most` more turns, each this worker's until it is finished.

        `under_way` are the subscriptions whose turns this worker has: one that is not named here for LEASE is given to
        another.
        """
        asked = (now.timestamp(), most, TURN, LEASE.total_seconds(), self._worker, list(under_way))
        taken = await self._take(args=[msgspec.msgpack.encode(asked)])
        return [_turn(*turn) for turn in cast("list[Any]", taken)]

    async def finish(
        self,
        turn: Turn,
        settled: Sequence[Delivery],
        again: Sequence[tuple[Pending, datetime]],
        now: datetime,
        *,
        gone: bool,
    ) -> None:
        """Ends a turn: outcomes are kept to be published, the rest for a later attempt. `gone`: send no more there."""
        outcomes = [(delivery.alert_id, encode(delivery).decode()) for delivery in settled]
        later = [(pending.alert_id, pending.attempts + 1, at.timestamp()) for pending, at in again]
        mark = _target(turn.url, turn.secret) if gone else ""
        ended = (now.timestamp(), self._worker, turn.subscription_id, mark, outcomes, later)
        await self._finish(args=[msgspec.msgpack.encode(ended)])

    async def outcomes(self, most: int = 500) -> list[Delivery]:
        """Outcomes that are not known to be published."""
        found = await self._redis.hrandfield("delivery:outcomes", most, withvalues=True)
        return [decode(Delivery, data) for data in cast("list[bytes]", found)[1::2]]

    async def published(self, outcomes: Sequence[Delivery]) -> None:
        """They are published."""
        await self._redis.hdel("delivery:outcomes", *(delivery.alert_id for delivery in outcomes))

    async def newest(self) -> str:
        """The place of the newest alert in the stream of all."""
        found = await self._redis.xrevrange("delivery:events", count=1)
        return found[0][0].decode() if found else "0-0"

    async def follow(self, after: str, wait: timedelta) -> list[Streamed]:
        """Alerts of all subscriptions after the place, as soon as there are some; none if the wait is over."""
        milliseconds = int(wait.total_seconds() * 1000)
        found = await self._redis.xread({"delivery:events": after}, count=500, block=milliseconds)
        return [_streamed(*entry) for _, entries in found or () for entry in entries]

    async def streamed(self, subscription_id: str | None, after: str, most: int = 500) -> list[Streamed]:
        """Alerts of one subscription, or of all, after the place."""
        key = f"delivery:events:{subscription_id}" if subscription_id else "delivery:events"
        return [_streamed(*entry) for entry in await self._redis.xrange(key, min=f"({after}", count=most)]


def _script(redis: "Redis", name: str) -> "AsyncScript":
    return redis.register_script(files("services.delivery").joinpath(name).read_text(encoding="utf-8"))


def _target(url: str | None, secret: str | None) -> str:
    """The webhook as set now: a new address or a new secret makes another."""
    return digest(url, secret)


def _turn(subscription_id: bytes, data: bytes | None, secret: bytes | None, gone: bytes | None, batch: Any) -> Turn:
    channels = decode(Channels, data) if data else Channels()
    url = None if channels.paused else channels.webhook
    key = secret.decode() if secret else None
    pending = [
        Pending(name.decode(), alert, int(attempts))
        for name, alert, attempts in zip(batch[::3], batch[1::3], batch[2::3], strict=True)
    ]
    is_gone = gone is not None and gone.decode() == _target(url, key)
    return Turn(subscription_id.decode(), url, key, is_gone, pending)


def _streamed(place: bytes, fields: dict[bytes, bytes]) -> Streamed:
    return Streamed(place.decode(), fields[b"subscription"].decode(), fields[b"alert"])
