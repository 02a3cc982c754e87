"""The subscription of `wirefold up` and `wirefold replay`: whoever runs them is told of every statement."""

import asyncio
from datetime import UTC, datetime

from redis.asyncio import Redis

from services.alert.store import Subscriptions
from services.alert.subscriptions import NewSubscription


def subscribe(redis_url: str, *, terminal: bool) -> None:
    """Adds it. Its id is always the same, so that a replay's alerts are."""
    asyncio.run(_subscribe(redis_url, terminal))


async def _subscribe(redis_url: str, terminal: bool) -> None:
    redis = Redis.from_url(redis_url)
    try:
        request = NewSubscription(name="everything", query="*", terminal=terminal)
        await Subscriptions(redis).add(request, datetime.now(UTC), subscription_id="everything")
    finally:
        await redis.aclose()
