"""`wirefold up`: all services on embedded servers, fed with sample pages at a lifelike pace."""

import os
import secrets
import select
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import httpx
from rich.console import Console

from services import catch_all
from services.registry import SERVICES
from services.running import alone, announced, folder
from services.runtime.embedded import Servers, free_port, servers
from services.supervisor import Supervisor

PACE_SECONDS = 1.0
"""Between two sample pages: quick enough to watch, slow enough to see alerts follow pages."""

READY_SECONDS = 60.0
SAMPLES = files("services") / "samples" / "pages.jsonl"


class NotReady(RuntimeError):
    """A service did not become ready in time."""


class NobodyReads(RuntimeError):
    """Whoever read the alerts from standard output has gone, as `head` does."""


def run(as_json: bool) -> None:
    """Runs until interrupted. Alerts go to standard output, all else to standard error.

    Raises NotReady, NobodyReads, services.supervisor.CannotRun or services.running.AlreadyRuns.
    """
    say = Console(stderr=True, highlight=False)
    with alone(), _tokens() as tokens, servers() as embedded:
        settings = {
            **tokens,
            "WIREFOLD_TERMINAL": "json" if as_json else "text",
            "WIREFOLD_ALERT_CLOCK": "event",
            "WIREFOLD_LOG_LEVEL": os.environ.get("WIREFOLD_LOG_LEVEL", "warning"),
        }
        catch_all.subscribe(embedded.redis, terminal=True)
        say.print("wirefold: starting all services on an embedded Kafka and an embedded Valkey ...")
        ports = {name: free_port(service.port) for name, service in SERVICES.items()}
        urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
        lag = {"WIREFOLD_LAG_URL": urls["lag"] + "/lag"}
        supervisor = Supervisor(embedded, list(SERVICES), settings | lag, ports=ports)
        with announced(_addresses(embedded, tokens) | lag), supervisor:
            _until_ready(supervisor, urls)
            _introduce(say, urls, tokens)
            _feed(supervisor, urls["ingest"], Path(tokens["WIREFOLD_PUSH_TOKEN_FILE"]), say)
            while True:
                _tend(supervisor)
                time.sleep(0.5)


def _tend(supervisor: Supervisor) -> None:
    """Starts again what has ended. Raises NobodyReads."""
    supervisor.revive()
    if _is_left(sys.stdout.fileno()):
        raise NobodyReads


def _is_left(pipe: int) -> bool:
    """Whether the other end of a pipe is closed; a file or a terminal has none."""
    poll = select.poll()
    poll.register(pipe, 0)
    return any(found & select.POLLERR for _, found in poll.poll(0))


def _addresses(embedded: Servers, tokens: Mapping[str, str]) -> dict[str, str]:
    groups = ",".join(service.group for service in SERVICES.values() if service.inputs)
    return {
        "WIREFOLD_KAFKA": embedded.kafka,
        "WIREFOLD_REDIS": embedded.redis,
        "WIREFOLD_EMBEDDED_GROUPS": groups,
        **tokens,
    }


@contextmanager
def _tokens() -> Iterator[dict[str, str]]:
    """A fresh token for HTTP push and one for the subscriptions' API, each in a file that only this user can read."""
    made = {"WIREFOLD_PUSH_TOKEN_FILE": folder() / "push-token", "WIREFOLD_API_TOKEN_FILE": folder() / "api-token"}
    for file in made.values():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24) + "\n", encoding="utf-8")
    try:
        yield {name: str(file) for name, file in made.items()}
    finally:
        for file in made.values():
            file.unlink(missing_ok=True)


def _until_ready(supervisor: Supervisor, urls: Mapping[str, str]) -> None:
    until, missing = time.monotonic() + READY_SECONDS, dict.fromkeys(urls, "")
    while missing:
        missing = {name: reason for name in missing if (reason := _missing(urls[name]))}
        supervisor.revive()
        if time.monotonic() > until:
            reasons = "; ".join(f"{name}: {reason}" for name, reason in missing.items())
            raise NotReady(f"not ready after {READY_SECONDS:.0f} s: {reasons}")
        time.sleep(0.1)


def _missing(url: str) -> str:
    """What a service is not ready for; nothing where it is."""
    try:
        return ", ".join(httpx.get(url + "/readyz", timeout=2.0).json()["missing"])
    except httpx.TransportError:
        return "its HTTP server does not answer"


def _introduce(say: Console, urls: Mapping[str, str], tokens: Mapping[str, str]) -> None:
    push, api = tokens["WIREFOLD_PUSH_TOKEN_FILE"], tokens["WIREFOLD_API_TOKEN_FILE"]
    for what, where in (
        ("console", urls["console"]),
        ("push pages", f"{urls['ingest']}/articles   (bearer token in {push})"),
        ("subscriptions", f"{urls['alert']}/subscriptions   (bearer token in {api})"),
        ("events", f"{urls['delivery']}/events"),
        ("metrics", f"{urls['lag']}/metrics, and /metrics of every service"),
    ):
        say.print(f"  {what:14} {where}", soft_wrap=True)
    say.print("wirefold: feeding sample pages of invented outlets; alerts follow. Ctrl-C stops.")


def _feed(supervisor: Supervisor, ingest: str, token: Path, say: Console) -> None:
    """Pushes the samples by HTTP, as a crawler would."""
    pages = SAMPLES.read_bytes().splitlines()
    bearer = f"Bearer {token.read_text(encoding='utf-8').strip()}"
    headers = {"Authorization": bearer, "Content-Type": "application/json"}
    with httpx.Client(base_url=ingest, headers=headers, timeout=30.0) as client:
        for page in pages:
            while not _pushed(client, page):
                _tend(supervisor)
                time.sleep(1.0)
            _tend(supervisor)
            time.sleep(PACE_SECONDS)
    say.print(f"wirefold: all {len(pages)} sample pages are in; push your own, or Ctrl-C.")


def _pushed(client: httpx.Client, page: bytes) -> bool:
    try:
        answer = client.post("/articles", content=page)
    except httpx.TransportError:
        return False
    if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
        answer.raise_for_status()
    return answer.is_success
