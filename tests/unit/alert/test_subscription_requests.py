"""What a request for a subscription may be; each mistake is named with its field."""

from datetime import UTC, datetime

import pytest

from schemas.codec import InvalidEvent, decode
from services.alert.subscriptions import Change, NewSubscription, Subscription, changed, created

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)
KEPT = Subscription(id="s", name="press", query="غاز", created_at=NOON, webhook="https://a.example/h", terminal=True)


@pytest.mark.parametrize(
    ("body", "field", "reason"),
    [
        ("{", "$", ""),
        ("[]", "$", "Expected `object`"),
        ('{"query": "غاز"}', "$.name", "missing"),
        ('{"name": "press"}', "$.query", "missing"),
        ('{"name": "", "query": "غاز"}', "$.name", "length"),
        ('{"name": "  ", "query": "غاز"}', "$.name", "blank"),
        ('{"name": 5, "query": "غاز"}', "$.name", "Expected `str`"),
        ('{"name": "press", "query": ""}', "$.query", "length"),
        ('{"name": "press", "query": "غاز or نفط"}', "$.query", "at character 5: OR is written in capitals"),
        (
            '{"name": "press", "query": "غاز", "webhook": "ftp://a.example"}',
            "$.webhook",
            "must be an http:// or https:// URL",
        ),
        ('{"name": "press", "query": "غاز", "webhook": "https://me:pw@a.example/h"}', "$.webhook", "user name"),
        ('{"name": "press", "query": "غاز", "stream": "yes"}', "$.stream", "Expected `bool`"),
        ('{"name": "press", "query": "غاز", "stream": false}', "$.webhook", "one channel is needed"),
        ('{"name": "press", "query": "غاز", "qurey": "نفط"}', "$.qurey", "unknown field `qurey`"),
        ('{"name": "press", "query": "غاز", "id": "mine"}', "$.id", "unknown field `id`"),
    ],
)
def test_a_request_that_cannot_be_met(body: str, field: str, reason: str) -> None:
    with pytest.raises(InvalidEvent) as error:
        created(decode(NewSubscription, body.encode()), "s", NOON)
    assert error.value.field == field
    assert reason in error.value.reason


def test_a_new_subscription_has_a_stream_unless_told_otherwise() -> None:
    made = created(decode(NewSubscription, '{"name": "press", "query": "غاز"}'.encode()), "s", NOON)
    assert made == Subscription(id="s", name="press", query="غاز", created_at=NOON, stream=True)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{}", {}),
        ('{"name": "desk"}', {"name": "desk"}),
        ('{"webhook": null}', {"webhook": None}),
        ('{"paused": true, "stream": false}', {"paused": True, "stream": False}),
    ],
)
def test_a_change_leaves_what_it_does_not_name(body: str, expected: dict[str, object]) -> None:
    after = changed(KEPT, decode(Change, body.encode()))
    before = {name: getattr(KEPT, name) for name in Subscription.__slots__}
    assert {name: getattr(after, name) for name in Subscription.__slots__} == before | expected


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"query": "(غاز"}', "$.query"),
        ('{"name": null}', "$.name"),
        ('{"webhook": null, "stream": false, "terminal": false}', "$.webhook"),
        ('{"created_at": "2025-01-01T00:00:00Z"}', "$.created_at"),
    ],
)
def test_a_change_is_checked_like_a_new_one(body: str, field: str) -> None:
    with pytest.raises(InvalidEvent) as error:
        changed(KEPT, decode(Change, body.encode()))
    assert error.value.field == field
