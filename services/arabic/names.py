"""Known names of people, institutions and places, who held which office, and whose capital is where."""

from collections.abc import Iterator
from functools import cache

from services.arabic.lexicon import table
from services.arabic.normal import matching
from services.lexicon import Held, Known, Names


@cache
def names() -> Names:
    """The names of the data files, read once."""
    return Names(
        known=tuple(_known()),
        held=tuple(
            Held(matching(office), entry["since"], entry.get("until", ""), entry["person"])
            for entry in table("holders")["holder"]
            for office in entry["office"]
        ),
        capitals=tuple(
            (matching(word), matching(entry["of"])) for entry in table("titles")["capital"] for word in entry["words"]
        ),
    )


def _known() -> Iterator[tuple[str, Known]]:
    institutions = table("institutions")
    for kind, outlet, entries in (
        ("person", False, table("people")["person"]),
        ("organisation", False, institutions["institution"]),
        ("organisation", True, institutions["outlet"]),
        ("other", False, institutions["event"]),
        ("place", False, table("places")["place"]),
    ):
        for entry in entries:
            known = Known(
                name=entry["name"],
                kind=entry.get("type", kind),
                name_en=entry["en"],
                wikidata=entry.get("wikidata"),
                female=entry.get("female", False),
                outlet=outlet,
                described=entry.get("described", False),
                adjective=entry.get("adjective", ""),
                after=tuple(matching(word) for word in entry.get("after", ())),
            )
            for name in (entry["name"], *entry.get("also", ())):
                yield name, known
