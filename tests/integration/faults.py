"""Kills, freezes and restarts everything while pages go through, and counts what was lost or told twice.

    python -m tests.integration.faults --until articles.unique --pages 20000 --seed 1
    python -m tests.integration.faults --until alerts --pages 5000 --seed 1

Two workers of each service run on Apache Kafka and Redis. Each fault falls at a random moment of a burst of pages.
Recovery is the time from the fault's end until every consumer group has committed all that was sent until then and
right after it, in each partition.
Exit 1 where a page is missing, a subscription was told twice, or a recovery took over 15 s.
"""

import argparse
import itertools
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.integration.ledger import Ledger, Verdict
from tests.integration.pages import Page, pages
from tests.integration.pipeline import Pipeline
from tests.integration.workers import eventually

FULL = {
    "SIGKILL of a worker": 30,
    "SIGTERM of a worker": 30,
    "a worker joins": 8,
    "a worker leaves": 8,
    "broker killed": 3,
    "broker frozen 12 s": 3,
    "Redis killed": 3,
    "Redis frozen 20 s": 3,
}
SHORT = {
    "SIGKILL of a worker": 4,
    "SIGTERM of a worker": 2,
    "a worker joins": 1,
    "a worker leaves": 1,
    "broker killed": 1,
    "Redis killed": 1,
}
RECOVERED_WITHIN = 15.0
STOPPED_WITHIN = 10.0
LARGEST_BATCH = 500
RESTART_SECONDS = 0.5
"""How long a broker or Redis that was killed stays away, besides its own start."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One fault: seconds until all was caught up, pages missing then, records written again, and how long a stop took
    (else 0)."""

    kind: str
    recovery: float
    missing: int
    repeated: int
    stop_seconds: float = 0.0


@dataclass(slots=True)
class Run:
    """The faults of one run, their outcomes, and what the topics held in the end."""

    pipeline: Pipeline
    rng: random.Random
    ledger: Ledger
    sent: list[Page]
    outcomes: list[Outcome] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def suffer(self, kind: str, burst: Sequence[Page]) -> None:
        """Lets the fault happen at a random moment of the burst's first half; the second follows the fault's end."""
        half = len(burst) // 2
        sending = threading.Thread(target=self.pipeline.send, args=(burst[:half],))
        sending.start()
        time.sleep(self.rng.uniform(0.0, 0.4))
        stop_seconds = FAULTS[kind](self)
        ended = time.monotonic()
        self.pipeline.send(burst[half:])
        sending.join()
        self.pipeline.catch_up()
        recovery, repeated = time.monotonic() - ended, self.ledger.read()
        missing = len(self.ledger.verdict(self.sent).missing)
        self.outcomes.append(Outcome(kind, recovery, missing, repeated, stop_seconds))
        what = f"recovered {recovery:5.1f} s, missing {missing}, repeated {repeated}"
        print(f"{len(self.outcomes):3} {kind:22} {what}", flush=True)

    def kill_worker(self) -> float:
        worker = self.rng.choice(self.pipeline.all_workers())
        worker.kill()
        worker.start()
        return 0.0

    def terminate_worker(self) -> float:
        worker = self.rng.choice(self.pipeline.all_workers())
        _, seconds = worker.terminate()
        worker.start()
        return seconds

    def join(self) -> float:
        service = self.rng.choice(self.pipeline.services)
        worker = self.pipeline.add_worker(service)
        eventually(lambda: worker.get("/healthz")[0] == 200, f"{service} answers")  # now it is about to join
        self.extra.append(service)
        return 0.0

    def leave(self) -> float:
        service = self.extra.pop() if self.extra else self.rng.choice(self.pipeline.services)
        seconds = self.pipeline.remove_worker(service)
        if len(self.pipeline.workers[service]) < 2:
            self.pipeline.add_worker(service)
        return seconds

    def kill_broker(self) -> float:
        self.pipeline.kafka.kill()
        time.sleep(RESTART_SECONDS)
        self.pipeline.kafka.start()
        return 0.0

    def freeze_broker(self) -> float:
        self.pipeline.kafka.freeze()
        time.sleep(12.0)
        self.pipeline.kafka.thaw()
        return 0.0

    def kill_redis(self) -> float:
        self.pipeline.redis.kill()
        time.sleep(RESTART_SECONDS)
        self.pipeline.redis.start()
        return 0.0

    def freeze_redis(self) -> float:
        self.pipeline.redis.freeze()
        time.sleep(20.0)
        self.pipeline.redis.thaw()
        return 0.0


