"""What dedupe-statements keeps: the statements of each voice, who printed them, and what became of each occurrence.

    statements:version:<voice>              string  counts what the voice's statements learned
    statements:known:<voice>:<bucket>       hash    number -> statement with its wordings and their sketches (JSON)
    statements:found-by:<voice>:<bucket>    hash    fingerprint -> numbers of statements, three bytes each
    statements:numbers:<voice>:<bucket>     hash    statement_id -> number
    statements:seen:<statement>             hash    the stories that print it, how many, sources and origins
    statements:decided:<story>              hash    occurrence -> the decision

A bucket is one window of event time. Each key lives as long after its last write as a recall may go back (wall clock).
Wordings, sources and origins are only added to, so a decision keeps how many there were and not which.

Two workers may hold two wordings of one statement at the same moment. So a look-up gives each voice's version, and the
claim on a story is kept only if the versions of its voices are still those; what is refused is looked up and decided
anew.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec

from schemas.codec import digest
from schemas.events import Contrast
from services.dedupe.statement_folding import Decision, Heard, Verdict
from services.dedupe.statement_pool import FEWEST_LISTS, MOST_CANDIDATES, MOST_POSTINGS, RAREST, Known, Pool, Reach
from services.dedupe.statement_sketch import split

if TYPE_CHECKING:
    from redis.asyncio import Redis


LIMITS = (MOST_CANDIDATES, FEWEST_LISTS, MOST_POSTINGS, RAREST)


@dataclass(frozen=True, slots=True)
class Found:
    """A look-up's answer: a decision or None for each occurrence, and each voice's version and near statements."""

    decisions: Sequence[Decision | None]
    versions: Mapping[str, str]
    pools: Mapping[str, Pool]


class Store(Protocol):
    """What keeps statements. Both calls take any number of occurrences."""

    async def look_up(self, heard: Sequence[Heard]) -> Found:
        """What is known that may concern these occurrences."""

    async def claim(self, verdicts: Sequence[Verdict], versions: Mapping[str, str]) -> list[Decision | None]:
        """Keeps the verdicts. None where a voice of the story has learned since, or it is decided: ask again."""


@lru_cache(maxsize=2_048)
def _field(heard: Heard) -> str:
    return digest(heard.occurrence_id, heard.voice.key, heard.quote, heard.recalls, heard.at, heard.denied)[:16]


class _Verdict(msgspec.Struct, array_like=True):
    """What is kept of a verdict as JSON. `wordings` counts those that there were."""

    statement_id: str
    new: bool
    since: datetime
    wordings: int
    contrasts: tuple[Contrast, ...]


_Spread = tuple[int, tuple[str, ...], tuple[str, ...]]
"""Stories, sources and origins by then."""


def _noted(verdict: Verdict) -> str:
    known = verdict.known
    noted = _Verdict(known.statement_id, verdict.new, known.since, len(known.wordings), verdict.contrasts)
    return msgspec.json.encode(noted).decode()


def _decided(verdict: Verdict, spread: _Spread) -> Decision:
    known = verdict.known
    stories, sources, origins = spread
    return Decision(
        known.statement_id, verdict.new, known.since, stories, sources, origins, known.wordings, verdict.contrasts
    )


_Kept = tuple[str, int, tuple[str, ...], tuple[str, ...], str]


def _kept_decision(packed: bytes | None) -> Decision | None:
    if packed is None:
        return None
    noted, stories, sources, origins, statement = msgspec.msgpack.decode(packed, type=_Kept)
    verdict, known = msgspec.json.decode(noted, type=_Verdict), msgspec.json.decode(statement, type=Known)
    wordings = known.wordings[: verdict.wordings]
    return Decision(
        verdict.statement_id, verdict.new, verdict.since, stories, sources, origins, wordings, verdict.contrasts
    )


def _new_fingerprints(known: Known) -> list[str]:
    """Those of the last wording that the ones before do not have."""
    before = {mark for wording in known.wordings[:-1] for mark in split(wording.sketch)}
    return [mark for mark in split(known.wordings[-1].sketch) if mark not in before]


class RedisStore:
    """Statements in Redis or Valkey: one call for a look-up, one for a claim."""

    def __init__(self, redis: "Redis", reach: Reach) -> None:
        code = files("services.dedupe")
        self._look_up = redis.register_script(code.joinpath("statement_look_up.lua").read_text(encoding="utf-8"))
        self._claim = redis.register_script(code.joinpath("statement_claim.lua").read_text(encoding="utf-8"))
        self._reach = reach

    async def look_up(self, heard: Sequence[Heard]) -> Found:
        """See Store."""
        asked = [self._asked(h) for h in heard]
        reply = await self._look_up(args=[msgspec.msgpack.encode([*LIMITS, asked])])
        decided, versions, found = cast(Any, reply)
        near: defaultdict[str, list[Known]] = defaultdict(list)
        for voice, known in zip(found[::2], found[1::2], strict=True):
            near[voice.decode()].append(msgspec.json.decode(known, type=Known))
        return Found(
            [_kept_decision(packed) for packed in decided],
            {voice.decode(): version.decode() for voice, version in zip(versions[::2], versions[1::2], strict=True)},
            {voice.decode(): Pool(near[voice.decode()]) for voice in versions[::2]},
        )

    def _asked(self, heard: Heard) -> list[object]:
        buckets = [str(b) for b in self._reach.buckets(heard.at, heard.recalls)]
        return [_decisions_key(heard), _field(heard), heard.voice.key, buckets, heard.form.fingerprints]

    async def claim(self, verdicts: Sequence[Verdict], versions: Mapping[str, str]) -> list[Decision | None]:
        """See Store."""
        ttl = int(max(self._reach.window, self._reach.recall).total_seconds())
        claims = [ttl, versions, [self._claimed(v) for v in verdicts]]
        spread = cast(Any, await self._claim(args=[msgspec.msgpack.encode(claims)]))
        return [
            _decided(verdict, msgspec.msgpack.decode(of, type=_Spread)) if of is not None else None
            for verdict, of in zip(verdicts, spread, strict=True)
        ]

    def _claimed(self, verdict: Verdict) -> list[object]:
        heard, known = verdict.heard, verdict.known
        return [
            _decisions_key(heard),
            _field(heard),
            heard.voice.key,
            str(self._reach.bucket(known.at)),
            known.statement_id,
            msgspec.json.encode(known).decode() if verdict.learned else False,
            _new_fingerprints(known) if verdict.worded else [],
            _noted(verdict),
            heard.story_id,
            heard.source,
            heard.origin,
        ]


def _decisions_key(heard: Heard) -> str:
    return f"statements:decided:{heard.story_id}"


class MemoryStore:
    """The same in this process, without end of life: for tests and measurements."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._pools: defaultdict[tuple[str, int], Pool] = defaultdict(Pool)
        self._versions: defaultdict[str, int] = defaultdict(int)
        self._decided: dict[tuple[str, str], Decision] = {}
        self._stories: defaultdict[str, set[str]] = defaultdict(set)
        self._sources: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._origins: defaultdict[str, dict[str, None]] = defaultdict(dict)

    async def look_up(self, heard: Sequence[Heard]) -> Found:
        """See Store."""
        voices = {h.voice.key for h in heard}
        near: dict[str, dict[str, Known]] = {voice: {} for voice in voices}
        decisions = [self._decided.get((_decisions_key(h), _field(h))) for h in heard]
        for h in heard:
            for bucket in self._reach.buckets(h.at, h.recalls):
                found = self._pools[h.voice.key, bucket].candidates(h.form)
                near[h.voice.key] |= {known.statement_id: known for known in found}
        versions = {voice: str(self._versions[voice]) for voice in voices}
        return Found(decisions, versions, {voice: Pool(known.values()) for voice, known in near.items()})

    async def claim(self, verdicts: Sequence[Verdict], versions: Mapping[str, str]) -> list[Decision | None]:
        """See Store."""
        moved = {voice for voice, version in versions.items() if str(self._versions[voice]) != version}
        refused = {verdict.heard.story_id for verdict in verdicts if verdict.heard.voice.key in moved}
        return [None if verdict.heard.story_id in refused else self._keep(verdict) for verdict in verdicts]

    def _keep(self, verdict: Verdict) -> Decision | None:
        heard, known = verdict.heard, verdict.known
        place = (_decisions_key(heard), _field(heard))
        if place in self._decided:
            return None
        if verdict.learned:
            self._pools[heard.voice.key, self._reach.bucket(known.at)].put(known)
            self._versions[heard.voice.key] += 1
        self._stories[known.statement_id].add(heard.story_id)
        sources = self._sources[known.statement_id] = self._sources[known.statement_id] | {heard.source: None}
        origins = self._origins[known.statement_id] = self._origins[known.statement_id] | {heard.origin: None}
        stories = len(self._stories[known.statement_id])
        decision = _decided(verdict, (stories, tuple(sources), tuple(origins)))
        self._decided[place] = decision
        return decision


Decide = Callable[[Sequence[Heard], Mapping[str, Pool]], Awaitable[Sequence[Verdict]]]


async def settle(store: Store, heard: Sequence[Heard], decide: Decide) -> list[Decision]:
    """Decisions on all occurrences: looked up, decided, claimed, and again for the voices that moved on meanwhile."""
    settled: dict[str, Decision] = {}
    left = {digest(h.story_id, _field(h)): h for h in heard}
    while left:
        found = await store.look_up(list(left.values()))
        settled |= {key: d for key, d in zip(left, found.decisions, strict=True) if d is not None}
        open_ = {key: h for key, h in left.items() if key not in settled}
        verdicts = await decide(list(open_.values()), found.pools)
        keys = {id(h): key for key, h in open_.items()}
        for verdict, decision in zip(verdicts, await store.claim(verdicts, found.versions), strict=True):
            if decision is not None:
                settled[keys[id(verdict.heard)]] = decision
        left = {key: h for key, h in left.items() if key not in settled}
    return [settled[digest(h.story_id, _field(h))] for h in heard]
