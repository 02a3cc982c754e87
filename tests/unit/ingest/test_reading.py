"""Page files become RawArticles, in whatever encoding they are."""

import codecs
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from schemas.codec import InvalidEvent, decode, encode
from schemas.events import RawArticle
from services.ingest import reading

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
TEXT = "أكد المتحدث أن المحادثات ستستأنف يوم الثلاثاء."
HTML = "<html><head><meta charset={}></head><body><p>" + TEXT + "</p></body></html>"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="UTF-16, little end first"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="UTF-16, big end first"),
        pytest.param(TEXT.encode("cp1256"), id="windows-1256 undeclared"),
    ],
)
def test_text_is_read_in_its_encoding(data: bytes) -> None:
    assert reading.text_of(data, html=False) == TEXT


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        pytest.param("utf-8", "utf-8", id="declared truly"),
        pytest.param("windows-1256", "cp1256", id="windows-1256 declared"),
        pytest.param('"ISO-8859-6"', "iso8859-6", id="ISO 8859-6 declared, in quotes"),
        pytest.param("windows-1256", "utf-8", id="what is valid UTF-8 is UTF-8 whatever it declares"),
        pytest.param("utf-8", "cp1256", id="declared UTF-8 and is not"),
        pytest.param("iso-8859-1", "cp1256", id="the declaration of software that does not know Arabic"),
        pytest.param("base64", "cp1256", id="a codec that is not of text"),
        pytest.param("no-such-charset", "cp1256", id="a charset that nobody knows"),
    ],
)
def test_html_is_read_as_declared_unless_that_is_false(declared: str, written: str) -> None:
    page = HTML.format(declared)
    assert reading.text_of(page.encode(written), html=True) == page


@pytest.mark.parametrize(
    ("start", "end"),
    [pytest.param(0, -4, id="cut in the middle of a letter"), pytest.param(1, None, id="begun in the middle of one")],
)
def test_spoilt_utf_8_stays_utf_8(start: int, end: int | None) -> None:
    read = reading.text_of((TEXT * 9).encode()[start:end], html=False)
    assert read.strip("\ufffd") in TEXT * 9
    assert read.count("\ufffd") == 1


def test_a_page_file_is_a_raw_article() -> None:
    key, value = reading.page(
        TEXT.encode(), path="صحيفة المثال/1 #a.txt", source="صحيفة المثال", html=False, fetched_at=NOW
    )
    article = decode(RawArticle, value)
    assert article == RawArticle(
        url="https://files.invalid/%D8%B5%D8%AD%D9%8A%D9%81%D8%A9%20%D8%A7%D9%84%D9%85%D8%AB%D8%A7%D9%84/1%20%23a.txt",
        source="صحيفة المثال",
        fetched_at=NOW,
        article_id=key.decode(),
        text=TEXT,
    )


def test_the_same_file_has_the_same_id_and_another_body_another() -> None:
    def key(body: str) -> bytes:
        return reading.page(body.encode(), path="a.txt", source="a", html=False, fetched_at=NOW)[0]

    assert key(TEXT) == key(TEXT) != key(TEXT + " ")


def test_a_blank_file_is_a_record_that_its_reader_refuses() -> None:
    _, value = reading.page(b" \n", path="a.html", source="a", html=True, fetched_at=NOW)
    with pytest.raises(InvalidEvent, match=r"^`\$\.html` is blank$"):
        decode(RawArticle, value)


def test_a_file_name_that_is_no_text_is_no_hindrance() -> None:
    name = b"\xff.txt".decode("utf-8", "surrogateescape")
    _, value = reading.page(TEXT.encode(), path=name, source=name, html=False, fetched_at=NOW)
    assert decode(RawArticle, value).url == "https://files.invalid/%FF.txt"


def line(**fields: object) -> bytes:
    given = {"url": "https://outlet.example/1", "source": "outlet", "fetched_at": NOW, "text": TEXT}
    return orjson.dumps(given | fields)


def test_an_article_without_an_id_gets_one_of_its_url_title_and_body() -> None:
    one = reading.article(line(), NOW).article_id
    assert one == reading.article(line(source="other"), NOW).article_id
    others = {
        reading.article(line(**{name: f"https://other.example/{name}"}), NOW).article_id for name in ("url", "title")
    }
    assert len({one, *others}) == 3


def test_an_article_keeps_its_senders_id() -> None:
    assert reading.article(line(article_id="mine"), NOW).article_id == "mine"


@pytest.mark.parametrize(("ahead", "fits"), [(timedelta(hours=23), True), (timedelta(days=1, seconds=1), False)])
def test_a_page_fetched_over_a_day_ahead_is_refused(ahead: timedelta, fits: bool) -> None:
    data = line(fetched_at=NOW + ahead)
    if fits:
        assert encode(reading.article(data, NOW))
    else:
        with pytest.raises(InvalidEvent, match=r"\$\.fetched_at: .*over a day ahead"):
            reading.article(data, NOW)


def test_a_line_that_no_event_can_hold_is_refused() -> None:
    with pytest.raises(InvalidEvent, match=r"\$: has over"):
        reading.article(line(title="x" * reading.MOST_BYTES), NOW)
