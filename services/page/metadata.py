"""What the markup of an HTML page says of its main story, where no reader sees it."""

import json
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from services.page.html import parsed

_SIGNS = ("datePublished", "published_time", "pubdate", "date.issued", "entry-date")
_META = (
    'meta[property="article:published_time"], meta[itemprop="datePublished"], meta[name="pubdate"], '
    'meta[name="DC.date.issued"], meta[name="parsely-pub-date"]'
)
_TIME = "time[itemprop=datePublished], time[pubdate], time.entry-date.published"
_WORKS = ("Article", "BlogPosting", "Report")
"""What the type of a text that was published ends in, by schema.org: NewsArticle, LiveBlogPosting …"""

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


def _is_clean(day: str) -> bool:
    """JSON's escapes may hold anything, even half a character."""
    return day.isascii() and day.isprintable()


def _attributes(page: LexborHTMLParser, selector: str, name: str) -> Iterator[str]:
    return (node.attributes.get(name) or "" for node in page.css(selector))


def _linked_data(page: LexborHTMLParser) -> Iterator[str]:
    for script in page.css('script[type="application/ld+json"]'):
        try:
            nodes = [json.loads(script.text())]
        except (ValueError, RecursionError):
            continue
        while nodes:
            node = nodes.pop()
            if isinstance(node, dict):
                day = node.get("datePublished")
                if isinstance(day, str) and _is_work(node.get("@type")):
                    yield day
                nodes += node.values()
            elif isinstance(node, list):
                nodes += node


def _is_work(kind: object) -> bool:
    return any(isinstance(one, str) and one.endswith(_WORKS) for one in (kind if isinstance(kind, list) else [kind]))
