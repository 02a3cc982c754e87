"""The people and institutions of a story, and where they appear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.extraction.names import consonants
from services.extraction.phrases import Phrase, Reader, Span
from services.extraction.tokens import Passage
from services.languages import Language
from services.lexicon import Known, Words

_GLUED = ("ل", "ب", "ك")
_FOREIGN = (
    "وف",
    "وفا",
    "يف",
    "يفا",
    "فيتش",
    "سكي",
    "نكو",
    "شفيلي",
    "ين",
    "ينا",
    "اين",
    "بيرغ",
    "بيرج",
    "مان",
    "سون",
    "غتون",
    "جتون",
)
"""Endings of foreign family names, whose vowels each page writes as it likes; Arabic names differ by them."""
_SHORTEST_SOUND = 3
"""Consonants that tell a family name."""
_LEADS = frozenset(("عن", "مع", "برياسه", "بقياده", "بحضور"))
"""What a person's name stands after, and a common noun seldom."""


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


Speaking = Mapping[int, Phrase]
"""First token -> the phrase that begins there and names who speaks."""


class Cast:
    """The voices of one story in the order of their appearances."""

    def __init__(self, readers: Sequence[Reader], language: Language, speaking: Sequence[Speaking] = ()) -> None:
        """`speaking` are the people whom verbs of speech name in each passage: their grammar tells them for names."""
        self.language = language
        self.lexicon = language.lexicon()
        self.words = self.lexicon.words
        self.by_known: dict[str, Voice] = {}
        self.by_word: dict[str, list[Voice]] = {}
        self.by_sound: dict[str, list[Voice]] = {}
        self.appearances = [
            self._read(number, reader, speaking[number] if speaking else {}) for number, reader in enumerate(readers)
        ]

    def _read(self, number: int, reader: Reader, speaking: Speaking) -> list[Appearance]:
        found: list[Appearance] = []
        at = 0
        while at < len(reader.passage):
            phrase = speaking.get(at) or self._phrase(reader, at)
            if phrase:
                voice = self.voice(phrase, reader.passage)
                found.append(Appearance(number, phrase.first, phrase, voice, self._free(phrase, reader)))
            at = max(phrase.past if phrase else 0, at + 1)
        return found

    def _phrase(self, reader: Reader, at: int) -> Phrase | None:
        """A phrase worth remembering: a known name, an office, a new full name, an institution of two words or more."""
        form = reader.forms[at]
        if at not in reader.mentions and form not in self.lexicon.openers:
            return (self._last_name(reader, at) if form in self.by_word else None) or self._apposed(reader, at)
        phrase = reader.phrase(at, reader.passage.sentence(at)[1])
        if phrase is None or phrase.kind in ("unnamed", "place") or self._adjective(phrase, reader):
            return None
        if phrase.known or (phrase.kind == "institution" and phrase.past - phrase.first > 1):
            return phrase
        if phrase.name is None or phrase.kind == "institution":
            alone = phrase.past - phrase.first == 1
            return phrase if phrase.office and (not alone or self._somebody(phrase.first, reader)) else None
        if phrase.office is None and self._namesake(phrase, reader):
            return None
        full = phrase.name.past - phrase.name.first >= 2
        return phrase if full or reader.forms[phrase.name.past - 1] in self.by_word else None

    def _apposed(self, reader: Reader, at: int) -> Phrase | None:
        """«أعلنت ويندي شيرمان، وكيلة وزير الخارجية»: two unknown words after a verb of speech or at the start, which an
        office beside them tells for a name."""
        past = at + 2
        if past >= len(reader.passage):
            return None
        office = past + reader.comma(past)
        plain = office == past and reader.forms[office] not in self.words["office"]
        if plain or not reader.is_office(reader.forms[office]) or not self._may_name(reader, at, office):
            return None
        beside = reader.phrase(office, reader.passage.sentence(at)[1])
        span = beside.office if beside and not beside.name else None
        if span is None or span.past - span.first < 2 or (office == past and reader.definite(office)):
            return None
        return Phrase(at, span.past, "person", name=Span(at, past), beside=span)

    def _may_name(self, reader: Reader, at: int, office: int) -> bool:
        """Whether the two words at `at` stand where a name does, and are no nouns that pages write elsewhere too."""
        before, words = reader.forms[at - 1] if at > reader.passage.sentence(at)[0] else "", self.words
        led = before in self.lexicon.verbs or before in _LEADS
        apart = not before or before in self.lexicon.complementisers or before[0] in "يت"
        if not led and (office == at + 2 or not apart):
            return False
        kinds = ("document", "unnamed", "institution", "opinion", "phrase_end", "source")
        return (
            not any(reader.forms[token] in words[kind] for token in (at, at + 1) for kind in kinds)
            and not any(reader.forms[token] in self.lexicon.cues or token in reader.mentions for token in (at, at + 1))
            and not (reader.definite(at) or reader.is_office(reader.forms[at]))
            and reader.forms[at + 1][0] not in ("و" if office > at + 2 else "بلو")
            and reader.name_end(at, at + 2) == at + 2
            and reader.plausible(at, at + 2)
        )

    def _somebody(self, token: int, reader: Reader) -> bool:
        """«المدير», «مديره», «متحدث», but not «تحسن كبير»."""
        form = reader.forms[token]
        return reader.definite(token) or reader.possessed(form) or form in self.words["spokesman"]

    def _adjective(self, phrase: Phrase, reader: Reader) -> bool:
        """«المؤتمر الصحفي»: an adjective that is an office elsewhere."""
        at = phrase.first
        return (
            phrase.name is None
            and at > 0
            and reader.definite(at)
            and reader.definite(at - 1)
            and not reader.is_office(reader.forms[at - 1])
        )

    def _last_name(self, reader: Reader, at: int) -> Phrase | None:
        """The last name of somebody whom the page has named in full."""
        form = reader.forms[at]
        if (
            len(form) < 3
            or reader.ends_phrase(at)
            or not any(voice.person and voice.words[-1] == form for voice in self.by_word[form])
        ):
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
        before = reader.forms[phrase.first - 1].removeprefix("و") if phrase.first else ""
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
                and (words_of := frozenset(bare(form) for form in passage.forms[slice(*office)])) not in voice.offices
            ):
                voice.offices.append(words_of)
        if voice.female is None and phrase.kind == "person":
            voice.female = self._gender(phrase, words, passage)
        return voice

    def namesake(self, phrase: Phrase, passage: Passage) -> Voice:
        """A woman with the last name of a known man: of the story, else new."""
        words = tuple(form for form in passage.forms[slice(*phrase.name or (0, 0))] if form.isalnum())
        same = (voice for voice in self.by_word.get(words[-1], ()) if voice.person and voice.female is not False)
        return next(same, None) or Voice(passage.piece(*phrase.name or (0, 0)), words, female=True)

    def voice_of(self, known: Known) -> Voice:
        """The voice of a known person or institution."""
        if known.name not in self.by_known:
            words, person = tuple(self.language.matching(known.name).split()), known.kind == "person"
            female = known.female if person else words[0].endswith("ه") or None
            self._add(Voice(known.name, words, known, person, female))
        return self.by_known[known.name]

    def _add(self, voice: Voice) -> Voice:
        if voice.known:
            self.by_known[voice.name] = voice
        for word in dict.fromkeys(voice.words):
            self.by_word.setdefault(word, []).append(voice)
        if voice.person and voice.words[-1].endswith(_FOREIGN):
            self.by_sound.setdefault(consonants(voice.words[-1]), []).append(voice)
        return voice

    def _new(self, phrase: Phrase, words: tuple[str, ...], passage: Passage) -> Voice:
        written = passage.piece(*phrase.name) if phrase.name else ""
        name = unglued(written, words[0], self.words["institution"] | self.words["office"])
        person = phrase.kind == "person"
        return self._add(Voice(name, words, None, person, None if person else words[0].endswith("ه") or None))

    def _find(self, phrase: Phrase, words: tuple[str, ...]) -> Voice | None:
        if phrase.known:
            return self._namesake_of(phrase, words) or self.voice_of(phrase.known)
        same = self.by_word.get(words[-1], []) if words else []
        if phrase.kind != "person":
            return next((voice for voice in same if voice.words == words), None)
        found = next((voice for voice in reversed(same) if voice.person and self._may_mean(words, voice)), None)
        return found or self._by_family_name(phrase, words) or self._by_sound(words)

    def _by_sound(self, words: tuple[str, ...]) -> Voice | None:
        """Somebody whose foreign family name the page has spelled otherwise: «لافرنتيف» and «لافرينتييف»."""
        sound = consonants(words[-1]) if words else ""
        arabic = not words or words[-1] in self.lexicon.men or words[-1] in self.lexicon.women
        if arabic or len(sound) < _SHORTEST_SOUND:
            return None
        for voice in self.by_sound.get(sound, ()):
            if len(words) == 1 or consonants(words[0]) == consonants(voice.words[0]):
                return voice
        return None

    def _may_mean(self, words: tuple[str, ...], voice: Voice) -> bool:
        """Whether words are a part of the voice's name: one alone is a last name, or a given name."""
        first_of_two = len(words) == 1 and len(voice.words) == 2 and words[0] == voice.words[0] and not voice.known
        given = words[0] in self.lexicon.men or words[0] in self.lexicon.women
        return set(words) <= set(voice.words) and (given or not first_of_two or voice.words[1] == words[0])

    def _namesake_of(self, phrase: Phrase, words: tuple[str, ...]) -> Voice | None:
        """Somebody of the page with the last name of a known person whom the page does not name in full."""
        if len(words) != 1 or phrase.kind != "person" or (phrase.known and phrase.known.name in self.by_known):
            return None
        named = self.by_word.get(words[0], ())
        return next(
            (voice for voice in named if voice.person and not voice.known and voice.words[-1] == words[0]), None
        )

    def _by_family_name(self, phrase: Phrase, words: tuple[str, ...]) -> Voice | None:
        """«شكري» of «وأكد شكري التزام بلاده»: somebody whose last name the first word is."""
        if phrase.office or len(words) != 2:
            return None
        named = (voice for voice in self.by_word.get(words[0], ()) if voice.person and voice.words[-1] == words[0])
        return next((voice for voice in named if voice.words[-2:-1] != ("ابو",)), None)

    def _gender(self, phrase: Phrase, words: tuple[str, ...], passage: Passage) -> bool | None:
        """True for a woman: by her title («السيدة»), her office («المتحدثة»), else by her given name."""
        title = passage.forms[phrase.first : phrase.name.first if phrase.name else phrase.past]
        if not self.words["lady"].isdisjoint(title):
            return True
        office = phrase.office or phrase.beside
        form = passage.forms[office.first] if office else ""
        listed = form in self.words["office"] or form[1:] in self.words["office"]
        if listed and (form.endswith("ه") or form.removeprefix("ال") not in self.words["of_both"]):
            return form.endswith("ه")
        if words[0] in self.lexicon.women:
            return True
        return False if words[0] in self.lexicon.men else None


def unglued(text: str, form: str, words: Words) -> str:
    """An office or institution without the proclitic of its first word."""
    return text[1:] if form[:1] in "وفلب" and form not in words and form[1:] in words else text


def bare(form: str) -> str:
    """A word of an office without «و», «لل» and the article, so that «الوزير» is found in «وزير»."""
    form = form[1:] if form.startswith(("وال", "فال", "ولل")) else form
    return form[2:] if form.startswith(("ال", "لل")) and len(form) > 3 else form
