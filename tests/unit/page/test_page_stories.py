from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.arabic.normal import words
from services.page.lines import Line
from services.page.stories import read

TITLE = "بلدية النخيل تفتتح مكتبة عامة في الحي القديم"
LEAD = "افتتحت بلدية النخيل، صباح الثلاثاء، مكتبة عامة جديدة تضم أربعين ألف كتاب في الحي القديم."
MORE = "وقالت رئيسة البلدية إن المكتبة ستبقى مفتوحة طوال أيام الأسبوع دون رسوم."
TITLE_2 = "سفينة أبحاث تعود بعينات نادرة من أعماق البحر"
LEAD_2 = "عادت سفينة الأبحاث إلى الميناء بعد رحلة استمرت أربعين يوما حاملة عينات نادرة من أعماق البحر."
MORE_2 = "وأوضح قائد البعثة أن الفريق وثق تسعة مواقع لم تكن مسجلة على الخرائط البحرية."
HEADLINE = "عودة طائر اللقلق إلى بحيرة الشمال بعد غياب"
MAIN = ("main", TITLE, [LEAD, MORE])
SECOND = ("also_read", TITLE_2, [LEAD_2, MORE_2])


def told(*texts: str, title: str | None = None) -> list[tuple[str, str | None, list[str]]]:
    reading = read([Line(text) for text in texts], title, "النخيل نت")
    return [(story.role, story.title, story.paragraphs) for story in reading.stories]


@pytest.mark.parametrize(
    "page",
    [
        [TITLE, LEAD, MORE],
        ["الرئيسية", "أخبار", TITLE, "3 مايو 2024", "شارك", LEAD, MORE, "المصدر: وكالة الأفق", "وسوم: مدن"],
        [TITLE, LEAD, MORE, "* الأحدث", "* عودة طائر اللقلق إلى البحيرة", "* ما سر لون البحيرة الوردي؟"],  # items
        ["الأقسام", "مدن", TITLE, "3 مايو 2024", "التعليقات (2)", "سامي الأشقر", LEAD, MORE],  # labels above the text
        [TITLE, LEAD, "إقرأ أيضا", HEADLINE, MORE],  # a box amid the text
        [TITLE, LEAD, f"اقرأ أيضا: {HEADLINE}", MORE],
        [TITLE, LEAD, "إعلان", MORE, "مواضيع ذات صلة", HEADLINE, TITLE_2],
        ["الأكثر قراءة", HEADLINE, TITLE_2, TITLE, LEAD, MORE],  # a list above
        [TITLE, LEAD, MORE, "التعليقات", "زائر", "شكرا لكم على هذا الخبر الجميل، أتمنى أن نرى مثله في مدينتنا قريبا."],
        [
            TITLE,
            LEAD,
            MORE,
            "نبذة عن الكاتب",
            "سامي الأشقر كاتب ومصور يعيش في الجبل ويكتب عن المدن الصغيرة وأهلها منذ عقدين.",
        ],
        [TITLE, TITLE, LEAD, LEAD, MORE, MORE],  # printed twice
        [f"النخيل نت | {TITLE}", LEAD, MORE],
        [TITLE, f"النخيل نت: {LEAD}", MORE],
        [TITLE, f"النخيل نت{LEAD}", MORE],
        [TITLE, f"النخيل، 16 يناير - الأفق. {LEAD}", MORE],
        [TITLE, f"موسكو/ النخيل - {LEAD}", MORE],
        [TITLE, f"غرّدشاركأرسل{LEAD}", MORE],
        [TITLE, f"شارك القصة على واتساب{LEAD}", MORE],
        [TITLE, LEAD, MORE, "مواضيع ذات صلة", "«الميناء» يستعد لموسم الصيد بسوق جديد"],
        [TITLE, LEAD, MORE, "«الميناء» يستعد لموسم الصيد بسوق جديد"],  # a headline that begins with a quotation
        [TITLE, TITLE + LEAD, MORE],  # the title glued to the lead
        [TITLE, f"النخيل - (رويترز) - {LEAD}", MORE],
        [TITLE, LEAD, MORE, "المصدر: وكالة الأفق", "السنبلة منصة رقمية تأسست قبل عشر سنوات ويعمل فيها أربعون صحفيا."],
        [TITLE, "صورة أرشيفية لميناء المدينة خلال احتفالات العام الماضي (الأناضول)", LEAD, MORE],
    ],
)
def test_one_story(page: list[str]) -> None:
    assert told(*page) == [MAIN]