FAULTS: dict[str, Callable[[Run], float]] = {
    "SIGKILL of a worker": Run.kill_worker,
    "SIGTERM of a worker": Run.terminate_worker,
    "a worker joins": Run.join,
    "a worker leaves": Run.leave,
    "broker killed": Run.kill_broker,
    "broker frozen 12 s": Run.freeze_broker,
    "Redis killed": Run.kill_redis,
    "Redis frozen 20 s": Run.freeze_redis,
}


def run(folder: Path, until: str, count: int, seed: int, counts: dict[str, int]) -> tuple[list[Outcome], Verdict]:
    """Sends `count` pages through the services up to the topic `until`, with the faults of `counts` in seeded order."""
    rng = random.Random(seed)
    kinds = [kind for kind, times in counts.items() for _ in range(times)]
    rng.shuffle(kinds)
    sent: list[Page] = []
    bursts = _bursts(pages(count, seed), count, len(kinds) + 1, sent)
    with Pipeline(folder, until) as pipeline, Ledger(pipeline.kafka.bootstrap, until) as ledger:
        running = Run(pipeline, rng, ledger, sent)
        pipeline.send(next(bursts))
        pipeline.catch_up()
        for kind, burst in zip(kinds, bursts, strict=True):
            running.suffer(kind, burst)
        ledger.read()
        return running.outcomes, ledger.verdict(sent)


def _bursts(every: Iterator[Page], count: int, parts: int, sent: list[Page]) -> Iterator[list[Page]]:
    for part in range(parts):
        burst = list(itertools.islice(every, (part + 1) * count // parts - part * count // parts))
        sent += burst
        yield burst


def failures(outcomes: Sequence[Outcome], verdict: Verdict) -> list[str]:
    """What was promised and did not hold, one line each."""
    slow = [f"{o.kind}: recovered in {o.recovery:.1f} s" for o in outcomes if o.recovery > RECOVERED_WITHIN]
    late = [f"{o.kind}: stopped in {o.stop_seconds:.1f} s" for o in outcomes if o.stop_seconds > STOPPED_WITHIN]
    again = [f"{o.kind}: repeated {o.repeated} records" for o in outcomes if o.repeated > LARGEST_BATCH]
    return [*verdict.failures(), *slow, *late, *again]


def report(outcomes: Sequence[Outcome], verdict: Verdict) -> str:
    """A table of the kinds of fault, and what the topics hold."""
    lines = [
        "| fault | times | missing | repeated (most) | median s to recover | longest |",
        "|---|---|---|---|---|---|",
    ]
    for kind, times in Counter(outcome.kind for outcome in outcomes).items():
        of_kind = [outcome for outcome in outcomes if outcome.kind == kind]
        seconds = [outcome.recovery for outcome in of_kind]
        most = max(outcome.repeated for outcome in of_kind)
        missing = max(outcome.missing for outcome in of_kind)
        lines.append(f"| {kind} | {times} | {missing} | {most} | {median(seconds):.1f} | {max(seconds):.1f} |")
    stops = [outcome.stop_seconds for outcome in outcomes if outcome.stop_seconds]
    return "\n".join([*lines, "", f"longest stop {max(stops, default=0.0):.1f} s; {verdict}"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--until", choices=["articles.unique", "alerts"], default="articles.unique")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true", help="a few faults of each quick kind")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="wirefold-faults-"))
    print(f"logs: {folder}", flush=True)
    outcomes, verdict = run(folder, given.until, given.pages, given.seed, SHORT if given.short else FULL)
    print(report(outcomes, verdict))
    broken = failures(outcomes, verdict)
    print("\n".join(f"FAILED {line}" for line in broken) or "all promises held")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
