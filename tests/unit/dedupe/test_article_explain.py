"""The decision between two pages in words."""

from datetime import UTC, datetime

import pytest

from schemas.events import RawArticle
from services.dedupe.explain import explain
from tests.unit.dedupe.test_article_folding import BRIDGE, GARDEN, LIBRARY

DRONES = (
    "أعلنت وزارة الدفاع أن أنظمة الدفاع الجوي أسقطت خلال الليلة الماضية {0} طائرة مسيرة فوق مقاطعة {1}، "
    "وأوضحت الوزارة في "
    "بيانها اليومي أن الحطام سقط في مناطق غير مأهولة من دون وقوع إصابات بين السكان أو أضرار في المباني، "
    "وأن فرق الطوارئ "
    "تواصل تمشيط المكان بحثا عن بقايا أخرى."
)


def page(text: str, name: str) -> RawArticle:
    when = datetime(2025, 3, 4, tzinfo=UTC)
    return RawArticle(article_id=name, url="https://outlet.example/1", source="outlet", fetched_at=when, text=text)


@pytest.mark.parametrize(
    ("text", "against", "said"),
    [
        (BRIDGE, BRIDGE, ["containment: 1.00", "one event", "verdict: copy of known, novelty 0.00"]),
        (BRIDGE.replace("80", "95"), BRIDGE, ["1 figures changed", "verdict: update of known"]),
        (GARDEN, BRIDGE, ["shared runs: 0", "verdict: original"]),
        (f"{GARDEN}\nاقرأ أيضا:\n{LIBRARY}", LIBRARY, ["verdict: original that carries the other"]),
        (DRONES.format(41, "كورسك"), DRONES.format(18, "تولا"), ["written by form: a template", "verdict: original"]),
    ],
    ids=["copy", "update", "other", "carried", "template"],
)
def test_the_words_say_what_was_decided(text: str, against: str, said: list[str]) -> None:
    told = explain(page(text, "new"), page(against, "known"))
    for words in said:
        assert words in told


def test_the_longest_shared_run_is_quoted() -> None:
    assert "اعلنت بلديه المدينه الساحليه" in explain(page(BRIDGE, "new"), page(BRIDGE, "known"))