@pytest.mark.parametrize(
    "between",
    [
        ["اقرأ أيضا:", TITLE_2],
        ["المصدر: وكالة الأفق", "إقرأ أيضاً:", TITLE_2, "المرفأ_متابعات"],
        ["قد يهمك أيضا", HEADLINE, TITLE_2],
        [f"شاهد أيضا: {TITLE_2}"],
        ["كلمات دلالية: مدن", TITLE_2, "3 مايو 2024"],  # no marker, but an end and a stamp
    ],
)
def test_a_second_story(between: list[str]) -> None:
    assert told(TITLE, LEAD, MORE, *between, LEAD_2, MORE_2, "مقالات مشابهة", HEADLINE) == [MAIN, SECOND]


@pytest.mark.parametrize("glue", [" ", ""])
def test_a_second_story_under_a_headline_glued_to_the_first(glue: str) -> None:
    assert told(TITLE, LEAD, f"{MORE}{glue}اقرأ أيضا: {TITLE_2}", LEAD_2, MORE_2) == [MAIN, SECOND]
    assert told(TITLE, f"{LEAD}{glue}اقرأ أيضا: {HEADLINE}", MORE) == [MAIN]


@pytest.mark.parametrize(
    "talk",
    [
        "النخيل نت مؤسسة غير ربحية تأسست قبل عشر سنوات، ويعمل فيها أربعون محررا بثلاث لغات.",
        "إن وجدتم خطأ في المادة فأخبرونا به وسنصححه في أقرب وقت.",
    ],
)
def test_a_site_on_itself_after_or_over_the_story_is_none_of_it(talk: str) -> None:
    assert told(TITLE, LEAD, MORE, talk) == [MAIN]
    assert told(talk, TITLE, LEAD, MORE) == [MAIN]
    assert told(TITLE, LEAD, MORE, talk, MORE_2) != [MAIN]  # amid the text it stays


def test_a_report_that_names_the_outlet_keeps_its_end() -> None:
    for last in (
        "وكانت النخيل نت نشرت قبل عام تقريرا عن المبنى المهجور.",  # goes on
        "النخيل نت سألت أمين المكتبة هالة السمان عن الكتب النادرة فقال إنها تحفظ في قاعة مغلقة.",  # reports
    ):
        assert told(TITLE, LEAD, MORE, last) == [("main", TITLE, [LEAD, MORE, last])]


def test_an_answer_under_a_question_after_a_box_begins_no_story() -> None:
    questions = ["- متى يفتح الجناح الجديد أبوابه؟", "- كلمة أخيرة؟"]
    answer = "شكرا لكل من أعاد إلينا كتابا وجده في بيته القديم."
    page = [TITLE, LEAD, questions[0], MORE, "قد يهمك أيضا", HEADLINE, TITLE_2, questions[1], answer]
    assert len(told(*page)) == 1


def test_a_list_with_other_signs_does_not_go_on_with_the_items_of_the_text() -> None:
    announced = "وتشمل الخطة ثلاث مراحل تبدأ في الصيف وتنتهي بعد ثلاثة أعوام من الآن وهي بحسب البيان المنشور كما يلي:"
    items = ["1. توسيع المبنى", "2. تدريب المتطوعين"]
    page = [TITLE, LEAD, announced, *items, "* عودة طائر اللقلق", "* سوق جديد للحرف"]
    assert told(*page) == [("main", TITLE, [LEAD, announced, *items])]


def test_an_answer_begins_no_story() -> None:
    answer = "- متى يفتح الجناح الجديد أبوابه للزوار؟"
    page = [
        TITLE,
        LEAD,
        f"{answer} اقرأ أيضا: {HEADLINE}",
        "في الخريف.",
        "وقد اتفقنا على موعد الافتتاح مع البلدية قبل أيام.",
    ]
    assert len(told(*page)) == 1


