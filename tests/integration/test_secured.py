"""TLS and SCRAM-SHA-512 on both servers: what is refused at a start, what is waited for later."""

from fnmatch import fnmatchcase
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from confluent_kafka import KafkaException, Producer

from tests.integration.pages import pages
from tests.integration.pipeline import run_command
from tests.integration.secured import Secured
from tests.integration.workers import Worker, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

REFUSALS = {
    "KAFKA_CA_FILE": "Kafka at {kafka} cannot be trusted: * (WIREFOLD_KAFKA_CA_FILE)",
    "REDIS_CA_FILE": "Redis at {redis} cannot be trusted: * (WIREFOLD_REDIS_CA_FILE)",
    "KAFKA_PASSWORD_FILE": "Kafka at {kafka} refuses the user {user} or the password"
    " (WIREFOLD_KAFKA_USER, WIREFOLD_KAFKA_PASSWORD_FILE)",
    "REDIS_PASSWORD_FILE": "Redis at {redis} refuses the user or the password: invalid username-password pair or user"
    " is disabled. (WIREFOLD_REDIS_USER, WIREFOLD_REDIS_PASSWORD_FILE)",
}
"""A setting that is wrong, and what is said of it; `*` stands for OpenSSL's words."""


@pytest.fixture(params=REFUSALS)
def refusal(request: pytest.FixtureRequest, secured: Secured, tmp_path: Path) -> tuple[dict[str, str], str]:
    """A setting that a server refuses, and what is said of it, with `{user}` for the service's user."""
    (wrong := tmp_path / "wrong").write_text("wrong\n")
    value = secured.certificates.other_authority if request.param.endswith("CA_FILE") else wrong
    where = {"kafka": secured.kafka.bootstrap, "redis": f"localhost:{secured.redis.port}", "user": "{user}"}
    return {f"WIREFOLD_{request.param}": str(value)}, REFUSALS[request.param].format(**where)


def test_what_is_refused_at_a_start_ends_it_with_one_line_that_names_the_setting(
    secured: Secured, refusal: tuple[dict[str, str], str], tmp_path: Path
) -> None:
    changed, why = refusal
    worker = secured.worker("dedupe-articles", tmp_path, **changed)
    try:
        assert worker.wait(30) == 1
        [told] = _told(worker)
        assert fnmatchcase(told, "wirefold: dedupe-articles ended: " + why.format(user="dedupe-articles"))
    finally:
        worker.kill()


@pytest.mark.parametrize("refusal", ["KAFKA_CA_FILE", "KAFKA_PASSWORD_FILE"], indirect=True)
def test_the_topics_job_is_refused_with_the_same_line(secured: Secured, refusal: tuple[dict[str, str], str]) -> None:
    changed, why = refusal
    with pytest.raises(CalledProcessError) as failed:
        run_command(secured.settings("topics", **changed), "topics", "apply")
    assert fnmatchcase(failed.value.stderr, f"wirefold: {why.format(user='topics')}\n")


def test_a_password_that_is_refused_later_is_waited_for(secured: Secured, tmp_path: Path) -> None:
    worker = secured.worker("dedupe-articles", tmp_path)
    admin = secured.redis_admin()
    try:
        eventually(worker.ready, f"it is ready; its log is {worker.log}")
        admin.acl_setuser("dedupe-articles", enabled=True, reset_passwords=True, passwords=["+another"])
        admin.client_kill_filter(user="dedupe-articles")
        secured.send("articles.raw", *(page.value for page in pages(10, seed=2)))
        eventually(lambda: worker.said("trying again", "invalid username-password pair"), "it waits")
        assert worker.get("/healthz")[0] == 200
        secured.restore(admin, "dedupe-articles")
        eventually(worker.ready, "it is ready again")
    finally:
        secured.restore(admin, "dedupe-articles")
        worker.kill()


def test_a_password_that_kafka_refuses_later_is_named_where_readiness_is_asked(
    secured: Secured, tmp_path: Path
) -> None:
    worker = secured.worker("cleaning", tmp_path)
    try:
        eventually(worker.ready, f"it is ready; its log is {worker.log}")
        secured.change_password("cleaning", "another")
        eventually(lambda: "refuses the user cleaning or the password" in str(worker.get("/readyz")[1]), "it is named")
        assert worker.get("/healthz")[0] == 200
        secured.change_password("cleaning", secured.passwords["cleaning"])
        eventually(worker.ready, "it is ready again")
    finally:
        secured.change_password("cleaning", secured.passwords["cleaning"])
        worker.kill()


def _told(worker: Worker) -> list[str]:
    """What its log says, but for what every start says."""
    return [line for line in worker.log.read_text().splitlines() if '"level": "info"' not in line]


def test_nobody_reads_without_a_password(secured: Secured) -> None:
    plain = Producer({"bootstrap.servers": secured.kafka.bootstrap, "log_level": 0})
    with pytest.raises(KafkaException):
        plain.list_topics(timeout=3)
