"""Who is named at a place of a paragraph: an office, a name, an institution, with its appositions."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from services.extraction.known import Known, Mention
from services.extraction.lexicon import Lexicon
from services.extraction.names import Names
from services.extraction.tokens import QUOTE, Passage

_LONGEST_OFFICE = 16
_LONGEST_QUOTED_NAME = 6
_DESCRIPTION = 10
"""Tokens between an office and the comma before its name."""
_PLAIN_CONNECTORS = frozenset(("في", "من", "عن", "الي", "علي"))


class Span(NamedTuple):
    """Tokens `first` up to `past`."""

    first: int
    past: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may speak. `office` and `name` are token spans, `beside` that of an office after the name.

    `known` is whom the name or institution names. `past` is the token after the phrase and its appositions;
    `others` are joined to it by «و». An unnamed one («مصدر») is nobody in particular.
    """

    first: int
    past: int
    kind: Literal["person", "institution", "place", "unnamed"]
    office: Span | None = None
    name: Span | None = None
    known: Known | None = None
    others: tuple["Phrase", ...] = ()
    beside: Span | None = None


class Reader(Names):
    """Reads the noun phrases of one passage, given where known names stand in it."""

    def __init__(self, passage: Passage, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        super().__init__(passage, mentions, lexicon)
        self.starts = sorted(self.mentions)

    def phrase(self, at: int, stop: int) -> Phrase | None:
        """The noun phrase that begins at token `at` and ends before `stop`, or None."""
        found = self._simple(at, stop)
        if found is None or found.kind == "unnamed":
            return found
        return self._with_others(self._with_apposition(found, stop), stop)

    def mention_between(self, first: int, past: int) -> Mention | None:
        """The first known name that begins within the tokens."""
        place = bisect_left(self.starts, first)
        return self.mentions[self.starts[place]] if place < len(self.starts) and self.starts[place] < past else None

    def _simple(self, at: int, stop: int) -> Phrase | None:
        start, at = at, self._past_honorifics(at, stop)
        if at >= stop or self.forms[at] in self.words["respectful"]:
            return None
        form, mention = self.forms[at], self.mentions.get(at)
        if form == QUOTE:
            return self._in_quotes(at, stop)
        if mention and mention.past <= stop:
            return self._of_mention(start, mention)
        if form in self.words["unnamed"] and not self.is_office(form):
            return Phrase(start, at + 1, "unnamed")
        if start == at and self.is_office(form):
            return self._office(at, stop)
        institution = start == at and self.is_institution(form)
        return self._institution(at, stop) if institution else self._bare_name(start, at, stop)

    def _bare_name(self, start: int, at: int, stop: int) -> Phrase | None:
        past = self.name_end(at, stop)
        if past == at + 1 and self.definite(at):
            named = self.name_end(past, stop)
            if named - past >= 2 and past not in self.mentions and not self.definite(past):
                return Phrase(start, named, "person", Span(at, past), Span(past, named))
        return Phrase(start, past, "person", name=Span(at, past)) if past > at else None

    def _past_honorifics(self, at: int, stop: int) -> int:
        """The token after «الشيخ», «الدكتور», «د.»."""
        while at < stop and self.forms[at] in self.words["honorific"]:
            at += 2 if self.forms[at + 1] == "." and len(self.forms[at]) == 1 else 1
        return at

    def _in_quotes(self, at: int, stop: int) -> Phrase | None:
        """A name that the page puts in quotation marks: «ذكرت "معاريف" أن»."""
        quote = self.passage.quote_at(at)
        if quote is None or quote.last >= stop or not 1 < quote.last - at <= _LONGEST_QUOTED_NAME:
            return None
        within = self._simple(at + 1, quote.last)
        return replace(within, first=at, past=quote.last + 1) if within else None

    def _of_mention(self, start: int, mention: Mention) -> Phrase:
        span = Span(mention.first, mention.past)
        if mention.known.kind == "person":
            return Phrase(start, mention.past, "person", name=span, known=mention.known)
        kind: Literal["institution", "place"] = "institution" if mention.known.kind == "organisation" else "place"
        return Phrase(start, mention.past, kind, name=span, known=mention.known)

    # offices and institutions

    def _office(self, at: int, stop: int) -> Phrase:
        past, named = self._office_end(at, stop)
        office = Span(at, past)
        mention = self.mentions.get(past) if named else None
        if mention:
            return Phrase(at, mention.past, "person", office, Span(past, mention.past), mention.known)
        if named:
            first = self._past_honorifics(past, stop)
            end = self.name_end(first, stop)
            if end > first:
                return Phrase(at, end, "person", office, Span(first, end))
        described = (
            past - at == 2 and not self.definite(at) and not self.definite(at + 1) and at + 1 not in self.mentions
        )
        if self.forms[at] in self.words["unnamed"] or described:
            return Phrase(at, past, "unnamed")
        return Phrase(at, past, "person", office)

    def _institution(self, at: int, stop: int) -> Phrase:
        past, _ = self._office_end(at, stop)
        past = self._agreeing(at, past)
        mention = self.mention_between(at, past)
        known = mention.known if mention and mention.first == at else None
        return Phrase(at, past, "institution", name=Span(at, past), known=known)

    def _agreeing(self, at: int, past: int) -> int:
        """The end of a phrase whose second word must be an adjective: «الشرطة» takes «الماليزية» and not «المنفذ»."""
        if not (self.definite(at) and past > at + 1 and self.definite(at + 1)) or at in self.mentions:
            return past
        return past if self.forms[at].endswith("ه") == self.forms[at + 1].endswith("ه") else at + 1

    def _office_end(self, at: int, stop: int) -> tuple[int, bool]:
        """The token after an office, and whether a name may follow there.

        «رئيس» opens a chain of nouns («رئيس بلدية ميناء الزهراء») that a definite word or the name of a place or
        institution closes; after that a word without the article belongs to the name.
        """
        closed = self.definite(at) or self.possessed(self.forms[at])
        token, stop = at + 1, min(stop, at + _LONGEST_OFFICE)
        while token < stop:
            form, mention = self.forms[token], self.mentions.get(token)
            if mention and mention.known.kind == "person" and not mention.proclitic.endswith(("ل", "ب", "ك")):
                return token, not mention.proclitic
            if mention and mention.past <= stop:
                token, closed = mention.past, True
            elif form == QUOTE:
                past = self._past_quoted_name(token, stop)
                if not past:
                    return token, False
                token, closed = past, True
            elif form in self.words["honorific"] or (
                self.given(token) and token > at + 1 and not self.definite(token - 1)
            ):
                return token, True
            elif self._opens_again(token, closed):
                token, closed = token + 1, self.definite(token)
            elif self._over(token):
                ahead = self._rank_ahead(token) if form[:1] == "ل" else 0
                return (ahead, True) if ahead else (token, False)
            elif self.definite(token):
                token, closed = token + 1, True
            elif closed and not self._for(token):
                return token, True
            elif closed:
                token, closed = token + 1, False
            else:
                token += 1
        return token, False

    def _for(self, token: int) -> bool:
        """«لنصرة», «لرعاية»: a noun with its preposition, which goes on with an office or institution."""
        return self.forms[token][:1] in "لب" and self.passage.piece(token, token + 1).endswith("ة")

    def _past_quoted_name(self, token: int, stop: int) -> int:
        """The token after a short quotation within an office («رئيس شركة "خضراء"»), or 0."""
        quote = self.passage.quote_at(token)
        return quote.last + 1 if quote and quote.last - token <= _LONGEST_QUOTED_NAME - 1 and quote.last < stop else 0

    def _over(self, token: int) -> bool:
        form = self.forms[token]
        if not form.isalpha() or form in self.words["phrase_end"]:
            return True
        return self.ends_phrase(token) and not form.startswith("لل")

    def _opens_again(self, token: int, closed: bool) -> bool:
        """Whether a further office or body begins: «باسم الحكومة», «ووزير الخارجية», but not the name «أمين حداد»."""
        form = self.forms[token]
        if form in self.words["connector"]:
            return self._connects(token)
        if form in self.words["phrase_end"] or not (self.is_office(form) or self.is_institution(form)):
            return False
        return not closed or form not in self.words["office"] or self.definite(token) or self.definite(token + 1)

    def _connects(self, token: int) -> bool:
        """«باسم» always connects; «في» only before an institution, or where a rank or a name follows its place."""
        form = self.forms[token]
        if form == "لدي":
            return token + 1 in self.mentions
        if form not in _PLAIN_CONNECTORS or self.is_institution(self.forms[token + 1]):
            return True
        return self._rank_ahead(token + 1) > 0 or self._name_after_place(token + 1)

    def _name_after_place(self, token: int) -> bool:
        """A place with a name right after it: «مفوضة حقوق الإنسان في روسيا تاتيانا موسكالكوفا»."""
        place = self.mentions.get(token)
        if place is None or place.known.kind != "place":
            return False
        person = self.mentions.get(place.past)
        if person:
            return person.known.kind == "person" and not person.proclitic
        end = self.name_end(place.past, len(self.passage))
        after = self.forms[end]
        speaks = (
            after in self.lexicon.complementisers or after in self.lexicon.joined["auxiliary"] or after in ("،", ":")
        )
        return end - place.past >= 2 and speaks

    def _rank_ahead(self, token: int) -> int:
        """The rank or honorific soon after, with nothing but nouns between («في قاعدة … الجنرال يوري …»), or 0."""
        for near in range(token, min(token + 6, len(self.passage))):
            form = self.forms[near]
            if near > token and (form in self.words["honorific"] or form in self.lexicon.ranks):
                return near
            if form == QUOTE:
                continue
            if not form.isalpha() or (near > token and self.ends_phrase(near)) or form in self.lexicon.verbs:
                return 0
        return 0

    # appositions

    def _with_apposition(self, found: Phrase, stop: int) -> Phrase:
        """The phrase with what a comma, bracket or dash sets beside it: «بيسكوف، المتحدث باسم الكرملين،»."""
        if found.past >= stop or found.kind != "person":
            return found
        apart = self.forms[found.past] in ("،", ",", "(", "-", "–")
        if not apart and not (found.name and self.is_office(self.forms[found.past])):
            return found if found.name else self._named_later(found, stop)
        at = found.past + apart
        at += self.forms[at] in ("وهو", "وهي")
        beside = self._simple(at, stop) if at < stop else None
        if beside is None or beside.kind != "person" or (not apart and beside.name) or not self._same(found, beside):
            return found
        if found.name:
            return replace(found, past=beside.past, beside=beside.office) if beside.office else found
        return replace(found, past=beside.past, name=beside.name, known=beside.known)

    def _named_later(self, found: Phrase, stop: int) -> Phrase:
        """An office with its name after a description: «الخبير في شؤون الطاقة المقيم في نيروبي، ريتشارد توتاه،»."""
        for token in range(found.past, min(stop, found.past + _DESCRIPTION)):
            if self.comma(token):
                name = self._simple(token + 1, stop) if token + 1 < stop and self.given(token + 1) else None
                closed = name is not None and (
                    self.comma(name.past) or self.forms[name.past] in self.lexicon.complementisers
                )
                return replace(found, past=name.past, name=name.name) if name and name.name and closed else found
            if not self.forms[token].isalpha() or self.forms[token] in self.lexicon.complementisers:
                return found
        return found

    def _same(self, found: Phrase, beside: Phrase) -> bool:
        """Whether the second phrase is about the same person."""
        if found.name:
            return beside.office is not None
        if beside.known or beside.office or self.forms[found.past + 1] in self.words["honorific"]:
            return True
        after = self.forms[beside.past]
        closed = after in ("،", ",", ")", ":", "") or after in self.lexicon.complementisers
        return bool(found.office and beside.name and beside.past - beside.name.first >= 2 and closed)

    def _with_others(self, found: Phrase, stop: int) -> Phrase:
        """The phrase with a second known person joined by «و»: «لافروف وفيدان»."""
        mention = self.mentions.get(found.past)
        if not (found.known and found.past < stop and mention and mention.proclitic == "و"):
            return found
        if mention.known.kind != found.known.kind:
            return found
        return replace(found, past=mention.past, others=(self._of_mention(mention.first, mention),))