def test_an_agency_signs_off_each_story_of_a_digest() -> None:
    signed = MORE + " (رويترز)"
    assert told(TITLE, LEAD, signed, TITLE_2, LEAD_2, MORE_2 + " (أ ف ب)") == [MAIN, SECOND]
    assert told(TITLE, LEAD, MORE, "(رويترز)", TITLE_2, LEAD_2, MORE_2) == [MAIN, SECOND]
    assert told(TITLE, LEAD + " (رويترز)", MORE) == [MAIN]  # amid one


@pytest.mark.parametrize(
    "page",
    [
        [],
        ["الرئيسية", "سياسة", "اقتصاد", "© 2024 النخيل نت"],
        ["الرئيسية", TITLE, "منذ ساعتين", HEADLINE, "3 مايو 2024", TITLE_2],
        ["النخيل نت", "يبدو أن الرابط الذي تبعته معطل أو أن الصفحة حذفت.", HEADLINE],
        [
            TITLE,
            "منذ ساعة",
            LEAD,
            "اقرأ المزيد",
            TITLE_2,
            "منذ ساعة",
            LEAD_2,
            "اقرأ المزيد",
            HEADLINE,
            "منذ ساعة",
            MORE,
            "اقرأ المزيد",
        ],
    ],
)
def test_no_story(page: list[str]) -> None:
    assert told(*page) == []


@pytest.mark.parametrize(
    ("crawled", "lines", "title"),
    [
        (f"{TITLE} | النخيل نت", [LEAD, MORE], TITLE),  # no title on the page
        (f"{TITLE} - النخيل نت", [HEADLINE, TITLE, LEAD, MORE], TITLE),  # tells which line it is
        ("النخيل نت", [TITLE, LEAD, MORE], TITLE),  # generic
        ("النخيل نت", [LEAD, MORE], None),
        (None, [LEAD, MORE], None),
        (None, [f"الرئيسية > أخبار > {TITLE}", TITLE, LEAD, MORE], TITLE),
    ],
)
def test_whose_title(crawled: str | None, lines: list[str], title: str | None) -> None:
    assert [found for _, found, _ in told(*lines, title=crawled)] == [title]


@pytest.mark.parametrize(
    "short",
    ["وختم حديثه بالشكر", "لم يعلق أحد.", "«لن نترك أحدا خلفنا»", "- ما الخطوة التالية بعد الافتتاح؟"],
)
def test_short_lines_that_go_on_with_the_text_are_text(short: str) -> None:
    assert told(TITLE, LEAD, short, MORE) == [("main", TITLE, [LEAD, short, MORE])]


def test_a_list_that_the_text_announces_is_text() -> None:
    announced = "وتشمل الخطة ثلاث مراحل تبدأ في الصيف وتنتهي بعد ثلاثة أعوام من الآن وهي بحسب البيان المنشور كما يلي:"
    items = ["• توسيع المبنى", "• تدريب المتطوعين"]
    assert told(TITLE, LEAD, announced, *items) == [("main", TITLE, [LEAD, announced, *items])]


def test_a_lead_without_its_full_stop_is_no_headline() -> None:
    assert told(TITLE, LEAD.rstrip("."), MORE) == [("main", TITLE, [LEAD.rstrip("."), MORE])]


def test_a_flash_is_a_story_where_nothing_is_around_it() -> None:
    flash = ["عاجل: رئيسة البلدية تعلن موعد افتتاح المكتبة", "هالة السمان: المكتبة مفتوحة طوال الأسبوع دون رسوم"]
    assert told(*flash) == [("main", None, flash)]
    assert told(*flash, "الرئيسية", "© النخيل نت") == []


PIECES = [
    TITLE,
    LEAD,
    MORE,
    TITLE_2,
    LEAD_2,
    HEADLINE,
    "اقرأ أيضا:",
    "المصدر: وكالة الأفق",
    "3 مايو 2024",
    "التعليقات",
    "شارك",
    ".",
    "الرئيسية",
    f"أخبار ذات صلة{LEAD}",
    f"{MORE}{HEADLINE}",
    "قبل 3 ساعات",
    "عن الكاتب",
    "وسوم:",
    "نبض",
    "Плахой текст без смысла",
    "• بند",
    "انتهى",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=25),
    st.sampled_from([None, TITLE, "النخيل نت", "من نحن"]),
)
@settings(max_examples=300)
def test_every_letter_of_the_page_ends_in_a_story_or_among_the_dropped(page: list[str], title: str | None) -> None:
    lines = [Line(text) for piece in page if (text := " ".join(piece.split()))]
    reading = read(lines, title, "النخيل نت")
    kept = [text for text, _ in reading.dropped]
    for story in reading.stories:
        kept += [story.title or "", *story.paragraphs, *(about.text for about in story.about)]
    assert not letters(*(line.text for line in lines)) - letters(*kept)


