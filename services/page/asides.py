"""Lines that say something of a story and are not its text: stamps, credits, captions."""

import re

from services.arabic import dates
from services.arabic.normal import MARKS
from services.page import datelines
from services.page.phrases import bare, listed

_STAMP_WORDS = frozenset(listed("words"))
_MARKS = re.compile(f"[{MARKS}]+")
_DATED = re.compile(r"[0-9٠-٩۰-۹]|منذ|قبل|اليوم|مس$|ago|day")
_FACT_SIGNS = re.compile(r"\s*[|•·●]\s*|\s+[-–—]\s+|(?<=\w)\s?:\s+(?=\S)")
"""What stands between an article's facts, and after the label of each."""
_YEAR = re.compile(r"[0-9٠-٩۰-۹]{4}")
_SHARE = frozenset(phrase for phrase, table in listed("label").items() if table == "share")
_OPENS_LABELLED = re.compile(
    r"^\W*(?:نشرت?|تم النشر|كتبه?|أضيف|أرسله?|[Pp]osted|[Pp]ublished)\s+(?:بواسطة|من قبل|by|في|on)\b"
)
"""«نشر بواسطة: سامي في محليات 3 مايو 2024 - 512 زيارة»."""
_PUBLISHED = frozenset({"نشر", "نشرت", "نشره", "النشر", "published", "posted"})
_CLOSING = " »”\"’')]"

_SOURCES = frozenset(listed("source")) - {"وكالات", "متابعات"}
_LABELS = "|".join((*listed("source"), *listed("writer")))
_LABELLED = re.compile(rf"(?:{_LABELS})(?: الخبر| المقال| الصوره)?(?: \w+){{1,6}}")
_LABEL_ENDS = re.compile(r"^\W*[^\W\d_]+(?: [^\W\d_]+)?\s*[:/\-–|]|^\W*(?:بقلم|بواسطة|نقلا|كتب|[Bb]y)\s")
_FOLLOWED = re.compile(r"(?:\w+ ){0,4}(?:متابعات|وكالات|خاص)|(?:متابعات|وكالات|خاص)(?: \w+){0,3}")
_OUTLET = re.compile(rf"(?:عن )?(?:{'|'.join(listed('outlet'))}) \w+(?: \w+| للانباء)?")
_DATELINE = re.compile(r"^(?:[^\W\d_]+\s){0,3}[^\W\d_]+\s*\((?:[^()]{2,60})\)\s*[-–:]?$")
_BRACKETED = re.compile(r"^[(/\[].*[)/\]]\.?$")
_CAPTION = re.compile(r"(?:صوره? (?:ارشيف|تعبيري|من |ل|جوي)|(?:ارشيفيه|تعبيريه|لقطه من|جانب من|منظر عام|صوره|تصوير)\b)")

LEAST_FACTS, FACT_WORDS, NAME_WORDS = 3, 7, 4
"""Fewest facts of a row; most words of one with figures, and of one without, the next one's label among them."""
NAMES_BEFORE = 6
"""Most words that name who published, before the label of the day."""
CAPTION_WORDS = 30
"""Most words of the line under a picture."""


def has_stop(text: str) -> bool:
    """True where the line ends in a full stop, closing quotes aside; dots of omission are none."""
    text = text.rstrip(_CLOSING)
    return text.endswith(".") and not text.endswith("..")


def is_stamp(text: str) -> bool:
    """True for a date or time with its label, and at most two words besides: a city, a section, a name."""
    text = _MARKS.sub("", text)
    found = dates.stamps(text) if _DATED.search(text) else []
    if not found:
        return False
    if _ends_in_labelled(text, found[-1]):
        return True
    left = text
    for stamp in reversed(found):
        left = left[: stamp.start] + " " + left[stamp.end :]
    others = [word for word in bare(left).split() if word not in _STAMP_WORDS and word not in _SHARE]
    dated = any(stamp.calendar in ("gregorian", "hijri") for stamp in found)
    return len(others) <= (2 if dated and not has_stop(text) else 0)


def is_full_date(text: str) -> bool:
    """True for a stamp that has a day of the Gregorian calendar with its year."""
    return is_stamp(text) and any(stamp.year and stamp.calendar == "gregorian" for stamp in dates.stamps(text))


def is_facts(text: str) -> bool:
    """True for a row of an article's facts, a day with its year among them.

    «محليات | سامي الأشقر | 3 مايو 2024 | 512 قراءة», «كتب: سامي الأشقر القسم: محليات نشر في: 3/5/2024 المشاهدات: 512».
    """
    if not _YEAR.search(text):
        return False
    pieces = _FACT_SIGNS.split(text)
    is_row = len(pieces) >= LEAST_FACTS and all(map(_is_fact, pieces))
    if has_stop(text) or not (is_row or _OPENS_LABELLED.match(text)):
        return False
    return any(stamp.year and stamp.calendar == "gregorian" for stamp in dates.stamps(text))


def _is_fact(piece: str) -> bool:
    """True for a few words; a day may have more with its labels."""
    return piece.count(" ") < (FACT_WORDS if any(map(str.isdecimal, piece)) else NAME_WORDS)


def _ends_in_labelled(text: str, last: dates.Stamp) -> bool:
    """True for «المنارة - وكالة الأفق نشر بتاريخ: 3 مايو 2024»: a few words, the label of publication, the day."""
    if not last.year or bare(text[last.end :]) or has_stop(text):
        return False
    before = bare(text[: last.start]).split()
    at = len(before)
    while at and before[at - 1] in _STAMP_WORDS:
        at -= 1
    return at <= NAMES_BEFORE and not _PUBLISHED.isdisjoint(before[at:])


def labels_stamp(plain: str) -> bool:
    """True for a stamp's label on a line of its own, «آخر تحديث», by its bare form."""
    return plain.count(" ") < 4 and all(word in _STAMP_WORDS for word in plain.split())


def labels_source(plain: str) -> bool:
    """True for a credit's label on a line of its own, «المصدر:», by its bare form."""
    return plain in _SOURCES or plain in ("مصدر الخبر", "مصدر المقال")


def is_credit(text: str, plain: str) -> bool:
    """True for a line that names where the text is from or who wrote it; `plain` is its bare form.

    «المصدر: وكالات», «بقلم: …», «المناطق_متابعات», «وكالة الأفق», «لندن (الشرق، وكالات)», «(رويترز)».
    """
    if _LABELLED.fullmatch(plain) and _LABEL_ENDS.match(text):
        return True
    if plain in datelines.AGENCIES and _BRACKETED.match(text):
        return True
    if _FOLLOWED.fullmatch(plain) or (_OUTLET.fullmatch(plain) and not has_stop(text)):
        return True
    return "وكال" in plain and bool(_DATELINE.match(text))


def is_caption(text: str, plain: str, count: int) -> bool:
    """True for the line under a picture: «صورة أرشيفية …», «جانب من الحفل (تصوير: …)»."""
    return count <= CAPTION_WORDS and bool(_CAPTION.match(plain)) and (text.endswith(")") or not has_stop(text))
