"""dedupe-statements: extracted stories in; out comes each statement as new, or as one more sighting of a known one."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import chain

from schemas.events import ExtractedStory
from services.dedupe.statement_folding import Decision, Heard, Verdict, fold
from services.dedupe.statement_hearing import event, heard_of
from services.dedupe.statement_pool import Pool, Reach
from services.dedupe.statement_store import RedisStore, settle
from services.runtime.stage import Context, Kept, Outgoing, Service

TOPIC = "statements"
LOSS = (
    "statements known before are recognised no more: the next page that repeats one counts it as new, and subscribers "
    "may be told of it once more. No statement is lost"
)


@asynccontextmanager
async def statements(context: Context) -> AsyncIterator[Service]:
    """Needs Redis. How far apart wordings may be is in the settings."""
    settings = context.settings
    reach = Reach(timedelta(hours=settings.statement_window_hours), timedelta(days=settings.statement_recall_days))
    store = RedisStore(context.redis(), reach)

    async def decide(heard: Sequence[Heard], pools: Mapping[str, Pool]) -> list[Verdict]:
        return await asyncio.to_thread(fold, heard, pools, reach)

    async def handle(events: Sequence[ExtractedStory]) -> Sequence[Sequence[Outgoing]]:
        heard = await asyncio.to_thread(lambda: [heard_of(extracted) for extracted in events])
        decisions = iter(await settle(store, list(chain.from_iterable(heard)), decide))
        return [
            told(extracted, said, [next(decisions) for _ in said], reach.window)
            for extracted, said in zip(events, heard, strict=True)
        ]

    yield Service(handle=handle, kept=Kept("statements:mark", LOSS))


def told(
    extracted: ExtractedStory, heard: Sequence[Heard], decisions: Sequence[Decision], window: timedelta
) -> list[Outgoing]:
    """The events of one story, in the order in which they were decided."""
    occurrences = {occurrence.occurrence_id: occurrence for occurrence in extracted.statements}
    return [
        Outgoing(TOPIC, event(extracted, occurrences[one.occurrence_id], decision, window))
        for one, decision in zip(heard, decisions, strict=True)
    ]
