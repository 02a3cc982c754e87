"""Teasers told from stories: a list's items may carry a sentence each, and a section page has nothing else."""

import re
from collections.abc import Sequence

from services.page import datelines
from services.page.asides import has_stop
from services.page.excerpts import LONG_HEADLINE_WORDS
from services.page.notes import addresses
from services.page.titles import shared
from services.page.types import Reading, Story
from services.page.verbs import opens_with_verb

TEASER_WORDS = 50
"""Most words of a teaser: a sentence or two. A story of one paragraph that is no longer stands alone on its page."""

NOTICE_WORDS, NOTICE_PARAGRAPHS = 60, 2
"""Most words and paragraphs of a notice."""
TABLE_TITLE = 0.5
"""Least share of its title's words that a short text has for a story."""
TABLE_WORDS, TABLE_CELLS, CELL_BLANKS = 20, 8, 3
"""Most words of a remark on a page of figures, as of the weather or rates; fewest of its cells, most blanks of each."""
ROW_NUMBERS, WORDS_OF_NUMBER = 4, 6
"""Fewest numbers of a table that came as one line, and most words to each."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_REPORTS = re.compile(r"\b[وف]?(?:قال|[أا]علن|[أا]كد|[أا]فاد|[أا]ضاف|ذكر|[أا]وضح|نقل|صرح|[أا]شار|كشف|دعا|نفى|حذر)ت?\b")
"""Verbs that notices have no use for."""


def without_teasers(reading: Reading) -> Reading:
    """The reading without the stories that are items of a list, their text among the dropped.

    Two or more stories of one short paragraph after the main one are teasers; if the main one is of their kind too, the
    page is a list and has no story. So is a page of many headlines whose only text is one or two more that are long.
    """
    if _is_list(reading) or _is_notice(reading):
        return Reading([], reading.dropped + [part for story in reading.stories for part in _parts(story)])
    teasers = [story for story in reading.stories if story.role == "also_read" and _is_short(story)]
    if len(teasers) < 2:
        return reading
    if len(teasers) == len(reading.stories) - 1 and _is_short(reading.stories[0]):
        teasers = list(reading.stories)
    kept = Reading([], list(reading.dropped))
    for story in reading.stories:
        if any(story is teaser for teaser in teasers):
            kept.dropped += _parts(story)
        else:
            kept.stories.append(story)
    return kept


def _is_list(reading: Reading) -> bool:
    paragraphs = [paragraph for story in reading.stories for paragraph in story.paragraphs]
    headlines = sum(reason in ("short line", "headline") and text.count(" ") >= 3 for text, reason in reading.dropped)
    long_headlines = all(not has_stop(text) and text.count(" ") < LONG_HEADLINE_WORDS for text in paragraphs)
    return bool(paragraphs) and long_headlines and headlines >= max(4, 2 * len(paragraphs))


def _is_notice(reading: Reading) -> bool:
    """A site's frame around a few words that are no report: a consent wall, an error, a closed door, a table."""
    main = reading.stories[0] if len(reading.stories) == 1 else None
    if main is None:
        return False
    rows = [paragraph for paragraph in main.paragraphs if _is_row(paragraph)]
    text = " ".join(paragraph for paragraph in main.paragraphs if paragraph not in rows)
    if _is_remark(main.title or "", text, rows, reading):
        return True
    if main.title or len(main.paragraphs) > NOTICE_PARAGRAPHS or text.count(" ") >= NOTICE_WORDS:
        return False
    framed = any(reason in ("menu", "footer", "note") for _, reason in reading.dropped)
    return framed and addresses(text) and not _REPORTS.search(text)


def _is_row(text: str) -> bool:
    """True for a table in one line: many numbers and no full stop."""
    numbers = len(_NUMBER.findall(text))
    return numbers >= ROW_NUMBERS and numbers * WORDS_OF_NUMBER > text.count(" ") and not has_stop(text)


def _is_remark(title: str, text: str, rows: Sequence[str], reading: Reading) -> bool:
    """Whether a few words stand beside a table, or beside a list of excerpts."""
    if text.count(" ") >= TABLE_WORDS or _reports(text) or shared(title, text) >= TABLE_TITLE:
        return False
    if any(reason == "teaser" for _, reason in reading.dropped):
        return (
            sum(reason in ("short line", "teaser", "related", "most_read") for _, reason in reading.dropped)
            >= TABLE_CELLS
        )
    cells = (text for text, reason in reading.dropped if reason in ("short line", "repeated label", "symbols"))
    return bool(rows) or sum(cell.count(" ") <= CELL_BLANKS for cell in cells) >= TABLE_CELLS


def _reports(text: str) -> bool:
    return bool(datelines.cut(text)[0]) or opens_with_verb(text) or bool(_REPORTS.search(text))


def _parts(story: Story) -> list[tuple[str, str]]:
    texts = [(text, "teaser") for text in (story.title, *story.paragraphs) if text]
    return texts + [(about.text, about.kind) for about in story.about]


def _is_short(story: Story) -> bool:
    return len(story.paragraphs) == 1 and story.paragraphs[0].count(" ") < TEASER_WORDS
