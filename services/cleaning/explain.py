"""Every date on a page, and why it is or is not a story's date of publication."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.events import RawArticle
from services.arabic.dates import resolved, written
from services.cleaning.published import TAKEN, Candidate, Stamps, Standing, candidates, choose
from services.cleaning.stories import read

WHY: dict[Standing, str] = {
    "labelled": "labelled as publication",
    "beside": "beside the title",
    "over": "over the title",
    "declared": "declared in the markup",
    "update": "of an update",
    "clock": "the page's live clock, or the day of printing",
    "dateline": "of a dateline",
    "apart": "apart from the title, and not labelled as publication",
}


@dataclass(frozen=True, slots=True)
class Considered:
    """A date as its `line` has it. `story` is the position of the story that the line is about, None for a dropped
    line; `day` is what the date means, None where it leaves that open; `published` says that it is the story's date."""

    text: str
    line: str
    story: int | None
    day: str | None
    published: bool
    why: str


def considered(article: RawArticle) -> list[Considered]:
    """The dates in the lines about each story and in the lines that were dropped."""
    reading, spoken = read(article)
    found: list[Considered] = []
    for position, story in enumerate(reading.stories):
        about = candidates(story, article.fetched_at, spoken.stamps)
        chosen = choose(about)
        found += [
            Considered(one.text, one.line, position, one.day, one is chosen, _why(one, one is chosen)) for one in about
        ]
    return [
        *found,
        *(one for text, reason in reading.dropped for one in _dropped(text, reason, article, spoken.stamps)),
    ]


def _why(one: Candidate, chosen: bool) -> str:
    if chosen or one.standing not in TAKEN:
        return WHY[one.standing]
    return "another date goes before it" if one.day else "leaves the day open"


def _dropped(line: str, reason: str, article: RawArticle, stamps: Stamps) -> Iterator[Considered]:
    for stamp in stamps(line):
        day = written(stamp) or resolved(stamp, article.fetched_at)
        yield Considered(line[stamp.start : stamp.end], line, None, day, False, f"in a line dropped as {reason}")
