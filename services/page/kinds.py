"""What a line is, by its own words: body text, a short line, a stamp, a credit, or furniture of the page."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from services.arabic.normal import matching
from services.page.asides import has_stop, is_caption, is_credit, is_facts, is_full_date, is_stamp
from services.page.datelines import AGENCIES
from services.page.notes import NOTE_WORDS, disclaims, note, speaks_to_reader
from services.page.phrases import bare, forms, joined, listed

LABELS = listed("label")
OPENERS = listed("opens")
_FORMS = forms()
_LONGEST_LABEL = max(len(label.split()) for label in LABELS | OPENERS)
_TRAIL = re.compile(r"\s*[>›←]\s*|\s+[»/|\\]\s+")
_TRAIL_SIGN = re.compile(r"[>›←»/|\\]")
_MARK = re.compile(r"^[=*_~#+\-–—.•·/\s]{3,}(?:[^\W\d_]{1,2}[./\s]*){0,6}$")
"""A rule under the text, with the editors' initials or without: «=========== ن.م.»."""
_INITIALS = re.compile(r"^\W*(?:[^\W\d_]{1,2}[./\s]+){1,6}[^\W\d_]{1,2}[./\s]*$")
"""«م ع / ط ا», «ن.م.»."""
_BARS = re.compile(
    r"\s*[|•·●]\s*|\s*[-–—]?\s*\b(?="
    r"(?:ال)?(?:كلمات (?:ال)?(?:مفتاحية|دلالية|دالة|البحث)|وسوم|أوسمة|تاجات)\s?:|(?:[إأا]قر[أا]|شاهد|طالع) [أا]يض)"
)
"""What parts a row: bars, and labels of tags and lists after a credit."""
_JOINTS = re.compile(r"[|•·●]|كلمات|وسوم|أوسمة|تاجات|يض")
"""One of these stands in every such row."""
_DASH_SIGNS = " -–—"
_DASHES = re.compile(r"\s+[-–—]\s+")
_COLON = re.compile(r"[:：|…]|\.\.|\s[-–—/]\s")
_BULLET = re.compile(r"^[•●▪■◄»›*·–—-]\s|^[0-9٠-٩]{1,2}(?:[.)\-]\s|\s)")
_ALONE = frozenset({"share", "ad", "end"})
"""Furniture that opens no box."""
_FLAGS = frozenset({"عاجل", "خاص", "حصري", "فيديو", "صور", "تقرير", "مباشر", "خبر", "جديد", "الان"})
"""Labels that also stand before a headline."""
_BETWEEN_LABELS = frozenset({"عبر", "علي", "او"})

Kind = Literal["body", "short", "stamp", "credit", "open", "drop"]

LONGEST = 400
"""Characters of the longest label, note or stamp: what is longer is body text."""
SHORT = 100
"""Characters of a line that may be one of many like it, and is remembered."""
LABEL_REACH = 60
"""How far into a line, in characters, the colon of its label may stand."""
LABEL_WORDS = 25
"""Most words of a line that is a label with an item, breadcrumbs, or a row of labels."""
STAMP_WORDS = 16
"""Most words of a stamp: weekday, Hijri and Gregorian date, time, and the label of each."""
HEADLINE_BLANKS = 4
"""Fewest blanks of a headline that stands in a line with its day."""
ROW_WORDS = 80
"""Most words of a label with headlines in a row after it: «اقرأ أيضا: … | … | …»."""
FACTS_WORDS = 30
"""Most words of a row of facts: writer, section, day, reads."""
CREDIT_WORDS = 14
"""Most words of a credit."""
BODY_WORDS = 18
"""Fewest words that make a line body text by length alone: headlines of the Arab press have up to 17."""
LABELLED_WORDS = 10
"""Most words of a label with something after its colon: «إعلان - تابع القراءة أدناه»."""
SENTENCE_WORDS = 7
"""Fewest words that make a line which ends in a full stop body text: no headline ends in one."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A line's kind. `reason` names the furniture ("share", "related" …), `rest` is what follows its label's colon.

    `key` is the line in bare form (a very long line as it is): equal for lines that say the same.
    """

    kind: Kind
    key: str
    reason: str = ""
    rest: str = ""


def sort(text: str) -> Sort:
    """What the line is, by its own words alone."""
    return _known(text) if len(text) <= SHORT else _sort(text)


def _sort(text: str) -> Sort:
    if len(text) > LONGEST:
        return Sort("body", text)
    folded = matching(text)
    key = joined(folded)
    count = key.count(" ") + 1
    found = _furniture(text, folded, key, count) or _aside(text, key, count)
    if found:
        return found
    if count < BODY_WORDS and (count < SENTENCE_WORDS or not has_stop(text)):
        return Sort("short", key)
    is_note = speaks_to_reader(text, folded) or (count <= NOTE_WORDS and disclaims(text, folded))
    return Sort("drop", key, "note") if is_note else Sort("body", key)


def _aside(text: str, key: str, count: int) -> Sort | None:
    if count <= STAMP_WORDS and is_stamp(text):
        return Sort("stamp", key)
    if not key or _MARK.match(text):
        return Sort("drop", key, "symbols")
    if _INITIALS.match(text) and key not in AGENCIES:
        return Sort("drop", key, "end")
    return Sort("credit", key) if count <= CREDIT_WORDS and is_credit(text, key) else None


