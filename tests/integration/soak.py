"""A steady rate of pages for a long time: do memory, file handles and lag stay flat?

    python -m tests.integration.soak --minutes 60 --rate 20

Two workers of each service run on Apache Kafka and Redis, one subscriber wants everything. Exit 1 where a worker's
memory or file handles grow by over a tenth from the second sixth of the time to the last, or lag does not stay bounded.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import mean

from services.catch_all import subscribe
from tests.integration.pages import pages
from tests.integration.pipeline import Pipeline
from tests.integration.workers import Worker

SAMPLE_SECONDS = 30.0
GROWTH = 1.1
LONGEST_BEHIND = 10.0
MIB = 1 << 20


@dataclass(slots=True)
class Watched:
    """What was measured of one worker: resident bytes and open file handles, in time's order."""

    worker: Worker
    memory: list[int] = field(default_factory=list)
    handles: list[int] = field(default_factory=list)

    def look(self) -> None:
        self.memory.append(self.worker.memory())
        self.handles.append(len(list(Path(f"/proc/{self.worker.pid}/fd").iterdir())))


def grew(samples: Sequence[float]) -> tuple[float, float]:
    """The mean of the second sixth, when all is warm, and of the last."""
    sixth = max(1, len(samples) // 6)
    return mean(samples[sixth : 2 * sixth]), mean(samples[-sixth:])


def run(minutes: float, rate: int) -> tuple[list[Watched], list[float]]:
    """The workers watched, and the seconds that each round took from its sending to all being committed."""
    with tempfile.TemporaryDirectory(prefix="wirefold-soak-") as folder, Pipeline(Path(folder), "alerts") as pipeline:
        subscribe(pipeline.settings["WIREFOLD_REDIS"], terminal=False)
        watched = [Watched(worker) for worker in pipeline.all_workers()]
        source = pages(int(minutes * 60 * rate) + rate, 1)
        behind: list[float] = []
        until, look_at = time.monotonic() + minutes * 60, 0.0
        while (now := time.monotonic()) < until:
            pipeline.send(list(islice(source, rate)))
            if now >= look_at:
                look_at = now + SAMPLE_SECONDS
                pipeline.catch_up()
                behind.append(time.monotonic() - now)
                for one in watched:
                    one.look()
            time.sleep(max(0.0, now + 1.0 - time.monotonic()))
        return watched, behind


def report(watched: Sequence[Watched], behind: Sequence[float]) -> list[str]:
    """Prints the table; what is not as it should be."""
    wrong = []
    print("| worker | MiB, early | MiB, late | handles, early | late |\n|---|---|---|---|---|")
    for number, one in enumerate(watched):
        memory, handles = grew(one.memory), grew(one.handles)
        name = f"{one.worker.service} {number % 2 + 1}"
        print(f"| {name} | {memory[0] / MIB:.1f} | {memory[1] / MIB:.1f} | {handles[0]:.1f} | {handles[1]:.1f} |")
        if memory[1] > GROWTH * memory[0] or handles[1] > GROWTH * handles[0]:
            wrong.append(f"{name} grows")
    print(f"\nBehind, from sending to all committed: {mean(behind):.1f} s on average, {max(behind):.1f} s at most.")
    if max(behind) > LONGEST_BEHIND:
        wrong.append(f"once {max(behind):.1f} s behind")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--rate", type=int, default=20, help="pages a second")
    given = parser.parse_args()
    wrong = report(*run(given.minutes, given.rate))
    sys.exit("; ".join(wrong) or None)


if __name__ == "__main__":
    main()
