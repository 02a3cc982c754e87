"""The known statements of one voice, found again by the content that a quote shares with them."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from services.dedupe.statement_form import Form
from services.dedupe.statement_reading import form
from services.dedupe.statement_sketch import split

MOST_CANDIDATES = 5
"""Statements compared with one quote at most."""


FEWEST_LISTS = 3
MOST_POSTINGS = 300
"""The rarest fingerprints are looked up first: four at least, further ones while this many entries are not exceeded."""


RAREST = 64
NEAREST = 8
"""A fingerprint counts 1 + RAREST / (statements that have it): a number or name that two share tells more than the
words that a speaker always uses. What shares less than 1 / NEAREST of the best is not compared."""

REPEATED = timedelta(days=7)
"""Who prints within a week what is known from before the window tells it again: Monday's words on Saturday."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which a statement was printed, when first (event time), and the cue where that denies it.

    `sketch` are its fingerprints, `mass` that of its form: what is found is not read where these say it is not near.
    """

    quote: str
    at: datetime
    denied: str = ""
    sketch: str = field(default="", compare=False)
    mass: float = field(default=0.0, compare=False)

    @classmethod
    def of(cls, quote: str, at: datetime, denied: str = "") -> "Wording":
        """A wording with its sketch."""
        read = form(quote, at.date(), denied)
        return cls(quote, at, denied, "".join(read.fingerprints), round(read.mass, 2))

    @property
    def form(self) -> Form:
        """Its comparable form."""
        return form(self.quote, self.at.date(), self.denied)


@dataclass(frozen=True, slots=True)
class Known:
    """A statement: when it was first seen (event time), who spoke ("" for an institution), its wordings so far.

    `since` is when its words were first known: earlier than `at` where it repeats a statement of before the window.
    """

    statement_id: str
    at: datetime
    since: datetime
    person: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far apart, in event time, two wordings of one statement may be.

    `window` counts in both directions from the first seen. What a page recalls (said earlier, or an undated older story
    beside its own) may go back by `recall`.
    """

    window: timedelta
    recall: timedelta

    def has(self, known: Known, at: datetime, recalls: bool) -> bool:
        """Whether a wording at that time can be the known statement."""
        gap = at - known.at
        return abs(gap) <= self.window or (recalls and timedelta() <= gap <= self.recall)

    def repeats(self, known: Known, at: datetime) -> bool:
        """Whether the words of the known statement at that time would be those of some days before."""
        return self.window < at - known.at <= REPEATED

    def buckets(self, at: datetime, recalls: bool) -> range:
        """The buckets, each one window of event time, that hold what the reach has and what may be repeated."""
        here = self.bucket(at)
        back = max(self.window, REPEATED, self.recall if recalls else self.window)
        return range(here - ceil(back / self.window), here + 2)

    def bucket(self, at: datetime) -> int:
        """The bucket of a statement first seen at that time."""
        return int(at.timestamp() // self.window.total_seconds())


class Pool:
    """Known statements by their fingerprints."""

    def __init__(self, statements: Iterable[Known] = ()) -> None:
        self.statements: dict[str, Known] = {}
        self._first: datetime | None = None
        self._numbers: dict[str, int] = {}
        self._postings: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for known in statements:
            self.put(known)

    def put(self, known: Known) -> None:
        """Adds a statement, or its newer state."""
        old = self.statements.get(known.statement_id)
        self.statements[known.statement_id] = known
        self._first = min(known.at, self._first or known.at)
        self._numbers.setdefault(known.statement_id, len(self._numbers))
        for wording in known.wordings[len(old.wordings) if old else 0 :]:
            for mark in split(wording.sketch):
                self._postings[mark][known.statement_id] = None

    def near(self, f: Form, at: datetime, recalls: bool, reach: Reach) -> list[Known]:
        """The statements in reach that share most with the form, best first."""
        return self._best(f, lambda known: reach.has(known, at, recalls))

    def before(self, f: Form, at: datetime, reach: Reach) -> list[Known]:
        """Those that it may repeat."""
        if self._first is None or at - self._first <= reach.window:
            return []
        return self._best(f, lambda known: reach.repeats(known, at))

    def _best(self, f: Form, reachable: Callable[[Known], bool]) -> list[Known]:
        best: list[Known] = []
        most = 0
        for n, name in sorted((-n, name) for name, n in self._shared(f).items()):
            if best and n * NEAREST > most:
                break
            if reachable(known := self.statements[name]):
                most = most or n
                best.append(known)
                if len(best) == MOST_CANDIDATES:
                    break
        return best

    def candidates(self, f: Form) -> list[Known]:
        """The statements that share most with the form, whenever they were said; of equals the first that came."""
        shared = self._shared(f)
        best = heapq.nsmallest(MOST_CANDIDATES, shared, key=lambda known: (-shared[known], self._numbers[known]))
        return [self.statements[statement_id] for statement_id in best]

    def _shared(self, f: Form) -> Counter[str]:
        listed = sorted((self._postings[token] for token in f.fingerprints if token in self._postings), key=len)
        shared: Counter[str] = Counter()
        entries = 0
        for n, posting in enumerate(listed):
            entries += len(posting)
            if n >= FEWEST_LISTS and entries > MOST_POSTINGS:
                break
            telling = 1 + RAREST // len(posting)
            for statement_id in posting:
                shared[statement_id] += telling
        return shared
