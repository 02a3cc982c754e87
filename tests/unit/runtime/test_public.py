"""What an answer over HTTP asks of us."""

from datetime import UTC, datetime

import httpx
import pytest

from services.runtime.public import asked_to_wait, endpoint

NOW = datetime(2025, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Mon, 10 Mar 2025 12:10:00 GMT", 600),
        ("Mon, 10 Mar 2025 12:10:00", 600),  # without a zone: UTC
        ("Mon, 10 Mar 2025 11:00:00 GMT", 0),  # gone by
        ("999999999999", 999999999),  # no number is too long to read
        ("soon", 0),
        ("-5", 0),
        ("٣٠", 0),
        ("", 0),
    ],
)
def test_retry_after_is_read_as_a_wait(retry_after: str, seconds: float) -> None:
    response = httpx.Response(429, headers=[(b"retry-after", retry_after.encode())])
    assert asked_to_wait(response, NOW).total_seconds() == seconds


def test_no_retry_after_asks_for_nothing() -> None:
    assert not asked_to_wait(httpx.Response(503), NOW)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://Outlet.example/rss", ("outlet.example", 443)),
        ("http://outlet.example/rss", ("outlet.example", 80)),
        ("http://outlet.example:8080/rss", ("outlet.example", 8080)),
    ],
)
def test_an_endpoint_is_host_and_port(url: str, place: tuple[str, int]) -> None:
    assert endpoint(httpx.URL(url)) == place
