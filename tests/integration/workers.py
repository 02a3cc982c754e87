"""Services as an operator runs them: processes of `wirefold run SERVICE`, with their logs and HTTP servers."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.integration.servers import free_port


class Worker:
    """One process. `start()` again after its end starts it anew, on the same port, its log going on.

    `program` is the module, and the words before the service's name, of one that is not `wirefold run`.
    """

    def __init__(
        self,
        service: str,
        settings: Mapping[str, str],
        folder: Path,
        number: int = 0,
        program: Sequence[str] = ("services.cli", "run"),
    ) -> None:
        self.service = service
        self._program = program
        self.port = free_port()
        self.log = folder / f"{service}-{number}.log"
        self._environment = {**os.environ, "WIREFOLD_HTTP_PORT": str(self.port), **settings}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> "Worker":
        command = [sys.executable, "-m", *self._program, self.service, *options]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        return self

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    def terminate(self, within: float = 20.0) -> tuple[int, float]:
        """SIGTERM: the exit code and the seconds that it took. Killed where it takes longer than `within`."""
        assert self._process
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
        return self._process.returncode, time.monotonic() - began

    def wait(self, within: float) -> int:
        """The exit code of a process that ends by itself."""
        assert self._process
        return self._process.wait(within)

    def get(self, path: str) -> tuple[int, Any]:
        """Status and JSON of its HTTP server; (0, reason) where it does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except OSError as error:
            return 0, str(error)

    def ready(self) -> bool:
        return self.get("/readyz")[0] == 200

    def said(self, *words: str) -> bool:
        """Whether a line of its log has all the words."""
        return any(all(word in line for word in words) for line in self.log.read_text().splitlines())

    def memory(self) -> int:
        """Resident bytes."""
        assert self._process
        return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def eventually(condition: Callable[[], bool], what: str, within: float = 60.0) -> float:
    """Waits until the condition holds: the seconds it took. Raises AssertionError naming `what`."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > within:
            raise AssertionError(f"not within {within:.0f} s: {what}")
        time.sleep(0.1)
    return time.monotonic() - began
