"""Cleaning and extraction read another language through the same rules, given its value."""

from datetime import UTC, datetime

from english import LANGUAGES

from schemas.events import CleanStory, RawArticle, UniqueArticle
from services.cleaning.stories import clean
from services.extraction.story import extract

PAGE = """Home
Kazan opens a new museum
Published 3 May 2025
MOSCOW - A museum of bridges will open in Kazan, Dmitry Peskov told reporters on Monday.
Share
Peskov said that the museum will be free for children.
He added that “the Kremlin has sent a model of a bridge to it”.
Lavrov said last week that the museum was needed.
Tags
All rights reserved"""


def cleaned() -> CleanStory:
    article = RawArticle(
        article_id="a1",
        url="https://outlet.example/1",
        source="Outlet",
        fetched_at=datetime(2025, 5, 5, 12, tzinfo=UTC),
        text=PAGE,
    )
    (story,) = clean(UniqueArticle(article=article, verdict="original", cluster_id="c1"), LANGUAGES)
    return story


def test_a_page_is_cleaned_by_the_words_of_its_language() -> None:
    story = cleaned()
    assert (story.language, story.title, story.published_at) == ("en", "Kazan opens a new museum", "2025-05-03")
    assert story.paragraphs[0].startswith("A museum of bridges")
    assert len(story.paragraphs) == 4
    assert {(one.text, one.reason) for one in story.dropped} == {
        ("Home", "menu"),
        ("Share", "share"),
        ("Tags", "tags"),
        ("All rights reserved", "footer"),
        ("MOSCOW", "dateline"),
        ("Published 3 May 2025", "stamp"),
    }


def test_its_statements_are_found_by_the_same_rules() -> None:
    found = [(s.speaker.name, s.cue, s.kind, s.said, s.quote) for s in extract(cleaned(), LANGUAGES).statements]
    assert found == [
        ("Dmitry Peskov", "said", "indirect", "now", "the museum will be free for children"),
        ("Dmitry Peskov", "added", "direct", "now", "the Kremlin has sent a model of a bridge to it"),
        ("Sergey Lavrov", "said", "indirect", "earlier", "the museum was needed"),
    ]


def test_its_names_are_entities() -> None:
    read = extract(cleaned(), LANGUAGES)
    places = {e.name: [read.story.paragraphs[m.paragraph][m.start : m.end] for m in e.mentions] for e in read.entities}
    assert places == {
        "Kazan": ["Kazan"],
        "Dmitry Peskov": ["Dmitry Peskov", "Peskov"],
        "Kremlin": ["the Kremlin"],
        "Sergey Lavrov": ["Lavrov"],
    }


def test_without_its_rules_nothing_is_invented() -> None:
    assert extract(cleaned()).statements == extract(cleaned()).entities == ()
