"""Statements with one fact changed: a number, date, name, negation or modality. None may fold into its original."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.dedupe.statement_reading import form


def _pairs(written: str) -> dict[str, str]:
    return {was: now for was, _, now in (pair.strip().partition(" > ") for pair in written.split(","))}


def _words(written: str) -> list[str]:
    return written.split()


_WORDS = _pairs(
    "ثلاث > خمس, ثلاثة > ستة, أربعة > سبعة, أربع > تسع, عشر > سبع, عشرين > ثلاثين, أربعين > ستين, خمس > ثماني, "
    "ساعتين > ثلاث ساعات, أسبوعين > ثلاثة أسابيع, ثلاثين > سبعين, نصف > ثلث, مئة > ألف, تسع > أربع"
)
_MONTHS = _words("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر")
_WEEKDAYS = _words("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد")
_PERIODS = _pairs(
    "الأسبوع المقبل > الشهر المقبل, العام المقبل > الشهر المقبل, العام الماضي > العام الجاري, "
    "الخريف > الصيف, الصيف > الشتاء, غدا > بعد غد, هذا العام > العام المقبل, "
    "قبل نهاية العام > قبل نهاية الشهر, قبل نهاية الشهر > قبل نهاية الأسبوع"
)
_NAMES = (
    _words("موسكو باريس لندن برلين بكين أنقرة طهران وارسو مينسك واشنطن"),
    _words("روسيا فرنسا ألمانيا بريطانيا الصين تركيا إيران بولندا سلوفاكيا اليونان ألبانيا بلجيكا النرويج"),
    _words("قازان سوتشي تولا بيرم سامارا مورمانسك فولغوغراد بودابست إسطنبول جنيف فيينا لفيف أوتاوا أستارا كييف"),
    _words("بوتين ترامب زيلينسكي ماكرون فانس روبيو ويتكوف لافروف"),
)
_OTHER_MONTHS = _words("كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين إلى")
_CONDITIONS = ("إذا سمحت الظروف بذلك", "في حال اكتملت الاستعدادات", "شرط أن توافق جميع الأطراف", "ما لم يطرأ جديد")
_FUTURE = re.compile(r"\bس(?!يئ|تارمر|تيف|نو|يول|يار|يطر|يبير|نة|ند|يناريو)([يتن]\w{2,})")
_DENIABLE = ("مستعدة", "مستعد", "مستمر", "صحيحة", "قادرة", "واضح", "متاح", "مثمرة", "ضروري", "جاهزة")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A statement, the same with one fact changed, and the kind of that fact."""

    was: str
    now: str
    kind: str


def mutations(statements: Sequence[str]) -> list[Mutation]:
    """Every mutation of the statements that the rules give, in order and without repeats."""
    rules = (_numbers, _dates, _names, _negations, _modalities)
    found = (m for statement in statements for rule in rules for m in rule(statement))
    return list(dict.fromkeys(m for m in found if m.was != m.now))


def changed_rewordings(rewordings: Sequence[tuple[str, str]]) -> list[Mutation]:
    """Of each statement and its rewording, every mutation of the rewording."""
    return [Mutation(was, m.now, m.kind) for was, now in rewordings for m in mutations([now])]


def exchanged_nouns(rewordings: Sequence[tuple[str, str]]) -> list[Mutation]:
    """Of each statement and its rewording, with a noun that both have exchanged in the rewording for another."""
    nouns = sorted({noun for pair in rewordings for quote in pair for noun in _nouns(quote)})
    found = []
    for n, (was, now) in enumerate(rewordings):
        for shared in [noun for noun in _nouns(now) if noun in _nouns(was)][:2]:
            others = [w for w in nouns if w.endswith("ة") == shared.endswith("ة") and w[2:6] not in was + now]
            found.append(Mutation(was, now.replace(shared, others[(31 * n) % len(others)], 1), "name"))
    return found


def _nouns(text: str) -> list[str]:
    return [term.text for term in form(text, date(2024, 3, 5)).terms if term.noun and re.fullmatch(r"ال\w+", term.text)]


def _numbers(text: str) -> Iterator[Mutation]:
    for digits in re.finditer(r"(?<![\d.,])\d+(?![\d.,]\d)", text):
        if not re.match(rf"\d+ (?:و\d+ )?(?:{'|'.join(_MONTHS + _OTHER_MONTHS)})", text[digits.start() :]):
            value = int(digits[0])
            for other in (value * 2 + 3, value + 11, int(f"{value}0")):
                yield Mutation(text, text[: digits.start()] + str(other) + text[digits.end() :], "number")
    for word, other in _WORDS.items():
        if re.search(rf"\b{word}\b(?! من | دقيقة)", text):
            yield Mutation(text, re.sub(rf"\b{word}\b", other, text, count=1), "number")


def _dates(text: str) -> Iterator[Mutation]:
    for names in (_MONTHS, _WEEKDAYS):
        for n, name in enumerate(names):
            if re.search(rf"\b{name}\b", text):
                for step in (1, 3, 5):
                    yield Mutation(text, re.sub(rf"\b{name}\b", names[(n + step) % len(names)], text, count=1), "date")
    for period, other in _PERIODS.items():
        if period in text:
            yield Mutation(text, text.replace(period, other, 1), "date")


def _names(text: str) -> Iterator[Mutation]:
    for names in _NAMES:
        for n, name in enumerate(names):
            if re.search(rf"\b{name}\b", text):
                others = [names[(n + step) % len(names)] for step in (1, 2, 4)]
                yield from (
                    Mutation(text, re.sub(rf"\b{name}\b", o, text, count=1), "name") for o in others if o not in text
                )


def _negations(text: str) -> Iterator[Mutation]:
    if future := _FUTURE.search(text):
        yield Mutation(text, f"{text[: future.start()]}لن {future[1]}{text[future.end() :]}", "negation")
    if denied := re.search(r"\bلن ([يتن]\w+)", text):
        yield Mutation(text, f"{text[: denied.start()]}س{denied[1]}{text[denied.end() :]}", "negation")
    excepts = re.search(r"\b(?:سوى|إلا)\b", text)  # «لا يحتاج سوى» denies nothing
    if (denied := re.search(r"\bلا (?=[يتن]\w{2,})(?!يزال|تزال)", text)) and not excepts:
        yield Mutation(text, text[: denied.start()] + text[denied.end() :], "negation")
    for word in _DENIABLE:
        if re.search(rf"(?<!غير )\b{word}\b", text):
            yield Mutation(text, re.sub(rf"\b{word}\b", f"غير {word}", text, count=1), "negation")


def _modalities(text: str) -> Iterator[Mutation]:
    if any(word in text for word in ("إذا", "قد ", "ربما", "شرط", "في حال", "ما لم", "ممكن", "رهنا", "الممكن")):
        return
    yield from (Mutation(text, f"{text} {condition}", "modality") for condition in _CONDITIONS)
    if future := _FUTURE.search(text):
        for doubt in ("قد", "ربما"):
            yield Mutation(text, f"{text[: future.start()]}{doubt} {future[1]}{text[future.end() :]}", "modality")
