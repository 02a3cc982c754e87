"""Where alerts go, and what is said at once of those that are there already."""

from dataclasses import replace
from datetime import timedelta

import pytest
from test_shown import NOON, alert

from services.delivery.channels import Channel, Channels, is_late, outcomes


@pytest.mark.parametrize(
    ("channels", "has_terminal", "expected"),
    [
        (Channels(), True, []),
        (Channels(stream=True), True, ["stream"]),
        (Channels(webhook="https://a.example/", stream=True, terminal=True), True, ["terminal", "webhook", "stream"]),
        (Channels(webhook="https://a.example/", terminal=True), False, ["webhook"]),
        (Channels(stream=True, paused=True), True, []),
    ],
)
def test_the_channels_in_use(channels: Channels, has_terminal: bool, expected: list[Channel]) -> None:
    assert channels.open(has_terminal) == expected


def test_a_webhook_is_spoken_of_when_it_has_answered() -> None:
    told = outcomes(alert(), ["terminal", "webhook", "stream"], NOON, late=False)
    assert [(one.channel, one.outcome) for one in told] == [("terminal", "delivered"), ("stream", "delivered")]


def test_a_late_alert_fails_on_each_channel() -> None:
    told = outcomes(alert(), ["terminal", "webhook"], NOON, late=True)
    assert [(one.channel, one.outcome) for one in told] == [("terminal", "failed"), ("webhook", "failed")]


@pytest.mark.parametrize(("days", "late"), [(0, False), (7, False), (8, True)])
def test_what_may_have_been_forgotten_is_late(days: int, late: bool) -> None:
    assert is_late(replace(alert(), created_at=NOON - timedelta(days=days)), NOON) is late
