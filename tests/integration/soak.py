"""A steady rate of pages for a long time: do memory, file handles and lag stay flat?

    python -m tests.integration.soak --minutes 60 --rate 15

Two workers of each service run on Apache Kafka and Redis, and one subscription is told of every story. Every half
minute it is measured how long the pages sent last take to be committed by every group, and each process's resident
memory, file handles and CPU time. Exit 1 where a worker's memory or file handles grow in the second half, or where lag
is not bounded. In the first half caches of words fill, since each story has eight words that no other has.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import linear_regression, mean, median

from tests.integration.pages import pages
from tests.integration.pipeline import Pipeline
from tests.integration.processes import Usage, usage

SAMPLE_SECONDS = 30.0
GROWTH = 1.03
"""From the fourth sixth of the time to the last: a leak of a tenth of a megabyte a minute would be more."""

LONGEST_BEHIND = 10.0
MIB = 1 << 20


@dataclass(slots=True)
class Watched:
    """What was measured of one process, in time's order."""

    name: str
    pid: int
    judged: bool
    samples: list[Usage] = field(default_factory=list)

    def look(self) -> None:
        self.samples.append(usage(self.pid))


@dataclass(slots=True)
class Soaked:
    """The processes watched, and what was sent and when: seconds since the start, and from sending to committed."""

    watched: list[Watched]
    at: list[float] = field(default_factory=list)
    behind: list[float] = field(default_factory=list)
    sent: int = 0


def run(minutes: float, rate: int) -> Soaked:
    """Sends `rate` pages each second for so many minutes."""
    with tempfile.TemporaryDirectory(prefix="wirefold-soak-") as folder, Pipeline(Path(folder), "alerts") as pipeline:
        soaked = Soaked(_watched(pipeline))
        source = pages(int(minutes * 60 * rate) + rate, 1)
        began, look_at = time.monotonic(), 0.0
        while (now := time.monotonic()) < began + minutes * 60:
            pipeline.send(burst := list(islice(source, rate)))
            soaked.sent += len(burst)
            if now >= look_at:
                look_at = now + SAMPLE_SECONDS
                pipeline.catch_up()
                soaked.behind.append(time.monotonic() - now)
                soaked.at.append(now - began)
                for one in soaked.watched:
                    one.look()
                print(_line(soaked), file=sys.stderr, flush=True)
            time.sleep(max(0.0, now + 1.0 - time.monotonic()))
        return soaked


def _watched(pipeline: Pipeline) -> list[Watched]:
    workers = [
        Watched(f"{service} {number}", worker.pid, judged=True)
        for service, workers in pipeline.workers.items()
        for number, worker in enumerate(workers, 1)
    ]
    servers = [("Kafka", pipeline.kafka.pid), ("Redis", pipeline.redis.pid)]
    return [*workers, *(Watched(name, pid, judged=False) for name, pid in servers)]


def _line(soaked: Soaked) -> str:
    """The last sample on one line, so that a run that is broken off has told what it saw."""
    memory = " ".join(f"{one.samples[-1].memory / MIB:.1f}/{one.samples[-1].handles}" for one in soaked.watched)
    return f"{soaked.at[-1]:.0f} s, {soaked.sent} sent, {soaked.behind[-1]:.1f} s behind: {memory}"


@dataclass(frozen=True, slots=True)
class Course:
    """One figure in the course of time: its mean in the first sixth, the fourth and the last, and its slope per hour in
    the second half."""

    early: float
    middle: float
    late: float
    slope: float


def course(at: Sequence[float], samples: Sequence[float]) -> Course:
    """`at` is in seconds; there must be six samples at least."""
    sixth, half = len(samples) // 6, len(samples) // 2
    slope = linear_regression(at[half:], samples[half:]).slope * 3600
    return Course(mean(samples[:sixth]), mean(samples[half : half + sixth]), mean(samples[-sixth:]), slope)


def report(soaked: Soaked) -> list[str]:
    """Prints the table; what is not as it should be."""
    wrong = []
    print("| process | MiB, early | middle | late | MiB an hour | handles, early | middle | late | CPU, % of a core |")
    print("|---|---|---|---|---|---|---|---|---|")
    for one in soaked.watched:
        memory = course(soaked.at, [sample.memory / MIB for sample in one.samples])
        handles = course(soaked.at, [float(sample.handles) for sample in one.samples])
        cpu = (one.samples[-1].cpu - one.samples[0].cpu) / (soaked.at[-1] - soaked.at[0])
        print(
            f"| {one.name} | {memory.early:.1f} | {memory.middle:.1f} | {memory.late:.1f} | {memory.slope:+.1f} "
            f"| {handles.early:.1f} | {handles.middle:.1f} | {handles.late:.1f} | {100 * cpu:.1f} |"
        )
        if one.judged and (memory.late > GROWTH * memory.middle or handles.late > GROWTH * handles.middle):
            wrong.append(f"{one.name} grows")
    third = len(soaked.behind) // 3
    print(
        f"\n{soaked.sent} pages. From sending to all committed: {mean(soaked.behind):.1f} s on average "
        f"(first third {median(soaked.behind[:third]):.1f}, last third {median(soaked.behind[-third:]):.1f}, "
        f"medians), {max(soaked.behind):.1f} s at most."
    )
    if max(soaked.behind) > LONGEST_BEHIND:
        wrong.append(f"once {max(soaked.behind):.1f} s behind")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0, help="3 or more")
    parser.add_argument("--rate", type=int, default=15, help="pages a second")
    given = parser.parse_args()
    wrong = report(run(given.minutes, given.rate))
    sys.exit("; ".join(wrong) or None)


if __name__ == "__main__":
    main()