def letters(*texts: str) -> Counter[str]:
    return Counter("".join(words(" ".join(texts))))


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        (TITLE_2, LEAD_2),
        (TITLE_2, f"الميناء - وكالة الأفق - {LEAD_2}"),
        (None, f"الميناء (رويترز) - {LEAD_2}"),  # a dateline with its agency
        (
            "العطار: نصف الإنتاج للتصدير",
            "قالت وزيرة الصناعة رنا العطار إن نصف إنتاج المصنع سيخصص للتصدير خلال العام المقبل.",
        ),
    ],
)
def test_a_second_story_that_nothing_marks(head: str | None, lead: str) -> None:
    stories = told(TITLE, LEAD, MORE, *([head] if head else []), lead)
    assert [(role, title) for role, title, _ in stories] == [("main", TITLE), ("also_read", head)]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (
            "ترميم المبنى",
            "استغرقت أعمال الترميم ثمانية أشهر شارك فيها عشرون حرفيا من أبناء المنطقة.",
        ),  # too short a head
        ("ترميم السور الشرقي: الخطوة التالية..", "استغرق ترميم السور الشرقي ثمانية أشهر شارك فيها عشرون حرفيا."),
        (
            "ترميم السور الشرقي قبل الشتاء",
            "قالت رئيسة البلدية إن ترميم السور الشرقي سينتهي قبل الشتاء المقبل.",
        ),  # the same speaker
        ("ترميم السور الشرقي قبل الشتاء", "قالت إن ترميم السور الشرقي سينتهي قبل حلول الشتاء المقبل بشهر كامل."),
        (
            "ترميم السور الشرقي قبل الشتاء",
            "سيبقى السور الشرقي مغلقا أمام الزوار حتى نهاية فصل الشتاء المقبل كله.",
        ),  # no report
        (
            "ترميم السور الشرقي قبل الشتاء",
            "كشف المقاول سعيد العمري عن قرب ترميم السور الشرقي في الحي القديم.",
        ),  # its topic
        (
            "ترميم السور الشرقي قبل الشتاء",
            "كشف الطبيب سعيد العمري عن دواء تجريبي يخفف آلام الظهر والركبتين.",
        ),  # not the head's
        (None, "كشف الطبيب سعيد العمري عن دواء تجريبي يخفف آلام الظهر والركبتين عند الرياضيين."),
    ],
)
def test_a_part_of_one_story(head: str | None, text: str) -> None:
    assert told(TITLE, LEAD, MORE, *([head] if head else []), text) == [("main", TITLE, [LEAD, MORE, text])]


@pytest.mark.parametrize(
    "between",
    [
        ["متى يبدأ ترميم السور الشرقي؟"],  # a question that the text answers
        ["وشملت الأعمال ما يلي:", "1. ترميم السور الشرقي", "2. إعادة طلاء الأبواب"],
        ["- ترميم السور الشرقي", "- إعادة طلاء الأبواب"],
        ["السيدة الوزيرة،", "نكتب إليك من الحي القديم"],  # after a comma the sentence goes on
        ["هل الدخول مجاني؟", '"نعم".'],  # said, and no label of a poll
        ["وقال المدير:", "لا."],
        ["أعلن المقاول انتهاء الجزء الأكبر من أعمال الترميم"],  # an outlet that ends no sentence in a full stop
    ],
)
def test_short_lines_that_are_text(between: list[str]) -> None:
    end = "ويستغرق ذلك ثمانية أشهر ويشارك فيه عشرون حرفيا من أبناء المنطقة."
    assert told(TITLE, LEAD, MORE, *between, end) == [("main", TITLE, [LEAD, MORE, *between, end])]


