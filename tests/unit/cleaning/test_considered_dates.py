"""Each date on a page is told with its reason, and the one that is taken is the story's."""

from datetime import UTC, datetime

import pytest

from schemas.events import RawArticle, UniqueArticle
from services.cleaning.explain import considered
from services.cleaning.stories import clean

TITLE = "بلدية النخيل تفتتح مكتبة عامة في الحي القديم"
LEAD = "افتتحت بلدية النخيل، صباح الثلاثاء، مكتبة عامة جديدة تضم أربعين ألف كتاب في الحي القديم."


def page(*lines: str) -> RawArticle:
    when = datetime(2025, 3, 1, 12, 45, tzinfo=UTC)
    url = "https://a.example/1"
    return RawArticle(article_id="a", url=url, source="النخيل نت", fetched_at=when, text="\n".join(lines))


@pytest.mark.parametrize(
    ("lines", "day", "published", "why"),
    [
        ([TITLE, "3 مايو 2024", LEAD], "2024-05-03", True, "beside the title"),
        ([TITLE, f"3 مايو 2024 - {LEAD}"], "2024-05-03", True, "beside the title"),
        ([f"{TITLE} - 3 مايو 2024", LEAD], "2024-05-03", True, "beside the title"),
        ([TITLE, LEAD, "نشر في 3 مايو 2024"], "2024-05-03", True, "labelled"),
        ([TITLE, "منذ يومين", LEAD], "2025-02-27", True, "beside the title"),
        ([TITLE, "آخر تحديث: 3 مايو 2024", LEAD], "2024-05-03", False, "update"),
        (["السبت 3/5/2024 10:45:12", TITLE, LEAD], "2024-05-03T10:45", False, "clock"),
        (["السبت 3 مايو 2024", TITLE, LEAD], "2024-05-03", True, "over the title"),
        ([TITLE, "تاريخ الطباعة: 3 مايو 2024", LEAD], "2024-05-03", False, "day of printing"),
        (["3 مايو 2024", "النخيل نت", TITLE, LEAD], "2024-05-03", False, "apart from the title"),
        ([TITLE, "29 شعبان 1446", LEAD], None, False, "leaves the day open"),
        ([TITLE, LEAD, "التعليقات (1)", "سالم: خبر جميل 3 مايو 2024"], "2024-05-03", False, "dropped as comments"),
    ],
)
def test_a_date_has_its_reason(lines: list[str], day: str | None, published: bool, why: str) -> None:
    (one,) = considered(page(*lines))
    assert (one.day, one.published) == (day, published)
    assert why in one.why


def test_of_two_that_could_be_it_the_first_is_taken() -> None:
    found = considered(page(TITLE, "29 شعبان 1446 الموافق 28 فبراير 2025", "3 مايو 2024", LEAD))
    assert [(one.day, one.published) for one in found] == [(None, False), ("2025-02-28", True), ("2024-05-03", False)]
    assert found[2].why == "another date goes before it"


@pytest.mark.parametrize("today", [["السبت 5 مايو 2024"], ["الساعة الآن 23:17:44", "السبت 5 مايو 2024"]])
def test_a_date_under_the_title_goes_before_one_over_it(today: list[str]) -> None:
    taken = [one.day for one in considered(page(*today, TITLE, "بتاريخ: 03-05-2024", LEAD)) if one.published]
    assert taken == ["2024-05-03"]


def test_a_day_beside_a_running_clock_is_none() -> None:
    assert not any(one.published for one in considered(page("الساعة الآن 23:17:44", "السبت 5 مايو 2024", TITLE, LEAD)))


@pytest.mark.parametrize("lines", [("5 مايو 2024", "نشر في 3 مايو 2024"), ("منذ يومين", "3 مايو 2024")])
def test_a_labelled_date_goes_before_others_and_a_stated_one_before_a_reckoned_one(lines: tuple[str, str]) -> None:
    found = considered(page(TITLE, *lines, LEAD))
    assert [(one.published, one.day) for one in found][1] == (True, "2024-05-03")
    assert not found[0].published


def test_what_is_told_is_what_cleaning_took() -> None:
    article = page(TITLE, "آخر تحديث: 5 مايو 2024", "نشر في 3 مايو 2024", LEAD)
    (story,) = clean(UniqueArticle(article=article, verdict="original", cluster_id="c"))
    assert [one.day for one in considered(article) if one.published] == [story.published_at] == ["2024-05-03"]
