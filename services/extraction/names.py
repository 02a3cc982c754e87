"""Where a person's name ends, and whether unknown words may be one."""

import re
from collections.abc import Sequence

from services.extraction.known import Mention
from services.extraction.nationality import of_nation
from services.extraction.tokens import Passage
from services.extraction.words import Words
from services.languages import Language

_LONGEST_UNKNOWN = 3
"""Most words of a name none of which is a known given name: «كيم جونغ أون»."""
_LONGEST_NAME = 9
_WITH_PRONOUN = 5
"""A longer word in «ها» or «هم» is a noun with its pronoun («عائلتها») and no part of a name («أدهم»)."""
_GLUED_NOUNS = ("بت", "بأ", "بإ", "لت", "لأ", "لإ")
_FOREIGN = ("يا", "وفا", "ينا", "يفا", "كا", "وا")
_VOWELS = str.maketrans("جقتث", "غكطس", "ايوه")
_POSSESSED = ("ها", "هم", "نا", "كم", "ته")
_LONGEST_QUOTED = 5
_BEFORE_PRONOUN = "اتملرعدبفق"
"""Letters before the «ه» of a pronoun («اهتمامه»); foreign names have others («رومينيغه», «غوتزه», «ترابييه»)."""
_CAUSING = re.compile("ا..ا.")
_VERBAL_NOUN = re.compile("ا.ت.ا.|است..ا.|ت..ي.")
_SHORTEST_FAMILY = 4
"""Letters of a family name in «و» and «ي»: «وهبي»."""
_SHORTEST_NOUN = 3
"""Letters of a verb that ends in alif («دعا»); a noun in the accusative has more."""
_FEWEST_CONSONANTS = 2
"""Letters of a given name that tell its spellings: «يوري» has one, and so has «وروى»."""
_COMPOUNDS = ("الدين", "الله")


