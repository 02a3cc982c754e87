"""Who is named at a place of a paragraph: an office, a name, an institution, with its appositions."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from services.extraction.known import Mention
from services.extraction.nationality import of_nation
from services.extraction.office_chains import Offices
from services.extraction.offices import holder
from services.extraction.tokens import QUOTE, Passage
from services.languages import Language
from services.lexicon import Known

_LONGEST_QUOTED_NAME = 6
_TWO = 2
_DEFINITE = 4
"""Most words with the article before a name that no listed office opens: «المعارض الصيني فلان فلان»."""

_DESCRIPTION = 10
"""Tokens between an office and the comma before its name."""


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


class Reader(Offices):
    """Reads the noun phrases of one passage of the given day, given where known names stand in it."""

    def __init__(self, passage: Passage, mentions: Sequence[Mention], language: Language, day: date) -> None:
        super().__init__(passage, mentions, language)
        self.day = day
        self.starts = sorted(self.mentions)

    def with_mentions(self, more: Sequence[Mention]) -> "Reader":
        """The same passage with more known names, of which none may overlap."""
        known = sorted((*self.mentions.values(), *more))
        return Reader(self.passage, known, self.language, self.day) if more else self

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
        if self._nobody(at) or form in self.words["kin"] or self.is_pair(form):
            return self._by_role(start, at, stop)
        named = self.given(at) and at + 1 < stop and self.given(at + 1)
        if not named and self.is_office(form) and (start == at or self._governs(at)):
            return replace(self._office(at, stop), first=start)
        institution = not named and start == at and self.is_institution(form)
        return self._institution(at, stop) if institution else self._bare_name(start, at, stop)

    def _by_role(self, start: int, at: int, stop: int) -> Phrase:
        """«الجانبان», «والد الضحية», «مصدر»: who is meant by a word alone, or nobody."""
        if self.is_pair(self.forms[at]):
            return Phrase(start, at + 1, "person", Span(at, at + 1))
        return self._kin(at, stop) if self.forms[at] in self.words["kin"] else Phrase(start, at + 1, "unnamed")

    def _nobody(self, at: int) -> bool:
        """«مصدر», «لمصدر»: nobody in particular."""
        form, unnamed = self.forms[at], self.words["unnamed"]
        several = form.endswith("و") and form + "ن" in unnamed
        return (several or form in unnamed or (form[:1] in "لب" and form[1:] in unnamed)) and not self.is_office(form)

    def _called(self, at: int, stop: int) -> bool:
        """«الدبلوماسية الروسية» with no name after it: somebody named before."""
        if self.forms[at] not in self.words["called"] or not of_nation(self.forms[at + 1], self.language):
            return False
        past = at + 2
        return past >= stop or not self.forms[past].isalpha() or self.ends_phrase(past)

    def _kin(self, at: int, stop: int) -> Phrase:
        """«والد الضحية سالم حداد»: nobody named, unless a comma brings the name."""
        whose = self._simple(at + 1, stop) if at + 1 < stop else None
        past = whose.past if whose else at + 1
        name = self._simple(past + 1, stop) if past + 1 < stop and self.comma(past) else None
        if name is None or name.kind != "person" or not (name.known or self.titled(past + 1, name)):
            return Phrase(at, past, "unnamed")
        return Phrase(at, name.past, "person", Span(at, past), name.name, name.known)

    def _governs(self, at: int) -> bool:
        """«معالي رئيس المجلس» is an office after an honorific, «الدكتور أمين حداد» a name."""
        after = at + 1
        return (
            self.definite(at)
            or self.definite(after)
            or after in self.mentions
            or self.is_institution(self.forms[after])
        )

    def _bare_name(self, start: int, at: int, stop: int) -> Phrase | None:
        if start == at and self._called(at, stop):
            return Phrase(at, at + 2, "person", Span(at, at + 2))
        past = self.name_end(at, stop)
        if past > at and self.definite(at) and start == at:
            first = next((token for token in range(at, min(stop, at + _DEFINITE)) if not self.definite(token)), at)
            holder = self.mentions.get(first) if first > at else None
            if holder and holder.known.kind == "person" and not holder.proclitic and holder.past <= stop:
                name = Span(first, holder.past)
                return Phrase(start, holder.past, "person", Span(at, first), name, holder.known)
            named = self.name_end(first, stop)
            follows = named > first > at and first not in self.mentions and self._introduces(first, named)
            if follows and named - first > 1:
                return Phrase(start, named, "person", Span(at, first), Span(first, named))
            if follows and first == at + 1 and self.plausible(first, named):
                return Phrase(start, named, "person", name=Span(at, named))
        return Phrase(start, past, "person", name=Span(at, past), known=self._known(past)) if past > at else None

    def _known(self, past: int) -> Known | None:
        mention = self.last_name(past - 1)
        return mention.known if mention else None

    def _introduces(self, first: int, past: int) -> bool:
        """Whether words are a name by their first, or by the clause or comma after them."""
        after = self.forms[past]
        closed = after in ("،", ",", ":", "(") or after in self.lexicon.complementisers or self.is_office(after)
        over = past < len(self.passage) and (self.ends_phrase(past) or after in self.lexicon.verbs)
        name = over and self.forms[first][0] not in "يتس" and self.plausible(first, past)
        return self.given(first) or closed or name

    def _past_honorifics(self, at: int, stop: int) -> int:
        """The token after «الشيخ», «الدكتور», «د.»."""
        while at < stop and self.forms[at] in self.words["honorific"] and self._honours(at) and not self._of_field(at):
            at += 2 if self.forms[at + 1] == "." and len(self.forms[at]) == 1 else 1
        return at

    def _honours(self, at: int) -> bool:
        """«الفريق أول فلان», but not «أول فرصة»; «آية الله», but not «أية حالة»."""
        if self.forms[at] == "ايه":
            return self.forms[at + 1] == "الله"
        before, parts = self.forms[at - 1] if at else "", self.words["rank_part"]
        return self.forms[at] not in parts or before in parts or self.is_office(before)

    def _of_field(self, at: int) -> bool:
        """«أستاذ العلوم السياسية» is an office, «أستاذ حداد» a title."""
        after = at + 1
        known = self.mentions.get(after)
        person = known is not None and known.known.kind == "person"
        titled = self.given(after) or self.forms[after] in self.words["honorific"] or person
        return self.forms[at] in self.words["office"] and not self.definite(at) and self.definite(after) and not titled

    def _in_quotes(self, at: int, stop: int) -> Phrase | None:
        """A name that the page puts in quotation marks: «ذكرت "معاريف" أن», «مدير الجمرك "عصام أنور"»."""
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
        past, named = self.office_end(at, stop)
        office = Span(at, past)
        if self._within_anothers(at, past):
            return Phrase(at, past, "unnamed")
        mention = self.mentions.get(past) if named else None
        holder = past < stop and self.forms[past] == QUOTE and self.names_holder(past)
        quoted = self._in_quotes(past, stop) if holder else None
        if quoted and quoted.name:
            return Phrase(at, quoted.past, "person", office, quoted.name, quoted.known)
        if mention:
            holding = Phrase(at, mention.past, "person", office, Span(past, mention.past), mention.known)
            return self._own_name(holding, stop)
        if named:
            first = self._past_honorifics(past, stop)
            end = self.name_end(first, stop)
            if end > first and not self._object(first, end):
                return self._own_name(Phrase(at, end, "person", office, Span(first, end), self._known(end)), stop)
        described = (
            past - at == 2
            and not (self.definite(at) or self.definite(at + 1) or self.forms[at + 1].endswith(("ها", "هم")))
            and at + 1 not in self.mentions
        )
        if self.forms[at] in self.words["unnamed"] or described:
            return Phrase(at, past, "unnamed")
        return Phrase(at, past, "person", office)

    def _own_name(self, found: Phrase, stop: int) -> Phrase:
        """«الناطق باسم نتنياهو», «المتحدث باسم الرئيس الفرنسي ماكرون»: without the name of whom one speaks for."""
        office = found.office or Span(found.first, found.first)
        if found.known and self.forms[office.past - 1] == "باسم":
            return replace(found, office=Span(office.first, found.past), name=None, known=None)
        inner = self._inner_office(found)
        return replace(found, name=None, known=None) if inner and self._anothers_name(found, inner, stop) else found

    def _inner_office(self, found: Phrase) -> str:
        """The office that another office is of or for: «الرئيس الأمريكي» of «المبعوث الخاص للرئيس الأمريكي»."""
        first, past = found.office or Span(0, 0)
        for token in range(first + 1, past):
            form, before = self.forms[token], self.forms[token - 1]
            bare = "ا" + form[1:] if form.startswith("لل") else form.removeprefix("ل")
            governed = bare != form or before == "باسم" or token == first + 1 or self.is_institution(before)
            if governed and bare in self.words["office"]:
                return " ".join((bare, *self.forms[token + 1 : past]))
        return ""

    def _anothers_name(self, found: Phrase, inner: str, stop: int) -> bool:
        """Whether the name after an office is the inner office's: its holder's, a man's after «المتحدثة», after a
        spokesman without the article, or where a comma brings a second name."""
        head = self.forms[found.first]
        held, known = holder(inner, self.day, self.language), found.known
        if known and (known == held or (head.endswith("ه") and not known.female)):
            return True
        return head in self.words["spokesman"] or self._second_name(found.past, stop)

    def _second_name(self, comma: int, stop: int) -> bool:
        """«، ستيف ويتكوف، إن»: a full name between commas."""
        name = self._simple(comma + 1, stop) if comma + 1 < stop and self.comma(comma) else None
        if name is None or name.kind != "person" or name.office or not name.name:
            return False
        after = self.forms[name.past]
        closed = after in ("،", ",", ":") or after in self.lexicon.complementisers
        return closed and bool(name.known or self.titled(comma + 1, name))

    def _within_anothers(self, at: int, past: int) -> bool:
        """«عضو في حزب الرئيس فلان»: whose office the last is, is not the one who speaks."""
        if self.definite(at) or self.forms[at + 1] not in ("في", "من"):
            return False
        return any(
            self.is_office(self.forms[token])
            and self.is_institution(self.forms[token - 1])
            and not self.definite(token - 1)
            for token in range(at + 3, past)
        )

    def _object(self, first: int, end: int) -> bool:
        """Whether words after an office are an object («لم يحدد المتحدث موعد الافتتاح») and no name."""
        named = self.given(first) or any(form in self.words["name_part"] for form in self.forms[first:end])
        if named or self._womans(first, end):
            return False
        governs = self.definite(end) and not (self.is_office(self.forms[end]) or self.ends_phrase(end))
        return not self.plausible(first, end) or governs

    def _womans(self, first: int, end: int) -> bool:
        """«النائبة ديمة طهبوب إن», «عضو اللجنة مهدية اللامي من»: a first name in ة, with which a noun's adjective would
        agree («خطة جديدة»), and whose second noun would be definite and no family name («خطة الوزارة»)."""
        if end - first != _TWO or not self.passage.piece(first, first + 1).endswith("ة"):
            return False
        last = end - 1
        noun = self.is_institution(self.forms[first]) or self.forms[first] in self.words["document"]
        if noun or self.definite(first) or self.passage.piece(last, end).endswith("ة"):
            return False
        if self.definite(last):
            return self.forms[last].endswith("ي") and not of_nation(self.forms[last], self.language)
        after = self.forms[end]
        return after in ("،", ",", ":") or after in self.lexicon.complementisers

    def _institution(self, at: int, stop: int) -> Phrase:
        past, _ = self.office_end(at, stop)
        past = self._agreeing(at, self._of_somebody(at, past))
        if past == at + 1 and self.forms[at] in self.words["outlet_kind"] and self.forms[past] in self.words["paper"]:
            past += 1
        mention = self.mentions.get(at)
        known = mention.known if mention else None
        return Phrase(at, past, "institution", name=Span(at, past), known=known)

    def _of_somebody(self, at: int, past: int) -> int:
        """«حملة ترامب الانتخابية», «مكتب نتنياهو», «مركز محمد بن راشد للفضاء»: an institution that somebody names."""
        holder = self.mentions.get(past)
        if holder is None and past == at + 1 and not self.definite(at) and self.given(past):
            end = self.name_end(past, len(self.passage))
            return end + self.forms[end].startswith("لل")
        if not holder or holder.known.kind != "person" or holder.proclitic or past > at + 1 or self.definite(at):
            return past
        adjective = self.definite(holder.past) and self.forms[holder.past].endswith("يه")
        return holder.past + adjective

    def _agreeing(self, at: int, past: int) -> int:
        """The end of a phrase whose second word must be an adjective: «الشرطة» takes «الماليزية» and not «المنفذ»."""
        if not (self.definite(at) and past > at + 1 and self.definite(at + 1)) or at in self.mentions:
            return past
        return past if self.forms[at].endswith(("ه", "ات")) == self.forms[at + 1].endswith("ه") else at + 1

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
                name = self._simple(token + 1, stop) if token + 1 < stop else None
                if name is None or name.name is None or name.kind != "person":
                    return found
                closed = (
                    self.forms[name.past] in ("،", ",", ":") or self.forms[name.past] in self.lexicon.complementisers
                )
                full = name.office or name.known or self.given(token + 1) or self.titled(token + 1, name)
                return replace(found, past=name.past, name=name.name, known=name.known) if full and closed else found
            if not self.forms[token].isalpha() or self.forms[token] in self.lexicon.complementisers:
                return found
        return found

    def titled(self, at: int, name: Phrase) -> bool:
        """Whether words after a comma are a full name: an honorific before, or two words or more that may be one."""
        if name.name is None:
            return False
        first, past = name.name
        return first > at or (past - first > 1 and not self.definite(first) and self.plausible(first, past))

    def _same(self, found: Phrase, beside: Phrase) -> bool:
        """Whether the second phrase is about the same person."""
        if found.name:
            return beside.office is not None
        if beside.known or beside.office or self.forms[found.past + 1] in self.words["honorific"]:
            return True
        after = self.forms[beside.past]
        closed = after in ("،", ",", ")", ":", "") or after in self.lexicon.complementisers
        given = beside.name is not None and self.given(beside.name.first)
        return bool(found.office and beside.name and beside.past - beside.name.first >= 2 and (closed or given))

    def _with_others(self, found: Phrase, stop: int) -> Phrase:
        """The phrase with a second known person joined by «و»: «لافروف وفيدان»."""
        mention = self.mentions.get(found.past)
        if not (found.known and found.past < stop and mention and mention.proclitic == "و"):
            return found
        if mention.known.kind != found.known.kind:
            return found
        return replace(found, past=mention.past, others=(self._of_mention(mention.first, mention),))
