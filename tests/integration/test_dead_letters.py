"""`wirefold dead-letters`, on the letters of a service that met bad pages."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from aiokafka import TopicPartition

from schemas.codec import InvalidEvent
from services.registry import groups
from services.runtime.embedded import broker
from services.runtime.kafka import Cluster, Offsets
from services.runtime.letters import KEPT_WHOLE, Record, letter
from services.runtime.sender import Outbox, Sender, letter_message

BAD = ('{"url": "مكسور"'.encode(), b"not JSON")


class Operator:
    """A broker with dead letters on it, and the command."""

    def __init__(self, kafka: str) -> None:
        self.cluster = Cluster(bootstrap=kafka, security={}, held_for=frozenset())

    def give(self, *values: bytes) -> list[str]:
        """Writes a letter for each value; their ids."""
        now, invalid = datetime.now(UTC), InvalidEvent("$", "broken")
        letters = [
            letter(Record("articles.raw", 0, n, b"key", value), invalid, "dedupe-articles", now)
            for n, value in enumerate(values)
        ]
        asyncio.run(self._send(Outbox(letter_message(one, b"key") for one in letters)))
        return [one.dead_letter_id for one in letters]

    async def _send(self, messages: Outbox) -> None:
        sender = Sender(self.cluster, groups())
        await sender.send(messages, lambda _: asyncio.sleep(0))
        await sender.close()

    def raw(self) -> list[tuple[bytes | None, bytes]]:
        return asyncio.run(self._raw())

    async def _raw(self) -> list[tuple[bytes | None, bytes]]:
        place, found = TopicPartition("articles.raw", 0), []
        async with Offsets(self.cluster) as offsets:
            await offsets.partitions("articles.raw")
            end = (await offsets.ends([place]))[place]
        reader = self.cluster.reader()
        await reader.start()
        reader.assign([place])
        polled = await reader.getmany(timeout_ms=500)
        while polled or len(found) < end:
            found += [(record.key, record.value) for records in polled.values() for record in records]
            polled = await reader.getmany(timeout_ms=500)
        await reader.stop()
        return found

    def says(self, *arguments: str, code: int = 0) -> str:
        settings = {
            "WIREFOLD_KAFKA": self.cluster.bootstrap,
            "WIREFOLD_REDIS": "redis://unused",
            "WIREFOLD_EMBEDDED_GROUPS": "wirefold-cleaning",
        }
        command = [sys.executable, "-m", "services.cli", "dead-letters", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | settings, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def operator() -> Iterator[Operator]:
    with broker() as kafka:
        yield Operator(kafka)


def ids(lines: str) -> list[str]:
    return [json.loads(line)["dead_letter_id"] for line in lines.splitlines()]


def test_letters_are_listed_shown_and_taken(operator: Operator) -> None:
    first, second = operator.give(*BAD)
    assert first in operator.says("list")
    assert [json.loads(line)["dead_letter_id"] for line in operator.says("list", "--json").splitlines()] == [
        first,
        second,
    ]
    assert BAD[0].decode() in operator.says("show", first[:10])
    assert ids(operator.says("take")) == [first, second]
    assert operator.says("list", "--json") == ""
    [third] = operator.give(b"again")
    assert third in operator.says("list")


def test_what_a_stranger_wrote_is_neither_markup_nor_obeyed_by_a_terminal(operator: Operator) -> None:
    operator.give(rb'{"article_id": "[/red]\u001b[2J"}')
    said = operator.says("list")
    assert "[/red]" in said
    assert "\x1b" not in said


def test_events_are_sent_again_as_they_were(operator: Operator) -> None:
    first, _ = operator.give(*BAD)
    assert "1 event sent again" in operator.says("retry", first)
    assert operator.raw() == [(b"key", BAD[0])]
    assert "2 events sent again" in operator.says("retry", "--all")
    assert operator.raw() == [(b"key", value) for value in (BAD[0], *BAD)]


def test_an_event_that_was_not_kept_whole_is_not_sent_again(operator: Operator) -> None:
    [large] = operator.give(b"x" * (KEPT_WHOLE + 1))
    assert f"{large}: only its first 65536 bytes were kept" in operator.says("retry", large, code=1)
    assert operator.raw() == []


def test_a_mistake_gets_one_line(operator: Operator) -> None:
    operator.give(*BAD)
    assert operator.says("show", "zzz", code=1) == "wirefold: 0 letters begin with zzz\n"
    assert "name the letters" in operator.says("retry", code=1)
