"""Why a statement has its speaker is told from where the page names him."""

import pytest
from extraction_stories import story

from services.extraction.explain import why_speaker
from services.extraction.story import extract

PESKOV = "قال المتحدث باسم الكرملين دميتري بيسكوف إن المتحف سيفتح أبوابه قريبا."


@pytest.mark.parametrize(
    ("paragraphs", "why"),
    [
        ([PESKOV], "named at the cue: «دميتري بيسكوف»"),
        ([PESKOV, "وأوضح المتحدث أن الدخول مجاني."], "«المتحدث», which stands for دميتري بيسكوف"),
        ([PESKOV, "وأضاف أن الدخول مجاني."], "spoke last, in paragraph 1"),
        (["قال ترمب إن الباب مفتوح."], "«ترمب», another name of دونالد ترامب"),
        (["زار وزير الخارجية سيرغي لافروف المتحف الجديد. وأكد أن الدخول مجاني."], "named before, in paragraph 1"),
    ],
    ids=["a name", "an office", "who spoke last", "another spelling", "who was named before"],
)
def test_the_last_statement_has_its_reason(paragraphs: list[str], why: str) -> None:
    extracted = extract(story(*paragraphs))
    assert why in why_speaker(extracted.statements[-1], extracted)
