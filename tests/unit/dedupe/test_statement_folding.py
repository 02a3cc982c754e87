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


def ids(*said: Heard, pool: Pool | None = None) -> list[str]:
    return [v.known.statement_id for v in fold(said, pool or Pool(), REACH)]


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
    pool = Pool()
    ids(heard("known", "المصنع الجديد في تولا سينتج حافلات كهربائية للمدن"), pool=pool)
    said = [
        heard("near", "المصنع الجديد في تولا سينتج حافلات للمدن", story="s"),
        heard("same", "المصنع الجديد في تولا سينتج حافلات كهربائية للمدن", story="s"),
    ]
    first, second = fold(said, pool, REACH)
    assert second.known.statement_id == "known"
    assert first.known.statement_id in ("known", "near")


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
    first, second = fold([heard("a", was), heard("b", now)], Pool(), REACH)
    assert (first.new, second.new) == (True, True)
    assert contrasts(second) == [("a", kind, *words)]


def test_a_contrast_is_judged_by_every_wording_seen() -> None:
    """The short wording has no figure; the full one has, and it is that which the new figure contradicts."""
    said = ["المصنع سينتج الجرارات سنويا", "المصنع سينتج 700 جرار سنويا في تولا", "المصنع سينتج 900 جرار سنويا في تولا"]
    verdicts = fold([heard(str(n), quote) for n, quote in enumerate(said)], Pool(), REACH)
    assert [v.known.statement_id for v in verdicts[:2]] == ["0", "0"]
    assert verdicts[2].new
    assert contrasts(verdicts[2]) == [("0", "number", "700", "900")]


def test_a_noun_exchanged_folds_where_another_wording_has_it() -> None:
    """The second wording says distant; who repeats it says nothing new, though the first said remote."""
    said = [
        "الحكومة خصصت أموالا لشراء حافلات مدرسية للقرى النائية",
        "الحكومة خصصت أموالا لشراء حافلات مدرسية للقرى النائية البعيدة",
        "الحكومة رصدت أموالا لشراء حافلات مدرسية للقرى البعيدة",
    ]
    assert ids(*(heard(str(n), quote) for n, quote in enumerate(said))) == ["0", "0", "0"]
    assert ids(heard("0", said[0]), heard("2", said[2])) == ["0", "2"]


def test_a_cut_wording_does_not_let_another_noun_in() -> None:
    said = [
        "الحكومة خصصت أموالا لشراء حافلات مدرسية للقرى النائية",
        "الحكومة خصصت أموالا للقرى النائية",
        "الحكومة خصصت أموالا لشراء سيارات إسعاف للقرى النائية",
    ]
    assert ids(*(heard(str(n), quote) for n, quote in enumerate(said))) == ["0", "0", "2"]


def test_a_wording_that_is_nearly_known_is_not_kept_again() -> None:
    verdicts = fold([heard("a", "موعد القمة لم يحدد بعد"), heard("b", "موعد القمة لم يحدَّد بعد")], Pool(), REACH)
    assert len(verdicts[1].known.wordings) == 1
    assert not verdicts[1].learned


def test_the_same_again_gives_the_same() -> None:
    said = [heard(str(n), f"المصنع رقم {n % 7} سينتج {n % 5} آلاف جرار") for n in range(60)]
    assert ids(*said) == ids(*said)