class Names(Words):
    """Names within one passage, given where known names stand in it."""

    def __init__(self, passage: Passage, mentions: Sequence[Mention], language: Language) -> None:
        super().__init__(passage, language)
        places = {m.past for m in mentions if m.known.kind == "place"}
        self.mentions = {m.first: m for m in mentions if not self._namesake(m) and not self._adjective(m, places)}
        self.pasts = {mention.past for mention in self.mentions.values()}

    def _namesake(self, mention: Mention) -> bool:
        """A known last name after somebody else's given name: «أحمد بوتين»."""
        before = mention.first - 1
        alone = mention.known.kind == "person" and mention.past - mention.first == 1 and not mention.proclitic
        if (
            not alone
            or before < 0
            or not (self.given(before) or self._first_name(before))
            or self._spelled(before) in map(consonants, self.language.matching(mention.known.name).split())
        ):
            return False
        return self.forms[before] not in self.lexicon.cues and not self.ends_phrase(before)

    def _first_name(self, token: int) -> bool:
        """«قالت سيندي ماكين»: an unknown word between a verb of speech and a known last name."""
        said = self.forms[token - 1] in self.lexicon.verbs if token else False
        common = self.definite(token) or self.is_office(self.forms[token]) or self.is_institution(self.forms[token])
        return said and not common and self.forms[token].isalpha() and self.plausible(token, token + 1)

    def _spelled(self, token: int) -> str:
        return consonants(self.forms[token])

    def _adjective(self, mention: Mention, places: set[int]) -> bool:
        """«المدن السعودية», «مدينة جدة السعودية», «قرارا روسيا», «السياسة الخارجية الروسية»: a name as adjective."""
        before = mention.first - 1
        if self.qualifies(mention.first) and mention.past > mention.first + 1:
            return True
        if not mention.known.adjective or mention.proclitic or mention.past > mention.first + 1 or before < 0:
            return False
        if self.ends_phrase(before):
            return False
        if mention.known.adjective == "accusative":
            return self._accusative_noun(before)
        return self.definite(before) or mention.first in places

    def qualifies(self, token: int) -> bool:
        """«السياسة الخارجية», «الشؤون الداخلية»: the short name of a ministry is the adjective of a noun here."""
        noun = token > 0 and self.definite(token - 1) and self.forms[token - 1].endswith(("ه", "ات", "شوون"))
        return noun and self.forms[token] in self.words["foreign"]

    def _accusative_noun(self, token: int) -> bool:
        """A noun without the article («قرارا»), and no participle («متهما روسيا») nor verb («دعا روسيا»)."""
        form = self.forms[token]
        acts = form in self.lexicon.participles or form in self.lexicon.joined["ends"] or form[0] in "مو"
        return form.endswith("ا") and len(form) > _SHORTEST_NOUN and not acts and not self.definite(token)

    def name_end(self, at: int, stop: int) -> int:
        """The token after a person's name that begins at `at`: `at` itself if none does."""
        token, stop = at, min(stop, at + _LONGEST_NAME)
        while token < stop:
            if self.forms[token] == "-" and token > at and self._hyphen(token):
                token += 2
                continue
            if not self._may_be_name(token, at) or (token > at and not self._goes_on(token, at)):
                break
            token += 1
        return token

    def plausible(self, first: int, past: int) -> bool:
        """Whether unknown words may be somebody's name and no common noun («النقاد», «حفارا ضخما», «بداية جيدة»)."""
        forms = self.forms[first:past]
        if any(map(self.given, range(first, past))) or any(form in self.words["name_part"] for form in forms):
            return True
        if len(forms) > _LONGEST_UNKNOWN or any(
            self.passage.piece(t, t + 1).endswith("ة") for t in range(first, past - 1)
        ):
            return False
        if self._noun(first, len(forms) == 1):
            return False
        if len(forms) == 1:
            return not self.definite(first) or self._surname(forms[0])
        construct = len(forms) == 2 and self.definite(past - 1) and not forms[1].endswith("ي")
        if construct or any(map(self._agents, forms)):
            return False
        foreign = any(form.endswith(_FOREIGN) for form in forms)
        accusative = all(form.endswith("ا") for form in forms) and not foreign
        return not (accusative or all(form.endswith("ه") for form in forms))

    def _surname(self, form: str) -> bool:
        """«الكواري»: a word with the article that is a family name by its ending, and of no nation («الليبي»)."""
        return len(form) > 4 and form.endswith("ي") and not of_nation(form, self.language)

    def _noun(self, token: int, alone: bool) -> bool:
        """Whether a word that may begin a name is none by its form: «والبيان», «بداية», «يسعى», «بإعادة», «توقعات»."""
        form, written = self.forms[token], self.passage.piece(token, token + 1)
        verb = not alone and len(form) > 2 and form[0] == "ي" and form[1] not in "اوي"
        glued = self._glued(token)
        plural = form.endswith("ات") and (len(form) > 5 or form[0] in "بل")
        joined = form.startswith("وال") or (form.startswith("فال") and len(form) > _WITH_PRONOUN)
        whose = form.endswith(_POSSESSED) or (written.endswith("ه") and len(form) > 4 and form[-2] in _BEFORE_PRONOUN)
        masdar = self._verbal_noun(token) or (written.startswith("إ") and _CAUSING.fullmatch(form) is not None)
        return (
            (alone and whose)
            or masdar
            or joined
            or written.endswith("ة")
            or verb
            or glued
            or plural
            or self._agents(form)
        )

    def _glued(self, token: int) -> bool:
        """«لتقديم», «بإعادة», «لدول»: a noun with its preposition."""
        form = self.forms[token]
        if len(form) > 3 and self.passage.piece(token, token + 1).startswith(_GLUED_NOUNS):
            return not self.given(token)
        rest = form[1:]
        kinds = ("institution", "unnamed", "region", "phrase_end")
        return form[:1] in "لب" and len(rest) > 2 and any(rest in self.words[kind] for kind in kinds)

    def quoted_name(self, token: int) -> bool:
        """A name in quotation marks before a comma or clause: «عضوة القسم "نورة حداد"، أن»."""
        quote = self.passage.quote_at(token)
        if quote is None or quote.last - token > _LONGEST_QUOTED or quote.last - token < 2:
            return False
        after = self.forms[quote.last + 1] if quote.last < len(self.passage) else ""
        closed = after in ("،", ",", ":") or after in self.lexicon.complementisers
        words = quote.last - token > 2 and all(form.isalpha() for form in self.forms[token + 1 : quote.last])
        return closed and words and not self.definite(token + 1) and not self._noun(token + 1, alone=False)

    def _agents(self, form: str) -> bool:
        """Several people by their trade: «أمنيون», «مختصين», but not «موريسون»."""
        participle = form.startswith("م") and len(form) > 5 and form[1] not in "اوي"
        two = len(form) > 6 and form.endswith("يان") and not form.startswith("ال")
        return two or (participle and form.endswith(("ون", "ين"))) or (len(form) > 5 and form.endswith(("يون", "ويين")))

    def _may_be_name(self, token: int, at: int) -> bool:
        form = self.forms[token]
        after_given = token == at + 1 and self.given(at)
        if not form.isalpha() or self._ended(token, at) or self._common_word(token, at):
            return False
        if token == at and (form == "ال" or self._glued(token)):
            return False
        if len(form) > _WITH_PRONOUN and form.endswith(("ها", "هم")):
            return False
        theirs = token == at + 1 and not self.given(at) and self._with_pronoun(token)
        if theirs or (token > at and form.endswith("ته") and len(form) > _WITH_PRONOUN):
            return False
        if token > at + 1 and (self._with_pronoun(token) or self._accusative(token, at)):
            return False
        verb = self.lexicon.verbs.get(form)
        return verb is None or self.given(token) or (after_given and (verb.ambiguous or verb.opens))

    def _ended(self, token: int, at: int) -> bool:
        """Whether a noun phrase is over before this word: not before «لا» of «فرانشيسكو لا سالا»."""
        return self.ends_phrase(token) and not (token == at + 1 and self.given(at) and self._article(token))

    def _article(self, token: int) -> bool:
        """«لا» before a name, and not before a verb («لا يمكن»)."""
        after = self.forms[token + 1]
        noun = after.isalpha() and after[0] not in "يتنا" and not self.ends_phrase(token + 1)
        return self.forms[token] == "لا" and token + 1 < len(self.passage) and noun

    def _common_word(self, token: int, at: int) -> bool:
        """A word that is no part of a name, if neither it nor the word before it is a given name («علي أكبر»)."""
        form, after_given = self.forms[token], token == at + 1 and self.given(at)
        if self.given(token):
            return False
        listed = form in self.words["not_before"] or (form in self.words["no_name"] and not after_given)
        return listed or (token > at and (form in self.words["document"] or self._verbal_noun(token)))

    def _verbal_noun(self, token: int) -> bool:
        """«ارتكاب», «استخدام», «تقديم»: an object after the subject's name."""
        return _VERBAL_NOUN.fullmatch(self.forms[token]) is not None and not self.given(token)

    def _accusative(self, token: int, at: int) -> bool:
        """«مروان حمادة موعدا»: an object after an Arabic name of two words; not «باولو نوغيرا باتيستا، …»."""
        form, after = self.forms[token], self.forms[token + 1]
        closed = after in ("،", ":", "(") or after in self.lexicon.complementisers or after in self.words["masdar"]
        return form.endswith("ا") and len(form) > 3 and self.given(at) and not (self.given(token) or closed)

    def _with_pronoun(self, token: int) -> bool:
        """A noun with «ه»: «حرصه», but not «عبد الله»."""
        form = self.forms[token]
        ends = self.passage.piece(token, token + 1).endswith("ه") and len(form) > 3 and form != "الله"
        return ends and not self.given(token) and self.forms[token - 1] not in self.words["name_part"]

    def _hyphen(self, token: int) -> bool:
        """A hyphen within a name: «كانغ كيونغ-وا»."""
        tokens = self.passage.tokens
        within = token + 1 < len(tokens) and tokens[token - 1].end == tokens[token].start
        return within and tokens[token].end == tokens[token + 1].start

    def _goes_on(self, token: int, at: int) -> bool:
        """Whether the name goes on with this token. After a word with the article only «بن» and the like follow."""
        form, before, parts = self.forms[token], self.forms[token - 1], self.words["name_part"]
        if form in self.words["unnamed"] or self._glued(token):
            return False
        if form in parts or before in parts or (before == "العبد" and form == "الله"):
            return True
        if self._another(token) or (token > at + 1 and self._no_third(token, at)):
            return False
        servant = self.forms[token - 2] in parts and token > at + 1
        pilgrim = before in self.words["honorific"] and self.given(token) and self.given(token - 2)
        return not self.definite(token - 1) or before in _COMPOUNDS or servant or pilgrim or self._last_of_two(token)

    def _another(self, token: int) -> bool:
        """A plural, an office, an institution, or a known name other than a place's."""
        form, mention = self.forms[token], self.mentions.get(token)
        closed = not self.forms[token + 1].isalpha() or self.ends_phrase(token + 1)
        if closed and self.given(token - 1) and self.definite(token):
            return mention is not None and mention.known.kind == "organisation"
        known = mention is not None and mention.known.kind != "place" and not self.last_name(token)
        office = self.is_office(form) and not self.given(token)
        return known or self.plural(token) or office or form in self.words["institution"]

    def last_name(self, token: int) -> Mention | None:
        """A known last name after another spelling of its given name: «ألكساندر ياكوفينكو»."""
        mention = self.mentions.get(token)
        if mention is None or mention.known.kind != "person" or mention.past > token + 1 or mention.proclitic:
            return None
        given, *more = self.language.matching(mention.known.name).split()
        before = self.forms[token - 1] if token and more else ""
        told = before == given or len(consonants(before)) >= _FEWEST_CONSONANTS
        return mention if told and consonants(given) == consonants(before) else None

    def _no_third(self, token: int, at: int) -> bool:
        """What may be a second word of a name but no further one: an object, a verb, another clause."""
        return self._heads_chain(token) or self._will(token) or self._joined(token) or not self._family_name(token, at)

    def _family_name(self, token: int, at: int) -> bool:
        """Whether a third word with the article is a family name («كريم نجار النهري») and no object («… المباراة»)."""
        if not self.definite(token) or self.given(token - 1):
            return True
        if any(form in self.words["name_part"] for form in self.forms[at:token]):
            return True
        feminine = self.passage.piece(token, token + 1).endswith("ة")
        over = not self.definite(token + 1) or self.ends_phrase(token + 1)
        closed = self.forms[token + 1] != "." and self.given(at) and over
        return not feminine and (closed or self.forms[token].endswith("ي"))

    def _joined(self, token: int) -> bool:
        """«و» and another word: «سالم حداد وخواء معرفته», but not «ويلسون», «واتسون», «وليد»."""
        form = self.forms[token]
        family = form.endswith("ي") and len(form) >= _SHORTEST_FAMILY and not form.startswith("وال")
        if self.given(token) or len(form) <= 3 or family:
            return False
        return form[:1] == "و" and (form[1] not in "اوي" or (form.startswith("وال") and len(form) > 5))

    def _will(self, token: int) -> bool:
        """A verb of the future: «سيخلف», «ستزور»."""
        form = self.forms[token]
        return len(form) > 4 and form.startswith(("سي", "ست")) and not self.given(token)

    def _last_of_two(self, token: int) -> bool:
        """A second word with the article ends the name: «محمد الصادق المهدي، …»."""
        after = self.forms[token + 1]
        last = not after or (after != "." and not after.isalnum()) or after in self.lexicon.complementisers
        return last and self.definite(token)

    def _heads_chain(self, token: int) -> bool:
        """A third word without the article before one with it is an object («أسلوب بوتين»), unless speech follows."""
        if self.definite(token) or self.is_office(self.forms[token + 1]):
            return False
        follows = token + 1 in self.mentions or (self.definite(token + 1) and not self.ends_phrase(token + 1))
        return follows and self.forms[token + 2] not in self.lexicon.complementisers


def consonants(form: str) -> str:
    """A foreign name without the letters in which its spellings differ: «ديميتري» and «دميتري», «سيرجي» and «سيرغي»."""
    return form.translate(_VOWELS)
