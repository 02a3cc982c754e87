"""What a paragraph reports as said, before it is known who said it.

A claim is a cue with what it governs. Its subject is named beside it, or left out («وأضاف أن»), or that of the
clause that a participle belongs to («مؤكدا أن»); `services.extraction.speakers` finds out who that is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from services.extraction.attribution import Attributions, Source
from services.extraction.chances import Cue
from services.extraction.clauses import Clauses, Complement
from services.extraction.phrases import Phrase, Reader, Span
from services.extraction.reporting import Reporting
from services.extraction.runs import run_end
from services.extraction.subjects import Subjects
from services.extraction.tokens import QUOTE
from services.lexicon import Verb

_SHORT_QUOTE = 3
"""A quotation of fewer words is a name or a scare quote where no cue governs it."""

_HEADLINE_SUBJECT = 12
"""Most tokens of the speaker before a headline's colon."""

_ADDRESSEE = 8
"""Most tokens of whom a headline's speaker speaks to."""

_RECENT = 20
"""Claims back among which one of the same sentence, or a quotation before a bare one, is looked for."""

_MOST = 1_000
"""Claims of one paragraph: more are of no page that people write, and each may look at the 400 tokens after it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens `said` were said. `cue` is the token of the cue, `scope` the tokens beside it that tell when it was said.

    A `heading` is «فلان: …» or «بحسب فلان», whose words may be a topic as well; `plural` needs several speakers or an
    institution; a `silent` claim says nothing itself («ودعا الوزير إلى الصبر»), but whoever goes on («مؤكدا أن») is
    its subject; a `personal` one is somebody's and no institution's («وأكد معاليه أن»); a `view` is a body's in the
    present («واشنطن ترى أن»), and within another's words it is theirs.
    `by` is the kind of its cue, by which its chance to be right is known.
    """

    said: Span
    direct: bool
    cue: int
    subject: Literal["named", "elided", "governing", "source"]
    scope: Span
    phrase: Phrase | None = None
    via: Phrase | None = None
    female: bool | None = None
    continues: bool = False
    by: Cue = "verb"
    heading: bool = False
    plural: bool = False
    silent: bool = False
    view: bool = False
    personal: bool = False


def claims(reader: Reader) -> list[Claim]:
    """All claims of a passage, by where their words begin."""
    return _Finder(reader).claims()


def speaking(made: Sequence[Claim], reader: Reader) -> dict[int, Phrase]:
    """Where claims name a person whom no list knows: first token -> the phrase."""
    phrases = (claim.phrase for claim in made if claim.phrase and not (claim.heading or claim.silent))
    return {
        phrase.first: phrase
        for phrase in phrases
        if phrase.kind == "person" and phrase.name and not phrase.known and reader.plausible(*phrase.name)
        if reader.forms[phrase.first - 1] not in reader.words["name_part"] and not reader.mention_between(*phrase.name)
    }


