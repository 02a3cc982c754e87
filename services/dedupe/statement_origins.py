"""Where an outlet has a statement from: forty outlets that cite one agency are one origin."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from services.arabic.normal import words


@cache
def _known() -> dict[str, str]:
    table = tomllib.loads(files("services.dedupe").joinpath("statement_origins.toml").read_text(encoding="utf-8"))
    return {_key(name): row[0] for row in table["origins"] for name in row}


def _key(name: str) -> str:
    return " ".join(words(name))


@lru_cache(maxsize=20_000)
def origin(via: str | None, credit: str | None, source: str) -> str:
    """Who has it first hand, by one name each: whom the sentence cites, an agency that the page credits, or the outlet.

    A credit that is no known agency («وكالات», the outlet's own desk) names no origin.
    """
    known = _known()
    if via and (cited := via.strip()):
        return known.get(_key(cited), cited)
    credited = known.get(_key(credit)) if credit else None
    return credited or known.get(_key(source), source)
