"""The pages that the integration tests send hold what those tests count: one statement a story, of its own."""

from itertools import islice

from schemas.codec import decode
from schemas.events import RawArticle, UniqueArticle
from services.cleaning.app import decide
from services.extraction.app import extracted
from tests.integration.pages import SPEAKER, Page, pages


def _statements(page: Page) -> list[str]:
    """Every statement of a story as `speaker: quote`."""
    raw = decode(RawArticle, page.value)
    unique = UniqueArticle(article=raw, verdict="original", cluster_id=page.article_id)
    stories = [out.event for clean in decide(unique) for out in extracted(clean.event)]
    return [f"{statement.speaker.name}: {statement.quote}" for story in stories for statement in story.statements]


def test_each_story_holds_one_statement_which_no_other_holds() -> None:
    stories = list(islice((page for page in pages(2_000, seed=11) if page.kind == "story"), 400))
    found = [_statements(page) for page in stories]
    assert [statements for statements in found if len(statements) != 1 or SPEAKER not in statements[0]] == []
    names = [set(statement.split()) for [statement] in found]
    assert all(len(mine & other) < len(mine) / 2 for n, mine in enumerate(names) for other in names[:n])
