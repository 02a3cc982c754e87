"""What an event costs in the stage loop, beside plain aiokafka and stock Faust, on Apache Kafka in one run.

    python -m tests.benchmarks.stage_loop [--events 50000] [--rounds 3]

A trivial stage (a page of 2 kB in, one event out; see stage_contenders.py), carried out by each contender in turn,
several rounds. Cost is CPU time of the contender's process, its threads included, from its first event until so many
are through: what else runs on the machine says little in it. Events/s are by the wall clock, where it says more. Of the
rounds, the best counts.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from services.runtime.kafka import Cluster
from tests.benchmarks.stage_contenders import BATCH, CONTENDERS, FROM, METER, settings
from tests.integration.pages import pages
from tests.integration.pipeline import run_command
from tests.integration.servers import Kafka, missing

BYTES = 2000


def events(count: int) -> list[tuple[bytes, bytes]]:
    """Keys and values of pages, cut so that an event has about `BYTES`."""
    rng, made = random.Random(1), []
    words = " ".join(json.loads(page.value)["text"] for page in pages(50, seed=1) if page.kind == "story").split()
    for number in range(count):
        name = f"page-{number:06d}"
        fields = {"url": f"https://news.example/{name}", "source": "صحيفة الواحة", "fetched_at": "2025-05-05T09:00:00Z"}
        text = " ".join(rng.choices(words, k=300)).encode()[: BYTES - 200].decode(errors="ignore")
        made.append(
            (name.encode(), json.dumps({"article_id": name, **fields, "text": text}, ensure_ascii=False).encode())
        )
    return made


async def fill(bootstrap: str, count: int) -> None:
    """Writes the input topic, as a service before this one would."""
    producer = Cluster(bootstrap, {}).producer()
    await producer.start()
    try:
        await asyncio.gather(*[await producer.send(FROM, value, key) for key, value in events(count)])
    finally:
        await producer.stop()


def measure(contender: str, bootstrap: str, group: str, count: int) -> dict[str, float]:
    """What a process of its own says of itself: events, seconds of CPU and of the wall clock."""
    command = [sys.executable, "-m", __spec__.name, "--contender", contender, "--bootstrap", bootstrap]
    command += ["--group", group, "--events", str(count)]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=600).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def table(costs: dict[str, list[float]], rates: dict[str, list[float]]) -> list[str]:
    """Best and median cost of each contender, and its best as a multiple of plain aiokafka's and of ours."""
    plain, ours = min(costs["aiokafka"]), min(costs["wirefold"])
    rows = [
        "| | µs of CPU an event, best | median | of plain aiokafka | of Wirefold | events/s, best |",
        "|---|" + "---:|" * 5,
    ]
    for name, (title, _) in CONTENDERS.items():
        best = min(costs[name])
        ratios = f"{best / plain:.2f} | {best / ours:.2f}"
        rows.append(f"| {title} | {best:.1f} | {median(costs[name]):.1f} | {ratios} | {max(rates[name]):,.0f} |")
    return rows


def main(count: int, rounds: int) -> None:
    if reason := missing():
        sys.exit(reason)
    costs: dict[str, list[float]] = defaultdict(list)
    rates: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        kafka = Kafka(Path(folder) / "kafka")
        kafka.start()
        try:
            run_command(settings(kafka.bootstrap), "topics", "apply")
            asyncio.run(fill(kafka.bootstrap, count + 4 * BATCH))
            for number in range(rounds):
                for name in CONTENDERS:
                    found = measure(name, kafka.bootstrap, f"bench-{name}-{number}", count)
                    costs[name].append(1e6 * found["cpu"] / found["events"])
                    rates[name].append(found["events"] / found["wall"])
                    print(f"round {number + 1}: {name} {costs[name][-1]:.1f} µs", file=sys.stderr)
        finally:
            kafka.stop()
    print("\n".join(table(costs, rates)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    for hidden in ("--contender", "--bootstrap", "--group"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contender:
        METER.events = options.events
        CONTENDERS[options.contender][1](options.bootstrap, options.group)
    else:
        main(options.events, options.rounds)
