"""Whether a word is another's spelling: what copyists change without a thought."""

from collections.abc import Iterator
from functools import lru_cache

from services.dedupe.matching import Text
from services.dedupe.sketch import CLASS_SHIFT, FIGURE, POLARITY, Numbers, numbers_of

FRONT = ("و", "ف", "ب", "ل", "ال", "وال", "بال", "لل")
"""And, so, in, to, the, and their joints."""
BACK = ("ه", "ا", "ي")
"""Feminine ة, which `matching` folds with ه; the accusative's alef; the adjective's ي."""


def respelled(page: Text, place: int, old: Numbers) -> bool:
    """Whether the page's word stands among the known text's words `old`, perhaps spelled otherwise, joined or parted:
    clitics and endings of a word, «2015» and «2015م», «عبد العزيز» and «عبدالعزيز». Never another figure or denial."""
    if not len(old):
        return False
    there = old.tolist()
    if int(page.words[place]) in there:
        return True
    word, kind = page.spelled[place], int(page.words[place]) >> CLASS_SHIFT
    if not _spellings(word, kind).isdisjoint(there):
        return True
    joined = ["".join(page.spelled[i : i + 2]) for i in (place - 1, place) if 0 <= i < len(page.spelled) - 1]
    return not set(numbers_of(joined).tolist()).isdisjoint(there)


@lru_cache(maxsize=4096)
def _spellings(word: str, kind: int) -> frozenset[int]:
    """The numbers of the word's other spellings."""
    return frozenset(numbers_of(list(_forms(word, kind))).tolist())


def _forms(word: str, kind: int) -> Iterator[str]:
    if kind == FIGURE and word[-1:] in "مه":
        yield word[:-1]
    elif kind == FIGURE and word.isdigit():
        yield from (word + "م", word + "ه")
    elif kind not in (FIGURE, POLARITY):
        stems = {word, *(word[len(p) :] for p in FRONT if word.startswith(p) and len(word) - len(p) >= 3)}
        stems |= {stem[: -len(e)] for stem in stems for e in BACK if stem.endswith(e) and len(stem) - len(e) >= 3}
        for stem in sorted(stems):
            yield from (p + stem for p in ("", *FRONT))
            yield from (p + stem + e for p in ("", *FRONT) for e in BACK)
        if word.startswith("عبدال"):
            yield word.removeprefix("عبد")