_known = lru_cache(maxsize=16_384)(_sort)
"""Sites print the same labels on each of their pages."""


def is_item(text: str) -> bool:
    """True for a line with a bullet or a number before it."""
    return bool(_BULLET.match(text))


def parts(text: str) -> list[str]:
    """The line, or its parts where it holds a stamp or a credit apart: by bars, by labels, a headline's day by a dash.

    «نشر بتاريخ: 3 مايو 2024 | المصدر: الأفق», «المصدر: الأفق كلمات دلالية: مدن», «افتتاح مكتبة عامة - 3 مايو 2024».
    """
    found = [part for part in _BARS.split(text) if part] if _JOINTS.search(text) else [text]
    if len(found) == 1 and _DASHES.search(text):
        found = _with_day(text)
    if len(found) == 1:
        return [text]
    apart = any(sort(part).kind in ("stamp", "credit") for part in found)
    return found if apart and all(sort(part).kind != "body" for part in found) else [text]


def _with_day(text: str) -> list[str]:
    """A headline and its day, on either side of a dash."""
    pieces = _DASHES.split(text)
    if len(pieces) < 2:
        return pieces
    first, last = pieces[0], pieces[-1]
    before, after = text[: -len(last)].strip(_DASH_SIGNS), text[len(first) :].strip(_DASH_SIGNS)
    if before.count(" ") >= HEADLINE_BLANKS and is_full_date(last):
        return [before, last]
    return [first, after] if after.count(" ") >= HEADLINE_BLANKS and is_full_date(first) else [text]


def _furniture(text: str, folded: str, key: str, count: int) -> Sort | None:
    if reason := LABELS.get(key):
        return Sort("drop", key, reason)
    if count <= FACTS_WORDS and is_facts(text):
        return Sort("stamp", key)
    if LABEL_WORDS < count <= ROW_WORDS and "|" in text and not has_stop(text) and (row := _opener(text, key, count)):
        return row
    if count <= LABEL_WORDS and (opener := _opener(text, key, count)):
        return opener
    if is_caption(text, key, count):
        return Sort("drop", key, "caption")
    reason = note(folded, count) or (_row(text, key) if count <= LABEL_WORDS else "")
    return Sort("drop", key, reason) if reason else None


def _opener(text: str, key: str, count: int) -> Sort | None:
    """A label over a box: alone, with a few words more («الأكثر قراءة في الرياضة»), or with an item after a colon."""
    if reason := _opens(key):
        return Sort("drop" if reason in _ALONE else "open", key, reason)
    colon = _COLON.search(text)
    if colon and colon.start() < LABEL_REACH:
        label = bare(text[: colon.start()])
        if reason := _opens(label):
            return Sort("open", key, reason, text[colon.end() :].strip(" :-–—/|"))
        if LABELS.get(label) in _ALONE and count <= LABELLED_WORDS:
            return Sort("drop", key, LABELS[label])
    words = key.split(" ", 6)
    for n in range(min(5, len(words)), 1, -1):
        reason = OPENERS.get(" ".join(words[:n]), "")
        if reason and count <= n + 3 and not has_stop(text):
            return Sort("open", key, reason)
    return None


def _opens(plain: str) -> str:
    if reason := OPENERS.get(plain):
        return reason
    found = _FORMS.fullmatch(plain) if plain.count(" ") <= 7 else None
    return found.lastgroup or "" if found else ""


def _row(text: str, key: str) -> str:
    """The kind of labels in a row, «الرئيسية سياسة اقتصاد», or of breadcrumbs, «الرئيسية > أخبار > …»; else empty."""
    if _TRAIL_SIGN.search(text) and (_is_trail(_TRAIL.split(text)) or _is_path(text.split("/"))):
        return "menu"
    words, at, reasons, others = key.split(" "), 0, [], 0
    while at < len(words):
        label = _label_at(words, at)
        if label:
            reasons.append(LABELS.get(label) or OPENERS[label])
        elif not words[at].isdigit() and words[at] not in _BETWEEN_LABELS:
            others += 1
            if others > len(words) // 4 or not reasons:
                return ""
        at += label.count(" ") + 1
    return reasons[0] if len(reasons) > (2 if others else 1) else ""


def _is_trail(parts: list[str]) -> bool:
    """True for breadcrumbs; «عاجل | …» is a headline."""
    labels = [bare(part) in LABELS for part in parts]
    root = labels[0] and bare(parts[0]) not in _FLAGS
    return any(labels[:-1]) and (len(parts) > 2 or (root and len(parts) > 1))


def _is_path(parts: list[str]) -> bool:
    """True for breadcrumbs without blanks: «الرئيسية/أخبار/…»."""
    return len(parts) > 2 and all(bare(part) in LABELS for part in parts[:-1])


def _label_at(words: list[str], at: int) -> str:
    """The longest label that begins at a word, empty for none."""
    lengths = range(min(_LONGEST_LABEL, len(words) - at), 0, -1)
    labels = (" ".join(words[at : at + n]) for n in lengths)
    return next((label for label in labels if label in LABELS or label in OPENERS), "")
