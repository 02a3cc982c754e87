"""docker-compose.yml as an operator runs it: one project for the tests, its own secrets, HTTP from outside."""

import json
import os
import secrets
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
HANGING = (ROOT / "tests/docker/hanging.py").read_text()
IMAGE = os.environ.get("WIREFOLD_IMAGE", "wirefold:ci")
PROJECT = "wirefold-test"
INGEST, ALERT, DELIVERY, LAG, PROMETHEUS = (f"http://127.0.0.1:{port}" for port in (8101, 8106, 8107, 8108, 9090))


def missing() -> str | None:
    """What is not here: the Docker engine or the image; None where both are."""
    try:
        found = subprocess.run(["docker", "image", "inspect", IMAGE], check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return "docker is not installed"
    return f"{found.stderr.strip()} (deploy/ci-docker.sh builds it)" if found.returncode else None


class Stack:
    """The compose project. `compose` runs one command of it."""

    def __init__(self, folder: Path) -> None:
        self.secrets = folder
        self.push_token, self.api_token = (self._secret(name) for name in ("push_token", "api_token"))
        self._environment = {
            **os.environ,
            "COMPOSE_PROJECT_NAME": PROJECT,
            "COMPOSE_FILE": str(ROOT / "docker-compose.yml"),
            "COMPOSE_PROFILES": "metrics",
            "WIREFOLD_IMAGE": IMAGE,
            "WIREFOLD_SECRETS": str(folder),
            "WIREFOLD_WEBHOOK_ALLOW_PRIVATE": "true",
            "WIREFOLD_KAFKA_HEAP": "384m",
        }

    def _secret(self, name: str) -> str:
        path, value = self.secrets / name, secrets.token_hex(16)
        path.write_text(value + "\n")
        path.chmod(0o444)  # the service's user reads it through the bind mount; the folder keeps others out
        return value

    def compose(
        self, *words: str, check: bool = True, timeout: float = 240, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Runs `docker compose WORDS`; where it must not fail, what it printed stands in the error."""
        command = ["docker", "compose", "--progress", "quiet", *words]
        environment = {**self._environment, **variables}
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=timeout)
        if check and done.returncode:
            raise AssertionError(f"{' '.join(command)}: {done.stdout[-3000:]}{done.stderr[-3000:]}\n{self._logs()}")
        return done

    def up(self, *words: str) -> None:
        """Returns when every container is healthy."""
        self.compose("up", "--detach", "--wait", "--wait-timeout", "150", "--no-build", "--pull", "never", *words)

    def _logs(self) -> str:
        return self.compose("logs", "--no-color", "--tail", "15", check=False).stdout[-12000:]

    def container(self, service: str, number: int = 1) -> str:
        """The name of the one that compose started as the service's first, second ..."""
        return f"{PROJECT}-{service}-{number}"

    def containers(self, service: str) -> list[str]:
        return self.compose("ps", "--quiet", service).stdout.split()

    def state(self, container: str) -> Any:
        """What `docker inspect` tells of its state."""
        found = subprocess.run(["docker", "inspect", container], capture_output=True, text=True, check=True)
        return json.loads(found.stdout)[0]["State"]

    def is_healthy(self, container: str) -> bool:
        health: str = self.state(container)["Health"]["Status"]
        return health == "healthy"

    def logs(self, container: str) -> str:
        """All that it printed, from its first start on."""
        found = subprocess.run(["docker", "logs", container], capture_output=True, text=True, check=True)
        return found.stdout + found.stderr

    def sigkill(self, service: str) -> None:
        """Kills what runs in the container, as the kernel would; `docker kill` would count as an operator's stop."""
        self.compose("exec", "--no-TTY", service, "sh", "-c", "kill -9 -1", check=False)

    def hang(self, container: str) -> None:
        """Stops the service's main thread alone, from a container beside it that may: see tests/docker/hanging.py."""
        beside = ["--pid", f"container:{container}", "--cap-add", "SYS_PTRACE", "--user", "0", "--network", "none"]
        command = ["docker", "run", "--rm", *beside, "--entrypoint", "python", IMAGE, "-c", HANGING]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert process.stdout
        assert (told := process.stdout.readline()) == "stopped\n", told + process.stdout.read()

    def gateway(self) -> str:
        """This machine's address, as containers with a way out see it."""
        command = ["docker", "network", "inspect", f"{PROJECT}_outside"]
        found = subprocess.run(command, capture_output=True, text=True, check=True)
        gateway: str = json.loads(found.stdout)[0]["IPAM"]["Config"][0]["Gateway"]
        return gateway


def ask(
    url: str, body: Any = None, token: str = "", kind: str = "application/json", method: str | None = None
) -> tuple[int, Any]:
    """Status and JSON of a GET, or of a POST where there is a body; (0, reason) where nobody answers."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=30) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"null")
    except OSError as error:
        return 0, str(error)


def push(pages: Iterable[bytes], token: str) -> None:
    """Pushes one request after another until each is accepted, as a crawler would while ingest or Kafka is away."""
    lines = list(pages)
    for start in range(0, len(lines), 50):
        request = b"\n".join(lines[start : start + 50])
        eventually(lambda request=request: ask(f"{INGEST}/articles", request, token, "application/x-ndjson")[0] == 202)


def eventually(condition: Callable[[], bool], what: str = "", within: float = 90.0) -> None:
    until = time.monotonic() + within
    while not condition():
        assert time.monotonic() < until, f"not within {within:.0f} s: {what or condition}"
        time.sleep(0.3)


class Life:
    """What becomes of a container from now on, as (seconds from now, what): the engine's own word and clock."""

    def __init__(self, container: str) -> None:
        self._began = time.time()
        self.events: list[tuple[float, str]] = []
        kinds = [word for kind in ("health_status", "die", "start") for word in ("--filter", f"event={kind}")]
        since = ("--since", f"{self._began:.9f}")
        command = ["docker", "events", "--filter", f"container={container}", *kinds, *since, "--format", "{{json .}}"]
        self._engine = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        assert self._engine.stdout
        for line in self._engine.stdout:
            told = json.loads(line)
            code = told["Actor"]["Attributes"].get("exitCode")
            what = f"{told['Action']} {code}" if code else told["Action"]
            self.events.append((told["timeNano"] / 1e9 - self._began, what))

    def at(self, what: str) -> float | None:
        """After how many seconds it first happened."""
        return next((at for at, happened in self.events if happened == what), None)

    def close(self) -> None:
        self._engine.kill()
        self._engine.wait()


class Receiver:
    """A subscriber's web server: every alert that a webhook brought. `key` stands in its address, as it often does."""

    def __init__(self) -> None:
        self.key = secrets.token_hex(16)
        self.alerts: list[Mapping[str, Any]] = []
        received = self.alerts

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def url(self, host: str) -> str:
        return f"http://{host}:{self._server.server_address[1]}/{self.key}"


class Events:
    """A subscriber of server-sent events: every alert of the stream, from a thread that connects again and again."""

    def __init__(self, url: str, token: str) -> None:
        self.alerts: list[Mapping[str, Any]] = []
        self._request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        while True:
            try:
                with urllib.request.urlopen(self._request, timeout=60) as lines:
                    for line in lines:
                        self._take(line.decode().rstrip("\n"))
            except OSError:
                time.sleep(0.5)

    def _take(self, line: str) -> None:
        field, _, value = line.partition(": ")
        if field == "id":
            self._request.add_header("Last-Event-ID", value)
        elif field == "data":
            self.alerts.append(json.loads(value))
