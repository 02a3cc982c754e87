"""What the markup of an HTML page says of its main story, where no reader sees it."""

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from services.page.html import blocks, parsed

_SIGNS = ("datePublished", "published_time", "pubdate", "date.issued", "entry-date")
_META = (
    'meta[property="article:published_time"], meta[itemprop="datePublished"], meta[name="pubdate"], '
    'meta[name="DC.date.issued"], meta[name="parsely-pub-date"]'
)
_TIME = "time[itemprop=datePublished], time[pubdate], time.entry-date.published"
_WORKS = ("Article", "BlogPosting", "Report")
"""What the type of a text that was published ends in, by schema.org: NewsArticle, LiveBlogPosting …"""

_BREAKS = re.compile(r"[\r\n]+|<br\b[^>]*>|</?(?:p|div|h[1-6]|li)\b[^>]*>")

LONGEST = 40
"""Characters of the longest date: an ISO time with fractions and zone, or one of a mail's head."""


def publication(html: str) -> str | None:
    """The page's date of publication as its markup writes it, None where it has none.

    Asked in this order: JSON-LD (schema.org's `datePublished` of an article), meta elements (Open Graph's
    `article:published_time` and their like), marked <time> elements. The first kind that gives a date counts, and only
    if it gives one alone: several are those of a list.
    """
    page = parsed(html) if any(sign in html for sign in _SIGNS) else None
    if page is None:
        return None
    for given in (_linked_data(page), _attributes(page, _META, "content"), _attributes(page, _TIME, "datetime")):
        if found := {day for value in given if (day := value.strip()) and len(day) <= LONGEST and _is_clean(day)}:
            return found.pop() if len(found) == 1 else None
    return None


def article(html: str) -> list[str]:
    """Headline and paragraphs of the page's article as JSON-LD has them (schema.org's `articleBody`), empty where it
    has none or several."""
    page = parsed(html) if "articleBody" in html else None
    works = _works(page) if page is not None else ()
    found = {body: work.get("headline") for work in works if isinstance(body := work.get("articleBody"), str)}
    if len(found) != 1:
        return []
    body, headline = found.popitem()
    parts = [headline if isinstance(headline, str) else "", *_BREAKS.split(body)]
    return [text for part in parts if (text := _shown(part))]


def _shown(text: str) -> str:
    """Without markup, which some sites put into it, and without what JSON's escapes may hold and no text."""
    whole = text.encode("utf-8", "ignore").decode().replace("\0", "")
    return " ".join(block.text for block in blocks(whole)) if "<" in whole else whole.strip()


def _is_clean(day: str) -> bool:
    """JSON's escapes may hold anything, even half a character."""
    return day.isascii() and day.isprintable()


def _attributes(page: LexborHTMLParser, selector: str, name: str) -> Iterator[str]:
    return (node.attributes.get(name) or "" for node in page.css(selector))


def _linked_data(page: LexborHTMLParser) -> Iterator[str]:
    return (day for work in _works(page) if isinstance(day := work.get("datePublished"), str))


def _works(page: LexborHTMLParser) -> Iterator[dict[str, object]]:
    """What the page's JSON-LD says of texts that were published."""
    for script in page.css('script[type="application/ld+json"]'):
        try:
            nodes = [json.loads(script.text(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while nodes:
            node = nodes.pop()
            if isinstance(node, dict):
                if _is_work(node.get("@type")):
                    yield node
                nodes += node.values()
            elif isinstance(node, list):
                nodes += node


def _is_work(kind: object) -> bool:
    return any(isinstance(one, str) and one.endswith(_WORKS) for one in (kind if isinstance(kind, list) else [kind]))
