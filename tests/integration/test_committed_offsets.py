"""While a coordinator moves it refuses to tell the committed offsets; nothing is read again from the start then."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.ledger import Ledger
from tests.integration.pages import pages
from tests.integration.pipeline import Pipeline
from tests.integration.proxy import OFFSET_FETCH, Proxy, refused_offset_fetch
from tests.integration.servers import free_port
from tests.integration.workers import eventually

pytestmark = pytest.mark.servers

REFUSALS = 5


class Refusals:
    """Refuses the next few OffsetFetch requests."""

    def __init__(self) -> None:
        self.left = 0

    def __call__(self, key: int, version: int) -> bytes | None:
        if key != OFFSET_FETCH or not self.left:
            return None
        self.left -= 1
        return refused_offset_fetch(version)


@pytest.fixture
def refusals() -> Refusals:
    return Refusals()


@pytest.fixture
def pipeline(real_servers: None, tmp_path: Path, refusals: Refusals) -> Iterator[Pipeline]:
    port = free_port()
    pipeline = Pipeline(tmp_path, "articles.unique", workers=1, advertised=port)
    proxy = Proxy(port, pipeline.kafka.port, refusals)
    with pipeline:
        yield pipeline
    proxy.close()


def test_a_refusal_to_tell_offsets_is_not_taken_for_a_group_that_never_committed(
    pipeline: Pipeline, refusals: Refusals
) -> None:
    with Ledger(pipeline.kafka.bootstrap, "articles.unique") as ledger:
        pipeline.send(list(pages(300, seed=1)))
        pipeline.catch_up()
        ledger.read()
        [worker] = pipeline.all_workers()
        worker.terminate()
        refusals.left = REFUSALS
        worker.start()
        eventually(lambda: refusals.left == 0, "the offsets are asked for")
        eventually(worker.ready, "the worker is ready")
        pipeline.send(list(pages(300, seed=2)))
        pipeline.catch_up()
        assert ledger.read() == 0
