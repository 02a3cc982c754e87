"""How many pages a second the whole pipeline carries on this machine, and what each part of it costs.

    python -m tests.benchmarks.pipeline [--pages 5000] [--plot PLOT.svg]

One worker of each service on Apache Kafka and Redis, all on this machine. Invented pages of 3.8 kB (three in ten are
copies, each story holds a statement, one subscription asks for all of them) are written as fast as the broker takes
them. The clock runs until every consumer group up to delivery has committed all. What a part costs is its process's CPU
time over those pages, in which other work on the machine says little; in pages/s it says much.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from services.registry import SERVICES
from tests.integration.pages import pages
from tests.integration.pipeline import Pipeline
from tests.integration.servers import missing

WARM = 500
"""Pages that are not counted: Java compiles, caches fill."""

SERVERS = {"java": "Kafka", "redis-server": "Redis"}
TICKS = os.sysconf("SC_CLK_TCK")


def usage() -> dict[str, float]:
    """CPU seconds so far of each server and service that this process started."""
    seconds: dict[str, float] = defaultdict(float)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            words = (folder / "cmdline").read_text().replace("\0", " ").split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[1]) == os.getpid() and words:
            name = words[words.index("run") + 1] if "run" in words else SERVERS.get(Path(words[0]).name, words[0])
            seconds[name] += (int(fields[11]) + int(fields[12])) / TICKS
    return seconds


def measured(count: int) -> tuple[float, dict[str, float]]:
    """Seconds of the wall clock, and milliseconds of CPU that a page costs each part, in the pipeline's order."""
    with tempfile.TemporaryDirectory() as folder, Pipeline(Path(folder), until="deliveries", workers=1) as pipeline:
        pipeline.send(list(pages(WARM, seed=1)))
        pipeline.catch_up()
        sent = list(pages(count, seed=2))
        before, began = usage(), time.perf_counter()
        pipeline.send(sent)
        pipeline.catch_up()
        seconds, after = time.perf_counter() - began, usage()
    order = [name for name in (*SERVICES, *SERVERS.values()) if name in after]
    return seconds, {name: 1000 * (after[name] - before[name]) / count for name in order}


def table(costs: Mapping[str, float]) -> str:
    """Each part's cost and share."""
    whole = sum(costs.values())
    rows = [f"| {name} | {cost:.2f} | {100 * cost / whole:.0f}% |" for name, cost in costs.items()]
    head = ["| | ms of CPU a page | share |", "|---|---:|---:|"]
    return "\n".join([*head, *rows, f"| all | {whole:.2f} | 100% |"])


BAR, LABEL, ROW = 360, 150, 26


def plot(costs: Mapping[str, float]) -> str:
    """The costs as bars, in SVG."""
    whole, longest = sum(costs.values()), max(costs.values())
    width, height = LABEL + BAR + 130, 40 + ROW * len(costs) + 10
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
        'font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="white"/>',
        '<text x="10" y="22" font-weight="bold">CPU time of a page, milliseconds</text>',
    ]
    for number, (name, cost) in enumerate(costs.items()):
        y, length = 40 + ROW * number, BAR * cost / longest
        colour = "#9aa5b1" if name in SERVERS.values() else "#1f6f8b"
        label = f"{cost:.2f} ({100 * cost / whole:.0f}%)"
        out.append(f'<text x="{LABEL - 8}" y="{y + 14}" text-anchor="end">{name}</text>')
        out.append(f'<rect x="{LABEL}" y="{y}" width="{length:.1f}" height="18" fill="{colour}"/>')
        out.append(f'<text x="{LABEL + length + 8:.1f}" y="{y + 14}">{label}</text>')
    return "\n".join([*out, "</svg>\n"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--plot", type=Path, help="where to write the picture")
    options = parser.parse_args()
    if reason := missing():
        sys.exit(reason)
    seconds, costs = measured(options.pages)
    ours = sum(cost for name, cost in costs.items() if name in SERVICES)
    print(f"{options.pages} pages in {seconds:.0f} s on {os.cpu_count()} cores: {options.pages / seconds:,.0f} pages/s")
    print(f"the services alone: {1000 / ours:,.0f} pages/s of one core\n")
    print(table(costs))
    if options.plot:
        options.plot.write_text(plot(costs), encoding="utf-8")


if __name__ == "__main__":
    main()
