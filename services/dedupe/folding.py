"""Whether a page is news: the decision, as a function of the page and of the known texts that share words with it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from schemas.events import Embedded
from services.dedupe.guard import is_template
from services.dedupe.matching import NEAR, Gap, Match, Text, gaps
from services.dedupe.sketch import FIGURE, NAMED, POLARITY, Mask, Numbers, classes
from services.dedupe.spelling import respelled

Verdict = Literal["original", "copy", "update"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to decide on. `own_cluster` is the cluster that it founds if it is an original; `at` in seconds UTC.

    `titles` are hashes of what may be its title, the likeliest first; `headings` of other short lines, which may be
    titles of further stories; `breaks` are the first grams of paragraphs after a read-also marker; `headline` are the
    words of its own story's title. `whole` is false for a text that was cut.
    """

    article_id: str
    own_cluster: str
    at: int
    titles: tuple[int, ...]
    headings: frozenset[int]
    breaks: frozenset[int]
    text: Text
    headline: Numbers
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """A text kept from before. `first_seen` is when its cluster was, `at` when it was itself; seconds UTC."""

    article_id: str
    cluster_id: str
    first_seen: int
    at: int
    title: int
    headline: Numbers
    text: Text


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on a page. `first_seen` is its cluster's, `kept` whether later pages are compared with it."""

    verdict: Verdict
    cluster_id: str
    copy_of: str | None = None
    containment: float = 0.0
    novelty: float = 1.0
    embedded: tuple[Embedded, ...] = ()


SHORT = 40
"""Words below which a text is compared as a whole."""
SAME = 0.52
"""Containment from which a page repeats a text. What lies near a half is judged by chance of where a text was cut."""
REWORDED, AGREEMENT, SPAN = 0.2, 0.88, 0.55
"""A rewording: so much containment, and over so large a share of the known text so many words in order.

One word in ten replaced leaves .26 to .56 of the grams and .83 to .96 of the words (nine in ten of such pages .88 or
more); of two reports of one event that share their quotes six in seven stay below one of the two."""
TITLED = 0.75
"""Agreement that is enough under the same title."""
NEW = 0.10
"""Share of words that a text must add to the one it repeats to be kept beside it."""
ONE_TITLE = 0.5
"""Share of two titles' words from which they are one title reworded. Outlets write their own: of 606 wire copies one in
forty names a place in its title that the other leaves out, and one in eighty has another figure, which was news."""
FLAG = 12
"""Words before a known story that are no story: a dateline, a flag («عاجل | متابعات»), a caption."""
LEAD_IN = 60
"""Words before a known story which leave it the page's own; twice as many as the story has do too."""


@dataclass(slots=True)
class Story:
    """A known cluster as far as the page carries it: the texts of it that the page has, that which it carries first;
    `covered` are the page's words that stand in any of them."""

    cluster_id: str
    matches: list[tuple[Known, Match]]
    covered: Mask

    @property
    def start(self) -> int:
        return int(np.argmax(self.covered))

    @property
    def end(self) -> int:
        return len(self.covered) - int(np.argmax(self.covered[::-1]))

    @property
    def size(self) -> int:
        return int(self.covered.sum())

    @property
    def is_same(self) -> bool:
        """Whether the page repeats a text of the cluster, and does not just reword it."""
        return self.matches[0][1].containment >= SAME

    def has_title(self, title: int) -> bool:
        return any(known.title == title for known, _ in self.matches)


def decide(page: Page, known: Sequence[Known]) -> Decision:
    """The verdict on the page, given the known texts that share fingerprints with it, all within the window."""
    if len(page.text.words) < SHORT:
        return _decide_short(page, known)
    matches = [(k, match) for k in known if (match := Match(page.text, k.text)).shared]
    stories = _stories(page, matches)
    if not stories:
        return Decision("original", page.own_cluster)
    own = _own(page, stories)
    others = tuple(s for s in stories if s is not own)
    seen = np.zeros(len(page.text.words), np.bool_)
    for story in stories:
        seen |= story.covered
    novelty = round(1.0 - float(seen.mean()), 4)
    embedded = tuple(_embedded(s) for s in others)
    if own is None:
        return Decision("original", page.own_cluster, novelty=novelty, embedded=embedded)
    best, match = own.matches[0]
    repeats = page.whole and any(
        adds_nothing(each, seen) and not title_adds(page, known) for known, each in own.matches
    )
    verdict: Verdict = "copy" if repeats else "update"
    return Decision(verdict, own.cluster_id, best.article_id, round(match.containment, 4), novelty, embedded)


def _decide_short(page: Page, known: Sequence[Known]) -> Decision:
    for k in known:
        if np.array_equal(k.text.words, page.text.words):
            return Decision("update" if title_adds(page, k) else "copy", k.cluster_id, k.article_id, 1.0, 0.0)
    return Decision("original", page.own_cluster)


def _stories(page: Page, matches: list[tuple[Known, Match]]) -> list[Story]:
    """The clusters that the page carries, in page order; a text's other stories are nobody's."""
    found: defaultdict[str, list[tuple[Known, Match]]] = defaultdict(list)
    for known, match in matches:
        if match.shared_lead:
            found[known.cluster_id].append((known, match))
    stories = (_carried(page, texts) for texts in found.values())
    return sorted((story for story in stories if story), key=lambda s: s.start)


