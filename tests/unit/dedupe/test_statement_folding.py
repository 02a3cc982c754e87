"""Which statement a quote is: decisions on values alone."""

from datetime import UTC, datetime, timedelta

import pytest

from services.dedupe.statement_folding import Heard, Verdict, fold
from services.dedupe.statement_pool import Pool, Reach
from services.dedupe.statement_voice import Voice

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
REACH = Reach(window=timedelta(hours=72), recall=timedelta(days=60))
PESKOV, KREMLIN = Voice("kremlin", "بيسكوف"), Voice("kremlin", "")


def heard(name: str, quote: str, story: str = "", voice: Voice = KREMLIN, **changed: object) -> Heard:
    values: dict[str, object] = {"source": "outlet", "origin": "outlet", "at": NOON} | changed
    return Heard(occurrence_id=name, story_id=story or f"story of {name}", voice=voice, quote=quote, **values)  # type: ignore[arg-type]


def told(*said: Heard, pools: dict[str, Pool] | None = None) -> list[Verdict]:
    known = {} if pools is None else pools
    for one in said:
        known.setdefault(one.voice.key, Pool())
    return fold(said, known, REACH)


def ids(*said: Heard, pools: dict[str, Pool] | None = None) -> list[str]:
    return [v.known.statement_id for v in told(*said, pools=pools)]


def test_wordings_of_one_statement_get_the_id_of_the_first() -> None:
    assert ids(
        heard("a", "موعد القمة لم يحدد بعد"),
        heard("b", "لم يتم تحديد موعد القمة حتى الآن"),
        heard("c", "المنتخب سيسافر غدا"),
    ) == ["a", "a", "c"]


def test_a_spokesman_speaks_for_the_institution_and_two_persons_never_for_each_other() -> None:
    quote = "موعد القمة لم يحدد بعد"
    assert ids(
        heard("a", quote), heard("b", quote, voice=PESKOV), heard("c", quote, voice=Voice("kremlin", "غيره"))
    ) == ["a", "a", "c"]


def test_a_story_says_two_things_of_one_subject_as_two_statements() -> None:
    """The surer pair takes the statement; the other quote of the story is not pressed into it."""
    pools: dict[str, Pool] = {}
    ids(heard("known", "المصنع الجديد في تولا سينتج حافلات كهربائية للمدن"), pools=pools)
    said = [
        heard("near", "المصنع الجديد في تولا سينتج حافلات للمدن", story="s"),
        heard("same", "المصنع الجديد في تولا سينتج حافلات كهربائية للمدن", story="s"),
    ]
    first, second = told(*said, pools=pools)
    assert second.known.statement_id == "known"
    assert first.known.statement_id in ("known", "near")


def test_two_clauses_of_what_was_printed_as_one_sentence_are_that_statement() -> None:
    pools: dict[str, Pool] = {}
    ids(heard("known", "المصنع الجديد في تولا سيفتتح في مايو، ومن سيديره هو المهندس النرويجي"), pools=pools)
    clauses = [
        heard("a", "المصنع الجديد في تولا سيفتتح في مايو", story="s"),
        heard("b", "المهندس النرويجي هو من سيديره", story="s"),
    ]
    assert ids(*clauses, pools=pools) == ["known", "known"]


def test_what_is_recalled_names_times_as_of_the_day_when_it_was_said() -> None:
    said = heard("said", "الوزيران سيلتقيان الأسبوع المقبل في المتحف", at=NOON + timedelta(days=4))
    again = "الوزيران سيجتمعان الأسبوع المقبل في المتحف"
    assert ids(said, heard("again", again, at=NOON + timedelta(days=20), recalls=True)) == ["said", "said"]
    assert ids(said, heard("again", again, at=NOON + timedelta(days=6))) == ["said", "again"]


def test_an_exchanged_verb_is_the_outlets_word_where_the_story_repeats_two_other_statements() -> None:
    council = "المجلس سينتدب مديرا للمهرجان في مايو"
    wire = [heard(f"a{n}", quote, story="wire") for n, quote in enumerate((*WIRE, council))]
    exchanged = heard("b2", council.replace("سينتدب", "سيختار"), story="b")
    one, two = (heard(f"b{n}", quote, story="b") for n, quote in enumerate(WIRE))
    assert ids(*wire, exchanged)[3:] == ["b2"]
    assert ids(*wire, one, exchanged)[3:] == ["a0", "b2"]
    assert ids(*wire, one, two, exchanged)[3:] == ["a0", "a1", "a2"]


