"""How well pages were read: the measures of the gate.

Gold and read stories are paired by the words they share, most first. Words count once for each time they stand; those
of optional paragraphs (sub-heads, captions) are neither required nor forbidden.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from schemas.events import CleanStory
from services.arabic.normal import words

PAIRED = 0.1
"""Least F1 of two stories' words that pairs them."""
SPLIT = 0.7
"""Least F1 of a story that was told apart from the rest of its page."""


def bag(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in words(text))


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Score:
    """Sums over pages; `figures` gives the measures, each between 0 and 1, but `wrong_dates`, a count."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Sequence[dict], read: Sequence[CleanStory]) -> None:
        told = [story for story in read if story.paragraphs]
        pairs = self._paired(gold, told)
        self.count["gold"] += len(gold)
        self.count["told"] += len(told)
        self.recall += [0.0] * (len(gold) - len(pairs))
        self.precision += [0.0] * (len(told) - len(pairs))
        for g, r in pairs:
            self._facts(gold[g], told[r])
        mains = [r for r, story in enumerate(told) if story.role == "main"]
        strange = {r for r in mains if not any(pair[1] == r for pair in pairs)}
        self.count["main words"] += sum(bag(told[r].paragraphs).total() for r in mains)
        self.count["strange words"] += sum(bag(told[r].paragraphs).total() for r in strange)

    def _paired(self, gold: Sequence[dict], told: Sequence[CleanStory]) -> list[tuple[int, int]]:
        likeness = {(g, r): self._overlap(one, other) for g, one in enumerate(gold) for r, other in enumerate(told)}
        pairs: list[tuple[int, int]] = []
        for (g, r), (precision, recall, _) in sorted(likeness.items(), key=lambda item: -f1(*item[1][:2])):
            if f1(precision, recall) < PAIRED or any(g == a or r == b for a, b in pairs):
                continue
            pairs.append((g, r))
            self.precision.append(precision)
            self.recall.append(recall)
            self.count["split"] += f1(precision, recall) >= SPLIT
            self.count["strange words"] += likeness[g, r][2] if told[r].role == "main" else 0
        return pairs

    def _overlap(self, gold: dict, read: CleanStory) -> tuple[float, float, int]:
        """Precision, recall, and the words that are not the story's."""
        wanted, found = bag(gold["paragraphs"]), bag(read.paragraphs)
        strange = found - wanted - bag(gold.get("optional_paragraphs", ()))
        hits = (wanted & found).total()
        return hits / (hits + strange.total() or 1), hits / (wanted.total() or 1), strange.total()

    def _facts(self, gold: dict, read: CleanStory) -> None:
        named = [gold["source_credit"], *gold.get("source_credit_alt", ())]
        days = [day and day[:10] for day in (gold["published_at"], *gold.get("published_at_alt", ()))]
        day = read.published_at and read.published_at[:10]
        self.count["title"] += words(read.title or "") == words(gold["title"] or "")
        self.count["source"] += words(read.source_credit or "") in [words(credit or "") for credit in named]
        self.count["date"] += day in days
        self.count["wrong dates"] += day is not None and day not in days

    def figures(self) -> dict[str, float]:
        n = self.count
        precision, recall = sum(self.precision) / len(self.precision), sum(self.recall) / len(self.recall)
        return {
            "token_precision": precision,
            "token_recall": recall,
            "story_split_f1": 2 * n["split"] / (n["gold"] + n["told"]),
            "contamination": n["strange words"] / (n["main words"] or 1),
            "title": n["title"] / n["gold"],
            "source": n["source"] / n["gold"],
            "date": n["date"] / n["gold"],
            "wrong_dates": n["wrong dates"],
        }
