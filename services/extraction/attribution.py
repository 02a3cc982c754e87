"""Sources that stand apart from a verb of speech: «بحسب الوزير», «نقلت وكالة تاس عن», «جاء في بيان الكرملين»."""

from dataclasses import dataclass

from services.extraction.clauses import Clauses
from services.extraction.phrases import Phrase, Reader
from services.extraction.subjects import Subjects
from services.extraction.tokens import QUOTE, Quoted
from services.lexicon import Verb

_DOCUMENT_WITHIN, _DOCUMENT_BEFORE = 8, 12
"""Tokens after «نقل» and before «جاء فيه» within which the document stands."""

_KNOWN_DOCUMENT = 4
"""Tokens between «جاء» and the preposition before a document with the article."""

_AMID = 8
"""Tokens of a source after which a comma may take the clause up again."""
_SHORTEST_CLAUSE = 3
"""Tokens of a clause that may stand between «لكن» and an attribution."""

_FRONTED_WITHIN = 10
"""Tokens between a fronted attribution and the comma after it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who an attribution names, behind a `verb` or alone. `fronted`: its clause begins at `past`, else earlier."""

    phrase: Phrase
    fronted: bool
    past: int
    verb: bool

    @property
    def bare(self) -> bool:
        """Whether the phrase is nothing but words that may be a name; behind a verb they are one."""
        return self.phrase.kind == "person" and not (self.phrase.known or self.phrase.office or self.verb)


@dataclass(frozen=True, slots=True)
class Relayed:
    """Whose words an outlet carries; no source means somebody named before («نقلت عنه»)."""

    source: Phrase | None
    outlet: Phrase | None = None


