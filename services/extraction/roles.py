"""Which voice of a story a name, an office, a kind of institution or a sentence without a subject means."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from services.extraction.cast import Appearance, Cast, Voice, bare, unglued
from services.extraction.nationality import completed, nations_of
from services.extraction.offices import holder, offices_of
from services.extraction.phrases import Phrase, Reader, Span
from services.lexicon import Known

_SUBJECT_WITHIN = 12
"""Tokens from a sentence's start within which its subject is looked for."""

_SHORTEST_NATION = 3
_TWO = 2
_PAIR_WITHIN = 3
"""Sentences back within which the two are named that «الجانبان» means."""
NEAR = 200
"""Appearances around a place among which a role is looked for, so that a page of names stays linear."""


class Roles:
    """Finds who is meant in one story of the given day. `heard` is who spoke last."""

    def __init__(self, cast: Cast, readers: Sequence[Reader], day: date) -> None:
        self.cast = cast
        self.readers = readers
        self.lexicon = cast.lexicon
        self.words = cast.words
        self.day = day
        self.heard: Voice | None = None

    def meant(self, phrase: Phrase, reader: Reader, paragraph: int, female: bool | None = None) -> Voice | None:
        """Whom a subject means: by name, by office, by kind of institution; None for nobody in particular.

        `female` is the gender of its verb: «قالت كاميرون» is not David Cameron.
        """
        if phrase.kind == "unnamed":
            return None
        if phrase.kind == "institution" and not phrase.known:
            return self._institution(phrase, reader, paragraph)
        if phrase.name is None:
            return self._of_office(phrase, phrase.office, reader, paragraph) if phrase.office else None
        if phrase.kind == "person" and not self._trusted(phrase, phrase.name, reader):
            words = reader.forms[phrase.name.first : phrase.name.past]
            if not self.cast.by_word.keys() >= set(words):
                return None
        if female and phrase.known and phrase.known.kind == "person" and not phrase.known.female:
            return self.cast.namesake(phrase, reader.passage)
        return self._relative(phrase, reader, paragraph, female) or self.cast.voice(phrase, reader.passage)

    def _relative(self, phrase: Phrase, reader: Reader, paragraph: int, female: bool | None) -> Voice | None:
        """Of several with one last name, who was named before last and may be the subject of a verb of that gender."""
        if phrase.name is None or phrase.kind != "person" or phrase.name.past - phrase.name.first > 1 or phrase.office:
            return None
        form = reader.forms[phrase.name.first]
        same = [voice for voice in self.cast.by_word.get(form, ()) if voice.person and voice.words[-1] == form]
        if len(same) < _TWO:
            return None
        for appearance in islice(self.nearest(paragraph, phrase.first), NEAR):
            voice = appearance.voice
            if voice in same and (female is None or voice.female in (None, female)):
                return voice
        return None

    def _institution(self, phrase: Phrase, reader: Reader, paragraph: int) -> Voice | None:
        short = None
        if phrase.past - phrase.first == 1:
            if not reader.definite(phrase.first):
                return None
            short = self._of_kind(reader.forms[phrase.first], paragraph, phrase.first)
        return short or self._completed(phrase, paragraph) or self.cast.voice(phrase, reader.passage)

    def _trusted(self, phrase: Phrase, name: Span, reader: Reader) -> bool:
        """Whether unknown words stand as a name: beside an office, after an honorific, in quotation marks, by form."""
        beside = phrase.known or phrase.office or phrase.beside or self._titled(phrase)
        return bool(beside) or reader.passage.inside_quotes(name.first) or reader.plausible(*name)

    def _full_name(self, phrase: Phrase, reader: Reader) -> bool:
        """Two unknown words of which the last is a family name by its form: «خلف الحربي»."""
        name = phrase.name
        if name is None or name.past - name.first < 2:
            return False
        last = name.past - 1
        return reader.definite(last) and reader.forms[last].endswith("ي")

    def _titled(self, phrase: Phrase) -> bool:
        """«الدكتور العلق»: a name after an honorific."""
        return phrase.name is not None and phrase.name.first > phrase.first and not phrase.office

    def somebody(self, phrase: Phrase, reader: Reader) -> bool:
        """Whether what stands before a colon is a speaker and no topic: an office, an institution, one of the cast."""
        if phrase.known or phrase.name is None or phrase.office:
            return phrase.past - phrase.first > 1 or phrase.known is not None
        if phrase.kind == "institution":
            return phrase.past - phrase.first > 1
        return self.cast.by_word.keys() >= set(reader.forms[phrase.name.first : phrase.name.past])

    def _of_office(self, phrase: Phrase, office: Span, reader: Reader, paragraph: int) -> Voice | None:
        forms = reader.forms[slice(*office)]
        spokesman = forms[0] in self.words["spokesman"] and not self._of_person(phrase, reader)
        if spokesman or forms[-1] in self.words["on_behalf"]:
            return self._spokesman(phrase, forms, reader, paragraph)
        if len(forms) > 1 and forms[1].removeprefix("ال") in self.words["described"]:
            forms = forms[:1]
        female = forms[0].endswith("ه") and self._own(forms[0]) == forms[0]
        words = frozenset(bare(form) for form in (self._own(forms[0]), *forms[1:]))
        for appearance in islice(self.nearest(paragraph, phrase.first), NEAR):
            voice = appearance.voice
            if (
                voice
                and voice.person
                and voice.female in (None, female)
                and any(_same(words, o) for o in voice.offices)
            ):
                return voice
        held = holder(" ".join(forms), self.day, self.cast.language)
        if held:
            return self.cast.voice_of(held)
        if len(forms) <= 2 and reader.definite(phrase.first):
            meant = self._compatriot(forms, female, paragraph, phrase.first)
            if meant:
                return meant
        if len(forms) == 1 and self._anybody(office.first, reader):
            return None
        name = unglued(reader.passage.piece(*office), forms[0], self.words["office"])
        return Voice(name, tuple(forms), female=female)

    def _spokesman(self, phrase: Phrase, forms: tuple[str, ...], reader: Reader, paragraph: int) -> Voice | None:
        if forms[-1] in self.words["on_behalf"]:
            return self._on_behalf(phrase.first, forms, paragraph)
        return self._institution_of(phrase, reader, paragraph)

    def pair(self, form: str, paragraph: int, token: int) -> tuple[Voice, ...]:
        """«الجانبان», «الوزيران», «البلدان»: the two people, or the two states, that one sentence just before names."""
        for number, start, past in self._sentences_before(paragraph, token):
            people = self._people(number, start, past)
            states = self._states(number, start, past)
            of_states = form in self.words["pair_of_states"] or (form in self.words["pair"] and not people)
            found = states if of_states else people
            if found:
                return tuple(found) if len(found) == _TWO else ()
        return ()

    def _sentences_before(self, paragraph: int, token: int) -> Iterator[tuple[int, int, int]]:
        """The sentences before a token, the nearest first: paragraph, first token, the token past its last."""
        at = self.readers[paragraph].passage.sentence(token)[0]
        for _ in range(_PAIR_WITHIN):
            while at == 0 and paragraph > 0:
                paragraph -= 1
                at = len(self.readers[paragraph].passage)
            if at == 0:
                return
            start, past = self.readers[paragraph].passage.sentence(at - 1)
            yield paragraph, start, past
            at = start

    def _people(self, number: int, start: int, past: int) -> list[Voice]:
        named = (a.voice for a in self.cast.appearances[number] if start <= a.first < past)
        return list(dict.fromkeys(voice for voice in named if voice and voice.person))

    def _states(self, number: int, start: int, past: int) -> list[Voice]:
        """Two places joined by «و»: «روسيا والهند»."""
        mentions = self.readers[number].mentions
        for at in range(start, past):
            one = mentions.get(at)
            other = mentions.get(one.past) if one else None
            if one and other and one.known.kind == other.known.kind == "place" and other.proclitic == "و":
                return [self.cast.voice_of(one.known), self.cast.voice_of(other.known)]
        return []

    def _on_behalf(self, first: int, forms: tuple[str, ...], paragraph: int) -> Voice | None:
        """«الناطقة باسمها»: of the institution named last, by name where its spokesman is known."""
        body = self._institution_before(paragraph, first, feminine=forms[-1] == "باسمها")
        if body is None:
            return None
        held = self._holder_of(forms[:-1], body)
        if held:
            return self.cast.voice_of(held)
        office = self.readers[paragraph].passage.piece(first, first + len(forms) - 1)
        name = f"{unglued(office, forms[0], self.words['office'])} باسم {body.name}"
        return Voice(name, tuple(self.cast.language.matching(name).split()), female=forms[0].endswith("ه"))

    def _holder_of(self, office: tuple[str, ...], body: Voice) -> Known | None:
        return holder(" ".join((*office, "باسم", *body.words)), self.day, self.cast.language)

    def _institution_before(self, paragraph: int, token: int, feminine: bool) -> Voice | None:
        """The nearest institution before whose pronoun is «ها», or «ه»."""
        for appearance in islice(self.nearest(paragraph, token), NEAR):
            if (appearance.paragraph, appearance.first) >= (paragraph, token):
                return None
            voice = appearance.voice
            institution = voice and not voice.person and appearance.phrase.kind == "institution"
            if voice and institution and _feminine(voice) == feminine:
                return voice
        return None

    def _anybody(self, token: int, reader: Reader) -> bool:
        """«المتحدث» of nobody before, «كبير»: an office that tells nobody in particular."""
        form = reader.forms[token]
        known_by_role = reader.definite(token) or reader.possessed(form)
        return bare(form) in self.words["referred"] or not known_by_role

    def _institution_of(self, phrase: Phrase, reader: Reader, paragraph: int) -> Voice | None:
        """For whom a spokesman without a name speaks."""
        mention = reader.mention_between(phrase.first, phrase.past)
        if mention:
            return self.cast.voice_of(mention.known) if mention.known.kind == "organisation" else None
        kinds = (token for token in range(*phrase.office or (0, 0)) if reader.is_institution(reader.forms[token]))
        kind = next(kinds, None)
        if kind is None:
            return None
        body = Phrase(kind, phrase.past, "institution", name=Span(kind, phrase.past))
        return self._institution(body, reader, paragraph)

    def _of_person(self, phrase: Phrase, reader: Reader) -> bool:
        """«متحدث باسم الرئيس الفرنسي إيمانويل ماكرون»: a spokesman of somebody named."""
        mention = reader.mention_between(phrase.first, phrase.past)
        return mention is not None and mention.known.kind == "person"

    def _compatriot(self, forms: tuple[str, ...], female: bool, paragraph: int, token: int) -> Voice | None:
        """«المسؤول الروسي»: whoever spoke last, if of that gender and not of another nation; else a Russian before."""
        heard = self.heard if self.heard and self.heard.person and self.heard.female in (None, female) else None
        nation = nations_of(forms[-1:], self.cast.language)
        if not nation or (heard and (forms[-1] in heard.words or nation <= self._nations(heard))):
            return heard
        if bare(forms[0]) in self.words["referred"] or forms[0] in self.words["called"]:
            for appearance in islice(self.nearest(paragraph, token), NEAR):
                voice = appearance.voice
                if (appearance.paragraph, appearance.first) >= (paragraph, token):
                    break
                if voice and voice.person and voice.female == female and nation <= self._nations(voice):
                    return voice
        return heard if heard and not self._nations(heard) else None

    def _nations(self, voice: Voice) -> frozenset[str]:
        """A person's nations by the offices on the page, else by those known."""
        words = (word for office in voice.offices for word in office)
        held = offices_of(voice.name, self.cast.language) if voice.known else ()
        return nations_of(words, self.cast.language) or nations_of(held, self.cast.language)

    def _own(self, form: str) -> str:
        """«مديره»: the office without its pronoun, which «الدبلوماسية» has not."""
        if form.startswith("ال"):
            return form
        stem = form.removesuffix("ها").removesuffix("ه")
        return stem if form not in self.words["office"] and stem in self.words["office"] else form

    def _of_kind(self, form: str, paragraph: int, token: int) -> Voice | None:
        """«الوزارة»: the nearest ministry before, else after."""
        head = bare(form)
        for appearance in islice(self.nearest(paragraph, token), NEAR):
            voice = appearance.voice
            if voice and not voice.person and head == self._head(appearance, voice) and len(voice.words) > 1:
                return voice
        return None

    def _head(self, appearance: Appearance, voice: Voice) -> str:
        """The kind of an institution: the first word of its name, or the one before («منظمة أطباء بلا حدود»)."""
        forms, first = self.readers[appearance.paragraph].forms, appearance.first
        heads = first > 0 and forms[first - 1] in self.words["institution"] and voice.known
        return bare(forms[first - 1] if heads else voice.words[0])

    def _completed(self, phrase: Phrase, paragraph: int) -> Voice | None:
        """«وزارة الدفاع» without its country: that of the nearest country named before."""
        words = self.readers[paragraph].forms[phrase.first : phrase.past]
        known = completed(words, self._words_before(paragraph, phrase.first), self.cast.language)
        return self.cast.voice_of(known) if known else None

    def _words_before(self, paragraph: int, token: int) -> Iterator[str]:
        for number in range(paragraph, -1, -1):
            reader = self.readers[number]
            for at in range((token if number == paragraph else len(reader.passage)) - 1, -1, -1):
                yield reader.forms[at]

    def nearest(self, paragraph: int, token: int) -> Iterator[Appearance]:
        """Appearances before a place, the last first, then those after it."""
        for number in range(paragraph, -1, -1):
            named = self.cast.appearances[number]
            before = bisect_left(named, token, key=_place) if number == paragraph else len(named)
            yield from (named[place] for place in range(before - 1, -1, -1))
        for number in range(paragraph, len(self.cast.appearances)):
            named = self.cast.appearances[number]
            after = bisect_left(named, token, key=_place) if number == paragraph else 0
            yield from (named[place] for place in range(after, len(named)))

    def subject(self, paragraph: int, first: int, past: int, reader: Reader) -> Voice | None:
        """Who acts in the sentence that begins at token `first`, named before `past`."""
        if reader.forms[first] in self.lexicon.verbs and reader.forms[first + 1] not in self.words["phrase_end"]:
            phrase = reader.phrase(first + 1, past)
            if phrase and phrase.kind == "unnamed":
                return None
            institution = phrase is not None and phrase.kind == "institution"
            if phrase and (institution or self.somebody(phrase, reader) or self._full_name(phrase, reader)):
                return self.meant(phrase, reader, paragraph)
        named = self.cast.appearances[paragraph]
        start = bisect_left(named, first, key=_place)
        for appearance in named[start : bisect_left(named, min(past, first + _SUBJECT_WITHIN), key=_place)]:
            if appearance.free:
                voice = appearance.voice or self.meant(appearance.phrase, reader, paragraph)
                if voice and (voice.person or appearance.first <= first + 2):
                    return voice
        return None


def _same(words: frozenset[str], office: frozenset[str]) -> bool:
    """Whether an office is called by some of its words: «وزير الداخلية البحريني» of «وزير الداخلية بمملكة البحرين»."""
    if words <= office:
        return True
    rest = [word.removesuffix("ه").removesuffix("ي") for word in words - office]
    return all(len(stem) > _SHORTEST_NATION and any(stem in word for word in office) for stem in rest)


def _feminine(body: Voice) -> bool:
    """By its first word, or as a plural with its adjective: «الأمم المتحدة»."""
    plural = len(body.words) > 1 and all(word.startswith("ال") for word in body.words[:2])
    return bool(body.female) or (plural and body.words[1].endswith("ه"))


def _place(appearance: Appearance) -> int:
    return appearance.first
