"""Stories for the tests of extraction."""

from datetime import UTC, datetime

from schemas.events import CleanStory


def story(
    *paragraphs: str, title: str | None = None, language: str = "ar", published_at: str | None = None
) -> CleanStory:
    return CleanStory(
        story_id="story-1",
        article_id="article-1",
        url="https://outlet.example/1",
        source="outlet",
        fetched_at=datetime(2025, 6, 4, 12, tzinfo=UTC),
        role="main",
        position=0,
        language=language,
        title=title,
        paragraphs=paragraphs,
        published_at=published_at,
    )
