"""The decision between two pages in words."""

from dataclasses import replace
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
        (
            BRIDGE,
            BRIDGE,
            ["containment 1.00", "one event", "new         nothing", "verdict     copy of known, novelty 0.00"],
        ),
        (
            BRIDGE.replace("80", "95"),
            BRIDGE,
            ["1 figures changed", "[95]", "where the other has [80]", "verdict     update of known"],
        ),
        (
            BRIDGE.replace("ستنتهي", "لن تنتهي"),
            BRIDGE,
            ["الجسر الجديد [لن تنتهي] قبل حلول الصيف", "verdict     update of known"],
        ),
        (GARDEN, BRIDGE, ["shared      0 words", "verdict     original"]),
        (f"{GARDEN}\nاقرأ أيضا:\n{LIBRARY}", LIBRARY, ["verdict     original that carries the other"]),
        (
            DRONES.format(41, "كورسك"),
            DRONES.format(18, "تولا"),
            ["written by form: a template", "verdict     original"],
        ),
    ],
    ids=["copy", "update", "denial", "other", "carried", "template"],
)
def test_the_words_say_what_was_decided(text: str, against: str, said: list[str]) -> None:
    told = explain(page(text, "new"), page(against, "known"))
    for words in said:
        assert words in told


def test_runs_are_quoted_as_the_page_has_them() -> None:
    text = BRIDGE.replace("رئيس", "رئيسُ", 1)
    assert "أعلنت بلدية المدينة الساحلية" in explain(page(text, "new"), page(BRIDGE, "known"))
    assert "رئيسُ" in explain(page(f"رئيسُ {BRIDGE}", "new"), page(BRIDGE, "known"))


def test_a_title_that_makes_the_page_news_is_shown() -> None:
    titled = replace(page(BRIDGE, "new"), title="كلفة الجسر ترتفع إلى 20 مليون دينار")
    assert "says more than the other page\n    كلفة الجسر ترتفع" in explain(titled, page(BRIDGE, "known"))


def test_a_flash_is_told_by_all_its_words() -> None:
    flash = "قال بيسكوف إن اللقاء سيعقد غدا."
    told = explain(page(flash, "new"), page(flash, "known"))
    assert told.splitlines() == [
        "words       6: under 40, so all of them must be the same",
        "verdict     copy of known, novelty 0.00",
    ]
