"""Pages of a MiB: each service's loop goes round while they are worked on, and they stay small in memory."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.pages import SPEAKER, Page
from tests.integration.pipeline import Pipeline
from tests.integration.processes import usage

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]

PAGES = 8
PAGE_BYTES = 950_000
LONGEST_WITHOUT_TICK = 15.0
"""Seconds: what alive means."""

MOST_BYTES = 300 << 20
"""Compose grants a service 384 MiB."""

WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()


def _large(number: int, rng: random.Random) -> Page:
    paragraphs, size = list[str](), 0
    while size < PAGE_BYTES:
        said = " ".join(rng.choices(WORDS, k=60))
        paragraphs.append(f"قال المتحدث باسم الكرملين دميتري {SPEAKER} إن {said}.")
        size += len(paragraphs[-1].encode()) + 2
    fields = {
        "article_id": f"large-{number}",
        "url": f"https://nawras.example/{number}",
        "source": "النورس",
        "fetched_at": "2025-09-05T10:00:00Z",
        "text": "\n".join(paragraphs[:-1]),
    }
    return Page(f"large-{number}", "story", json.dumps(fields, ensure_ascii=False).encode())


@pytest.fixture
def pipeline(real_servers: None, tmp_path: Path) -> Iterator[Pipeline]:
    with Pipeline(tmp_path, "stories.extracted", workers=1) as pipeline:
        yield pipeline


def test_the_loop_goes_round_while_large_pages_are_worked_on(pipeline: Pipeline) -> None:
    rng = random.Random(5)
    pipeline.send([_large(number, rng) for number in range(PAGES)])
    ticks, memory = list[float](), list[int]()
    until = time.monotonic() + 300
    while any(pipeline.lag(service) for service in pipeline.services) or not ticks:
        assert time.monotonic() < until
        for worker in pipeline.all_workers():
            status, said = worker.get("/healthz")
            assert status == 200, said
            ticks.append(said["seconds_since_tick"])
            memory.append(usage(worker.pid).memory)
        time.sleep(0.3)
    pipeline.catch_up()
    assert max(ticks) < LONGEST_WITHOUT_TICK
    assert max(memory) < MOST_BYTES
