"""The embedded broker keeps little, and loses nothing: whoever writes holds back, also while a consumer sleeps."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.processes import children

PAGES = 50_000
PAGE_BYTES = 8_000
ASLEEP_SECONDS = 20.0
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def pages(count: int) -> Iterator[bytes]:
    """Pages of 8 kB, no two alike."""
    rng = random.Random(8)
    for number in range(count):
        letters = "".join(rng.choices(LETTERS, k=PAGE_BYTES // 2 - 300))
        words = [f"رقم {number}."] + [letters[at : at + 5] for at in range(0, len(letters), 6)]
        page = {
            "article_id": f"page-{number}",
            "url": f"https://nawras.example/{number}",
            "source": "النورس",
            "fetched_at": "2025-09-05T10:00:00Z",
            "text": " ".join(words),
        }
        yield json.dumps(page, ensure_ascii=False).encode()


@pytest.mark.timeout(600)
def test_pages_at_full_speed_and_a_consumer_that_sleeps_lose_nothing(tmp_path: Path) -> None:
    with (tmp_path / "pages.jsonl").open("wb") as file:
        file.writelines(page + b"\n" for page in pages(PAGES))
    command = [sys.executable, "-m", "services.cli", "replay", str(tmp_path / "pages.jsonl")]
    began = time.monotonic()
    replay = subprocess.Popen([*command, "--out", str(tmp_path / "out"), "--until", "articles.unique"])
    try:
        written = tmp_path / "out" / "articles.unique.jsonl"
        while not (written.exists() and written.stat().st_size > PAGES * PAGE_BYTES / 4):
            assert replay.poll() is None
            time.sleep(0.1)
        [consumer] = children(replay.pid)
        os.kill(consumer, signal.SIGSTOP)
        try:
            time.sleep(ASLEEP_SECONDS)
        finally:
            os.kill(consumer, signal.SIGCONT)
        assert replay.wait() == 0
    finally:
        replay.kill()
    print(
        f"{PAGES} pages of {PAGE_BYTES} bytes in {time.monotonic() - began:.0f} s, with {ASLEEP_SECONDS:.0f} s of sleep"
    )
    unique = [json.loads(line)["article"]["article_id"] for line in written.open("rb")]
    copies = [json.loads(line)["article_id"] for line in (tmp_path / "out" / "articles.copies.jsonl").open("rb")]
    assert {*unique, *copies} == {f"page-{number}" for number in range(PAGES)}
