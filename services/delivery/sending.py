"""Works off the webhooks' queues: many subscriptions at once, each in turns of a few alerts.

A subscriber that is slow or dead keeps nobody else waiting: it holds one turn of many, and a turn is short.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import structlog

from schemas.events import Delivery
from services.delivery.retrying import Again, Delivered, Failed, Verdict, judge
from services.delivery.store import Pending, Store, Turn
from services.delivery.webhook import Webhooks

log = structlog.get_logger(__name__)

TURNS = 100
"""Subscriptions that are served at once."""
POLL_SECONDS = 1.0
CLOSE_SECONDS = 5.0
"""A service stops within 10 s."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """A turn whose attempts are made."""

    turn: Turn
    settled: Sequence[Delivery]
    again: Sequence[tuple[Pending, datetime]]
    gone: bool


class Sending:
    """`bell` is rung when there may be something to do at once.

    Redis is spoken to in `run` alone. When it is away `run` ends with its error and is called again: the requests
    under way go on meanwhile, and what became of them is kept until it can be written down.
    """

    def __init__(self, store: Store, webhooks: Webhooks, now: Callable[[], datetime]) -> None:
        self._store = store
        self._webhooks = webhooks
        self._now = now
        self._under_way: dict[asyncio.Task[None], Turn] = {}
        self._ended: deque[_Ended] = deque()
        self.bell = asyncio.Event()

    async def run(self) -> None:
        """Sends what is due, for ever."""
        while True:
            self.bell.clear()
            await self._write_down()
            free, mine = TURNS - len(self._under_way), [turn.subscription_id for turn in self._under_way.values()]
            for turn in await self._store.take(free, self._now(), mine):
                task = asyncio.create_task(self._serve(turn))
                self._under_way[task] = turn
                task.add_done_callback(self._under_way.pop)
            await self._rest()

    async def close(self) -> None:
        """Waits for requests under way, for a while: one that is cut off is sent again by the next worker."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=CLOSE_SECONDS)
        for task in self._under_way:
            task.cancel()
        await self._write_down()

    async def _write_down(self) -> None:
        while self._ended:
            ended = self._ended[0]
            await self._store.finish(ended.turn, ended.settled, ended.again, self._now(), gone=ended.gone)
            self._ended.popleft()
            _say_what_failed(ended.settled)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self.bell.wait()
        except TimeoutError:
            pass  # something may be due by now

    async def _serve(self, turn: Turn) -> None:
        verdicts = await asyncio.gather(*(self._attempt(turn, pending) for pending in turn.pending))
        judged = list(zip(turn.pending, verdicts, strict=True))
        self._ended.append(
            _Ended(
                turn,
                [
                    _outcome(turn, one, verdict, self._now())
                    for one, verdict in judged
                    if not isinstance(verdict, Again)
                ],
                [(one, verdict.at) for one, verdict in judged if isinstance(verdict, Again)],
                any(isinstance(verdict, Failed) and verdict.gone for verdict in verdicts),
            )
        )
        self.bell.set()

    async def _attempt(self, turn: Turn, pending: Pending) -> Verdict:
        if turn.url is None or turn.secret is None:
            return Failed("the subscription has no webhook now, or is paused")
        if turn.gone:
            return Failed("the subscriber answered 410 (gone) before")
        answer = await self._webhooks.send(turn.url, turn.secret, pending.alert_id, pending.alert, self._now())
        return judge(answer, pending.attempts + 1, self._now(), random.random())  # noqa: S311 - jitter, no secret


def _say_what_failed(settled: Sequence[Delivery]) -> None:
    """One line a turn."""
    if failed := [one for one in settled if one.outcome == "failed"]:
        last = failed[-1]
        log.warning(
            "alerts not delivered",
            subscription_id=last.subscription_id,
            target=last.target,
            alerts=len(failed),
            reason=last.reason,
        )


def _outcome(turn: Turn, pending: Pending, verdict: Delivered | Failed, now: datetime) -> Delivery:
    reason = verdict.reason if isinstance(verdict, Failed) else None
    return Delivery(
        alert_id=pending.alert_id,
        subscription_id=turn.subscription_id,
        channel="webhook",
        outcome="failed" if reason else "delivered",
        attempts=pending.attempts + 1,
        at=now,
        target=_shown(turn.url),
        reason=reason,
    )


def _shown(url: str | None) -> str | None:
    """Scheme and host alone: the rest of a webhook's address is often a secret."""
    return f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" if url else None
