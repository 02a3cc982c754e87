"""People whom no list knows: introduced by a story with office, honorific or given name, and named again by last name.

A speaker is taken from the grammar around a verb; an entity has only its own form, so that it is looked at again here.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from services.extraction.cast import Appearance, Cast, Voice
from services.extraction.given import glued, named_by_given
from services.extraction.phrases import Reader, Span
from services.languages import Language
from services.lexicon import Known

_SHORTEST_LAST_NAME = 3
"""Letters of a last name that stands alone; with a proclitic one more."""
_SHORTEST_WORD = 3
"""Letters of which at least one word of a name has more."""
_LONG = 4
"""Letters of a word whose ending tells a plural, a pronoun or a verb."""


class Person(NamedTuple):
    """Code points `start` to `end` of a paragraph name somebody."""

    start: int
    end: int
    known: Known


class Whole(NamedTuple):
    """A voice that the story names in full, and as whom."""

    voice: Voice
    known: Known


LastNames = dict[str, tuple[str, Whole]]
"""The form of a word -> the proclitic in it, and whose last name it is."""


def introduced(paragraph: int, reader: Reader, cast: Cast, full: dict[str, Whole]) -> Iterator[Person]:
    """People of the cast, by full name or by the last name of one in `full`; `paragraph` counts the title as 0."""
    for appearance in cast.appearances[paragraph]:
        voice, name = appearance.voice, appearance.phrase.name
        if voice and name and voice.person and not voice.known and len(voice.words) > 1:
            span = _own(_trimmed(Span(_whole(name.first, reader, voice), name.past), reader), reader, voice)
            whole = full.get(reader.forms[span.past - 1]) if span.past > span.first else None
            if whole and whole.voice is voice:
                yield _person(span, reader, whole.known)
            elif span.past - span.first > 1 and _nameable(span, appearance, reader):
                yield _person(span, reader, _named(span, reader))


def elsewhere(spans: Iterable[Span], reader: Reader) -> Iterator[Person]:
    """People outside the cast, where `outside` found them: «خلفا لعمران حداد»."""
    for span in spans:
        yield _person(span, reader, _named(span, reader))


def outside(paragraph: int, reader: Reader, cast: Cast) -> tuple[Span, ...]:
    """Full names that begin with a given name and are none of the cast's."""
    named = (a.phrase.name for a in cast.appearances[paragraph] if a.voice and a.voice.person and a.phrase.name)
    return tuple(named_by_given(reader, {token for name in named for token in range(*name)}))


def again(reader: Reader, last_names: LastNames) -> Iterator[Person]:
    """Last names of people whom the story has named in full: «وأكد رائف», «برائف»."""
    for number, form in enumerate(reader.forms):
        found = last_names.get(form)
        if found is None or number in reader.mentions or reader.ends_phrase(number):
            continue
        proclitic, (voice, known) = found
        given = number and not proclitic and reader.given(number - 1)
        if not (given and reader.forms[number - 1] not in voice.words):
            first = number if proclitic else _whole(number, reader, voice)
            start, end = reader.passage.tokens[first].start, reader.passage.tokens[number].end
            yield Person(start + (len(proclitic) or glued(first, reader)), end, known)


def last_names(full: dict[str, Whole], language: Language) -> LastNames:
    """The forms in which the last names of those in `full` stand alone: with each proclitic, «للحداد» too."""
    found: LastNames = {}
    for word, whole in full.items():
        for proclitic in ("", *language.proclitics):
            if len(word) >= _SHORTEST_LAST_NAME + bool(proclitic):
                contracted = proclitic.endswith("ل") and word.startswith("ال")
                found.setdefault(proclitic + word[contracted:], (proclitic[: len(proclitic) - contracted], whole))
    return found


def named_in_full(readers: Sequence[Reader], cast: Cast, others: Sequence[Sequence[Span]]) -> dict[str, Whole]:
    """Last name -> the one person of the story who is named with it in full. `readers` are those of the cast, `others`
    what `outside` found in each."""
    found: dict[str, Whole | None] = {}
    for reader, appearances in zip(readers, cast.appearances, strict=True):
        for appearance in appearances:
            voice, name = appearance.voice, appearance.phrase.name
            span = _own(_trimmed(name, reader), reader, voice) if voice and voice.person and name else None
            if voice and span and span.past - span.first > 1 and (voice.known or _nameable(span, appearance, reader)):
                last = reader.forms[span.past - 1]
                before = found.get(last, Whole(voice, voice.known or _named(span, reader)))
                found[last] = before if before and before.voice is voice else None
    for reader, spans in zip(readers, others, strict=True):
        for span in spans:
            known = _named(span, reader)
            words = reader.forms[slice(*span)]
            found.setdefault(words[-1], Whole(Voice(known.name, tuple(words)), known))
    return {last: whole for last, whole in found.items() if whole}


def _named(span: Span, reader: Reader) -> Known:
    return Known(reader.passage.piece(*span)[glued(span.first, reader) :], "person")


def _person(span: Span, reader: Reader, known: Known) -> Person:
    tokens = reader.passage.tokens
    return Person(tokens[span.first].start + glued(span.first, reader), tokens[span.past - 1].end, known)


