"""The memory twin of the article store: the same answers, kept in this process and nowhere else."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from services.dedupe.article_index import Decided, Index, Looked, Version, contenders, in_reach
from services.dedupe.article_pages import Entry
from services.dedupe.article_records import pack_decision, pack_text, times_of, unpack_decision, unpack_texts


class MemoryStore:
    """Keeps everything that it was given; see `article_store.ArticleStore` for what each call promises."""

    def __init__(self, window: timedelta) -> None:
        self.window = int(window.total_seconds())
        self._index = Index()
        self._texts: dict[int, bytes] = {}
        self._decisions: dict[bytes, bytes] = {}

    async def look(self, entries: Sequence[Entry]) -> Looked:
        """See `ArticleStore`."""
        return self._look(entries, 0)

    async def claim(self, entries: Sequence[Entry], decided: Sequence[Decided], version: Version) -> Looked | None:
        """See `ArticleStore`."""
        if any(one.entry.key in self._decisions for one in decided):
            return self._look(entries, version.number)
        if version.number < len(self._texts):
            later = self._look(entries, version.number)
            if any(later.candidates):
                return later
        for one in decided:
            self._decisions[one.entry.key] = pack_decision(one.decision, one.entry.page.own_cluster)
            if one.kept:
                number = len(self._texts) + 1
                self._texts[number] = pack_text(one.kept)
                self._index.add(number, one.indexed.tolist())
        return None

    def _look(self, entries: Sequence[Entry], since: int) -> Looked:
        candidates, found = [], dict[int, bytes]()
        for entry in entries:
            shared = {
                number: places
                for number, places in self._index.shared(entry.asked.tolist(), since).items()
                if in_reach(entry.page.at, *times_of(self._texts[number]), self.window)
            }
            turning = contenders(shared, len(entry.asked))
            candidates.append({number: shared[number] for number in turning})
            found |= {number: self._texts[number] for number, can_be in turning.items() if can_be}
        decisions = [
            unpack_decision(record, entry.page.own_cluster) if (record := self._decisions.get(entry.key)) else None
            for entry in entries
        ]
        held = self._held(entries, since)
        return Looked(Version(0, len(self._texts)), decisions, candidates, unpack_texts(found), held)

    def _held(self, entries: Sequence[Entry], since: int) -> Counter[tuple[int, int]]:
        wanted = {(entry.page.at // self.window, f) for entry in entries for f in entry.indexed.tolist()}
        counts = {(g, f): sum(map(partial(self._is_of, g), self._index.numbers(f, since))) for g, f in wanted}
        return Counter({key: count for key, count in counts.items() if count})

    def _is_of(self, generation: int, number: int) -> bool:
        return times_of(self._texts[number])[1] // self.window == generation
