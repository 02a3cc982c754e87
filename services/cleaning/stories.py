"""A page to the stories that stand on it."""

from schemas.codec import digest
from schemas.events import CleanStory, Dropped, RawArticle, UniqueArticle
from services.cleaning.credit import credit
from services.cleaning.language import language
from services.cleaning.published import published
from services.languages import ARABIC, LANGUAGES, Language, Languages, of
from services.page.lines import lines
from services.page.reading import full_reading
from services.page.types import Reading, Story


def clean(unique: UniqueArticle, languages: Languages = LANGUAGES) -> list[CleanStory]:
    """The page's stories in order, the main story first.

    A page without a story gives one of no paragraphs. The first carries everything that was dropped, with the reasons:
    every line of the page is in a paragraph, in a title, or there.
    """
    article = unique.article
    reading, spoken = read(article, languages)
    stories = reading.stories or [Story("main")]
    return [_clean(unique, reading, story, position, spoken) for position, story in enumerate(stories)]


def read(article: RawArticle, languages: Languages = LANGUAGES) -> tuple[Reading, Language]:
    """The page, and the language by whose rules it was read: Arabic's for a page of a language without rules.

    The longest line tells the page's language: menus and labels may be of another.
    """
    found = lines(article)
    tag = article.language or language(max((line.text for line in found), key=len, default=""))
    spoken = of(tag, languages) or ARABIC
    return full_reading(article, found, spoken.chrome), spoken


def _clean(unique: UniqueArticle, reading: Reading, story: Story, position: int, spoken: Language) -> CleanStory:
    article = unique.article
    date = published(story, article.fetched_at, spoken.stamps)
    return CleanStory(
        story_id=digest(article.article_id, content_digest(article), position),
        article_id=article.article_id or content_digest(article),
        cluster_id=_cluster(unique, reading, story),
        url=article.url,
        source=article.source,
        fetched_at=article.fetched_at,
        role=story.role,
        position=position,
        language=article.language or language(" ".join(story.paragraphs) or article.title or ""),
        title=story.title,
        paragraphs=tuple(story.paragraphs),
        source_credit=credit(story),
        published_at=date[0] if date else None,
        published_at_basis=date[1] if date else None,
        dropped=tuple(Dropped(text=text, reason=reason) for text, reason in _dropped(reading)) if position == 0 else (),
    )


def _cluster(unique: UniqueArticle, reading: Reading, story: Story) -> str | None:
    """The page's cluster for its main story; for another the one that dedupe knew, if both speak of one story."""
    if story.role == "main":
        return unique.cluster_id
    further = sum(other.role == "also_read" for other in reading.stories)
    return unique.embedded[0].cluster_id if further == len(unique.embedded) == 1 else None


def _dropped(reading: Reading) -> list[tuple[str, str]]:
    about = [(about.text, about.kind) for story in reading.stories for about in story.about]
    return reading.dropped + about


def content_digest(article: RawArticle) -> str:
    """One digest for one content: title and body as fetched."""
    return digest(article.title, article.text, article.html)
