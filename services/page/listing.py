"""Teasers told from stories: a list's items may carry a sentence each, and a section page has nothing else."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import combinations

from services.page import datelines
from services.page.asides import has_stop
from services.page.kinds import is_item, sort
from services.page.notes import addresses
from services.page.titles import content, shared
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
_CUT_OFF = ("...", "…", "[...]")
"""Ends of an excerpt; one around a word that was searched for begins so too."""
LABEL_REACH = 30
"""Characters of the longest label that follows the dots."""
LEAST_EXCERPTS, LEAST_CLOSED = 2, 3
"""Fewest excerpts that make a list of them, and with a label under each: one alone may be all that a page shows of its
story."""
LEAD_WORDS, LEAD_REACH, LEAST_LEADS = 150, 3, 4
"""Most words of a first paragraph on a section's page, lines above it to its headline, and fewest that make a list."""
OWN_WORDS = 0.25
"""Least mean share of its headline's words that such a paragraph has: of 61 reports nine in ten have .33."""
ENOUGH_LEADS = 12
"""How many of them tell whether they are of many articles."""
COMMON_WORDS = 0.07
"""Most words that two of them have in common (mean share of the shorter): of 300 draws of five reports' first
paragraphs 95 % are below, of the first five paragraphs of one report 2 %."""
LABEL_BLANKS, HEADLINE_BLANKS = 2, 3
"""Most blanks of that label, and fewest of the headline above."""
_REPORTS = re.compile(r"\b[وف]?(?:قال|[أا]علن|[أا]كد|[أا]فاد|[أا]ضاف|ذكر|[أا]وضح|نقل|صرح|[أا]شار|كشف|دعا|نفى|حذر)ت?\b")
"""Verbs that notices have no use for."""
REPEATED_WORDS, LEAST_REPEATED = 4, 3
"""Most words of such a label, and how often it stands there at least."""
LONG_HEADLINE_WORDS = 26
"""Most words of a headline, which has no full stop."""


def repeated(texts: Sequence[str]) -> frozenset[str]:
    """The short lines that stand again and again on a page, as labels of its boxes and entries do and headlines do not:
    «مشاركة التحديث» under each entry of a live page."""
    counts = Counter(text for text in texts if text.count(" ") < REPEATED_WORDS)
    return frozenset(text for text, count in counts.items() if count >= LEAST_REPEATED)


def excerpts(texts: Sequence[str]) -> frozenset[int]:
    """Which of a page's lines are excerpts, each alone under a headline of a list: their text breaks off, or the same
    label stands under each («التفاصيل»)."""
    cut = [at for at, text in enumerate(texts) if _is_cut_off(text) and not _beside(at, texts)]
    closed = _closed(texts)
    found = (cut if len(cut) >= LEAST_EXCERPTS else []) + (closed if len(closed) >= LEAST_CLOSED else [])
    return frozenset(found + _leads(texts, known=found))


def _leads(texts: Sequence[str], known: Collection[int]) -> list[int]:
    """The first paragraphs of many articles, each alone under its headline, those aside that are known as excerpts."""
    kinds = [sort(text).kind for text in texts]
    runs: list[list[tuple[int, int]]] = [[]]
    for at, kind in enumerate(kinds):
        if kind != "body" or at in known:
            continue
        head = _head_over(at, texts, kinds)
        if head is None or kinds[at + 1 : at + 2] == ["body"] or texts[at].count(" ") >= LEAD_WORDS:
            runs.append([])
        else:
            runs[-1].append((head, at))
    return [at for run in runs if len(run) >= LEAST_LEADS and _are_of_many(run, texts) for _, at in run]


def _head_over(at: int, texts: Sequence[str], kinds: Sequence[str]) -> int | None:
    """The headline over a text, between them at most stamps and the names of writers and sections; an interview's
    question with its sign is none."""
    for above in range(at - 1, max(-1, at - 1 - LEAD_REACH), -1):
        if kinds[above] == "body":
            return None
        if kinds[above] == "short" and _is_headline(texts[above]):
            return None if is_item(texts[above]) else above
    return None


def _are_of_many(run: Sequence[tuple[int, int]], texts: Sequence[str]) -> bool:
    """Whether headlines (first of each pair) have the words of their text (the second), and texts few in common."""
    own = [shared(texts[head], texts[at]) for head, at in run]
    leads = [words for _, at in run[:ENOUGH_LEADS] if (words := content(texts[at]))]
    common = [len(one & other) / min(len(one), len(other)) for one, other in combinations(leads, 2)]
    return sum(own) >= OWN_WORDS * len(own) and sum(common) < COMMON_WORDS * len(common)


def _closed(texts: Sequence[str]) -> list[int]:
    """The lines of text between a headline and the label that follows most of them."""
    items = [
        at
        for at in range(1, len(texts) - 1)
        if has_stop(texts[at]) and _is_label(texts[at + 1]) and _is_headline(texts[at - 1])
    ]
    labels = Counter(texts[at + 1] for at in items)
    return [at for at in items if labels[texts[at + 1]] >= LEAST_CLOSED]


def _is_label(text: str) -> bool:
    return text.count(" ") <= LABEL_BLANKS and sort(text).kind == "short"


def _is_headline(text: str) -> bool:
    return HEADLINE_BLANKS <= text.count(" ") < LONG_HEADLINE_WORDS and not has_stop(text)


def _is_cut_off(text: str) -> bool:
    breaks_off = text.rstrip(' "»”]').endswith(_CUT_OFF) or text.startswith(_CUT_OFF) or _ends_in_label(text)
    return breaks_off and text.count(" ") < TEASER_WORDS


def _ends_in_label(text: str) -> bool:
    """Whether only a label stands after the dots at which a text breaks off: «… المزيد»."""
    dots = max(text.rfind(sign, -LABEL_REACH) for sign in _CUT_OFF[:2])
    return dots > 0 and sort(text[dots:].strip(" .…[]")).kind in ("open", "drop")


def _beside(at: int, texts: Sequence[str]) -> bool:
    """Whether text stands right before or after a line, as it does amid a story."""
    return any(
        has_stop(text) and not _is_cut_off(text) for text in (*texts[max(0, at - 1) : at], *texts[at + 1 : at + 2])
    )


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
