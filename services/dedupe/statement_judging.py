"""Whether two quotes of one voice say the same: how alike they are, and what stands against it."""

from dataclasses import dataclass

from services.dedupe.statement_edits import edited
from services.dedupe.statement_form import Form
from services.dedupe.statement_likeness import Likeness, likeness
from services.dedupe.statement_vetoes import Veto, vetoes

FOLD_AT = 0.45
CONTRAST_AT = 0.5
"""Likeness from which quotes fold by themselves, and from which a veto is a contrast worth telling. On the pairs of
tests/accuracy/collapse .5 finds 1 % less of the same and merges a fifth less that differ; on the even events of
tests/accuracy/stream it loses 1.4 % and merges as much."""

COMPANY_AT = 0.35
"""Likeness from which they fold where the story repeats other statements of the same hours. Of the odd events of
tests/accuracy/stream it finds 83 % of the pairs of one statement, and without company 59 %; .4 finds 3 % less, and .25
merged three times as many that differ."""

SUBJECT = 0.65
"""Quotes less alike than this, each with a noun of its own, are two sentences on one subject."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two quotes compared.

    `vetoes` and `edit` forbid folding. `noun` is one in the place of another, `verb` the one word that was exchanged:
    by itself either makes two statements, in company it may be the other outlet's word.
    """

    alike: Likeness
    vetoes: tuple[Veto, ...] = ()
    edit: Veto | None = None
    verb: Veto | None = None
    noun: Veto | None = None

    @property
    def near(self) -> bool:
        """Whether they are the same but for what contrasts."""
        return max(self.alike.but, self.alike.score) >= CONTRAST_AT

    @property
    def against(self) -> tuple[Veto, ...]:
        """All that contrasts."""
        return self.vetoes or tuple(veto for veto in (self.edit or self.verb or self.noun,) if veto)

    @property
    def likely(self) -> bool:
        """Whether they are one statement if their stories tell of one event."""
        return self.alike.score >= COMPANY_AT and not self.vetoes and not self.edit

    @property
    def parted(self) -> bool:
        """Whether a noun stands in the place of another, or each quote has its own and they share little else."""
        alike = self.alike
        return bool(self.noun) or bool(alike.lone_a and alike.lone_b and alike.score < SUBJECT)

    @property
    def same(self) -> bool:
        """Whether they are one statement whatever else their stories say."""
        return self.likely and self.alike.score >= FOLD_AT and not self.verb and not self.parted


def judge(was: Form, now: Form) -> Judgement:
    """Compares a known quote with a later one."""
    alike = likeness(was, now)
    if max(alike.score, alike.but) < COMPANY_AT:
        return Judgement(alike)
    found = vetoes(was, now, alike.alignment)
    one = None if found else edited(was, now, alike)
    edit = Veto(*one) if one else None
    verb = edit if edit and edit.kind == "verb" else None
    noun = next((Veto("name", was.terms[i].text, now.terms[j].text) for i, j in alike.exchanged), None)
    return Judgement(alike, found, None if verb else edit, verb, noun)
