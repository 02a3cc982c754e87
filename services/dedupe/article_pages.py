"""Raw articles as pages to decide on: what they are called, and by what they are found."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.codec import digest
from schemas.events import RawArticle
from services.dedupe.article_text import Parts, parts
from services.dedupe.folding import SHORT, Page
from services.dedupe.matching import Text
from services.dedupe.sketch import GRAM, Grams, Numbers, Sketch, sketches

MOST_WORDS, MOST_LETTERS = 4000, 60_000
"""Words and characters of a page that are compared. A longer page is never a copy: the rest is taken for new."""
INDEXED, INDEXED_SHARE = 16, 6
"""Fewest fingerprints by which a text is found, if it has so many, and of how many of a longer text one is.

The least ones are taken, so that two texts choose the same from what they share. Of 8,281 wire articles and 160 page
copies, with a quarter: 21 each, F1 .979 and all copies; a sixth: 18, .979, all; an eighth: 17, .979, all; with a sixth,
but from twelve on: 15, .979 and 158.
"""
TITLE_WORDS = 2
"""Words from which a title tells stories apart («Opinion» does not)."""
MOST_HEADLINE = 50
"""Words of a title that are compared."""
_NO_WORDS = np.empty(0, np.uint16)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page on its way through the store. `key` names the article and its content, `asked` are the fingerprints to
    look for, `indexed` those to be found by."""

    page: Page
    key: bytes
    asked: Grams
    indexed: Grams


def article_id(article: RawArticle) -> str:
    """The sender's id, else a digest of URL, title and body."""
    return article.article_id or digest(article.url, article.title or "", _body(article))


def entries(articles: Sequence[RawArticle]) -> list[Entry]:
    """Each article as an entry, in order."""
    return entries_of(articles, [parts(article) for article in articles])


def entries_of(articles: Sequence[RawArticle], read: Sequence[Parts]) -> list[Entry]:
    """Articles whose pages are read already as entries."""
    texts = [
        [part.text[:MOST_LETTERS], part.rest[:MOST_LETTERS], *part.breaks, *part.titles, *part.headings]
        for part in read
    ]
    drawn = iter(sketches([text for each in texts for text in each]))
    return [
        _entry(article, part, [next(drawn) for _ in each])
        for article, part, each in zip(articles, read, texts, strict=True)
    ]


def _entry(article: RawArticle, part: Parts, drawn: list[Sketch]) -> Entry:
    (whole, rest), others = drawn[:2], drawn[2:]
    breaks, lines = others[: len(part.breaks)], others[len(part.breaks) :]
    titles = [text_hash(line.words) if len(line.words) >= TITLE_WORDS else 0 for line in lines]
    name, content = article_id(article), digest(article.title or "", _body(article))
    words = whole.words[:MOST_WORDS]
    grams = whole.grams[: max(0, len(words) - GRAM + 1)]
    complete = len(part.text) <= MOST_LETTERS and len(words) == len(whole.words)
    lead = len(whole.words) - len(rest.words) if complete else len(words)
    page = Page(
        article_id=name,
        own_cluster=digest("cluster", name, content),
        at=int(article.fetched_at.timestamp()),
        titles=tuple(title for title in titles[: len(part.titles)] if title),
        headings=frozenset(titles[len(part.titles) :]) - {0},
        breaks=frozenset(int(sketch.grams[0]) for sketch in breaks if len(sketch.grams)),
        text=Text(words, grams, lead, whole.harmless[: len(words)], part.text),
        headline=next((line.words for line in reversed(lines[: len(part.titles)]) if len(line.words)), _NO_WORDS)[
            :MOST_HEADLINE
        ],
        whole=complete,
    )
    if len(words) < SHORT:
        asked = indexed = np.array([text_hash(words)], np.uint32)
    else:
        prints = np.unique(grams[whole.kept[: len(grams)]])
        indexed = prints[: max(INDEXED, len(prints) // INDEXED_SHARE)]
        asked = np.union1d(indexed, grams[whole.sought[: len(grams)]])
    return Entry(page, bytes.fromhex(digest(name, content))[:12], asked, indexed)


def text_hash(words: Numbers) -> int:
    """A 32-bit hash of all words in order, never 0."""
    return zlib.crc32(words.tobytes()) or 1


def _body(article: RawArticle) -> str:
    return (article.text if article.html is None else article.html) or ""
