"""Lines between body text, held until the next body line tells whose they are."""

from dataclasses import dataclass
from typing import Literal

from services.page.titles import shared
from services.page.types import About, Place, Reading, Story

LISTS = frozenset({"read_also", "related", "most_read", "ticker"})
"""Boxes of headlines, under the last of which a whole story may follow."""

LEAD_WORDS = 11
"""Fewest blanks of a lead."""
LIKE_LEAD = 0.5
"""Least share of a headline's content words that its lead repeats."""
FLASH_LINES = 4
"""Most lines of a news flash."""


@dataclass(slots=True)
class Held:
    """A line not yet given to anybody. `key` is its bare form, `region` the box around, `at` counts lines."""

    text: str
    key: str
    kind: Literal["short", "stamp", "credit"]
    region: str
    at: int
    tag: str = ""
    linked: bool = False


def headlines(lines: list[Held]) -> list[Held]:
    """The lines that may be a headline: short ones, outside boxes or in a box of headlines."""
    return [held for held in lines if held.kind == "short" and (not held.region or held.region in LISTS)]


def stopless_lead(lines: list[Held]) -> Held | None:
    """The line right before body text that is the story's lead without its full stop: long for a headline, of several
    clauses, under a headline whose words it repeats."""
    heads = headlines(lines)
    if (
        len(heads) < 2
        or heads[-1] is not lines[-1]
        or heads[-1].key.count(" ") < LEAD_WORDS
        or "،" not in heads[-1].text
    ):
        return None
    above = [held for held in heads[-4:-1] if held.key != heads[-1].key and held.region == heads[-1].region]
    return heads[-1] if any(shared(held.text, heads[-1].text) >= LIKE_LEAD for held in above) else None


def parted(lines: list[Held], title: Held | None) -> tuple[list[Held], list[Held]]:
    """The lines before a further story's box or headline, which are of the story before, and its own."""
    own = next((i for i, held in enumerate(lines) if held.region or held is title), len(lines))
    return lines[:own], lines[own:]


def give(lines: list[Held], reading: Reading, place: Place, title: Held | None, text_at: int) -> None:
    """Lines go where they belong: stamps and credits outside boxes to the last story, the rest to the dropped.

    `title` is the story's headline where it is among the lines; `text_at` is the line of the text that follows them.
    """
    story = reading.stories[-1]
    near = 0 if story.paragraphs else _nearest(lines, title.at if title else text_at)
    for held in lines:
        if held is title:
            continue
        own = not held.region or (title is not None and held.at >= title.at and held.region == title.region)
        if held.kind != "short" and own:
            over: Place = "above" if held.at < near else "over" if title and held.at < title.at else "head"
            story.about.append(About(held.text, held.kind, over if place == "head" else place))
        else:
            reading.dropped.append((held.text, held.region or _reason(held, story)))


def flash_of(lines: list[Held], reading: Reading, title: str | None) -> Story | None:
    """The news flash that a page of a few lines without any furniture is; None for another page."""
    short = [held for held in lines if held.kind == "short"]
    bare_page = all(reason in ("symbols", "share") for _, reason in reading.dropped) and len(lines) <= len(short) + 1
    if not bare_page or not 1 <= len(short) <= FLASH_LINES or any(held.key.count(" ") < 4 for held in short):
        return None
    own = [held.text for held in short if held.text != title]
    return Story("main", title, own) if own else None


def _reason(held: Held, story: Story) -> str:
    return "repeat" if held.key == story.title_key else "short line"


def _nearest(lines: list[Held], at: int) -> int:
    """The first of the unbroken stamps and credits that lead to line `at`."""
    for held in reversed(lines):
        if held.at == at - 1 and held.kind != "short":
            at = held.at
    return at
