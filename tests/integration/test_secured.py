"""TLS, SCRAM-SHA-512 and the documented least rights: a service works with them, and names the one that it misses."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
)
from redis import Redis

from deploy.acls import REDIS_KEYS, Right, kafka_rights, redis_user
from schemas.topics import TOPICS
from services.registry import SERVICES
from tests.integration.pages import pages
from tests.integration.pipeline import run_command
from tests.integration.secured import ADMIN, Certificates, client_settings, secured_kafka, secured_redis
from tests.integration.servers import Kafka, RedisServer
from tests.integration.workers import Worker, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

EXAMPLES = Path(__file__).parents[2] / "schemas/examples"
OF_DEDUPE = [right for right in kafka_rights() if right.principal == "dedupe-articles"]


@dataclass(frozen=True, slots=True)
class Secured:
    """Both servers, the password of each user, and the settings of a service that is such a user."""

    kafka: Kafka
    redis: RedisServer
    certificates: Certificates
    passwords: dict[str, str]
    folder: Path

    def settings(self, user: str, **changed: str) -> dict[str, str]:
        password = self.folder / f"{user}.password"
        password.write_text(self.passwords[user] + "\n")
        return {
            "WIREFOLD_KAFKA": self.kafka.bootstrap,
            "WIREFOLD_KAFKA_PROTOCOL": "SASL_SSL",
            "WIREFOLD_KAFKA_CA_FILE": str(self.certificates.authority),
            "WIREFOLD_KAFKA_USER": user,
            "WIREFOLD_KAFKA_PASSWORD_FILE": str(password),
            "WIREFOLD_REDIS": f"rediss://localhost:{self.redis.port}/0",
            "WIREFOLD_REDIS_CA_FILE": str(self.certificates.authority),
            "WIREFOLD_REDIS_USER": user,
            "WIREFOLD_REDIS_PASSWORD_FILE": str(password),
            "WIREFOLD_PUSH_TOKEN_FILE": str(password),
            **changed,
        }

    def worker(self, service: str, folder: Path, **changed: str) -> Worker:
        return Worker(service, self.settings(service, **changed), folder).start()

    def grant(self, *rights: Right) -> None:
        admin = AdminClient(self._admin)
        for future in admin.create_acls([_binding(right) for right in rights]).values():
            future.result(20)

    def revoke(self, right: Right) -> None:
        b = _binding(right)
        admin = AdminClient(self._admin)
        wanted = AclBindingFilter(
            b.restype, b.name, b.resource_pattern_type, b.principal, b.host, b.operation, b.permission_type
        )
        [removed] = admin.delete_acls([wanted]).values()
        assert len(removed.result(20)) == 1

    def has_committed(self, service: str) -> bool:
        """Whether the service's group has committed something, where it has one."""
        if not SERVICES[service].inputs:
            return True
        consumer = Consumer({**self._admin, "group.id": SERVICES[service].group})
        partitions = [TopicPartition(t, n) for t in SERVICES[service].inputs for n in range(TOPICS[t].partitions)]
        try:
            return any(tp.offset > 0 for tp in consumer.committed(partitions, timeout=10))
        finally:
            consumer.close()

    def redis_admin(self) -> Redis:
        """Who may do everything."""
        tls = {"ssl": True, "ssl_ca_certs": str(self.certificates.authority)}
        return Redis(port=self.redis.port, username=ADMIN, password=self.passwords[ADMIN], **tls)

    def restore(self, admin: Redis, user: str) -> None:
        """The user's own password again."""
        admin.acl_setuser(user, enabled=True, reset_passwords=True, passwords=[f"+{self.passwords[user]}"])

    @property
    def _admin(self) -> dict[str, str]:
        return client_settings(self.kafka, self.certificates, self.passwords[ADMIN])

    def send(self, topic: str, *values: bytes) -> None:
        producer = Producer(self._admin)
        for value in values:
            producer.produce(topic, value)
        assert producer.flush(20) == 0


