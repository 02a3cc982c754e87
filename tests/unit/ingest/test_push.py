"""A request is taken whole or refused whole, with the line and the field that are wrong."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import orjson
import pytest

from schemas.events import MAX_BODY_BYTES
from services.ingest import push
from services.ingest.push import Refused

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
LINES = "application/x-ndjson"
JSON = "application/json"


def page(**fields: object) -> bytes:
    given = {"url": "https://outlet.example/1", "source": "outlet", "fetched_at": "2026-03-04T11:00:00Z", "text": "خبر"}
    return orjson.dumps(given | fields)


GOOD, NO_URL = page(), page(url="nowhere")


@pytest.mark.parametrize(
    ("body", "kind", "count"),
    [
        pytest.param(GOOD, JSON, 1, id="one page"),
        pytest.param(b" [" + GOOD + b",\n" + GOOD + b"] ", JSON, 2, id="an array"),
        pytest.param(GOOD + b"\n" + GOOD + b"\r\n\n", LINES, 2, id="lines, the last one ended and a blank one"),
        pytest.param(GOOD, LINES, 1, id="a line without its end"),
    ],
)
def test_pages_are_read(body: bytes, kind: str, count: int) -> None:
    assert len(push.articles(body, kind, NOW)) == count


@pytest.mark.parametrize(
    ("body", "kind", "status", "told"),
    [
        pytest.param(NO_URL, JSON, 400, {"field": "$.url"}, id="one wrong page"),
        pytest.param(b"[" + GOOD + b"," + NO_URL + b"]", JSON, 400, {"item": 2, "field": "$.url"}, id="in an array"),
        pytest.param(
            GOOD + b"\n\n" + NO_URL, LINES, 400, {"line": 3, "field": "$.url"}, id="in lines, blank ones counted"
        ),
        pytest.param(GOOD + b"\n{", LINES, 400, {"line": 2, "field": "$"}, id="a line that is not JSON"),
        pytest.param(b"[" + GOOD + b",", JSON, 400, {"field": None}, id="a cut array"),
        pytest.param(b"[1]", JSON, 400, {"item": 1, "field": "$"}, id="not an object"),
        pytest.param(b"[" * 100_000, JSON, 400, {"field": None}, id="nested without end"),
        pytest.param(b"\xff", JSON, 400, {"field": "$"}, id="not UTF-8"),
        pytest.param(b'["\xff"]', JSON, 400, {}, id="not UTF-8 in an array"),
        pytest.param(b"", JSON, 400, {"reason": "no page in the request"}, id="empty"),
        pytest.param(b"[]", JSON, 400, {"reason": "no page in the request"}, id="an empty array"),
        pytest.param(b"\n \n", LINES, 400, {"reason": "no page in the request"}, id="blank lines alone"),
        pytest.param(page(fetched_at="2026-03-06T12:00:00Z"), JSON, 400, {"field": "$.fetched_at"}, id="of the future"),
        pytest.param(page(fetched_at="2026-03-04T12:00:00"), JSON, 400, {"field": "$.fetched_at"}, id="without a zone"),
        pytest.param(
            GOOD + b"\n" + page(text="x" * (MAX_BODY_BYTES + 1)),
            LINES,
            413,
            {"line": 2, "field": "$.text"},
            id="too large",
        ),
        pytest.param(
            page(text=None, html="ا" * (MAX_BODY_BYTES // 2 + 1)),
            JSON,
            413,
            {"field": "$.html"},
            id="too large in bytes",
        ),
        pytest.param(page(title="x" * (4 << 20)), JSON, 413, {"field": "$"}, id="a field too large for any event"),
    ],
)
def test_what_is_wrong_is_named(body: bytes, kind: str, status: int, told: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        push.articles(body, kind, NOW)
    assert refused.value.status == status
    assert told.items() <= refused.value.body().items()


def test_a_refusal_says_all_in_one_line() -> None:
    with pytest.raises(Refused, match=r"^line 2: `\$\.text` is blank$"):
        push.articles(GOOD + b"\n" + page(text=" "), LINES, NOW)


@pytest.mark.parametrize("header", ["Bearer secret", "bearer secret", "Bearer  secret "])
def test_the_right_token_passes(header: str) -> None:
    push.check_token(header, "secret")


@pytest.mark.parametrize(
    "header",
    [None, "", "secret", "Bearer", "Bearer ", "Bearer secre", "Bearer secret2", "Basic secret", "Bearer \udcff"],
)
def test_any_other_is_refused(header: str | None) -> None:
    with pytest.raises(Refused) as refused:
        push.check_token(header, "secret")
    assert refused.value.status == 401


@pytest.mark.parametrize(
    ("kind", "charset"), [("text/html", None), ("application/octet-stream", None), (JSON, "windows-1256")]
)
def test_a_body_that_is_not_json_in_utf_8_is_refused(kind: str, charset: str | None) -> None:
    with pytest.raises(Refused) as refused:
        push.check_type(kind, charset)
    assert refused.value.status == 415


@pytest.mark.parametrize(("kind", "charset"), [(JSON, None), (LINES, "UTF-8"), ("application/jsonl", "utf8")])
def test_json_in_utf_8_is_read(kind: str, charset: str | None) -> None:
    push.check_type(kind, charset)


async def test_a_body_that_is_too_large_is_not_read_on() -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1 << 20
            yield bytes(1 << 20)

    with pytest.raises(Refused) as refused:
        await push.body_of(endless())
    assert refused.value.status == 413
    assert read == push.MOST_BYTES + (1 << 20)
