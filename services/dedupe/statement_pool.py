"""The known statements of one voice, found again by the content that a quote shares with them."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.dedupe.statement_form import Form
from services.dedupe.statement_reading import form

MOST_CANDIDATES = 5
"""Statements compared with one quote at most."""


FEWEST_LISTS = 4
MOST_POSTINGS = 1000
"""The rarest fingerprints are looked up first: four at least, further ones while this many entries are not exceeded."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which a statement was printed, and when."""

    quote: str
    at: datetime

    @property
    def form(self) -> Form:
        """Its comparable form."""
        return form(self.quote, self.at.date())


@dataclass(frozen=True, slots=True)
class Known:
    """A statement: when it was first seen (event time), who spoke ("" for an institution), its wordings so far."""

    statement_id: str
    at: datetime
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

    def buckets(self, at: datetime, recalls: bool) -> range:
        """The buckets, each one window of event time, that hold what the reach has."""
        here = self.bucket(at)
        back = int(self.recall / self.window) + 1 if recalls else 1
        return range(here - max(back, 1), here + 2)

    def bucket(self, at: datetime) -> int:
        """The bucket of a statement first seen at that time."""
        return int(at.timestamp() // self.window.total_seconds())


class Pool:
    """Known statements by their fingerprints."""

    def __init__(self, statements: Iterable[Known] = ()) -> None:
        self.statements: dict[str, Known] = {}
        self._postings: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for known in statements:
            self.put(known)

    def put(self, known: Known) -> None:
        """Adds a statement, or its newer state."""
        old = self.statements.get(known.statement_id)
        self.statements[known.statement_id] = known
        for wording in known.wordings[len(old.wordings) if old else 0 :]:
            for token in wording.form.fingerprints:
                self._postings[token][known.statement_id] = None

    def near(self, f: Form, at: datetime, recalls: bool, reach: Reach) -> list[Known]:
        """The statements in reach that share most with the form, best first."""
        listed = sorted((self._postings[token] for token in f.fingerprints if token in self._postings), key=len)
        shared: Counter[str] = Counter()
        entries = 0
        for n, posting in enumerate(listed):
            entries += len(posting)
            if n >= FEWEST_LISTS and entries > MOST_POSTINGS:
                break
            shared.update(posting.keys())
        most = max(shared.values(), default=0)
        best: list[tuple[int, str]] = []
        for statement_id, n in shared.items():
            if n * 2 >= most and reach.has(self.statements[statement_id], at, recalls):
                best.append((-n, statement_id))
        return [self.statements[statement_id] for _, statement_id in heapq.nsmallest(MOST_CANDIDATES, best)]
