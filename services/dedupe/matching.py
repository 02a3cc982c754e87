"""What a page and a known text have in common: which words, in which runs, and what stands between the runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from services.arabic.normal import words
from services.dedupe.sketch import GRAM, Grams, Mask, Numbers, Places


class Text:
    """A text by its word numbers. `lead` counts the words of its own story; later ones are of others on the page.

    `harmless` marks words that bring no news by coming or going, `source` is what the words were read from; a text that
    is only compared with has neither.
    """

    def __init__(
        self, numbers: Numbers, grams: Grams, lead: int, harmless: Mask | None = None, source: str = ""
    ) -> None:
        self.words = numbers
        self.grams = grams
        self.lead = lead
        self.source = source
        self.harmless = np.zeros(len(numbers), np.bool_) if harmless is None else harmless

    @cached_property
    def _order(self) -> Places:
        return np.argsort(self.grams, kind="stable")

    @cached_property
    def _sorted(self) -> Grams:
        return self.grams[self._order]

    @cached_property
    def spelled(self) -> list[str]:
        """The words in matching form."""
        return words(self.source)

    def places(self, grams: Grams) -> Places:
        """Where each gram stands first in this text; -1 for those it has not."""
        if not len(self.grams):
            return np.full(len(grams), -1, np.int64)
        at = np.searchsorted(self._sorted, grams)
        at[at == len(self.grams)] = 0
        found: Places = np.where(self._sorted[at] == grams, self._order[at], -1)
        if self._repeated is not None:
            self._put_in_line(found, grams, np.flatnonzero(self._repeated[at] & (found >= 0)).tolist())
        return found

    @cached_property
    def _repeated(self) -> Mask | None:
        """Which of the sorted grams stand in the text again, None where none does."""
        mask: Mask = np.append(self._sorted[1:] == self._sorted[:-1], False)
        return mask if mask.any() else None

    def _put_in_line(self, places: Places, grams: Grams, doubtful: Sequence[int]) -> None:
        """Lets each of the doubtful places follow the one before it, where this text has the gram there too."""
        last = len(self.grams) - 1
        for i in doubtful:
            after = int(places[i - 1]) + 1 if i else 0
            if 0 < after <= last and self.grams[after] == grams[i]:
                places[i] = after


NEAR = 6
"""Words of a known text before and after what both share, beyond as many as the page has there, that may answer it."""


@dataclass(frozen=True, slots=True)
class Run:
    """`length` words in a row that the page has at `page` and the known text at `known`."""

    page: int
    known: int
    length: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Words between two shared runs: `page` and `known` are their places in each text (start, end), perhaps empty."""

    page: tuple[int, int]
    known: tuple[int, int]


class Match:
    """A page against a known text. `places` says for each gram of the page where the known text has it, or -1."""

    def __init__(self, page: Text, known: Text) -> None:
        self.page = page
        self.known = known
        self.places = known.places(page.grams)

    @cached_property
    def shared(self) -> int:
        """Different grams of the known text that the page has."""
        return int(np.count_nonzero(np.bincount(self.places[self.places >= 0])))

    @cached_property
    def shared_lead(self) -> int:
        """Grams of the page that the known text has in its own story."""
        if self.known.lead >= len(self.known.words):
            return self.shared
        return int(((self.places >= 0) & (self.places + GRAM <= self.known.lead)).sum())

    @cached_property
    def containment(self) -> float:
        """Shared grams as a share of the shorter text's (Broder 1997)."""
        return min(1.0, self.shared / max(1, min(len(self.page.grams), len(self.known.grams))))

    @cached_property
    def covered(self) -> Mask:
        """Which words of the page lie in a shared gram."""
        return covered(self.places >= 0, len(self.page.words))

    @cached_property
    def runs(self) -> list[Run]:
        """Shared runs in page order, those kept that stand in the known text in the same order."""
        hits = np.flatnonzero(self.places >= 0)
        if not len(hits):
            return []
        places = self.places[hits]
        breaks = np.flatnonzero((np.diff(hits) != 1) | (np.diff(places) != 1)) + 1
        firsts, lasts = np.concatenate([[0], breaks]), np.concatenate([breaks, [len(hits)]]) - 1
        lengths = hits[lasts] - hits[firsts] + GRAM
        starts = zip(hits[firsts].tolist(), places[firsts].tolist(), lengths.tolist(), strict=True)
        found = [Run(page, known, length) for page, known, length in starts]
        return _in_order(found)

    @cached_property
    def around(self) -> list[Gap]:
        """What stands between the runs, and before and after them as far as the two texts can answer each other."""
        if not self.runs:
            return []
        first, last = self.runs[0], self.runs[-1]
        page_end, known_end = last.page + last.length, last.known + last.length
        rest = len(self.page.words) - page_end
        head = Gap((0, first.page), (max(0, first.known - first.page - NEAR), first.known))
        tail = Gap((page_end, page_end + rest), (known_end, min(len(self.known.words), known_end + rest + NEAR)))
        return [head, *gaps(self.runs), tail]

    @property
    def page_span(self) -> int:
        """Words of the page from the first shared run to the last."""
        return self.runs[-1].page + self.runs[-1].length - self.runs[0].page if self.runs else 0

    @property
    def known_span(self) -> int:
        """Words of the known text from the first shared run to the last."""
        return self.runs[-1].known + self.runs[-1].length - self.runs[0].known if self.runs else 0


def covered(grams: Mask, count: int) -> Mask:
    """Which of so many words lie in one of the grams."""
    out = np.zeros(count, np.bool_)
    for i in range(GRAM):
        out[i : i + len(grams)] |= grams
    return out


def _in_order(runs: list[Run]) -> list[Run]:
    """The runs that go forward in both texts: the longest chain, by words."""
    if all(a.known < b.known for a, b in pairwise(runs)):
        return runs
    best: list[tuple[int, int]] = []
    for i, run in enumerate(runs):
        before = max(((best[j][0], j) for j in range(max(0, i - 40), i) if runs[j].known < run.known), default=(0, -1))
        best.append((before[0] + run.length, before[1]))
    at = max(range(len(runs)), key=lambda i: best[i][0])
    chain = []
    while at >= 0:
        chain.append(runs[at])
        at = best[at][1]
    return chain[::-1]


def gaps(runs: list[Run]) -> list[Gap]:
    """What stands between the runs."""
    out = []
    for a, b in pairwise(runs):
        page, known = (a.page + a.length, b.page), (a.known + a.length, b.known)
        if page[0] > page[1] or known[0] > known[1]:
            over = max(page[0] - page[1], known[0] - known[1])
            page, known = (page[0] - over, page[1]), (known[0] - over, known[1])
            page, known = (page[0], max(page)), (known[0], max(known))
        out.append(Gap(page, known))
    return out
