"""Services of a replay are killed, stopped, joined and left at random moments: nothing is lost, little repeated."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.pages import pages
from tests.integration.processes import children
from tests.integration.workers import Worker

KILLS = 20
STOPS = 20
LARGEST_BATCH = 500
SEED = 20250905
SERVICES = ("dedupe-articles", "cleaning")


class Replay:
    """A replay from standard input, which lasts as long as pages are written to it."""

    def __init__(self, out: Path) -> None:
        command = [sys.executable, "-m", "services.cli", "replay", "-", "--out", str(out), "--until", "stories.clean"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE)
        self.sent: list[str] = []
        self._ended = threading.Event()
        self._writer = threading.Thread(target=self._write)
        self._writer.start()

    def _write(self) -> None:
        assert self.process.stdin
        with self.process.stdin as pipe:
            for page in self._pages():
                pipe.write(page)
                pipe.write(b"\n")

    def _pages(self) -> Iterator[bytes]:
        for page in pages(1_000_000, SEED):
            if self._ended.wait(0.004):
                return
            self.sent.append(page.article_id)
            yield page.value

    def services(self) -> dict[int, str]:
        """Process id -> name of each service that this replay runs now."""
        return children(self.process.pid)

    def settings(self) -> dict[str, str]:
        """The environment of its services, for workers that join."""
        pid = next(iter(self.services()))
        pairs = (line.partition("=") for line in Path(f"/proc/{pid}/environ").read_text().split("\0"))
        of_this_one = {"WIREFOLD_HTTP_PORT", "WIREFOLD_EMBEDDED_PARENT"}
        return {name: value for name, _, value in pairs if name.startswith("WIREFOLD_") and name not in of_this_one}

    def end(self) -> int:
        """No more pages: the exit code when all is through."""
        self._ended.set()
        self._writer.join()
        return self.process.wait(120)


def suffer(replay: Replay, signals: list[signal.Signals], rng: random.Random, folder: Path) -> None:
    """Sends each signal to some service, while second workers join and leave."""
    settings, joined = replay.settings(), None
    for number, sent in enumerate(signals):
        time.sleep(rng.uniform(0.3, 2.5))
        running = [*replay.services(), *([joined.pid] if joined and joined.running else [])]
        if running:
            os.kill(rng.choice(running), sent)
        if number % 4 == 1:
            joined = Worker(rng.choice(SERVICES), settings, folder, number).start()
        elif number % 4 == 3 and joined:
            joined.terminate()
            joined = None
    if joined:
        joined.terminate()


@pytest.mark.timeout(400)
def test_nothing_is_missing_and_at_most_a_batch_repeated_each_time(tmp_path: Path) -> None:
    rng = random.Random(SEED)
    signals = [signal.SIGKILL] * KILLS + [signal.SIGTERM] * STOPS
    rng.shuffle(signals)
    replay = Replay(tmp_path / "out")
    try:
        while len(replay.services()) < len(SERVICES):
            time.sleep(0.1)
        suffer(replay, signals, rng, tmp_path)
        assert replay.end() == 0
    finally:
        replay.process.kill()
    written = {
        topic: Counter(identity(json.loads(line)) for line in (tmp_path / "out" / f"{topic}.jsonl").open("rb"))
        for topic, identity in IDENTITY.items()
    }
    repeated = sum(count - 1 for counts in written.values() for count in counts.values())
    print(f"{len(replay.sent)} pages, {KILLS} kills, {STOPS} stops: {repeated} events written again")
    through = set(written["stories.clean"]) | set(written["articles.copies"]) | set(written["dead-letters"])
    assert not set(replay.sent) - through
    assert set(written["stories.clean"]) <= set(written["articles.unique"])
    assert repeated <= KILLS * LARGEST_BATCH


IDENTITY = {
    "articles.unique": lambda event: event["article"]["article_id"],
    "articles.copies": lambda event: event["article_id"],
    "stories.clean": lambda event: event["article_id"] if not event["position"] else event["story_id"],
    "dead-letters": lambda event: event["article_id"],
}
