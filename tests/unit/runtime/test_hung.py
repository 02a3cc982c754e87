"""A loop that stands ends its process, and says where it stands; nothing of Python need run for that."""

import subprocess
import sys

import pytest

STANDS = """
import time
from services.runtime import health
health.HUNG_AFTER = 2.0
pulse = health.Pulse()
pulse.batch = "articles.unique/3/120-140"
health.watch(pulse)
{}
"""
SLEEPS = "time.sleep(60)"
KEEPS_THE_LOCK = "import re\nre.match('(a+)+$', 'a' * 60 + 'b')"


@pytest.mark.parametrize(
    ("how", "code", "says"),
    [
        pytest.param(SLEEPS, 70, "articles.unique/3/120-140", id="it waits for something that never comes"),
        pytest.param(KEEPS_THE_LOCK, 1, "in match", id="code in C keeps the interpreter's lock"),
    ],
)
def test_a_loop_that_stands_ends_its_process(how: str, code: int, says: str) -> None:
    command = [sys.executable, "-c", STANDS.format(how)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)
    assert ended.returncode == code
    assert says in ended.stdout + ended.stderr
