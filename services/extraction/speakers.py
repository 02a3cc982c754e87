"""Who made each claim of a story: what is named, what a role means, and who is meant where no subject stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.extraction.cast import Cast, Voice
from services.extraction.claims import Claim
from services.extraction.phrases import Reader

_BACK = 4
"""Speakers back within which one of the verb's gender is looked for."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its speakers. `sure` is the chance that words and speaker are right."""

    claim: Claim
    voices: tuple[Voice, ...]
    sure: float


class Listener:
    """Goes through a story's claims in order and remembers who spoke."""

    def __init__(self, cast: Cast, readers: Sequence[Reader]) -> None:
        self.cast = cast
        self.readers = readers
        self.spoke: list[Voice] = []
        self.last: Voice | None = None
        self.place = (-1, -1)

    def tell(self, paragraph: int, claims: Sequence[Claim]) -> list[Told]:
        """The paragraph's claims that somebody in particular made, in the order of their cues."""
        told: list[Told] = []
        for claim in sorted(claims, key=lambda claim: (claim.cue, claim.said.first)):
            voices, sure = self._voices(paragraph, claim, told, claims)
            own = not _nested(claim, claims)
            if voices:
                told.append(Told(claim, voices, round(claim.sure * sure, 2)))
                if own:
                    self._remember(voices[0], (paragraph, claim.cue))
            elif own and claim.subject == "named":
                self.last = None
        return told

    def _remember(self, voice: Voice, place: tuple[int, int]) -> None:
        self.last = self.cast.heard = voice
        self.spoke.append(voice)
        self.place = place

    def _voices(
        self, paragraph: int, claim: Claim, told: list[Told], claims: Sequence[Claim]
    ) -> tuple[tuple[Voice, ...], float]:
        if claim.phrase:
            reader = self.readers[paragraph]
            voices = (self.cast.meant(phrase, reader, paragraph) for phrase in (claim.phrase, *claim.phrase.others))
            return tuple(voice for voice in voices if voice), 1.0 if claim.phrase.known else 0.97
        voice, sure = self._unnamed(paragraph, claim, told, claims)
        return ((voice,), sure) if voice else ((), 0.0)

    def _unnamed(
        self, paragraph: int, claim: Claim, told: list[Told], claims: Sequence[Claim]
    ) -> tuple[Voice | None, float]:
        """The speaker of a claim that names none: of the sentence's last claim, its subject, or remembered."""
        reader = self.readers[paragraph]
        first, _ = reader.passage.sentence(claim.cue)
        here = [one for one in told if one.claim.cue >= first and not _nested(one.claim, claims)]
        if here:
            return here[-1].voices[0], 0.97
        if any(first <= other.cue < claim.cue and other.phrase for other in claims):
            return None, 0.0
        subject = self.cast.subject(paragraph, first, claim.cue, reader)
        if subject and _agrees(subject, claim):
            return subject, 0.95
        return self._remembered(paragraph, claim)

    def _remembered(self, paragraph: int, claim: Claim) -> tuple[Voice | None, float]:
        acted = None if claim.continues and self.last else self._acted(paragraph, claim)
        if acted and _agrees(acted, claim):
            return acted, 0.85
        if self.last is None:
            return self._anyone(paragraph, claim), 0.6
        if _agrees(self.last, claim):
            return self.last, 0.95
        return next((voice for voice in self.spoke[: -_BACK - 1 : -1] if _agrees(voice, claim)), None), 0.6

    def _acted(self, paragraph: int, claim: Claim) -> Voice | None:
        """The subject of the sentence before, where nobody has spoken since."""
        passage = self.readers[paragraph].passage
        first, _ = passage.sentence(claim.cue)
        if first == 0:
            paragraph -= 1
            if paragraph < 0 or not len(self.readers[paragraph].passage):
                return None
            passage = self.readers[paragraph].passage
            first = len(passage)
        start, end = passage.sentence(first - 1)
        if self.last and self.place >= (paragraph, start):
            return None
        return self.cast.subject(paragraph, start, end, self.readers[paragraph])

    def _anyone(self, paragraph: int, claim: Claim) -> Voice | None:
        """The nearest person named before."""
        for appearance in self.cast.nearest(paragraph, claim.cue):
            if (appearance.paragraph, appearance.first) >= (paragraph, claim.cue):
                return None
            voice = appearance.voice
            if voice and voice.person and _agrees(voice, claim):
                return voice
        return None


def _nested(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the claim's cue stands within what another claim reports."""
    return any(other.said.first <= claim.cue < other.said.past and other.cue < claim.cue for other in claims)


def _agrees(voice: Voice, claim: Claim) -> bool:
    """Whether verb and voice may be of one gender."""
    return claim.female is None or voice.female is None or voice.female == claim.female
