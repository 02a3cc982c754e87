"""What forbids folding two quotes, however alike: each veto is a function of the two forms that gives its evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from services.dedupe.statement_form import NAMES, WEIGHT_LIGHT, Form, Quantity, Scope, Term
from services.dedupe.statement_items import word
from services.dedupe.statement_lexicon import able, heads_name, opposites, rates
from services.dedupe.statement_likeness import Alignment, align, denied
from services.dedupe.statement_stems import imperfect
from services.dedupe.statement_time import conflict

Kind = Literal["number", "date", "negation", "verb", "name", "modality"]

WHOLE = "كل"
"""The sense of "all"."""

CONDITION = 3
"""Terms of a condition by which it is known again: what it is a condition of may follow without a break."""

REFUSE = "رفض"
"""Of the senses that deny by themselves the one that asks for a denial; the others («وقف», «منع», «إلغاء») stand in
rewordings of what is flat: with all of them one id fell by .03 on pages.jsonl, by .02 on evaluate.py's stream."""

TOLD = 2
TOLD_SHARE = 0.5
"""Terms, and share of the weight, around a denied verb which the other quote has if it speaks of the same."""

ROUNDING = 0.05
"""«نحو 300» and 298 are one figure told two ways; «نحو 300» and 320 are two. Outlets round to one or two figures."""


@dataclass(frozen=True, slots=True)
class Veto:
    """Why two quotes are not one statement: the kind, and the words of either side ("" where one side has none)."""

    kind: Kind
    was: str
    now: str


def vetoes(was: Form, now: Form, alignment: Alignment | None = None) -> tuple[Veto, ...]:
    """Every veto between a known quote and a new one, each kind once."""
    found = alignment or align(was, now)
    return tuple(veto for check in CHECKS if (veto := check(was, now, found)) is not None)


