"""How a page is read: its stories, and what is not part of any."""

from services.page.chrome import ARABIC, Chrome
from services.page.lines import Line
from services.page.metadata import publication
from services.page.stories import read
from services.page.types import About, RawPage, Reading


def full_reading(page: RawPage, found: list[Line], chrome: Chrome = ARABIC) -> Reading:
    """The page's stories with all that it says of each, in its markup too, and what is of none. Never raises.

    `found` are the page's lines.
    """
    reading = read(found, page.title, page.source, chrome)
    day = publication(page.html) if page.html and reading.stories else None
    if day:
        reading.stories[0].about.append(About(day, "stamp", "markup"))
    return reading
