"""Whose ministry is meant where a page leaves the country out: «ومن موسكو، قالت وزارة الدفاع إن»."""

from collections.abc import Iterable
from functools import cache

from services.extraction.known import known_names
from services.languages import Language
from services.lexicon import Known

_FAR = 300
"""Words before the ministry among which its country is looked for."""


def completed(words: tuple[str, ...], before: Iterable[str], language: Language) -> Known | None:
    """The known institution that `words` and a nationality name: of the first country in `before`, nearest first."""
    candidates = _candidates(language).get(words)
    if not candidates:
        return None
    for number, form in enumerate(before):
        if number >= _FAR:
            return None
        nation = _nations(language).get(form)
        if nation in candidates:
            return candidates[nation]
    return None


def of_nation(form: str, language: Language) -> bool:
    """Whether a definite word is an adjective of a nation known to have institutions: «التركي», «الروسية»."""
    return form.startswith("ال") and form in _nations(language)


def nations_of(words: Iterable[str], language: Language) -> frozenset[str]:
    """The nations that words tell, with their article or without it: «روسي» of «كرملين»."""
    nations = _nations(language)
    return frozenset(filter(None, (nations.get(word) or nations.get("ال" + word) for word in words)))


@cache
def _candidates(language: Language) -> dict[tuple[str, ...], dict[str, Known]]:
    """Words of a name but its nationality -> nationality -> who: «وزارة الدفاع» -> «روسي» -> «وزارة الدفاع الروسية»."""
    found: dict[tuple[str, ...], dict[str, Known]] = {}
    for names in known_names(language).values():
        for words, known in names:
            if (
                known.kind == "organisation"
                and len(words) > 1
                and words[-1].startswith("ال")
                and words[-1].endswith("يه")
            ):
                found.setdefault(words[:-1], {}).setdefault(words[-1][2:-1], known)
    return found


@cache
def _nations(language: Language) -> dict[str, str]:
    """Words that tell a country -> its nationality: «روسيا», «الروسي», «روسية», «موسكو» -> «روسي»."""
    found: dict[str, str] = {}
    named = {nation for candidates in _candidates(language).values() for nation in candidates}
    for nation in named | language.lexicon().words["nation"]:
        for form in (nation, nation + "ه", nation + "ا", nation[:-1] + "ا"):
            for article in ("", "ال", "و", "وال", "ب", "ل", "لل"):
                found[article + form] = found[article + form.replace("امريكي", "اميركي")] = nation
    for word, nation in language.names().capitals:
        for proclitic in ("", "و", "ب", "ل"):
            found[proclitic + word] = nation
    return found
