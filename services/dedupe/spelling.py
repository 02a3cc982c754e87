"""Whether a word is another's spelling: what copyists change without a thought."""

from collections.abc import Iterator

import numpy as np

from services.dedupe.matching import Text
from services.dedupe.sketch import FIGURE, POLARITY, Numbers, classes, numbers_of

FRONT = ("و", "ف", "ب", "ل", "ال", "وال", "بال", "لل")
"""And, so, in, to, the, and their joints."""
BACK = ("ه", "ا", "ي")
"""Feminine ة, which `matching` folds with ه; the accusative's alef; the adjective's ي."""


def respelled(page: Text, place: int, old: Numbers) -> bool:
    """Whether the page's word stands among the known text's words `old`, perhaps spelled otherwise, joined or parted:
    clitics and endings of one word, «2015» and «2015م», «عبد العزيز» and «عبدالعزيز». Never another figure or denial."""
    if page.words[place] in old:
        return True
    if not len(old):
        return False
    word = page.spelled[place]
    joined = ["".join(page.spelled[i : i + 2]) for i in (place - 1, place) if 0 <= i < len(page.spelled) - 1]
    return bool(np.isin(numbers_of([*joined, *_forms(word, int(classes(page.words)[place]))]), old).any())


def _forms(word: str, kind: int) -> Iterator[str]:
    if kind == FIGURE and word[-1:] in "مه":
        yield word[:-1]
    elif kind == FIGURE and word.isdigit():
        yield from (word + "م", word + "ه")
    elif kind != FIGURE and kind != POLARITY:
        stems = {word, *(word[len(p) :] for p in FRONT if word.startswith(p) and len(word) - len(p) >= 3)}
        stems |= {stem[: -len(e)] for stem in stems for e in BACK if stem.endswith(e) and len(stem) - len(e) >= 3}
        for stem in sorted(stems):
            yield from (p + stem for p in ("", *FRONT))
            yield from (p + stem + e for p in ("", *FRONT) for e in BACK)
        if word.startswith("عبدال"):
            yield word.removeprefix("عبد")
