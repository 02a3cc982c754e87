"""Which line is a story's headline."""

import re
from collections.abc import Sequence
from functools import lru_cache

from services.arabic.normal import words
from services.page.kinds import LABELS
from services.page.phrases import bare

_PARTS = re.compile(r"\s+[|•·]\s*|\s*[|]\s+|\s+»\s+|\s+(?:::|[-–—])\s+")
_PROCLITIC = re.compile(r"^(?:وال|بال|فال|كال|لل|ال|و|ب|ل|ف)(?=\w{3})")

EARLY = 400
"""Characters of a text within which most have a word of their headline."""
PLACE_WORDS = 2
"""Most words after the outlet's name in a line that is no headline."""


@lru_cache(maxsize=8)
def content(text: str) -> frozenset[str]:
    """Words of four letters or more, without article and proclitic. The text before last is often asked for again."""
    return frozenset([stem(word) for word in set(words(text)) if len(word) >= 4])


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A word in matching form without article and proclitic; some that begin with such a letter lose it too."""
    return _PROCLITIC.sub("", word)


def shared(head: str, text: str) -> float:
    """The share of a headline's content words that the text has."""
    words = content(head)
    return len(words & content(text)) / len(words) if words else 0.0


def shares(head: str, text: str) -> bool:
    """Whether the text has any of the headline's content words; most texts have one early on."""
    begins = text[: text.rfind(" ", 0, EARLY)] if len(text) > EARLY else ""
    return any(not content(head).isdisjoint(content(piece)) for piece in (begins, text))


def of_page(title: str | None, source: str) -> str | None:
    """The headline in a page's title as a crawler gets it: without the outlet's name, None if it has no more."""
    if not title:
        return None
    parts = [part.strip() for part in _PARTS.split(title) if part.strip()]
    outlet = bare(source)
    while len(parts) > 1 and (bare(parts[-1]) in outlet or len(parts[-1].split()) <= 4) and len(parts[0].split()) >= 3:
        title = title[: title.rindex(parts.pop())]
        title = title.rstrip().rstrip("|»•·:-–—").rstrip()
    return None if bare(title) == outlet or len(title.split()) < 3 else title


def without_outlet(head: str, outlet: str) -> str:
    """A headline of the page without the outlet's name before it: «المرفأ نيوز | …»."""
    first, *rest = _PARTS.split(head, maxsplit=1)
    return rest[0].strip() if rest and outlet and bare(first) == bare(outlet) and len(rest[0].split()) >= 3 else head


def names_outlet(plain: str, outlet: str) -> bool:
    """True for the outlet's name (both in bare form), with a section or city after it at most: «المرفأ نيوز - مسقط»."""
    return bool(outlet) and plain.startswith(outlet) and plain.count(" ", len(outlet)) <= PLACE_WORDS


def is_own_page(title: str | None) -> bool:
    """True for a page of the outlet on itself: «من نحن», «سياسة الخصوصية»."""
    return any(LABELS.get(bare(part)) == "footer" for part in _PARTS.split(title or ""))


def headline(heads: Sequence[tuple[str, str]], text: str, page_title: str | None, least: int) -> int | None:
    """Which of the lines (text, tag) before a story's first text is its headline, None for none.

    The one that the page's title repeats; else the one that shares most words with the text, the nearer where they tie;
    a line that shares none only where it directly stands before the text and has the `least` words of a headline.
    """
    if page_title:
        own, plain = bare(page_title), [bare(head) for head, _ in heads]
        alike = [i for i, head in enumerate(plain) if len(head) >= 15 and (head in own or own in head)]
        if own in plain or alike:
            return plain.index(own) if own in plain else alike[0]
    ranked = [(_weight(head, tag, text), i) for i, (head, tag) in enumerate(heads)]
    best, i = max(ranked, default=(0.0, -1))
    if best >= 0.15:
        return i
    last = len(heads) - 1
    return last if last >= 0 and len(heads[last][0].split()) >= least else None


def _weight(head: str, tag: str, text: str) -> float:
    length = len(head.split())
    return shared(head, text) + (0.3 if tag == "h1" else 0) - (0.3 if length < 3 else 0)
