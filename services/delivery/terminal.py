"""Alerts on standard output, each once."""

import asyncio
import sys
from collections.abc import Mapping, Sequence

import structlog

from schemas.events import Alert
from services.delivery import shown
from services.delivery.channels import Channels
from services.delivery.store import Store

log = structlog.get_logger(__name__)


class Terminal:
    """Standard output, as WIREFOLD_TERMINAL has it: `off`, `text` or `json`."""

    def __init__(self, store: Store, form: str) -> None:
        self._store = store
        self._form = form

    @property
    def is_on(self) -> bool:
        return self._form != "off"

    async def show(self, alerts: Sequence[Alert], known: Mapping[str, Channels]) -> None:
        """Shows those that were not shown before. They are marked afterwards: after a crash one may be shown again."""
        unseen = await self._store.unprinted([alert.alert_id for alert in alerts])
        new = list({alert.alert_id: alert for alert in alerts if alert.alert_id in unseen}.values())
        as_json = self._form == "json"
        told = (shown.line(a) if as_json else shown.text(a, known[a.subscription_id].name) for a in new)
        await asyncio.to_thread(_write, "".join(told))
        await self._store.printed(alert.alert_id for alert in new)


def _write(text: str) -> None:
    try:
        with open(sys.stdout.fileno(), "wb", closefd=False) as terminal:
            terminal.write(text.encode())
    except BrokenPipeError:  # a ConnectionError, but no fault that passes
        log.warning("nobody reads standard output: alerts are not shown")
