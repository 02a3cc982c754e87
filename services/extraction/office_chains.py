"""Where an office ends and the name of its holder may begin."""

from services.extraction.names import Names
from services.extraction.tokens import QUOTE

_LONGEST_OFFICE = 16
_SHORTEST_JOINED = 5
_PLAIN_CONNECTORS = frozenset(("في", "من", "عن", "الي", "علي"))
_LONGEST_QUOTED_NAME = 5


class Offices(Names):
    """Offices within one passage: «رئيس بلدية ميناء الزهراء», «المتحدث باسم الكرملين»."""

    def office_end(self, at: int, stop: int) -> tuple[int, bool]:
        """The token after an office, and whether a name may follow there.

        «رئيس» opens a chain of nouns («رئيس بلدية ميناء الزهراء») that a definite word or the name of a place or
        institution closes; after that a word without the article belongs to the name.
        """
        closed = self.definite(at) or self.possessed(self.forms[at])
        token, stop = at + 1, min(stop, at + _LONGEST_OFFICE)
        while token < stop:
            if self.forms[token] in self.words["on_behalf"]:
                return token + 1, token + 1 < stop and not self.definite(token + 1)
            if self._holder(token) and not (token == at + 1 and self._of_another(at)):
                return token, not self.mentions[token].proclitic
            past = self._proper(token, stop)
            if past:
                token, closed = past, True
            elif self._addressed(token) or self._titled(token, at):
                return token, not self._addressed(token)
            else:
                closes = self._noun_closes(token, at, closed)
                if closes is None:
                    return self._after(token)
                token, closed = token + 1, closes
        return token, False

    def _of_another(self, at: int) -> bool:
        """«محامي نافالني»: an office without the article and with nothing else before a name is somebody else's."""
        form = self.forms[at]
        return form in self.words["retainer"] and not self.possessed(form)

    def _holder(self, token: int) -> bool:
        mention = self.mentions.get(token)
        return bool(mention and mention.known.kind == "person" and not mention.proclitic.endswith(("ل", "ب", "ك")))

    def _proper(self, token: int, stop: int) -> int:
        """The token after a known name, a short quotation («رئيس شركة "خضراء"») or a date («حركة 23 مارس»), or 0."""
        mention, quote = self.mentions.get(token), self.passage.quote_at(token)
        if self.forms[token].isdigit() and self.is_institution(self.forms[token - 1]):
            return token + 2
        if mention:
            return 0 if self._addressed(token) or mention.past > stop else mention.past
        if quote and self.names_holder(token):
            return 0
        short = quote is not None and quote.last - token <= _LONGEST_QUOTED_NAME and quote.last < stop
        return quote.last + 1 if quote and short else 0

    def names_holder(self, token: int) -> bool:
        """Whether quotation marks hold a person's name («مدير الجمرك "عصام أنور"») and no institution's."""
        after, kind = self.forms[token + 1], self.is_institution(self.forms[token - 1])
        of_body = kind and not self.definite(token - 1)
        named = self.given(token + 1) or after in self.words["honorific"]
        return (named and not of_body) or (not kind and self.quoted_name(token))

    def _titled(self, token: int, at: int) -> bool:
        """An honorific or a given name, with which the holder's name begins."""
        given = self.given(token) and token > at + 1 and not self.definite(token - 1)
        given = given or self.forms[token + 1] in ("بن", "ابن", "بنت")
        return given or self.forms[token] in self.words["honorific"]

    def _noun_closes(self, token: int, at: int, closed: bool) -> bool | None:
        """Whether the chain of nouns is closed after this one; None where the office does not go on with it."""
        if self._opens_again(token, closed):
            return self.definite(token)
        if closed and (self._and(token) or self._at_place(token)):
            return True
        if self.forms[token] == QUOTE or self._over(token):
            return None
        if self.definite(token):
            return None if self._new_noun(token, at) or self._ministers_object(token, at) else True
        return False if not closed or self._for(token) else None

    def _after(self, token: int) -> tuple[int, bool]:
        """Where an office ends that does not go on with this token; after closed nouns a name may follow."""
        if self.forms[token] == QUOTE:
            return token, False
        if self._over(token):
            ahead = self._rank_ahead(token) if self.forms[token][:1] == "ل" else 0
            return (ahead, True) if ahead else (token, False)
        return token, not self.definite(token)

    def _and(self, token: int) -> bool:
        """«سفير تونس لدى أستراليا ونيوزيلندا»."""
        form = self.forms[token]
        if form[:1] != "و" or len(form) < _SHORTEST_JOINED or self.given(token):
            return False
        noun = self.definite(token) or self.passage.piece(token, token + 1).endswith("ة")
        return noun or token in self.mentions or token in self.pasts

    def _at_place(self, token: int) -> bool:
        """«رئيس لجنة الكتاب ببهران عبدالله حداد»: an unknown place with «ب» before a full name; not «بروين يوسف»."""
        if self.forms[token][:1] != "ب" or self.given(token):
            return False
        named = self.given(token + 1) and self.name_end(token + 1, token + 3) > token + 2
        return named or self.is_office(self.forms[token + 1])

    def _ministers_object(self, token: int, at: int) -> bool:
        """«اعتبر وزير الخارجية الحظر …»: after a ministry only an adjective goes on with its minister."""
        form, before = self.forms[token], self.forms[token - 1]
        ministry = self.forms[token - 2] in self.words["minister"] and self.definite(token - 1)
        adjective = form.endswith(("ي", "ه")) or form in self.words["incumbent"]
        return ministry and before not in self.words["minister"] and not adjective

    def _new_noun(self, token: int, at: int) -> bool:
        """The verb's object, after an adjective of origin: a plural («المجلس الأعلى الليبي الدعوات …»), or a feminine
        where neither that adjective nor the office is («المسؤول الروسي المحادثة …»)."""
        before, feminine = self.forms[token - 1], self.forms[token].endswith("ه")
        if not self.definite(token - 1) or not before.endswith(("ي", "يه")):
            return False
        return self.plural(token) or (feminine and before.endswith("ي") and not self.forms[at].endswith("ه"))

    def _addressed(self, token: int) -> bool:
        """«لإيران:», «لـ«الشراع»:» before a headline's colon: to whom somebody speaks."""
        if self.forms[token][:1] != "ل":
            return False
        mention, quote = self.mentions.get(token), self.passage.quote_at(token + 1)
        past = mention.past if mention else quote.last + 1 if quote else token + 1
        return past < len(self.passage) and self.forms[past] == ":"

    def _for(self, token: int) -> bool:
        """«لنصرة», «لجسر الميناء»: a noun with its preposition, which goes on with an office or institution."""
        if self.forms[token][:1] not in "لب" or self.given(token) or token in self.mentions:
            return False
        governs = self.definite(token + 1) and self.forms[token][:1] == "ل" and len(self.forms[token]) > 3
        opens = self.forms[token][:1] == "ل" or self.is_institution(self.forms[token])
        return governs or (opens and self.passage.piece(token, token + 1).endswith("ة"))

    def _over(self, token: int) -> bool:
        form = self.forms[token]
        if not form.isalpha() or form in self.words["phrase_end"]:
            return True
        return self.ends_phrase(token) and (token in self.pasts or not form.startswith("لل"))

    def _opens_again(self, token: int, closed: bool) -> bool:
        """Whether a further office or body begins: «باسم الحكومة», «ووزير الخارجية», but not the name «أمين حداد»."""
        form = self.forms[token]
        if form in self.words["connector"]:
            return self._connects(token)
        if form in self.words["phrase_end"] or not (self.is_office(form) or self.is_institution(form)):
            return False
        after = self.forms[token + 1]
        if closed and self.given(token) and self.definite(token + 1) and after.endswith("ي"):
            return False
        heads = self.definite(token) or self.definite(token + 1) or self.is_institution(after) or self.is_office(after)
        return not closed or form not in self.words["office"] or heads

    def _connects(self, token: int) -> bool:
        """«باسم» always connects; «في» only before an institution, or where a rank or a name follows its place."""
        form = self.forms[token]
        if form == "لدي":
            return token + 1 in self.mentions or self.is_office(self.forms[token + 1])
        if self.forms[token + 1] in self.words["name_part"] and form == "باسم":
            return token + 1 in self.mentions
        if self.forms[token + 1] in self.lexicon.complementisers:
            return False
        if form in ("علي", "عن") and not self.words["overseer"].isdisjoint(self.forms[max(0, token - 2) : token]):
            return True
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
        if self.forms[token] in self.lexicon.complementisers:
            return 0
        for near in range(token, min(token + 6, len(self.passage))):
            form = self.forms[near]
            if near > token and (form in self.words["honorific"] or form in self.lexicon.ranks):
                return near
            if form == QUOTE:
                continue
            if not form.isalpha() or (near > token and self.ends_phrase(near)) or form in self.lexicon.verbs:
                return 0
        return 0
