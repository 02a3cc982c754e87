"""Where what was said begins after a cue, and where it ends."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from services.extraction.tokens import QUOTE, Passage, Quoted
from services.lexicon import Lexicon, Takes, Verb

_FAR = 60
"""Most tokens between a cue and what was said: the longest chain of office, name and apposition in the cases is 41."""

_LONGEST = 400
"""Most tokens of one statement without quotation marks, so that a page without full stops stays linear."""

_LEAST_QUOTE = 3
"""Words that a quotation without a colon needs to be speech; shorter ones are names and scare quotes."""

_LONGEST_ADVERBIAL = 3
"""Words of a quotation that is an adverbial alone, and no statement: «في الوقت الراهن»."""

_WAS = 7
"""Tokens of «وكانت الوزارة قد», a sentence of its own after a comma."""

_RELATIVE = 30
"""Tokens of a relative clause between a speaker and what was said."""

_LEAST_CLAUSE = 2
"""Tokens of each clause of «…، وأن …»: fewer are no statement by themselves."""

_LONGEST_TITLE = 7
"""Tokens of the longest institution's name in quotation marks, the marks counted once."""

_COMMAS = frozenset("،,؛;")
_STOPS = frozenset((".", "!", "؟", "?", "…", "..", "...", "....", "-", "–", "—", ":"))
_PREPOSITIONS = frozenset(("الي", "علي", "عن", "من", "في"))


class Complement(NamedTuple):
    """What was said begins at token `first`; `opener` is the token of the colon, complementiser or quotation mark."""

    opener: int
    first: int
    form: Literal["clause", "colon", "quote"]


