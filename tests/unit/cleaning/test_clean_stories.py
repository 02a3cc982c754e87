from datetime import UTC, datetime

import pytest

from schemas.codec import decode, encode
from schemas.events import CleanStory, Embedded, RawArticle, UniqueArticle
from services.cleaning.app import decide
from services.cleaning.language import language
from services.cleaning.stories import clean

TITLE = "بلدية النخيل تفتتح مكتبة عامة في الحي القديم"
LEAD = "افتتحت بلدية النخيل، صباح الثلاثاء، مكتبة عامة جديدة تضم أربعين ألف كتاب في الحي القديم."
TITLE_2 = "سفينة أبحاث تعود بعينات نادرة من أعماق البحر"
LEAD_2 = "عادت سفينة الأبحاث إلى الميناء بعد رحلة استمرت أربعين يوما حاملة عينات نادرة من أعماق البحر."
FETCHED = datetime(2025, 3, 1, 12, 45, tzinfo=UTC)


def unique(*lines: str, embedded: tuple[Embedded, ...] = (), **fields: object) -> UniqueArticle:
    known = {
        "article_id": "a1",
        "url": "https://a.example/1",
        "source": "النخيل نت",
        "fetched_at": FETCHED,
        "text": "\n".join(lines),
    }
    return UniqueArticle(article=RawArticle(**known | fields), verdict="original", cluster_id="c1", embedded=embedded)


def dates(*lines: str) -> list[tuple[str | None, str | None]]:
    return [(story.published_at, story.published_at_basis) for story in clean(unique(*lines))]


@pytest.mark.parametrize(
    ("page", "date"),
    [
        ([TITLE, "3 مايو 2024 - 10:15", LEAD], "2024-05-03T10:15"),
        (["3 مايو 2024", TITLE, LEAD], "2024-05-03"),  # right over the title
        ([TITLE, LEAD, "نشر في 3 مايو 2024"], "2024-05-03"),  # below, but labelled
        ([TITLE, LEAD, "تاريخ النشر", "3 مايو 2024"], "2024-05-03"),
        ([TITLE, "آخر تحديث: 5 مايو 2024", "تاريخ النشر: 3 مايو 2024", LEAD], "2024-05-03"),
        ([TITLE, "3 مايو 2024آخر تحديث: 5 مايو 2024", LEAD], "2024-05-03"),
        ([TITLE, "كتب/ سامي الأشقر - 3 مايو 2024", LEAD], "2024-05-03"),
        (
            [TITLE, LEAD, "3 مايو 2024", "وقال المدير إن العمل مستمر طوال أيام الأسبوع."],
            "2024-05-03",
        ),  # under a summary
        ([TITLE, "29 شعبان 1446هـ الموافق 28 فبراير 2025م", LEAD], "2025-02-28"),
        ([TITLE, "10:15 بتوقيت غرينتش - 3 مايو 2024", LEAD], "2024-05-03T10:15Z"),
    ],
)
def test_a_date_that_the_page_states(page: list[str], date: str) -> None:
    assert dates(*page) == [(date, "stated")]


@pytest.mark.parametrize(
    "page",
    [
        ["السبت 3/5/2024 10:45:12", TITLE, LEAD],  # the page's clock
        ["3/5/2024 09:45", "الرئيسية", TITLE, LEAD],
        [f"السبت 1/3/2025 15:{FETCHED.minute}", TITLE, LEAD],  # the fetch in another zone
        [TITLE, LEAD, "آخر تحديث: 5 مايو 2024"],
        [TITLE, "آخر تحديث: 5 مايو 2024", LEAD],
        [TITLE, "آخر تحديث:", "5 مايو 2024", LEAD],  # on two lines
        [TITLE, LEAD, "مواضيع ذات صلة", TITLE_2, "5 مايو 2024"],
        [TITLE, LEAD, "التعليقات", "زائر", "5 مايو 2024 10:10"],
        [TITLE, LEAD, "© 2024 جميع الحقوق محفوظة"],
        [TITLE, f"النخيل في 3 مايو - {LEAD}"],  # no year
        [TITLE, "29 شعبان 1446هـ", LEAD],
        [TITLE, LEAD, "وقال المدير في 3 مايو 2024 إن المكتبة ستبقى مفتوحة."],  # told, not stamped
    ],
)
def test_what_is_no_date_of_publication(page: list[str]) -> None:
    assert dates(*page)[0] == (None, None)