@pytest.mark.parametrize(
    ("told_before", "quotation", "one"),
    [
        (
            "العمال غير راضين عن موقف الشركة التي لن تدفع لهم أجورا إضافية",
            "لا يرضينا موقف الشركة، فهم لن يدفعوا أجورا",
            True,
        ),
        ("الجسور لم تغلق اليوم", "منذ الصباح أصلحنا خمسة جسور، ولم تغلق المدارس اليوم", False),  # another matter
        ("المصنع سينتج 40 حافلة هذا العام", "سينتج المصنع خمسين حافلة هذا العام", False),  # contrasts
    ],
)
def test_a_quotation_says_again_what_the_page_has_just_told(told_before: str, quotation: str, one: bool) -> None:
    found = ids(heard("a", told_before, story="s"), heard("b", quotation, story="s", direct=True))
    assert found == ["a", "a" if one else "b"]


def test_two_quotations_in_a_row_are_two_statements() -> None:
    quotes = [
        "العمال غير راضين عن موقف الشركة التي لن تدفع لهم أجورا إضافية",
        "لا يرضينا موقف الشركة، فهم لن يدفعوا أجورا",
    ]
    assert ids(*(heard(quote, quote, story="s", direct=True) for quote in quotes)) == quotes


def test_a_headline_and_its_body_are_one() -> None:
    body, title = "موعد القمة لم يحدد بعد وسيعلن في حينه", "موعد القمة لم يحدد بعد وسيعلن"
    assert ids(heard("body", body, story="s"), heard("title", title, story="s")) == ["body", "body"]


def contrasts(verdict: Verdict) -> list[tuple[str, str, str, str]]:
    return [(c.statement_id, c.kind, c.was, c.now) for c in verdict.contrasts]


@pytest.mark.parametrize(
    ("was", "now", "kind", "words"),
    [
        ("الهدنة تبدأ في 8 مايو", "الهدنة تبدأ في 9 مايو", "date", ("8 مايو", "9 مايو")),
        ("تبادلنا 205 أسرى من كل جانب", "تبادلنا 250 أسيرا من كل جانب", "number", ("205", "250")),
        ("كييف تقبل مقترح الهدنة", "كييف ترفض مقترح الهدنة", "verb", ("تقبل", "ترفض")),
    ],
)
def test_a_near_miss_is_a_new_statement_that_says_what_changed(
    was: str, now: str, kind: str, words: tuple[str, str]
) -> None:
    first, second = told(heard("a", was), heard("b", now))
    assert (first.new, second.new) == (True, True)
    assert contrasts(second) == [("a", kind, *words)]


def test_a_contrast_is_judged_by_every_wording_seen() -> None:
    """The short wording has no figure; the full one has, and it is that which the new figure contradicts."""
    said = ["المصنع سينتج الجرارات سنويا", "المصنع سينتج 700 جرار سنويا في تولا", "المصنع سينتج 900 جرار سنويا في تولا"]
    verdicts = told(*(heard(str(n), quote) for n, quote in enumerate(said)))
    assert [v.known.statement_id for v in verdicts[:2]] == ["0", "0"]
    assert verdicts[2].new
    assert contrasts(verdicts[2]) == [("0", "number", "700", "900")]


def test_a_cut_wording_does_not_let_another_noun_in() -> None:
    said = [
        "الحكومة خصصت أموالا لشراء حافلات مدرسية للقرى النائية",
        "الحكومة خصصت أموالا للقرى النائية",
        "الحكومة خصصت أموالا لشراء سيارات إسعاف للقرى النائية",
    ]
    assert ids(*(heard(str(n), quote) for n, quote in enumerate(said))) == ["0", "0", "2"]


def test_a_wording_that_is_nearly_known_is_not_kept_again() -> None:
    verdicts = told(heard("a", "موعد القمة لم يحدد بعد"), heard("b", "موعد القمة لم يحدَّد بعد"))
    assert len(verdicts[1].known.wordings) == 1
    assert not verdicts[1].learned


def test_the_same_again_gives_the_same() -> None:
    said = [heard(str(n), f"المصنع رقم {n % 7} سينتج {n % 5} آلاف جرار") for n in range(60)]
    assert ids(*said) == ids(*said)


WIRE = (
    "حزمة المساعدات ستشمل 118 عيادة متنقلة في الأرياف",
    "الأطباء سيحصلون على رواتب إضافية قبل نهاية العام",
)
REWORDED = (
    "118 مستوصفا جوالا ستبلغ القرى ضمن المساعدات",
    "قبل نهاية العام ستصرف للأطباء رواتب إضافية",
)


def test_what_is_doubtful_by_itself_folds_in_the_company_of_what_is_not() -> None:
    wire = [heard(f"a{n}", quote, story="wire") for n, quote in enumerate(WIRE)]
    assert ids(*wire, heard("b", REWORDED[0])) == ["a0", "a1", "b"]
    together = [heard(f"b{n}", quote, story="other") for n, quote in enumerate(REWORDED)]
    assert ids(*wire, *together) == ["a0", "a1", "a0", "a1"]


def test_the_company_may_be_what_another_speaker_said() -> None:
    other = Voice("white-house", "")
    wire = [heard("a0", WIRE[0], story="wire"), heard("a1", WIRE[1], story="wire", voice=other)]
    together = [heard("b0", REWORDED[0], story="other"), heard("b1", REWORDED[1], story="other", voice=other)]
    assert ids(*wire, *together) == ["a0", "a1", "a0", "a1"]