@pytest.mark.parametrize(
    "between",
    [
        ["برأيك، هل تنجح هذه الخطوة؟"],  # a poll
        ["كيف تختار حقيبة مدرسية؟", "سوق جديد في الساحة"],  # headlines
        ["ترميم السور"],
        ["نعم", "لا"],
        ["وفر 25%"],
    ],
)
def test_short_lines_that_are_none(between: list[str]) -> None:
    end = "ويستغرق ذلك ثمانية أشهر ويشارك فيه عشرون حرفيا من أبناء المنطقة."
    assert told(TITLE, LEAD, MORE, *between, end) == [("main", TITLE, [LEAD, MORE, end])]


def test_a_story_under_a_link_to_comments_is_none() -> None:
    page = (TITLE, LEAD, MORE, "تعليق واحد", TITLE_2, "3 مايو 2024", LEAD_2)
    assert [(role, title) for role, title, _ in told(*page)] == [("main", TITLE), ("also_read", TITLE_2)]


def test_text_goes_on_under_a_box_of_headlines() -> None:
    box = ["اقرأ أيضا:", "سوق جديد في ساحة البلدية"]
    rest = ["وقال المدير:", "«المكتبة ملك للجميع»", "وتبقى مفتوحة طوال أيام الأسبوع."]
    assert told(TITLE, LEAD, *box, *rest) == [("main", TITLE, [LEAD, *rest])]


def test_a_question_in_a_list_of_headlines_is_one_of_them() -> None:
    box = ["مواضيع ذات صلة", "• سوق جديد في الساحة", "• كيف تختار حقيبة مدرسية؟", "- ما سر لون البحيرة؟", "• ختام"]
    assert told(TITLE, LEAD, MORE, *box) == [("main", TITLE, [LEAD, MORE])]


def test_a_list_goes_on_after_a_note() -> None:
    items = ["• قاعة للأطفال", "• مختبر للترميم"]
    opens, end = "وتضم المكتبة ما يلي:", "ويستغرق ذلك ثمانية أشهر ويشارك فيه عشرون حرفيا من أبناء المنطقة."
    page = (TITLE, LEAD, opens, "اشترك في نشرتنا البريدية", *items, end)
    assert told(*page) == [("main", TITLE, [LEAD, opens, *items, end])]


def test_stories_with_a_rule_between_them() -> None:
    page = (f"1- {TITLE}", LEAD, MORE, "* * *", f"2- {TITLE_2}", LEAD_2)
    assert [(role, title) for role, title, _ in told(*page)] == [
        ("main", f"1- {TITLE}"),
        ("also_read", f"2- {TITLE_2}"),
    ]


def test_the_outlet_with_a_city_is_no_headline() -> None:
    assert told("النخيل نت - المدينة", LEAD, MORE) == [("main", None, [LEAD, MORE])]


def test_first_paragraphs_under_their_headlines_make_a_section_and_no_story() -> None:
    items = [
        (TITLE, LEAD),
        (TITLE_2, LEAD_2),
        (
            "مزارعو الزيتون يبدأون موسم القطاف مبكرا",
            "بدأ مزارعو الزيتون في القرى الجنوبية موسم القطاف قبل موعده بأسبوعين بسبب الحر.",
        ),
        (
            "طالبة تفوز بجائزة الخط العربي للناشئين",
            "فازت طالبة من الصف التاسع بجائزة الخط العربي للناشئين في ختام المسابقة السنوية.",
        ),
    ]
    long_lead = " ".join([LEAD_2, MORE_2, LEAD_2, MORE_2])  # longer than teasers are
    items[1] = (TITLE_2, long_lead)
    page = [text for item in items for text in item]
    assert told("منوعات", *page, "تحميل المزيد") == []
    assert told(TITLE, LEAD, MORE, *page[2:])[0] == MAIN


def test_two_first_paragraphs_in_a_box_are_no_second_story() -> None:
    box = [TITLE_2, " ".join([LEAD_2, MORE_2] * 2), "«النخيل نت» (بيروت)", HEADLINE]  # longer than teasers are
    long_lead = "عاد طائر اللقلق إلى بحيرة الشمال بعد غياب دام عقدين، ورصد مراقبون أربعة أعشاش قرب القصب."
    assert told(TITLE, LEAD, MORE, "مواضيع ذات صلة", *box, long_lead, "«النخيل نت» (عمان)") == [MAIN]


