"""The verbs with which reports open."""

import tomllib
from importlib.resources import files

from services.arabic.normal import words

_TABLES = tomllib.loads(files("services.page").joinpath("verbs.toml").read_text(encoding="utf-8"))
_MASCULINE = _TABLES["verbs"].split()
_NO_VERBS = frozenset(_TABLES["no_verbs"].split())

VERBS = frozenset([*_MASCULINE, *(verb.rstrip("اي") + "ت" for verb in _MASCULINE)])
"""In the perfect, matching form."""

REACH = 120
"""Characters of a lead in which its verb and subject stand."""
SHORTEST = 4
"""Letters of the shortest verb in the present."""


def opens_with_verb(text: str) -> bool:
    """True for text whose first word is such a verb, or one in the present."""
    first = next(iter(words(text[:REACH])), "")
    return first in VERBS or (first.startswith("ي") and len(first) >= SHORTEST and first not in _NO_VERBS)