def test_a_relative_stamp_is_reckoned_from_the_fetch_and_marked() -> None:
    assert dates(TITLE, "قبل 20 ساعة", LEAD) == [("2025-02-28", "relative")]


def test_a_second_story_has_its_own_date_or_none() -> None:
    assert dates(TITLE, "3 مايو 2024", LEAD, "اقرأ أيضا:", TITLE_2, LEAD_2) == [("2024-05-03", "stated"), (None, None)]
    assert dates(TITLE, LEAD, "اقرأ أيضا:", TITLE_2, "4 مايو 2024", LEAD_2) == [(None, None), ("2024-05-04", "stated")]


@pytest.mark.parametrize(
    ("page", "credit"),
    [
        ([TITLE, LEAD, "المصدر: وكالة الأفق"], "وكالة الأفق"),
        ([TITLE, LEAD, "مصدر الخبر / صحيفة المرفأ"], "صحيفة المرفأ"),
        ([TITLE, LEAD, "نقلا عن وكالة الأفق"], "وكالة الأفق"),
        ([TITLE, LEAD, "المصدر:", "الأفق الإخباري"], "الأفق الإخباري"),  # on two lines
        ([TITLE, LEAD, "(المصدر: رويترز)"], "رويترز"),
        ([TITLE, "المرفأ_متابعات", LEAD], "المرفأ"),
        ([TITLE, "وكالة الأفق", LEAD], "وكالة الأفق"),
        ([TITLE, f"موسكو (رويترز) - {LEAD}"], "رويترز"),
        ([TITLE, f"{LEAD} (أ ف ب)"], "أ ف ب"),
        ([TITLE, f"{LEAD} المصدر: وكالة الأفق"], "وكالة الأفق"),
        ([TITLE, "كتب - سامي الأشقر", LEAD], None),  # a writer
        ([TITLE, "عواصم (المرفأ، وكالات)", LEAD], None),
        ([TITLE, "موسكو - وكالات", LEAD], None),  # a place and no agency in particular
        (["موقع المرفأ الإخباري", TITLE, LEAD], None),  # the site's own name above all
        ([TITLE, LEAD, "عودة اللقلق إلى البحيرة", "صحيفة الجسر", "سوق جديد للحرف", "موقع نبأ"], None),  # a list's
        ([TITLE, LEAD], None),
    ],
)
def test_source_credit(page: list[str], credit: str | None) -> None:
    assert [story.source_credit for story in clean(unique(*page))] == [credit]


def test_a_page_without_a_story_gives_one_without_paragraphs_and_everything_dropped() -> None:
    (story,) = clean(unique("الرئيسية", "سياسة", "© 2024 النخيل نت"))
    assert (story.paragraphs, story.title, story.role, story.cluster_id) == ((), None, "main", "c1")
    assert [dropped.text for dropped in story.dropped] == ["الرئيسية", "سياسة", "© 2024 النخيل نت"]


def test_what_was_dropped_stands_once_with_its_reason() -> None:
    first, second = clean(unique(TITLE, "3 مايو 2024", LEAD, "شارك", "اقرأ أيضا:", TITLE_2, LEAD_2))
    assert {(dropped.text, dropped.reason) for dropped in first.dropped} == {
        ("شارك", "share"),
        ("اقرأ أيضا:", "read_also"),
        ("3 مايو 2024", "stamp"),
    }
    assert second.dropped == ()


def test_ids_follow_article_content_and_position() -> None:
    page = unique(TITLE, LEAD, "اقرأ أيضا:", TITLE_2, LEAD_2)
    ids = [story.story_id for story in clean(page)]
    assert ids == [story.story_id for story in clean(page)]
    assert (
        len({*ids, clean(unique(TITLE, LEAD))[0].story_id, clean(unique(TITLE, LEAD, article_id="a2"))[0].story_id})
        == 4
    )
    assert [story.position for story in clean(page)] == [0, 1]


