"""Subscriptions: what a person asks to be told of, and where. Requests are checked here, naming the field."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schemas.codec import InvalidEvent
from schemas.events import Name, Url
from services.alert.query import MAX_CHARACTERS, InvalidQuery, parse

Query = Annotated[str, Meta(min_length=1, max_length=MAX_CHARACTERS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """`webhook`, `stream` and `terminal` are the channels; a paused subscription is told nothing."""

    id: str
    name: str
    query: str
    created_at: datetime
    webhook: str | None = None
    stream: bool = True
    terminal: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A subscription as kept, and the secret of its webhook if one was made just now: it is not shown again."""

    subscription: Subscription
    secret: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """All subscriptions, the oldest first."""

    subscriptions: tuple[Subscription, ...]


class NewSubscription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request for a subscription. Its webhook's secret is made with it and shown once."""

    name: Name
    query: Query
    webhook: Url | None = None
    stream: bool = True
    terminal: bool = False
    paused: bool = False


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request to change what it names; what is absent stays. A null webhook removes it, and its secret."""

    name: Name | UnsetType = UNSET
    query: Query | UnsetType = UNSET
    webhook: Url | UnsetType | None = UNSET
    stream: bool | UnsetType = UNSET
    terminal: bool | UnsetType = UNSET
    paused: bool | UnsetType = UNSET


def created(request: NewSubscription, subscription_id: str, now: datetime) -> Subscription:
    """The subscription that is asked for. Raises InvalidEvent."""
    return _checked(Subscription(id=subscription_id, created_at=now, **msgspec.structs.asdict(request)))


def changed(subscription: Subscription, change: Change) -> Subscription:
    """The subscription as the change leaves it. Raises InvalidEvent."""
    given: dict[str, Any] = {
        name: value for name, value in msgspec.structs.asdict(change).items() if value is not UNSET
    }
    return _checked(replace(subscription, **given))


def _checked(subscription: Subscription) -> Subscription:
    try:
        parse(subscription.query)
    except InvalidQuery as invalid:
        raise InvalidEvent("$.query", str(invalid)) from None
    if not subscription.name.strip():
        raise InvalidEvent("$.name", "is blank")
    if subscription.webhook and "@" in subscription.webhook.split("://")[1].split("/")[0]:
        raise InvalidEvent("$.webhook", "holds a user name or password: deliveries are signed instead")
    if not (subscription.webhook or subscription.stream or subscription.terminal):
        raise InvalidEvent("$.webhook", "one channel is needed: webhook, stream or terminal")
    return subscription
