"""docker-compose.yml runs: from nothing to an alert, scaled, killed, restarted. The tests build on each other."""

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pytest

from services.registry import SERVICES
from services.runtime.health import HUNG_EXIT
from tests.docker.stack import (
    ALERT,
    DELIVERY,
    IMAGE,
    INGEST,
    LAG,
    PROMETHEUS,
    Events,
    Life,
    Receiver,
    Stack,
    ask,
    eventually,
    push,
)
from tests.integration.pages import SPEAKER, Page, pages

pytestmark = [pytest.mark.docker, pytest.mark.timeout(600)]

MOST_IMAGE_BYTES = 450_000_000
TOLD_WITHIN = 60.0
"""Seconds, on a machine that has other work too. The slowest way takes some 15: a container starts again, and its
group waits 7 s for the member that died."""


@dataclass(slots=True)
class Crawler:
    """Pushes pages that were not pushed before, and knows which of them are to be told of."""

    token: str
    unsent: Iterator[Page]
    expected: int = 0

    def push(self, count: int) -> list[Page]:
        chosen = list(islice(self.unsent, count))
        push((page.value for page in chosen), self.token)
        self.expected += sum(page.kind == "story" for page in chosen)
        return chosen


@dataclass(slots=True)
class Subscriber:
    """One subscription with a webhook and a stream. A story holds one statement, so it is told of once."""

    id: str
    received: Receiver
    events: Events

    def told(self) -> int:
        """How many stories the webhook told of; an alert that was sent again counts once, by its id."""
        return _stories({alert["alert_id"]: alert for alert in self.received.alerts}.values())

    def streamed(self) -> int:
        """How many stories the stream told of: it repeats nothing."""
        return _stories(self.events.alerts)


def _stories(alerts: Iterable[Mapping[str, Any]]) -> int:
    new = [alert["statement"]["statement_id"] for alert in alerts if alert["event"] == "new"]
    assert len(set(new)) == len(new), "a statement was told twice"
    return len(new)


@pytest.fixture(scope="module")
def crawler(stack: Stack) -> Crawler:
    return Crawler(stack.push_token, (page for page in pages(20_000, seed=11) if page.kind != "broken"))


@pytest.fixture(scope="module")
def subscriber(stack: Stack) -> Subscriber:
    receiver = Receiver()
    asked = {"name": "test", "query": SPEAKER, "webhook": receiver.url(stack.gateway())}
    status, made = ask(f"{ALERT}/subscriptions", asked, stack.api_token)
    assert status == 201, made
    subscription_id = made["subscription"]["id"]
    stream = f"{DELIVERY}/events?subscription={subscription_id}"
    return Subscriber(subscription_id, receiver, Events(stream, stack.api_token))


def _all_told(subscriber: Subscriber, crawler: Crawler) -> None:
    for way in (subscriber.told, subscriber.streamed):
        eventually(lambda way=way: way() >= crawler.expected, f"{way.__name__}: {crawler.expected}", TOLD_WITHIN)
        assert way() == crawler.expected


def test_up_brings_everything_from_nothing_to_healthy(stack: Stack) -> None:
    stack.up()
    assert all(stack.is_healthy(stack.container(service)) for service in SERVICES)
    [topics] = stack.compose("ps", "--all", "--quiet", "topics").stdout.split()
    assert stack.state(topics)["ExitCode"] == 0


def test_applying_the_topics_again_changes_nothing(stack: Stack) -> None:
    again = stack.compose("run", "--rm", "topics")
    assert "create" not in again.stdout
    assert "set " not in again.stdout