class Attributions:
    """Finds the sources of one passage."""

    def __init__(self, reader: Reader, clauses: Clauses, subjects: Subjects) -> None:
        self.reader = reader
        self.clauses = clauses
        self.subjects = subjects
        self.passage = reader.passage
        self.forms = reader.forms
        self.lexicon = reader.lexicon
        self.words = reader.words

    def relayed(self, token: int, verb: Verb, stop: int) -> Relayed | None:
        """The source of words that the outlet or document at `token` carries; the words begin at `stop`."""
        if verb.takes == "document":
            return self._stated(token, stop)
        document = self._document_owner(token, stop)
        at = next((t for t in range(token + 1, stop) if self._leads(token, t)), 0)
        outlet = self.subjects.after(token, at or stop)
        if not at:
            source = document or outlet
            return Relayed(source) if source else None
        if self.forms[at] in ("عنه", "عنها"):
            return Relayed(None, outlet)
        source = self._named(at + 1, stop)
        return Relayed(source, outlet) if source else None

    def _stated(self, token: int, stop: int) -> Relayed | None:
        """«جاء في بيان الوزارة», «في بيان للوزارة جاء فيه»; in «بيان جاء فيه» it is somebody named before."""
        if self.forms[token + 1] not in self.words["inside"]:
            document = self._document_owner(token, stop)
            return Relayed(document) if document or self._known_document(token, stop) else None
        first, _ = self.passage.sentence(token)
        for at in range(token - 1, max(first, token - _DOCUMENT_BEFORE) - 1, -1):
            if self.forms[at].removeprefix("ال") in self.words["document"]:
                return Relayed(self.subjects.introductions.owner(at + 1, token))
        return None

    def _known_document(self, token: int, stop: int) -> bool:
        """«وجاء في البيان», «وجاء في المنشور»: of whoever the story has told of."""
        past = min(stop, token + _KNOWN_DOCUMENT)
        at = next((at for at in range(token + 1, past) if self.forms[at] == "في"), past)
        return at + 1 <= past and self.subjects.is_document(at + 1)

    def _leads(self, cue: int, token: int) -> bool:
        """«نقل عن», «نسب إلى»: what the source stands behind."""
        form = self.forms[token]
        return form in ("عن", "عنه", "عنها") or (form == "الي" and "نسب" in self.forms[cue])

    def source(self, token: int) -> Source | None:
        """The named source of the attribution at `token`: «بحسب», «وفقا لـ», «حسبما ذكرت», «كما قال»."""
        first, end = self.passage.sentence(token)
        at = token + 1
        in_words = self.forms[token - 1] == "علي" and self.forms[at] in self.words["saying"]
        if self.forms[token] == "حد" and not in_words:
            return None
        while at < end and self.forms[at] in ("ل", "الي", "ما", "لما", "عن"):
            at += 1
        verb = self._verb(self.forms[at])
        if self.forms[token] in self.lexicon.attribution_verbs and not (verb and self._apart(token, first)):
            return None
        phrase = self._named(at + verb, end) if at + verb < end else None
        if phrase is None or phrase.kind not in ("person", "institution"):
            return None
        if token > first + 1 or (verb and self.forms[token] in self.lexicon.attribution_verbs):
            return Source(phrase, False, phrase.past, verb)
        past = self._clause_after(phrase.past, end) or self._right_after(phrase, end)
        return Source(phrase, True, past, verb) if past else None

    def quote_after(self, source: Source) -> Quoted | None:
        """«موسكو، بحسب السفير، «لا تعارض الاتفاق»»: the quotation with which a sentence goes on after its source."""
        after = source.past + (self.forms[source.past] in ("،", ","))
        return self.passage.quote_at(after) if self.forms[after] == QUOTE else None

    def amid(self, source: Source, token: int) -> bool:
        """Whether the clause goes on after its attribution: «المهرجان، بحسب المدير، سيبدأ غدا» has no part to quote."""
        _, end = self.passage.sentence(token)
        apart = self.forms[token - 1] in ("،", ",")
        at = next((t for t in range(source.past, min(end, source.past + _AMID)) if not self.forms[t].isalpha()), end)
        if not apart or at + 1 >= end or self.forms[at] not in ("،", ","):
            return False
        form = self.forms[at + 1]
        if form in self.lexicon.complementisers:
            return True
        ends = self.reader.ends_phrase(at + 1) or form in self.words["contrast"] or form in self.words["relative"]
        return form.isalpha() and form[0] != "و" and not ends and form not in self.lexicon.cues

    def _verb(self, form: str) -> bool:
        """A verb of speech, with the pronoun of what was said too: «وفقا لما أعلنه الوزير»."""
        verbs = self.lexicon.verbs
        return form in verbs or form.removesuffix("ها") in verbs or form.removesuffix("ه") in verbs

    def _apart(self, token: int, first: int) -> bool:
        """«، كما قال» and «على ما أفاد» attribute; «كما قال إن» is one more statement."""
        before = self.forms[token - 1] if token > first else ""
        sets_apart = before in ("،", ",", "علي", QUOTE) or self.forms[token] in ("حسبما", "وفقما")
        return sets_apart and self.clauses.attributes(token)

    def begins(self, first: int, past: int) -> int:
        """Where the clause before an attribution begins: after «، لكن», which sets it apart from the one before."""
        for at in range(past - _SHORTEST_CLAUSE, first, -1):
            if self.forms[at] in self.words["contrast"] and self.forms[at - 1] in ("،", ","):
                return at
        return first

    def _right_after(self, phrase: Phrase, end: int) -> int:
        """«وبحسب «رويترز» أظهرت بيانات»: after a known institution the clause may begin without a comma, or 0."""
        word = phrase.past < end and self.forms[phrase.past].isalpha()
        closed = phrase.known is not None and phrase.kind == "institution"
        return phrase.past if closed and word and self.forms[phrase.past] not in self.words["phrase_end"] else 0

    def past_pronoun(self, token: int) -> int:
        """The token after «وفقا له», «بحسب قولها», «على حد تعبيره», or 0."""
        at = token + 1
        if self.forms[at] in ("له", "لها"):
            return at + 1
        at += self.forms[at] == "ل"
        return at + 1 if self.forms[at] in self.words["own_word"] else 0

    def fronted(self, at: int, end: int) -> int:
        """Where the clause after a fronted attribution that ends before `at` begins, or 0."""
        return self._clause_after(at, end)

    def _clause_after(self, at: int, end: int) -> int:
        """Where the clause after a fronted attribution begins, or 0."""
        stop = min(end, at + _FRONTED_WITHIN + 1)
        while at < stop and self.forms[at] not in self.words["fronted"]:
            at += 1
        if at >= stop:
            return 0
        while at < end and self.forms[at] in self.words["fronted"]:
            at += 1
        return at if at < end else 0

    def _named(self, at: int, stop: int) -> Phrase | None:
        """The source itself, or whose «بيان», «تصريحات» it is."""
        form, documents = self.forms[at], self.words["document"]
        if form in documents or (form[:1] == "ل" and form[1:] in documents):
            return self.subjects.introductions.owner(at + 1, stop)
        phrase = self.reader.phrase(at, stop)
        if phrase and phrase.kind == "person" and phrase.office and not phrase.name:
            return self.subjects.introductions.named_ahead(phrase, stop)
        return phrase

    def _document_owner(self, token: int, stop: int) -> Phrase | None:
        for at in range(token + 1, min(stop, token + _DOCUMENT_WITHIN)):
            if self.forms[at] in self.words["document"] and self.forms[at] not in self.words["outlet_kind"]:
                return self.subjects.introductions.owner(at + 1, stop)
        return None