def test_a_box_of_stamped_headlines_amid_the_text_leads_no_story() -> None:
    box = ["ذات صلة", HEADLINE, "2 مايو 2024", "شاهد.. لحظة وصول أول قطار إلى المحطة", "1 مايو 2024"]
    other = "صوّر متطوعون غروب الشمس فوق الواحة من أعلى البرج قبل بدء الحفل."
    assert told(TITLE, LEAD, *box, MORE, other) == [("main", TITLE, [LEAD, MORE, other])]


def test_paragraphs_under_headings_of_one_subject_make_a_story() -> None:
    page = [
        (
            "العاشرة صباحا: وصول الوفود إلى المكتبة",
            "وصلت وفود المدن إلى مكتبة النخيل العامة، وكان في استقبالها رئيسة البلدية وموظفو المكتبة.",
        ),
        (
            "الظهيرة: قص الشريط أمام الحضور كلهم",
            "قصت رئيسة البلدية الشريط أمام الوفود، وفتحت مكتبة النخيل العامة أبوابها للسكان.",
        ),
        (
            "العصر: جولة في قاعة الأطفال الجديدة",
            "جال موظفو المكتبة مع الوفود في قاعة الأطفال، وهي أكبر قاعات مكتبة النخيل العامة.",
        ),
        (
            "المساء: ختام يوم طويل في المكتبة",
            "ودعت رئيسة البلدية وفود المدن، وبقيت مكتبة النخيل العامة مفتوحة حتى منتصف الليل.",
        ),
    ]
    assert [len(paragraphs) for _, _, paragraphs in told(*[text for pair in page for text in pair])] == [4]


def test_a_label_that_repeats_is_no_headline() -> None:
    labels = ["مشاركة التحديث", "نسخ رابط التحديث"]
    verses = ["يا دار أهلي *** كم طال التردد", "إن كان للأيام وجه *** فالقلب مرآة"]
    entries = [text for entry in (LEAD, MORE, *verses) for text in (entry, *labels, "21:30")]
    assert told(TITLE, *entries) == [("main", TITLE, [LEAD, MORE, *verses])]


def test_a_table_with_a_remark_is_no_story() -> None:
    rates = [cell for name in ("دولار", "يورو", "ريال", "دينار") for cell in (name, "شراء 30.90", "بيع 30.95")]
    assert told("أسعار العملات في السوق", *rates, "الأسعار استرشادية وقد تختلف من بنك إلى آخر.") == []
    row = " ".join(f"{name} شراء 30.90 بيع 30.95" for name in ("دولار أمريكي", "يورو", "ريال", "دينار"))
    assert told("أسعار العملات", row, "الأسعار استرشادية وقد تختلف من بنك إلى آخر.") == []


@pytest.mark.parametrize(
    "notice",
    [
        "هذا الفيديو غير متاح في بلدك بسبب قيود حقوق البث.",
        "تم حظر الوصول إلى هذه الصفحة من منطقتك الجغرافية لأسباب تتعلق بالحقوق.",
        "الموقع تحت الصيانة حاليا وسنعود قريبا بحلة جديدة وخدمات أفضل.",
        "انتهت صلاحية الجلسة وسيعاد توجيهك تلقائيا إلى صفحة الدخول خلال ثوان.",
        "لم يتم العثور على نتائج مطابقة لكلمات البحث المدخلة في هذا القسم.",
        "يتطلب عرض هذه الصفحة تفعيل جافا سكريبت في متصفحك.",
    ],
    ids=["rights", "region", "maintenance", "session", "search", "script"],
)
def test_a_notice_in_the_sites_frame_is_no_story(notice: str) -> None:
    assert told("النخيل نت", "الرئيسية", "سياسة", notice, "© 2024 النخيل نت") == []