class Clauses:
    """Complements and clause ends within one passage."""

    def __init__(self, passage: Passage, lexicon: Lexicon, named: frozenset[int] = frozenset()) -> None:
        """`named` are the tokens within known names: none opens a clause, and a quotation of one is no speech."""
        self.passage = passage
        self.named = named
        self.forms = passage.forms
        self.lexicon = lexicon
        self.words = lexicon.words

    def complement(self, cue: int, preposition: str, takes: Takes) -> Complement | None:
        """What the verb or participle at token `cue` governs: a clause, a quotation, or what follows a colon."""
        _, end = self.passage.sentence(cue)
        quotable, resumed = takes != "colon" and not self._nominal(cue, preposition), 0
        for token in self._outside_quotes(cue + 1, min(end, cue + _FAR)):
            form = self.forms[token]
            if token < resumed:
                continue
            if form in self.words["relative"] and form != "ما":
                resumed = self._past_relative(token, end)
                if resumed:
                    continue
            if form == ":":
                about = self.forms[cue] != "عبر" or "عن" in self.forms[cue + 1 : token]
                return Complement(token, token + 1, "colon") if token + 1 < end and about else None
            if form == QUOTE:
                quote = self.passage.quote_at(token)
                if quote and quotable and self.is_speech(quote):
                    return Complement(token, token, "quote")
                name = quote is not None and (quote.last - token <= _LEAST_QUOTE or self._kind(token - 1))
                quotable = quotable and name
            elif self._governed(cue, token, preposition, takes) or self._and_that(cue, token, takes):
                return self._after_complementiser(token, end)
            elif self._other_cue(token) and not self._resumes(cue, token):
                return None
            elif form in _COMMAS and self._new_clause(token + 1):
                quotable = False
        return None

    def _nominal(self, cue: int, preposition: str) -> bool:
        """«مشيرا إلى اجتماع الوزراء»: a noun, and no clause or quotation, right after the cue's preposition.

        «أصر على مبدأ «…»» has its quotation after a noun that says what kind of thought it is.
        """
        after = cue + 2 + (self.forms[cue + 2] in self.words["thought"])
        opens = self.forms[after] == QUOTE or self.forms[cue + 2] in self.lexicon.complementisers
        return self.forms[cue + 1] == preposition != "" and not opens

    def _past_relative(self, token: int, end: int) -> int:
        """«قال الوزير، الذي تحدث أمس، إن», «قال الوزير الذي تحدث أمس: «…»»: where the relative clause is over, or 0."""
        apart = self.forms[token - 1] in _COMMAS
        for at in range(token + 2, min(end, token + _RELATIVE)):
            form, after = self.forms[at], self.forms[at + 1]
            if apart and form in _COMMAS and (after in self.lexicon.complementisers or after in (":", QUOTE)):
                return at + 1
            if form == ":" and after == QUOTE:
                return at
        return 0

    def _outside_quotes(self, token: int, end: int) -> Iterator[int]:
        """The tokens, each quotation as its opening mark alone."""
        while token < end:
            yield token
            quote = self.passage.quote_at(token)
            token = quote.last + 1 if quote else token + 1

    def _new_clause(self, token: int) -> bool:
        """After a comma «ووافق …»: another verb, whose words a later quotation may be."""
        form = self.forms[token]
        return form[:1] == "و" and len(form) > 3 and form not in ("وهو", "وهي", "وذلك")

    def _after_complementiser(self, token: int, end: int) -> Complement | None:
        first = token + 1
        if first < end and self.forms[first] == ":":
            first += 1
        return Complement(token, first, "clause") if first < end else None

    def is_speech(self, quote: Quoted) -> bool:
        """Whether a quotation is what was said, and not a name or a part of the outlet's own sentence."""
        length, named = quote.last - quote.first - 1, range(quote.first + 1, quote.last)
        if all(token in self.named for token in named) or self._goes_with_before(quote):
            return False
        if self._institution_in(quote) or self._name_in(quote):
            return False
        if self._no_sentence(quote) or (self._heads_name(quote.first - 1) and length <= 2 * _LEAST_QUOTE):
            return False
        after = self.forms[quote.last + 1] if quote.last + 1 < len(self.passage) else ""
        if after == ":" or self._clause_after(quote.last + 1):
            return False
        goes_on, figure = after[:1].isalnum(), self.forms[quote.first + 1].isdigit()
        return length >= _LEAST_QUOTE + goes_on * (1 + 2 * figure)

    def _no_sentence(self, quote: Quoted) -> bool:
        """«ما إذا كان …», «في الوقت الراهن»: a question's clause, or an adverbial alone."""
        first, second = self.forms[quote.first + 1 : quote.first + 3]
        short = quote.last - quote.first - 1 <= _LONGEST_ADVERBIAL
        return (first, second) == ("ما", "اذا") or (short and first in self.words["preposition"])

    def _clause_after(self, token: int) -> bool:
        """«لبرنامج "صباح الخير يا وطن"، إن»: a title, whose clause stands after it."""
        token += self.forms[token] in _COMMAS
        return self.forms[token] in self.lexicon.complementisers and self.forms[token] not in self.words["and_that"]

    def _goes_with_before(self, quote: Quoted) -> bool:
        """«أي «عمل متهور»», «بإنشاء لجنة «بالتنسيق مع المدينة»»: a part of the sentence; «صرح بـ«أن …»» is none."""
        before, first = self.forms[quote.first - 1], self.forms[quote.first + 1]
        if before == "ب" and first in self.lexicon.complementisers:
            return False
        part = any(before in self.words[kind] for kind in ("within", "preposition", "relative"))
        governed = first.startswith("بال") and first not in self.words["adverb"] and before != ":"
        return (
            part or governed or (first in self.lexicon.joined["relative"] and first not in ("ما", "مما", "وما", "فما"))
        )

    def _name_in(self, quote: Quoted) -> bool:
        """A few words that begin with an honorific or given name before the clause: «المتحدث "سالم حداد": إن»."""
        first, after = self.forms[quote.first + 1], self.forms[min(quote.last + 1, len(self.passage))]
        named = first in self.words["honorific"] or first in self.lexicon.men or first in self.lexicon.women
        return (
            named
            and quote.last - quote.first <= 2 * _LEAST_QUOTE
            and (after in ("،", ":") or after in self.lexicon.complementisers)
        )

    def _institution_in(self, quote: Quoted) -> bool:
        """«أعلن "المعهد الدولي للسلام" المستقل أن»: an institution's name, whose clause stands after it."""
        if self.forms[quote.first + 1] not in self.words["institution"] or quote.last - quote.first > _LONGEST_TITLE:
            return False
        _, end = self.passage.sentence(quote.first)
        ahead = self.forms[quote.last + 1 : min(end, quote.last + 1 + _FAR)]
        opener = next((n for n, form in enumerate(ahead) if form in self.lexicon.complementisers), None)
        return opener is not None and not any(form in self.lexicon.verbs or form == "." for form in ahead[:opener])

    def _heads_name(self, token: int) -> bool:
        """«لشبكة "…"», «وكالة الأنباء "…"», but not «قال في المطار "…"»."""
        form = self.forms[token]
        return self._kind(token) and (not form.startswith("ال") or form in self.words["outlet_kind"])

    def _kind(self, token: int) -> bool:
        """A kind of institution, whose name a quotation after it may be: «لشبكة "…"»."""
        form, kinds = self.forms[token], self.words["institution"]
        return form in kinds or (form[:1] in "وفلب" and form[1:] in kinds)

    def _governed(self, cue: int, token: int, preposition: str, takes: Takes) -> bool:
        """Whether the complementiser is the cue's own, and not «بعد أن», «ضرورة أن» or another verb's."""
        before, form = self.forms[token - 1].removeprefix("و"), self.forms[token]
        if form == "لان" and takes == "opinion":
            return self._noun_before(cue, token)
        if form not in self.lexicon.complementisers or token in self.named or self.forms[token + 1] == ".":
            return False
        if self._noun_before(cue, token):
            return True
        glued = form.startswith("ب") and form[1:] in self.lexicon.complementisers
        if takes in ("opinion", "quote", "colon") or (takes == "bi" and not glued):
            return False
        if before in _PREPOSITIONS:
            return before == preposition or self._careless(cue, token)
        return before not in self.words["not_before"]

    def _and_that(self, cue: int, token: int, takes: Takes) -> bool:
        """«أكد ضرورة الصبر وأن العمل بدأ»: the second of two complements."""
        joined = self.forms[token] in self.words["and_that"] and takes == "clause"
        return joined and token > cue + 1 and self.forms[token - 1] not in self.words["already"]

    def _careless(self, cue: int, token: int) -> bool:
        """«كشف المدير على أن», «مؤكدا إلى أن»: another preposition than the cue's, and no noun's or verb's own."""
        if self.forms[token - 1] not in ("علي", "الي", "عن") or self._until(cue, token):
            return False
        governs = self.forms[token - 2].removeprefix("و").removeprefix("ب").removeprefix("ال")
        return token - 2 == cue or governs not in self.words["own_preposition"]

    def _until(self, cue: int, token: int) -> bool:
        """«انتظر إلى أن يصل»: before a verb of the present, apart from the cue."""
        return self.forms[token - 1] == "الي" and token - 2 > cue and self.forms[token + 1][:1] in "يت"

    def _noun_before(self, cue: int, token: int) -> bool:
        """«عن أمله في أن», «التأكيد على أن»: a noun of opinion or speech one or two tokens before."""
        near = self.forms[max(cue + 1, token - 2) : token]
        whose = self.forms[token - 2].endswith(("ه", "ها")) or self.forms[token - 1].endswith(("ه", "ها"))
        opinion = self.forms[max(cue + 1, token - 2 - whose) : token]
        of_opinion = not self.words["opinion"].isdisjoint(opinion)
        return of_opinion or any(form in self.words["masdar"] for form in near)

    def _other_cue(self, token: int) -> bool:
        """Another verb of speech, or a participle of one, has what follows for its own."""
        form = self.forms[token]
        if form in self.words["phrase_end"] or self.forms[token - 1] == "عدم":
            return False
        if form in self.words["asking"] and self.forms[token - 1] in _COMMAS:
            return True
        verb = self.lexicon.verbs.get(form)
        if verb and verb.takes in ("relay", "quote") and self._noun_of_document(token):
            return False
        if verb and not (verb.opens and self.forms[token - 1] not in _COMMAS):
            return verb.takes in ("clause", "relay", "quote", "colon") and not (verb.ambiguous and not verb.joined)
        participle = self.lexicon.participles.get(form)
        return (
            participle is not None and participle.takes == "clause" and not self._nominal(token, participle.preposition)
        )

    def _resumes(self, cue: int, token: int) -> bool:
        """«وأردف الوزير يقول إن»: the same speech once more, in the present."""
        going_on, verb = self.lexicon.verbs.get(self.forms[cue]), self.lexicon.verbs.get(self.forms[token])
        opens = self.forms[token + 1] in self.lexicon.complementisers or self.forms[token + 1] in (":", QUOTE)
        return bool(going_on and going_on.continues and verb and verb.now and not verb.joined) and opens

    def _noun_of_document(self, token: int) -> bool:
        """«نقلا عن مسؤولين», «في بيان نشر على موقعها»: where the words come from, and no further verb."""
        return self.forms[token] == "نقلا" or self.forms[token - 1].removeprefix("ال") in self.words["document"]

    def end(self, first: int) -> int:
        """The token after the clause from `first` on: at the sentence's end, or where the outlet speaks again."""
        _, end = self.passage.sentence(first)
        end = min(end, first + _LONGEST)
        stop = next((t for t in self._outside_quotes(first, end) if t > first and self._stops(t)), end)
        return self.trimmed(first, stop)

    def within(self, first: int, past: int) -> int:
        """The token after the clause from `first` on within a quotation: at its first stop, else at `past`."""
        stop = next((token for token in range(first, past) if self.forms[token] in (".", "؟", "?", "!")), past)
        return self.trimmed(first, stop)

    def conjoined(self, first: int, past: int) -> Iterator[tuple[int, int]]:
        """The clauses of «…، وأن …»: first token and the token after the last."""
        for token in self._outside_quotes(first, past - _LEAST_CLAUSE):
            apart = self.forms[token - 1] in _COMMAS and self.forms[token] in self.words["and_that"]
            if apart and token - first >= _LEAST_CLAUSE and not self._subjunctive(token + 1):
                yield first, self.trimmed(first, token)
                first = token + 1
        yield first, past

    def _subjunctive(self, token: int) -> bool:
        """«يجب أن يتوقف القصف، وأن تبدأ المحادثات»: what may be a verb in the present hangs on the one before."""
        return self.forms[token - 1] == "وان" and self.forms[token][:1] in "يتن" and token not in self.named

    def trimmed(self, first: int, past: int) -> int:
        """`past` without the commas, stops and dashes before it."""
        while past > first and (self.forms[past - 1] in _COMMAS or self.forms[past - 1] in _STOPS):
            past -= 1
        return past

    def _stops(self, token: int) -> bool:
        form, before = self.forms[token], self.forms[token - 1]
        comma = before in _COMMAS or before in _STOPS
        if form in self.lexicon.participles:
            return self._opens_speech(token, comma)
        if form in ("..", "...") and self._verb_near(token):
            return True
        if form in self.words["except"] and self._excepts(token + 1):
            return True
        if form in self.words["but"]:
            return self.forms[token + 1] in self.lexicon.verbs
        return self._verb_stops(token, comma) or (comma and self._sets_apart(token))

    def _excepts(self, token: int) -> bool:
        """«رغم أنه اعتبر أن», «إلا أنه أكد أن»: the outlet reports again."""
        verb = self.lexicon.verbs.get(self.forms[token + 1])
        pronoun = self.forms[token] in self.lexicon.complementisers and self.forms[token] not in ("ان", "بان")
        if verb is None or not pronoun:
            return False
        return self.complement(token + 1, verb.preposition, verb.takes) is not None

    def _verb_stops(self, token: int, comma: bool) -> bool:
        """«وأضاف أن» reports again; after a comma «وانتقد» and the like are the outlet's report too."""
        verb, before = self.lexicon.verbs.get(self.forms[token]), self.forms[token - 1]
        if verb is None or before in self.lexicon.joined["negation"] or before in self.words["relative"]:
            return False
        if not verb.joined:
            return self.forms[token - 1] in _COMMAS and self._reported(token, verb)
        if comma and not verb.now and verb.takes in ("colon", "quote", "describe", "opinion"):
            return True
        return self.complement(token, verb.preposition, verb.takes) is not None

    def _reported(self, token: int, verb: Verb) -> bool:
        """«وردا على من قال إن …، قال الوزير إن»: speech in the past that opens its clause, with words of its own."""
        plain = verb.takes == "clause" and not (verb.now or verb.opens or verb.ambiguous)
        complement = self.complement(token, verb.preposition, verb.takes) if plain else None
        named = self.forms[token + 1] not in self.words["phrase_end"]
        return complement is not None and complement.opener > token + 1 and named

    def _sets_apart(self, token: int) -> bool:
        """After a comma: the outlet's tail, an attribution, or a clause with another speaker."""
        form, joined = self.forms[token], self.lexicon.joined
        going_on = self.lexicon.verbs.get(self.forms[token + 2]) if form == "قبل" else None
        if going_on and going_on.continues:
            return True
        recalls = form in joined["was"] and form.startswith("و")
        if recalls and not joined["verily"].isdisjoint(self.forms[token : token + _WAS]):
            return True
        if form in joined["ends"] or any(self.forms[token : token + len(tail)] == tail for tail in self.lexicon.tails):
            return True
        if self._attributed(token):
            return True
        for_his_part = form.removeprefix("و") == "من" and self.forms[token + 1] in self.words["side"]
        while_ = form == "في" and self.forms[token + 1] == "حين"
        starts = form in self.words["clause_start"] or form in joined["auxiliary"] or for_his_part or while_
        return starts and self._verb_near(token)

    def _attributed(self, token: int) -> bool:
        """«، بحسب الوزير», «، كما قال الوزير», «، وهو ما أكده الوزير»."""
        form = self.forms[token]
        if form in self.lexicon.attributions or (form in self.lexicon.attribution_verbs and self.attributes(token)):
            return True
        return form in self.words["which_is"] and self.forms[token + 1] == "ما" and self._told(token + 2)

    def _told(self, token: int) -> bool:
        """«أكده», «قالته»: a verb of speech with the pronoun of what was said."""
        form = self.forms[token]
        return form.endswith("ه") and form.removesuffix("ه") in self.lexicon.verbs

    def _opens_speech(self, token: int, comma: bool) -> bool:
        """Whether the participle at `token` begins the outlet's own «مشيرا إلى …»."""
        takes, preposition, *_, noun = self.lexicon.participles[self.forms[token]]
        after, next_after = self.forms[token + 1], self.forms[token + 2]
        own = (
            after in self.lexicon.complementisers or after in (":", QUOTE) or next_after in self.lexicon.complementisers
        )
        own = own or (bool(preposition) and after == preposition)
        return (comma and not noun) or (own and takes not in ("quote", "colon"))

    def attributes(self, token: int) -> bool:
        """«كما» and «ما» attribute only with a verb of speech behind them that has no clause of its own."""
        verb = self.lexicon.verbs.get(self.forms[token + 1])
        if verb is None or verb.joined or verb.takes != "clause":
            return False
        return self.complement(token + 1, verb.preposition, verb.takes) is None

    def _verb_near(self, token: int) -> bool:
        """A verb of speech with its clause soon after «فيما», «من جانبه»."""
        beside = self.lexicon.verbs.get(self.forms[token + 1]) if self.forms[token] in self.words["beside"] else None
        if beside and not (beside.now or beside.ambiguous or beside.opens):
            return True
        for near in range(token + 1, min(token + 6, len(self.passage))):
            verb = self.lexicon.verbs.get(self.forms[near])
            if verb and verb.takes == "clause" and self.complement(near, verb.preposition, verb.takes):
                return True
        return False
