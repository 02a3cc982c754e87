"""Events as the console gets them, all invented."""

from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.events import Alert, ArticleCopy, Contrast, Delivery, Entity, Match, Mention, Speaker, Statement

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
SPEAKER = Speaker(name="دميتري بيسكوف", name_en="Dmitry Peskov")


def statement(item: str = "s", number: int = 1, **fields: Any) -> Statement:
    """The `number`-th occurrence of a statement, a minute after the one before."""
    given: dict[str, Any] = {
        "event_id": f"{item}-{number}",
        "statement_id": item,
        "event": "new" if number == 1 else "sighting",
        "occurrence_id": f"{item}-{number}",
        "speaker": SPEAKER,
        "quote": "المحادثات ستستأنف يوم الثلاثاء",
        "kind": "indirect",
        "said": "now",
        "language": "ar",
        "start": 0,
        "end": 30,
        "story_id": f"story-{number}",
        "article_id": f"article-{number}",
        "url": f"https://outlet{number}.example/{item}",
        "source": f"outlet{number}",
        "seen_at": NOW + timedelta(minutes=number),
        "sightings": number,
        "sources": tuple(f"outlet{n}" for n in range(1, number + 1)),
        "cluster_id": f"cluster-{number}",
        "entities": (Entity(name="x", type="other", mentions=(Mention(paragraph=0, start=0, end=1),)),),
    }
    return Statement(**(given | fields))


def copy(cluster: str = "cluster-1", number: int = 1) -> ArticleCopy:
    return ArticleCopy(
        article_id=f"copy-{number}",
        url=f"https://copy{number}.example/",
        source=f"copy{number}",
        fetched_at=NOW + timedelta(hours=number),
        cluster_id=cluster,
        copy_of="article-1",
        containment=0.95,
    )


def alert(item: str = "a", minute: int = 0) -> Alert:
    return Alert(
        alert_id=item,
        subscription_id="talks",
        event="new",
        statement=statement(),
        created_at=NOW + timedelta(minutes=minute),
        matched=(Match(field="quote", term="الثلاثاء", start=0, end=8),),
        copies=2,
        sources=("outlet1", "outlet2"),
    )


def delivery(item: str = "a", **fields: Any) -> Delivery:
    given: dict[str, Any] = {
        "alert_id": item,
        "subscription_id": "talks",
        "channel": "webhook",
        "outcome": "delivered",
        "attempts": 1,
        "at": NOW + timedelta(minutes=5),
        "target": "https://hooks.example/secret",
    }
    return Delivery(**(given | fields))


CONTRAST = Contrast(statement_id="other", kind="date", was="الثلاثاء", now="الأربعاء")
