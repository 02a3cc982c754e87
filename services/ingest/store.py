"""What ingest keeps in Redis of feeds.

ingest:due               zset    feed by the time of its next poll
ingest:feed:<feed>       string  State as JSON
ingest:taken:<feed>      set     keys of entries that need no fetching any more
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from schemas.codec import decode, encode
from services.ingest.feeds import Entry, State

if TYPE_CHECKING:
    from redis.asyncio import Redis

LEASE = timedelta(seconds=120)
"""A poll is another worker's after so long. It is held anew after each page, which takes 20 s at most."""

_TAKE = """
local feed = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, 1)[1]
if feed then
  redis.call('ZADD', KEYS[1], 'XX', ARGV[2], feed)
end
return feed
"""

_DUE = "ingest:due"


class Feeds:
    """Feeds by the time of their next poll, and what each has told already. A feed is its URL."""

    def __init__(self, redis: "Redis") -> None:
        self._redis: Any = redis
        self._take = redis.register_script(_TAKE)

    async def keep(self, feeds: Collection[str], now: datetime) -> None:
        """From now on there are these feeds; what is kept of others goes."""
        gone = {name.decode() for name in await self._redis.zrange(_DUE, 0, -1)} - set(feeds)
        async with self._redis.pipeline(transaction=True) as pipe:
            for feed in gone:
                pipe.zrem(_DUE, feed)
                pipe.delete(_state(feed), _taken(feed))
            for feed in feeds:
                pipe.zadd(_DUE, {feed: now.timestamp()}, nx=True)
            await pipe.execute()

    async def is_empty(self) -> bool:
        """Whether nothing is known of any feed."""
        return not await self._redis.exists(_DUE)

    async def take(self, now: datetime) -> str | None:
        """A feed whose time has come, this worker's for a LEASE."""
        found = await self._take([_DUE], [now.timestamp(), (now + LEASE).timestamp()])
        return found.decode() if found else None

    async def state(self, feed: str) -> State:
        """What is kept of its last poll."""
        kept = await self._redis.get(_state(feed))
        return decode(State, kept) if kept else State()

    async def fresh(self, feed: str, entries: Sequence[Entry]) -> list[Entry]:
        """The entries that are not taken yet."""
        if not entries:
            return []
        taken = await self._redis.smismember(_taken(feed), [entry.key for entry in entries])
        return [entry for entry, is_taken in zip(entries, taken, strict=True) if not is_taken]

    async def took(self, feed: str, entry: Entry, now: datetime) -> None:
        """The entry is dealt with, and the feed is this worker's for another LEASE."""
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.sadd(_taken(feed), entry.key)
            pipe.zadd(_DUE, {feed: (now + LEASE).timestamp()}, xx=True)
            await pipe.execute()

    async def done(self, feed: str, state: State, again: datetime, entries: Sequence[Entry] | None) -> None:
        """Ends a poll; `entries` are all that the feed holds now (None: not known). Others are forgotten."""
        known = set() if entries is None else await self._redis.smembers(_taken(feed))
        old = known - {entry.key.encode() for entry in entries or ()}
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(_state(feed), encode(state))
            if old:
                pipe.srem(_taken(feed), *old)
            pipe.zadd(_DUE, {feed: again.timestamp()}, xx=True)
            await pipe.execute()


def _state(feed: str) -> str:
    return f"ingest:feed:{feed}"


def _taken(feed: str) -> str:
    return f"ingest:taken:{feed}"
