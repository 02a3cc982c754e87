"""Finding known texts by their fingerprints, and deciding a batch whose articles see each other in order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from services.dedupe.article_pages import Entry
from services.dedupe.folding import NEW, SHORT, Decision, Known, Page, decide
from services.dedupe.matching import Match
from services.dedupe.sketch import Grams

CANDIDATES = 8
"""Most known texts that a page is compared with."""
ALIKE = 5
"""Of these, the first so many may repeat each other; a further one must share two fingerprints that no text before it
does, chosen or not, so that a page of two stories meets texts of both. Of the 8,281 wire articles and 160 composed
copies: with four, F1 .979 and 159 copies found; five .979 and 160; six .978 and 160; eight .978 and 160."""
LEAST_SHARED = 2
"""Fewest fingerprints that a page shares with a text to be compared."""
ENOUGH = 8
"""Fingerprints of a page below which one shared is enough."""
MOST_TEXTS = 64
"""Most texts of a generation that are found by one fingerprint: the first so many. What more have in common is an
outlet's phrase or a form, and to look through all of them would take the longer the more there are. In four days of
wire articles the commonest fingerprint had 127 texts, three in ten thousand more than 15. F1 of these is .979 with 8,
16, 32, 64 and 128 (with 4 .977), and all page copies are found."""


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
            for number in self.numbers(fingerprint, since):
                found[number].append(place)
        return found

    def numbers(self, fingerprint: int, since: int = 0) -> list[int]:
        """The texts numbered above `since` that have the fingerprint."""
        return [number for number in self._numbers.get(fingerprint, ()) if number > since]


def in_reach(at: int, first_seen: int, known_at: int, window: int) -> bool:
    """Whether a page is compared with a text: its cluster was first seen within the window, the text itself in the
    same generation of the store or in one beside it. All in seconds UTC."""
    return abs(at - first_seen) <= window and abs(at // window - known_at // window) <= 1


def contenders(shared: Mapping[int, Sequence[int]], asked: int) -> dict[int, bool]:
    """The texts on which the choice turns, and whether each can be chosen: the one that shares most first; of equals,
    the one known longer.

    `shared` are the places in what the page asked for that each text in reach has. Of texts in two parts, a contender
    among all is one in its part, and each place of a text that is none is one of a contender before it. So `chosen`
    takes from the contenders of the parts what it takes from all texts, wherever a batch ends.
    """
    least = LEAST_SHARED if asked >= ENOUGH else 1
    out: dict[int, bool] = {}
    met: set[int] = set()
    for number, places in sorted(shared.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(places) < least:
            break
        new = [place for place in places if place not in met]
        if len(out) < ALIKE or new:
            out[number] = len(out) < ALIKE or len(new) >= LEAST_SHARED
            met.update(new)
    return out


def chosen(shared: Mapping[int, Sequence[int]], asked: int) -> list[int]:
    """The texts to compare with."""
    return [number for number, can_be in contenders(shared, asked).items() if can_be][:CANDIDATES]


@dataclass(frozen=True, slots=True)
class Version:
    """How far the store had got: its epoch, which changes when it is emptied, and the last text's number."""

    epoch: int
    number: int


@dataclass(slots=True)
class Looked:
    """What a store has for a batch: decisions made before, for each page the contenders with the places in what it
    asked for that they have, and by number those texts that can be chosen; of how many texts of a page's generation
    each fingerprint is held that it may be found by, where there are any."""

    version: Version
    decisions: list[Decision | None]
    candidates: list[dict[int, list[int]]]
    texts: dict[int, Known] = field(default_factory=dict)
    held: Counter[tuple[int, int]] = field(default_factory=Counter)

    def join(self, later: "Looked") -> None:
        """Takes in what came into the store since."""
        if later.version.epoch != self.version.epoch:
            self.candidates, self.texts, self.held = [{} for _ in self.candidates], {}, Counter()
        self.version = later.version
        self.decisions = [old or new for old, new in zip(self.decisions, later.decisions, strict=True)]
        self.candidates = [old | new for old, new in zip(self.candidates, later.candidates, strict=True)]
        self.texts |= later.texts
        self.held += later.held


@dataclass(frozen=True, slots=True)
class Decided:
    """An entry and its decision; `kept` is the text to compare later pages with, None where it adds too little, and
    `indexed` the fingerprints by which they find it."""

    entry: Entry
    decision: Decision
    kept: Known | None
    indexed: Grams = field(default_factory=lambda: np.empty(0, np.uint32))


def decide_batch(entries: Sequence[Entry], looked: Looked, window: int) -> list[Decided]:
    """Decisions on those entries that have none yet, in order, each as if those before it were in the store already;
    one for entries alike."""
    index, texts, keys = Index(), dict(looked.texts), set[bytes]()
    met, room = _met_again(entries), _Room(entries, looked.held, window)
    number = looked.version.number
    out = []
    for place, entry in enumerate(entries):
        if looked.decisions[place] is not None or entry.key in keys:
            continue
        keys.add(entry.key)
        near = {
            n: places
            for n, places in index.shared(entry.asked.tolist()).items()
            if in_reach(entry.page.at, texts[n].first_seen, texts[n].at, window)
        }
        known = [texts[n] for n in chosen(looked.candidates[place] | near, len(entry.asked))]
        decision = decide(entry.page, known)
        if not _is_kept(entry.page, decision, known):
            out.append(Decided(entry, decision, None))
            continue
        number += 1
        texts[number] = _kept(entry.page, decision, known)
        indexed = room.taken(entry)
        index.add(number, met.intersection(indexed.tolist()))
        out.append(Decided(entry, decision, texts[number], indexed))
    return out


def _met_again(entries: Sequence[Entry]) -> set[int]:
    """The fingerprints that several entries ask for: by the others they do not find each other."""
    values, counts = np.unique(_together([entry.asked for entry in entries]), return_counts=True)
    return set(values[counts > 1].tolist())


def _together(grams: Sequence[Grams]) -> Grams:
    return np.concatenate([np.empty(0, np.uint32), *grams])


class _Room:
    """Whether `MOST_TEXTS` are found by a fingerprint yet. `held` as of `Looked`."""

    def __init__(self, entries: Sequence[Entry], held: Mapping[tuple[int, int], int], window: int) -> None:
        self._window = window
        values, counts = np.unique(_together([entry.indexed for entry in entries]), return_counts=True)
        own = dict(zip(values.tolist(), counts.tolist(), strict=True))
        self._doubtful = set(values[counts > MOST_TEXTS].tolist())
        self._doubtful |= {f for (_, f), count in held.items() if count + own.get(f, 0) > MOST_TEXTS}
        self._texts = Counter({key: count for key, count in held.items() if key[1] in self._doubtful})

    def taken(self, entry: Entry) -> Grams:
        """Those of the entry's fingerprints by which it can still be found, from then on taken by one text more."""
        if not self._doubtful or self._doubtful.isdisjoint(entry.indexed.tolist()):
            return entry.indexed
        generation, out = entry.page.at // self._window, []
        for fingerprint in entry.indexed.tolist():
            if self._texts[generation, fingerprint] < MOST_TEXTS:
                self._texts[generation, fingerprint] += 1
                out.append(fingerprint)
        return np.array(out, np.uint32)


def _kept(page: Page, decision: Decision, known: Sequence[Known]) -> Known:
    first_seen = min((k.first_seen for k in known if k.cluster_id == decision.cluster_id), default=page.at)
    return text_of(page, decision.cluster_id, first_seen)


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
