"""The people and institutions of a story, where they appear, and which of them a name, an office or a role means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.arabic.normal import matching
from services.extraction.known import Known
from services.extraction.lexicon import Lexicon, Words
from services.extraction.offices import holder
from services.extraction.phrases import Phrase, Reader, Span
from services.extraction.tokens import Passage

_SUBJECT_WITHIN = 12
"""Tokens from a sentence's start within which its subject is looked for."""

_GLUED = ("ل", "ب", "ك")


@dataclass(slots=True, eq=False)
class Voice:
    """Somebody of this story. `words` is the folded name, `offices` the folded words of each office on the page."""

    name: str
    words: tuple[str, ...]
    known: Known | None = None
    person: bool = True
    female: bool | None = None
    offices: list[frozenset[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where somebody is named: paragraph and first token of `phrase`; `free` where no preposition governs it.

    An office without a name has no voice until it is asked whom it means.
    """

    paragraph: int
    first: int
    phrase: Phrase
    voice: Voice | None
    free: bool


class Cast:
    """The voices of one story in the order of their appearances. `day` is the story's, for offices without a name."""

    def __init__(self, readers: Sequence[Reader], lexicon: Lexicon, day: date) -> None:
        self.lexicon = lexicon
        self.words = lexicon.words
        self.day = day
        self.by_known: dict[str, Voice] = {}
        self.by_word: dict[str, list[Voice]] = {}
        self.heard: Voice | None = None
        self.appearances = [self._read(number, reader) for number, reader in enumerate(readers)]

    def _read(self, number: int, reader: Reader) -> list[Appearance]:
        found: list[Appearance] = []
        at = 0
        while at < len(reader.passage):
            phrase = self._phrase(reader, at)
            if phrase:
                voice = self.voice(phrase, reader.passage)
                found.append(Appearance(number, phrase.first, phrase, voice, self._free(phrase, reader)))
            at = max(phrase.past if phrase else 0, at + 1)
        return found

    def _phrase(self, reader: Reader, at: int) -> Phrase | None:
        """A phrase worth remembering: a known name, an office, a new full name, an institution of two words or more."""
        form = reader.forms[at]
        if at not in reader.mentions and form not in self.lexicon.openers:
            return self._last_name(reader, at) if form in self.by_word else None
        phrase = reader.phrase(at, reader.passage.sentence(at)[1])
        if phrase is None or phrase.kind in ("unnamed", "place"):
            return None
        if phrase.known or (phrase.kind == "institution" and phrase.past - phrase.first > 1):
            return phrase
        if phrase.name is None or phrase.kind == "institution":
            return phrase if phrase.office else None
        if phrase.office is None and self._namesake(phrase, reader):
            return None
        full = phrase.name.past - phrase.name.first >= 2
        return phrase if full or reader.forms[phrase.name.past - 1] in self.by_word else None

    def _last_name(self, reader: Reader, at: int) -> Phrase | None:
        """The last name of somebody whom the page has named in full."""
        form = reader.forms[at]
        if len(form) < 4 or not any(voice.person and voice.words[-1] == form for voice in self.by_word[form]):
            return None
        return Phrase(at, at + 1, "person", name=Span(at, at + 1))

    def _namesake(self, phrase: Phrase, reader: Reader) -> bool:
        """A given name within the name of a place or thing: «مدينة الملك فهد»."""
        before = reader.forms[phrase.first - 1] if phrase.first else ""
        return before in self.words["institution"] or before in self.words["namesake"]

    def _free(self, phrase: Phrase, reader: Reader) -> bool:
        """Whether somebody may be the one who acts: no object of a preposition, nor the other side of a meeting."""
        mention, form = reader.mentions.get(phrase.first), reader.forms[phrase.first]
        bare = form[1:] in self.words["office"] or form[1:] in self.words["institution"]
        if mention.proclitic.endswith(_GLUED) if mention else form[:1] in "لب" and bare:
            return False
        before = reader.forms[phrase.first - 1] if phrase.first else ""
        counterparts = self.words["counterpart"]
        return before not in self.words["preposition"] and form not in counterparts and before not in counterparts

    # voices

    def voice(self, phrase: Phrase, passage: Passage) -> Voice | None:
        """The voice that the phrase's name means, made where it is new; None for an office without a name."""
        if phrase.name is None:
            return None
        words = tuple(form for form in passage.forms[slice(*phrase.name)] if form.isalnum())
        voice = self._find(phrase, words) or self._new(phrase, words, passage)
        for office in (phrase.office, phrase.beside):
            if (
                office
                and (bare := frozenset(_bare(form) for form in passage.forms[slice(*office)])) not in voice.offices
            ):
                voice.offices.append(bare)
        if voice.female is None and phrase.kind == "person":
            voice.female = self._gender(phrase, words, passage)
        return voice

    def voice_of(self, known: Known) -> Voice:
        """The voice of a known person or institution."""
        if known.name not in self.by_known:
            words, person = tuple(matching(known.name).split()), known.kind == "person"
            female = known.female if person else words[0].endswith("ه") or None
            self._add(Voice(known.name, words, known, person, female))
        return self.by_known[known.name]

    def _add(self, voice: Voice) -> Voice:
        if voice.known:
            self.by_known[voice.name] = voice
        for word in dict.fromkeys(voice.words):
            self.by_word.setdefault(word, []).append(voice)
        return voice

    def _new(self, phrase: Phrase, words: tuple[str, ...], passage: Passage) -> Voice:
        written = passage.piece(*phrase.name) if phrase.name else ""
        name = _unglued(written, words[0], self.words["institution"] | self.words["office"])
        person = phrase.kind == "person"
        return self._add(Voice(name, words, None, person, None if person else words[0].endswith("ه") or None))

    def _find(self, phrase: Phrase, words: tuple[str, ...]) -> Voice | None:
        if phrase.known:
            return self.voice_of(phrase.known)
        same = self.by_word.get(words[-1], []) if words else []
        if phrase.kind != "person":
            return next((voice for voice in same if voice.words == words), None)
        found = next((voice for voice in reversed(same) if voice.person and set(words) <= set(voice.words)), None)
        return found or self._by_family_name(phrase, words)

    def _by_family_name(self, phrase: Phrase, words: tuple[str, ...]) -> Voice | None:
        """«شكري» of «وأكد شكري التزام بلاده»: somebody whose last name the first word is."""
        if phrase.office or len(words) != 2:
            return None
        named = self.by_word.get(words[0], ())
        return next((voice for voice in named if voice.person and voice.words[-1] == words[0]), None)

    def _gender(self, phrase: Phrase, words: tuple[str, ...], passage: Passage) -> bool | None:
        """True for a woman: by her office («المتحدثة»), else by her given name."""
        office = phrase.office or phrase.beside
        if office:
            form = passage.forms[office.first]
            return form.endswith("ه") and (form in self.words["office"] or form[1:] in self.words["office"])
        if words[0] in self.lexicon.women:
            return True
        return False if words[0] in self.lexicon.men else None

    # what a phrase means

    def meant(self, phrase: Phrase, reader: Reader, paragraph: int) -> Voice | None:
        """Whom a subject means: by name, by office, by kind of institution; None for nobody in particular."""
        if phrase.kind == "unnamed":
            return None
        if phrase.kind == "institution" and not phrase.known and phrase.past - phrase.first == 1:
            short = self._of_kind(reader.forms[phrase.first], paragraph, phrase.first)
            return short or self.voice(phrase, reader.passage)
        if phrase.name is None:
            return self._of_office(phrase, phrase.office, reader, paragraph) if phrase.office else None
        if phrase.kind == "person" and not (phrase.known or phrase.office or reader.plausible(*phrase.name)):
            words = reader.forms[phrase.name.first : phrase.name.past]
            if not self.by_word.keys() >= set(words):
                return None
        return self.voice(phrase, reader.passage)

    def _of_office(self, phrase: Phrase, office: Span, reader: Reader, paragraph: int) -> Voice | None:
        forms = reader.forms[slice(*office)]
        if forms[0] in self.words["spokesman"]:
            mention = reader.mention_between(phrase.first, phrase.past)
            return self.voice_of(mention.known) if mention and mention.known.kind == "organisation" else None
        female = forms[0].endswith("ه") and self._own(forms[0]) == forms[0]
        words = frozenset(_bare(form) for form in (self._own(forms[0]), *forms[1:]))
        for appearance in self.nearest(paragraph, phrase.first):
            voice = appearance.voice
            if voice and voice.person and voice.female in (None, female) and any(words <= o for o in voice.offices):
                return voice
        held = holder(" ".join(forms), self.day)
        if held:
            return self.voice_of(held)
        if len(forms) <= 2 and reader.definite(phrase.first) and self._heard(female):
            return self.heard
        name = _unglued(reader.passage.piece(*office), forms[0], self.words["office"])
        return Voice(name, tuple(forms), female=female)

    def _heard(self, female: bool) -> bool:
        """«المسؤول الروسي»: whoever spoke last, if of that gender."""
        return self.heard is not None and self.heard.person and self.heard.female in (None, female)

    def _own(self, form: str) -> str:
        """«مديره»: the office without its pronoun."""
        stem = form.removesuffix("ها").removesuffix("ه")
        return stem if form not in self.words["office"] and stem in self.words["office"] else form

    def _of_kind(self, form: str, paragraph: int, token: int) -> Voice | None:
        """«الوزارة»: the nearest ministry before, else after."""
        head = _bare(form)
        for appearance in self.nearest(paragraph, token):
            voice = appearance.voice
            if voice and not voice.person and _bare(voice.words[0]) == head and len(voice.words) > 1:
                return voice
        return None

    def nearest(self, paragraph: int, token: int) -> Iterator[Appearance]:
        """Appearances before a place, the last first, then those after it."""
        for number in range(paragraph, -1, -1):
            yield from (a for a in reversed(self.appearances[number]) if number < paragraph or a.first < token)
        for number in range(paragraph, len(self.appearances)):
            yield from (a for a in self.appearances[number] if number > paragraph or a.first >= token)

    def subject(self, paragraph: int, first: int, past: int, reader: Reader) -> Voice | None:
        """Who acts in the sentence that begins at token `first`, named before `past`."""
        if reader.forms[first] in self.lexicon.verbs and reader.forms[first + 1] not in self.words["phrase_end"]:
            phrase = reader.phrase(first + 1, past)
            if phrase and (
                phrase.office or phrase.kind != "person" or (phrase.name and reader.plausible(*phrase.name))
            ):
                return self.meant(phrase, reader, paragraph)
        for appearance in self.appearances[paragraph]:
            if first <= appearance.first < min(past, first + _SUBJECT_WITHIN) and appearance.free:
                voice = appearance.voice or self.meant(appearance.phrase, reader, paragraph)
                if voice and (voice.person or appearance.first <= first + 2):
                    return voice
        return None


def _unglued(text: str, form: str, words: Words) -> str:
    """An office or institution without the proclitic of its first word."""
    return text[1:] if form[:1] in "وفلب" and form not in words and form[1:] in words else text


def _bare(form: str) -> str:
    """A word of an office without «و», «لل» and the article, so that «الوزير» is found in «وزير»."""
    form = form[1:] if form.startswith(("وال", "فال", "ولل")) else form
    return form[2:] if form.startswith(("ال", "لل")) and len(form) > 3 else form