def test_company_is_of_the_same_hours() -> None:
    wire = [heard("a0", WIRE[0], at=NOON - timedelta(hours=13)), heard("a1", WIRE[1])]
    together = [heard(f"b{n}", quote, story="other") for n, quote in enumerate(REWORDED)]
    assert ids(*wire, *together) == ["a0", "a1", "b0", "a1"]


def test_company_lets_no_contrast_in() -> None:
    wire = [heard(f"a{n}", quote, story="wire") for n, quote in enumerate(WIRE)]
    changed = [
        heard("b0", REWORDED[0].replace("118", "200"), story="other"),
        heard("b1", WIRE[1].replace("الأطباء", "المعلمون"), story="other"),
    ]
    assert ids(*wire, *changed) == ["a0", "a1", "b0", "b1"]


def test_what_contrasts_with_one_statement_is_no_other_that_is_less_like_it() -> None:
    said = ["العمل على تحضير القمة في بودابست يسير بسرعة", "التحضير لقمة بودابست مستمر منذ أسابيع طويلة"]
    pools: dict[str, Pool] = {}
    ids(heard("a", said[0], story="s"), heard("b", said[1], story="s"), pools=pools)
    (verdict,) = told(heard("c", "العمل على تحضير القمة في بودابست لا يسير بسرعة"), pools=pools)
    assert verdict.new
    assert [(c.statement_id, c.kind) for c in verdict.contrasts] == [("a", "negation")]


def test_what_contrasts_with_a_closer_statement_as_the_quote_does_is_the_same() -> None:
    """The second outlet changes the figure and keeps its own words."""
    assert ids(
        heard("700", "الأمم المتحدة تحتاج 700 مليون دولار لعملياتها السودانية"),
        heard("900", "المنظمة بحاجة إلى 900 مليون دولار لتمويل عملياتها في السودان"),
        heard("900 again", "الأمم المتحدة تحتاج 900 مليون دولار لعملياتها السودانية"),
    ) == ["700", "900", "900"]


def test_a_story_that_tells_the_contrast_keeps_the_company_of_those_that_told_it() -> None:
    pools: dict[str, Pool] = {}
    ids(heard("17", "النواب سيناقشون مشروع قانون المدارس في 17 ديسمبر"), pools=pools)
    ids(
        heard("24", "المجلس سينظر في مشروع قانون المدارس يوم 24 ديسمبر", story="s"),
        heard("metro", "العاصمة افتتحت أربع محطات مترو جديدة", story="s"),
        pools=pools,
    )
    assert ids(
        heard("again", "النواب سيناقشون مشروع قانون المدارس في 24 ديسمبر", story="t"),
        heard("metro again", "أربع محطات مترو جديدة افتتحت في العاصمة", story="t"),
        pools=pools,
    ) == ["24", "metro"]


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("رواتب إضافية للأطباء", "b1"),
        ("لا تأخير بعد اليوم", "b0"),
        ("حزمة المساعدات ستشمل 120 عيادة", "t"),
    ],
)
def test_a_title_sums_up_what_its_story_says_unless_it_says_otherwise(title: str, statement: str) -> None:
    body = [heard("b0", WIRE[0], story="s"), heard("b1", WIRE[1], story="s")]
    verdicts = told(*body, heard("t", title, story="s", title=True))
    assert verdicts[-1].known.statement_id == statement or (statement, title) == ("t", title)


@pytest.mark.parametrize(
    ("days", "quote", "since"),
    [
        (5, WIRE[0], 0),
        (5, WIRE[0].replace("ستشمل", "سوف تشمل"), 0),
        (5, WIRE[0].replace("118", "120"), 5),
        (8, WIRE[0], 8),
    ],
)
def test_words_of_some_days_before_are_told_again(days: int, quote: str, since: int) -> None:
    first, again = told(heard("a", WIRE[0]), heard("b", quote, at=NOON + timedelta(days=days)))
    assert (again.new, again.known.at, again.known.since) == (
        True,
        NOON + timedelta(days=days),
        NOON + timedelta(days=since),
    )
    assert first.known.since == NOON


def test_the_longest_wording_is_always_kept_and_no_more_than_twice_the_others() -> None:
    words = "قبل نهاية العام في المدن والقرى والبلدات والموانئ والمطارات والمصانع والمدارس والجامعات والمتاحف والحدائق"
    said = [f"الوزارة ستفتح مكاتب جديدة {' '.join(words.split()[:n])}" for n in range(len(words.split()) + 1)]
    *_, last = told(*(heard(str(n), quote) for n, quote in enumerate(said)))
    assert len(last.known.wordings) <= 16
    kept = told(*(heard(str(n), quote) for n, quote in enumerate([said[0], said[4], said[2]])))[-1].known.wordings
    assert max((w.quote for w in kept), key=len) == said[4]
