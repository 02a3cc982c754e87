"""The subject of a verb of speech: after it, before it, or left out."""

from dataclasses import replace

from services.extraction.clauses import Clauses, Complement
from services.extraction.introductions import Introductions
from services.extraction.phrases import Phrase, Reader, Span
from services.extraction.tokens import QUOTE
from services.lexicon import Verb

_BREAKS = frozenset(("،", ",", "؛", ":", "-", "–"))
_OWN = ("ته", "تها", "تهم")
"""Endings of what the subject has: «كرر مطالبته»."""
_ANTECEDENT = 14
"""Tokens of the longest name with its appositions before «الذي»."""
_BACK = 25
"""Tokens back from a verb within which its subject is looked for."""


class Subjects:
    """Finds the subjects of one passage's verbs of speech."""

    def __init__(self, reader: Reader, clauses: Clauses) -> None:
        self.reader = reader
        self.clauses = clauses
        self.introductions = Introductions(reader)
        self.passage = reader.passage
        self.forms = reader.forms
        self.lexicon = reader.lexicon
        self.words = reader.words
        joined = self.lexicon.joined
        self._auxiliaries = joined["was"] | joined["as_for"]
        self._openings = joined["auxiliary"] | self.words["clause_start"] | joined["as_for"] | {"ومن", "غير", "ان"}
        self._openings |= self.words["went_on"]

    def of(self, token: int, verb: Verb, complement: Complement) -> tuple[Phrase | None, bool]:
        """The subject of the verb at `token`, and whether the verb speaks for it or leaves it out.

        (None, True) is an elided subject; (None, False) means that the clause is no statement of anybody's.
        """
        phrase = (
            self._voiced(token, complement.opener)
            or self._after_auxiliary(token, verb)
            or self._right_before(token, verb)
        )
        if phrase is None:
            phrase = self.after(token, complement.opener)
            if phrase and phrase.past < complement.opener and self._object_follows(phrase, complement, verb):
                return None, False
            detached = complement.opener > token + 1 and complement.form == "clause"
            if phrase is None and verb.judges and detached and not self.is_document(token + 1):
                return None, False
        if phrase and verb.takes == "describe":
            phrase = self._without_object(phrase, token, complement.opener)
        phrase = phrase or self._before(token, verb)
        if phrase is None and (verb.plural or (complement.form == "clause" and not self._may_elide(token, verb))):
            return None, False
        return phrase, True

    def of_act(self, token: int, verb: Verb) -> Phrase | None:
        """The subject of a verb of speech that has no clause: right before it or after it, by office or known name."""
        _, end = self.passage.sentence(token)
        phrase = self._after_auxiliary(token, verb) or self._right_before(token, verb)
        reports = self.forms[token - 1] in self.lexicon.complementisers and self.reports_after(token - 1, verb)
        if phrase is None and (reports or self.starts_clause(token)):
            phrase = self.after(token, end)
        named = phrase is not None and (phrase.known or phrase.office or phrase.name)
        return phrase if named else None

    def scope(self, token: int) -> int:
        """The sentence's start, or the last complementiser before: what stands there belongs to another statement."""
        first, _ = self.passage.sentence(token)
        start = token
        while start > max(first, token - 40) and not self._closes_scope(start - 1):
            start -= 1
        return start

    def _closes_scope(self, token: int) -> bool:
        return self.forms[token] in self.lexicon.complementisers and not self.reports_after(token)

    def reports_after(self, complementiser: int, verb: Verb | None = None) -> bool:
        """«سبق أن قال», «إلا أنه قال», «قبل أن يضيف»: whether the verb after a complementiser is the outlet's own."""
        before = self.forms[complementiser - 1] if complementiser else ""
        if before in ("قبل", "بعد"):
            return verb is not None and (before == "بعد" or verb.continues)
        pronoun = self.forms[complementiser] not in ("ان", "بان")
        return before in self.words["already"] or (pronoun and before in self.words["except"])

    # after the verb

    def after(self, token: int, stop: int) -> Phrase | None:
        """The subject after its verb."""
        at = self._past_asides(token + 1, stop)
        form = self.forms[at] if at < stop else ""
        if not form or form in self.words["respectful"] or self.is_document(at) or self.is_source(at):
            return None
        if form in self.words["document"]:
            return self.introductions.owner(at + 1, stop) or Phrase(at, at + 1, "unnamed")
        phrase = None if self._no_subject(at) else self.reader.phrase(at, stop)
        if phrase and phrase.name and phrase.kind == "person" and not (phrase.office or phrase.known):
            return self.introductions.unlisted(at, stop) or (self._noun(phrase, stop) or phrase)
        if phrase and phrase.office and not phrase.name and phrase.kind == "person":
            return self.introductions.named_ahead(phrase, stop)
        return phrase

    def _without_object(self, phrase: Phrase, token: int, opener: int) -> Phrase | None:
        """«وصف المدرب اللاعب بأنه»: the last definite word of an unknown name is the one described. Somebody who alone
        stands there is described himself («ووصف اللقاء بأنه»), but not in «وصفه الوزير بأنه».
        """
        alone, told = self._described_alone(phrase, opener), self.forms[token].endswith(("ه", "ها", "هم"))
        if alone and not told:
            return None
        name, office = phrase.name, phrase.office
        if name is None and office and office.past - office.first > 1 and self._another_role(office.past - 1):
            return replace(phrase, past=office.past - 1, office=Span(office.first, office.past - 1))
        if phrase.known or name is None or phrase.past != name.past or not self.reader.definite(name.past - 1):
            return phrase
        if name.past - name.first > 1:
            return replace(phrase, past=phrase.past - 1, name=Span(name.first, name.past - 1))
        return replace(phrase, past=phrase.past - 1, name=None) if phrase.office else phrase

    def _noun(self, phrase: Phrase, stop: int) -> Phrase | None:
        """«يعتبر موعد الانتخابات»: an unknown word with another noun right after it is a noun, and nobody named."""
        alone = phrase.past - phrase.first == 1 and not self.reader.given(phrase.first)
        if not alone or phrase.past >= stop or not self.forms[phrase.past].isalpha():
            return None
        after = phrase.past
        glued = self.forms[after][0] == "ل" or self.forms[after].startswith("بال")
        ends = self.reader.ends_phrase(after) or self.reader.plural(after) or glued
        return None if ends else Phrase(phrase.first, phrase.past, "unnamed")

    def _described_alone(self, phrase: Phrase, opener: int) -> bool:
        """Whether one noun phrase and no second one reaches up to «بأنه»."""
        if phrase.past < opener:
            return False
        span = phrase.name or phrase.office
        two = span is not None and span.past - span.first > 1 and not (phrase.known or (phrase.office and phrase.name))
        return not (two and span is not None and self.reader.definite(span.past - 1))

    def _another_role(self, token: int) -> bool:
        return self.reader.definite(token) and self.reader.is_office(self.forms[token])

    def _past_asides(self, at: int, stop: int) -> int:
        """The token after what may stand between verb and subject: «قال أمس لوكالة تاس الوزير», «وحذر كذلك الوزير»."""
        for _ in range(5):
            if at >= stop:
                return stop
            mention, quote = self.reader.mentions.get(at), self.passage.quote_at(at)
            if self.forms[at] in self.words["aside"]:
                at += 1
            elif mention and mention.proclitic == "ل":
                at = mention.past
            elif self._addressee(at):
                at += 1
            elif quote and self.forms[at - 1] == "ل":
                at = quote.last + 1
            else:
                return at
        return at

    def is_source(self, token: int) -> bool:
        """«المصدر»: whoever was cited last."""
        return self.forms[token] in self.words["source"]

    def is_document(self, token: int) -> bool:
        """«البيان», which speaks for whoever spoke last."""
        form = self.forms[token]
        return form.startswith("ال") and form[2:] in self.words["document"] - self.words["figures"]

    def _addressee(self, token: int) -> bool:
        """«لصديقته»: to whom it was said, by the pronoun."""
        written = self.passage.piece(token, token + 1)
        return (
            len(written) > 4
            and written[0] == "ل"
            and written.endswith(("ه", "ها", "هم"))
            and not self.reader.given(token)
        )

    def _no_subject(self, at: int) -> bool:
        form = self.forms[at]
        ends = form in self.words["phrase_end"] and at not in self.reader.mentions and not self.reader.is_ali(at)
        to_me = form == "لي" and (
            self.forms[at + 1] in self.lexicon.complementisers or self.forms[at + 1] in (":", QUOTE)
        )
        return (
            ends
            or to_me
            or (form.endswith(_OWN) and at not in self.reader.mentions)
            or form in self.words["document"]
            or form in self.lexicon.participles
            or form in self.words["masdar"]
        )

    def _object_follows(self, phrase: Phrase, complement: Complement, verb: Verb) -> bool:
        """Whether a noun stands between subject and clause, so that the clause belongs to the noun."""
        if phrase.kind == "unnamed" or phrase.name or complement.form != "clause" or verb.transitive:
            return False
        opener = self.forms[complement.opener]
        if opener in self.words["and_that"] or (verb.judges and opener.startswith("بان") and opener != "بان"):
            return False
        form = self.forms[phrase.past]
        if (
            not form.isalpha()
            or form in self.words["phrase_end"]
            or form in self.lexicon.attributions
            or form in self.lexicon.verbs
            or form[0] in "لب"
        ):
            return False
        return form not in self.words["masdar"] and form not in self.words["opinion"]

    # before the verb

    def _voiced(self, token: int, stop: int) -> Phrase | None:
        """«أعلنت موسكو على لسان سفيرها …»: whose mouth it was."""
        for at in range(token + 1, min(stop, token + 12)):
            if self.forms[at] == "لسان" and self.forms[at - 1] == "علي":
                return self.reader.phrase(at + 1, stop)
        return None

    def _after_auxiliary(self, token: int, verb: Verb) -> Phrase | None:
        """«كان الكرملين قد أعلن», «وكان ماكرون اعتبر», «أما الوزير فقد قال»: the subject between the two."""
        apart = False
        for at in range(token - 2, max(self.scope(token), token - _BACK) - 1, -1):
            of_relative = self.forms[at] in self.words["relative"]
            if self.forms[at + 1] in self.lexicon.verbs and not (of_relative or self.reader.given(at + 1)):
                return None
            apart = apart or self.forms[at + 1] in _BREAKS
            if self.forms[at] in self._auxiliaries:
                as_for = self.forms[at] in self.lexicon.joined["as_for"]
                if as_for:
                    return self._from(at + 1, token, True)
                if apart and self.forms[token - 1] not in self.lexicon.joined["auxiliary"]:
                    return None
                return self._from(at + 1, token) or self._somebody(at + 1, token, verb)
        return None

    def _somebody(self, first: int, token: int, verb: Verb) -> Phrase | None:
        """«كان كارتر أكد»: a name that fills the gap; «كانت التوقعات قد رجحت»: a noun, which is nobody named."""
        if verb.joined or self.forms[first] in self.words["phrase_end"] or not self.forms[first].isalpha():
            return None
        past = token - (self.forms[token - 1] in self.lexicon.joined["auxiliary"])
        if self.reader.name_end(first, past) == past and self.reader.plausible(first, past):
            return Phrase(first, past, "person", name=Span(first, past))
        return Phrase(first, token, "unnamed")

    def _right_before(self, token: int, verb: Verb) -> Phrase | None:
        """The subject that ends where the verb begins: «الوزير أبلغ نظيره أن»."""
        first, _ = self.passage.sentence(token)
        if verb.joined or token == first or self.forms[token - 1] in self.words["clause_start"]:
            return None
        word = self.forms[token - 1].isalpha()
        if not verb.transitive and not word:
            return None
        found = self._before(token, verb)
        if found is None:
            return (
                Phrase(token - 1, token, "unnamed") if verb.transitive and word and self._no_adverb(token - 1) else None
            )
        near = found.past == token or verb.transitive
        if near and (found.known or found.office or found.kind == "institution"):
            return found
        return Phrase(found.first, token, "unnamed") if verb.transitive and found.past == token else None

    def _no_adverb(self, token: int) -> bool:
        return (
            self.forms[token] not in self.words["phrase_end"]
            and self.forms[token] not in self.lexicon.joined["auxiliary"]
        )

    def _before(self, token: int, verb: Verb) -> Phrase | None:
        """The subject before its verb: «لافروف قال», «المتحدث، الذي يزور بكين، قال», «الوزير الذي قال»."""
        if verb.joined and not self.forms[token].startswith("ف"):
            return None
        first, _ = self.passage.sentence(token)
        if self.forms[token - 1] in self.words["relative"] and token - 1 > first:
            return self._agreeing(self._antecedent(first, token - 1), token, verb)
        start, opening = self._bound(token, first), self.scope(token)
        found = self._from(start, token)
        if found and verb.female and found.known and found.known.kind == "person" and not found.known.female:
            return None
        if found or start <= opening:
            return found
        return self._from(opening, token) if self._nominal(opening) else None

    def _agreeing(self, phrase: Phrase, token: int, verb: Verb) -> Phrase | None:
        """None where a relative differs in gender from its verb or from who stands before it: «أوباما التي تقول»."""
        feminine = self.forms[token - 1] in ("التي", "والتي")
        masculine = self.forms[token - 1] in ("الذي", "والذي")
        person = phrase.known is not None and phrase.known.kind == "person"
        other = person and phrase.known is not None and phrase.known.female != feminine
        return None if (masculine and verb.female) or (other and (feminine or masculine)) else phrase

    def _bound(self, token: int, first: int) -> int:
        """The token after the last comma, colon, dash or complementiser before `token`."""
        start = token
        while start > first and token - start < _BACK:
            if self.forms[start - 1] in _BREAKS or self.forms[start - 1] in self.lexicon.complementisers:
                break
            if self.passage.inside_quotes(token) and self.forms[start - 1] == QUOTE:
                break
            start -= 1
        return start

    def _from(self, at: int, stop: int, trusted: bool = False) -> Phrase | None:
        """The phrase that begins a clause, after its auxiliaries and conjunctions. An unknown name must be `trusted`,
        or fill the gap before the verb.
        """
        while at < stop and (self.forms[at] in self._openings or self._so(at)):
            at += 1
        if at >= stop or (self._no_subject(at) and at not in self.reader.mentions) or self._figures(at):
            return None
        trusted = trusted or (at > 0 and self.forms[at - 1] in self.words["went_on"])
        phrase = self.reader.phrase(at, stop)
        if phrase is None or (phrase.kind == "place" and phrase.past < stop - 1):
            return None
        if phrase.office and not phrase.name and phrase.kind == "person" and phrase.past < stop:
            return self.introductions.named_ahead(phrase, stop)
        if phrase.known or phrase.office or phrase.beside or phrase.kind != "person":
            return phrase
        return phrase if trusted or self._fills(phrase, stop) else None

    def _figures(self, token: int) -> bool:
        """«فإن الدراسات تشير إلى أن»: nobody's words."""
        form = self.forms[token].removeprefix("ال")
        return form in self.words["figures"] or form.removesuffix("ات") + "ه" in self.words["figures"]

    def _so(self, token: int) -> bool:
        """«ومهما يكن، فإن موسكو ترى أن»: a conjunction, and not «فان» of a Dutch name."""
        return self.passage.piece(token, token + 1) == "فإن"

    def _fills(self, phrase: Phrase, stop: int) -> bool:
        """An unknown name before a verb is trusted only where it fills the gap, and alone only with the article."""
        filled = phrase.past == stop or self.forms[phrase.past] in self.lexicon.joined["auxiliary"]
        if not filled or phrase.name is None:
            return False
        alone = phrase.past == stop and phrase.past - phrase.first == 1 and self.reader.plausible(*phrase.name)
        last_name = phrase.past - phrase.first == 1 and self.reader.definite(phrase.first)
        return alone or last_name or (phrase.past - phrase.first > 1 and self.reader.plausible(*phrase.name))

    def _nominal(self, first: int) -> bool:
        """Whether a clause begins with somebody, or with a conjunction before somebody, and not with a verb."""
        form, mention = self.forms[first], self.reader.mentions.get(first)
        if form in self.lexicon.joined["auxiliary"] or form in self.words["clause_start"]:
            return True
        named = self.reader.given(first) or form in self.words["name_part"]
        return bool(mention and not mention.proclitic) or self.reader.is_office(form) or named

    def _antecedent(self, first: int, past: int) -> Phrase:
        """Whom a relative clause is about; a thing or somebody unknown is unnamed."""
        found: Phrase | None = None
        for at in range(past - 1, max(first, past - _ANTECEDENT) - 1, -1):
            form = self.forms[at]
            heads = form in self.words["office"] or form in self.words["institution"] or self.reader.given(at)
            if at in self.reader.mentions or heads:
                phrase = self.reader.phrase(at, past)
                near = phrase is not None and phrase.past >= past - 1
                if phrase and near and phrase.kind != "unnamed":
                    found = phrase
        if found and found.kind == "institution" and self.forms[past - 1] in ("،", ","):
            found = self._of_body(first, found) or found
        return found or Phrase(past - 1, past, "unnamed")

    def _of_body(self, first: int, body: Phrase) -> Phrase | None:
        """«كارلا مندوزا من جامعة كاليفورنيا، التي قالت»: who is of the institution before a relative."""
        if self.forms[body.first - 1] not in ("من", "في", "لدي"):
            return None
        starts = range(max(first, body.first - _ANTECEDENT), body.first - 1)
        phrases = (self.reader.phrase(at, body.first - 1) for at in starts)
        return next((p for p in phrases if p and p.kind == "person" and p.name and p.past == body.first - 1), None)

    # no subject

    def went_on(self, token: int) -> bool:
        """«ومضى الوزير ليقول»: whether a verb of going on stands before, in the sentence."""
        first, _ = self.passage.sentence(token)
        return not self.words["went_on"].isdisjoint(self.forms[max(first, token - _BACK) : token])

    def starts_clause(self, token: int) -> bool:
        """Whether the verb at `token` opens its clause."""
        first, _ = self.passage.sentence(token)
        verb, before = self.lexicon.verbs.get(self.forms[token]), self.forms[token - 1]
        if token == first or (verb is not None and verb.joined):
            return True
        opening = before in self.words["clause_start"] or before in self.words["side"]
        return before in _BREAKS or before == ".." or opening

    def _may_elide(self, token: int, verb: Verb) -> bool:
        """Whether a verb may go without its subject here; after words that are no name somebody unknown speaks."""
        first, _ = self.passage.sentence(token)
        before = self.forms[token - 1] if token > first else ""
        if (
            verb.joined
            or not before
            or before in self.words["clause_start"]
            or before in self.lexicon.joined["auxiliary"]
        ):
            return True
        outlets = before in self.lexicon.complementisers and self.reports_after(token - 1, verb)
        if self.forms[token + 1] in self.words["inside"] or outlets or verb.to or before in self.words["went_on"]:
            return True
        return not verb.now and (not before.isalnum() or self._after_adverbial(token, first))

    def _after_adverbial(self, token: int, first: int) -> bool:
        """Whether only a fronted adverbial stands before the verb: «وفي المقابل أشار», «من جهته أكد»."""
        form = self.forms[self._bound(token, first)]
        opening = form[1:] if form[:1] == "و" and form[1:] in self.words["phrase_end"] else form
        return opening in self.words["phrase_end"] and opening not in self.words["office"]
