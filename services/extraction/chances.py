"""How sure a statement is: of those of its kind that were judged by reading, the share that was right, speaker and all.

Judged were 130 statements drawn by lot, kind by kind, from newspapers that had no part in making the rules, and the 131
of 24 articles read by hand; see docs/confidence.md.
"""

from typing import Literal, NamedTuple

Cue = Literal["verb", "participle", "noun", "relay", "attribution", "headline", "quote"]
"""«قال», «مؤكدا», «بالقول», «نقلت عن», «بحسب», «فلان: …», a quotation alone."""
Who = Literal["known", "named", "remembered"]
"""How the speaker is told: by a known name, by another name or office, or by what was said before."""

_PRIOR, _WEIGHT = 0.8, 4
"""The share of a kind of which none was judged, and how many judged ones it counts for."""


class Judged(NamedTuple):
    """Of `all` statements `right` were."""

    right: int
    all: int


JUDGED: dict[tuple[Cue, Who], Judged] = {
    ("verb", "known"): Judged(77, 80),
    ("verb", "named"): Judged(40, 43),
    ("verb", "remembered"): Judged(48, 56),
    ("participle", "remembered"): Judged(29, 30),
    ("noun", "remembered"): Judged(1, 3),
    ("relay", "known"): Judged(1, 1),
    ("relay", "named"): Judged(5, 8),
    ("relay", "remembered"): Judged(2, 2),
    ("attribution", "known"): Judged(12, 13),
    ("attribution", "named"): Judged(7, 11),
    ("headline", "known"): Judged(3, 3),
    ("headline", "named"): Judged(9, 10),
    ("quote", "remembered"): Judged(1, 1),
}
"""What was judged, by kind of cue and of speaker."""


def chance(cue: Cue, who: Who) -> float:
    """The chance that a statement of the kind is right: the share judged so, drawn to the prior where few were."""
    right, judged = JUDGED.get((cue, who), Judged(0, 0))
    return (right + _PRIOR * _WEIGHT) / (judged + _WEIGHT)
