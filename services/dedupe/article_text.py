"""What of a page counts when pages are compared: its stories as `services.page` reads them, and a little besides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.events import RawArticle
from services.dedupe.folding import SHORT
from services.page.kinds import OPENERS, sort
from services.page.lines import lines
from services.page.phrases import bare
from services.page.stories import read

FEW_WORDS = 12
"""Words below which a page says little without its title («Details follow»)."""
HEADING_WORDS = 25
"""Most words of a line that may be a title."""
REMARK_WORDS = 6
"""Most words of a sentence that a reader of pages takes for a heading; with more, its full stop makes it body text."""
_STOPS = (".", "؟", "!")
_MARKERS = frozenset({"read_also", "related"})


@dataclass(frozen=True, slots=True)
class Parts:
    """`text` is all that counts, a line for each paragraph, `rest` its end that is not of the page's own story.

    `titles` are three lines that may be the page's title, the likeliest first, empty where there is none; `headings`
    other short lines; `breaks` the paragraphs that follow a read-also marker.
    """

    text: str
    rest: str
    titles: tuple[str, str, str]
    headings: tuple[str, ...]
    breaks: tuple[str, ...]


def parts(article: RawArticle) -> Parts:
    """The parts of the page. One on which hardly a story is found counts with all that it says."""
    found = lines(article)
    page = [line.text for line in found]
    stories = read(found, article.title, article.source).stories
    first = page[0] if page and page[0].count(" ") < HEADING_WORDS else ""
    titles = (article.title or "", first, (stories[0].title if stories else None) or "")
    own = list(stories[0].paragraphs) if stories else []
    if own:
        own = [*own[:-1], without_tail(own[-1], titles)]
        own += [line for line in _remarks(page) if not any(line in paragraph for paragraph in own)]
    rest = [paragraph for story in stories[1:] for paragraph in story.paragraphs]
    if _count(own) < SHORT:
        own, rest = page if _count(page) >= FEW_WORDS else [article.title or "", *page], []
    headings = tuple(line for line in page[1:] if line.count(" ") < HEADING_WORDS)
    return Parts("\n".join([*own, *rest]), "\n".join(rest), titles, headings, tuple(_breaks(page)))


def _count(paragraphs: Sequence[str]) -> int:
    return sum(paragraph.count(" ") + 1 for paragraph in paragraphs)


def _remarks(page: Sequence[str]) -> Iterator[str]:
    """Short sentences on lines of their own («The Kremlin did not comment.»): news, though they look like headings."""
    for line in page:
        if line.endswith(_STOPS) and 2 <= line.count(" ") < REMARK_WORDS and sort(line).kind == "short":
            yield line


def _breaks(page: Sequence[str]) -> Iterator[str]:
    after = False
    for line in page:
        found = sort(line) if line.count(" ") < HEADING_WORDS else None
        if found and found.kind == "open" and found.reason in _MARKERS:
            after = True
        elif after and not (found and found.kind != "body"):
            yield line
            after = False


def without_tail(paragraph: str, titles: Sequence[str]) -> str:
    """The paragraph without tags or the page's own title, with or without a label, after its last sentence."""
    end = max(paragraph.rfind(stop) for stop in (*_STOPS, "»"))
    head, tail = paragraph[: end + 1], paragraph[end + 1 :]
    if not head or not tail or tail.count(" ") > HEADING_WORDS:
        return paragraph
    plain = bare(tail)
    is_title = any(len(own := bare(title)) > 1 and plain.endswith(own) for title in titles)
    is_tags = any(OPENERS.get(" ".join(plain.split()[:n])) == "tags" for n in (1, 2))
    return head if is_title or is_tags else paragraph
