"""Each code point of a paragraph is found again in the raw page, text or HTML."""

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.events import RawArticle
from services.page.html import blocks
from services.page.lines import clean, lines
from services.page.origins import origins
from services.page.stories import read

TITLE = "بلدية النخيل تفتتح مكتبة عامة في الحي القديم"
LEAD = "افتتحت بلدية النخيل، صباح الثلاثاء، مكتبة عامة جديدة تضم أربعين ألف كتاب في الحي القديم."
MORE = "وقالت رئيسة البلدية هالة السمان: «ستبقى المكتبة مفتوحة»، وأوضحت أن الدخول مجاني - للجميع - طوال العام."
NOISE = [
    "ـ",
    "\u200f",
    "\u00a0",
    "  ",
    "\n",
    "&nbsp;",
    "\u202b",
    " ـ ",
    "&quot;",
    "ﻻ",
    "ک",
    "\ufeff",
    "ً",
    "&amp;laquo;",
]
MARKUP = [
    "<b>",
    "</b>",
    "<!-- نص -->",
    "<br>",
    "<script>نص 1</script>",
    '<a href="/?a=1&b=2">',
    "</a>",
    "<",
    ">",
    "<style>",
]


def article(**body: str) -> RawArticle:
    return RawArticle(
        url="https://a.example/1", source="النخيل نت", fetched_at=datetime(2025, 1, 1, tzinfo=UTC), **body
    )


def paragraphs(page: RawArticle) -> list[str]:
    return [text for story in read(lines(page), None, "النخيل نت").stories for text in story.paragraphs]


def as_text(raw: str) -> RawArticle:
    return article(text=raw)


def as_html(raw: str) -> RawArticle:
    rows = "\n".join(f"<p class='متن'>{row}</p>" for row in raw.splitlines())
    head = f"<head><title>{TITLE}</title><script>var متن = '{LEAD}'</script></head>"
    return article(html=f"<!doctype html><html>{head}<body><!-- {LEAD} --><div>{rows}</div></body></html>")


@pytest.mark.parametrize("page", [as_text, as_html])
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
def test_a_span_of_a_paragraph_in_the_raw_page(
    page: Callable[[str], RawArticle], raw: str, paragraph: str, word: str, written: str | None
) -> None:
    given = page(raw)
    (found,) = origins([paragraph], given)
    assert found
    start = paragraph.index(word)
    place = slice(found[start][0], found[start + len(word) - 1][1])
    body = given.text or given.html
    assert body[place] == (written or "القديم. (اقرأ أيضا: افتتاح سوق جديد) وقالت")


def test_markup_within_a_word_is_between_its_letters() -> None:
    html = f"<p>{LEAD.replace('مكتبة', 'مكت<b>بة</b>')}</p>"
    (found,) = origins([LEAD], article(html=html))
    assert found
    start = LEAD.index("مكتبة")
    assert html[found[start][0] : found[start + 4][1]] == "مكت<b>بة"


def test_an_entity_escaped_twice_is_one_origin() -> None:
    html = f"<p>{escape(LEAD.replace('،', '&quot;', 1))}</p>"
    (found,) = origins([LEAD.replace("،", '"', 1)], article(html=html))
    assert found
    start, end = found[LEAD.index("،")]
    assert html[start:end] == "&amp;quot;"


def test_a_paragraph_printed_twice_is_found_where_it_stands_in_the_story() -> None:
    first, second = origins([LEAD, LEAD], article(text=f"{LEAD}\n{LEAD}"))
    assert first
    assert second
    assert (first[0][0], second[0][0]) == (0, len(LEAD) + 1)


@pytest.mark.parametrize("raw", [LEAD, f"{LEAD} {MORE}".encode().decode("latin-1")])
def test_what_is_not_of_the_page_or_of_one_decoded_wrongly_has_no_origin(raw: str) -> None:
    assert origins([MORE], article(text=raw)) == [None]


NOISES = st.lists(st.tuples(st.integers(0, len(LEAD + MORE)), st.sampled_from(NOISE + MARKUP)), max_size=12)


def with_noise(noise: list[tuple[int, str]], extra: str = "") -> str:
    body = f"{LEAD}\n{MORE}"
    for at, sign in noise:
        body = body[:at] + sign + body[at:]
    return f"{TITLE}\n{body}\n{extra}"


def read_back(piece: str, page: RawArticle) -> str:
    """A piece of the raw page as the page's reading has it."""
    return clean(piece if page.text else "".join(block.text for block in blocks(piece)))


def exact(page: RawArticle) -> list[bool]:
    """For each paragraph whether it has origins; each is in order, and reads as its code point."""
    raw, told = page.text or page.html or "", paragraphs(page)
    all_found = origins(told, page)
    for paragraph, found in zip(told, all_found, strict=True):
        if found is None:
            continue
        assert len(found) == len(paragraph)
        solid = [(char, origin) for char, origin in zip(paragraph, found, strict=True) if char != " "]
        assert all(one[1] <= other[0] or one == other for (_, one), (_, other) in pairwise(solid))
        assert all(char in read_back(raw[start:end], page) for char, (start, end) in solid)
    return [found is not None for found in all_found]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([as_text, as_html]), NOISES)
def test_origins_read_as_the_paragraph(page: Callable[[str], RawArticle], noise: list[tuple[int, str]]) -> None:
    apart = sorted(dict(noise).items(), reverse=True)  # from the end, so that none is put into another
    assert all(exact(page(with_noise(apart))))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([as_text, as_html]),
    NOISES,
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30),
)
def test_origins_in_broken_markup_are_exact_or_none(
    page: Callable[[str], RawArticle], noise: list[tuple[int, str]], extra: str
) -> None:
    exact(page(with_noise(noise, extra)))


@pytest.mark.parametrize("piece", ["<", "<a", "<!--", "<script>", "&amp;", "<div>ا", '<a href="', "</"])
def test_a_huge_page_is_searched_once(piece: str) -> None:
    found = origins([LEAD], article(html=piece * (300_000 // len(piece))))
    assert found == [None]  # in squared time it would be stopped
