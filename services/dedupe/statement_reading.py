"""Reads a quote into its comparable form."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import cast

from msgspec import structs

from services.arabic.numbers import Number
from services.dedupe.statement_form import (
    WEIGHT_COUNTRY,
    WEIGHT_LIGHT,
    WEIGHT_NUMBER,
    WEIGHT_TIME,
    Bound,
    Form,
    Quantity,
    Scope,
    Term,
)
from services.dedupe.statement_items import Item, items
from services.dedupe.statement_lexicon import denies_itself, general, light, perfect, preposition, rates, with_object
from services.dedupe.statement_sketch import fingerprints
from services.dedupe.statement_time import Level, When, day_of, stepped

CLAUSE_REACH = 4
WORD_REACH = 2
BACK_REACH = 3
"""Terms that a clause's negation reaches, those that غير, دون and their like reach, and how far it may reach back to
what stands before («الحلول السريعة غير منتظرة», «القرار لم تتخذه موسكو»); دون and بلا reach no subject."""

NOUN_LETTERS = 5
"""A shorter word in -at may be a verb (فات، مات)."""

AFTER = ("بعد", "خلال", "منذ", "لمده")
"""A unit of time after these without a number is one: بعد أسبوع."""

COUNTED = ("سن", "الساعة")
"""What ordinals count as cardinals do: الساعة العاشرة is الساعة 10, سن الثامنة عشرة is 18."""

_CONVERTED = {"ساعه": (60, "دقيقه"), "يوم": (1440, "دقيقه"), "اسبوع": (10080, "دقيقه"), "عقد": (10, "عام")}
"""Durations in one unit: 48 hours are two days. A month and a year have no fixed length in days."""


@lru_cache(maxsize=4_096)  # 5 kB each at 12 words, 15 kB at 40
def form(quote: str, said: date, denied: str = "") -> Form:
    """The comparable form of a quote said on that day (relative times are resolved by it).

    `denied` is the cue that denies all of it («نفى أن»), "" for any other.
    """
    reader = _Reader(items(quote), said)
    if denied:
        reader.scopes.append(("denies_clause", denied, 0))
    return reader.form()


@dataclass(slots=True)
class _Reader:
    """Reads the items once, left to right: one method for each kind of item, named after it."""

    items: list[Item]
    said: date
    at: int = 0
    terms: list[Term] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    times: list[When] = field(default_factory=list)
    scopes: list[tuple[str, str, int]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    conditions: list[tuple[str, int]] = field(default_factory=list)
    own: bool = False
    bound: Bound = ""

    def form(self) -> Form:
        while self.at < len(self.items):
            item = self.items[self.at]
            getattr(self, f"_{item.kind}", self._sense)(item)
            self.at += 1
        self._join_durations()
        keys = _places((term.key, place) for place, term in enumerate(self.terms))
        roots = _places((term.root, place) for place, term in enumerate(self.terms) if len(term.root) >= 3)
        return Form(
            terms=tuple(self.terms),
            quantities=tuple(self.quantities),
            times=tuple(self.times),
            denials=tuple(self._scope(*scope) for scope in self.scopes if scope[0] != "possible"),
            doubts=tuple(self._scope(*scope) for scope in self.scopes if scope[0] == "possible"),
            conditions=tuple(self._clause(*condition) for condition in self.conditions),
            own=self.own,
            said=self.said,
            mass=sum(term.weight for term in self.terms),
            keys=keys,
            roots=roots,
            repeated=frozenset(key for key, places in keys.items() if len(places) > 1),
            fingerprints=fingerprints(self.terms),
        )

    def _ahead(self, by: int = 1) -> Item | None:
        return self.items[self.at + by] if self.at + by < len(self.items) else None

    def _before(self) -> Item | None:
        return self.items[self.at - 1] if self.at else None

    # content

    def _term(self, key: str, kind: str, weight: float, item: Item) -> None:
        root, definite = (item.meaning.root, item.meaning.definite) if item.meaning else ("", False)
        named = kind in ("organisation", "place")
        common = kind in ("sense", "word") and weight == 1.0 and not general(key)
        noun = named or (common and (definite or self._nominal(item)))
        self.terms.append(Term(key, kind, weight, item.text, len(self.terms), root, definite, noun))

    def _nominal(self, item: Item) -> bool:
        """Whether an ending, a preposition or غير before it shows a noun (no Arabic verb has any)."""
        before = self._before()
        after = before is not None and (before.kind == "denies_word" or preposition(before.word))
        return after or (item.text.endswith(("ة", "ات")) and len(item.text) >= NOUN_LETTERS)

    def _sense(self, item: Item) -> None:
        after = self._ahead()
        sense = with_object(item.value, after.value) if after else item.value
        if sense != item.value:
            item = structs.replace(item, value=sense, meaning=None)
        self._term(item.value, item.kind, WEIGHT_LIGHT if light(item.value) else 1.0, item)
        self.own = self.own or _ours(item.word)
        if denies_itself(item.value):
            clause = after is not None and after.word == "ان"  # «رفض أن تجرى» denies as «لم تجر» does
            self.scopes.append(("denies_clause" if clause else "implied", item.text, len(self.terms)))
        self.bound = ""

    def _country(self, item: Item) -> None:
        self._term(item.value, item.kind, WEIGHT_COUNTRY, item)

    _direction = _country

    def _place(self, item: Item) -> None:
        self._term(item.value, item.kind, 1.0, item)

    _organisation = _person = _place

    def _none(self, item: Item) -> None:
        """ألا before an imperfect is أن لا; إلا and سوى after a negation leave little of it: لن تقود إلا إلى."""
        if item.word not in ("الا", "سوي"):
            return
        after = self._ahead()
        start = max(self.breaks, default=0)
        if self.scopes and self.scopes[-1][0] == "denies_clause" and self.scopes[-1][2] >= start:
            self.scopes[-1] = ("denies_rest", *self.scopes[-1][1:])
        elif item.word == "الا" and after is not None and after.word[:1] in ("ي", "ت", "ن"):
            self._denies_clause(structs.replace(item, kind="denies_clause"))

    def _percent(self, item: Item) -> None:
        pass

    def _own(self, item: Item) -> None:
        self.own = True

    def _break(self, item: Item) -> None:
        self.breaks.append(len(self.terms))

    # negation and modality

    def _denies_clause(self, item: Item) -> None:
        self.scopes.append((item.kind, item.text, len(self.terms)))

    _denies_word = _possible = _denies_clause

    def _could(self, item: Item) -> None:
        """قد makes doubtful what follows in the imperfect; before a perfect it assures."""
        after = self._ahead()
        verb = after.word if after else ""
        doubtful = not perfect(verb) or (verb.startswith("ت") and self._feminine_beside())
        if verb[:1] in ("ي", "ت", "ن") and doubtful:
            self.scopes.append(("possible", item.text, len(self.terms)))

    def _feminine_beside(self) -> bool:
        """Whether the word before قد, or after its verb, may be a feminine subject (المفوضية قد تقدم)."""
        beside = [item for item in (self._before(), self._ahead(2)) if item is not None]
        return any(i.kind in ("country", "place") or i.text.endswith(("ة", "ه", "اء", "ات")) for i in beside)

    def _conditional(self, item: Item) -> None:
        """«شرط احترام القواعد» sets a condition; «شرط لبدء المحادثات», «هذا شرط» are one, «دون شرط» denies one."""
        after = self._ahead()
        before = self._before()
        noun = before is not None and (before.kind == "denies_word" or before.word.lstrip("وف") in ("هذا", "ذلك"))
        if item.text == "شرط" and (noun or after is None or after.text.startswith("ل")):
            self._sense(item)
        else:
            self.conditions.append((item.text, len(self.terms)))

    _concession = _conditional

    def _when(self, item: Item) -> None:
        """متى and إن set a condition before a perfect; «نعرف متى ستبدأ» and «إن الوفد» do not."""
        after = self._ahead()
        verb = after.word if after is not None and after.kind in ("sense", "word") else ""
        at_last = item.text.endswith("إن") and verb.endswith("ت") and not verb.endswith("ات")
        if at_last or (item.word.endswith("متي") and verb and not verb.startswith(("ال", "ي", "ت", "ن", "س", "ل"))):
            self._conditional(item)

    def _clause(self, text: str, place: int) -> Scope:
        """What a condition reaches: all up to the next break."""
        return Scope(text, tuple(range(place, next((b for b in self.breaks if b > place), len(self.terms)))))

    def _scope(self, kind: str, text: str, place: int) -> Scope:
        end = next((b for b in self.breaks if b > place), len(self.terms))
        reach = list(
            range(place, min(place + (WORD_REACH if kind in ("denies_word", "implied") else CLAUSE_REACH), end))
        )
        if ("غير" in text or kind not in ("denies_word", "implied")) and not text.startswith("و"):
            start = max((b for b in self.breaks if b <= place), default=0)
            reach += range(place - 1, max(start, place - BACK_REACH - 1) - 1, -1)
        return Scope(text, tuple(reach), kind in ("denies_rest", "implied"))

    # numbers

    def _about(self, item: Item) -> None:
        after = self._ahead()
        if item.word == "تقريبا" and self.quantities:
            self.quantities[-1] = replace(self.quantities[-1], bound="about")
        elif after is not None and after.kind in ("number", "dual", "under", "over", "none"):
            self.bound = cast(Bound, item.kind)
        elif item.kind == "over" and " " not in item.text:
            self._sense(item)

    _over = _under = _about

    def _number(self, item: Item) -> None:
        number = cast(Number, item.number)
        if not self._dated(item, number) and not self._year(item, number) and (number.value != 1 or number.ordinal):
            before = self._before()
            if before is not None and before.text in COUNTED:
                self._count(number.value, "", item)
            else:
                self._count(number.value, self._unit_before(item) or self._unit_after(), item, number.ordinal)

    def _dual(self, item: Item) -> None:
        self._count(2.0, item.value, item)

    def _count(self, value: float, unit: str, item: Item, ordinal: bool = False) -> None:
        by, unit = (1, unit) if ordinal else _CONVERTED.get(unit, (1, unit))
        if 0 < value < 1 and by == 1 and not self._added():
            value, unit = round(100 * value), "%"  # ثلاثة أرباع is 75 per cent
        counted = Quantity(value * by, unit, item.text, self.bound, ordinal, len(self.terms))
        self.quantities.append(counted)
        weight = WEIGHT_LIGHT if ordinal and value < 2 else WEIGHT_NUMBER
        self._term(f"#{counted.value:g}", "ordinal" if ordinal else "number", weight, item)
        self.bound = ""

    def _added(self) -> bool:
        """Whether a fraction is added to a unit before it: سنة ونصف."""
        before = self._before()
        return before is not None and before.kind in ("unit", "dual", "number")

    def _unit_before(self, item: Item) -> str:
        """What a definite number counts that follows it: الأسابيع الثلاثة."""
        before = self._before()
        counted = item.text.startswith("ال") and before is not None and before.kind in ("unit", "sense", "word")
        return before.value if counted and before and before.text.startswith("ال") else ""

    def _unit_after(self) -> str:
        for by in (1, 2):
            after = self._ahead(by)
            if after is None or after.kind in ("break", "number"):
                return ""
            if after.kind == "percent":
                return "%"
            if after.kind not in ("none", "about"):
                return after.value
        return ""

    def _unit(self, item: Item) -> None:
        before = self._before()
        if self._stepped(item, None):
            return
        if before is not None and before.word in AFTER and not item.text.startswith("ال"):
            self._count(1.0, item.value, item)
        elif before is not None and before.text == "في" and item.text.startswith("ال") and item.value in rates():
            self._term(rates()[item.value], "sense", 1.0, item)
        else:
            self._term(item.value, "unit", WEIGHT_LIGHT, item)

    def _join_durations(self) -> None:
        """An hour and 45 minutes, two hours and a half: one number of minutes."""
        for at, part in enumerate(self.quantities):
            if part.unit != "دقيقه" or part.ordinal or part.value >= 60:
                continue
            before = self.terms[part.place - 1] if part.place else None
            whole = next((q for q in self.quantities[:at] if q.unit == part.unit and part.place - q.place <= 2), None)
            if whole is not None and whole.value % 60 == 0:
                self.quantities[at] = self._joined(part, whole.value, whole.text)
                self.quantities.remove(whole)
                break
            if before is not None and before.key == "ساعه":
                self.quantities[at] = self._joined(part, 60, before.text)

    def _joined(self, part: Quantity, more: float, text: str) -> Quantity:
        whole = replace(part, value=part.value + more, text=f"{text} {part.text}")
        self.terms[part.place] = Term(f"#{whole.value:g}", "number", WEIGHT_NUMBER, whole.text, part.place)
        return whole

    # times

    def _time(self, found: tuple[Level, str], text: str, edge: str = "") -> None:
        level, value = found
        self.times.append(When(level, value, text, edge, self._limit()))
        self._term(f"@{level}:{value}", "time", WEIGHT_TIME, Item("time", text))

    def _limit(self) -> str:
        """Whether the time ends a span or begins one; a span with both is told by its days."""
        before = {item.word for item in self.items[max(0, self.at - 3) : self.at]}
        if {"بين", "الي"} & before or any(item.word == "الي" for item in self.items[self.at : self.at + 3]):
            return ""
        return "until" if "حتي" in before else "from" if {"منذ", "من", "ابتداء", "اعتبارا"} & before else ""

    def _dated(self, item: Item, number: Number) -> bool:
        """A day before a month; also the first of two («بين 5 و8 سبتمبر»)."""
        near = range(self.at + 1, min(self.at + 5, len(self.items)))
        ahead = [n for n in near if self.items[n].word not in ("من", "شهر", "الي")]
        second = bool(ahead) and (other := self.items[ahead[0]].number) is not None and other.value <= 31
        ahead = ahead[1:] if second else ahead
        month = self.items[ahead[0]] if ahead else None
        if month is not None and month.value == "شهر" and self._day_of_step(item, number, ahead):
            return True
        if month is None or month.kind != "month" or not number.value.is_integer() or self._of_a_part(number):
            return False
        day = day_of(int(month.value), int(number.value))
        if day is None:
            return False
        self._time(("day", day), f"{item.text} {month.text}")
        if not second:
            self.at = ahead[0]
        return True

    def _of_a_part(self, number: Number) -> bool:
        """«النصف الثاني من نوفمبر» is no day of it."""
        before = self._before()
        return number.ordinal and before is not None and before.number is not None

    def _day_of_step(self, item: Item, number: Number, ahead: list[int]) -> bool:
        """A day of this month or the next: 22 من الشهر الجاري."""
        step = self.items[ahead[1]] if len(ahead) > 1 else None
        if step is None or step.kind != "step" or not number.value.is_integer():
            return False
        found = stepped("شهر", step.value, self.said)
        day = day_of(int(found[1]), int(number.value)) if found else None
        if day is None:
            return False
        self._time(("day", day), f"{item.text} {self.items[ahead[0]].text} {step.text}")
        self.at = ahead[1]
        return True

    def _year(self, item: Item, number: Number) -> bool:
        before, after = self._before(), self._ahead()
        if number.ordinal or not number.value.is_integer() or not 1900 <= number.value <= 2100 or self.bound:
            return False
        headed = before is not None and before.value == "عام"
        counted = after is not None and after.kind in ("sense", "word", "percent", "unit", "person", "about")
        if not headed and (counted or (before is not None and before.kind in ("sense", "word"))):
            return False
        if headed and self.terms and self.terms[-1].key == "عام":
            self.terms.pop()
        self._time(("year", f"{number.value:g}"), item.text)
        return True

    def _weekday(self, item: Item) -> None:
        self._time(("weekday" if item.kind == "weekday" else "part", item.value), item.text)

    _part = _weekday

    def _month(self, item: Item) -> None:
        before = self._before()
        edge = before.value if before is not None and before.kind == "edge" else ""
        self._time(("month" if item.kind == "month" else "season", item.value), item.text, edge)

    _season = _month

    def _relative(self, item: Item) -> None:
        self._time(("day", (self.said + timedelta(days=int(item.value))).strftime("%m-%d")), item.text)

    def _edge(self, item: Item) -> None:
        """نهاية الأسبوع المقبل is a time; نهاية المحادثات is the end of something."""
        after = self._ahead()
        if after is not None and after.kind == "unit":
            self.at += 1
            if self._stepped(after, item):
                return
            this = stepped(after.value, "this", self.said) if after.text.startswith("ال") else None
            if this is not None:
                self._time(this, f"{item.text} {after.text}", item.value)
            else:
                self._term(after.value, "unit", WEIGHT_LIGHT, after)
        elif after is None or after.kind not in ("month", "season"):
            sense = {"start": "بدا", "end": "انتهي"}.get(item.value, item.value)
            self._term(sense, "sense", 1.0, item)

    def _stepped(self, item: Item, edge: Item | None) -> bool:
        """Next week, last month, this year: at a unit of time that a word like المقبل follows, or هذا precedes."""
        after, before = self._ahead(), self._before()
        if after is not None and after.kind == "step" and (found := stepped(item.value, after.value, self.said)):
            self.at += 1
            head = f"{edge.text} " if edge else ""
            self._time(found, f"{head}{item.text} {after.text}", edge.value if edge else "")
            return True
        this = before is not None and before.word in ("هذا", "هذه")
        if this and (found := stepped(item.value, "this", self.said)):
            self._time(found, item.text, edge.value if edge else "")
            return True
        return False

    def _step(self, item: Item) -> None:
        self._term(f"step:{item.value}", "sense", WEIGHT_LIGHT, item)


def _ours(word: str) -> bool:
    """Whether we speak in it: اقترحنا, موقفنا; but not بيانا, whose نا is its own."""
    return len(word) >= 5 and word.endswith("نا") and word[-3] not in "اوي"


def _places(found: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for key, place in found:
        places.setdefault(key, []).append(place)
    return {key: tuple(of_key) for key, of_key in places.items()}
