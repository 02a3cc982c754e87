"""Places and institutions that no list knows, told by the word that heads them: «بلدة …», «صحيفة …», «شركة "…"»."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from services.extraction.bodies import GLUED, body_end
from services.extraction.nationality import of_nation
from services.extraction.phrases import Reader
from services.languages import Language
from services.lexicon import Kind, Words

_LONGEST_QUOTED = 5
"""Tokens of a proper name between quotation marks, both marks counted."""
_SHORTEST = 3
"""Letters of the shortest unknown name."""
_BELONGS_WITHIN = 4
"""Tokens between an institution and what it belongs to."""


class Headed(NamedTuple):
    """Tokens `first` up to `past` name a place or institution."""

    first: int
    past: int
    kind: Kind


def headed(reader: Reader) -> Iterator[Headed]:
    """The names that a word before them tells, in order."""
    heads = _openers(reader.language)
    for token, form in enumerate(reader.forms):
        if form not in heads:
            continue
        known = reader.mentions.get(token)
        if known:
            longer = _body(token, reader)
            if longer and known.known.kind == "organisation" and longer.past > known.past:
                yield longer
        else:
            found = _quoted(token, reader) or _belonging(token, reader) or _body(token, reader)
            found = found or _unless_known(token, reader)
            if found:
                yield found


def _unless_known(token: int, reader: Reader) -> Headed | None:
    """What the word at `token` tells by the other rules, if no known name is within it."""
    form, words = reader.forms[token], reader.words
    if _heads(form, words["place_head"]):
        found = _place(token + 1, reader)
    elif form in words["meeting"]:
        found = _of_feast(token, reader)
    elif _heads(form, words["titled"]):
        found = _outlet(token, reader)
    else:
        found = _of_nation(token, reader)
    return None if found and reader.mention_between(found.first, found.past) else found


@cache
def _openers(language: Language) -> Words:
    """Every word at which one of the rules may begin."""
    words = language.lexicon().words
    glued = words["place_head"] | words["titled"] | words["body"] | words["institution"]
    glued |= words["loose_body"] | words["definite_body"]
    return words["national"] | words["meeting"] | {joint + word for word in glued for joint in ("", *GLUED)}


def _heads(form: str, heads: Words) -> bool:
    """A word of the list, with a proclitic too: «بمدينة», «لصحيفة»."""
    return form in heads or (form[:1] in GLUED and form[1:] in heads)


def _place(at: int, reader: Reader) -> Headed | None:
    """«مدينة خان شيخون», «بلدة كوراخوفو», «محافظة الحديدة»; not «مدينة صغيرة», «قرية أخرى»."""
    past = at + 1 + (reader.forms[at] in reader.words["place_part"])
    named = past <= len(reader.passage) and _may_name(at, reader)
    if not named or (past > at + 1 and not (_may_name(past - 1, reader) or reader.given(past - 1))):
        return None
    adjective = not reader.definite(at) and reader.passage.piece(at, past).endswith("ة")
    return None if adjective else Headed(at, past, "place")


def _may_name(token: int, reader: Reader) -> bool:
    form, words = reader.forms[token], reader.words
    common = form in words["no_place"] or form in words["no_title"] or reader.is_office(form)
    known = token in reader.mentions or form in reader.lexicon.verbs or reader.is_institution(form)
    return (
        form.isalpha()
        and len(form) >= _SHORTEST
        and not (common or known or reader.ends_phrase(token) or reader.plural(token) or reader.given(token))
    )


def _quoted(head: int, reader: Reader) -> Headed | None:
    """«شركة "رايتموف"», «صحيفة «كوميرسانت»»: the name without the marks, unless it is a known one whole."""
    quote = reader.passage.quote_at(head + 1) if _heads(reader.forms[head], reader.words["titled"]) else None
    if quote is None or not 1 < quote.last - quote.first < _LONGEST_QUOTED or quote.last >= len(reader.passage):
        return None
    known = reader.mentions.get(quote.first + 1)
    return None if known and known.past >= quote.last else Headed(quote.first + 1, quote.last, "organisation")


def _outlet(head: int, reader: Reader) -> Headed | None:
    """«صحيفة كوميرسانت», «جامعة هارفارد» with its kind, which names no outlet or school without a name after it."""
    if not _heads(reader.forms[head], reader.words["named"]):
        return None
    at = head + 1
    adjective = reader.passage.piece(at, at + 1).endswith("ة") and not reader.definite(at)
    return Headed(head, at + 1, "organisation") if _may_name(at, reader) and not adjective else None


def _body(head: int, reader: Reader) -> Headed | None:
    """A body's name, also where a place is within it («بنك المغرب»), but not where the body is a known one."""
    past = body_end(head, reader)
    known = reader.mentions.get(head + 1)
    itself = known and known.known.kind == "organisation" and not _heads(reader.forms[head], reader.words["organ"])
    if past == head or itself:
        return None
    return Headed(head, past, "organisation")


def _of_nation(first: int, reader: Reader) -> Headed | None:
    """«البرلمان الليبي», «القنصلية العامة الليبية»."""
    if reader.forms[first] not in reader.words["national"] or reader.qualifies(first):
        return None
    language = reader.language
    last = first + 1 + (reader.definite(first + 1) and not of_nation(reader.forms[first + 1], language))
    if last >= len(reader.passage):
        return None
    feminine = [reader.forms[token].endswith("ه") for token in (last - 1, last)]
    national = of_nation(reader.forms[last], language) and (feminine[0] == feminine[1] or last > first + 1)
    return Headed(first, last + 1, "organisation") if national else None


def _of_feast(first: int, reader: Reader) -> Headed | None:
    """«هدنة عيد الفصح»."""
    feast = reader.forms[first + 1] in reader.words["feast"] and reader.definite(first + 2)
    return Headed(first, first + 3, "other") if feast else None


def _belonging(first: int, reader: Reader) -> Headed | None:
    """«المجموعة الصحفية التابعة للبيت الأبيض»."""
    if not (reader.definite(first) and reader.is_institution(reader.forms[first])):
        return None
    for token in range(first + 1, min(first + _BELONGS_WITHIN, len(reader.passage) - 1)):
        owner = reader.mentions.get(token + 1)
        if reader.forms[token] in reader.words["belonging"] and owner and owner.proclitic == "ل":
            return Headed(first, owner.past, "organisation")
        if not reader.definite(token):
            return None
    return None
