"""delivery: alerts in; to each subscriber's webhook, stream and terminal; what became of them out."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import chain

from schemas.events import Alert, Delivery
from services.delivery import stream
from services.delivery.channels import Channels, is_late, outcomes
from services.delivery.sending import POLL_SECONDS, Sending
from services.delivery.store import Store
from services.delivery.terminal import Terminal
from services.delivery.webhook import webhooks
from services.runtime import metrics
from services.runtime.access import Access
from services.runtime.settings import secret
from services.runtime.stage import Busy, Context, Kept, Outgoing, Service

TOPIC = "deliveries"
LOSS = (
    "alerts that waited for a webhook were not sent, and readers of the stream who come back find nothing from before. "
    "The topic alerts still has every alert"
)


@asynccontextmanager
async def service(context: Context) -> AsyncIterator[Service]:
    """Raises ValueError for a setting that cannot work."""
    settings, store = context.settings, Store(context.redis())
    terminal = Terminal(store, settings.terminal)
    access = Access(secret(settings, "api_token_file"), settings.http_host)

    async def handle(alerts: Sequence[Alert]) -> Sequence[Sequence[Outgoing]]:
        now = context.now()
        known = await store.channels(sorted({alert.subscription_id for alert in alerts}))
        to = [known.get(alert.subscription_id, Channels()).open(terminal.is_on) for alert in alerts]
        taken = await store.accept([(a, () if is_late(a, now) else c) for a, c in zip(alerts, to, strict=True)], now)
        sending.bell.set()
        if terminal.is_on:
            seen = [a for a, c in zip(alerts, to, strict=True) if "terminal" in c and not is_late(a, now)]
            await terminal.show(seen, known)
        told = [
            outcomes(alert, channels, at, late=is_late(alert, now))
            for alert, channels, at in zip(alerts, to, taken, strict=True)
        ]
        _count(chain.from_iterable(told))
        return [[Outgoing(TOPIC, delivery) for delivery in deliveries] for deliveries in told]

    async def publish() -> None:
        """What became of webhooks, as soon as the broker takes it."""
        while True:
            settled = await store.outcomes()
            try:
                if settled:
                    await context.publish([Outgoing(TOPIC, delivery) for delivery in settled])
                    _count(settled)
                    await store.published(settled)
                await asyncio.sleep(0 if settled else POLL_SECONDS)
            except Busy as busy:
                await asyncio.sleep(busy.retry_after)

    async with webhooks(settings.webhook_allow_private) as client:
        sending, hub = Sending(store, client, context.now), stream.Hub(store)
        try:
            yield Service(
                handle=handle,
                routes=stream.routes(hub, store, access),
                background=[sending.run, hub.follow, publish],
                kept=Kept("delivery:mark", LOSS),
            )
        finally:
            hub.close()
            await sending.close()


def _count(deliveries: Iterable[Delivery]) -> None:
    for delivery in deliveries:
        metrics.DELIVERIES.labels(delivery.channel, delivery.outcome).inc()
