"""`wirefold replay`: files through the real services on embedded servers, and what comes out as files."""

import asyncio
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from schemas.topics import TOPICS
from services import catch_all
from services.ingest.files import STDIN, pages
from services.registry import SERVICES, Registered
from services.runtime import carry
from services.runtime.embedded import Servers, broker, servers
from services.runtime.kafka import Cluster, Offsets
from services.supervisor import Supervisor

PIPELINE = ("dedupe-articles", "cleaning", "extraction", "dedupe-statements", "alert")
SETTINGS = {"WIREFOLD_ALERT_CLOCK": "event", "WIREFOLD_LOG_LEVEL": "error", "WIREFOLD_BATCH_EVENTS": "500"}
"""An archive is alerted on as it would have been then."""


class Impossible(ValueError):
    """What is asked cannot be done; the message says why, in one line."""


def services_between(into: str, until: str) -> list[Registered]:
    """The services from those that read `into` up to the one that writes `until`, in the pipeline's order."""
    order = [SERVICES[name] for name in PIPELINE]
    reached, chosen = {into}, []
    for service in order:
        if reached & set(service.inputs):
            chosen.append(service)
            reached |= set(service.outputs) - {"dead-letters"}
        if until in service.outputs and service in chosen:
            return chosen
    raise Impossible(f"no service leads from {into} to {until}")


@dataclass(frozen=True, slots=True)
class Pass:
    """Services to run together, and what to feed them: records of one topic after the other."""

    services: Sequence[Registered]
    feeds: Sequence[tuple[str, carry.Records]]


def passes(services: Sequence[Registered], into: str, records: Iterable[Any], out: Path) -> Iterator[Pass]:
    """The services before alert run together; alert, which joins two topics, is fed one topic after the other.

    Else the order in which the two reach it, and with it the counts in its events, would change from run to run.
    """
    joining = [s for s in services if len(s.inputs) > 1]
    if first := [s for s in services if s not in joining]:
        yield Pass(first, [(into, records)])
    for service in joining:
        if first:
            yield Pass([service], [(topic, _written(out / f"{topic}.jsonl")) for topic in service.inputs])
        else:
            yield Pass([service], [(into, records)])


def _written(path: Path) -> carry.Records:
    with path.open("rb") as lines:
        yield from ((None, line.rstrip(b"\n")) for line in lines)


def run(inputs: Sequence[str], out: Path, into: str, until: str) -> int:
    """Replays the inputs into `out`; the number of dead letters.

    Raises Impossible, services.ingest.files.InputError or services.supervisor.CannotRun.
    """
    services = services_between(into, until)
    records = pages(inputs)
    total = None if STDIN in inputs else sum(1 for _ in pages(inputs))
    topics = list(dict.fromkeys(topic for service in services for topic in service.outputs))
    _empty(out, inputs)
    with ExitStack() as stack:
        files = {topic: stack.enter_context((out / f"{topic}.jsonl").open("wb")) for topic in topics}
        shown = stack.enter_context(_progress())
        store = stack.enter_context(servers())
        catch_all.subscribe(store.redis, terminal=False)
        counts = dict.fromkeys(topics, 0)
        for number, this in enumerate(passes(services, into, records, out)):
            kafka = store.kafka if number == 0 else stack.enter_context(broker())
            report = _Report(shown, this, total if number == 0 else None, counts)
            asyncio.run(_run(this, Servers(kafka=kafka, redis=store.redis), files, report))
            for file in files.values():
                file.flush()
        return counts["dead-letters"]


def _empty(out: Path, inputs: Sequence[str]) -> None:
    here = out.resolve()
    if any(here == Path(path).resolve() or here in Path(path).resolve().parents for path in inputs if path != STDIN):
        raise Impossible(f"{out}: holds an input, and would be emptied")
    if here == Path.cwd() or here in Path.cwd().parents:
        raise Impossible(f"{out}: this folder would be emptied; name one of its own for the results")
    try:
        if out.exists():
            shutil.rmtree(out)
        out.mkdir(parents=True)
    except OSError as error:
        raise Impossible(f"{out}: cannot be emptied or made: {(error.strerror or str(error)).lower()}") from None


async def _run(this: Pass, servers: Servers, files: Mapping[str, IO[bytes]], report: "_Report") -> None:
    running = frozenset(service.group for service in this.services)
    outputs = list(dict.fromkeys(topic for service in this.services for topic in service.outputs))
    mine = Cluster(bootstrap=servers.kafka, security={}, held_for=running)
    supervisor = Supervisor(servers, [s.name for s in this.services], SETTINGS, accept_bad=True, collected=True)
    with supervisor:
        async with AsyncExitStack() as stack:
            offsets = await stack.enter_async_context(Offsets(mine))
            collecting = asyncio.create_task(carry.collect(mine, outputs, files, report.wrote))
            feeding = asyncio.create_task(carry.feed(mine, this.feeds, this.services, offsets, report.fed))
            for task in (collecting, feeding):
                stack.push_async_callback(_cancelled, task)
            while not (feeding.done() and await _through(offsets, this.services, outputs)):
                for task in (collecting, feeding):
                    if task.done():
                        task.result()
                supervisor.revive()
                await asyncio.sleep(carry.POLL_SECONDS)
        supervisor.kill()  # all is committed


async def _through(offsets: Offsets, services: Sequence[Registered], topics: Sequence[str]) -> bool:
    return await carry.finished(offsets, services) and await carry.collected(offsets, topics)


async def _cancelled(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@contextmanager
def _progress() -> Iterator[Progress]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[wrote]}"),
    )
    with Progress(*columns, console=Console(file=sys.stderr), refresh_per_second=4) as progress:
        yield progress


class _Report:
    """What a person sees of a pass: how much is fed, how fast, what came out."""

    def __init__(self, progress: Progress, this: Pass, total: int | None, counts: dict[str, int]) -> None:
        self._progress = progress
        self._counts = counts
        self._began = time.monotonic()
        self._fed = 0
        names = ", ".join(service.name for service in this.services)
        self._task = progress.add_task(names, total=total, rate="", wrote="")

    def fed(self, count: int) -> None:
        self._fed += count
        rate = self._fed / (time.monotonic() - self._began)
        self._progress.update(self._task, completed=self._fed, rate=f"{rate:.0f} pages/s")

    def wrote(self, topic: str, count: int) -> None:
        self._counts[topic] += count
        wrote = ", ".join(f"{topic} {n}" for topic, n in self._counts.items() if n or topic == "dead-letters")
        self._progress.update(self._task, wrote=wrote)


def topics_into() -> list[str]:
    """The topics that a replay can begin with."""
    return [name for name, topic in TOPICS.items() if set(topic.consumers) & set(PIPELINE)]


def topics_until() -> list[str]:
    """The topics that a replay can end with."""
    return [name for name, topic in TOPICS.items() if set(topic.producers) & set(PIPELINE) and name != "dead-letters"]