def _whole(first: int, reader: Reader, voice: Voice) -> int:
    """The first token of a name with the words of it that stand before: «فان بيرسي» of «روبن فان بيرسي»."""
    least = max(0, first - len(voice.words) + 1)
    while first > least and reader.forms[first - 1] in voice.words and first - 1 not in reader.mentions:
        first -= 1
    return first


def _own(name: Span, reader: Reader, voice: Voice) -> Span:
    """The words of the name that are the person's: «رائف» of «ثم غادر رائف القاعة»."""
    past = name.past
    while past > name.first and reader.forms[past - 1] not in voice.words:
        past -= 1
    return Span(name.first, past)


def _trimmed(name: Span, reader: Reader) -> Span:
    """The name without an object or adjective that its grammar took for its last word: «إيفان غدانوف الموضوع»,
    «جون كيلي لطرد هذه»."""
    name = Span(
        name.first, next((token for token in range(name.first + 1, name.past) if _acts(token, reader)), name.past)
    )
    last, before = name.past - 1, name.past - 2
    parts = reader.words["name_part"]
    bare = before > name.first and not reader.definite(before) and not reader.given(before)
    adjective = bare and reader.forms[before] not in parts and reader.definite(last)
    adjective = adjective and not reader.forms[last].endswith("ي")
    after = reader.forms[name.past]
    object_ = reader.forms[last][0] in "لب" and (reader.definite(name.past) or after in ("هذا", "هذه"))
    return Span(name.first, last) if before >= name.first and (adjective or object_) else name


def _acts(token: int, reader: Reader) -> bool:
    """«يعطي غزة», «تزور القاهرة»: a verb of the present before what it governs."""
    form = reader.forms[token]
    follows = token + 1 in reader.mentions or reader.definite(token + 1)
    return len(form) > 3 and form[0] in "يت" and follows and token not in reader.mentions and not reader.given(token)


def _nameable(name: Span, appearance: Appearance, reader: Reader) -> bool:
    """Whether the words may be somebody's name, whatever stands around them; «ولاية كارولينا الجنوبية» is none."""
    tokens = range(*name)
    if name.first and reader.forms[name.first - 1] in reader.words["place_head"]:
        return False
    if all(len(reader.forms[token]) <= _SHORTEST_WORD and not reader.given(token) for token in tokens):
        return False
    if any(_no_name(token, token == name.past - 1, reader) for token in tokens if not reader.given(token)):
        return False
    if any(_next(token, reader) for token in range(name.first + 1, name.past)):
        return False
    phrase = appearance.phrase
    titled = phrase.office or phrase.beside or phrase.first < name.first or _in_quotes(name, reader)
    if reader.given(name.first) or glued(name.first, reader):
        return bool(titled) or reader.forms[name.first] not in reader.words["doubtful_given"] or _family(name, reader)
    return bool(titled) and reader.plausible(*name) and not _clause(name, reader)


def _in_quotes(name: Span, reader: Reader) -> bool:
    return reader.passage.quote_before(name.past + 1) is not None and reader.passage.inside_quotes(name.first)


def _family(name: Span, reader: Reader) -> bool:
    """Whether after a first word that is a noun or verb as well («يزيد», «وسام») a name goes on."""
    token = name.first + 1
    if token >= name.past:
        return False
    family = reader.definite(token) and reader.forms[token].endswith("ي")
    return family or reader.given(token) or reader.forms[token] in reader.words["name_part"]


def _no_name(token: int, last: bool, reader: Reader) -> bool:
    """A word that by its form is a noun with its ending or pronoun, an office, or the next clause."""
    form, written = reader.forms[token], reader.passage.piece(token, token + 1)
    if form in reader.words["honorific"] or form in reader.words["rank_part"] or reader.is_office(form):
        return True
    if form in reader.words["name_part"] or len(form) <= _LONG:
        return False
    glued = form[0] in "لب" and form.endswith(("نا", "ات", "ها", "هم", "اء"))
    return glued or form.endswith(("وا", "ات")) or (not last and written.endswith(("ة", "ه"))) or form.startswith("وال")


def _next(token: int, reader: Reader) -> bool:
    """«ومعارض», «لرعاية», but not «بنخضرة»: another noun after the first word, with its conjunction or preposition."""
    form = reader.forms[token]
    if len(form) <= _SHORTEST_WORD or reader.given(token):
        return False
    joined = form[0] == "و" and form[1] not in "اوي"
    son = form.startswith("بن")
    return joined or (form[0] in "لب" and not son and reader.passage.piece(token, token + 1).endswith("ة"))


def _clause(name: Span, reader: Reader) -> bool:
    """«ناقشا الوضع», «يوجه باستحداث», «كبيرا ويصل», «سيتخذ قراره»: a verb or predicate and what follows it."""
    first = name.first
    form, after = reader.forms[first], reader.forms[first + 1]
    last = reader.passage.piece(name.past - 1, name.past)
    if last.endswith(("ه", "ة")) and len(last) > _LONG:
        return True
    if any(token in reader.mentions for token in range(first + 1, name.past)):
        return True
    follows = reader.definite(first + 1) or after.startswith(("با", "لا", "وي", "وت"))
    return follows and (reader.definite(first) or form.endswith("ا") or form[0] in "يس")
