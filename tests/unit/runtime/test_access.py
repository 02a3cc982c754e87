"""Who may use the REST API."""

import pytest

from services.runtime.access import Access

LOCAL = "127.0.0.1"
EVERYWHERE = "0.0.0.0"


@pytest.mark.parametrize(
    ("token", "bind", "authorization", "host", "status"),
    [
        ("right", EVERYWHERE, "Bearer right", "wirefold.example", None),
        ("right", EVERYWHERE, "Bearer wrong", "wirefold.example", 401),
        ("right", EVERYWHERE, "Bearer righ", "wirefold.example", 401),
        ("right", EVERYWHERE, "right", "wirefold.example", 401),
        ("right", EVERYWHERE, "Basic right", "wirefold.example", 401),
        ("right", EVERYWHERE, None, "wirefold.example", 401),
        ("right", LOCAL, None, "127.0.0.1:8106", 401),  # a token once set is asked of all
        ("right", LOCAL, "Bearer right\udcff", "127.0.0.1", 401),
        (None, LOCAL, None, "127.0.0.1:8106", None),
        (None, LOCAL, None, "localhost:8106", None),
        (None, "::1", None, "[::1]:8106", None),
        (None, "localhost", None, "[::1]", None),
        (None, LOCAL, None, "evil.example:8106", 403),  # DNS rebinding
        (None, LOCAL, None, "127.0.0.1.evil.example", 403),
        (None, LOCAL, None, "", 403),
        (None, EVERYWHERE, None, "127.0.0.1:8106", 403),
        (None, "192.168.1.5", None, "localhost", 403),
        (None, "", None, "localhost", 403),  # all addresses
    ],
)
def test_access(token: str | None, bind: str, authorization: str | None, host: str, status: int | None) -> None:
    refusal = Access(token, bind).refusal(authorization, host)
    assert (refusal.status if refusal else None) == status
