"""Names that stand apart from their office, or after words that are no listed office; whose document it is."""

from dataclasses import replace

from services.extraction.phrases import Phrase, Reader, Span
from services.extraction.tokens import QUOTE

_OFFICE_LINKS = frozenset(("في", "علي", "من", "عن", "الي", "لدي", "سابقا"))
_OFFICE_WITHIN = 14
"""Tokens between the head of an office and the name of its holder."""


class Introductions:
    """Finds the names of one passage's office holders."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.forms = reader.forms
        self.lexicon = reader.lexicon
        self.words = reader.words

    def named_ahead(self, phrase: Phrase, stop: int) -> Phrase:
        """An office with its name after all that it is for: «مدير قسم الطوارئ بالمستشفى الطبيب سالم حداد»."""
        for token in range(phrase.past, min(stop, phrase.past + _OFFICE_WITHIN)):
            form = self.forms[token]
            if self._somebody_elses(token, phrase):
                return replace(phrase, kind="unnamed")
            if self._begins_name(token):
                named = self.reader.phrase(token - self._unknown_given(token), stop)
                if named and named.name and self._closes(named, stop):
                    return replace(named, first=phrase.first, office=Span(phrase.first, named.first))
            if not self._within_office(token):
                break
            if form in self.lexicon.verbs or form in self.lexicon.participles:
                break
        else:
            return self._closing_name(phrase, stop) or phrase
        return phrase

    def _closing_name(self, phrase: Phrase, stop: int) -> Phrase | None:
        """«الخبير في شؤون الطاقة بجامعة داكار إبراهيما سين أن»: unknown words between what closes an office and the
        clause."""
        for first in (stop - 3, stop - 2):
            closed = first >= phrase.past and (self._closed(first - 1) or first in self.reader.pasts)
            bare = not any(self._closed(token) or self.reader.ends_phrase(token) for token in range(first, stop))
            if closed and bare and self.reader.name_end(first, stop) == stop and self.reader.plausible(first, stop):
                office, name = Span(phrase.first, first), Span(first, stop)
                return Phrase(phrase.first, stop, "person", office, name)
        return None

    def _unknown_given(self, token: int) -> bool:
        """«الناشط في حقوق الإنسان عازار أحمد»: a word of a name between the office and a given name."""
        before = token - 1
        noun = self.reader.definite(before) or self.reader.ends_phrase(before) or not self.forms[before].isalpha()
        return not noun and self.reader.definite(before - 1) and self.reader.plausible(before, token)

    def _somebody_elses(self, token: int, phrase: Phrase) -> bool:
        """«عضو في حزب الرئيس فلان»: a further office that belongs to a noun, after an office without the article."""
        bare = phrase.past - phrase.first == 1 and not self.reader.definite(phrase.first)
        noun = token > phrase.past + 1 and self.forms[token - 1] not in _OFFICE_LINKS
        return bare and noun and self.reader.is_office(self.forms[token]) and self.reader.definite(token)

    def _within_office(self, token: int) -> bool:
        """Whether an office may go on with this word: nouns, and «في», «على», «من» before no occasion of speech."""
        form = self.forms[token]
        if form in _OFFICE_LINKS:
            after = self.forms[token + 1]
            return after not in self.words["document"] and after not in self.words["occasion"]
        return form == QUOTE or (form.isalpha() and form not in self.words["phrase_end"])

    def _closes(self, named: Phrase, stop: int) -> bool:
        """Whether a name ends where something else begins: the clause, a comma, a preposition."""
        after = self.forms[named.past]
        return named.past >= stop or not after.isalnum() or after in self.words["phrase_end"]

    def unlisted(self, at: int, stop: int) -> Phrase | None:
        """A name after words that are no listed office: «قالت محافظة البنك المركزي إلفيرا نابيولينا»."""
        if self.reader.given(at) or self.forms[at] in self.words["name_part"]:
            return None
        closed = False
        for token in range(at + 1, min(stop, at + _OFFICE_WITHIN)):
            closed = closed or self._closed(token - 1)
            mention, form = self.reader.mentions.get(token), self.forms[token]
            if closed and mention and mention.known.kind == "person" and not mention.proclitic:
                return Phrase(at, mention.past, "person", Span(at, token), Span(token, mention.past), mention.known)
            if closed and self._begins_name(token):
                named = self.reader.phrase(token, stop)
                return replace(named, first=at, office=Span(at, token)) if named and named.name else None
            if closed and form in ("،", ","):
                return self._after_comma(at, token, stop)
            if not self._within_office(token) or form in self.lexicon.verbs:
                return None
        told = self.forms[stop] in self.lexicon.complementisers or self.forms[stop] == ":"
        near = told and self.reader.definite(at + 1) and stop - at <= _OFFICE_WITHIN
        return self._closing_name(Phrase(at, at + 1, "person"), stop) if near else None

    def _after_comma(self, at: int, comma: int, stop: int) -> Phrase | None:
        """«العميل الخاص في مكتب التحقيقات، إد رينولد:»: a full name in its commas."""
        named = self.reader.phrase(comma + 1, stop) if comma + 1 < stop else None
        if named is None or named.name is None or named.kind != "person" or not self.reader.definite(at):
            return None
        after = self.forms[named.past]
        closed = after in ("،", ",", ":") or after in self.lexicon.complementisers
        full = named.known or self.reader.titled(comma + 1, named)
        return replace(named, first=at, office=Span(at, comma)) if closed and full else None

    def _begins_name(self, token: int) -> bool:
        form = self.forms[token]
        titled = form in self.words["honorific"] or form in self.lexicon.ranks
        if form == QUOTE:
            return self.reader.quoted_name(token)
        given = self.reader.given(token) and not (
            self.reader.is_office(form) and self.forms[token + 1] in ("عام", "العام")
        )
        return titled or given or (self.forms[token + 1] in ("بن", "بنت") and form.isalpha())

    def _closed(self, token: int) -> bool:
        """A word that names have not but offices: with the article, or a known place or institution."""
        return self.reader.definite(token) or token in self.reader.mentions

    def owner(self, at: int, stop: int) -> Phrase | None:
        """Whose document it is: the first name, institution or office within the next few tokens."""
        for token in range(at, min(stop, at + 6)):
            mention, form = self.reader.mentions.get(token), self.forms[token]
            if mention and mention.known.kind in ("person", "organisation"):
                return self.reader.phrase(token, stop)
            if token < at + 4 and (self.reader.is_institution(form) or self.reader.is_office(form)):
                return self.reader.phrase(token, stop)
        return None
