"""The languages that pages are read in: what the rules of reading know of each.

Rules take a `Language` as an argument. Another language is one more value here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.arabic import dates, lexicon, names, normal, sentences
from services.arabic.dates import Stamp
from services.lexicon import Lexicon, Names
from services.page import chrome
from services.page.chrome import Chrome


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """`code` is the first part of its BCP 47 tag; `matching` folds a text to the form to compare by.

    `sentences` gives the start and end of each, `stamps` the dates of a text; `chrome` tells the furniture of pages.
    `lexicon` and `names` read their lists when first asked. `articles` and `proclitics` may be glued to a word.
    """

    code: str
    matching: Callable[[str], str]
    sentences: Callable[[str], list[tuple[int, int]]]
    stamps: Callable[[str], list[Stamp]]
    chrome: Chrome
    lexicon: Callable[[], Lexicon]
    names: Callable[[], Names]
    articles: tuple[str, ...] = ()
    proclitics: tuple[str, ...] = ()


ARABIC = Language(
    code="ar",
    matching=normal.matching,
    sentences=sentences.spans,
    stamps=dates.stamps,
    chrome=chrome.ARABIC,
    lexicon=lexicon.lexicon,
    names=names.names,
    articles=lexicon.ARTICLES,
    proclitics=lexicon.PROCLITICS,
)

Languages = Mapping[str, Language]
LANGUAGES: Languages = {language.code: language for language in (ARABIC,)}


def of(tag: str, languages: Languages) -> Language | None:
    """The language of a BCP 47 tag; None where there are no rules for it."""
    return languages.get(tag.split("-", maxsplit=1)[0].casefold())
