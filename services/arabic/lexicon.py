"""The words of Arabic that mark reported speech, titles and names: read from the data files, folded for comparison."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from services.arabic.normal import matching
from services.lexicon import Lexicon, Participle, Verb, Words

_AND = ("", "و", "ف")
ARTICLES = ("ال", "لل", "وال", "بال", "كال", "فال", "ولل")
"""The article, with the proclitics before it."""
PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")


def table(name: str) -> dict[str, Any]:
    """What the data file `name`.toml holds."""
    return tomllib.loads(files("services.arabic").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _folded(entries: Iterable[dict[str, Any]]) -> Words:
    return frozenset(matching(word) for entry in entries for word in entry["words"])


def _with_and(words: Words) -> Words:
    return frozenset(joint + word for word in words for joint in _AND)


def _with_clitics(words: Words) -> Words:
    return frozenset(
        head + word + tail
        for word in words
        for head in ("", *"وفلب")
        for tail in ("", "ه", "ها")
        if not (tail and word.startswith("ال"))
    )


def _phrases(entries: Iterable[dict[str, Any]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(matching(phrase).split()) for entry in entries for phrase in entry["words"])


def _between_blanks(entries: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(f" {' '.join(phrase)} " for phrase in _phrases(entries))


def _finite(entry: dict[str, Any]) -> Iterator[tuple[str, bool, bool, bool]]:
    """(form, female, plural, present) of the third person, with an object's pronoun where the verb takes one."""
    past, fem, now = entry["past"], entry["fem"], entry.get("now")
    yield past, False, False, False
    yield fem, True, False, False
    yield past + "ا", False, True, False
    yield fem + "ا", True, True, False
    yield entry.get("plural", past + "وا"), False, True, False
    for pronoun in ("ه", "ها", "هم", "ني", "نا") if entry.get("object") else ():
        yield past + pronoun, False, False, False
        yield fem + pronoun, True, False, False
    if now is None:
        return
    yield now, False, False, True
    yield "ت" + now[1:], True, False, True
    yield now + "ون", False, True, True
    yield now + "ان", False, True, True
    for pronoun in ("ه", "ها", "هم") if entry.get("object") else ():
        yield now + pronoun, False, False, True


def _verbs(entries: Iterable[dict[str, Any]], others: Words) -> dict[str, Verb]:
    """Finite forms; one that is a preposition or adverb as well («ردا») is none unless it opens its clause."""
    found: dict[str, Verb] = {}
    for entry in entries:
        for form, female, plural, now in _finite(entry):
            for joint in (*_AND, "ل") if now and not plural else _AND:
                verb = Verb(
                    takes=entry.get("takes", "clause"),
                    preposition=matching(entry.get("prep", "")),
                    female=female,
                    plural=plural,
                    now=now,
                    joined=joint in ("و", "ف"),
                    impersonal=entry.get("impersonal", False) and now,
                    opens=entry.get("opens", False),
                    judges=entry.get("judges", False),
                    transitive=entry.get("object", False),
                    continues=entry.get("continues", False),
                    ambiguous=entry.get("ambiguous", False),
                    to=joint == "ل",
                    joins=entry["past"].startswith("ا"),
                )
                found.setdefault(joint + matching(form), verb)
    clash = others | {joint + word for word in others for joint in "وف" if len(word) < 4}
    return {form: verb for form, verb in found.items() if form not in clash or verb.opens or verb.takes == "opinion"}


def _participles(entries: Iterable[dict[str, Any]], nouns: Words) -> dict[str, Participle]:
    """Accusative participles; a form that is also a noun of opinion («أمله») is none."""
    found: dict[str, Participle] = {}
    for entry in entries:
        if stem := entry.get("part"):
            takes, preposition = entry.get("takes", "clause"), matching(entry.get("prep", ""))
            for ending, female, plural in (
                ("ا", False, False),
                ("ة", True, False),
                ("ين", False, True),
                ("تين", True, True),
            ):
                for joint in _AND:
                    noun = stem + ending in entry.get("nouns", ())
                    participle = Participle(takes, preposition, female, plural, noun)
                    found.setdefault(joint + matching(stem + ending), participle)
    return {form: participle for form, participle in found.items() if form not in nouns}


@cache
def lexicon() -> Lexicon:
    """The Arabic lexicon, read once."""
    cues, titles, names = table("cues"), table("titles"), table("given_names")
    words = {name: _folded(entries) for name, entries in (*cues.items(), *titles.items()) if name != "verb"}
    joined = {name: _with_and(found) for name, found in words.items()}
    verbs, participles = _verbs(cues["verb"], words["phrase_end"]), _participles(cues["verb"], words["opinion"])
    men, women = (frozenset(matching(names[key]).split()) for key in ("male", "female"))
    with_verb = [entry for entry in cues["attribution"] if entry.get("verb")]
    return Lexicon(
        verbs=verbs,
        participles=participles,
        words=words,
        joined=joined,
        tails=_phrases(cues["tail"]),
        earlier=_between_blanks(entry for entry in cues["earlier"] if not entry.get("recent")),
        today=_between_blanks(cues["today"]),
        weekdays={matching(word): day for day, entry in enumerate(cues["weekday"]) for word in entry["words"]},
        complementisers=frozenset(b + word for word in words["complementiser"] for b in ("", "ب")),
        attributions=joined["attribution"] - _with_and(_folded(with_verb)),
        attribution_verbs=_with_and(_folded(with_verb)),
        ranks=_folded(entry for entry in titles["office"] if entry.get("rank")),
        men=men,
        women=women,
        cues=words["by_saying"] | joined["masdar"] | joined["attribution"] | verbs.keys() | participles.keys(),
        openers=_with_clitics(words["office"] | words["institution"]) | words["honorific"] | men | women,
    )