class _Finder:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.passage = reader.passage
        self.forms = reader.forms
        self.lexicon = reader.lexicon
        self.words = reader.words
        named = frozenset(token for m in reader.mentions.values() for token in range(m.first, m.past))
        self.clauses = Clauses(reader.passage, reader.lexicon, named)
        self.subjects = Subjects(reader, self.clauses)
        self.attributions = Attributions(reader, self.clauses, self.subjects)
        self.reporting = Reporting(reader, self.subjects)

    def claims(self) -> list[Claim]:
        found: list[Claim] = []
        taken: set[int] = set()
        for rule in (self._at, self._bare_quote):
            for token in range(len(self.passage)):
                if len(found) >= _MOST:
                    break
                for claim in rule(token, found):
                    if claim.silent:
                        found.append(claim)
                    elif claim.said.first not in taken and claim.said.past > claim.said.first:
                        taken.add(claim.said.first)
                        found += self._parts(claim)
        return sorted(found, key=lambda claim: (claim.said.first, claim.cue))

    def _parts(self, claim: Claim) -> Iterator[Claim]:
        """«قال إن …، وأن …»: each clause that a comma and a complementiser set apart is a statement of its own."""
        if claim.direct:
            yield claim
            yield from self._after_quote(claim)
            return
        for first, past in self.clauses.conjoined(*claim.said):
            yield replace(claim, said=Span(first, past))

    def _after_quote(self, claim: Claim) -> Iterator[Claim]:
        """«قال إن «…»، وإن …»: what goes on after the words in quotation marks."""
        quoted = self.passage.quoted_in[claim.said.first]
        closing = self.passage.quotes[quoted].last if quoted >= 0 else len(self.passage)
        opener = closing + 1 + (self.forms[min(closing + 1, len(self.passage))] in ("،", ","))
        if opener + 1 < len(self.passage) and self.forms[opener] in self.words["and_that"]:
            said, direct = self._said(Complement(opener, opener + 1, "clause"))
            yield from self._parts(replace(claim, said=said, direct=direct))

    def _at(self, token: int, found: list[Claim]) -> Iterator[Claim]:
        form = self.forms[token]
        if token == 0:
            yield from self._headline()
        if form == QUOTE:
            yield from self._quoted_headline(token)
        if form not in self.lexicon.cues:
            return
        if self.passage.inside_quotes(token):
            yield from self._quoted(token)
            return
        if form in self.lexicon.verbs:
            yield from self._verb(token, self.lexicon.verbs[form])
        elif form in self.lexicon.participles:
            yield from self._participle(token)
        elif form in self.lexicon.joined["masdar"]:
            yield from self._masdar(token)
        elif form in self.words["by_saying"]:
            yield from self._by_saying(token)
        if form in self.lexicon.attributions or form in self.lexicon.attribution_verbs:
            yield from self._attribution(token, found)

    # what was said

    def _said(self, complement: Complement) -> tuple[Span, bool]:
        """The words that a complement spans, and whether all of them stand within quotation marks."""
        first = complement.first
        if complement.form == "colon" and self.forms[first] == "ان" and first + 1 < len(self.passage):
            first += 1
        quote = self.passage.quote_at(first)
        if quote and (complement.form != "clause" or self._whole(quote.last)):
            return self._inner(quote.first, quote.last), True
        past = self.clauses.end(first)
        if quote and quote.last == past - 1:
            return self._inner(quote.first, quote.last), True
        return Span(first, run_end(self.reader, first, past) if complement.form == "colon" else past), False

    def _inner(self, opening: int, closing: int) -> Span:
        """The words within the marks, without a leading «إن» of reported speech and the last stop."""
        first = opening + 1
        past = self.clauses.trimmed(first, min(closing, len(self.passage)))
        if past > first + 1 and self.forms[first] == "ان":
            first += 1
        return Span(first, past)

    def _whole(self, closing: int) -> bool:
        """Whether a clause ends with the quotation that it began with."""
        after = self.forms[closing + 1] if closing + 1 < len(self.passage) else ""
        if not after or not after[0].isalnum():
            return True
        return after in self.lexicon.participles or after in self.lexicon.attributions

    # finite verbs

    def _verb(self, token: int, verb: Verb) -> Iterator[Claim]:
        if not self.reporting.reports(token, verb):
            return
        if verb.takes in ("relay", "document"):
            yield from self._relayed(token, verb)
            return
        complement = self.clauses.complement(token, verb.preposition, verb.takes)
        if complement is None:
            yield from [*self._quote_before(token, verb)] or self._act(token, verb)
            return
        noun = verb.takes == complement.form == "colon" and self.reporting.noun_before_colon(verb, complement)
        at_once = complement == (token + 1, token + 2, "clause")
        if not (noun or (verb.impersonal and at_once and self.reporting.formula(token))):
            yield from self._with_subject(token, verb, complement)

    def _quoted(self, token: int) -> Iterator[Claim]:
        """«الرئيس بوتين قال إنه مستعد» within a quotation: of a known name or an office, and of nobody unnamed."""
        verb = self.lexicon.verbs.get(self.forms[token])
        if verb is None or verb.takes != "clause" or verb.continues or verb.opens:
            return
        if not self.reporting.reports(token, verb):
            return
        mark = self.passage.quotes[self.passage.quoted_in[token]]
        complement = self.clauses.complement(token, verb.preposition, verb.takes)
        if complement is None or complement.form != "clause" or complement.first >= min(mark.last, len(self.passage)):
            return
        phrase, _ = self.subjects.of(token, verb, complement)
        if phrase and phrase.first > mark.first and (phrase.known or (phrase.office and phrase.kind == "person")):
            past = self.clauses.within(complement.first, min(mark.last, len(self.passage)))
            said, scope = Span(complement.first, past), Span(token, complement.opener)
            yield Claim(said, False, token, "named", scope, phrase, female=verb.female)

    def _with_subject(self, token: int, verb: Verb, complement: Complement) -> Iterator[Claim]:
        phrase, speaks = self.subjects.of(token, verb, complement)
        if (
            not speaks
            or (phrase is None and self.reporting.nobodys(token, verb))
            or self.reporting.first_person(token, verb, phrase)
        ):
            return
        said, direct = self._said(complement)
        elided: Literal["elided", "source"] = "source" if self.subjects.is_source(token + 1) else "elided"
        yield Claim(
            said,
            direct,
            token,
            "named" if phrase else elided,
            Span(self.subjects.scope(token), complement.opener),
            phrase,
            self._via(phrase.past if phrase else token + 1, complement.opener),
            None if self.subjects.is_document(token + 1) else verb.female,
            verb.continues,
            heading=phrase is not None and phrase.first < token and self._bare(phrase),
            personal=phrase is None and self.forms[token + 1] in self.words["respectful"],
            view=verb.now and phrase is not None and phrase.kind in ("institution", "place"),
        )

    def _bare(self, phrase: Phrase) -> bool:
        """One unknown word before its verb («لكن كينياتا قال»): a name where the story names it elsewhere."""
        before = self.forms[phrase.first - 1] if phrase.first else ""
        led = before in self.lexicon.joined["auxiliary"] or before in self.words["went_on"]
        alone = phrase.kind == "person" and phrase.past - phrase.first == 1 and not led
        return alone and not (phrase.known or phrase.office or self.reader.definite(phrase.first))

    def _act(self, token: int, verb: Verb) -> Iterator[Claim]:
        """«ودعا الوزير إلى الصبر»: speech without a clause."""
        relative = self.forms[token - 1] in self.words["relative"] and self.forms[token - 1] != "ما"
        if verb.takes == "quote" or verb.continues or relative:
            return
        phrase = self.subjects.of_act(token, verb)
        if phrase and not self.reporting.preposition(token, phrase):
            yield Claim(
                Span(token, token), False, token, "named", Span(token, token), phrase, female=verb.female, silent=True
            )

    def _quote_before(self, token: int, verb: Verb) -> Iterator[Claim]:
        """«…»، قال الوزير."""
        at = token
        while at > 0 and self.forms[at - 1] in self.words["filler"]:
            at -= 1
        quote = self.passage.quote_before(at)
        if quote is None or quote.last - quote.first <= _SHORT_QUOTE or verb.joined:
            return
        if self.reader.given(quote.first + 1) and at == quote.last + 1:
            return
        _, end = self.passage.sentence(token)
        phrase = self.subjects.after(token, end)
        after = self.forms[token + 1]
        if phrase or after in self.words["phrase_end"] or after in (".", "", "،"):
            scope = Span(token, min(end, token + 12))
            subject: Literal["named", "elided"] = "named" if phrase else "elided"
            yield Claim(self._inner(*quote), True, token, subject, scope, phrase, female=verb.female)

    # participles and nouns of speech

    def _participle(self, token: int) -> Iterator[Claim]:
        participle = self.lexicon.participles[self.forms[token]]
        complement = self.clauses.complement(token, participle.preposition, participle.takes)
        if complement is None or token == 0 or not self._near(token, complement):
            return
        said, direct = self._said(complement)
        via = self._via(token + 1, complement.opener)
        scope, female = Span(token, complement.opener), None if participle.plural else participle.female
        yield Claim(
            said, direct, token, "governing", scope, via=via, female=female, plural=participle.plural, by="participle"
        )

    def _near(self, token: int, complement: Complement) -> bool:
        """Between a participle and its clause stand only adverbials and nouns of opinion."""
        between = self.forms[token + 1 : complement.opener]
        if between and between[0] in self.words["attention"]:
            return True
        if complement.form != "clause" or len(between) < 2:
            return True
        return between[0] in self.words["phrase_end"] or any(form in self.words["opinion"] for form in between)

    def _masdar(self, token: int) -> Iterator[Claim]:
        """«بالقول إن», «في قوله إن» where no verb of speech has taken the clause; «يمكن القول إن» is the writer's."""
        after, before = self.forms[token + 1], self.forms[token - 1] if token else ""
        if after in ("علي", "الي") and self.forms[token + 2] in self.lexicon.complementisers:
            token, after = token + 1, self.forms[token + 2]
        governed = self.forms[token] != "القول" or before in ("الي", "علي", "عن")
        opens = after in self.lexicon.complementisers or after == ":"
        if governed and opens and token + 2 < len(self.passage):
            said, direct = self._said(Complement(token + 1, token + 2, "colon" if after == ":" else "clause"))
            yield Claim(said, direct, token, "governing", Span(token, token + 1), by="noun")

    def _by_saying(self, token: int) -> Iterator[Claim]:
        """«واستشهدت المجلة بقول الوزير سالم حداد إن»: the noun of speech with its speaker."""
        _, end = self.passage.sentence(token)
        phrase = self.reader.phrase(token + 1, end)
        opener = phrase.past if phrase and phrase.kind in ("person", "institution") else 0
        if opener and opener + 1 < end and self.forms[opener] in self.lexicon.complementisers:
            said, direct = self._said(Complement(opener, opener + 1, "clause"))
            yield Claim(said, direct, token, "named", Span(token, opener), phrase, by="noun")

    # the words of another

    def _relayed(self, token: int, verb: Verb) -> Iterator[Claim]:
        """«نقلت وكالة تاس عن بيسكوف قوله إن», «جاء في بيان الكرملين أن»."""
        complement = self.clauses.complement(token, "", "clause")
        relayed = self.attributions.relayed(token, verb, complement.opener) if complement else None
        if complement and relayed:
            said, direct = self._said(complement)
            scope = Span(self.subjects.scope(token), complement.opener)
            subject: Literal["named", "elided"] = "named" if relayed.source else "elided"
            yield Claim(said, direct, token, subject, scope, relayed.source, relayed.outlet, by="relay")

    def _attribution(self, token: int, found: list[Claim]) -> Iterator[Claim]:
        """«…، بحسب الوزير» and «بحسب الوزير، فإن …»."""
        source = self.attributions.source(token)
        if source is None:
            yield from self._by_pronoun(token, found)
            return
        attributed = self._fronted(source) if source.fronted else self._postposed(token, source, found)
        if attributed:
            scope = Span(token, source.past)
            yield Claim(*attributed, token, "named", scope, source.phrase, by="attribution", heading=source.bare)

    def _fronted(self, source: Source) -> tuple[Span, bool] | None:
        """What is said after «بحسب الوزير، »."""
        if self._speaks_at(source.past):
            return None
        return self._said(Complement(source.past, source.past, "clause"))

    def _postposed(self, token: int, source: Source, found: list[Claim]) -> tuple[Span, bool] | None:
        """What stands before «، بحسب الوزير», where nothing of that sentence is claimed yet."""
        first, _ = self.passage.sentence(token)
        quote = self.attributions.quote_after(source)
        if quote and self.clauses.is_speech(quote):
            return self._inner(*quote), True
        if self.attributions.amid(source, token):
            return None
        recent = (claim for claim in found[-_RECENT:] if not claim.silent)
        if any(claim.said.first >= first or claim.scope.first >= first for claim in recent):
            return None
        past = self.clauses.trimmed(first, token - (self.forms[token - 1] in ("علي", "وذلك")))
        first = self.attributions.begins(first, past)
        if past - first < _SHORT_QUOTE:
            return None
        quote = self.passage.quote_at(first)
        direct = quote is not None and quote.last == past - 1
        return (self._inner(*quote) if quote and direct else Span(first, past)), direct

    def _by_pronoun(self, token: int, found: list[Claim]) -> Iterator[Claim]:
        """«ووفقا له، فإن …» and «…، بحسب قوله»: of whoever spoke last."""
        first, end = self.passage.sentence(token)
        past = self.attributions.past_pronoun(token)
        if not past:
            return
        female = self.forms[past - 1].endswith("ها")
        start = self.attributions.fronted(past, end) if token <= first + 1 else 0
        if start and not self._speaks_at(start):
            said, direct = self._said(Complement(start, start, "clause"))
        elif token > first + 1 and not any(form.isalnum() for form in self.forms[past:end]):
            claimed = any(max(claim.said.first, claim.scope.first) >= first for claim in found[-_RECENT:])
            past = self.clauses.trimmed(first, token - (self.forms[token - 1] == "علي"))
            said, direct = Span(first, first if claimed else past), False
        else:
            return
        yield Claim(said, direct, token, "elided", Span(token, past), female=female, by="attribution")

    def _speaks_at(self, token: int) -> bool:
        """«وبحسب الوكالة، فقد أكد الوزير أن»: another speaks than the fronted source."""
        token += self.forms[token] in self.words["verily"]
        verb = self.lexicon.verbs.get(self.forms[token])
        return verb is not None and self.clauses.complement(token, verb.preposition, verb.takes) is not None

    def _via(self, at: int, stop: int) -> Phrase | None:
        """The outlet that the words were said to or carried by: «لوكالة إنترفاكس», «نقلتها وكالة تاس»."""
        while mention := self.reader.mention_between(at, stop):
            if mention.known.outlet:
                return self.reader.phrase(mention.first, stop)
            at = mention.past
        return None

    # speech without a cue word

    def _headline(self) -> Iterator[Claim]:
        """«بيسكوف: …» at the start of a paragraph or title."""
        start = next((at for at, form in enumerate(self.forms) if form not in self.words["lead"]), 0)
        phrase = self.reader.phrase(start, min(len(self.passage), start + _HEADLINE_SUBJECT))
        if phrase is None or phrase.kind not in ("person", "institution"):
            return
        colon = self._past_addressee(phrase.past)
        if self.forms[colon] == ":" and colon + 1 < len(self.passage):
            said, direct = self._said(Complement(colon, colon + 1, "colon"))
            yield Claim(said, direct, start, "named", Span(start, colon), phrase, by="headline", heading=True)

    def _quoted_headline(self, token: int) -> Iterator[Claim]:
        """«بيسكوف: …» within a quotation, as papers quote titles: of a known name or an office."""
        quote = self.passage.quote_at(token)
        if quote is None:
            return
        phrase = self.reader.phrase(token + 1, min(quote.last, token + 1 + _HEADLINE_SUBJECT))
        if phrase is None or phrase.first != token + 1 or not (phrase.known or phrase.office):
            return
        past = min(quote.last, len(self.passage))
        if phrase.past + 1 < past and self.forms[phrase.past] == ":":
            said = Span(phrase.past + 1, self.clauses.trimmed(phrase.past + 1, past))
            yield Claim(said, False, token + 1, "named", Span(token, phrase.past), phrase, by="headline", heading=True)

    def _past_addressee(self, token: int) -> int:
        """The token after «لـ«الشراع»» or «لإيران», to whom it was said."""
        mention = self.reader.mentions.get(token)
        if self.forms[token][:1] != "ل" or (mention and not mention.proclitic):
            return token
        stop = min(len(self.passage), token + _ADDRESSEE)
        return next((at for at in range(token, stop) if self.forms[at] == ":"), token)

    def _bare_quote(self, token: int, found: list[Claim]) -> Iterator[Claim]:
        """A quotation that is a sentence of its own right after another, or that fills its paragraph."""
        quote = self.passage.quote_at(token) if self.forms[token] == QUOTE else None
        if quote is None or quote.last - quote.first <= _SHORT_QUOTE:
            return
        first, end = self.passage.sentence(token)
        past = self.clauses.trimmed(token, end)
        whole = token == first and past in (quote.last + 1, quote.last, len(self.passage))
        if whole and (token == 0 or any(claim.direct for claim in found[-_RECENT:])):
            yield Claim(self._inner(*quote), True, token, "elided", Span(token, token), continues=True, by="quote")
