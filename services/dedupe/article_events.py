"""Decisions as events, and articles that no later stage can take."""

from dataclasses import replace
from datetime import datetime, timedelta

from schemas.codec import InvalidEvent
from schemas.events import ArticleCopy, RawArticle, UniqueArticle
from services.dedupe.article_pages import Entry
from services.dedupe.folding import Decision
from services.page.encoding import is_lost

AHEAD = timedelta(days=1)
"""How far fetched_at may lie after the clock."""


def refusal(article: RawArticle, now: datetime) -> InvalidEvent | None:
    """Why the article cannot be handled, None where it can."""
    if article.fetched_at > now + AHEAD:
        return InvalidEvent("$.fetched_at", f"{article.fetched_at.isoformat()} is over a day ahead of the clock")
    if article.fetched_at.timestamp() < 0:
        return InvalidEvent("$.fetched_at", f"{article.fetched_at.isoformat()} is before 1970")
    if is_lost(article.text or article.html or ""):
        return InvalidEvent("$.text" if article.text else "$.html", "was decoded wrongly: its words are U+FFFD")
    return None


def event_of(article: RawArticle, entry: Entry, decision: Decision) -> tuple[str, UniqueArticle | ArticleCopy]:
    """The topic and the event that tell of the decision."""
    if decision.verdict == "copy" and decision.copy_of is not None:
        copy = ArticleCopy(
            article_id=entry.page.article_id,
            url=article.url,
            source=article.source,
            fetched_at=article.fetched_at,
            cluster_id=decision.cluster_id,
            copy_of=decision.copy_of,
            containment=decision.containment,
            embedded=decision.embedded,
        )
        return "articles.copies", copy
    unique = UniqueArticle(
        article=replace(article, article_id=entry.page.article_id),
        verdict="original" if decision.verdict == "original" else "update",
        cluster_id=decision.cluster_id,
        copy_of=decision.copy_of,
        containment=decision.containment,
        novelty=decision.novelty,
        embedded=decision.embedded,
    )
    return "articles.unique", unique
