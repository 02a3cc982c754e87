"""The users `topics` and `operator`: their commands work with the documented rights, and without any one of them say
which one they miss."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from subprocess import CalledProcessError

import pytest
from confluent_kafka.admin import AdminClient, NewTopic

from deploy.acls import Right, kafka_rights
from schemas.codec import InvalidEvent, encode
from schemas.topics import TOPICS
from services.runtime.letters import Record, letter
from services.runtime.settings import read
from services.runtime.topics import Refused, Topics, plan
from tests.integration.pipeline import run_command
from tests.integration.secured import Secured
from tests.integration.secured import secured as secured_servers
from tests.integration.workers import eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

OPERATOR = [right for right in kafka_rights() if right.principal == "operator"]


@pytest.fixture(scope="module")
def own(real_servers: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """Servers of this file alone: topics are deleted on them."""
    with secured_servers(tmp_path_factory.mktemp("own")) as servers:
        yield servers


@pytest.mark.parametrize("topic", TOPICS)
def test_the_topics_job_names_the_right_that_it_misses(own: Secured, topic: str) -> None:
    admin = AdminClient(own.admin)
    here = lambda: topic in admin.list_topics(timeout=20).topics  # noqa: E731

    def names_it_without(operation: str) -> bool:
        """Whether the job is refused without the right, and says of which topic."""
        right = next(r for r in kafka_rights() if (r.principal, r.operation, r.name) == ("topics", operation, topic))
        own.revoke(right)
        try:
            _apply(own, topic)
        except Refused as refused:
            return str(refused).startswith(f"{topic}: ") and "uthorization failed" in str(refused)
        finally:
            own.grant(right)
        return False

    admin.delete_topics([topic])[topic].result(20)
    eventually(lambda: not here(), f"{topic} is deleted")
    assert names_it_without("Create")
    admin.create_topics([NewTopic(topic, 1, 1)])[topic].result(20)
    eventually(here, f"{topic} is there")
    assert names_it_without("Alter")
    assert names_it_without("AlterConfigs")
    _apply(own, topic)
    eventually(lambda: len(admin.list_topics(timeout=20).topics[topic].partitions) == TOPICS[topic].partitions, "wide")


def _apply(servers: Secured, topic: str) -> None:
    """What `wirefold topics apply` does for one topic. Raises Refused."""
    topics = Topics(read(servers.settings("topics")), 1)
    for step in plan([TOPICS[topic]], topics.present([TOPICS[topic]])):
        topics.apply(step)


def _letters(servers: Secured) -> dict[str, str]:
    """A dead letter of each topic that is read, new at each call: topic -> its id."""
    invalid, now = InvalidEvent("$", "broken"), datetime.now(UTC)
    made = {
        name: letter(Record(name, 0, int(now.timestamp() * 1000), None, b"{}"), invalid, "test", now)
        for name, topic in TOPICS.items()
        if topic.consumers
    }
    servers.send("dead-letters", *map(encode, made.values()))
    return {name: one.dead_letter_id for name, one in made.items()}


def test_the_operators_commands_need_no_other_rights(own: Secured) -> None:
    ids = set(_letters(own).values())
    eventually(lambda: ids <= _listed(own), "all letters are listed, once Kafka has a place for groups' offsets")
    run_command(own.settings("operator"), "dead-letters", "retry", *ids)
    run_command(own.settings("operator"), "dead-letters", "take")
    assert _listed(own) == set()


def _listed(servers: Secured) -> set[str]:
    try:
        listed = run_command(servers.settings("operator"), "dead-letters", "list", "--json")
    except CalledProcessError as failed:
        assert "GroupCoordinatorNotAvailable" in failed.stderr  # noqa: PT017 - the only failure that passes by itself
        return set()
    return {json.loads(line)["dead_letter_id"] for line in listed.splitlines()}


@pytest.mark.parametrize("right", OPERATOR, ids=lambda right: f"{right.operation} {right.resource} {right.name}")
def test_an_operators_command_names_the_right_that_it_misses(own: Secured, right: Right) -> None:
    ids = _letters(own)
    command = ("retry", ids[right.name]) if right.operation == "Write" else ("take",)
    own.revoke(right)
    try:
        with pytest.raises(CalledProcessError) as failed:
            run_command(own.settings("operator"), "dead-letters", *command)
    finally:
        own.grant(right)
    [told] = failed.value.stderr.splitlines()
    assert "AuthorizationFailed" in told
    assert right.name in told
