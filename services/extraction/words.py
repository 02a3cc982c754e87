"""What a word of a paragraph is: definite, an office, a kind of institution, a given name, the end of a noun phrase."""

from services.extraction.tokens import Passage
from services.languages import Language

_GLUED = ("بال", "كال", "فال")
_SHORTEST = 6
"""Shorter words that begin like a proclitic with the article are names: «فالون», «بالمر», «كالاس»."""
_PLURALS = ("ين", "ون", "ات")


class Words:
    """Questions about single tokens of one passage."""

    def __init__(self, passage: Passage, language: Language) -> None:
        self.passage = passage
        self.forms = passage.forms
        self.language = language
        self.lexicon = language.lexicon()
        self.words = self.lexicon.words
        self._dotted = "ى" in passage.text

    def definite(self, token: int) -> bool:
        """Whether a word has the article, after a proclitic too; «إلياس» and «ألكسندر» have none."""
        form = self.forms[token]
        glued_name = len(form) < _SHORTEST and form.startswith(_GLUED)
        if len(form) <= 3 or not form.startswith(self.language.articles) or glued_name:
            return False
        return self.passage.text[self.passage.tokens[token].start] not in "أإآ" and not self.given(token)

    def plural(self, token: int) -> bool:
        """A definite plural («الصحفيين»): never a part of a person's name."""
        form = self.forms[token]
        return self.definite(token) and form.endswith(_PLURALS) and form != "الدين"

    def is_office(self, form: str) -> bool:
        """An office, with a proclitic or a pronoun too: «لوزير», «مساعده»."""
        offices = self.words["office"]
        return form in offices or (form[:1] in "وفلب" and form[1:] in offices) or self.possessed(form)

    def is_pair(self, form: str) -> bool:
        """«الجانبان», «الوزيران»: two whom the story has named."""
        return any(form in self.words[kind] for kind in ("pair", "pair_of_states", "pair_of_people"))

    def possessed(self, form: str) -> bool:
        """An office with a pronoun: «مساعده»."""
        offices = self.words["office"]
        return (
            form not in offices and not form.startswith("ال") and form.removesuffix("ها").removesuffix("ه") in offices
        )

    def is_institution(self, form: str) -> bool:
        """A kind of institution, with a proclitic too."""
        kinds = self.words["institution"]
        return form in kinds or (form[:1] in "وفلب" and form[1:] in kinds)

    def given(self, token: int) -> bool:
        """Whether a word is a given name."""
        form = self.forms[token]
        hope = form in self.words["opinion"] and token > 0 and self.forms[token - 1] in ("علي", "عن")
        return not hope and (form in self.lexicon.men or form in self.lexicon.women)

    def is_ali(self, token: int) -> bool:
        """The name «علي»: by its neighbours, or on a page that writes the preposition «على»."""
        at = self.passage.tokens[token]
        if at.form != "علي" or self.passage.text[at.end - 1] != "ي":
            return False
        before = self.forms[token - 1] if token else ""
        named = (
            self.forms[token + 1] in ("بن", "اكبر", "اصغر")
            or before in self.words["honorific"]
            or (token > 0 and self.given(token - 1))
        )
        return self._dotted or named

    def comma(self, token: int) -> bool:
        return self.forms[token] in ("،", ",")

    def ends_phrase(self, token: int) -> bool:
        """Whether a noun phrase is over before this word: a preposition, a relative, an adverb, a participle …"""
        form, words = self.forms[token], self.words
        if self.is_ali(token):
            return False
        if self.passage.piece(token, token + 1) == "فإن":
            return True
        if form[:1] == "و" and len(form) > 2 and form[1:] in words["phrase_end"] and not self.given(token):
            return True
        if form in words["phrase_end"] or form in self.lexicon.complementisers or form in self.lexicon.participles:
            return True
        if (
            form in words["masdar"]
            or form in words["clause_start"]
            or form in self.lexicon.joined["ends"]
            or form in self.lexicon.attributions
        ):
            return True
        return self._adverbial(token)

    def _adverbial(self, token: int) -> bool:
        """«مؤخراً», «للصحفيين», «لوكالة», «بالقاهرة», «عام 2019»."""
        form = self.forms[token]
        if form in ("عام", "العام"):
            after = self.forms[token + 1]
            general = token > 0 and self.is_office(self.forms[token - 1])
            return after.isdigit() or (after in self.words["phrase_end"] and not general)
        if (form[:2] == "لل" and len(form) > 3) or self.passage.piece(token, token + 1).endswith(("اً", "ًا")):
            return True
        rest = form[1:]
        glued = rest in self.words["institution"] or rest in self.words["document"]
        return form[:1] in "بل" and (glued or (len(form) > 5 and rest.startswith("ال")))
