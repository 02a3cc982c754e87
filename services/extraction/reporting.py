"""Whether a verb of speech reports where it stands, and whether the words are the writer's own or nobody's."""

from services.extraction.clauses import Complement
from services.extraction.phrases import Phrase, Reader
from services.extraction.subjects import Subjects
from services.extraction.tokens import QUOTE
from services.lexicon import Verb

_PAIR = 15
"""Tokens between the two of «بين … وبين …»: a preposition twice, and no verb."""

_YOU_AND_I = ("ت\u064f", "ت\u064e")
"""A last letter of the first or second person, where it is vowelled: «فأخبرتُ»."""

_PASSIVE = "\u064f"
"""A damma on the first letters makes a verb passive: «يُتوقع أن»."""


class Reporting:
    """Questions about the finite verbs of one passage."""

    def __init__(self, reader: Reader, subjects: Subjects) -> None:
        self.passage = reader.passage
        self.forms = reader.forms
        self.lexicon = reader.lexicon
        self.words = reader.words
        self.subjects = subjects

    def reports(self, token: int, verb: Verb) -> bool:
        """Whether the verb stands where it reports: not negated, not passive, not within what is said."""
        if self._governed(token, verb) or self._vowelled(token) or (verb.to and not self.subjects.went_on(token)):
            return False
        if verb.opens and self.forms[token].lstrip("وف") in self.forms[max(0, token - _PAIR) : token]:
            return False
        return not verb.opens or self.subjects.starts_clause(token)

    def _governed(self, token: int, verb: Verb) -> bool:
        """Whether the words around take the verb away from the outlet: «لم يقل», «أن يقول», «في وصف», «قال تعالى»."""
        before = self.forms[token - 1] if token else ""
        if before in self.lexicon.complementisers and not self.subjects.reports_after(token - 1, verb):
            return True
        noun = before.removeprefix("و") in self.words["preposition"] and not verb.joined
        negated = before in self.lexicon.joined["negation"] or before in self.words["because"]
        return noun or negated or self.forms[token + 1] in self.words["nobodys"]

    def _vowelled(self, token: int) -> bool:
        """«يُتوقع», «فأخبرتُ»: the passive, the first or second person."""
        written = self.passage.piece(token, token + 1)
        return _PASSIVE in written[:3] or written.endswith(_YOU_AND_I)

    def nobodys(self, token: int, verb: Verb) -> bool:
        """Without a subject «أعتقد» is the writer's own, and «في حادث يعتقد أنه» everybody's."""
        before = self.forms[token - 1]
        of_somebody = before in self.lexicon.complementisers and before.endswith(("ه", "ها"))
        told = of_somebody or before in self.words["pronoun"]
        formula = verb.impersonal and not verb.joined and not told
        return formula or (verb.joins and self._hamza(token, verb))

    def first_person(self, token: int, verb: Verb, phrase: Phrase | None) -> bool:
        """«إذا كان وجوده مفيدا فأعتقد أن»: no unknown name is the subject of a first person."""
        bare = phrase is not None and not (phrase.known or phrase.office)
        return bare and verb.joins and verb.joined and self._hamza(token, verb)

    def _hamza(self, token: int, verb: Verb) -> bool:
        """«أعتقد» for «اعتقد»: the first person, or with a subject a careless spelling."""
        start = self.passage.tokens[token].start + verb.joined
        return self.passage.text[start : start + 1] == "أ"

    def formula(self, token: int) -> bool:
        """«ويذكر أن», «الذي يتوقع أن»: nobody's words."""
        return self.subjects.starts_clause(token) or self.forms[token - 1] in self.words["relative"]

    def noun_before_colon(self, verb: Verb, complement: Complement) -> bool:
        """«عبدالمجيد سعد، طالب جامعي: …»: no verb of a demand, whose words stand in quotation marks."""
        return not verb.joined and (verb.ambiguous or self.forms[complement.first] != QUOTE)

    def preposition(self, token: int, phrase: Phrase) -> bool:
        """«عبر الهاتف»: no verb unless «عن» is next or follows its subject («عبر الوزير عن أمله»)."""
        doubtful = self.forms[token] in self.words["phrase_end"]
        return doubtful and self.forms[max(token + 1, phrase.past if phrase.first > token else 0)] != "عن"
