"""The patterns by which dates are found, built from the names in months.toml."""

import re
import tomllib
from importlib.resources import files

from services.arabic.normal import matching

_TABLES = tomllib.loads(files("services.arabic").joinpath("months.toml").read_text(encoding="utf-8"))
_ALEF, _YA = "[اأإآ]", "[يى]"
_SIMILAR = {"ا": _ALEF, "أ": _ALEF, "إ": _ALEF, "آ": _ALEF, "ي": _YA, "ى": _YA, "ة": "[ةه]", " ": "[ \u00a0]?"}


def key(name: str) -> str:
    """A month's or unit's name as the tables below have it: matching form without blanks."""
    return matching(name).replace(" ", "").replace("\u00a0", "")


def _numbered(*tables: str) -> dict[str, int]:
    return {key(name): int(number) for table in tables for number, names in _TABLES[table].items() for name in names}


GREGORIAN = _numbered("gregorian", "english", "french")
HIJRI = _numbered("hijri")
UNITS = _numbered("units")
"""Minutes of each unit of time."""
DAY_WORDS = _numbered("day_words")
"""Days ago that each word for a day means."""


def _any_of(*tables: str) -> str:
    """A pattern for the tables' names in any spelling, the longest first."""
    names = {name for table in tables for listed in _TABLES[table].values() for name in listed}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "(?:" + "|".join("".join(_SIMILAR.get(letter, letter) for letter in name) for name in ordered) + ")"


_D = "[0-9٠-٩۰-۹]"
_TWO = f"{_D}{{1,2}}"
_GAP = r"[ \u00a0]{0,3}"
_PART = rf"{_GAP}[,،.\-–/|]?{_GAP}"
_YEAR = f"(?:(?:1[89]|2[01]){_D}{{2}}|[١٢][٠٨٩]{_D}{{2}}|[۱۲][۰۸۹]{_D}{{2}})"
_HIJRI_YEAR = f"[1١۱][3-5٣-٥۳-۵]{_D}{{2}}"
_ERA = rf"(?:{_GAP}م(?!\w))?"
_MONTH = _any_of("gregorian", "english", "french")
_BOTH = rf"(?P<month>{_MONTH}(?:{_GAP}[/\\(\-–]{_GAP}{_MONTH}\)?)?)"
_DAY = rf"(?P<day>{_TWO})(?:st|nd|rd|th|er)?"

DAY_MONTH = re.compile(
    rf"(?<!{_D}){_DAY}{_PART}(?:من )?(?:شهر )?{_BOTH}(?!\w)"
    rf"(?:{_PART}(?:عام |سنة )?(?P<year>{_YEAR})(?!{_D}){_ERA})?",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(
    rf"(?:(?<!\w)|(?<=[^\W\d_])(?=[^\W\d_]{{4}})){_BOTH}{_PART}{_DAY}{_GAP}[,،]?{_GAP}(?P<year>{_YEAR})(?!{_D}){_ERA}",
    re.IGNORECASE,
)
YEAR_MONTH_DAY = re.compile(rf"(?<![\w/])(?P<year>{_YEAR}){_PART}{_BOTH}{_PART}{_DAY}(?![\w/])", re.IGNORECASE)
_SEP = r"[ \u00a0]?[/.\-\\–][ \u00a0]?"
FIGURES = re.compile(
    rf"(?<![\w/.\-:])(?:(?P<y1>{_YEAR}){_SEP}(?P<m1>{_TWO}){_SEP}(?P<d1>{_TWO})"
    rf"|(?P<d2>{_TWO}){_SEP}(?P<m2>{_TWO}){_SEP}(?P<y2>{_YEAR}))"
    rf"(?!{_D}|[/\-.]{_D}){_ERA}"
)
HIJRI_DATE = re.compile(
    rf"(?<!{_D})(?P<day>{_TWO}){_PART}(?:من )?(?:شهر )?(?P<month>{_any_of('hijri')}){_PART}(?P<year>{_HIJRI_YEAR})"
    rf"(?:{_GAP}(?:هـ|ه(?!\w)|للهجرة))?"
    rf"|(?<![\w/])(?:{_HIJRI_YEAR}[/\-]{_TWO}[/\-]{_TWO}|{_TWO}[/\-]{_TWO}[/\-]{_HIJRI_YEAR})(?!{_D})(?:{_GAP}هـ?(?!\w))?"
)
_MINUTE = rf"(?P<minute>{_D}{{2}})(?::{_D}{{2}}(?:\.{_D}{{1,6}})?)?(?!{_D})"
_HALF = r"صباح[اً]{0,2}|مساء[اً]{0,2}|ظهر[اً]{0,2}|عصر[اً]{0,2}|[صم](?!\w)\.?|[ap]\.?m\b\.?"
_ZONE = r"GMT|UTC|Z(?!\w)|بتوقيت (?:غرينتش|جرينتش|غرينيتش|غرينتش)"
CLOCK = re.compile(
    rf"(?<![\w:.,/])(?P<hour>{_TWO})(?::|٫|\.(?={_D}{{2}}{_GAP}(?:[صم]|AM|PM))){_MINUTE}"
    rf"(?:{_GAP}(?P<half>{_HALF}))?"
    rf"(?:{_GAP}[,،(\-]?{_GAP}(?P<zone>{_ZONE})(?P<shift>{_GAP}[+\-]\d{{1,2}}(?::?\d{{2}})?)?(?!{_D}))?",
    re.IGNORECASE,
)
ISO = re.compile(
    r"(?<!\w)(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?[ ]?(Z|[+-]\d{2}:?\d{2})?(?!\w)"
)
RELATIVE = re.compile(
    rf"(?<!\w)(?:(?:قبل|منذ)[ \u00a0](?:حوالي |نحو )?(?:(?P<count>{_D}{{1,3}}) ?)?(?P<unit>{_any_of('units')})ً?(?!\w)"
    r"|(?P<english>\d{1,3}) ?(?P<eunit>second|sec|minute|min|hour|day|week)s? ago"
    rf"|(?P<word>{_any_of('day_words')})(?!\w))",
    re.IGNORECASE,
)
