"""Who held an office on a day, for pages that name the office alone."""

from datetime import date
from functools import cache

from services.arabic.normal import matching
from services.extraction.known import Known, by_name
from services.extraction.lexicon import table


def holder(office: str, day: date) -> Known | None:
    """The holder of the office (in matching form) on that day, where the data file names one."""
    for since, until, person in _holders().get(office, ()):
        if since <= day.isoformat() and (not until or day.isoformat() < until):
            return by_name()[person]
    return None


@cache
def _holders() -> dict[str, list[tuple[str, str, str]]]:
    """Office in matching form -> (since, until, person)."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for entry in table("holders")["holder"]:
        for office in entry["office"]:
            found.setdefault(matching(office), []).append((entry["since"], entry.get("until", ""), entry["person"]))
    return found
