"""A quote repeated word for word but for one place is an edit; one that is reworded is not."""

from datetime import date

import pytest

from services.dedupe.statement_edits import edited
from services.dedupe.statement_likeness import likeness
from services.dedupe.statement_reading import form

SAID = date(2024, 3, 5)
VACCINE = "لقاح الحصبة وصل إلى جميع الأقاليم قبل موعده"


def judged(was: str, now: str) -> tuple[str, str, str] | None:
    a, b = form(was, SAID), form(now, SAID)
    return edited(a, b, likeness(a, b))


@pytest.mark.parametrize(
    ("was", "now", "edit"),
    [
        (VACCINE, VACCINE.replace("الحصبة", "الجدري"), ("name", "الحصبة", "الجدري")),
        ("محصول التفاح سيكون وفيرا هذا الموسم", "محصول الكرز سيكون وفيرا هذا الموسم", ("name", "التفاح", "الكرز")),
        (
            "مجلس النادي اختار سامر الحداد مدربا",
            "مجلس النادي اختار نادر الشامي مدربا",
            ("name", "سامر الحداد", "نادر الشامي"),
        ),
        (
            "ننتظر إيضاحات من واشنطن بشأن زيارة ويتكوف",
            "ننتظر إيضاحات من واشنطن بشأن زيارة المبعوث الصيني",
            ("name", "ويتكوف", "المبعوث الصيني"),
        ),
        ("المجلس سينتدب مديرا للمهرجان غدا", "المجلس سيعفي مديرا للمهرجان غدا", ("verb", "سينتدب", "سيعفي")),
    ],
)
def test_one_place_changed_is_an_edit(was: str, now: str, edit: tuple[str, str, str]) -> None:
    assert judged(was, now) == edit


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (VACCINE, "the same"),
        ("الأقاليم كافة تسلمت لقاح الجدري قبل الموعد المحدد", "other words all over"),
        ("لقاح الحصبة وصل إلى الأقاليم", "cut"),
        ("لقاح الحصبة وصل إلى جميع الأقاليم قبل موعده ووزع على المراكز", "longer"),
        ("لقاح الحصبة وصلت إلى جميع الأقاليم قبل موعدها", "other forms of the words"),
        ("إلى جميع الأقاليم وصل لقاح الجدري قبل موعده", "another order"),
    ],
)
def test_a_rewording_is_none(other: str, why: str) -> None:
    assert judged(VACCINE, other) is None, why


def test_a_post_is_written_for_the_name_of_its_holder() -> None:
    was = "ننتظر إيضاحات من واشنطن بشأن زيارة ويتكوف"
    assert judged(was, was.replace("ويتكوف", "المبعوث الأمريكي")) is None
    assert judged(was.replace("ويتكوف", "المبعوث الأمريكي"), was.replace("ويتكوف", "المبعوث ويتكوف")) is None
