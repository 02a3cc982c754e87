"""Pages in any state are read, at a cost in proportion to their size, and small damage costs little text."""

import random
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.events import RawArticle
from services.arabic.normal import words
from services.page.lines import lines
from services.page.reading import full_reading
from services.page.types import Story

TITLE = "بلدية النخيل تفتتح مكتبة عامة في الحي القديم"
BODY = [
    "افتتحت بلدية النخيل، صباح الثلاثاء، مكتبة عامة جديدة تضم أربعين ألف كتاب في الحي القديم من المدينة.",
    "وقالت رئيسة البلدية هالة السمان: «ستبقى المكتبة مفتوحة طوال أيام الأسبوع، ولن يدفع أحد رسما».",
    "وأوضح مدير المكتبة أن فهرسة المجموعات استغرقت ثمانية أشهر، وأن ثلث الكتب جاء من تبرعات العائلات.",
    "ومن المقرر أن تنظم المكتبة أول معرض لها الشهر المقبل، على أن يخصص لخرائط المدينة عبر القرون.",
]
PAGE = [
    "الرئيسية",
    "ثقافة",
    TITLE,
    "3 مايو 2024 - 10:15",
    *BODY,
    "المصدر: وكالة الأفق",
    "مواضيع ذات صلة",
    "سوق جديد في ساحة البلدية",
]
INSERTED = ["إعلان", "شارك", "", " ", "اقرأ أيضا: عودة اللقلق إلى بحيرة الشمال", "01:24", "• ", "نسخ الرابط", "."]
SEVERAL = 400


def article(**body: str) -> RawArticle:
    return RawArticle(
        url="https://a.example/1", source="a.example", fetched_at=datetime(2025, 1, 1, tzinfo=UTC), **body
    )


def stories(**body: str) -> list[Story]:
    page = article(**body)
    return full_reading(page, lines(page)).stories


def kept(text: str) -> float:
    """The share of the body's words that the main story has."""
    wanted = Counter(word for paragraph in BODY for word in words(paragraph))
    told = stories(text=text)
    found = Counter(word for paragraph in told[0].paragraphs for word in words(paragraph)) if told else Counter()
    return (wanted & found).total() / wanted.total()


def damaged(rng: random.Random) -> str:
    """The page with one to four small damages: lines put in or repeated, invisible marks, lost or doubled blanks."""
    lines = list(PAGE)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(lines))
        match rng.randrange(5):
            case 0:
                lines.insert(at, rng.choice(INSERTED))
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at] = lines[at].replace("ل", "ل\u200d", 1).replace("ي", "ی", 2).replace("س", "سـ", 1)
            case 3:
                lines[at] = lines[at].replace(" ", "\u00a0 ", rng.randint(1, 3))
            case _:
                lines[at] = "\u202b" + lines[at].rstrip(".") + "\u202c"
    return "\n".join(lines)


def test_small_damage_costs_little_text() -> None:
    assert kept("\n".join(PAGE)) == 1
    shares = [kept(damaged(random.Random(seed))) for seed in range(SEVERAL)]
    assert min(shares) >= 0.7
    assert sum(shares) / SEVERAL >= 0.99
    assert sum(share >= 0.95 for share in shares) / SEVERAL >= 0.97


@given(
    st.lists(
        st.sampled_from([*PAGE, *INSERTED]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1
    )
)
@settings(max_examples=150)
def test_any_text_is_read_the_same_twice(pieces: list[str]) -> None:
    text = "\n".join(pieces).replace("\x00", "") + "x"
    assert stories(text=text) == stories(text=text)
    stories(html=text)


@pytest.mark.parametrize(
    "piece",
    [
        "\n".join(PAGE) + "\n",
        f"{TITLE}\n",
        f"المصدر: وكالة الأفق\n{BODY[0]}\n",  # ends again and again
        f"سوق جديد في ساحة البلدية\n{BODY[0]}\n",  # a lead under a headline, again and again
        f"سوق جديد في ساحة الميناء القديم\nافتتح رئيس البلدية سوقا جديدا في ساحة الميناء القديم.\n{BODY[1]}\n",
        f"اقرأ أيضا:\n{TITLE}\n{BODY[1]}\n",
        f"{BODY[0]} ",  # one line
        "اقرأ أيضا: ",
        "3 مايو 2024\n",
        "* ",
        "(",
        "ا.ب",
    ],
)
def test_a_page_of_a_megabyte_is_read_once(piece: str) -> None:
    size = 1 << 20
    text = (piece * (size // len(piece.encode()) + 1)).encode()[:size].decode(errors="ignore")
    read = "".join(part for story in stories(text=text) for part in [story.title or "", *story.paragraphs])
    assert len(read) <= len(text)  # in squared time it would be stopped
