"""Finding known texts by their fingerprints, and deciding a batch whose articles see each other in order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from services.dedupe.article_pages import Entry
from services.dedupe.folding import NEW, SHORT, Decision, Known, Page, decide
from services.dedupe.matching import Match

CANDIDATES = 8
"""Most known texts that a page is compared with."""
ALIKE = 4
"""Of these, the first so many may repeat each other; a further one must share two fingerprints that none before it
does, so that a page of two stories meets texts of both."""
LEAST_SHARED = 2
"""Fewest fingerprints that a page shares with a text to be compared."""
ENOUGH = 8
"""Fingerprints of a page below which one shared is enough."""


class Index:
    """Fingerprints of texts by number. A number is given once and counts up."""

    def __init__(self) -> None:
        self._numbers: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, number: int, fingerprints: Iterable[int]) -> None:
        for fingerprint in fingerprints:
            self._numbers[fingerprint].append(number)

    def shared(self, asked: Iterable[int], since: int = 0) -> dict[int, list[int]]:
        """The texts numbered above `since` that have any of the fingerprints: which ones, by their place in `asked`."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place, fingerprint in enumerate(asked):
            for number in self._numbers.get(fingerprint, ()):
                if number > since:
                    found[number].append(place)
        return found


def chosen(shared: Mapping[int, Sequence[int]], asked: int, usable: Mapping[int, bool]) -> list[int]:
    """The texts to compare with, the one that shares most first; of equals, the one known longer."""
    least = LEAST_SHARED if asked >= ENOUGH else 1
    out: list[int] = []
    met: set[int] = set()
    for number, places in sorted(shared.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(out) == CANDIDATES or len(places) < least:
            break
        if not usable[number]:
            continue
        new = [place for place in places if place not in met]
        if len(out) < ALIKE or len(new) >= LEAST_SHARED:
            out.append(number)
            met.update(new)
    return out


@dataclass(frozen=True, slots=True)
class Version:
    """How far the store had got: its epoch, which changes when it is emptied, and the last text's number."""

    epoch: int
    number: int


@dataclass(slots=True)
class Looked:
    """What a store has for a batch: decisions made before, candidates for each page, and these texts by number."""

    version: Version
    decisions: list[Decision | None]
    candidates: list[list[int]]
    texts: dict[int, Known] = field(default_factory=dict)

    def join(self, later: "Looked") -> None:
        """Takes in what came into the store since."""
        if later.version.epoch != self.version.epoch:
            self.candidates, self.texts = [[] for _ in self.candidates], {}
        self.version = later.version
        self.decisions = [old or new for old, new in zip(self.decisions, later.decisions, strict=True)]
        self.candidates = [
            list(dict.fromkeys(old + new)) for old, new in zip(self.candidates, later.candidates, strict=True)
        ]
        self.texts |= later.texts


@dataclass(frozen=True, slots=True)
class Decided:
    """An entry and its decision; `kept` is the text to compare later pages with, None where it adds too little."""

    entry: Entry
    decision: Decision
    kept: Known | None


def decide_batch(entries: Sequence[Entry], looked: Looked, window: int) -> list[Decided]:
    """Decisions on those entries that have none yet, in order, each seeing those before it; one for entries alike."""
    index, texts, keys, met = Index(), dict[int, Known](), set[bytes](), _met_again(entries)
    out = []
    for place, entry in enumerate(entries):
        if looked.decisions[place] is not None or entry.key in keys:
            continue
        keys.add(entry.key)
        shared = index.shared(met.intersection(entry.asked.tolist()))
        usable = {number: abs(entry.page.at - texts[number].first_seen) <= window for number in shared}
        near = [texts[number] for number in chosen(shared, len(entry.asked), usable)]
        known = [*(looked.texts[number] for number in looked.candidates[place]), *near]
        decided = _decided(entry, known)
        if decided.kept:
            texts[len(texts) + 1] = decided.kept
            index.add(len(texts), met.intersection(entry.indexed.tolist()))
        out.append(decided)
    return out


def _met_again(entries: Sequence[Entry]) -> set[int]:
    """The fingerprints that several entries ask for: by the others they do not find each other."""
    asked = np.concatenate([np.empty(0, np.uint32), *(entry.asked for entry in entries)])
    values, counts = np.unique(asked, return_counts=True)
    return set(values[counts > 1].tolist())


def _decided(entry: Entry, known: Sequence[Known]) -> Decided:
    page = entry.page
    decision = decide(page, known)
    if not _is_kept(page, decision, known):
        return Decided(entry, decision, None)
    first_seen = min((k.first_seen for k in known if k.cluster_id == decision.cluster_id), default=page.at)
    return Decided(entry, decision, text_of(page, decision.cluster_id, first_seen))


def text_of(page: Page, cluster_id: str, first_seen: int) -> Known:
    """The page as a known text of a cluster that was first seen at `first_seen`."""
    title = next(iter(page.titles), 0)
    return Known(page.article_id, cluster_id, first_seen, page.at, title, page.headline, page.text)


def _is_kept(page: Page, decision: Decision, known: Sequence[Known]) -> bool:
    """Whether later pages are compared with the page: what passes is known from then on, and a copy where it puts
    together what several texts have apart."""
    if decision.verdict != "copy":
        return True
    repeated = next(
        (k for k in known if k.article_id == decision.copy_of and k.cluster_id == decision.cluster_id), None
    )
    if repeated is None:
        return True
    return len(page.text.words) >= SHORT and float(Match(page.text, repeated.text).covered.mean()) <= 1 - NEW
