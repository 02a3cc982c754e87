"""A story read whole: statements, speakers, moments, entities and dates as an event."""

import itertools

import pytest
from extraction_stories import story
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.codec import decode, encode
from schemas.events import ExtractedStory, Occurrence
from services.arabic.lexicon import table
from services.extraction.story import extract


def only(*paragraphs: str, title: str | None = None, published_at: str | None = None) -> Occurrence:
    (said,) = extract(story(*paragraphs, title=title, published_at=published_at)).statements
    return said


def test_a_statement_with_all_its_fields() -> None:
    text = "قال المتحدث باسم الكرملين دميتري بيسكوف لوكالة تاس إن الموعد لم يحدد بعد."
    said = only(text)
    assert said.quote == "الموعد لم يحدد بعد"
    assert text[said.start : said.end] == said.quote
    assert (said.paragraph, said.kind, said.said, said.cue) == (0, "indirect", "now", "قال")
    assert said.speaker.name == "دميتري بيسكوف"
    assert said.speaker.name_en == "Dmitry Peskov"
    assert said.speaker.text == "دميتري بيسكوف"
    assert said.via == "وكالة تاس"
    assert 0.9 <= said.confidence <= 1.0


def test_a_known_speaker_brings_the_id() -> None:
    assert only("قال بوتين إن المدارس جاهزة.").speaker.wikidata == "Q7747"


def test_an_elided_subject_has_no_text() -> None:
    _, second = extract(story("قال بيسكوف إن العمل بدأ.", "وأضاف أن النتائج قريبة.")).statements
    assert (second.speaker.name, second.speaker.text) == ("دميتري بيسكوف", None)


def test_a_joint_statement_is_one_of_each_speaker() -> None:
    both = extract(story("قال لافروف وفيدان إن التعاون مستمر.")).statements
    assert [(s.speaker.name, s.speaker.text) for s in both] == [("سيرغي لافروف", "لافروف"), ("هاكان فيدان", "فيدان")]
    assert len({s.occurrence_id for s in both}) == 2


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "قال بيسكوف إن المعرض سيفتتح في مايو، وأن الدخول إليه مجاني.",
            ["المعرض سيفتتح في مايو", "الدخول إليه مجاني"],
        ),
        (
            "أكد لافروف أن الوفد وصل أمس، وأنه سيزور المتحف، وبأن الزيارة قصيرة.",
            ["الوفد وصل أمس", "سيزور المتحف", "الزيارة قصيرة"],
        ),
        # without a comma the two are one breath
        ("قال بيسكوف إن المعرض سيفتتح وأن الدخول مجاني.", ["المعرض سيفتتح وأن الدخول مجاني"]),
        # what hangs on «يجب» stays with it
        ("قال بيسكوف إنه يجب أن يتوقف العمل، وأن تبدأ الصيانة.", ["يجب أن يتوقف العمل، وأن تبدأ الصيانة"]),
        # within marks it is one quotation
        (
            "قال بيسكوف: «أعتقد أن المعرض سيفتتح، وأن الدخول إليه مجاني».",
            ["أعتقد أن المعرض سيفتتح، وأن الدخول إليه مجاني"],
        ),
    ],
)
def test_clauses_that_a_comma_sets_apart_are_statements_of_their_own(text: str, quotes: list[str]) -> None:
    said = extract(story(text)).statements
    assert [s.quote for s in said] == quotes
    assert len({(s.speaker.name, s.cue) for s in said}) == 1
    assert all(text[s.start : s.end] == s.quote for s in said)


def test_a_title_quoted_is_a_statement_of_whom_it_names() -> None:
    said = extract(story("كتبت الصحيفة: «بيسكوف: الموعد لم يحدد بعد».")).statements
    assert ("دميتري بيسكوف", "الموعد لم يحدد بعد") in [(s.speaker.name, s.quote) for s in said]
    assert len(extract(story("كتبت الصحيفة: «الخلاصة: الموعد لم يحدد بعد».")).statements) == 1


def test_the_same_story_gives_the_same_bytes() -> None:
    one = story("قال بيسكوف إن العمل بدأ، مؤكدا أن النتائج قريبة.", title="بيسكوف: العمل بدأ")
    assert encode(extract(one)) == encode(extract(one))
    assert decode(ExtractedStory, encode(extract(one))) == extract(one)


def test_a_title_said_again_in_the_body_is_one_statement() -> None:
    assert only("قال بيسكوف إن القمة ستعقد في موعدها.", title="بيسكوف: القمة في موعدها").paragraph == 0


def test_a_title_that_the_body_does_not_repeat_stands_for_itself() -> None:
    assert only("افتتح المعرض صباح اليوم.", title="بيسكوف: القمة في موعدها").paragraph is None


def test_other_languages_are_given_no_statements() -> None:
    read = extract(story("Peskov said that the summit will be held.", language="en"))
    assert (read.statements, read.entities) == ((), ())


@pytest.mark.parametrize(
    ("text", "said", "on"),
    [
        ("وكان بيسكوف قد قال إن العمل بدأ.", "earlier", None),
        ("وكان بيسكوف قد قال صباح اليوم إن العمل بدأ.", "now", None),
        ("وكان بيسكوف قد قال الثلاثاء إن العمل بدأ.", "now", None),
        ("وكان بيسكوف قد قال الخميس إن العمل بدأ.", "earlier", None),
        ("وقال بيسكوف في 12 مارس 2024 إن العمل بدأ.", "earlier", "2024-03-12"),
        ("وقال بيسكوف عام 2019 إن العمل بدأ.", "earlier", None),
        ("وقال بيسكوف إن العمل بدأ عام 2019.", "now", None),
        ("وقال بيسكوف في تصريحات سابقة إن العمل بدأ.", "earlier", None),
    ],
)
def test_said_now_or_earlier(text: str, said: str, on: str | None) -> None:
    """The story is of Wednesday, 4 June 2025."""
    found = only(text)
    assert (found.said, found.said_on) == (said, on)


