"""Teasers told from stories: a list's items may carry a sentence each, and a section page has nothing else."""

import re

from services.page.asides import has_stop
from services.page.titles import shared
from services.page.types import Reading, Story

TEASER_WORDS = 50
"""Most words of a teaser: a sentence or two. A story of one paragraph that is no longer stands alone on its page."""

NOTICE_WORDS = 60
"""Most words of a notice."""
TABLE_TITLE = 0.5
"""Least share of its title's words that a short text has for a story."""
TABLE_WORDS, TABLE_CELLS = 20, 8
"""Most words of a remark on a page of figures, as of the weather or rates, and fewest of its cells."""
_REPORTS = re.compile(r"\b[وف]?(?:قال|[أا]علن|[أا]كد|[أا]فاد|[أا]ضاف|ذكر|[أا]وضح|نقل|صرح|[أا]شار|كشف|دعا|نفى|حذر)ت?\b")
"""Verbs that notices have no use for."""
LONG_HEADLINE_WORDS = 26
"""Most words of a headline, which has no full stop."""


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
    """A site's frame around a few words without any headline: a consent wall, an error, a closed door, a table."""
    main = reading.stories[0] if len(reading.stories) == 1 else None
    if main is None:
        return False
    text = " ".join(main.paragraphs)
    if text.count(" ") < TABLE_WORDS and not _REPORTS.search(text) and shared(main.title or "", text) < TABLE_TITLE:
        return sum(reason in ("short line", "symbols") for _, reason in reading.dropped) >= TABLE_CELLS
    if main.title:
        return False
    framed = any(reason in ("menu", "footer", "note") for _, reason in reading.dropped)
    return framed and len(main.paragraphs) <= 2 and text.count(" ") < NOTICE_WORDS and not _REPORTS.search(text)


def _parts(story: Story) -> list[tuple[str, str]]:
    texts = [(text, "teaser") for text in (story.title, *story.paragraphs) if text]
    return texts + [(about.text, about.kind) for about in story.about]


def _is_short(story: Story) -> bool:
    return len(story.paragraphs) == 1 and story.paragraphs[0].count(" ") < TEASER_WORDS
