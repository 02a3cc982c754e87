"""Lines that belong to lists and not to a story: excerpts and first paragraphs under headlines, labels that repeat."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import combinations, groupby

from services.page.asides import has_stop
from services.page.held import LISTS
from services.page.kinds import BODY_WORDS, SHORT, Sort, is_item, sort
from services.page.titles import content, shared

EXCERPT_WORDS = 50
"""Most words of an excerpt that breaks off."""
_CUT_OFF = ("...", "…", "[...]")
"""Ends of an excerpt; one around a word that was searched for begins so too."""
_NOISE = frozenset({"symbols", "ad"})
"""What may stand between a headline and its excerpt, and tells nothing."""
LABEL_REACH = 30
"""Characters of the longest label that follows the dots."""
LEAST_EXCERPTS, LEAST_CLOSED = 2, 3
"""Fewest excerpts that make a list of them, and with a label under each: one alone may be all that a page shows of its
story."""
LEAD_WORDS, LEAD_REACH, LEAST_LEADS, LEAST_BOXED = 150, 3, 4, 2
"""Most words of a first paragraph on a section's page, lines above it to its headline, fewest that make a list, and
fewest in a box."""
OWN_WORDS = 0.25
"""Least mean share of its headline's words that such a paragraph has: of 61 reports nine in ten have .33."""
ENOUGH_LEADS = 12
"""How many of them tell whether they are of many articles."""
COMMON_WORDS = 0.07
"""Most words that two of them have in common (mean share of the shorter): of 300 draws of five reports' first
paragraphs 95 % are below, of the first five paragraphs of one report 2 %."""
TEXT_BLANKS, LEAST_ALONE = 6, 2
"""Fewest blanks of what may be text, and fewest texts alone for a list."""
LEAST_KNOWN = 3
"""Fewest excerpts after the first of which any text alone under a headline is one too."""
LABEL_BLANKS, HEADLINE_BLANKS = 2, 3
"""Most blanks of the label under each, and fewest of the headline above."""
REPEATED_WORDS, LEAST_REPEATED = 4, 3
"""Most words of a label that repeats, and how often it stands there at least."""
LONG_HEADLINE_WORDS = 26
"""Most words of a headline, which has no full stop."""

_TEXT = Sort("body", "")

_Item = tuple[int, int]
"""The lines of a headline and of the text alone under it."""


def repeated(texts: Sequence[str]) -> frozenset[str]:
    """The short lines that stand again and again on a page, as labels of its boxes and entries do and headlines do not:
    «مشاركة التحديث» under each entry of a live page."""
    if len(set(texts)) == len(texts):
        return frozenset()
    counts = Counter(text for text in texts if text.count(" ") < REPEATED_WORDS)
    return frozenset(text for text, count in counts.items() if count >= LEAST_REPEATED)


def excerpts(page: Sequence[str]) -> frozenset[str]:
    """Those lines of a page that are excerpts, each alone under a headline of a list.

    Their text breaks off, or the same label stands under each («التفاصيل»), or they are the first paragraphs of many
    articles; after several of them so is any text that stands as they do.
    """
    if not _may_be_listed(page):
        return frozenset()
    lines = [(text, what) for text, _ in groupby(page) if (what := _sort(text)).reason not in _NOISE]
    texts, kinds = [text for text, _ in lines], [what.kind for _, what in lines]
    cut = [at for at, text in enumerate(texts) if _is_cut_off(text) and not _beside(at, texts)]
    closed = _closed(texts)
    found = {*(cut if len(cut) >= LEAST_EXCERPTS else ()), *(closed if len(closed) >= LEAST_CLOSED else ())}
    runs = _alone(texts, kinds, known=found)
    lists = (run for run in runs if len(run) >= _least(run, texts) and _are_of_many(run, texts))
    found.update(at for run in lists for _, at in run)
    if len(found) >= LEAST_KNOWN:
        first = min(found)
        found.update(at for run in runs for _, at in run if at > first)
    return frozenset(texts[at] for at in found)


def _may_be_listed(page: Sequence[str]) -> bool:
    """Whether a page has texts between which no other text stands, as lists have and few stories do: told at a glance,
    since most pages have none."""
    is_text = [len(text) > SHORT or (text.count(" ") >= TEXT_BLANKS and _ends(text)) for text in page]
    alone = sum(
        here and not before and not after
        for before, here, after in zip([False, *is_text], is_text, [*is_text[1:], False], strict=False)
    )
    return alone >= LEAST_ALONE


def _ends(text: str) -> bool:
    return has_stop(text) or _is_cut_off(text)


def _alone(texts: Sequence[str], kinds: Sequence[str], known: Collection[int]) -> list[list[_Item]]:
    """Texts that stand alone under a headline, in runs between which other text stands; those aside that are known as
    excerpts."""
    seen: set[str] = set()
    runs: list[list[_Item]] = [[]]
    for at, kind in enumerate(kinds):
        if kind != "body" or at in known or texts[at] in seen:
            continue
        seen.add(texts[at])
        head = _head_over(at, texts, kinds)
        is_followed = kinds[at + 1 : at + 2] == ["body"] and texts[at + 1] not in seen
        if head is None or is_followed or texts[at].count(" ") >= LEAD_WORDS:
            runs.append([])
        else:
            runs[-1].append((head, at))
    return runs


def _sort(text: str) -> Sort:
    """What the line is; a long one with its full stop, or of more words than headlines have, is nearly always text."""
    is_text = len(text) > SHORT and (text.count(" ") >= BODY_WORDS or has_stop(text))
    return _TEXT if is_text else sort(text)


def _least(run: Sequence[_Item], texts: Sequence[str]) -> int:
    """How many texts make a list: fewer under the label of a box."""
    above = texts[run[0][0] - 1] if run and run[0][0] else ""
    return LEAST_BOXED if sort(above).reason in LISTS else LEAST_LEADS


def _head_over(at: int, texts: Sequence[str], kinds: Sequence[str]) -> int | None:
    """The headline over a text, between them at most stamps and the names of writers and sections; an interview's
    question with its sign is none."""
    for above in range(at - 1, max(-1, at - 1 - LEAD_REACH), -1):
        if kinds[above] == "body":
            return None
        if kinds[above] == "short" and _is_headline(texts[above]):
            return None if is_item(texts[above]) else above
    return None


def _are_of_many(run: Sequence[_Item], texts: Sequence[str]) -> bool:
    """Whether the headlines have the words of their text, and the texts few in common."""
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
    return HEADLINE_BLANKS <= text.count(" ") < LONG_HEADLINE_WORDS and not (has_stop(text) or text.endswith(":"))


def _is_cut_off(text: str) -> bool:
    if "…" not in text and "..." not in text:
        return False
    breaks_off = text.rstrip(' "»”]').endswith(_CUT_OFF) or text.startswith(_CUT_OFF) or _ends_in_label(text)
    return breaks_off and text.count(" ") < EXCERPT_WORDS


def _ends_in_label(text: str) -> bool:
    """Whether only a label stands after the dots at which a text breaks off: «… المزيد»."""
    dots = max(text.rfind(sign, -LABEL_REACH) for sign in _CUT_OFF[:2])
    return dots > 0 and sort(text[dots:].strip(" .…[]")).kind in ("open", "drop")


def _beside(at: int, texts: Sequence[str]) -> bool:
    """Whether text stands right before or after a line, as it does amid a story."""
    return any(
        has_stop(text) and not _is_cut_off(text) for text in (*texts[max(0, at - 1) : at], *texts[at + 1 : at + 2])
    )
