"""People whom a story names with no office and no speech of theirs: told by a known given name and what follows it."""

from collections.abc import Collection, Iterator
from functools import cache

from services.extraction.phrases import Reader, Span
from services.languages import Language
from services.lexicon import Words

_GLUED = "وفبلك"
_SHORTEST_GLUED = 5
"""Letters of a given name with its proclitic: «لسعد» is as often a noun."""
_SHORTEST_FAMILY = 3
_FAITH = "الدين"
"""«سعد الدين»: it makes a given name of any word before."""
_NO_FAMILY = ("no_name", "not_before", "document", "unnamed", "honorific", "opinion", "phrase_end")


def named_by_given(reader: Reader, taken: Collection[int]) -> Iterator[Span]:
    """Full names that begin with a given name, also after a proclitic («لعمران حداد»), outside the tokens `taken`."""
    openers, past = _openers(reader.language), 0
    for token, form in enumerate(reader.forms):
        if form in openers and token >= past and token not in taken:
            past = _name_past(token, reader)
            if past > token + 1:
                yield Span(token, past)


@cache
def _openers(language: Language) -> Words:
    """Every word at which such a name may begin."""
    lexicon = language.lexicon()
    return frozenset(joint + name for name in lexicon.men | lexicon.women for joint in ("", *_GLUED)) | {"عبد"}


def glued(first: int, reader: Reader) -> bool:
    """«وعمران», «لعمران حداد»: a given name with a proclitic; after a preposition only where a name goes on surely."""
    form = reader.forms[first]
    rest, after = form[1:], first + 1
    known = rest in reader.lexicon.men or rest in reader.lexicon.women
    if reader.given(first) or form[:1] not in _GLUED or not known:
        return False
    if reader.forms[after] == _FAITH:
        return True
    sure = (
        form[0] == "و"
        or reader.given(after)
        or reader.definite(after)
        or reader.forms[after] in reader.words["name_part"]
    )
    return sure and len(form) >= _SHORTEST_GLUED and rest not in reader.words["doubtful_given"]


def _name_past(first: int, reader: Reader) -> int:
    """The token after the name that begins at `first`; `first` where none does."""
    form, before = reader.forms[first], reader.forms[first - 1] if first else ""
    doubtful = form in reader.words["doubtful_given"] and reader.forms[first + 1] != _FAITH
    servant = form == "عبد" and reader.definite(first + 1)
    begins = (reader.given(first) and not doubtful) or servant or glued(first, reader)
    of_thing = any(before in reader.words[kind] for kind in ("namesake", "place_head"))
    of_body = reader.is_institution(before) and not reader.definite(first - 1)
    if not begins or of_thing or of_body or first in reader.mentions or reader.ends_phrase(first):
        return first
    past = first + 1
    while past < len(reader.passage) and past not in reader.mentions and _goes_on(past, first, reader):
        past += 1
    return past


def _goes_on(token: int, first: int, reader: Reader) -> bool:
    """Whether the name goes on with this word."""
    form = reader.forms[token]
    if reader.name_end(first, token + 1) <= token:
        return False
    return reader.given(token) or form in reader.words["name_part"] or form == _FAITH or _family(token, reader)


def _family(token: int, reader: Reader) -> bool:
    """A word that by its form may be a family name: «الجواهري», «حداد», «شوقي»; no office, verb or other noun."""
    form, written = reader.forms[token], reader.passage.piece(token, token + 1)
    other = form in reader.lexicon.cues or reader.is_office(form) or reader.is_institution(form) or reader.plural(token)
    if other or len(form) < _SHORTEST_FAMILY or any(form in reader.words[kind] for kind in _NO_FAMILY):
        return False
    follows = token + 1 in reader.mentions or reader.definite(token + 1)
    verb = form[0] in "يتس" and follows
    joined = form[0] in "وف" and len(form) > _SHORTEST_FAMILY + 1
    clause = verb or joined or (form[0] in "لب" and follows) or written.endswith(("ة", "اً", "ًا"))
    return form.endswith("ي") or not clause
