"""Redis goes away while pages keep coming: is nothing dropped, does lag drain, does memory stay flat?

    python -m tests.integration.away --minutes 10 --rate 15

One worker of each service runs on Apache Kafka and Redis, which is killed for so long and then started again on its
data. Exit 1 where a page is missing or a subscription was told twice, where a service was not alive or said that it was
ready, where a worker's memory grew by over a tenth while it waited, or where lag did not drain within two minutes.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tests.integration.ledger import Ledger, Verdict
from tests.integration.pages import Page, pages
from tests.integration.pipeline import Pipeline
from tests.integration.processes import usage
from tests.integration.workers import eventually

WARM_PAGES = 1500
GROWTH = 1.1
SETTLED_SECONDS = 30.0
"""By then each worker has its batch in hand and what is read ahead: growth counts from here."""

STILL_READY_SECONDS = 15.0
MIB = 1 << 20


@dataclass(slots=True)
class Away:
    """What was seen while Redis was away, each list in time's order."""

    at: list[float] = field(default_factory=list)
    memory: dict[str, list[int]] = field(default_factory=dict)
    lag: list[int] = field(default_factory=list)
    unwell: list[str] = field(default_factory=list)
    sent: int = 0
    drained: float = 0.0
    memory_after: dict[str, int] = field(default_factory=dict)
    verdict: Verdict | None = None
    log_lines: dict[str, int] = field(default_factory=dict)


def run(folder: Path, seconds: float, rate: int) -> Away:
    """Redis is away for so long; `rate` pages come each second meanwhile."""
    away, sent = Away(), list[Page]()
    source = pages(WARM_PAGES + int(seconds * rate) + rate, seed=8)
    with Pipeline(folder, "alerts", workers=1) as pipeline, Ledger(pipeline.kafka.bootstrap, "alerts") as ledger:
        _send(pipeline, source, WARM_PAGES, sent)
        pipeline.catch_up()
        pipeline.redis.kill()
        began, look_at = time.monotonic(), 0.0
        while (now := time.monotonic()) < began + seconds:
            _send(pipeline, source, rate, sent)
            if now >= look_at:
                look_at = now + 10.0
                _look(pipeline, now - began, away)
            time.sleep(max(0.0, now + 1.0 - time.monotonic()))
        pipeline.redis.start()
        began = time.monotonic()
        pipeline.catch_up()
        away.drained = time.monotonic() - began
        away.sent = len(sent)
        for worker in pipeline.all_workers():
            away.memory_after[worker.service] = worker.memory()
            away.log_lines[worker.service] = len(worker.log.read_text().splitlines())
            eventually(worker.ready, f"{worker.service} is ready again", 15)
        ledger.read()
        away.verdict = ledger.verdict(sent)
    return away


def _send(pipeline: Pipeline, source: Iterator[Page], count: int, sent: list[Page]) -> None:
    burst = list(islice(source, count))
    pipeline.send(burst)
    sent += burst


def _look(pipeline: Pipeline, at: float, away: Away) -> None:
    away.at.append(at)
    away.lag.append(pipeline.lag("dedupe-articles"))
    for worker in pipeline.all_workers():
        away.memory.setdefault(worker.service, []).append(usage(worker.pid).memory)
        if worker.get("/healthz")[0] != 200:
            away.unwell.append(f"{worker.service} is not alive after {at:.0f} s")
        uses_redis = worker.service not in ("cleaning", "extraction")
        if uses_redis and at > STILL_READY_SECONDS and worker.ready():
            away.unwell.append(f"{worker.service} says that it is ready after {at:.0f} s")
    memory = " ".join(f"{service} {samples[-1] / MIB:.1f}" for service, samples in away.memory.items())
    print(f"{at:.0f} s away, lag {away.lag[-1]}, MiB: {memory}", file=sys.stderr, flush=True)


def settled(away: Away, samples: Sequence[int]) -> tuple[int, int]:
    """Memory once all waits, and the most from then on."""
    first = next((n for n, at in enumerate(away.at) if at >= SETTLED_SECONDS), 0)
    return samples[first], max(samples[first:])


def failures(away: Away) -> list[str]:
    """What was promised and did not hold, one line each."""
    assert away.verdict
    grown = [
        f"{service} grew from {first / MIB:.1f} to {most / MIB:.1f} MiB"
        for service, samples in away.memory.items()
        for first, most in [settled(away, samples)]
        if most > GROWTH * first
    ]
    flat_lag = [] if away.lag[-1] > away.lag[0] else ["lag did not grow: Redis was not missed"]
    return [*away.verdict.failures(), *away.unwell, *grown, *flat_lag]


def report(away: Away) -> str:
    """A table of the workers, and what became of the pages."""
    lines = [
        "| worker | MiB at the start | once it waits | most while away | after | log lines |",
        "|---|---|---|---|---|---|",
    ]
    for service, samples in away.memory.items():
        first, most = settled(away, samples)
        after, logged = away.memory_after[service], away.log_lines[service]
        figures = " | ".join(f"{value / MIB:.1f}" for value in (samples[0], first, most, after))
        lines.append(f"| {service} | {figures} | {logged} |")
    lag = f"Lag grew to {max(away.lag)} pages and drained in {away.drained:.0f} s"
    return "\n".join([*lines, "", f"{lag}; {away.verdict}"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--rate", type=int, default=15, help="pages a second")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="wirefold-away-"))
    print(f"logs: {folder}", file=sys.stderr, flush=True)
    away = run(folder, given.minutes * 60, given.rate)
    print(report(away))
    broken = failures(away)
    print("\n".join(f"FAILED {line}" for line in broken) or "all promises held")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
