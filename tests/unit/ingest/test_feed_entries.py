"""Which feeds are read, which pages they name, and when each is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from schemas.codec import InvalidEvent
from schemas.identity import article_id
from services.ingest.feeds import Entry, Feed, NotAFeed, State, entries, listed, next_poll, page

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
EVERY = timedelta(seconds=120)
ENTRY = Entry("key", "https://marfa-press.example/1", "الكرملين: الموعد لم يتغير")

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>مرفأ برس</title><link>https://marfa-press.example/</link>
<item><title>بيسكوف: &lt;b&gt;الكأس&lt;/b&gt; &amp;quot;جديدة&amp;quot;</title><link>https://marfa-press.example/2</link>
<guid isPermaLink="false">n-2</guid></item>
<item><title>خبر بلا رابط</title></item>
<item><title>بريد</title><link>mailto:desk@marfa-press.example</link></item>
<item><title>الأول</title><link>/1</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>قنديل</title><id>urn:1</id>
<entry><title>العنوان</title><link href="https://qandil.example/a"/><id>urn:a</id><updated>{updated}</updated></entry>
</feed>"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://sidra.example/"><title>سدرة</title><link>https://sidra.example/</link></channel>
<item rdf:about="https://sidra.example/9"><title>تاسع</title><link>https://sidra.example/9</link></item></rdf:RDF>"""


def read(document: str | bytes, content_type: str = "application/rss+xml") -> list[Entry]:
    data = document.encode() if isinstance(document, str) else document
    return entries(data, "https://marfa-press.example/rss", content_type)


def test_a_feed_names_pages_the_oldest_first() -> None:
    assert [(entry.url, entry.title) for entry in read(RSS)] == [
        ("https://marfa-press.example/1", "الأول"),  # a relative link
        ("https://marfa-press.example/2", 'بيسكوف: الكأس "جديدة"'),  # a title with markup in it
    ]


@pytest.mark.parametrize(
    ("document", "url"),
    [
        (ATOM.format(updated="2026-03-04T10:00:00Z"), "https://qandil.example/a"),
        (RDF, "https://sidra.example/9"),
        (RSS.encode("cp1256", "replace").replace(b"utf-8", b"windows-1256"), "https://marfa-press.example/1"),
        (RSS.replace("</channel></rss>", ""), "https://marfa-press.example/1"),  # cut
        (RSS.replace("الأول", "الأول \x0b & <"), "https://marfa-press.example/1"),  # not well-formed
    ],
)
def test_every_kind_of_feed_is_read(document: str | bytes, url: str) -> None:
    assert url in [entry.url for entry in read(document)]


def test_an_encoding_is_read_as_declared() -> None:
    declared = RSS.encode("cp1256", "replace").replace(b"utf-8", b"windows-1256")
    assert read(declared)[0].title == "الأول"


def test_an_entry_that_its_feed_calls_updated_is_another_one() -> None:
    first, same, later = (read(ATOM.format(updated=f"2026-03-04T{hour}:00:00Z"))[0].key for hour in (10, 10, 11))
    assert first == same
    assert first != later


@pytest.mark.parametrize("document", ["", "<html><body>404</body></html>", '{"version": 1}', "\x00\x01", "<rss"])
def test_what_is_no_feed_is_said_to_be_none(document: str) -> None:
    with pytest.raises(NotAFeed):
        read(document)


def test_a_document_is_never_taken_for_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS, encoding="utf-8")
    with pytest.raises(NotAFeed):
        read(str(tmp_path / "feed.xml"))


def test_half_a_letter_in_an_entry_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"link": "https://a.example/\ud800", "id": "\udfff", "title": "عنوان \ud800", "updated": "\ud800"}
    found = feedparser.FeedParserDict(version="rss20", entries=[feedparser.FeedParserDict(broken)])
    monkeypatch.setattr(feedparser, "parse", lambda *_, **__: found)
    (entry,) = read(RSS)
    made = page(entry, "أ", url="https://a.example/1", content_type="text/html", body=b"<p>x</p>", now=NOW)
    assert made.title == "عنوان ?"


