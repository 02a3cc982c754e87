"""What the loop does with a batch, without a broker: events in; messages, dead letters and commits out."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition
from redis.exceptions import ConnectionError as RedisConnectionError

from schemas.codec import InvalidEvent, decode
from schemas.events import CleanStory, DeadLetter
from services.runtime.batch import FIRST_EVENTS, Batch, Defect, room, work
from services.runtime.breaker import TooManyInvalid, trips
from services.runtime.letters import KEPT_OF_LARGER, KEPT_WHOLE, Record, letter
from services.runtime.sender import Message
from services.runtime.stage import Handle, Outgoing, Result, each

NOW = datetime(2025, 9, 5, 12, tzinfo=UTC)
STORY = CleanStory(
    story_id="s1",
    article_id="a1",
    url="https://nawras.example/1",
    source="النورس",
    fetched_at=NOW,
    role="main",
    position=0,
    language="ar",
    paragraphs=("قال بيسكوف إن المحادثات مستمرة.",),
)
PAGE = (
    '{"article_id":"%s","url":"https://nawras.example/1","source":"n","fetched_at":"2025-09-05T10:00:00Z","text":"x"}'
)


def record(value: bytes, offset: int = 0, key: bytes | None = b"k") -> Record:
    return Record("articles.raw", 0, offset, key, value, (("trace", b"7"),))


def page(article_id: str, offset: int = 0) -> Record:
    return record((PAGE % article_id).encode(), offset)


def cleaned(article: Any) -> list[Outgoing]:
    if article.article_id.startswith("bad"):
        raise InvalidEvent("$.text", "says nothing")
    return [Outgoing("stories.clean", replace(STORY, story_id="story-" + article.article_id))]


async def result_of(
    records: Sequence[Record], share: float = 0.5, handle: Handle | None = None, *, accept_bad: bool = False
) -> list[Message]:
    handle = handle or each(cleaned)
    return await work(records, handle, service="cleaning", now=NOW, permitted_share=share, accept_bad=accept_bad)


async def test_each_event_gives_its_messages_in_order() -> None:
    sent = await result_of([page("a", 0), page("b", 1)])
    assert [(m.topic, m.key) for m in sent] == [("stories.clean", b"story-a"), ("stories.clean", b"story-b")]


async def test_bytes_that_are_no_event_become_a_dead_letter_with_all_that_is_known_of_them() -> None:
    broken = b'{"article_id": "a7", "url": '
    [sent] = await result_of([record(broken, 41)])
    dead = decode(DeadLetter, sent.value)
    assert (sent.topic, sent.key) == ("dead-letters", b"k")
    assert base64.b64decode(dead.payload) == broken
    assert (dead.topic, dead.partition, dead.offset, dead.service) == ("articles.raw", 0, 41, "cleaning")
    assert dead.article_id == "a7"
    assert dead.key is not None
    assert base64.b64decode(dead.key) == b"k"
    assert dead.headers == {"trace": base64.b64encode(b"7").decode()}
    assert (dead.error, dead.reason) == ("$", "Input data was truncated")


async def test_an_event_that_the_handler_refuses_becomes_a_dead_letter_and_the_rest_goes_on() -> None:
    sent = await result_of([page("a", 0), page("bad-1", 1), page("b", 2)])
    assert [m.topic for m in sent] == ["stories.clean", "dead-letters", "stories.clean"]
    dead = decode(DeadLetter, sent[1].value)
    assert (dead.error, dead.reason, dead.article_id) == ("$.text", "says nothing", "bad-1")


async def test_a_result_too_large_for_its_topic_makes_its_cause_a_dead_letter() -> None:
    async def swollen(events: Sequence[Any]) -> Sequence[Result]:
        return [[Outgoing("stories.clean", replace(STORY, paragraphs=("ك" * (3 << 20),)))] for _ in events]

    [sent] = await work([page("a")], swollen, service="cleaning", now=NOW, permitted_share=0.5)
    assert "over 4194304" in decode(DeadLetter, sent.value).reason


def poisoned(event: Any) -> list[Outgoing]:
    if event.article_id.startswith("poison"):
        raise KeyError("a defect")
    return cleaned(event)


POISONED = (page("a", 7), page("poison-1", 8), page("b", 9))


async def test_a_defect_of_the_handler_names_the_event_that_it_fails_on() -> None:
    with pytest.raises(Defect) as failed:
        await result_of(POISONED, handle=each(poisoned))
    assert (failed.value.place, failed.value.article_id) == ("articles.raw/0/8", "poison-1")
    assert "KeyError: 'a defect'" in str(failed.value)
    assert "wirefold run cleaning --accept-bad" in str(failed.value)


async def test_told_to_accept_bad_events_it_sets_aside_the_one_that_the_handler_fails_on() -> None:
    sent = await result_of(POISONED, handle=each(poisoned), accept_bad=True)
    assert [m.topic for m in sent] == ["stories.clean", "dead-letters", "stories.clean"]
    dead = decode(DeadLetter, sent[1].value)
    assert (dead.offset, dead.article_id, dead.reason) == (8, "poison-1", "cleaning fails on it: KeyError: 'a defect'")


async def test_events_that_fail_together_alone_are_handled_one_by_one() -> None:
    async def crowded(events: Sequence[Any]) -> Sequence[Result]:
        if len(events) > 1:
            raise MemoryError
        return [cleaned(event) for event in events]

    assert len(await result_of([page("a", 0), page("b", 1)], handle=crowded)) == 2


async def test_a_fault_of_the_surroundings_is_nobodys_defect() -> None:
    async def away(_: Sequence[Any]) -> Sequence[Result]:
        raise RedisConnectionError("away")

    with pytest.raises(RedisConnectionError):
        await result_of([page("a")], handle=away, accept_bad=True)


async def test_a_batch_that_is_mostly_invalid_stops_the_service_unless_told_otherwise() -> None:
    records = [page(f"bad-{n}" if n < 11 else "good", n) for n in range(20)]
    with pytest.raises(TooManyInvalid, match="11 of 20"):
        await result_of(records)
    assert len(await result_of(records, share=1.0)) == 20
    assert len(await result_of(records, accept_bad=True)) == 20


@pytest.mark.parametrize(
    ("invalid", "total", "stops"),
    [
        (10, 20, False),  # half is not over half
        (11, 20, True),
        (19, 19, False),  # too few to judge by
        (500, 500, True),
        (0, 500, False),
    ],
)
def test_when_the_breaker_trips(invalid: int, total: int, stops: bool) -> None:
    assert trips(invalid, total, 0.5) is stops
    assert not trips(invalid, total, 1.0)


def test_reading_a_record_again_gives_the_same_letter_id_and_another_offset_another() -> None:
    invalid = InvalidEvent("$", "no")
    first, again, other = (letter(record(b"x", n), invalid, "cleaning", NOW) for n in (1, 1, 2))
    assert first == again
    assert first.dead_letter_id != other.dead_letter_id


def test_a_letter_too_large_keeps_its_beginning_its_size_and_its_digest() -> None:
    dead = letter(record(b"x" * (KEPT_WHOLE + 1)), InvalidEvent("$", "huge"), "cleaning", NOW)
    assert base64.b64decode(dead.payload) == b"x" * KEPT_OF_LARGER
    assert dead.payload_bytes == KEPT_WHOLE + 1
    assert dead.payload_digest != letter(record(b"x" * KEPT_OF_LARGER), InvalidEvent("$", ""), "", NOW).payload_digest


def test_a_batch_commits_the_offset_after_the_last_record_of_each_partition() -> None:
    first, second = TopicPartition("statements", 0), TopicPartition("articles.copies", 3)
    polled = {first: [_polled(5), _polled(9)], second: [_polled(2)]}
    batch = Batch(polled)
    assert batch.commit == {first: 10, second: 3}
    assert [(r.topic, r.offset) for r in batch.records] == [
        ("articles.copies", 2),
        ("statements", 5),
        ("statements", 9),
    ]


def _polled(offset: int) -> Any:
    return SimpleNamespace(offset=offset, key=None, value=b"{}", headers=())


@pytest.mark.parametrize(
    ("sizes", "most", "expected"),
    [
        pytest.param([], 500, FIRST_EVENTS, id="nothing is known of their size: few"),
        pytest.param([], 3, 3, id="fewer, where a batch has fewer"),
        pytest.param([4 << 10] * FIRST_EVENTS, 500, 500 - FIRST_EVENTS, id="small ones: all that a batch may have"),
        pytest.param([100 << 10] * FIRST_EVENTS, 500, 16, id="larger: as many of the largest as fit"),
        pytest.param([1 << 20] * FIRST_EVENTS, 500, 0, id="pages of a MiB: the first few fill it"),
        pytest.param([1200 << 10], 500, 1, id="one that is larger than what is left goes in"),
        pytest.param([0] * FIRST_EVENTS, 500, 500 - FIRST_EVENTS, id="empty ones"),
        pytest.param([4 << 10] * 500, 500, 0, id="full by count"),
    ],
)
def test_a_batch_is_full_by_events_or_by_bytes(sizes: list[int], most: int, expected: int) -> None:
    assert room(sizes, most) == expected