def number(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """Other figures, or the same figures of other things (470 drones and 48 rockets, 48 drones and 470 rockets)."""
    for ordinal in (False, True):
        a = [q for q in was.quantities if q.ordinal == ordinal]
        b = [q for q in now.quantities if q.ordinal == ordinal]
        lone_a = [q for q in a if not any(_one_figure(q, other) for other in b)]
        lone_b = [q for q in b if not any(_one_figure(q, other) for other in a)]
        if lone_a and lone_b:
            return Veto("number", *_nearest_pair(lone_a, lone_b))
        for x in a:
            for y in b:
                if x.value == y.value and {x.bound, y.bound} == {"over", "under"}:
                    return Veto("number", x.text, y.text)
    return _moved(was, now) or _rate(was, now) or _part(was, now, alignment) or _dual(was, now, alignment)


def _one_figure(a: Quantity, b: Quantity) -> bool:
    if a.value == b.value:
        return (a.unit == "%") == (b.unit == "%") or not (a.unit and b.unit)
    if bool(a.bound) == bool(b.bound):
        return False
    return abs(a.value - b.value) <= ROUNDING * max(a.value, b.value)


def _nearest_pair(a: list[Quantity], b: list[Quantity]) -> tuple[str, str]:
    pairs = [(x.unit != y.unit, i, j) for i, x in enumerate(a) for j, y in enumerate(b)]
    _, i, j = min(pairs)
    return a[i].text, b[j].text


def _moved(was: Form, now: Form) -> Veto | None:
    """Two figures that changed places: each counts in one quote what the other counts in the other."""
    a = {q.value: q for q in was.quantities if q.unit and not q.ordinal}
    b = {q.value: q for q in now.quantities if q.unit and not q.ordinal}
    shared = [value for value in a if value in b]
    for i, x in enumerate(shared):
        for y in shared[i + 1 :]:
            if a[x].unit == b[y].unit != a[y].unit == b[x].unit:
                return Veto("number", a[x].text, b[y].text)
    return None


def _rate(was: Form, now: Form) -> Veto | None:
    """So much a year against so much a month."""
    if not (was.quantities and now.quantities):
        return None
    a = [t for t in was.terms if t.key in rates().values()]
    b = [t for t in now.terms if t.key in rates().values()]
    return Veto("number", a[0].text, b[0].text) if a and b and not {t.key for t in a} & {t.key for t in b} else None


def _part(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """A half or a third against all."""
    sides = ((was, alignment.lone_a, now, alignment.lone_b), (now, alignment.lone_b, was, alignment.lone_a))
    for one, lone, other, left in sides:
        part = next((q for q in one.quantities if q.place in lone and q.unit == "%" and q.value < 100), None)
        whole = next((t for p in left if (t := other.terms[p]).key == WHOLE), None)
        if part and whole:
            return Veto("number", *((part.text, whole.text) if one is was else (whole.text, part.text)))
    return None


def _dual(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """Three to ten of what the other quote has two of: the broken plural in «ثلاثة وزراء» shows «وزيرين» to be two."""
    for i, j in alignment.pairs:
        for one, other, p, q in ((was, now, i, j), (now, was, j, i)):
            few = next((n for n in one.quantities if n.place == p - 1 and FEW[0] <= n.value <= FEW[1]), None)
            counted, two = word(one.terms[p].text), word(other.terms[q].text)
            if few and two.endswith(DUALS) and not counted.endswith(DUALS) and not _counted(other, q):
                return Veto("number", *((few.text, two) if one is was else (two, few.text)))
    return None


FEW = (3, 10)
DUALS = ("ين", "ان")
"""Numbers that take a plural, and the endings of two."""


def _counted(f: Form, place: int) -> bool:
    return any(n.place == place - 1 for n in f.quantities)


def times(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """Another day, weekday, week, month, season or year."""
    found = conflict(was.times, now.times, max(was.said, now.said))
    return Veto("date", found[0].text, found[1].text) if found else None


def names(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """Another person, place or institution in the same part, or the same ones with their parts exchanged."""
    lone_a = [was.terms[i] for i in alignment.lone_a if was.terms[i].kind in NAMES and was.terms[i].key not in now.keys]
    lone_b = [now.terms[j] for j in alignment.lone_b if now.terms[j].kind in NAMES and now.terms[j].key not in was.keys]
    lone_a, lone_b = _without_own(lone_a, now), _without_own(lone_b, was)
    for x in lone_a:
        for y in lone_b:
            if (x.kind == "person") == (y.kind == "person"):
                return Veto("name", x.text, y.text)
    return _substituted(was, now, alignment) or _parts_exchanged(was, now, alignment)


def _without_own(terms: list[Term], other: Form) -> list[Term]:
    """Where the other side says «بلاده» or «نحن», one country is that."""
    own = next((t for t in terms if t.kind == "country"), None) if other.own else None
    return [t for t in terms if t is not own]


def _substituted(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """A name, or a word that looks or is placed like one, put in the place of another, what is beside it the same."""
    pairs = dict(alignment.pairs) | {-1: -1, len(was.terms): len(now.terms)}
    for i in alignment.lone_a:
        for j in alignment.lone_b:
            x, y = was.terms[i], now.terms[j]
            if pairs.get(i - 1) != j - 1:
                continue
            after_head = i > 0 and heads_name(was.terms[i - 1].key) and x.kind == y.kind == "word"
            if after_head or (_name_like(x) and _name_like(y) and pairs.get(i + 1) == j + 1):
                return Veto("name", x.text, y.text)
    return None


def _name_like(term: Term) -> bool:
    """Whether a term is a name, or an unknown word without article that looks transliterated: long, or with endings
    that Arabic words lack."""
    text = term.text
    return term.kind in NAMES or (not term.definite and term.kind == "word" and _foreign(text))


def _foreign(text: str) -> bool:
    return len(text) >= 5 and (
        len(text) >= 8
        or text.endswith(
            ("سك", "وف", "يف", "وفا", "غراد", "ينو", "يا", "ستان", "بورغ", "ان", "ون", "ين", "ك", "و", "غ", "ا")
        )
    )


def _parts_exchanged(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """Two names in both quotes whose neighbours say that they changed places (accepts A and refuses B)."""
    shared = [(i, j) for i, j in alignment.pairs if was.terms[i].kind in NAMES]
    for n, (i, j) in enumerate(shared):
        for k, m in shared[n + 1 :]:
            if was.terms[i].key == was.terms[k].key or (i < k) == (j < m):
                continue
            a, b, c, d = _beside(was, i), _beside(was, k), _beside(now, j), _beside(now, m)
            if a[0] != b[0] and a[1] != b[1] and a[0] == d[0] and b[0] == c[0]:
                return Veto("name", was.terms[i].text, now.terms[m].text)
    return None


def _beside(f: Form, place: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two terms before the name and one after it that are no names themselves."""
    before = [f.terms[p].key for p in range(place - 1, -1, -1) if f.terms[p].kind not in NAMES]
    after = [f.terms[p].key for p in range(place + 1, len(f.terms)) if f.terms[p].kind not in NAMES]
    return tuple(before[:2]), tuple(after[:1])


def negation(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """What one denies and the other says."""
    across = dict(alignment.pairs)
    back = {j: i for i, j in across.items()}
    if (text := _unanswered(was, now, across)) is not None:
        return Veto("negation", text, "")
    if (text := _unanswered(now, was, back)) is not None:
        return Veto("negation", "", text)
    return None


def _unanswered(f: Form, other: Form, across: dict[int, int]) -> str | None:
    """The text of a negation whose term stands in the other quote, where nothing denies it."""
    left = sorted(other.denials, key=lambda d: d.rest)
    for denial in (d for d in f.denials if not d.rest):
        matched = [across[p] for p in denial.places if p in across]
        answer = next((d for d in left if set(d.places) & set(matched[:1] if d.rest else matched)), None)
        if answer is not None:
            left.remove(answer)
        elif (head := _head(f, denial, across)) is not None:
            if not _said_by_opposite(f, other, head, across):
                return denial.text
        elif not left and _told_beside(f, denial, other, across) and not _opposed(f, other, denial):
            return denial.text
    return None if left else next((d.text for d in f.denials if d.rest and _does(f, d, other, across)), None)


def _does(f: Form, scope: Scope, other: Form, across: dict[int, int]) -> bool:
    """Whether the other quote says what is refused, and no opposite of refusing: «رفض نشر النص» and «سينشر النص»."""
    first = next(iter(scope.places), 0)
    verb = f.terms[first - 1]
    refused = first > 0 and verb.key == REFUSE and not verb.definite and not denied(f, verb.place)
    matched = set(across.values())
    opposed = any(place not in matched for key in opposites(REFUSE) for place in other.keys.get(key, ()))
    return refused and first in across and first - 1 not in across and not opposed


def _told_beside(f: Form, scope: Scope, other: Form, across: dict[int, int]) -> bool:
    """Whether the other quote says what stands around a denied or doubted verb, and another word in its place:
    «المفاعل لن يبدأ العمل في مايو» and «المفاعل سيدخل الخدمة في مايو»."""
    beside = [f.terms[place] for place in scope.places[1:]]
    told = [term for term in beside if term.place in across]
    if len(told) < TOLD or sum(t.weight for t in told) < sum(t.weight for t in beside) * TOLD_SHARE:
        return False
    matched = set(across.values())
    return any(term.kind in ("sense", "word") and term.place not in matched for term in other.terms)


def _head(f: Form, denial: Scope, across: dict[int, int]) -> int | None:
    """The term that is denied first of all, or the next where it says little, if the other quote has it."""
    for place in denial.places[:3]:
        if place in across:
            return place
        if f.terms[place].weight > WEIGHT_LIGHT:
            return None
    return None


def _opposed(f: Form, other: Form, denial: Scope) -> bool:
    """«لم يتوقف» answered by «مستمر», wherever that stands."""
    return any(key in other.keys for place in denial.places[:2] for key in opposites(f.terms[place].key))


def _said_by_opposite(f: Form, other: Form, i: int, across: dict[int, int]) -> bool:
    """«لا يقبل» answered by «يرفض»: the pair matched because one is the other's opposite denied."""
    one, another = f.terms[i], other.terms[across[i]]
    written_alike = imperfect(one.text) and imperfect(one.text) == imperfect(another.text)
    same_verb = written_alike or one.root == another.root  # لم تسلم / سلمت
    return not same_verb and another.key in opposites(one.key)


def verb(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """Opposite senses (accept and refuse, begin and end) of what is else alike."""
    if not alignment.contrary:
        return None
    i, j = alignment.contrary[0]
    return Veto("verb", was.terms[i].text, now.terms[j].text)


def modality(was: Form, now: Form, alignment: Alignment) -> Veto | None:
    """A condition or a possibility against a flat statement."""
    across = dict(alignment.pairs)
    back = {j: i for i, j in across.items()}
    for condition in was.conditions:
        met = {across[place] for place in condition.places if place in across}
        for other in now.conditions:
            if _concedes(condition) != _concedes(other) and met & set(other.places):
                return Veto("modality", condition.text, other.text)
    if len(was.conditions) > len(now.conditions) and (text := _conditioned(was, across)):
        return Veto("modality", text, "")
    if len(now.conditions) > len(was.conditions) and (text := _conditioned(now, back)):
        return Veto("modality", "", text)
    if not now.doubts and not _able(now) and (text := _doubted(was, now, across)):
        return Veto("modality", text, "")
    if not was.doubts and not _able(was) and (text := _doubted(now, was, back)):
        return Veto("modality", "", text)
    return None


def _conditioned(f: Form, across: dict[int, int]) -> str:
    """The word that sets a condition of which the other quote has not even half: «متى رغب الطرفان» says «إذا» too."""
    first = ((c.text, c.places[:CONDITION]) for c in f.conditions)
    return next((text for text, places in first if 2 * sum(p in across for p in places) <= len(places)), "")


def _concedes(condition: Scope) -> bool:
    """«حتى لو» says that it makes no difference."""
    return condition.text.startswith("حتى")


def _able(f: Form) -> bool:
    return any(able(term.key) for term in f.terms)


def _doubted(f: Form, other: Form, across: dict[int, int]) -> str:
    doubted = (d for d in f.doubts if any(p in across for p in d.places[:2]) or _told_beside(f, d, other, across))
    return next((d.text for d in doubted), "")


CHECKS: tuple[Callable[[Form, Form, Alignment], Veto | None], ...] = (number, times, names, negation, verb, modality)
