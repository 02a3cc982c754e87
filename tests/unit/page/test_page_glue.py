import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.page.glue import is_headlines, trim

TEXT = "أعلنت البلدية افتتاح مكتبة عامة جديدة في الحي القديم من المدينة."


@pytest.mark.parametrize(
    ("line", "text", "cut"),
    [
        (TEXT, TEXT, []),
        (f"أخبار ذات صلة{TEXT}", TEXT, ["أخبار ذات صلة"]),
        (f"مادة إعلانية {TEXT}", TEXT, ["مادة إعلانية"]),
        (f"إعلان كما {TEXT}", f"كما {TEXT}", ["إعلان"]),
        (
            f"أخبار قد تهمك عودة اللقلق إلى البحيرة 3 مايو 2024 10:15 صباحا سوق جديد 2 مايو 2024 9:00 مساء{TEXT}",
            TEXT,
            ["أخبار قد تهمك عودة اللقلق إلى البحيرة 3 مايو 2024 10:15 صباحا سوق جديد 2 مايو 2024 9:00 مساء"],
        ),
        (f"{TEXT}عودة اللقلق إلى البحيرة بعد غياب", TEXT, ["عودة اللقلق إلى البحيرة بعد غياب"]),
        (f"إعلانو{TEXT}", f"و{TEXT}", ["إعلان"]),  # an advert's label before a further paragraph
        (f"{TEXT}طباعةحفظمشاركة", TEXT, ["طباعةحفظمشاركة"]),
        (f"{TEXT} فيسبوك | تويتر", TEXT, ["فيسبوك | تويتر"]),
        (f"{TEXT[:-1]} عبر فيسبوك وتويتر",) * 2 + ([],),  # named in the text
        (f"{TEXT}الأكثر قراءة", TEXT, ["الأكثر قراءة"]),  # a label of two words
        (f'{TEXT[:-1]}".تابعنا على تويتر', f'{TEXT[:-1]}".', ["تابعنا على تويتر"]),  # after a quotation's end
        (f"{TEXT}وصفة سهلة لخبز الصاج", TEXT, ["وصفة سهلة لخبز الصاج"]),
        (f"{TEXT} اقرأ أيضا: عودة اللقلق إلى البحيرة", TEXT, ["اقرأ أيضا: عودة اللقلق إلى البحيرة"]),
        (f"{TEXT} المصدر: وكالة الأفق", TEXT, ["المصدر: وكالة الأفق"]),
        (f"{TEXT} (إقرأ أيضا: عودة اللقلق) {TEXT}", f"{TEXT} {TEXT}", ["(إقرأ أيضا: عودة اللقلق)"]),
        (
            f"{TEXT} اقرأ أيضا: عودة اللقلق إلى البحيرة وقال المدير إن العمل مستمر.",
            f"{TEXT} وقال المدير إن العمل مستمر.",
            ["اقرأ أيضا: عودة اللقلق إلى البحيرة"],
        ),
        (
            f"{TEXT}وقال المدير إن العمل مستمر",
            f"{TEXT}وقال المدير إن العمل مستمر",
            [],
        ),  # a blank forgotten, no headline
        ("إعلان دمشق كان وثيقة سياسية وقعتها أحزاب مختلفة في ذلك العام.",) * 2 + ([],),
        ("قال إن ما نشر عن الموضوع أخبار متعلقة بالماضي ولا صلة لها بما يجري الآن.",) * 2 + ([],),
    ],
)
def test_what_is_cut(line: str, text: str, cut: list[str]) -> None:
    trimmed = trim(line)
    assert trimmed.text == text
    assert [piece for piece, _ in trimmed.cut] == cut


def test_headlines_run_together_hold_no_sentence() -> None:
    assert is_headlines("عودة اللقلق إلى البحيرةسوق جديد في الساحة")
    assert is_headlines("هل تعود الطيور؟سوق جديد في الساحة")
    assert not is_headlines("هل تعود الطيور؟سوق جديد في الساحة.")
    assert not is_headlines("عودة اللقلق إلى البحيرة")


@given(
    st.lists(
        st.sampled_from(
            [TEXT, "اقرأ أيضا", "(", ")", ":", ".", " ", "إعلان ", "3 مايو 2024", "أخبار ذات صلة", "وقال "]
        ),
        max_size=12,
    )
)
def test_nothing_is_lost(pieces: list[str]) -> None:
    line = "".join(pieces)
    trimmed = trim(line)
    kept = trimmed.text + "".join(piece for piece, _ in trimmed.cut)
    assert sorted(kept.replace(" ", "")) == sorted(line.replace(" ", ""))


@pytest.mark.parametrize("piece", ["اقرأ أيضا ", "اقرأ أيضا: ا. ", "(اقرأ أيضا ", "إعلان و", "ا.ب", "؟ا"])
def test_a_huge_line_is_read_once(piece: str) -> None:
    line = piece * (1_000_000 // len(piece))
    trimmed = trim(line)  # in squared time it would be stopped
    assert len(trimmed.text) + sum(len(cut) for cut, _ in trimmed.cut) > len(line.replace(" ", "")) * 0.9