def test_a_feed_without_entries_is_one() -> None:
    assert read('<rss version="2.0"><channel><title>x</title></channel></rss>') == []


def test_entities_do_not_explode() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE r [<!ENTITY l0 "ha">{levels}]><rss version="2.0"><channel><item><title>&l11;</title></item>'
    assert read(bomb + "</channel></rss>") == []


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ('[[feed]]\nurl = "https://a.example/rss"', "source"),
        ('[[feed]]\nsource = "أ"', "url"),
        ('[[feed]]\nurl = "ftp://a.example/rss"\nsource = "أ"', r"\$\.feed\[0\]\.url"),
        ('[[feed]]\nurl = "https://a.example/rss"\nsource = "أ"\nevery = 5', "every"),
        ('[[feeds]]\nurl = "https://a.example/rss"\nsource = "أ"', "feeds"),
        ("[[feed]\n", "line 1"),
        ('[[feed]]\nurl = "https://a.example/rss"\nsource = "أ"\n' * 2, "listed twice"),
    ],
)
def test_a_list_that_is_wrong_says_where(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        listed(written.encode())


def test_a_list_is_read() -> None:
    written = '[[feed]]\nurl = "https://a.example/rss"\nsource = "مرفأ برس"\n'
    assert listed(written.encode()) == (Feed(url="https://a.example/rss", source="مرفأ برس"),)
    assert listed(b"# none yet\n") == ()


def test_a_page_becomes_an_article() -> None:
    body = "<html><p>قال بيسكوف</p></html>".encode()
    made = page(
        ENTRY, "مرفأ برس", url="https://marfa-press.example/1?x", content_type="text/html; charset=utf-8",
        body=body, now=NOW,
    )  # fmt: skip
    assert (made.url, made.source, made.title) == ("https://marfa-press.example/1?x", "مرفأ برس", ENTRY.title)
    assert made.html == "<html><p>قال بيسكوف</p></html>"
    assert made.fetched_at == NOW
    assert made.article_id == article_id(replace(made, article_id=None))


def test_an_address_that_no_event_may_have_is_refused() -> None:
    far = "https://marfa-press.example/" + "a" * 5000
    with pytest.raises(InvalidEvent, match="url"):
        page(ENTRY, "أ", url=far, content_type="text/html", body=b"<p>x</p>", now=NOW)


def test_plain_text_is_text() -> None:
    made = page(ENTRY, "أ", url=ENTRY.url, content_type="text/plain", body="قال".encode("cp1256"), now=NOW)
    assert (made.text, made.html) == ("قال", None)


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        ("application/pdf", b"%PDF", "application/pdf"),
        ("image/jpeg", b"\xff\xd8", "image/jpeg"),
        ("text/html", b"  \n", "blank"),
        ("text/html", b"a" * (1 << 20) + b"a", "over 1048576 bytes"),
        ("text/html", b"a\x00b", "NUL"),
    ],
)
def test_what_is_no_page_is_refused_with_the_reason(content_type: str, body: bytes, reason: str) -> None:
    with pytest.raises(InvalidEvent, match=reason):
        page(ENTRY, "أ", url=ENTRY.url, content_type=content_type, body=body, now=NOW)


@pytest.mark.parametrize(
    ("failures", "asked", "seconds"),
    [
        (0, 0, 120),
        (0, 30, 120),  # no sooner than the own pace
        (0, 600, 600),
        (0, 10**9, 86_400),  # a day at most
        (1, 0, 240),
        (4, 0, 1920),
        (5, 0, 3600),
        (10_000, 0, 3600),
    ],
)
def test_a_feed_that_fails_is_asked_less_often(failures: int, asked: int, seconds: int) -> None:
    again = next_poll(State(failures=failures), NOW, EVERY, timedelta(seconds=asked))
    assert again - NOW == timedelta(seconds=seconds)


def test_a_slow_pace_of_the_operators_stays_slow() -> None:
    day = timedelta(days=1)
    assert next_poll(State(failures=3), NOW, day, timedelta()) - NOW == day