def test_the_image_is_small_and_has_no_compiler() -> None:
    size = subprocess.run(
        ["docker", "image", "inspect", IMAGE, "--format", "{{.Size}}"], capture_output=True, text=True, check=True
    )
    assert int(size.stdout) <= MOST_IMAGE_BYTES
    command = ["docker", "run", "--rm", "--entrypoint", "sh", IMAGE, "-c", "command -v gcc cc make; id -u"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "10001\n"


@pytest.mark.parametrize("service", SERVICES)
def test_a_container_can_write_nowhere_but_in_tmp(stack: Stack, service: str) -> None:
    nowhere = " && ".join(f"! touch {folder}/x 2>/dev/null" for folder in ("", "/opt/wirefold", "/run/secrets"))
    script = f"touch /tmp/x && rm /tmp/x && {nowhere} && grep CapEff /proc/1/status"
    assert stack.compose("exec", "--no-TTY", service, "sh", "-c", script).stdout.split() == ["CapEff:", "0" * 16]


def test_a_wrong_token_is_told_so(stack: Stack) -> None:
    for url, body in ((f"{INGEST}/articles", {"url": "https://a.example/"}), (f"{ALERT}/subscriptions", {})):
        status, answer = ask(url, body, "wrong")
        assert status == 401
        assert "token" in answer["error"]


def test_a_page_comes_out_as_one_alert_on_both_ways(stack: Stack, crawler: Crawler, subscriber: Subscriber) -> None:
    crawler.push(40)
    _all_told(subscriber, crawler)


def test_scaling_up_and_down_under_load_loses_nothing(stack: Stack, crawler: Crawler, subscriber: Subscriber) -> None:
    with ThreadPoolExecutor() as thread:
        load = thread.submit(lambda: [crawler.push(50) for _ in range(6)])
        stack.up("--no-recreate", "--scale", "dedupe-articles=3")
        assert len(stack.containers("dedupe-articles")) == 3
        load.result()
    stack.up("--no-recreate", "--scale", "dedupe-articles=1")
    assert len(stack.containers("dedupe-articles")) == 1
    crawler.push(20)
    _all_told(subscriber, crawler)


@pytest.fixture(scope="module")
def hung(stack: Stack) -> Iterator[Life]:
    """The second of two workers that clean, from when its loop stopped. It hangs while the tests go on."""
    stack.up("--no-recreate", "--scale", "cleaning=2")
    life = Life(stack.container("cleaning", 2))
    stack.hang(stack.container("cleaning", 2))
    yield life
    life.close()


@pytest.mark.usefixtures("hung")
def test_the_pages_of_a_loop_that_hangs_go_to_another_worker(
    stack: Stack, crawler: Crawler, subscriber: Subscriber
) -> None:
    crawler.push(20)
    _all_told(subscriber, crawler)


@pytest.mark.parametrize("service", [*SERVICES, "kafka", "redis"])
def test_what_is_killed_comes_back_and_nothing_is_missing(
    stack: Stack, crawler: Crawler, subscriber: Subscriber, service: str
) -> None:
    container = stack.container(service)
    began = stack.state(container)["StartedAt"]
    crawler.push(10)
    stack.sigkill(service)
    eventually(lambda: stack.state(container)["StartedAt"] != began, f"{service} starts again")
    crawler.push(10)
    eventually(lambda: stack.is_healthy(container), f"{service} is healthy")
    _all_told(subscriber, crawler)


def test_a_loop_that_hangs_is_seen_and_ends_its_process_and_the_container_comes_back(
    stack: Stack, crawler: Crawler, subscriber: Subscriber, hung: Life
) -> None:
    for what, within in (("health_status: unhealthy", 45), (f"die {HUNG_EXIT}", 65), ("start", 70)):
        eventually(lambda what=what: hung.at(what) is not None, f"{what}; it was {hung.events}")
        assert hung.at(what) < within, hung.events
    eventually(lambda: stack.is_healthy(stack.container("cleaning", 2)), "it is healthy again")
    said = stack.logs(stack.container("cleaning", 2))
    assert "the loop hangs: ending the process" in said
    assert "_run_once" in said, "the stack of the thread that hung"
    stack.up("--no-recreate", "--scale", "cleaning=1")
    crawler.push(10)
    _all_told(subscriber, crawler)


def test_lag_shows_every_group(stack: Stack) -> None:
    def groups() -> set[str]:
        status, report = ask(f"{LAG}/lag")
        return {group["group"] for group in report["groups"]} if status == 200 else set()

    eventually(lambda: groups() == {service.group for service in SERVICES.values() if service.inputs}, "all groups")


def test_prometheus_watches_every_service_and_can_read_its_rules(stack: Stack) -> None:
    def up() -> set[str]:
        _, answer = ask(f"{PROMETHEUS}/api/v1/query?query=up==1")
        return {found["metric"]["service"] for found in answer["data"]["result"]}

    def rules() -> list[str]:
        _, answer = ask(f"{PROMETHEUS}/api/v1/rules")
        return [rule["health"] for group in answer["data"]["groups"] for rule in group["rules"]]

    eventually(lambda: up() == set(SERVICES), "every service is scraped")
    eventually(lambda: set(rules()) == {"ok"}, "every rule is evaluated")


def test_down_and_up_keep_everything(stack: Stack, crawler: Crawler, subscriber: Subscriber) -> None:
    sent = crawler.push(10)
    _all_told(subscriber, crawler)
    stack.compose("down", "--timeout", "20")
    stack.up()
    here = {"webhook": subscriber.received.url(stack.gateway())}  # networks were made anew, with other addresses
    kept = f"{ALERT}/subscriptions/{subscriber.id}"
    assert ask(kept, here, stack.api_token, method="PATCH")[0] == 200
    push((page.value for page in sent), crawler.token)
    crawler.push(10)
    _all_told(subscriber, crawler)


def _output(stack: Stack, *words: str, **variables: str) -> tuple[int, list[str]]:
    """Exit code and what one container printed, for a command that is to fail."""
    done = stack.compose("run", "--rm", "--no-deps", "--no-TTY", *words, check=False, **variables)
    return done.returncode, [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]


def test_a_missing_secret_is_named(stack: Stack, tmp_path: Any) -> None:
    code, printed = _output(stack, "ingest", WIREFOLD_SECRETS=str(tmp_path))
    assert code != 0
    assert "push_token" in " ".join(printed)


def test_an_empty_secret_is_named(stack: Stack, tmp_path: Any) -> None:
    for name in ("push_token", "api_token"):
        (tmp_path / name).touch()
    code, printed = _output(stack, "ingest", WIREFOLD_SECRETS=str(tmp_path))
    assert code == 1
    assert [line for line in printed if '"level": "info"' not in line] == [
        "wirefold: ingest ended: WIREFOLD_PUSH_TOKEN_FILE is /run/secrets/push_token: it is empty"
    ]


def test_a_full_tmp_is_told(stack: Stack) -> None:
    fill = "cat /dev/zero >/tmp/full 2>/dev/null; exec wirefold run cleaning"
    code, printed = _output(stack, "--entrypoint", "sh", "cleaning", "-c", fill)
    assert code == 1
    assert printed[-1].startswith("wirefold: no temporary folder can be made: ")
    assert len(printed) == 1


def test_too_little_memory_is_told(stack: Stack) -> None:
    code, printed = _output(stack, "cleaning", WIREFOLD_SERVICE_MEMORY="64m")
    assert code == 1
    assert printed == [
        "wirefold: 64 MiB of memory are granted, and a service needs 160 MiB: raise the container's limit"
        " (WIREFOLD_SERVICE_MEMORY)"
    ]


def test_no_container_logged_a_traceback_or_a_secret(stack: Stack, subscriber: Subscriber) -> None:
    logs = stack.compose("logs", "--no-color", "--no-log-prefix", *SERVICES).stdout.splitlines()
    assert not [line for line in logs if line.startswith("Traceback")]
    assert all(json.loads(line) for line in logs if line.startswith("{"))
    secrets = (stack.push_token, stack.api_token, subscriber.received.key)
    assert not [line for line in logs if any(secret in line for secret in secrets)]
