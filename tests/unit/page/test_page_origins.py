"""Each code point of a paragraph is found again in the raw page."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.page.lines import Line, clean
from services.page.origins import origins
from services.page.stories import read

TITLE = "بلدية النخيل تفتتح مكتبة عامة في الحي القديم"
LEAD = "افتتحت بلدية النخيل، صباح الثلاثاء، مكتبة عامة جديدة تضم أربعين ألف كتاب في الحي القديم."
MORE = "وقالت رئيسة البلدية هالة السمان: «ستبقى المكتبة مفتوحة»، وأوضحت أن الدخول مجاني - للجميع - طوال العام."
NOISE = ["ـ", "\u200f", "\u00a0", "  ", "\n", "&nbsp;", "\u202b", " ـ ", "&quot;", "ﻻ", "ک", "\ufeff", "ً"]


def paragraphs(raw: str) -> list[str]:
    page = [Line(line) for row in raw.splitlines() if (line := clean(row))]
    return [text for story in read(page, None, "النخيل نت").stories for text in story.paragraphs]


@pytest.mark.parametrize(
    ("raw", "paragraph", "word", "written"),
    [
        (f"{TITLE}\n  {LEAD}", LEAD, "مكتبة", "مكتبة"),
        (f"{TITLE}\n{LEAD.replace('مكتبة', 'مكـتـبة')}", LEAD, "مكتبة", "مكـتـبة"),
        (f"{TITLE}\n{LEAD.replace('كتاب', 'کتاب')}", LEAD, "كتاب", "کتاب"),
        (f"{TITLE}\n{LEAD.replace('«', '&laquo;')}\n{MORE.replace('«', '&laquo;')}", MORE, "«ستبقى", "&laquo;ستبقى"),
        (f"{TITLE}\n{LEAD}\n{MORE.replace('-', 'ـــ')}", MORE, "- للجميع -", "ـــ للجميع ـــ"),
        (f"{TITLE}\n{LEAD}\nموسكو/ {MORE}", MORE, "هالة السمان", "هالة السمان"),
        (f"{TITLE}\n{LEAD} (اقرأ أيضا: افتتاح سوق جديد) {MORE}", f"{LEAD} {MORE}", "القديم. وقالت", None),  # a cut
    ],
)
def test_a_span_of_a_paragraph_in_the_raw_page(raw: str, paragraph: str, word: str, written: str | None) -> None:
    (found,) = origins([paragraph], raw)
    assert found
    start = paragraph.index(word)
    place = slice(found[start][0], found[start + len(word) - 1][1])
    assert raw[place] == (written or "القديم. (اقرأ أيضا: افتتاح سوق جديد) وقالت")


def test_a_paragraph_printed_twice_is_found_where_it_stands_in_the_story() -> None:
    first, second = origins([LEAD, LEAD], f"{LEAD}\n{LEAD}")
    assert first
    assert second
    assert (first[0][0], second[0][0]) == (0, len(LEAD) + 1)


def test_what_is_not_of_the_page_has_no_origin() -> None:
    assert origins([MORE, LEAD], LEAD)[0] is None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(LEAD + MORE)), st.sampled_from(NOISE)), max_size=12), st.text(max_size=30))
def test_origins_read_as_the_paragraph(noise: list[tuple[int, str]], extra: str) -> None:
    body = f"{LEAD}\n{MORE}"
    for at, sign in noise:
        body = body[:at] + sign + body[at:]
    raw = f"{TITLE}\n{body}\n{extra}"
    told = paragraphs(raw)
    for paragraph, found in zip(told, origins(told, raw), strict=True):
        assert found is not None
        assert len(found) == len(paragraph)
        solid = [(char, origin) for char, origin in zip(paragraph, found, strict=True) if char != " "]
        assert all(one[1] <= other[0] or one == other for (_, one), (_, other) in pairwise(solid))
        assert all(char in clean(raw[start:end]) for char, (start, end) in solid)
