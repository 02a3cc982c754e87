"""Where a subscription's alerts go, and what is said of those that go there at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from schemas.events import Alert, Delivery

KEPT = timedelta(days=7)
"""How long an alert is known to be taken. Older ones are not delivered any more."""

Channel = Literal["terminal", "webhook", "stream"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """Of a subscription, what delivery needs."""

    name: str = ""
    webhook: str | None = None
    stream: bool = False
    terminal: bool = False
    paused: bool = False

    def open(self, terminal: bool) -> list[Channel]:
        """The channels in use. `terminal` says whether this installation has one."""
        found: list[tuple[Channel, bool]] = [
            ("terminal", self.terminal and terminal),
            ("webhook", self.webhook is not None),
            ("stream", self.stream),
        ]
        return [] if self.paused else [channel for channel, is_open in found if is_open]


def is_late(alert: Alert, now: datetime) -> bool:
    """Whether the alert may have been delivered before, and nobody would know."""
    return alert.created_at < now - KEPT


def outcomes(alert: Alert, channels: list[Channel], at: datetime, *, late: bool) -> list[Delivery]:
    """Deliveries to be told at once: all failed if late, else those of the channels that have the alert already."""
    reason = f"the alert was made over {KEPT.days} days ago" if late else None
    return [
        Delivery(
            alert_id=alert.alert_id,
            subscription_id=alert.subscription_id,
            channel=channel,
            outcome="failed" if late else "delivered",
            attempts=1,
            at=at,
            reason=reason,
        )
        for channel in channels
        if late or channel != "webhook"
    ]
