"""Whose voice: spellings are one, an institution and its spokesmen are one, two persons never."""

import pytest

from schemas.events import Speaker
from services.dedupe.statement_voice import one_person, unnamed, voice


def one_voice(a: Speaker, b: Speaker) -> bool:
    x, y = voice(a), voice(b)
    return x.key == y.key and one_person(x.person, y.person)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ترامب", "ترمب"),
        ("دميتري بيسكوف", "ديمتري بيسكوف"),
        ("بيسكوف", "المتحدث باسم الكرملين دميتري بيسكوف"),
        ("الكرملين", "بيسكوف"),
        ("وزارة الخارجية الروسية", "ماريا زاخاروفا"),
        ("البيت الأبيض", "كارولاين ليفيت"),
        ("روبرت فيتسو", "فيكو"),
        ("أنطونيو غوتيريش", "جوتيريش"),
        ("سيرغي شويغو", "شويجو"),
        ("ألكسندر نوفاك", "نوفاك"),
        ("الرئيس الأوكراني", "زيلينسكي"),
        ("وزارة الطاقة الأوكرانية", "الطاقة الأوكرانية"),
        ("وزارة الخارجية الإماراتية", "الخارجية الإماراتية"),
        ("وزير الخارجية الروسي سيرغي لافروف", "لافروف"),
        ("ماجد الأنصاري", "الأنصاري"),
    ],
)
def test_one_voice(a: str, b: str) -> None:
    assert one_voice(Speaker(name=a), Speaker(name=b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("بوتين", "ترامب"),
        ("لافروف", "بيسكوف"),
        ("الكرملين", "أوشاكوف"),
        ("وزارة الخارجية الروسية", "لافروف"),
        ("تامي بروس", "ماثيو ميلر"),  # of one institution, and still two persons
        ("وزارة الخارجية الروسية", "وزارة الخارجية الأوكرانية"),
        ("وزارة الدفاع الروسية", "وزارة النقل الروسية"),
        ("سيرغي إيفانوف", "دميتري إيفانوف"),
    ],
)
def test_two_voices(a: str, b: str) -> None:
    assert not one_voice(Speaker(name=a), Speaker(name=b))


@pytest.mark.parametrize(
    ("name", "by_post"),
    [
        ("رئيسة المفوضية", True),
        ("رئيس الدبلوماسية الروسية", True),
        ("مساعد بوتين", True),  # and not Putin
        ("مساعد الرئيس الروسي", True),
        ("ساكن الكرملين", True),
        ("الوزير", True),
        ("الرئيس بوتين", False),
        ("الرئيس الروسي", False),  # listed
        ("رئيس الوزراء فيتسو", False),
        ("المتحدث باسم الكرملين", False),  # speaks for it
        ("وزارة الخارجية الروسية", False),
        ("وزير الخارجية سيرغي لافروف", False),
    ],
)
def test_who_is_named_by_the_post_alone(name: str, by_post: bool) -> None:
    assert unnamed(Speaker(name=name)) is by_post
    assert not unnamed(Speaker(name=name, name_en="Somebody"))


def test_a_post_is_nobody_that_its_words_name() -> None:
    assert not one_voice(Speaker(name="مساعد بوتين"), Speaker(name="بوتين"))
    assert not one_voice(Speaker(name="مساعد الرئيس الروسي"), Speaker(name="بوتين"))
    assert one_voice(Speaker(name="المتحدث باسم الكرملين"), Speaker(name="بيسكوف"))


def test_an_english_name_or_an_id_tells_as_well() -> None:
    assert one_voice(Speaker(name="؟", name_en="Dmitry Peskov"), Speaker(name="الكرملين"))
