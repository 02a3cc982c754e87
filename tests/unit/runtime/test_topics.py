import pytest

from schemas.events import RawArticle
from schemas.topics import TOPICS, Topic
from services.runtime.topics import Present, plan, wanted

RAW = Topic(name="articles.raw", event=RawArticle, key="article_id", producers=(), consumers=(), partitions=12)


def as_wanted(**changed: str) -> dict[str, str]:
    return wanted(RAW) | changed


def test_an_empty_cluster_gets_every_topic() -> None:
    assert [step.topic for step in plan(list(TOPICS.values()), {})] == list(TOPICS)


@pytest.mark.parametrize(
    ("present", "texts"),
    [
        (Present(12, as_wanted()), []),  # twice changes nothing
        (Present(4, as_wanted()), ["raise articles.raw from 4 to 12 partitions"]),
        (Present(24, as_wanted()), []),  # never shrinks
        (
            Present(12, as_wanted(**{"retention.ms": "1000"})),
            ["set retention.ms of articles.raw from 1000 to 604800000"],
        ),
        (Present(12, as_wanted(**{"retention.ms": "-1"})), []),  # kept without end is kept longer
        (Present(12, as_wanted(**{"max.message.bytes": "99999999"})), []),
        (
            Present(12, as_wanted(**{"cleanup.policy": "compact"})),
            ["set cleanup.policy of articles.raw from compact to delete"],
        ),
    ],
)
def test_the_plan(present: Present, texts: list[str]) -> None:
    assert [step.text for step in plan([RAW], {"articles.raw": present})] == texts
