"""Whether two quotes of one voice say the same: how alike they are, and what stands against it."""

from dataclasses import dataclass

from services.dedupe.statement_edits import edited
from services.dedupe.statement_form import Form
from services.dedupe.statement_likeness import Likeness, likeness
from services.dedupe.statement_vetoes import Veto, vetoes

FOLD_AT = 0.5
CONTRAST_AT = 0.5
COMPANY_AT = 0.35
SUBJECT = 0.65


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two quotes compared."""

    alike: Likeness
    vetoes: tuple[Veto, ...]
    edit: Veto | None
    noun: Veto | None

    @property
    def near(self) -> bool:
        """Whether they are the same but for what contrasts."""
        return max(self.alike.but, self.alike.score) >= CONTRAST_AT

    @property
    def apart(self) -> bool:
        a = self.alike
        return bool(a.exchanged) or bool(a.lone_a and a.lone_b and a.score < SUBJECT)

    @property
    def against(self) -> tuple[Veto, ...]:
        """All that contrasts."""
        return self.vetoes or tuple(v for v in (self.edit or self.noun,) if v)

    @property
    def likely(self) -> bool:
        return self.alike.score >= COMPANY_AT and not self.vetoes and not self.edit

    @property
    def same(self) -> bool:
        """Whether the quotes are one statement."""
        return self.alike.score >= FOLD_AT and not self.against and not self.apart


def judge(was: Form, now: Form) -> Judgement:
    """Compares a known quote with a later one."""
    alike = likeness(was, now)
    if max(alike.score, alike.but) < COMPANY_AT:
        return Judgement(alike, (), None, None)
    found = vetoes(was, now, alike.alignment)
    edit = None if found else edited(was, now, alike)
    noun = next(((was.terms[i].text, now.terms[j].text) for i, j in alike.exchanged), None)
    return Judgement(alike, found, Veto(*edit) if edit else None, Veto("name", *noun) if noun else None)
