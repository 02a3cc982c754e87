"""Furniture glued to body text: cut off at the start and the end of a line, and out of its middle."""

import re
from dataclasses import dataclass

from services.arabic import dates
from services.page.asides import has_stop
from services.page.flow import goes_on
from services.page.kinds import BODY_WORDS, sort
from services.page.phrases import Finder, even, names

_GLUES = Finder(names("glues"), whole=False)
_GLUED_HEADLINE = re.compile(r"(?:(?<=\w\w\w)|(?<=\w\w[»”\"]))[.؟!][»”\"]?(?=[\u0621-\u064a])")
_STOPS = re.compile(r"(?<!\.)[.؟!][»”\"]?\s")
_SPEECH = "قال اضاف اكد اوضح اشار ذكر تابع شدد لفت كان اعلن راي اعتبر صرح بين نقل افاد"
_CONTINUES = re.compile(rf"\s(?:و(?:{'|'.join(_SPEECH.split())})ت?|كما|من (?:جهت|جانب)ها?)\s")
_GROWN = re.compile(r"[؟!][\u0621-\u064a]|[ةى][\u0621-\u064a]|\w\wاال\w")
_AD = re.compile(r"^[إا]علان(?:ات)?(?:\s+(?=و|ف|كما|قال|من جه|من جانب)|(?=و\w{3}))")
_PLATFORMS = "فيسبوك|تويتر|إكس|واتساب|تلغرام|تيليغرام|تليغرام|تيليجرام|إنستغرام|انستغرام|لينكدإن"
_SHARE = re.compile(
    rf"^(?:شارك(?:ها|وا)? (?:ال\w+ )?(?:على|عبر) (?:{_PLATFORMS})\s*"
    rf"|(?:(?:غرّ?د|شارك|أرسل|انشر|إعجاب|تغريدة|مشاركة|طباعة|نسخ الرابط|{_PLATFORMS})[\s|•·،-]*){{2,}})"
)
_BUTTONS = re.compile(rf"(?:(?:{_PLATFORMS}|طباعة|حفظ|مشاركة|شارك|غرد|أرسل|نسخ الرابط)[\s|•·،-]*+){{2,}}+$")
_BUTTONS_REACH = 120
"""Characters of the longest row of buttons that a line ends in."""
_BEFORE = '.؟!»”")]…'
HEADLINE_WORDS = 25
"""Most words of a headline or note glued to the end of a line: longer ends are body text that lacks a blank."""
LONGEST_LINE = 20_000
"""Characters of a line beyond which it is a page without line breaks, and nothing is at its ends."""
MOST_CUTS = 8
"""Things glued to one line; more have not been seen, and each costs a pass over it."""
HEADLINE_REACH = 300
"""Characters of the longest headline or note."""
NOTE_REACH = 50
"""Characters of the longest note with a full stop of its own at the end of a line: «المصدر: وكالات.»."""
GROWN_WORDS = 30
"""Most words of two headlines run together: longer lines are body text with a lost blank."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A line's own text, and what was cut off it: (text, reason) each."""

    text: str
    cut: tuple[tuple[str, str], ...] = ()


def trim(text: str) -> Trimmed:
    """The line without what is glued to it."""
    cut: list[tuple[str, str]] = []
    if len(text) > LONGEST_LINE:
        return Trimmed(text)
    while len(cut) < MOST_CUTS and (pieces := _cut(text)):
        before, piece, after, reason = pieces
        cut.append((piece.strip(), reason))
        text = f"{before.rstrip()} {after.lstrip()}".strip()
    return Trimmed(text, tuple(cut))


def is_headlines(text: str) -> bool:
    """True for a line of headlines run together: no full stop, and words grown into one another."""
    return text.count(" ") <= GROWN_WORDS and bool(_GROWN.search(text)) and not has_stop(text)


_Pieces = tuple[str, str, str, str]
"""What stands before the cut, the cut, what stands after, the reason."""
_Found = list[tuple[int, int, str]]
"""Where labels stand in the line: start, end, reason."""


def _cut(text: str) -> _Pieces | None:
    """The next thing to cut."""
    found = _GLUES.find(even(text))
    if found and (pieces := _out_of_brackets(text, found) or _off_start(text, found) or _out_of_middle(text, found)):
        return pieces
    for pattern, reason in ((_AD, "ad"), (_SHARE, "share")):
        if (label := pattern.match(text)) and label.end() < len(text):
            return "", label[0], text[label.end() :], reason
    stopped = has_stop(text)
    if not stopped and (row := _BUTTONS.search(text, max(0, len(text) - _BUTTONS_REACH))):
        return (
            (text[: row.start()], row[0], "", "share")
            if row.start() and text[row.start() - 1] in f"{_BEFORE} "
            else None
        )
    return _labelled_end(text, found) or (None if stopped else _headline_end(text)) or _note_end(text, stopped)


