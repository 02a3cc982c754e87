"""What a site says to its readers, and not about the world: consents, subscriptions, rights, errors."""

import re

from services.arabic.normal import matching
from services.page.phrases import Finder, joined, said

_SAYS = Finder(said("says"), whole=True)
_HINTS = Finder(said("hints"), whole=True)
_SITE = said("site")
_ADDRESS = Finder(said("address") | _SITE, whole=True)
_VIEW = re.compile(r"\b[يت]عبر(?:ون)?\b(?: \w+){0,4} عن (?:وجهه|راي|اراء|موقف|مواقف)\b")
_LIABLE = re.compile(r"\b[يت]تحمل\b(?: \w+){0,3} مسوولي|\bغير مسوول")
_DISCLAIMS = ("يعبر", "تعبر", "تحمل", "مسوول")
"""Of these words each of the two has one."""
_MATTER = re.compile(r"\b(?:ال)?(?:خبر|مقال|مقاله|مقالات|محتوي|ماده|مواد|نص|نصوص|منشور|اراء|تعليقات)\b")
_OWNER = re.compile(
    r"\b(?:ال|لل)?(?:موقع|صحيفه|جريده|شبكه|مجله|منصه|وكاله|ناشر|كاتب|صاحب|اصحاب|مصدر|اداره)(?:ه|ها|نا)?\b"
)
_PERSON = re.compile(
    r"\b(?!يتم|اهتم|يهتم|تهتم|مهتم|حاتم|خاتم|محاكم|تراكم|تحكم|حاكم|متراكم)\w{3,}(?:تم|كم)\b"
    r"|\bف?(?:راسلو|اخبرو|ابلغو|زورو|شاركو|ساعدو|ادعمو|تابعو|وافو)نا\b"
    r"|\b(?:لدينا|الينا|معنا|نلتزم|نحتاج|نسعي|نحرص|نرحب|نعتذر|نواصل|يسعدنا|يشرفنا|سنصححه|نصححه|سنرسل|نرسل)\b"
)
"""Words in the first and second person plural, which reports have in quotations only."""
_YOURS = re.compile(r"\b\w{3,}ات(?:ك|كم)\b")
_REPORTS = re.compile(r"\b[وف]?(?:قال|اضاف|اكد|اوضح|اشار|(?<!شرط )(?<!مع )(?<!دون )ذكر|اعلن|صرح)ت?\b")
_QUOTES = re.compile(r"[«»“”\"]")

HINT_WORDS = 14
"""Most words of a line that a phrase which news may speak of too (a phone number, a privacy policy) makes furniture."""
NOTE_WORDS = 45
"""Most words of a line that a phrase of the page's own (rights, cookies, subscriptions) makes furniture."""
NOTE_HITS = 2
"""Fewest words spoken to the reader that make a sentence the site's and not the story's."""


def note(folded: str, count: int) -> str:
    """The kind of furniture that a line is by what it says, empty for none; `folded` has `count` words."""
    if count > NOTE_WORDS:
        return ""
    found = _SAYS.find(folded)
    if found and (count <= HINT_WORDS or not _REPORTS.search(folded)):
        return found[0][2]
    found = _HINTS.find(folded)
    return found[0][2] if found and (count <= HINT_WORDS or _hits(folded)) else ""


def disclaims(text: str, folded: str) -> bool:
    """True for a line on whose view a text is, or who answers for it: «… يعبر عن رأي ناشره ولا يتحمل الموقع …»."""
    if not any(word in folded for word in _DISCLAIMS) or _QUOTES.search(text) or _REPORTS.search(folded):
        return False
    speaks = _VIEW.search(folded) or _LIABLE.search(folded)
    return bool(speaks and _MATTER.search(folded) and _OWNER.search(folded))


def speaks_to_reader(text: str, folded: str) -> bool:
    """True for a line that speaks to the site's reader («بريدك», «موقعنا», «يرجى») and quotes nobody."""
    return _hits(folded) >= NOTE_HITS and not (_QUOTES.search(text) or _REPORTS.search(folded))


def speaks_for(text: str, outlet: str) -> bool:
    """True for a line that may be the site's own, on itself or to its reader: it names the outlet (given in bare form)
    or speaks to the reader more than once, and quotes and reports nobody."""
    folded = matching(text)
    if text.count(" ") >= NOTE_WORDS or _QUOTES.search(text) or _REPORTS.search(folded):
        return False
    return (
        bool(outlet and f" {outlet} " in f" {joined(folded)} ")
        or _hits(folded) + len(_PERSON.findall(folded)) >= NOTE_HITS
    )


def addresses(text: str) -> bool:
    """True for a line with any word that speaks to the reader: «برأيك», «هل وجدت هذا المقال …»."""
    return _hits(matching(text)) > 0


def _hits(folded: str) -> int:
    found = {folded[start:end] for start, end, _ in _ADDRESS.find(folded)}
    if "اتك" in folded:
        found.update(_YOURS.findall(folded))
    return len(found) + sum(word in _SITE for word in found)
