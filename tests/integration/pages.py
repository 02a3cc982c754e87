"""Seeded pages in the form of real ones: invented stories, their wire copies at other outlets, and broken bytes.

Each story holds one statement, which no other story holds, by a speaker that extraction knows. A copy is the same wire
text under another outlet's chrome. Every broken page still names its article_id, so that its dead letter can be found.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

COPY_SHARE = 0.30
BROKEN_SHARE = 0.01
COPIES_OF_LAST = 200
"""A copy repeats one of this many stories before it."""

SPEAKER = "بيسكوف"
"""Who says something in every story; a subscription to this word is told of it."""

Kind = Literal["story", "copy", "broken"]


@dataclass(frozen=True, slots=True)
class Page:
    """What goes to `articles.raw`, and what it is. `of` is the article_id of the story that a copy repeats."""

    article_id: str
    kind: Kind
    value: bytes
    of: str | None = None


@dataclass(frozen=True, slots=True)
class _Story:
    article_id: str
    title: str
    paragraphs: tuple[str, ...]


def pages(count: int, seed: int) -> Iterator[Page]:
    """The same pages for the same seed. Their fetched_at are of the last hour."""
    rng = random.Random(seed)
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    known: list[_Story] = []
    for number in range(count):
        article_id = f"page-{seed}-{number:06d}"
        fetched = began + timedelta(seconds=3600 * number / count)
        kind = rng.choices(("copy", "broken", "story"), (COPY_SHARE, BROKEN_SHARE, 1 - COPY_SHARE - BROKEN_SHARE))[0]
        if kind == "copy" and known:
            story = rng.choice(known[-COPIES_OF_LAST:])
            yield Page(article_id, "copy", _printed(article_id, story, fetched, rng), story.article_id)
            continue
        story = _story(article_id, rng)
        value = _printed(article_id, story, fetched, rng)
        if kind == "broken":
            yield Page(article_id, "broken", rng.choice(_BREAKS)(value))
        else:
            known.append(story)
            yield Page(article_id, "story", value)


def _story(article_id: str, rng: random.Random) -> _Story:
    def words(least: int, most: int) -> str:
        return " ".join(rng.choices(_WORDS, k=rng.randint(least, most)))

    names = ["".join(rng.choices(_LETTERS, k=6)) for _ in range(8)]  # no other statement has these
    said = f"قال المتحدث باسم الكرملين دميتري {SPEAKER} إن {words(4, 6)} {' '.join(names)} {words(2, 4)}."
    others = [f"{words(8, 14)}، {words(10, 16)}. {words(12, 20)}." for _ in range(rng.randint(4, 8))]
    return _Story(article_id, words(6, 9), (f"{words(14, 22)}.", said, *others))


def _printed(article_id: str, story: _Story, fetched: datetime, rng: random.Random) -> bytes:
    outlet = rng.choice(_OUTLETS)
    text = "\n".join((f"الرئيسية | {outlet}", story.title, *story.paragraphs, f"جميع الحقوق محفوظة {outlet}"))
    fields = {
        "article_id": article_id,
        "url": f"https://news.example/{article_id}",
        "source": outlet,
        "fetched_at": fetched.isoformat().replace("+00:00", "Z"),
        "title": story.title,
        "text": text,
        "language": "ar",
    }
    return json.dumps(fields, ensure_ascii=False).encode()


_BREAKS = (
    lambda value: value[: len(value) // 2],
    lambda value: value.replace(b'"fetched_at"', b'"fetched_on"'),
    lambda value: value.replace(b'"url": "https', b'"url": "gopher'),
    lambda value: value[:-200] + b"\xff\xfe" + value[-200:],
)
"""Cut JSON, a field that is missing, one that is wrong, and bytes that are not UTF-8."""

_OUTLETS = ("صحيفة الواحة", "موقع الميناء", "بوابة النخيل", "شبكة الساحل", "جريدة المرصد", "وكالة السهل", "منصة الجسر")

_LETTERS = "بتجحدرزسشصطعفقكلمنهي"
_WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