def test_what_goes_on_in_the_sentence_was_said_at_the_same_time() -> None:
    found = extract(story("وكان ماكرون قد قال إن الحوار مفيد، وأضاف أن الباب مفتوح.")).statements
    assert [s.said for s in found] == ["earlier", "earlier"]


@pytest.mark.parametrize(
    ("published_at", "name"),
    [("2025-03-01", "دونالد ترامب"), ("2023-03-01", "جو بايدن"), ("2015-03-01", "باراك أوباما")],
)
def test_an_office_means_its_holder_of_the_day(published_at: str, name: str) -> None:
    assert only("قال الرئيس الأمريكي إن الموسم جيد.", published_at=published_at).speaker.name == name


def test_entities_have_their_places() -> None:
    text = "التقى لافروف المهندس رائف منصور في موسكو قبل قمة ألاسكا، وقال منصور لوكالة أنباء تاس إن اللقاء مفيد."
    read = extract(story(text))
    places = {e.name: [text[m.start : m.end] for m in e.mentions] for e in read.entities}
    assert places == {
        "سيرغي لافروف": ["لافروف"],
        "رائف منصور": ["رائف منصور", "منصور"],
        "موسكو": ["موسكو"],
        "قمة ألاسكا": ["قمة ألاسكا"],
        "ألاسكا": ["ألاسكا"],
        "وكالة تاس": ["تاس"],
    }


def test_dates_are_read() -> None:
    (date,) = extract(story("يفتتح المعرض في 12 يونيو 2025 في قازان.")).dates
    assert (date.text, date.date) == ("12 يونيو 2025", "2025-06-12")


CUES = sorted({word for entries in table("cues").values() for e in entries for word in str(e["example"]).split()})
WORDS = st.sampled_from(
    [*CUES, "بيسكوف", "الوزير", "«", "»", '"', ":", "،", ".", "وزارة", "في", "-", "(", "\u0640", "12", "علي"]
)


@pytest.mark.parametrize("text", ["بيسكوف: إن", "وأكد الوزير تأكيده على أن", "زار مدينة", "وقالت صحيفة"])
def test_a_text_may_end_where_a_name_or_a_clause_should_begin(text: str) -> None:
    assert [said.quote for said in extract(story(text)).statements] in ([], ["إن"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=40).map(" ".join), max_size=4), st.text(max_size=60))
def test_any_text_is_read_without_fail_and_with_true_offsets(paragraphs: list[str], noise: str) -> None:
    one = story(*paragraphs, noise, title=noise)
    read = extract(one)
    for said in read.statements:
        place = one.title if said.paragraph is None else one.paragraphs[said.paragraph]
        assert place is not None
        assert place[said.start : said.end] == said.quote
        assert said.quote
    for entity in read.entities:
        assert all(one.paragraphs[m.paragraph or 0][m.start : m.end].strip() for m in entity.mentions)
    for one_said, other in itertools.combinations(read.statements, 2):
        assert one_said.occurrence_id != other.occurrence_id


@pytest.mark.parametrize(
    "piece",
    [
        "قال الوزير إن العمل بدأ ",
        "«" * 3,
        "وأضاف أن ",
        "رئيس ",
        "بحسب بيسكوف، ",
        "مؤكدا أن ",
        "1.",
        "كان ",
        "الذي قال إن ",
    ],
)
def test_a_paragraph_of_a_megabyte_is_read_once(piece: str) -> None:
    extracted = extract(story(piece * ((1 << 20) // len(piece.encode()))))  # in squared time it would be stopped
    assert len(extracted.statements) <= 1_000


PAGE = 1 << 18
"""Bytes of a page that is a quarter of the largest, so that its event may be a quarter of the largest event."""


@pytest.mark.parametrize(
    "unit",
    ["بوتين ", "خالد نزار ", "قال زيد إن عمرا قام. ", "قال بوتين: ", "1/1/2020 ", "قال بوتين «نعم يا صديقي» "],
    ids=["a name", "an unknown name", "statements", "colons", "dates", "quotations"],
)
def test_no_page_makes_an_event_too_large(unit: str) -> None:
    text = unit * (PAGE // len(unit.encode()))
    assert len(encode(extract(story(text)))) < 4 * PAGE


def test_each_entity_keeps_its_first_mentions() -> None:
    first, second = extract(story("بوتين " * 300 + "ولافروف")).entities
    assert (len(first.mentions), first.mentions[0].start) == (200, 0)
    assert len(second.mentions) == 1


def test_a_known_last_name_after_another_given_name_is_somebody_else() -> None:
    said = only("افتتح سمير بوتين المكتبة، وقال سمير بوتين إن الكتب وصلت.")
    assert (said.speaker.name, said.speaker.wikidata) == ("سمير بوتين", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("زار الوفد القنصلية العامة الليبية.", "القنصلية العامة الليبية"),
        ("قال رئيس البرلمان التركي إن العمل بدأ.", "البرلمان التركي"),
    ],
)
def test_an_institution_of_a_nation_is_an_entity(text: str, name: str) -> None:
    assert name in [entity.name for entity in extract(story(text)).entities]
