"""Whose voice a statement is: one key per speaker over spellings; an institution and its spokesmen share one."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from schemas.events import Speaker
from services.arabic.normal import matching

_SOUNDS = str.maketrans(
    {"غ": "ج", "ق": "ك", "ا": "", "و": "", "ي": "", "ه": "", "ع": "", "ث": "ت", "ط": "ت", "ص": "س", "ش": "س", "ز": "ز"}
)


@dataclass(frozen=True, slots=True)
class Voice:
    """`key` finds statements that may be one; `person` is who spoke, "" where an institution or nobody surely did."""

    key: str
    person: str


@dataclass(frozen=True, slots=True)
class _Known:
    voices: dict[str, Voice]
    longest: tuple[str, ...]
    titles: frozenset[str]
    roles: frozenset[str]
    bodies: frozenset[str]


@cache
def _known() -> _Known:
    table = tomllib.loads(files("services.dedupe").joinpath("statement_voices.toml").read_text(encoding="utf-8"))
    voices: dict[str, Voice] = {}
    for row in table["voice"]:
        voices |= {matching(name): Voice(row["id"], "") for name in row["institution"]}
        for names in row["spokesmen"]:
            voices |= {matching(name): Voice(row["id"], matching(names[0])) for name in names}
    for row in table["person"]:
        voices |= {matching(name): Voice(row["id"], row["id"]) for name in row["names"]}
    longest = tuple(sorted((v for v in voices if " " in v), key=lambda v: (-len(v), v)))
    titles, roles, bodies = (frozenset(matching(table[name]).split()) for name in ("titles", "roles", "bodies"))
    return _Known(voices, longest, titles, roles, bodies)


def voice(speaker: Speaker) -> Voice:
    """The voice of a speaker, from the names that the page and the alias lists give."""
    return _voice(speaker.wikidata, speaker.name_en, speaker.name)


def unnamed(speaker: Speaker) -> bool:
    """Whether the page names the speaker by a post alone and means whom it has named before."""
    return speaker.wikidata is None and speaker.name_en is None and _by_post(matching(speaker.name))


@lru_cache(maxsize=20_000)
def _by_post(name: str) -> bool:
    known = _known()
    first, *rest = name.split() or [""]
    if first not in known.roles or name in known.voices or "باسم" in rest:
        return False
    belongs = len(rest) == 1 and not first.startswith("ال") and (rest[0] in known.voices or rest[0].startswith("ال"))
    return belongs or all(word.startswith("ال") or word in known.titles for word in rest)


@lru_cache(maxsize=20_000)
def _voice(wikidata: str | None, name_en: str | None, name: str) -> Voice:
    known = _known()
    for given in (wikidata, name_en, name):
        if given and (found := known.voices.get(matching(given))):
            return found
    plain = " ".join(matching(name).split())
    if _by_post(plain):
        return Voice(f"post:{plain}", "")
    if found := next((known.voices[alias] for alias in known.longest if f" {alias} " in f" {plain} "), None):
        return found
    return _spelt(plain.split())


def _spelt(words: list[str]) -> Voice:
    """A person by the sound of the last name; an institution by all of its words."""
    known = _known()
    named = words[0] not in known.titles and len(words) > 1 and all(word.startswith("ال") for word in words)
    if words[0] in known.bodies or named:
        key = " ".join(word for word in words if word != "وزاره")
        return Voice(f"body:{key}", "")
    rest = [word for word in words if word not in known.titles] or words
    if found := known.voices.get(rest[-1]):
        return found
    last = _sound(rest[-1].removeprefix("ال"))
    given = [word for word in rest[:-1] if not word.startswith("ال")]
    first = _sound(given[0]) if given else ""
    return Voice(f"person:{last}", first)


def _sound(word: str) -> str:
    """Consonants, those that transliterations exchange made one: غوتيريش and جوتيريش, سيرغي and سيرجي."""
    bare = word.translate(_SOUNDS) or word
    return "".join(c for i, c in enumerate(bare) if not i or c != bare[i - 1])


def one_person(a: str, b: str) -> bool:
    """Whether two `person` values can be one: "" goes with anybody."""
    return not a or not b or a == b or a.startswith(b) or b.startswith(a)
