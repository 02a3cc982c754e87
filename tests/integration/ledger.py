"""What the topics hold in the end: each page's verdict, each subscription's alerts, and what was written twice."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from confluent_kafka import Consumer, TopicPartition

from schemas.topics import TOPICS
from tests.integration.pages import SPEAKER, Page

IDENTITY = {
    "articles.unique": lambda event: event["article"]["article_id"],
    "articles.copies": lambda event: event["article_id"],
    "dead-letters": lambda event: event["dead_letter_id"],
    "statements": lambda event: event["event_id"],
    "alerts": lambda event: event["alert_id"],
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Article ids and statements for which a promise was broken; empty where it held."""

    pages: int
    missing: tuple[str, ...]
    twice_original: tuple[str, ...]
    split: tuple[str, ...]
    untold: tuple[str, ...]
    told_twice: tuple[tuple[str, str], ...]
    repeated: int

    def failures(self) -> list[str]:
        broken = {
            "pages are missing": self.missing,
            "clusters have two originals": self.twice_original,
            "copies are in another cluster than their story": self.split,
            "clusters or statements nobody was told of": self.untold,
            "statements were told twice": self.told_twice,
        }
        return [f"{len(found)} {what}: {found[:5]}" for what, found in broken.items() if found]

    def __str__(self) -> str:
        return (
            f"{self.pages} pages: {len(self.missing)} missing, {len(self.twice_original)} clusters with two originals, "
            f"{len(self.split)} copies apart, {len(self.untold)} untold, {len(self.told_twice)} told twice, "
            f"{self.repeated} records written again"
        )


class Ledger:
    """Reads the result topics on and on; the verdict comes at the end."""

    def __init__(self, bootstrap: str, until: str) -> None:
        self._consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "ledger", "log_level": 0})
        self._with_alerts = until == "alerts"
        self._events: dict[str, dict[str, Any]] = {topic: {} for topic in IDENTITY}
        self._next = {(topic, n): 0 for topic in IDENTITY for n in range(TOPICS[topic].partitions)}
        self._repeated = 0

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self._consumer.close()

    def read(self) -> int:
        """Reads what is new: how many of its records stood there already."""
        before = self._repeated
        ends = {
            (t, n): self._consumer.get_watermark_offsets(TopicPartition(t, n), timeout=20)[1] for t, n in self._next
        }
        self._consumer.assign([TopicPartition(topic, n, at) for (topic, n), at in self._next.items()])
        while any(self._next[place] < end for place, end in ends.items()):
            for message in self._consumer.consume(1000, timeout=1.0):
                if not message.error():
                    self._take(message)
        self._consumer.unassign()  # else the next question about ends waits for its whole timeout
        return self._repeated - before

    def _take(self, message: Any) -> None:
        topic, event = message.topic(), orjson.loads(message.value())
        identity = IDENTITY[topic](event)
        self._repeated += identity in self._events[topic]
        self._events[topic][identity] = event
        self._next[topic, message.partition()] = message.offset() + 1

    def verdict(self, sent: Sequence[Page]) -> Verdict:
        """Judges the topics against the pages that were sent."""
        unique, copies = self._events["articles.unique"], self._events["articles.copies"]
        clusters = {i: e["cluster_id"] for i, e in (*unique.items(), *copies.items())}
        broken = {event["article_id"] for event in self._events["dead-letters"].values()}
        originals = Counter(event["cluster_id"] for event in unique.values() if event["verdict"] == "original")
        told: dict[tuple[str, str], set[str]] = defaultdict(set)
        for alert_id, alert in self._events["alerts"].items():
            if alert["event"] == "new":
                told[alert["subscription_id"], alert["statement"]["statement_id"]].add(alert_id)
        return Verdict(
            pages=len(sent),
            missing=tuple(p.article_id for p in sent if p.article_id not in clusters and p.article_id not in broken),
            twice_original=tuple(cluster for cluster, times in originals.items() if times > 1),
            split=tuple(p.article_id for p in sent if p.of and clusters.get(p.article_id) != clusters.get(p.of)),
            untold=tuple(self._untold(set(clusters.values()))) if self._with_alerts else (),
            told_twice=tuple(what for what, ids in told.items() if len(ids) > 1),
            repeated=self._repeated,
        )

    def _untold(self, clusters: set[str]) -> set[str]:
        """Clusters without a statement by the speaker of every story, and such statements without an alert."""
        statements = [s for s in self._events["statements"].values() if SPEAKER in s["speaker"]["name"]]
        alerted = {alert["statement"]["statement_id"] for alert in self._events["alerts"].values()}
        silent = clusters - {statement["cluster_id"] for statement in statements}
        return silent | {statement["statement_id"] for statement in statements} - alerted
