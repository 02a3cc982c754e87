"""`wirefold up`, as a person meets it: alerts come, other commands find it, Ctrl-C ends it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from schemas.codec import decode
from schemas.events import Alert
from tests.integration.processes import children
from tests.integration.workers import eventually

FIRST_ALERT_WITHIN = 60.0
STOPPED_WITHIN = 10.0
WIREFOLD = [sys.executable, "-m", "services.cli"]


class Running:
    """`wirefold up --json`, with a folder of its own for what it announces."""

    def __init__(self, folder: Path) -> None:
        self.environment = {**os.environ, "TMPDIR": str(folder)}
        self.said = folder / "stderr"
        with self.said.open("wb") as stderr:
            command = [*WIREFOLD, "up", "--json"]
            self.process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=self.environment,
                preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 - no thread runs here
            )

    def command(self, *arguments: str) -> str:
        done = subprocess.run([*WIREFOLD, *arguments], capture_output=True, text=True, env=self.environment, check=True)
        return done.stdout

    def url(self, what: str) -> str:
        found = re.search(rf"{what} +(http://\S+)", self.said.read_text(encoding="utf-8"))
        assert found
        return found[1]


def _heed_ctrl_c() -> None:
    """A shell starts what it runs in the background deaf to Ctrl-C, and its children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    up = Running(tmp_path)
    yield up
    up.process.kill()


def test_alerts_come_other_commands_find_it_and_ctrl_c_ends_it(running: Running) -> None:
    assert running.process.stdout
    began = time.monotonic()
    first = decode(Alert, running.process.stdout.readline())
    assert time.monotonic() - began < FIRST_ALERT_WITHIN
    assert first.event == "new"
    assert first.statement.speaker.name == "دميتري بيسكوف"
    assert "wirefold-dedupe-articles" in running.command("lag")
    assert "everything" in running.command("subscriptions", "list")
    assert running.command("dead-letters", "list", "--json") == ""
    with urllib.request.urlopen(running.url("console")) as page:
        assert 'dir="rtl"' in page.read().decode()
    second = subprocess.run(
        [*WIREFOLD, "up"], capture_output=True, text=True, env=running.environment, check=False, timeout=60
    )
    assert second.returncode == 1
    assert second.stderr == "wirefold: another `wirefold up` of yours runs here: stop it first\n"
    running.process.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert running.process.wait(2 * STOPPED_WITHIN) == 0
    assert time.monotonic() - began < STOPPED_WITHIN


def test_it_ends_with_its_store(running: Running) -> None:
    assert running.process.stdout
    running.process.stdout.readline()
    announced = next(Path(running.environment["TMPDIR"]).glob("wirefold-*/up.json"))
    url = json.loads(announced.read_text(encoding="utf-8"))["settings"]["WIREFOLD_REDIS"]
    Redis.from_url(url).shutdown(nosave=True)
    assert running.process.wait(2 * STOPPED_WITHIN) == 1
    said = running.said.read_text(encoding="utf-8").splitlines()[-1]
    assert said == "wirefold: the embedded Valkey has ended, and what it held is gone: start again"


def test_it_ends_when_nobody_reads_its_alerts(running: Running) -> None:
    assert running.process.stdout
    running.process.stdout.readline()
    running.process.stdout.close()
    assert running.process.wait(2 * STOPPED_WITHIN) == 0
    said = running.said.read_text(encoding="utf-8")
    assert said.endswith("wirefold: stopped, since nobody reads the alerts any more\n")
    assert '"trying again"' not in said


def test_a_second_ctrl_c_ends_it_at_once_and_leaves_nothing_behind(running: Running) -> None:
    assert running.process.stdout
    running.process.stdout.readline()
    services = children(running.process.pid)
    running.process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(STOPPED_WITHIN) == 0
    assert "Traceback" not in running.said.read_text(encoding="utf-8")
    eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in services), "all services are gone", 10)


@pytest.mark.parametrize(
    ("words", "variable"), [(("lag",), "WIREFOLD_KAFKA"), (("subscriptions", "list"), "WIREFOLD_REDIS")]
)
def test_without_it_other_commands_say_so_in_one_line(tmp_path: Path, words: tuple[str, ...], variable: str) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run([*WIREFOLD, *words], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stderr == f"wirefold: no `wirefold up` runs here, and {variable} is not set\n"
