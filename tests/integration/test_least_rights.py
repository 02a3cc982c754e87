"""The documented least rights: a service works with them, and without any one of them it says which one it misses."""

import json
import secrets
import subprocess
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis import Redis

from deploy.acls import REDIS_COMMANDS, REDIS_KEYS, Right, kafka_rights, redis_rules
from services.registry import SERVICES
from tests.integration.pages import pages
from tests.integration.pipeline import run_command
from tests.integration.secured import Secured
from tests.integration.workers import Worker, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]

EXAMPLES = Path(__file__).parents[2] / "schemas/examples"
AT_ONCE = 3


def test_the_topics_job_needs_no_other_rights(secured: Secured) -> None:
    def applied_again() -> bool:
        return "nothing to change" in run_command(secured.settings("topics"), "topics", "apply")

    eventually(applied_again, "the topics that were made when the servers started are there")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_works_with_its_documented_rights(secured: Secured, service: str, tmp_path: Path) -> None:
    _give(secured, service, "nobody")
    worker = secured.worker(service, tmp_path)
    try:
        eventually(worker.ready, f"{service} is ready; its log is {worker.log}")
        eventually(lambda: secured.has_committed(service), f"{service} commits; its log is {worker.log}")
        assert worker.running
    finally:
        worker.kill()


def test_each_right_of_kafka_that_a_service_misses_is_named(secured: Secured, tmp_path: Path) -> None:
    made = json.loads(run_command(secured.settings("alert"), "subscriptions", "add", "*"))
    subscription = made["subscription"]["id"]

    def unnamed(service: str) -> list[str]:
        """The service's rights whose lack it does not name."""
        rights = [right for right in kafka_rights() if right.principal == service]
        return [str(right) for right in rights if not _names(secured, right, tmp_path, subscription)]

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert [right for missed in threads.map(unnamed, SERVICES) for right in missed] == []


KEYS = [(service, key) for service, keys in REDIS_KEYS.items() for key in keys]


@pytest.mark.parametrize(("service", "key"), KEYS, ids=[" ".join(key) for key in KEYS])
def test_a_service_that_misses_its_keys_in_redis_ends_and_says_so(
    secured: Secured, tmp_path: Path, service: str, key: str
) -> None:
    hook = ("--webhook", "https://hooks.example/")
    made = json.loads(run_command(secured.settings("alert"), "subscriptions", "add", "*", *hook))
    others = [pattern for pattern in REDIS_KEYS[service] if pattern != key]
    admin = secured.redis_admin()
    admin.execute_command("ACL", "SETUSER", service, "resetkeys", *others)
    _give(secured, service, made["subscription"]["id"])
    worker = secured.worker(service, tmp_path)
    try:
        assert worker.wait(30) != 0
        assert worker.said(f"wirefold: {service} ended: ", " key"), worker.log.read_text()
    finally:
        worker.kill()
        admin.execute_command("ACL", "SETUSER", service, "resetkeys", *REDIS_KEYS[service])


def test_each_command_of_redis_that_a_service_may_not_use_is_named(secured: Secured, tmp_path: Path) -> None:
    hook = ("--webhook", "https://hooks.example/")
    made = json.loads(run_command(secured.settings("alert"), "subscriptions", "add", "*", *hook))
    admin = secured.redis_admin()

    def unnamed(service: str) -> list[str]:
        """Commands and categories of the service whose lack it does not name."""
        missed = []
        for right in REDIS_COMMANDS[service]:
            admin.execute_command("ACL", "SETUSER", service, *redis_rules(set(REDIS_COMMANDS[service]) - {right}))
            _give(secured, service, made["subscription"]["id"])
            (own := tmp_path / secrets.token_hex(8)).mkdir()
            worker = secured.worker(service, own, WIREFOLD_ALERT_CLOCK="event")
            if not _names_one_of(worker, _commands(admin, right)):
                missed.append(f"{service}: {right}; {worker.log}")
            worker.kill()
        admin.execute_command("ACL", "SETUSER", service, *redis_rules(REDIS_COMMANDS[service]))
        return missed

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert [right for missed in threads.map(unnamed, REDIS_COMMANDS) for right in missed] == []


def _commands(admin: Redis, right: str) -> set[str]:
    """The commands of a category, or the one that is not a category."""
    return set(admin.acl_cat(right[1:])) if right.startswith("@") else {right}


def _names_one_of(worker: Worker, commands: set[str]) -> bool:
    """Whether the service ends, or is not ready, and names one of the commands that its user may not use.

    Redis before 7.2 does not name the command that a script was refused, but the script's line.
    """

    def has_ended_or_is_not_ready() -> bool:
        return not worker.running or "NoPermissionError" in str(worker.get("/readyz")[1])

    eventually(has_ended_or_is_not_ready, f"it misses something; its log is {worker.log}")
    said = str(worker.get("/readyz")[1]) if worker.running else worker.log.read_text().splitlines()[-1]
    in_a_script = "can't run this command" in said and ", on @user_script:" in said
    return in_a_script or any(f"'{command}' command" in said for command in commands)


def _names(secured: Secured, right: Right, folder: Path, subscription: str) -> bool:
    """Whether the service ends without the right, or is not ready, and says `TopicAuthorizationFailed` and where."""
    secured.revoke(right)
    service = right.principal
    _give(secured, service, subscription)
    (own := folder / secrets.token_hex(8)).mkdir()
    worker = secured.worker(service, own, WIREFOLD_ALERT_CLOCK="event")
    try:
        if service == "ingest":
            return _is_not_ready(worker, secured, right)
        return worker.wait(60) != 0 and worker.said("AuthorizationFailed", right.name.removesuffix("-"))
    except subprocess.TimeoutExpired:
        return False
    finally:
        worker.kill()
        secured.grant(right)


def _give(secured: Secured, service: str, subscription: str) -> None:
    """Something to read in each input of a service: what leads to every one of its outputs, and a dead letter."""
    for topic in SERVICES[service].inputs:
        examples = [path.read_bytes() for path in sorted((EXAMPLES / topic).glob("*.json"))]
        secured.send(topic, b"{}", *(_now(example, subscription) for example in examples))
    if service == "dedupe-articles":
        secured.send("articles.raw", *(page.value for page in pages(60, seed=secrets.randbelow(10**6))))


def _now(example: bytes, subscription: str) -> bytes:
    """The example; an alert as one of just now to the subscription."""
    event = json.loads(example)
    if "created_at" in event:
        fresh = {"created_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "alert_id": secrets.token_hex(16)}
        event |= fresh | {"subscription_id": subscription}
    return json.dumps(event).encode()


def _is_not_ready(ingest: Worker, secured: Secured, right: Right) -> bool:
    """A push asks for the only right of ingest."""
    eventually(lambda: ingest.get("/readyz")[0] == 200, "it is ready")
    [page] = pages(1, seed=1)
    token = secured.passwords["ingest"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    push = urllib.request.Request(f"http://127.0.0.1:{ingest.port}/articles", page.value, headers)
    with pytest.raises(urllib.error.HTTPError, match="500"):
        urllib.request.urlopen(push, timeout=20)
    status, answer = ingest.get("/readyz")
    return status == 503 and right.name in str(answer) and ingest.said("AuthorizationFailed", right.name)
