"""How a page is read: its stories, and what is not part of any."""

from dataclasses import dataclass
from typing import Literal

from services.page.chrome import ARABIC, Chrome
from services.page.lines import Line, lines
from services.page.metadata import publication
from services.page.stories import read
from services.page.types import About, RawPage, Reading


@dataclass(frozen=True, slots=True)
class Block:
    """A story of the page as a reader sees it: its title and paragraphs in display form, no chrome, in page order."""

    role: Literal["main", "also_read"]
    title: str | None
    paragraphs: tuple[str, ...]


def story_blocks(page: RawPage) -> list[Block]:
    """The page's stories, the lead story first; none for a page of chrome alone. Never raises; deterministic."""
    reading = read(lines(page), page.title, page.source)
    return [Block(story.role, story.title, tuple(story.paragraphs)) for story in reading.stories]


def full_reading(page: RawPage, found: list[Line], chrome: Chrome = ARABIC) -> Reading:
    """The page's stories with all that it says of each, in its markup too, and what is of none. Never raises.

    `found` are the page's lines.
    """
    reading = read(found, page.title, page.source, chrome)
    day = publication(page.html) if page.html and reading.stories else None
    if day:
        reading.stories[0].about.append(About(day, "stamp", "markup"))
    return reading
