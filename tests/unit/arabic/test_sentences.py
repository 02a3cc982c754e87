from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.arabic.sentences import spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("قال نعم. ثم مضى.", ["قال نعم.", "ثم مضى."]),
        ("هل يعود؟ نعم! حسنا", ["هل يعود؟", "نعم!", "حسنا"]),
        ("قال د. سامي إن م. ليلى حضرت.", ["قال د. سامي إن م. ليلى حضرت."]),  # titles of one letter
        ("بلغ 3.5 مليون. انتهى.", ["بلغ 3.5 مليون.", "انتهى."]),
        ("قال: «سنعمل. لن نقف». وأضاف.", ["قال: «سنعمل. لن نقف».", "وأضاف."]),  # a quotation is one piece
        ('قال "نعم." ثم مضى.', ['قال "نعم."', "ثم مضى."]),
        ("لا أعلم... ربما غدا.. نعم.", ["لا أعلم... ربما غدا.. نعم."]),  # dots of omission
        ("العنوان\nالنص.", ["العنوان", "النص."]),
        ("عام 50 ق.م. تقريبا.", ["عام 50 ق.م. تقريبا."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == sentences


@given(st.text(alphabet='اب .؟!…«»"()\n\u00a0'))
def test_spans_cover_all_but_blanks_in_order(text: str) -> None:
    found = spans(text)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(found))
