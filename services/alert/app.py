"""alert: statements and copies in; out comes an alert for each subscription that a statement matches."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import chain
from typing import cast

import structlog

from schemas.events import Statement
from services.alert import rest
from services.alert.asked import Asked
from services.alert.store import Knowledge, Subscriptions
from services.alert.telling import Clock, Event, tell_each
from services.runtime.access import Access
from services.runtime.settings import secret
from services.runtime.stage import Context, Kept, Outgoing, Service

log = structlog.get_logger(__name__)

TOPIC = "alerts"
LOSS = (
    "all subscriptions are gone: nobody is told of anything until Redis is restored from a back-up or they are made "
    "again. Statements stay on their topic, but those of this time reach nobody; who was told of what is forgotten too"
)


@asynccontextmanager
async def service(context: Context) -> AsyncIterator[Service]:
    """Raises ValueError for a setting that cannot work."""
    settings = context.settings
    clock, window = cast("Clock", settings.alert_clock), timedelta(hours=settings.alert_window_hours)
    subscriptions, knowledge, asked = Subscriptions(context.redis()), Knowledge(context.redis(), window), Asked()

    async def handle(events: Sequence[Event]) -> Sequence[Sequence[Outgoing]]:
        if (version := await subscriptions.version()) != asked.version:
            for unread in asked.update(version, await subscriptions.all()):
                log.error("the query of a subscription cannot be read: it is told nothing", subscription_id=unread)
        heard = [event for event in events if not _is_recalled(event)]
        news = [isinstance(event, Statement) or asked.index.wants(event.source) for event in heard]
        learned = await knowledge.learn(heard, news)
        told = await asyncio.to_thread(
            tell_each, heard, learned.of, learned.known, asked.index, now=context.now(), clock=clock, window=window
        )
        await knowledge.keep(telling for telling in chain.from_iterable(told) if telling.alerts)
        alerts = iter([alert for telling in tellings for alert in telling.alerts.values()] for tellings in told)
        return [[] if _is_recalled(event) else [Outgoing(TOPIC, alert) for alert in next(alerts)] for event in events]

    access = Access(secret(settings, "api_token_file"), settings.http_host)
    yield Service(handle=handle, routes=rest.routes(subscriptions, access, context.now), kept=Kept("alert:mark", LOSS))


def _is_recalled(event: Event) -> bool:
    """What a page recalls from earlier is no news, and no spread either."""
    return isinstance(event, Statement) and event.said == "earlier"