@pytest.mark.parametrize(("known", "cluster"), [(0, None), (1, "k0"), (2, None)])
def test_a_second_story_takes_a_known_cluster_only_where_there_is_one_of_each(known: int, cluster: str | None) -> None:
    embedded = tuple(Embedded(cluster_id=f"k{i}", copy_of="b", containment=0.9) for i in range(known))
    stories = clean(unique(TITLE, LEAD, "اقرأ أيضا:", TITLE_2, LEAD_2, embedded=embedded))
    assert [story.cluster_id for story in stories] == ["c1", cluster]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (LEAD, "ar"),
        ("رئیس جمهور گفت که این طرح پس از بررسی چند ماهه به مجلس می رود و گزارش آن منتشر می شود", "fa"),
        ("Пресс-секретарь сообщил, что встреча состоится на следующей неделе", "ru"),
        ("Речник заявив, що зустріч відбудеться наступного тижня у Києві", "uk"),
        ("The spokesman said that the meeting was moved to the next week", "en"),
        ("", "und"),
        ("Lorem ipsum dolor sit amet consectetur", "und"),
    ],
)
def test_language_by_script(text: str, tag: str) -> None:
    assert language(text) == tag


def test_other_languages_pass_by_the_rules_that_know_no_language() -> None:
    page = [
        "Library opens in the old town",
        "3 May 2024",
        "The town opened a new public library on Tuesday with forty thousand books in three languages.",
    ]
    (story,) = clean(unique(*page, "Share", "All rights reserved"))
    assert (story.language, story.title, story.published_at) == ("en", page[0], "2024-05-03")
    assert story.paragraphs == (page[2],)


def test_what_the_article_says_of_its_language_stands() -> None:
    assert clean(unique(TITLE, LEAD, language="ar-EG"))[0].language == "ar-EG"


def test_every_story_is_sent_and_decodes() -> None:
    sent = decide(unique(TITLE, LEAD, "اقرأ أيضا:", TITLE_2, LEAD_2))
    assert [outgoing.topic for outgoing in sent] == ["stories.clean"] * 2
    assert all(decode(CleanStory, encode(outgoing.event)) == outgoing.event for outgoing in sent)


def declared(day: str, *rows: str) -> list[tuple[str | None, str | None]]:
    head = f'<head><meta property="article:published_time" content="{day}"></head>'
    html = f"<html>{head}<body>{''.join(f'<p>{row}</p>' for row in rows)}</body></html>"
    return [(s.published_at, s.published_at_basis) for s in clean(unique(text=None, html=html))]


@pytest.mark.parametrize(
    ("day", "rows", "date"),
    [
        ("2024-05-03T10:15:20+0300", [TITLE, LEAD], ("2024-05-03T10:15+03:00", "stated")),
        ("2024-05-03", [TITLE, "منذ يومين", LEAD], ("2024-05-03", "stated")),  # before a reckoned one
        ("2024-05-03", [TITLE, "آخر تحديث: 5 مايو 2024", LEAD], ("2024-05-03", "stated")),
        ("2024-05-03", [TITLE, "4 مايو 2024", LEAD], ("2024-05-04", "stated")),  # what readers see goes first
        ("2025-03-04", [TITLE, LEAD], (None, None)),  # yet to come
        ("1970-01-01T00:00:00Z", [TITLE, LEAD], (None, None)),
        ("soon", [TITLE, LEAD], (None, None)),
    ],
)
def test_a_date_that_the_markup_declares(day: str, rows: list[str], date: tuple[str | None, str | None]) -> None:
    assert declared(day, *rows) == [date]


def test_a_declared_date_is_the_main_storys_alone() -> None:
    assert declared("2024-05-03", TITLE, LEAD, "اقرأ أيضا:", TITLE_2, LEAD_2) == [
        ("2024-05-03", "stated"),
        (None, None),
    ]


def test_a_page_without_a_story_has_no_declared_date() -> None:
    assert declared("2024-05-03", "الرئيسية", "سياسة", "رياضة") == [(None, None)]
