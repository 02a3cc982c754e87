"""Who held an office on a day, for pages that name the office alone."""

from datetime import date
from functools import cache

from services.extraction.known import by_name
from services.languages import Language
from services.lexicon import Known


def holder(office: str, day: date, language: Language) -> Known | None:
    """The holder of the office (in matching form) on that day, where the data file names one."""
    for since, until, person in _holders(language).get(office, ()):
        if since <= day.isoformat() and (not until or day.isoformat() < until):
            return by_name(language)[person]
    return None


def offices_of(person: str, language: Language) -> tuple[str, ...]:
    """The words of all offices that a person (by canonical name) has held."""
    return tuple(word for held in language.names().held if held.person == person for word in held.office.split())


@cache
def _holders(language: Language) -> dict[str, list[tuple[str, str, str]]]:
    """Office in matching form -> (since, until, person)."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for held in language.names().held:
        found.setdefault(held.office, []).append((held.since, held.until, held.person))
    return found
