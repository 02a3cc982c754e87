"""Raw articles as pages to decide on: which text counts, what it is called, and by what it is found."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.codec import digest
from schemas.events import RawArticle
from services.dedupe.folding import SHORT, Page
from services.dedupe.matching import Mask, Text
from services.dedupe.sketch import GRAM, Grams, Numbers, Sketch, harmless_hashes, sketches
from services.page.kinds import OPENERS, bare, sort
from services.page.lines import lines
from services.page.reading import story_blocks

MOST_WORDS = 4000
"""Words of a page that are compared. A longer page is never a copy: what lies beyond is taken for new."""
INDEXED = 16
"""Fewest fingerprints by which a text is found, if it has so many; a longer text is found by a quarter of its own.

The least ones are taken, so that two texts choose the same from what they share.
"""
TITLE_WORDS = 2
"""Words from which a title tells stories apart («Editorial» does not)."""


STOPS = (".", "؟", "!")
FEW_WORDS = 12
"""Words below which a page says little without its title («Details follow»)."""
HEADING_WORDS = 25
"""Most words of a line that may be a title."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page on its way through the store. `key` names the article and its content, `asked` are the fingerprints to look
    for, `indexed` those to be found by."""

    page: Page
    key: bytes
    asked: Grams
    indexed: Grams


def article_id(article: RawArticle) -> str:
    """The sender's id, else a digest of URL, title and body."""
    return article.article_id or digest(article.url, article.title or "", _body(article))


def entries(articles: Sequence[RawArticle]) -> list[Entry]:
    """Each article as an entry, in order."""
    parts = [_parts(article) for article in articles]
    drawn = iter(sketches([text for part in parts for text in part]))
    return [
        _entry(article, part[0], [next(drawn) for _ in part]) for article, part in zip(articles, parts, strict=True)
    ]


def _parts(article: RawArticle) -> list[str]:
    """The text that counts, what of it is not of the page's own story, and the lines that may be titles, likeliest first.

    A page on which hardly a story is found counts with all that it says.
    """
    blocks, page = story_blocks(article), [line.text for line in lines(article)]
    titles = [article.title or "", page[0] if page else "", (blocks[0].title if blocks else None) or ""]
    own = [without_tail(p, titles) for p in blocks[0].paragraphs] + remarks(page) if blocks else []
    if sum(paragraph.count(" ") + 1 for paragraph in own) < SHORT:
        own, blocks = page, []
        if sum(line.count(" ") + 1 for line in page) < FEW_WORDS:
            own = [article.title or "", *page]
    rest = [paragraph for block in blocks[1:] for paragraph in block.paragraphs]
    headings = [line for line in page[1:] if line.count(" ") < HEADING_WORDS]
    return ["\n".join([*own, *rest]), "\n".join(rest), *titles, *headings]


def remarks(page: Sequence[str]) -> list[str]:
    """Short sentences on lines of their own («The Kremlin did not comment.»), which may be headings to a reader of pages
    and news to a reader of news."""
    return [line for line in page if line.endswith(STOPS) and 2 <= line.count(" ") < 6 and sort(line).kind == "short"]


def without_tail(paragraph: str, titles: Sequence[str]) -> str:
    """The paragraph without tags or the page's own title, with or without a label, after its last sentence."""
    end = max(paragraph.rfind(stop) for stop in (". ", "؟ ", "! ", ".", "»"))
    head, tail = paragraph[: end + 1], paragraph[end + 1 :]
    if not head or tail.count(" ") > HEADING_WORDS:
        return paragraph
    plain = bare(tail)
    is_title = any(len(own := bare(title)) > 1 and plain.endswith(own) for title in titles)
    is_tags = any(OPENERS.get(" ".join(plain.split()[:n])) == "tags" for n in (1, 2))
    return head if is_title or is_tags else paragraph


def _entry(article: RawArticle, text: str, drawn: list[Sketch]) -> Entry:
    whole, rest, *lines_ = drawn
    name, content = article_id(article), digest(article.title or "", _body(article))
    words = whole.words[:MOST_WORDS]
    grams = whole.grams[: max(0, len(words) - GRAM + 1)]
    titles = [text_hash(line.words) if len(line.words) >= TITLE_WORDS else 0 for line in lines_]
    page = Page(
        article_id=name,
        own_cluster=digest("cluster", name, content),
        at=int(article.fetched_at.timestamp()),
        titles=tuple(title for title in titles[:3] if title),
        headings=frozenset(titles[3:]) - {0},
        text=Text(
            words, grams, min(len(words), len(whole.words) - len(rest.words)), _harmless(whole)[: len(words)], text
        ),
        whole=len(words) == len(whole.words),
    )
    if len(words) < SHORT:
        asked = indexed = np.array([text_hash(words)], np.uint32)
    else:
        asked = np.unique(grams[whole.kept[: len(grams)]])
        indexed = asked[: max(INDEXED, len(asked) // 4)]
    return Entry(page, bytes.fromhex(digest(name, content))[:12], asked, indexed)


def _harmless(sketch: Sketch) -> Mask:
    known = harmless_hashes()
    at = np.searchsorted(known, sketch.hashes)
    at[at == len(known)] = 0
    return known[at] == sketch.hashes


def text_hash(words: Numbers) -> int:
    """A 32-bit hash of all words in order, never 0."""
    return zlib.crc32(words.tobytes()) or 1


def _body(article: RawArticle) -> str:
    return (article.text if article.html is None else article.html) or ""
