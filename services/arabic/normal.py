"""Normalising Arabic text: one form to compare by, one form to show.

The folds follow common practice for Arabic retrieval (Larkey, Ballesteros and Connell 2002, "light" normalisation;
CAMeL Tools `normalize`), widened by what scraped pages carry: Persian letters, presentation forms, kashida, bidi marks.
"""

import re
import unicodedata
from functools import lru_cache

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
"""Tashkeel and Quranic signs, as a regular expression's character range."""

INVISIBLE = "\u0640\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Kashida, soft hyphen, zero-width and bidi marks: never part of a word."""

_DROPPED = re.compile(f"[{MARKS}{INVISIBLE}]+")
_HIDDEN = re.compile(f"[{INVISIBLE}]+")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile("[\x00-@\\[-\x7f«»،؛؟ء-غف-ي٪-٬“”‘’–—•]*")
_SETTLED = re.compile("[\x00-\x7f\u00ab\u00bb\u060c-\u06ff\u2010-\u2022]*")

_PERSIAN = {"ی": "ي", "ې": "ي", "ے": "ي", "ۓ": "ئ", "ک": "ك", "ڪ": "ك", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه"}
_FOLDED = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه"}
_DIGITS = {chr(zero + i): str(i) for zero in (0x660, 0x6F0) for i in range(10)}
_MATCHING = str.maketrans(_PERSIAN | {"ۓ": "ي"} | _FOLDED | _DIGITS)
_DISPLAY = str.maketrans(_PERSIAN)
_COMMON = "أإآىئؤة"
"""Most of what is folded: replaced letter by letter, several times quicker than a translation of every character."""
_UNCOMMON = re.compile(f"[{re.escape(''.join(map(chr, _MATCHING.keys() - set(map(ord, _COMMON)))))}]")
_FOREIGN = re.compile(f"[{''.join(_PERSIAN)}]")
LONGEST_KEPT = 1000
"""Characters of a text whose form is remembered: a page's reading asks for the form of a line several times."""
_UNSHOWN = re.compile(f"[{INVISIBLE}{''.join(_PERSIAN)}\ufb50-\ufdff\ufe70-\ufefc]")


def matching(text: str) -> str:
    """The form to compare by: marks and invisible characters gone, letter variants and digits folded, case folded.

    Idempotent. Its length differs from the text's: never take offsets from it.
    """
    return _kept(text) if len(text) <= LONGEST_KEPT else _matching(text)


def _matching(text: str) -> str:
    common = _common(text)
    if _PLAIN.fullmatch(common):  # nothing else in it to fold: most lines of most pages, several times quicker
        return common
    folded = _fold(text)
    if _SETTLED.fullmatch(folded):
        return folded
    while (again := _fold(folded)) != folded:  # what a dropped sign kept apart may compose: e + ZWJ + acute
        folded = again
    return folded


_kept = lru_cache(maxsize=2048)(_matching)


def _fold(text: str) -> str:
    text = _common(_DROPPED.sub("", unicodedata.normalize("NFKC", text)))
    return (text.translate(_MATCHING) if _UNCOMMON.search(text) else text).casefold()


def _common(text: str) -> str:
    for letter in _COMMON:
        text = text.replace(letter, _FOLDED[letter])
    return text


def words(text: str) -> list[str]:
    """The words of the text in matching form: runs of letters and digits."""
    return _WORD.findall(matching(text))


def display(text: str) -> str:
    """The form to show: Arabic letters for Persian ones and presentation forms, nothing invisible; hamza, marks stay.

    Idempotent.
    """
    if not _UNSHOWN.search(text):
        return text
    if _PRESENTATION.search(text):
        text = _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _HIDDEN.sub("", text)
    return text.translate(_DISPLAY) if _FOREIGN.search(text) else text
