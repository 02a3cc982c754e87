"""Each sign by which a lead in running text is told from a further paragraph, alone."""

import pytest

from services.page.seams import is_second, is_strange, lead_start
from services.page.types import Story

STORY = Story(
    "main",
    "الحداد يعرض خطة السد الجديد في الوادي",
    [
        "قال المتحدث باسم الحكومة رائد الحداد إن خطة السد ستعرض على البرلمان قبل نهاية الشهر.",
        "وأضاف الحداد أن ثلاث قرى ستنقل إلى الضفة الشرقية، وأن أهلها سيحصلون على بيوت وأراض زراعية.",
    ],
)
HEAD = "متحف الفنون يستعيد لوحة مفقودة"
LEAD = "استعاد متحف الفنون لوحة زيتية فقدت قبل سبعين عاما بعدما عثر عليها عامل في مخزن للأثاث."


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        (HEAD, LEAD),
        (HEAD, LEAD.replace("استعاد", "استعادت إدارة")),  # the feminine
        (HEAD, LEAD.replace("استعاد", "يستعيد")),
        (HEAD, f"الميناء - {LEAD.replace('استعاد متحف', 'في متحف')}"),  # a dateline instead of the verb
        ("", f"الميناء - رويترز - {LEAD}"),
        # who spoke before, introduced in full again
        (
            "الحداد: نعيد فتح المطار",
            "قال المتحدث باسم الحكومة رائد الحداد إن المطار سيفتح أبوابه مجددا بعد انقشاع الضباب.",
        ),
        # what any two stories share
        (HEAD, "أعلن وزير الثقافة في بيان خلال مؤتمر صحفي أن متحف الفنون استعاد لوحة زيتية قبل نهاية الشهر الجاري."),
        # a new dateline, though its subject was named before
        (HEAD, "الميناء - رويترز - قال المتحدث إن متحف الفنون استعاد لوحة زيتية فقدت قبل سبعين عاما في حريق."),
    ],
)
def test_a_story_of_its_own(head: str, lead: str) -> None:
    assert is_second(head, lead, STORY)


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("لوحة زيتية مفقودة", LEAD),  # a sub-head's length
        ("- متحف الفنون يستعيد لوحة مفقودة", LEAD),  # an item of a list
        ("متحف الفنون يستعيد لوحة مفقودة:", LEAD),
        ("هل يستعيد متحف الفنون لوحته المفقودة؟", LEAD),
        (HEAD, LEAD.replace("استعاد", "في")),  # no report
        (HEAD, f"و{LEAD}"),
        (HEAD, LEAD.replace("استعاد", "يوميات")),
        ("", f"ونقل متحف الفنون - وكالة الأفق - {LEAD}"),  # goes on, though it looks like a dateline
        ("", LEAD),
        ("", f"الميناء - {LEAD}"),  # no agency
        ("رحلة بحرية إلى جزر المرجان", LEAD),  # another's headline
        (HEAD, "استعاد متحف الفنون في الضفة الشرقية لوحة زيتية بعد عرض بيوت وأراض زراعية للبيع."),  # told before
        (HEAD, "استعاد سكان الضفة الشرقية بيوت أهلهم وأراضي زراعية ولوحة من متحف الفنون."),
        ("متحف الفنون في الضفة الشرقية للبيع", LEAD.replace("لوحة", "رسوما")),  # the headline's words were
        (HEAD, LEAD.replace("للأثاث", "للأثاث قرب السد")),  # the first story's title
        (f"{HEAD} قرب السد", LEAD),
        (HEAD, "قال الحداد إن متحف الفنون استعاد لوحة زيتية فقدت قبل سبعين عاما في حريق كبير."),  # the same speaker
        (HEAD, "قال المتحدث باسم الحكومة إن متحف الفنون استعاد لوحة زيتية فقدت قبل سبعين عاما."),
        (HEAD, "أعلن أن متحف الفنون استعاد لوحة زيتية فقدت قبل سبعين عاما في حريق كبير."),  # the same, unnamed
    ],
)
def test_a_further_paragraph(head: str, text: str) -> None:
    assert not is_second(head, text, STORY)


GROWN = "وزيرة الصناعة: نصف إنتاج مصنع الزجاج للتصدير"
GROWN_LEAD = "قالت وزيرة الصناعة رنا العطار إن نصف إنتاج مصنع الزجاج في الميناء سيخصص للتصدير."


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (GROWN + GROWN_LEAD, GROWN_LEAD),
        (f"{GROWN} {GROWN_LEAD}", None),  # a blank between them: a sentence may stand so
        (f"مصنع الزجاج{GROWN_LEAD}", None),  # too short for a headline
        (f"متحف الفنون في المدينة يفتح أبوابه{GROWN_LEAD}", None),  # of something else
        (
            "وزيرة الصناعة ترد على المقال الذي قال إن مصنع الزجاج متوقف، وتؤكد أن المصنع يعمل.",
            None,
        ),  # «المقال» is a word
        (GROWN_LEAD, None),
    ],
)
def test_a_headline_that_has_grown_onto_its_lead(text: str, lead: str | None) -> None:
    start = lead_start(text)
    assert (text[start:] if start else None) == lead


def test_a_huge_paragraph_is_searched_once() -> None:
    assert not lead_start("للمدارسقال " * 100_000)  # in squared time it would be stopped


OTHER = "عاد صيادو المرسى بأسماك كثيرة بعد ليلة هادئة."


@pytest.mark.parametrize(
    ("block", "stamped", "strange"),
    [
        ([LEAD], False, True),
        ([OTHER], False, True),
        (["السد يحتاج إلى دراسة أخرى."], False, False),  # a word of the title
        (["افتتح في الوادي متحف يضم ألف قطعة من الفخار الملون والزجاج القديم والنحاس."], False, False),
        (["افتتح في الوادي متحف يضم ألف قطعة من الفخار الملون والزجاج القديم والنحاس."], True, True),
        (["ثلاث قرى ستنقل وأهلها سيحصلون على بيوت."], True, False),  # what the story said
        ([OTHER, "البيوت والأراضي الزراعية للقرى والضفة الشرقية."], False, False),  # the paragraph after it
    ],
    ids=["a report", "a noun first", "the title", "a word of it", "under a stamp", "said before", "said after"],
)
def test_text_of_another_thing(block: list[str], stamped: bool, strange: bool) -> None:
    assert is_strange(block, STORY, stamped) is strange


def test_one_paragraph_tells_too_little_but_of_a_report() -> None:
    short = Story("main", STORY.title, STORY.paragraphs[:1])
    assert is_strange([LEAD], short, stamped=False)
    assert not is_strange(["صيادو المرسى عادوا بأسماك كثيرة."], short, stamped=False)
