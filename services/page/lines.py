"""A page as lines of text, whether it came as text or as HTML."""

import re
from dataclasses import dataclass
from html import unescape

from schemas.events import RawArticle
from services.arabic.normal import display
from services.page.encoding import repaired
from services.page.html import blocks

_DASH = re.compile("(?<![^\\s])\u0640+(?![^\\s])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line in display form, without blanks around it.

    `tag` is the HTML element that makes the line ("p", "h1", "figcaption" …), empty in plain text; `linked` says that
    all of it is a link.
    """

    text: str
    tag: str = ""
    linked: bool = False


def lines(article: RawArticle) -> list[Line]:
    """The page's lines in order, blank ones left out. Never raises."""
    if article.html is not None:
        return [Line(text, b.tag, b.linked) for b in blocks(repaired(article.html)) if (text := clean(b.text))]
    return [Line(text) for line in repaired(article.text or "").splitlines() if (text := clean(line))]


def clean(line: str) -> str:
    """The line in display form, entities resolved, runs of blanks as one. Kashida between blanks is a dash."""
    line = unescape(line) if "&" in line else line
    return " ".join(display(_DASH.sub("-", line) if "\u0640" in line else line).split())