@pytest.mark.parametrize(
    "report",
    [
        "استأنف مطار الميناء حركة الإقلاع والهبوط ظهر الجمعة بعد توقف استمر خمس ساعات بسبب الضباب.",
        "الرئيس يزور الجزيرة غدا في زيارة تستمر ثلاثة أيام يلتقي خلالها الصيادين.",
        "هز انفجار قوي وسط العاصمة فجر اليوم ولم ترد أنباء عن ضحايا.",
        "أسعار النفط ترتفع بأكثر من اثنين بالمئة بعد قرار خفض الإنتاج.",
        "لقي ثلاثة أشخاص مصرعهم في حادث سير على الطريق الساحلي.",
        "تستضيف المدينة الشهر المقبل مهرجانا للموسيقى بمشاركة فرق من عشرة بلدان.",
    ],
    ids=["resumed", "a noun first", "an explosion", "prices", "a passive", "the present"],
)
@pytest.mark.parametrize(
    "menu", [["الرئيسية", "سياسة"], ["الرئيسية", *["خبر آخر من المدينة القديمة"] * 8]], ids=["menu", "list"]
)
def test_a_report_of_one_sentence_is_a_story_in_the_same_frame(report: str, menu: list[str]) -> None:
    assert told("النخيل نت", *menu, report, "© 2024 النخيل نت")[0][2] == [report]


TEASE = "هكذا بدأت الحكاية"


@pytest.mark.parametrize(
    "between",
    [
        ["إقرأ أيضا", TEASE],
        ["إقرأ أيضا", HEADLINE, TEASE],
        ["مواضيع ذات صلة", TEASE, "3 مايو 2024"],
        ["وسوم: مدن", "إقرأ أيضا", HEADLINE, TEASE],
    ],
    ids=["one headline", "a list", "a stamp", "after the end"],
)
def test_a_second_story_under_a_headline_that_shares_no_word_with_it(between: list[str]) -> None:
    assert told(TITLE, LEAD, MORE, *between, LEAD_2, MORE_2) == [MAIN, ("also_read", TEASE, [LEAD_2, MORE_2])]


def test_text_after_a_headline_of_another_thing_goes_on_where_it_speaks_of_the_story() -> None:
    further = "المكتبة الجديدة في الحي القديم تضم قاعة للأطفال ومختبرا لترميم الكتب."
    assert told(TITLE, LEAD, MORE, "إقرأ أيضا", TEASE, further) == [("main", TITLE, [LEAD, MORE, further])]


def test_text_that_the_story_announces_goes_on_after_a_box() -> None:
    asked = "وفيما يلي نص ما نشرته اللجنة في ختام اجتماعها أمس في القاعة الكبرى:"
    assert told(TITLE, LEAD, asked, "إقرأ أيضا", TEASE, LEAD_2) == [("main", TITLE, [LEAD, asked, LEAD_2])]


def test_what_goes_on_with_lost_text_is_lost_too() -> None:
    lost = "السنبلة منصة رقمية تأسست قبل عشر سنوات ويعمل فيها أربعون صحفيا."
    page = [TITLE, LEAD, MORE, "المصدر: وكالة الأفق", lost, "وتصدر السنبلة كل أسبوع نشرة بالبريد يقرؤها ألوف."]
    assert told(*page) == [MAIN]


@pytest.mark.parametrize("ends", [("", " ..."), ("... ", " ..."), ("", "…")], ids=["cut off", "at both ends", "a sign"])
def test_excerpts_under_headlines_are_no_stories(ends: tuple[str, str]) -> None:
    first, second = (f"{ends[0]}{lead.rstrip('.')}{ends[1]}" for lead in (LEAD, LEAD_2))
    assert told("محليات", TITLE, first, "3 مايو 2024", TITLE_2, second, "3 مايو 2024") == []
    assert told(HEADLINE, *[MORE, MORE_2], "المزيد من المدينة", TITLE, first, TITLE_2, second) == [
        ("main", HEADLINE, [MORE, MORE_2])
    ]


def test_the_excerpt_of_a_story_that_shows_no_more_is_kept() -> None:
    assert told("الرئيسية", TITLE, f"{LEAD} {MORE[:-1]}...", "اشترك الآن")[0][:2] == ("main", TITLE)


def test_leads_with_the_same_label_under_each_are_a_list() -> None:
    pairs = ((TITLE, LEAD), (TITLE_2, LEAD_2), (HEADLINE, MORE))
    items = [row for head, lead in pairs for row in (head, lead, "التفاصيل")]
    assert told("عودة القطار إلى محطة الجبل", MORE_2, *items) == [("main", "عودة القطار إلى محطة الجبل", [MORE_2])]