def _out_of_brackets(text: str, found: _Found) -> _Pieces | None:
    """«(اقرأ أيضا: …)»."""
    for start, end, reason in found:
        opening, closing = text.rfind("(", max(0, start - 2), start), text.find(")", end, end + 250)
        if opening >= 0 and closing >= 0:
            return text[:opening], text[opening : closing + 1], text[closing + 1 :], reason
    return None


def _off_start(text: str, found: _Found) -> _Pieces | None:
    """A label before the text, with the stamped headlines between: «أخبار قد تهمك … 3 مايو 2024 - 10:15قال …»."""
    start, end, reason = found[0]
    if text[:start].strip(" •|-–*#"):
        return None
    end = _after_stamped(text, end) if reason in ("read_also", "related", "most_read") else end
    rest = text[end:].lstrip(" :|-–•")
    is_text = has_stop(rest) or (rest.count(" ") >= BODY_WORDS and "|" not in rest)
    return ("", text[: len(text) - len(rest)], rest, reason) if is_text else None


def _after_stamped(text: str, end: int) -> int:
    """Where the last stamp of headlines that carry one each ends; `end` where there are none."""
    at = end
    for stamp in dates.stamps(text[end : end + 800]):
        headline = text[at : end + stamp.start]
        if headline.count(" ") > HEADLINE_WORDS or _STOPS.search(headline):
            break
        if stamp.year and stamp.calendar == "gregorian":
            at = end + stamp.end
    return at


def _out_of_middle(text: str, found: _Found) -> _Pieces | None:
    """A read-also note within a line, up to the words that take the text up again."""
    plain = even(text)
    for start, end, reason in found:
        goes_on = _CONTINUES.search(plain, end, end + 250) if start and _stands_apart(text, start, end) else None
        if (
            goes_on
            and not _STOPS.search(text, end, goes_on.start() + 1)
            and plain.count(" ", end, goes_on.start()) >= 2
        ):
            return text[:start], text[start : goes_on.start()], text[goes_on.start() :], reason
    return None


def _stands_apart(text: str, start: int, end: int) -> bool:
    """True after a full stop, before a colon, or glued to the word before: not part of the sentence."""
    before = text[:start].rstrip()
    return before[-1:] in _BEFORE or text[end : end + 2].strip()[:1] == ":" or text[start - 1].isalnum()


def _labelled_end(text: str, found: _Found) -> _Pieces | None:
    for start, end, reason in found:
        if start and _stands_apart(text, start, end) and _is_short_end(text, end):
            return text[:start], text[start:], "", reason
    return None


def _headline_end(text: str) -> _Pieces | None:
    """A headline or label grown onto the last full stop: «… الجاري.عنوان آخر»."""
    at = _last_end(_GLUED_HEADLINE, text, HEADLINE_REACH)
    tail = sort(text[at:]) if at and text.count(" ", at) <= HEADLINE_WORDS else None
    if tail and tail.kind in ("open", "drop"):
        return text[:at], text[at:], "", tail.reason
    if not at or text.count(" ", at) < 2 or not _is_short_end(text, at) or goes_on(text[at:]):
        return None
    return text[:at], text[at:], "", "related"


def _note_end(text: str, stopped: bool) -> _Pieces | None:
    """A label, note or credit after the last full stop."""
    at = _last_end(_STOPS, text, NOTE_REACH if stopped else HEADLINE_REACH)
    if not at or text.count(" ", at) > HEADLINE_WORDS or not (tail := text[at:].strip()):
        return None
    sorted_tail = sort(tail)
    if sorted_tail.kind not in ("open", "drop", "credit"):
        return None
    return text[:at], tail, "", sorted_tail.reason or "credit"


def _last_end(pattern: re.Pattern[str], text: str, reach: int) -> int:
    """Where the pattern's last match within the text's last characters ends; 0 for none."""
    end = 0
    for found in pattern.finditer(text, max(0, len(text) - reach)):
        end = found.end()
    return end


def _is_short_end(text: str, start: int) -> bool:
    return text.count(" ", start) <= HEADLINE_WORDS and not has_stop(text) and not _STOPS.search(text, start)