def _binding(right: Right) -> AclBinding:
    operation = {"DescribeConfigs": "DESCRIBE_CONFIGS", "AlterConfigs": "ALTER_CONFIGS"}.get(right.operation)
    return AclBinding(
        ResourceType[right.resource.upper()],
        right.name,
        ResourcePatternType.PREFIXED if right.prefixed else ResourcePatternType.LITERAL,
        f"User:{right.principal}",
        "*",
        AclOperation[operation or right.operation.upper()],
        AclPermissionType.ALLOW,
    )


@pytest.fixture(scope="module")
def secured(real_servers: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    folder = tmp_path_factory.mktemp("secured")
    certificates = Certificates(folder / "certificates")
    users = [ADMIN, *dict.fromkeys(right.principal for right in kafka_rights()), *SERVICES]
    passwords = {user: secrets.token_hex(12) for user in dict.fromkeys(users)}
    kafka = secured_kafka(folder / "kafka", certificates, passwords)
    acl_lines = [redis_user(service, passwords[service]) for service in REDIS_KEYS]
    acl_lines.append(f"user {ADMIN} on >{passwords[ADMIN]} ~* &* +@all")
    redis = secured_redis(folder / "redis", certificates, acl_lines)
    kafka.start()
    redis.start()
    servers = Secured(kafka, redis, certificates, passwords, folder)
    servers.grant(*kafka_rights())
    run_command(servers.settings("topics"), "topics", "apply")
    yield servers
    kafka.stop()
    redis.stop()


def test_the_topics_job_needs_no_other_rights(secured: Secured) -> None:
    def applied_again() -> bool:
        return "nothing to change" in run_command(secured.settings("topics"), "topics", "apply")

    eventually(applied_again, "the topics that were made when the servers started are there")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_works_with_its_documented_rights(secured: Secured, service: str, tmp_path: Path) -> None:
    for topic in SERVICES[service].inputs:
        secured.send(topic, b"{}", *(path.read_bytes() for path in sorted((EXAMPLES / topic).glob("*.json"))))
    worker = secured.worker(service, tmp_path)
    try:
        eventually(worker.ready, f"{service} is ready; its log is {worker.log}")
        eventually(lambda: secured.has_committed(service), f"{service} commits; its log is {worker.log}")
        assert worker.running
    finally:
        worker.kill()


@pytest.mark.parametrize("right", OF_DEDUPE, ids=[f"{r.operation} {r.name}" for r in OF_DEDUPE])
def test_a_service_without_one_right_of_kafka_ends_and_names_it(secured: Secured, right: Right, tmp_path: Path) -> None:
    secured.revoke(right)
    some = [page.value for page in pages(60, seed=secrets.randbelow(10**6))]
    secured.send("articles.raw", *some, some[0][:100])
    worker = secured.worker("dedupe-articles", tmp_path)
    try:
        assert worker.wait(30) != 0
        assert worker.said("AuthorizationFailed", right.name)
    finally:
        worker.kill()
        secured.grant(right)


def test_a_service_without_its_keys_in_redis_ends_and_says_so(secured: Secured, tmp_path: Path) -> None:
    secured.send("articles.raw", *(page.value for page in pages(10, seed=1)))
    console = {"WIREFOLD_REDIS_USER": "console", **_password_of(secured, "console")}
    worker = secured.worker("dedupe-articles", tmp_path, **console)
    try:
        assert worker.wait(30) != 0
        assert worker.said("NoPermission")
    finally:
        worker.kill()


def _password_of(secured: Secured, user: str) -> dict[str, str]:
    return {"WIREFOLD_REDIS_PASSWORD_FILE": secured.settings(user)["WIREFOLD_REDIS_PASSWORD_FILE"]}


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


def _told(worker: Worker) -> list[str]:
    """What its log says, but for what every start says."""
    return [line for line in worker.log.read_text().splitlines() if '"level": "info"' not in line]


def test_nobody_reads_without_a_password(secured: Secured) -> None:
    plain = Producer({"bootstrap.servers": secured.kafka.bootstrap, "log_level": 0})
    with pytest.raises(KafkaException):
        plain.list_topics(timeout=3)
