"""People told by their given name alone."""

import pytest
from extraction_stories import story

from services.extraction.story import extract


def people(text: str) -> list[str]:
    """The written forms of the people named, in order."""
    mentions = [m for e in extract(story(text)).entities if e.type == "person" for m in e.mentions]
    return [text[m.start : m.end] for m in sorted(mentions, key=lambda m: m.start)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("سجن رجل الأعمال حسام أبو الفتوح خمس سنوات.", ["حسام أبو الفتوح"]),
        ("انتخب خلفا لسعد الدين العثماني.", ["سعد الدين العثماني"]),
        ("فاز ياسر القحطاني ومحمد الشلهوب بالجائزة.", ["ياسر القحطاني", "محمد الشلهوب"]),
        ("عزا والي البنك عبد اللطيف الجواهري القرار إلى السوق.", ["عبد اللطيف الجواهري"]),
        ("عزاه عبد اللطيف الجواهري إليها. وصل الجواهري أمس.", ["عبد اللطيف الجواهري", "الجواهري"]),
    ],
    ids=["a number after", "a faith's name", "joined", "after an institution", "then by last name"],
)
def test_a_given_name_and_what_goes_on_with_it(text: str, found: list[str]) -> None:
    assert people(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "بقيت الأسعار بلا فوائد تقريبا.",
        "وصل إلى حل معين عشناه من قبل.",
        "وقع ذلك في ولاية كارولينا الجنوبية.",
        "افتتح شارع محمد الخامس.",
        "هذا من توفيق الله لهم.",
    ],
    ids=["a noun with its conjunction", "an adjective", "a place", "a street", "a noun"],
)
def test_a_word_that_is_no_name_here(text: str) -> None:
    assert people(text) == []
