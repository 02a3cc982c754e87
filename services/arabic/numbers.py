"""Numbers in Arabic text, in digits and words, with their values: «خمسة وعشرون ألفا» is 25,000."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from services.arabic.normal import matching

_TABLES = tomllib.loads(files("services.arabic").joinpath("numbers.toml").read_text(encoding="utf-8"))
_UNITS, _TENS, _HUNDREDS = _TABLES["units"], _TABLES["tens"], _TABLES["hundreds"]
_SCALES, _DUALS, _FRACTIONS, _ORDINALS = _TABLES["scales"], _TABLES["duals"], _TABLES["fractions"], _TABLES["ordinals"]
_CARDINALS: dict[str, int] = _UNITS | _TENS | _HUNDREDS | {"الف": 1000} | _SCALES

_TOKEN = re.compile(r"و?[0-9٠-٩۰-۹]+(?:[.,٫٬][0-9٠-٩۰-۹]+)*|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?")
_MONTH_HEADS = frozenset({"كانون", "تشرين", "ربيع", "جمادي"})
_WEEKDAYS = frozenset({"الاثنين", "الاحد"})
_NOT_ALONE = frozenset({"احد", "احدي", "اثنا", "اثني", "اثنتا", "اثنتي", "ارباع", "اخماس", "اثلاث"})
"""«أحد» alone means somebody, «إحدى» one of several, «أثنى» praised: only before «عشر» and with tens do they count.
«أرباع» counts after its number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at text[start:end], a proclitic و, ب, ل or ف left outside; 1st, 2nd … are `ordinal`."""

    start: int
    end: int
    value: float
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A number word; `inner` is where it starts after its proclitics, `joined` whether و is one of them."""

    start: int
    inner: int
    end: int
    kind: str
    value: float
    joined: bool
    definite: bool = False
    alone: bool = True


def numbers(text: str) -> list[Number]:
    """Every number in the text, in order. Month names (تشرين الثاني) and weekdays (الاثنين) are not numbers."""
    runs: list[list[_Word]] = []
    for word in (_read(found, before) for found, before in _tokens(text)):
        if word is None:
            runs.append([])
        elif runs and runs[-1] and _goes_on(text, runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_number(run) for run in runs if len(run) > 1 or (run and run[0].alone)]


def _tokens(text: str) -> list[tuple[re.Match[str], str]]:
    found = list(_TOKEN.finditer(text))
    return [(f, matching(found[i - 1][0]) if i else "") for i, f in enumerate(found)]


def _read(found: re.Match[str], before: str) -> _Word | None:
    text, start, end = found[0], *found.span()
    if text[-1].isdigit():
        joined = text[0] == "و"
        return _Word(start, start + joined, end, "digits", _figure(text.lstrip("و")), joined)
    if (word := _counting(text)) is None or (word.kind == "ordinal" and before in _MONTH_HEADS):
        return None
    return replace(word, start=start, inner=start + word.inner, end=end)


@lru_cache(maxsize=20_000)
def _counting(text: str) -> _Word | None:
    """What a word counts, as if it stood at the text's start; None for most words."""
    bare = matching(text)
    if bare in _WEEKDAYS:
        return None
    for prefix in ("", "و", "ب", "ل", "ف", "ك", "ال", "وال", "بال", "فال", "كال", "لل", "ولل"):
        if not bare.startswith(prefix):
            continue
        stem = bare[len(prefix) :]
        definite = prefix.endswith(("ال", "لل"))
        if (kind := _kind(stem, definite)) is None:
            continue
        cut = len(prefix) if len(bare) == len(text) else 0
        value, joined = _value(stem, kind), prefix.startswith("و")
        return _Word(0, cut, len(text), kind, value, joined, definite, alone=stem not in _NOT_ALONE)
    return None


def _kind(stem: str, definite: bool) -> str | None:
    if stem in _ORDINALS:  # bare «ثانية» is a second of time, «أولى» and «أول» stand before their noun
        return "ordinal" if definite or stem in ("اول", "اولي", "ثاني", "ثالث", "رابع", "خامس") else None
    for kind, table in (
        ("units", _UNITS),
        ("tens", _TENS),
        ("hundreds", _HUNDREDS),
        ("scales", _SCALES),
        ("duals", _DUALS),
    ):
        if stem in table:
            return kind
    return "fractions" if stem in _FRACTIONS else None


def _value(stem: str, kind: str) -> float:
    tables = {"units": _UNITS, "tens": _TENS, "hundreds": _HUNDREDS, "scales": _SCALES}
    tables |= {"duals": _DUALS, "fractions": _FRACTIONS, "ordinal": _ORDINALS}
    return float(tables[kind][stem])


def _figure(digits: str) -> float:
    """1,250 and 1.250.000 are grouped; 3.5, 3,5 and ٣٫٥ are decimal."""
    plain = matching(digits)
    if _GROUPED.fullmatch(plain) or plain.count(".") > 1:
        head, _, tail = plain.partition("٫")
        plain = re.sub(r"[,٬]", "", head) if plain.count(".") <= 1 else re.sub(r"[.,٬]", "", head)
        return float(f"{plain}.{tail}" if tail else plain)
    plain = plain.replace("٫", ".").replace(",", ".").replace("٬", "")
    return float(plain if plain.count(".") <= 1 else plain.replace(".", ""))


def _goes_on(text: str, last: _Word, word: _Word) -> bool:
    """Whether the word continues the number: «مئة» + «وخمسة» + «وعشرون» + «ألفا»; «11» + «مليون»; «ثلاثة» + «عشر»."""
    gap = text[last.end : word.start]
    if not gap or gap.strip(" \u00a0") or word.kind == "ordinal":
        return False
    ten = word.kind == "units" and word.value == 10
    if last.kind == "ordinal":
        return ten or (word.joined and word.definite and word.kind == "tens")
    if word.joined:
        return _adds(last, word)
    if word.kind == "scales":
        return last.kind != "duals" and (last.kind != "scales" or last.value < word.value)
    return last.kind == "units" and last.value < 10 and (ten or word.value == 100 or word.kind == "fractions")


def _adds(last: _Word, word: _Word) -> bool:
    """What و may add to a number is smaller than its last part: tens to units, units to hundreds, all to a scale."""
    scale = last.kind in ("scales", "duals")
    if word.kind == "fractions":
        return last.kind != "digits"
    if word.kind == "tens":
        return scale or last.kind in ("units", "hundreds")
    if word.kind == "units":
        return scale or last.kind == "hundreds"
    return scale and word.value < last.value


def _number(run: list[_Word]) -> Number:
    start, end = run[0].inner, run[-1].end
    if run[0].kind == "ordinal":
        return Number(start, end, sum(word.value for word in run), ordinal=True)
    total = part = 0.0
    scale = 1.0
    for word, after in zip(run, [*run[1:], None], strict=True):
        if word.kind == "scales":
            scale, total = word.value, _scaled(total, part, word)
            part = 0.0
        elif word.kind == "duals":
            scale, total = word.value, total + 2 * word.value
        elif word.kind == "fractions" and total and not (after and after.kind == "scales"):
            part += word.value * scale  # «مليون ونصف»
        elif (word.value == 100 and 0 < part < 10) or (word.kind == "fractions" and part and not word.joined):
            part *= word.value  # «خمسمئة», «ثلاثة أرباع»
        else:
            part += word.value
    return Number(start, end, total + part)


def _scaled(total: float, part: float, scale: _Word) -> float:
    if part:
        return total + part * scale.value
    return total * scale.value if total and not scale.joined else total + scale.value
