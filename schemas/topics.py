"""The topics: one entry each, read by the code, the topics job, compose, lag and the tests."""

from dataclasses import dataclass
from typing import Literal

from schemas import events

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
GIB = 1 << 30
EVENT_BYTES = 4 << 20
LETTER_BYTES = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """`key` is the path of the event field that is the record's key; consumers are service names.

    `version` counts the incompatible shapes that the event has had: 1 until a field must change.
    """

    name: str
    event: type
    key: str
    producers: tuple[str, ...]
    consumers: tuple[str, ...]
    partitions: int = 12
    retention_ms: int = 7 * DAY_MS
    retention_bytes: int = GIB
    max_message_bytes: int = EVENT_BYTES
    cleanup: Literal["delete", "compact"] = "delete"
    version: int = 1


TOPICS: dict[str, Topic] = {
    topic.name: topic
    for topic in (
        Topic(
            name="articles.raw",
            event=events.RawArticle,
            key="article_id",
            producers=("ingest",),
            consumers=("dedupe-articles",),
        ),
        Topic(
            name="articles.unique",
            event=events.UniqueArticle,
            key="article.article_id",
            producers=("dedupe-articles",),
            consumers=("cleaning",),
        ),
        Topic(
            name="articles.copies",
            event=events.ArticleCopy,
            key="cluster_id",
            producers=("dedupe-articles",),
            consumers=("alert", "console"),
        ),
        Topic(
            name="stories.clean",
            event=events.CleanStory,
            key="story_id",
            producers=("cleaning",),
            consumers=("extraction",),
        ),
        Topic(
            name="stories.extracted",
            event=events.ExtractedStory,
            key="story.story_id",
            producers=("extraction",),
            consumers=("dedupe-statements",),
        ),
        Topic(
            name="statements",
            event=events.Statement,
            key="statement_id",
            producers=("dedupe-statements",),
            consumers=("alert", "console"),
            retention_ms=30 * DAY_MS,
        ),
        Topic(
            name="alerts",
            event=events.Alert,
            key="subscription_id",
            producers=("alert",),
            consumers=("delivery", "console"),
            retention_ms=30 * DAY_MS,
        ),
        Topic(
            name="deliveries",
            event=events.Delivery,
            key="alert_id",
            producers=("delivery",),
            consumers=("console",),
        ),
        Topic(
            name="dead-letters",
            event=events.DeadLetter,
            key="article_id",
            producers=(
                "dedupe-articles",
                "cleaning",
                "extraction",
                "dedupe-statements",
                "alert",
                "delivery",
                "console",
            ),
            consumers=(),
            partitions=3,
            retention_ms=30 * DAY_MS,
            max_message_bytes=LETTER_BYTES,
        ),
    )
}
