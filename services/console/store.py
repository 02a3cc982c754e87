"""What the console keeps, in Redis: for each shelf a sorted set of items by time, and for each item a hash of parts.

A batch is written in one round trip. A repeated batch changes nothing: a part is kept under its own name, and an item
is as old as its oldest part.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from services.console import board
from services.console.board import ALERTS, CLUSTERS, STATEMENTS, Alerts, Event, Shelf, Statements, Whole

if TYPE_CHECKING:
    from redis.asyncio import Redis

_PUT = """
if ARGV[6] == '0' and not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  return
end
redis.call('ZADD', KEYS[1], 'LT', ARGV[2], ARGV[1])
if redis.call('HEXISTS', KEYS[2], ARGV[4]) == 1 or redis.call('HLEN', KEYS[2]) < tonumber(ARGV[3]) then
  redis.call('HSET', KEYS[2], ARGV[4], ARGV[5])
end
"""

_TRIM = """
local old = redis.call('ZRANGE', KEYS[1], 0, -1 - tonumber(ARGV[1]))
for _, item in ipairs(old) do
  redis.call('UNLINK', KEYS[1] .. ':' .. item)
  redis.call('ZREM', KEYS[1], item)
end
"""


def _key(shelf: Shelf, item: str | None = None) -> str:
    return f"console:{shelf.name}" if item is None else f"console:{shelf.name}:{item}"


class Store:
    """The newest items of each shelf."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis
        self._put = redis.register_script(_PUT)
        self._trim = redis.register_script(_TRIM)

    async def put(self, events: Sequence[Event]) -> None:
        """Keeps the events, and lets go of what is too old by now."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for event in events:
                p = board.part(event)
                keys = [_key(p.shelf), _key(p.shelf, p.item)]
                values: list[bytes | str | float] = [
                    p.item,
                    p.at.timestamp(),
                    p.shelf.parts,
                    p.name,
                    p.value,
                    int(p.opens),
                ]
                await self._put(keys, values, client=pipe)
            for shelf in (STATEMENTS, CLUSTERS, ALERTS):
                await self._trim([_key(shelf)], [shelf.most], client=pipe)
            await pipe.execute()

    async def statements(self, count: int, before: str | None = None) -> Statements:
        """The newest statements, or those after `before`; none where that is not kept."""
        items, older = await self._newest(STATEMENTS, count, before)
        seen = [board.occurrences(parts) for parts in await self._parts(STATEMENTS, items)]
        wanted = sorted(board.clusters(one for each in seen for one in each))
        parts = dict(zip(wanted, await self._parts(CLUSTERS, wanted), strict=True))
        found = (
            board.summary(each, board.copies(parts[cluster] for cluster in board.clusters(each)))
            for each in seen
            if each
        )
        return Statements(statements=tuple(found), before=older)

    async def statement(self, item: str) -> Whole | None:
        """A statement with its pages, None where it is not kept."""
        (parts,) = await self._parts(STATEMENTS, [item])
        seen = board.occurrences(parts)
        clusters = sorted(board.clusters(seen))
        return board.whole(seen, board.copies(await self._parts(CLUSTERS, clusters))) if seen else None

    async def alerts(self, count: int, before: str | None = None) -> Alerts:
        """The newest alerts, or those after `before`; none where that is not kept."""
        items, older = await self._newest(ALERTS, count, before)
        found = (board.told(parts) for parts in await self._parts(ALERTS, items))
        return Alerts(alerts=tuple(one for one in found if one), before=older)

    async def _newest(self, shelf: Shelf, count: int, before: str | None) -> tuple[list[str], str | None]:
        """The items, and the last of them if there are more."""
        start = 0
        if before is not None:
            rank = cast("int | None", await self._redis.zrevrank(_key(shelf), before))
            if rank is None:
                return [], None
            start = rank + 1
        found = cast("list[bytes]", await self._redis.zrevrange(_key(shelf), start, start + count))
        items = [item.decode() for item in found[:count]]
        return items, items[-1] if len(found) > count else None

    async def _parts(self, shelf: Shelf, items: Iterable[str]) -> list[dict[str, bytes]]:
        """The parts of each item by name; none for one that is not kept."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for item in items:
                pipe.hgetall(_key(shelf, item))
            found = await pipe.execute()
        return [{name.decode(): value for name, value in parts.items()} for parts in found]
