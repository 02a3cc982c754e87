"""Services on Apache Kafka and Redis, several workers each, and how far behind their consumer groups are."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

from schemas.topics import TOPICS
from services.registry import SERVICES
from tests.integration.pages import SPEAKER, Page
from tests.integration.servers import Kafka, RedisServer
from tests.integration.workers import Worker, eventually

CAUGHT_UP_WITHIN = 120.0
Place = tuple[str, int]
"""Topic and partition."""

T = TypeVar("T")


class Pipeline:
    """The services from `articles.raw` up to the one that writes the topic `until`, `workers` of each."""

    def __init__(self, folder: Path, until: str, workers: int = 2, advertised: int | None = None) -> None:
        self.kafka = Kafka(folder / "kafka", advertised=advertised)
        self.redis = RedisServer(folder / "redis")
        self.folder, self.until = folder, until
        self.settings = {"WIREFOLD_KAFKA": self.kafka.bootstrap, "WIREFOLD_REDIS": self.redis.url}
        reading = [name for name, service in SERVICES.items() if service.inputs]
        last = next(number for number, name in enumerate(reading) if until in SERVICES[name].outputs)
        self.services = reading[: last + 1]
        self.workers: dict[str, list[Worker]] = {service: [] for service in self.services}
        self._wanted = workers
        self._started = 0

    def __enter__(self) -> "Pipeline":
        self.kafka.start()
        self.redis.start()
        run_command(self.settings, "topics", "apply")
        client = {"bootstrap.servers": self.kafka.bootstrap, "log_level": 0}
        self._producer = Producer({**client, "enable.idempotence": True, "linger.ms": 5})
        self._groups = {service: Group(service, self.kafka.bootstrap) for service in self.services}
        if "alert" in self.services:
            run_command(self.settings, "subscriptions", "add", SPEAKER)
        for service in self.services:
            for _ in range(self._wanted):
                self.add_worker(service)
        for worker in self.all_workers():
            eventually(worker.ready, f"{worker.service} is ready; its log is {worker.log}")
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.all_workers():
            worker.kill()
        for group in self._groups.values():
            group.close()
        self.kafka.stop()
        self.redis.stop()

    def all_workers(self) -> list[Worker]:
        return [worker for workers in self.workers.values() for worker in workers]

    def add_worker(self, service: str) -> Worker:
        self._started += 1
        worker = Worker(service, self.settings, self.folder, self._started).start()
        self.workers[service].append(worker)
        return worker

    def remove_worker(self, service: str) -> float:
        """Stops the youngest worker of the service: the seconds that it took."""
        _, seconds = self.workers[service].pop().terminate()
        return seconds

    def send(self, pages: Sequence[Page]) -> None:
        """Sends to articles.raw and waits for every acknowledgement, however long the broker is away."""
        for page in pages:
            self._producer.produce("articles.raw", page.value, page.article_id)
        if left := self._producer.flush(300):
            raise RuntimeError(f"{left} pages were not acknowledged")

    def catch_up(self) -> None:
        """Waits until each group, in the pipeline's order, has committed all that stands in its topics."""
        for service in self.services:
            group = self._groups[service]
            aim = _patiently(group.ends)
            eventually(partial(group.reached, aim), f"{service} is at {aim}; logs: {self.folder}", CAUGHT_UP_WITHIN)

    def lag(self, service: str) -> int:
        """How many records its group has not committed."""
        return self._groups[service].lag()


class Group:
    """One service's consumer group, seen from outside."""

    def __init__(self, service: str, bootstrap: str) -> None:
        registered = SERVICES[service]
        self._consumer = Consumer({"bootstrap.servers": bootstrap, "log_level": 0, "group.id": registered.group})
        self._partitions = [TopicPartition(t, n) for t in registered.inputs for n in range(TOPICS[t].partitions)]

    def ends(self) -> dict[Place, int]:
        """The end of each partition that it reads. Raises KafkaException where the broker does not answer."""
        found = ((tp, self._consumer.get_watermark_offsets(tp, timeout=5)) for tp in self._partitions)
        return {(tp.topic, tp.partition): offsets[1] for tp, offsets in found}

    def reached(self, aim: Mapping[Place, int]) -> bool:
        """Whether it has committed at least `aim`; no, where the broker does not answer."""
        try:
            committed = self._consumer.committed(self._partitions, timeout=5)
        except KafkaException:
            return False
        return all(tp.offset >= aim[tp.topic, tp.partition] for tp in committed if aim[tp.topic, tp.partition])

    def lag(self) -> int:
        """How many records it has not committed. Raises KafkaException where the broker does not answer."""
        ends = self.ends()
        committed = self._consumer.committed(self._partitions, timeout=5)
        return sum(ends[tp.topic, tp.partition] - max(0, tp.offset) for tp in committed)

    def close(self) -> None:
        self._consumer.close()


def run_command(settings: Mapping[str, str], *words: str) -> str:
    """What `wirefold WORDS` prints. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "services.cli", *words]
    environment = {**os.environ, **settings}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def _patiently(ask: Callable[[], T]) -> T:
    while True:
        try:
            return ask()
        except KafkaException:
            time.sleep(0.2)
