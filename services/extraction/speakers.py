"""Who made each claim of a story: what is named, what a role means, and who is meant where no subject stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice

from services.extraction.cast import Voice
from services.extraction.chances import Who, chance
from services.extraction.claims import Claim
from services.extraction.phrases import Reader
from services.extraction.roles import NEAR, Roles

_TOGETHER = 0.85
"""The chance that «الجانبان» are the two found."""
_USUAL = 0.95
"""The chance of the usual speaker: what a kind's judged share has in it already."""
_MOST = 0.99
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

    def __init__(self, roles: Roles, readers: Sequence[Reader]) -> None:
        self.roles = roles
        self.readers = readers
        self.spoke: list[Voice] = []
        self.last: Voice | None = None
        self.nobody = False
        self.together: tuple[Voice, ...] = ()
        self.place = (-1, -1)
        self.named = (-1, -1)

    def tell(self, paragraph: int, claims: Sequence[Claim]) -> list[Told]:
        """The paragraph's claims that somebody in particular made, in the order of their cues."""
        told: list[Told] = []
        for claim, nested in _by_cue(claims):
            voices, certain = self._voices(paragraph, claim)
            if (claim.silent and not voices) or (nested and (claim.silent or claim.view)):
                continue
            if claim.silent:
                self.together = voices
                self._remember(voices[0], (paragraph, claim.cue))
            elif voices:
                told.append(Told(claim, voices, _sure(claim, certain)))
                if not nested:
                    self.together = voices
                    self._remember(voices[0], (paragraph, claim.cue))
            elif claim.subject == "named" and not nested:
                self.last, self.nobody = None, True
            if claim.phrase:
                self.named = (paragraph, claim.cue)
        return told

    def _remember(self, voice: Voice, place: tuple[int, int]) -> None:
        self.last = self.roles.heard = voice
        self.nobody = False
        self.spoke.append(voice)
        self.place = place

    def _voices(self, paragraph: int, claim: Claim) -> tuple[tuple[Voice, ...], float]:
        if claim.phrase:
            reader = self.readers[paragraph]
            if claim.heading and not self.roles.somebody(claim.phrase, reader):
                return (), 0.0
            form = reader.forms[claim.phrase.first]
            if reader.is_pair(form):
                return self.roles.pair(form, paragraph, claim.cue), _TOGETHER
            phrases = (claim.phrase, *claim.phrase.others)
            voices = (self.roles.meant(phrase, reader, paragraph, claim.female) for phrase in phrases)
            return tuple(voice for voice in voices if voice), _USUAL
        voice, certain = self._unnamed(paragraph, claim)
        return ((voice,), certain) if voice else ((), 0.0)

    def _unnamed(self, paragraph: int, claim: Claim) -> tuple[Voice | None, float]:
        """The speaker of a claim that names none: of the sentence's last claim, its subject, or remembered."""
        reader = self.readers[paragraph]
        start = (paragraph, reader.passage.sentence(claim.cue)[0])
        if claim.subject == "source":
            return (self.last, 0.9) if self.last and not self.last.person else (None, 0.0)
        if self.last and self.place >= start:
            several = len(self.together) > 1 or not self.last.person
            return (self.last, 0.97) if several or not claim.plural else (None, 0.0)
        if self.named >= start:
            return None, 0.0
        subject = self.roles.subject(paragraph, start[1], claim.cue, reader)
        if subject and _agrees(subject, claim):
            return subject, 0.95
        return self._remembered(paragraph, claim)

    def _remembered(self, paragraph: int, claim: Claim) -> tuple[Voice | None, float]:
        if claim.continues and self.nobody:
            return None, 0.0
        acted = None if claim.continues and self.last else self._acted(paragraph, claim)
        if acted and _agrees(acted, claim):
            return acted, 0.85
        if self.last is None:
            return (None if self.nobody else self._anyone(paragraph, claim)), 0.6
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
        return self.roles.subject(paragraph, start, end, self.readers[paragraph])

    def _anyone(self, paragraph: int, claim: Claim) -> Voice | None:
        """The nearest person named before."""
        for appearance in islice(self.roles.nearest(paragraph, claim.cue), NEAR):
            if (appearance.paragraph, appearance.first) >= (paragraph, claim.cue):
                return None
            voice = appearance.voice
            if voice and voice.person and _agrees(voice, claim):
                return voice
        return None


def _sure(claim: Claim, certain: float) -> float:
    """The chance that words and speaker are right: that of the claim's kind, by how certain its speaker is."""
    who: Who = "remembered" if claim.phrase is None else "known" if claim.phrase.known else "named"
    return round(min(_MOST, chance(claim.by, who) * certain / _USUAL), 2)


def _by_cue(claims: Sequence[Claim]) -> Iterator[tuple[Claim, bool]]:
    """The claims by their cues, each with whether its cue stands within what a claim before it reports."""
    waiting: list[tuple[int, int]] = []
    reach = 0
    for claim in sorted(claims, key=lambda claim: (claim.cue, claim.said.first)):
        while waiting and waiting[0][0] <= claim.cue:
            reach = max(reach, heappop(waiting)[1])
        yield claim, claim.cue < reach
        heappush(waiting, (claim.said.first, claim.said.past))


def _agrees(voice: Voice, claim: Claim) -> bool:
    """Whether verb and voice may be of one gender and number; what goes on may be of an institution's «بيان»."""
    if (claim.plural and voice.person) or (claim.personal and not voice.person):
        return False
    statement = claim.continues and not voice.person
    return statement or claim.female is None or voice.female is None or voice.female == claim.female
