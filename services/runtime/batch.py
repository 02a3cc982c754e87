"""What the loop does with a batch, between reading and sending: decode, handle, dead letters, the breaker.

    records -> events -> results -> messages

Nothing here knows a broker, so that a service can be tested with values alone: `work` gives all that a batch sends.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from aiokafka import TopicPartition

from schemas.codec import InvalidEvent, decode
from schemas.topics import TOPICS
from services.runtime import metrics
from services.runtime.breaker import TooManyInvalid, trips
from services.runtime.faults import is_forbidden, is_passing
from services.runtime.letters import Record, article_id, letter
from services.runtime.sender import Message, letter_message, message
from services.runtime.stage import Handle, Result
from services.runtime.trouble import told

log = structlog.get_logger(__name__)

BATCH_BYTES = 2 << 20
"""A batch is full when it has this many. What comes of it is in memory several times over, and a MiB of Arabic takes
extraction 1.2 s of a whole core and 5 s of a crowded one, where a batch of 45 s is taken for a loop that hangs."""

FIRST_EVENTS = 4
"""A batch asks for so many first, and then, by the largest among them, for as many as fit. A page may have a MiB."""


def room(sizes: Sequence[int], most_events: int) -> int:
    """How many more records a batch can take when it holds records of these sizes (bytes); 0 when it is full."""
    if not sizes:
        return min(FIRST_EVENTS, most_events)
    left = BATCH_BYTES - sum(sizes)
    fitting = max(1, left // max(1, *sizes)) if left > 0 else 0
    return min(fitting, most_events - len(sizes))


class Batch:
    """Records in order, and the offsets to commit when they are done."""

    def __init__(self, polled: Mapping[TopicPartition, Sequence[Any]]) -> None:
        order = sorted(polled, key=lambda tp: (tp.topic, tp.partition))
        self.records = [
            Record(tp.topic, tp.partition, r.offset, r.key, r.value or b"", tuple(r.headers))
            for tp in order
            for r in polled[tp]
        ]
        self.commit = {tp: polled[tp][-1].offset + 1 for tp in order if polled[tp]}

    def __str__(self) -> str:
        """Where its records stand: topic/partition/first-last."""
        return ", ".join(
            f"{topic}/{partition}/{min(offsets)}-{max(offsets)}"
            for (topic, partition), offsets in self._places().items()
        )

    def _places(self) -> dict[tuple[str, int], list[int]]:
        places: dict[tuple[str, int], list[int]] = {}
        for record in self.records:
            places.setdefault((record.topic, record.partition), []).append(record.offset)
        return places


def decoded(records: Sequence[Record]) -> list[Any]:
    """The event of each record, or the InvalidEvent that says why there is none."""

    def one(record: Record) -> Any:
        try:
            return decode(TOPICS[record.topic].event, record.value)
        except InvalidEvent as invalid:
            return invalid

    return [one(record) for record in records]


class Defect(Exception):
    """The handler fails on an event that is well-formed: a fault of the service, not of who sent it."""

    def __init__(self, record: Record, service: str, cause: Exception) -> None:
        self.place = f"{record.topic}/{record.partition}/{record.offset}"
        self.article_id = article_id(record.value)
        super().__init__(
            f"{service} fails on {self.place} (article_id {self.article_id}): {told(cause)}; nothing "
            f"of its batch was committed. `wirefold run {service} --accept-bad` sends it to dead-letters and goes on."
        )


async def handled(events: Sequence[Any], handle: Handle) -> list[Result]:
    """The result of each event; those that could not be decoded are not shown to the handler."""
    good = [event for event in events if not isinstance(event, InvalidEvent)]
    results = iter(await handle(good) if good else ())
    return [event if isinstance(event, InvalidEvent) else next(results) for event in events]


async def one_by_one(
    records: Sequence[Record], events: Sequence[Any], handle: Handle, *, service: str, accept_bad: bool
) -> list[Result]:
    """The result of each event, handled alone, after the handler failed on all together. Raises Defect for the first
    that it fails on; with `accept_bad`, each such event is held to be invalid.
    """
    results: list[Result] = []
    for record, event in zip(records, events, strict=True):
        try:
            results += await handled([event], handle)
        except Exception as error:
            if is_passing(error) or is_forbidden(error):
                raise
            if not accept_bad:
                raise Defect(record, service, error) from error
            results.append(InvalidEvent("$", f"{service} fails on it: {told(error)}"))
    return results


def messages(results: Sequence[Result]) -> list[list[Message] | InvalidEvent]:
    """What to send for each result. An event too large for its topic makes its cause invalid."""

    def one(result: Result) -> list[Message] | InvalidEvent:
        if isinstance(result, InvalidEvent):
            return result
        try:
            return [message(out) for out in result]
        except InvalidEvent as invalid:
            return invalid

    return [one(result) for result in results]


def outcome(
    records: Sequence[Record],
    made: Sequence[list[Message] | InvalidEvent],
    *,
    service: str,
    now: datetime,
    permitted_share: float,
) -> list[Message]:
    """All that a batch sends, dead letters in their place. Raises TooManyInvalid before anything is written."""
    invalid = [entry for entry in made if isinstance(entry, InvalidEvent)]
    if trips(len(invalid), len(records), permitted_share):
        raise TooManyInvalid(len(invalid), len(records), str(invalid[0]))
    out: list[Message] = []
    for record, entry in zip(records, made, strict=True):
        if isinstance(entry, InvalidEvent):
            metrics.DEAD_LETTERS.labels(record.topic).inc()
            dead = letter(record, entry, service, now)
            log.warning(
                "dead letter",
                dead_letter_id=dead.dead_letter_id,
                article_id=dead.article_id,
                place=f"{record.topic}/{record.partition}/{record.offset}",
                field=entry.field,
                reason=entry.reason,
            )
            out.append(letter_message(dead, record.key))
        else:
            out += entry
    return out


async def work(
    records: Sequence[Record],
    handle: Handle,
    *,
    service: str,
    now: datetime,
    permitted_share: float,
    accept_bad: bool = False,
) -> list[Message]:
    """All that a batch sends: what the loop does between reading and sending, and what a test of a service calls.

    `accept_bad`: whatever cannot be handled, for whatever reason, goes to dead-letters. Raises faults of the
    surroundings, missing rights, Defect and TooManyInvalid.
    """
    events = decoded(records)
    try:
        results = await handled(events, handle)
    except Exception as error:
        if is_passing(error) or is_forbidden(error):
            raise
        log.exception("the handler fails on a batch; now on each event alone")
        results = await one_by_one(records, events, handle, service=service, accept_bad=accept_bad)
    share = 1.0 if accept_bad else permitted_share
    return outcome(records, messages(results), service=service, now=now, permitted_share=share)
