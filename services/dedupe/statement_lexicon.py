"""What Arabic words mean to folding: names, time words, negation, modality, and senses that outlets exchange.

The lists are the TOML files beside this module. A word is looked up without its clitics and endings; one that no list
knows is compared by its stem and root.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from services.arabic.normal import matching
from services.dedupe.statement_stems import WORDS_KEPT, bare, cores, cuts, definite, endless, root, stem

Kind = Literal[
    "country", "place", "direction", "organisation", "person", "weekday", "part", "month", "season", "relative",
    "edge", "step", "unit", "dual", "conditional", "when", "possible", "could", "denies_clause", "denies_word", "about",
    "over", "under", "own", "none", "break", "concession", "sense", "word",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or phrase of `length` words is; `value` tells it from others of its kind."""

    kind: Kind
    value: str
    length: int = 1
    root: str = ""
    definite: bool = False


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("services.dedupe").joinpath(f"statement_{name}.toml").read_text(encoding="utf-8"))


def _parts(written: str) -> tuple[str, ...]:
    return tuple(matching(part) for part in written.split("_"))


class _Lexicon:
    """All lists: `exact` words take no endings, `words` do, `phrases` stand by their first word. First entries win."""

    def __init__(self) -> None:
        self.exact: dict[str, Meaning] = {}
        self.words: dict[str, Meaning] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        markers, pairs = _table("markers"), _table("opposites")["pairs"]
        negators = markers["negators"]
        self._read_markers(markers)
        self._read_calendar(_table("calendar"))
        self._read_names(_table("names"))
        self._read("none", markers["content"]["none"].split(), exact=True)
        for words, _ in _table("synonyms")["groups"]:
            self._read("sense", words.split(), "_".join(_parts(words.split()[0])))
        for one, other, _ in pairs:
            self._read("sense", [one])
            self._read("sense", [other])
        for known in self.phrases.values():
            known.sort(key=lambda entry: -len(entry[0]))
        self.roots = self._telling_roots()
        self.light = frozenset(self.sense(word) for word in markers["content"]["light"].split())
        self.heads = frozenset(self.sense(word) for word in markers["content"]["heads"].split())
        self.posts = frozenset(self.sense(word) for word in markers["content"]["posts"].split())
        self.prepositions = frozenset(matching(word) for word in markers["content"]["prepositions"].split())
        self.general = frozenset(self.sense(word) for word in markers["content"]["general"].split())
        self.implied = frozenset(self.sense(word) for word in negators["implied"].split())
        self.denials = frozenset(matching(word) for word in negators["cue"].split())
        self.able = frozenset(self.sense(word) for word in markers["modality"]["able"].split())
        self.perfects = frozenset(matching(word) for word in markers["modality"]["perfect"].split())
        self.by_object = {
            (self.sense(word), self.sense(thing)): self.sense(sense)
            for word, things, sense, _ in _table("synonyms")["by_object"]
            for thing in things.split()
        }
        self.opposites = self._read_opposites(pairs)

    def _read(self, kind: Kind, listed: Iterable[str], value: str = "", exact: bool = False) -> None:
        for written in listed:
            words = _parts(written)
            meaning = Meaning(kind, bare(value or "_".join(words)), len(words))
            if len(words) > 1:
                for first in {words[0], bare(words[0])}:
                    self.phrases.setdefault(first, []).append(((first, *words[1:]), meaning))
            else:
                table, word = (self.exact, words[0]) if exact else (self.words, bare(words[0]))
                table.setdefault(word, meaning)

    def _read_markers(self, table: dict[str, Any]) -> None:
        negators, modality, about = table["negators"], table["modality"], table["approximation"]
        lists: dict[Kind, str] = {
            "none": negators["never"],
            "denies_clause": negators["clause"],
            "denies_word": negators["word"],
            "break": table["clauses"]["breaks"],
            "concession": modality["concession"],
            "conditional": modality["conditional"],
            "when": modality["when"],
            "possible": modality["possible"],
            "could": modality["could"],
            "about": about["about"],
            "over": about["over"],
            "under": about["under"],
            "own": table["content"]["own"],
        }
        for kind, words in lists.items():
            self._read(kind, words.split(), exact=True)

    def _read_calendar(self, table: dict[str, Any]) -> None:
        ordered: dict[Kind, list[str]] = {"weekday": table["weekdays"], "season": table["seasons"]}
        ordered["month"] = ["", *table["months"]]
        for kind, names in ordered.items():
            for number, listed in enumerate(names):
                self._read(kind, listed.split(), str(number), exact=True)
        for written, days in table["relative_day"].items():
            self._read("relative", [written], str(days), exact=True)
        for edge, listed in table["edges"].items():
            self._read("edge", listed.split(), edge)
        for step, listed in table["steps"].items():
            self._read("step", listed.split(), step)
        for part, listed in table["parts"].items():
            self._read("part", listed.split(), part, exact=True)
        for unit, listed in table["units"].items():
            self._read("unit", listed.split(), matching(unit))
        for unit, listed in table["duals"].items():
            self._read("dual", listed.split(), matching(unit), exact=True)

    def _read_names(self, table: dict[str, Any]) -> None:
        for row in table["persons"]:
            self._read("person", row.split(), _parts(row.split()[0])[-1])
        lists: dict[Kind, str] = {
            "country": "countries",
            "place": "places",
            "organisation": "organisations",
            "direction": "directions",
        }
        for kind, name in lists.items():
            for row in table[name]:
                self._read(kind, row.split(), "_".join(_parts(row.split()[0])))

    def _telling_roots(self) -> dict[str, Meaning]:
        """Roots of three strong consonants that words of one sense alone have."""
        senses: dict[str, set[str]] = {}
        for word, meaning in self.words.items():
            if meaning.kind == "sense" and len(key := root(word)) == 3 and "و" not in key:
                senses.setdefault(key, set()).add(meaning.value)
        return {key: Meaning("sense", min(found), 1, key) for key, found in senses.items() if len(found) == 1}

    def sense(self, written: str) -> str:
        """The sense that a listed word stands for, or its stem."""
        word = bare(matching(written))
        return self.words[word].value if word in self.words else stem(word)

    def _read_opposites(self, pairs: Iterable[tuple[str, str, str]]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for one, other, _ in pairs:
            a, b = self.sense(one), self.sense(other)
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
        return {sense: frozenset(others - {sense}) for sense, others in found.items()}


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


def opposites(sense: str) -> frozenset[str]:
    """The senses opposite to this one; empty where the list has none."""
    return _lexicon().opposites.get(sense, frozenset())


def light(sense: str) -> bool:
    """Whether the sense says little by itself (بلد، جانب، جرى)."""
    return sense in _lexicon().light


def preposition(word: str) -> bool:
    """Whether a noun follows the word."""
    return word in _lexicon().prepositions


def with_object(sense: str, thing: str) -> str:
    """The sense of a word with this object: who lifts sanctions cancels them, who lifts duties increases them."""
    return _lexicon().by_object.get((sense, thing), sense)


def denies_itself(sense: str) -> bool:
    """Whether a word of this sense denies what it governs: it answers «لن»."""
    return sense in _lexicon().implied


def able(sense: str) -> bool:
    """Whether the sense is that something can be: it answers «يمكن»."""
    return sense in _lexicon().able


@cache
def denies(cue: str) -> bool:
    """Whether who speaks so denies what follows."""
    word = matching(cue)
    return any(form in _lexicon().denials for form in (word, word.lstrip("وف")))


def general(sense: str) -> bool:
    """Whether a noun's sense is so general that it takes the place of others."""
    return sense in _lexicon().general


def perfect(word: str) -> bool:
    """Whether a verb in ت, ن or ي is a perfect all the same: تم, توصلت."""
    return word in _lexicon().perfects or (word.startswith("ت") and word.endswith("ت") and len(word) >= 4)


def heads_name(sense: str) -> bool:
    """Whether a proper name often follows the sense (مدينة، شركة، السفير)."""
    return sense in _lexicon().heads


def post(sense: str) -> bool:
    """Whether the sense is a post, which is written for the name of who holds it."""
    return sense in _lexicon().posts


@cache
def rates() -> dict[str, str]:
    """Unit of time -> the sense of "each such": سنويا, شهريا and their like."""
    return {matching(unit): _lexicon().sense(word) for unit, word in _table("calendar")["rates"].items()}


def meaning(words: list[str], at: int) -> Meaning:
    """What stands at words[at:] (words in matching form): the longest phrase that is listed, else the word's own."""
    for rest, found in _phrases(words[at]):
        if words[at + 1 : at + 1 + len(rest)] == rest:
            return found
    return word_meaning(words[at])


@lru_cache(WORDS_KEPT)
def _phrases(word: str) -> tuple[tuple[list[str], Meaning], ...]:
    """The further words of each phrase that the word may begin."""
    phrases = _lexicon().phrases
    return tuple((list(phrase[1:]), found) for first in cuts(word) for phrase, found in phrases.get(first, ()))


@lru_cache(WORDS_KEPT)
def word_meaning(word: str) -> Meaning:
    """What one word in matching form is."""
    lexicon = _lexicon()
    if found := _exactly(word):
        return found
    for core in cores(word):
        if found := lexicon.words.get(core):
            return replace(found, root=root(core), definite=definite(word))
    base = stem(word)
    if found := lexicon.roots.get(root(base)):
        return replace(found, definite=definite(word))
    return Meaning("word", base, 1, root(base), definite(word))


def _inflects(word: str) -> bool:
    """Whether the first letter belongs to the word itself: فتحت is "she opened", not "and under"."""
    return any(core[0] == word[0] and core in _lexicon().words for core in endless(word))


def _exactly(word: str) -> Meaning | None:
    """A marker or time word, which takes proclitics only; one that marks clauses takes و and ف alone."""
    exact = _lexicon().exact
    if found := exact.get(word) or (exact.get(word[1:]) if word[:1] in "وف" and not _inflects(word) else None):
        return found
    found = exact.get("ال" + word[2:]) if word.startswith("لل") else exact.get(word[1:]) if word[:1] in "بلك" else None
    return found if found and len(word) > 3 and found.kind not in ("none", "about", "when", "denies_clause") else None
