"""The service hands on one extracted story for each clean one."""

from types import SimpleNamespace
from typing import Any, cast

from extraction_stories import story

from schemas.events import ExtractedStory
from services.extraction.app import service
from services.runtime.settings import read
from services.runtime.stage import Context, Outgoing


async def test_each_story_is_handed_on() -> None:
    context = cast(Context, SimpleNamespace(settings=read({})))
    async with service(context) as extraction:
        assert extraction.handle is not None
        results: Any = await extraction.handle([story("قال بيسكوف إن العمل بدأ."), story("لا شيء.")])
    assert [[(out.topic, len(out.event.statements)) for out in result] for result in results] == [
        [("stories.extracted", 1)],
        [("stories.extracted", 0)],
    ]
    assert all(
        isinstance(out, Outgoing) and isinstance(out.event, ExtractedStory) for result in results for out in result
    )