def _carried(page: Page, texts: list[tuple[Known, Match]]) -> Story | None:
    """The story of these texts, None where the page has but some of their words or their form.

    A text that the page repeats comes before one that it rewords, and then that of which it has most; of equals, the
    one known longer. So a round-up hides no shorter text of its cluster: it may share more words and is not repeated.
    """
    ranked = sorted(texts, key=lambda m: (m[1].containment < SAME, -m[1].shared, -m[1].containment))
    for place, (known, match) in enumerate(ranked):
        if _is_carried(page, known, match):
            covered = np.logical_or.reduce([each.covered for _, each in texts])
            return Story(known.cluster_id, [ranked.pop(place), *ranked], covered)
    return None


def _is_carried(page: Page, known: Known, match: Match) -> bool:
    if match.shared_lead < match.shared / 2:
        return False
    alike = match.containment >= SAME or _is_reworded(page, known, match)
    return alike and not is_template(match, page.at - known.at)


def _is_reworded(page: Page, known: Known, match: Match) -> bool:
    share = TITLED if known.title in page.titles else AGREEMENT
    return match.containment >= REWORDED and _agree(match, share)


def _agree(match: Match, share: float) -> bool:
    enough = max(SHORT, SPAN * len(match.known.words))
    return match.known_span >= enough and agreement(match) >= share


def agreement(match: Match) -> float:
    """The share of words, from the first shared run to the last, that both texts have in the same places."""
    same = sum(run.length for run in match.runs)
    for gap in gaps(match.runs):
        page = Counter(match.page.words[slice(*gap.page)].tolist())
        same += (page & Counter(match.known.words[slice(*gap.known)].tolist())).total()
    return same / max(1, match.page_span, match.known_span)


def _own(page: Page, stories: list[Story]) -> Story | None:
    """The story that the page tells: the one under its title, else the first in its lead."""
    told = [s for s in stories if s.start < page.text.lead]
    for title in page.titles:
        if titled := [s for s in told if s.has_title(title)]:
            return max(titled, key=lambda s: s.size)
    first: Story | None = None
    for story in told:
        if first is None or _replaces(story, first, page):
            first = story
    return first if first and _leads(first, page) else None


def _leads(story: Story, page: Page) -> bool:
    """Whether what stands before the story is but its lead-in, and not a story of its own."""
    if story.start <= FLAG:
        return True
    starts = set(page.text.grams[max(0, story.start - NEAR) : story.start + 1].tolist())
    is_second = starts & page.breaks or any(story.has_title(heading) for heading in page.headings)
    return not is_second and story.start <= max(LEAD_IN, 2 * story.size)


def _replaces(story: Story, first: Story, page: Page) -> bool:
    """Whether the page tells this story and not the one that begins before it: both are of the same words and this has
    more of them, or the first is but a lead-in, or it is reworded and this repeated in one stretch."""
    if 2 * int((story.covered & first.covered).sum()) >= min(first.size, story.size):
        return (story.is_same, story.size) > (first.is_same, first.size)
    within = story.is_same and not first.is_same and story.start < first.end
    return (
        (first.size <= LEAD_IN or within)
        and story.size > first.size
        and not any(story.has_title(heading) for heading in page.headings)
    )


def _embedded(story: Story) -> Embedded:
    known, match = story.matches[0]
    return Embedded(cluster_id=story.cluster_id, copy_of=known.article_id, containment=round(match.containment, 4))


def adds_nothing(match: Match, seen: Mask) -> bool:
    """Whether the page has nothing that the known texts have not: no new word, and no denial that came or went.

    `seen` are the page's words that stand in any known text in the same wording.
    """
    excused = seen | match.page.harmless
    return bool(excused.sum() >= (1 - NEW) * len(excused)) and next(news(match, seen), None) is None


def news(match: Match, seen: Mask) -> Iterator[Gap]:
    """Where the page says what the known texts do not, and what the one known text has there: each new word, and each
    gap in which a denial came or went."""
    excused = seen | match.page.harmless
    for gap in match.around:
        new, old = match.page.words[slice(*gap.page)], match.known.words[slice(*gap.known)]
        is_end = gap in (match.around[0], match.around[-1])
        if not (is_end and not len(new)) and not np.array_equal(_denials(new), _denials(old)):
            yield gap
            continue
        for place in range(*gap.page):
            if not excused[place] and not respelled(match.page, place, old):
                yield Gap((place, place + 1), gap.known)
            excused[place] = True
    yield from (Gap((place, place + 1), (0, 0)) for place in np.flatnonzero(~excused).tolist())


def title_adds(page: Page, known: Known) -> bool:
    """Whether the page's title says what neither its text nor the known text and its title say: another figure; under
    one title reworded, or over a short text, another name or day; under one title a denial that came or went."""
    new, old = set(page.headline.tolist()), set(known.headline.tolist())
    other = page.headline[~np.isin(page.headline, np.concatenate([known.headline, known.text.words, page.text.words]))]
    kinds = set(classes(other).tolist())
    if FIGURE in kinds:
        return True
    is_one = bool(new and old) and len(new & old) >= ONE_TITLE * len(new | old)
    if NAMED in kinds and (is_one or len(page.text.words) < SHORT):
        return True
    return is_one and not np.array_equal(_denials(page.headline), _denials(known.headline))


def _denials(words: Numbers) -> Numbers:
    return np.sort(words[classes(words) == POLARITY])
