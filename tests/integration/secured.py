"""Servers that speak TLS, ask for a user and grant only what their ACLs say, with certificates made for the test.

`openssl` makes an authority and one server certificate for localhost. Kafka has one listener, SASL_SSL with
SCRAM-SHA-512, and its StandardAuthorizer; Redis has no port without TLS and no default user.
"""

import secrets
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)
from redis import Redis

from deploy.acls import REDIS_KEYS, Right, kafka_rights, redis_user
from schemas.topics import TOPICS
from services.registry import SERVICES
from tests.integration.pipeline import run_command
from tests.integration.servers import Kafka, RedisServer
from tests.integration.workers import Worker

ADMIN = "admin"


class Certificates:
    """`authority` signs the server's; `other_authority` signs nothing here, for clients that must refuse."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.authority, self._authority_key = self._make(folder / "ca", "/CN=test authority")
        self.other_authority, _ = self._make(folder / "other-ca", "/CN=another authority")
        signed_by = ["-CA", str(self.authority), "-CAkey", str(self._authority_key)]
        names = ("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
        leaf = ("-addext", "basicConstraints=critical,CA:FALSE")
        self.certificate, self.key = self._make(folder / "server", "/CN=localhost", *signed_by, *names, *leaf)
        self.both = folder / "server-both.pem"
        self.both.write_text(self.key.read_text() + self.certificate.read_text())

    @staticmethod
    def _make(path: Path, subject: str, *options: str) -> tuple[Path, Path]:
        certificate, key = path.with_suffix(".pem"), path.with_suffix(".key")
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        command += ["-days", "2", "-subj", subject, "-out", str(certificate), "-keyout", str(key), *options]
        subprocess.run(command, check=True, capture_output=True)
        return certificate, key


def secured_kafka(folder: Path, certificates: Certificates, passwords: Mapping[str, str]) -> Kafka:
    """A broker whose users are `passwords`; the user `admin` may do everything, the others what ACLs grant."""
    listener = f"""\
ssl.keystore.type=PEM
ssl.keystore.location={certificates.both}
ssl.truststore.type=PEM
ssl.truststore.location={certificates.authority}
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
username="{ADMIN}" password="{passwords[ADMIN]}";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:{ADMIN};User:ANONYMOUS
"""
    # ANONYMOUS is the controller's own listener, which no client reaches.
    users = [f"SCRAM-SHA-512=[name={name},password={password}]" for name, password in passwords.items()]
    return Kafka(folder, "SASL_SSL", listener, users)


def client_settings(kafka: Kafka, certificates: Certificates, password: str) -> dict[str, str]:
    """librdkafka's settings for a client that is the user `admin`."""
    return {
        "bootstrap.servers": kafka.bootstrap,
        "security.protocol": "SASL_SSL",
        "ssl.ca.location": str(certificates.authority),
        "sasl.mechanism": "SCRAM-SHA-512",
        "sasl.username": ADMIN,
        "sasl.password": password,
        "log_level": "0",
    }


def secured_redis(folder: Path, certificates: Certificates, users: Iterable[str]) -> RedisServer:
    """A Redis that knows only `users`, each a line of its ACL file."""
    folder.mkdir(parents=True, exist_ok=True)
    acl = folder / "users.acl"
    acl.write_text("\n".join(["user default off", *users]) + "\n")
    options = ["--tls-cert-file", str(certificates.certificate), "--tls-key-file", str(certificates.key)]
    options += ["--tls-ca-cert-file", str(certificates.authority), "--tls-auth-clients", "no", "--aclfile", str(acl)]
    return RedisServer(folder, "--tls-port", options)


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
        feeds = self.folder / f"{user}.feeds.toml"
        feeds.write_text(
            '[[feed]]\nurl = "http://localhost:9/"\nsource = "nobody"\n'
        )  # ingest needs Redis for feeds alone
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
            "WIREFOLD_FEEDS_FILE": str(feeds),
            **changed,
        }

    def worker(self, service: str, folder: Path, **changed: str) -> Worker:
        return Worker(service, self.settings(service, **changed), folder).start()

    def grant(self, *rights: Right) -> None:
        admin = AdminClient(self.admin)
        for future in admin.create_acls([_binding(right) for right in rights]).values():
            future.result(20)

    def revoke(self, right: Right) -> None:
        b = _binding(right)
        admin = AdminClient(self.admin)
        wanted = AclBindingFilter(
            b.restype, b.name, b.resource_pattern_type, b.principal, b.host, b.operation, b.permission_type
        )
        [removed] = admin.delete_acls([wanted]).values()
        assert len(removed.result(20)) == 1

    def change_password(self, user: str, password: str) -> None:
        """Of a user of Kafka."""
        scram = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096)
        admin = AdminClient(self.admin)
        changed = admin.alter_user_scram_credentials([UserScramCredentialUpsertion(user, scram, password.encode())])
        changed[user].result(20)

    def has_committed(self, service: str) -> bool:
        """Whether the service's group has committed something, where it has one."""
        if not SERVICES[service].inputs:
            return True
        consumer = Consumer({**self.admin, "group.id": SERVICES[service].group})
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
    def admin(self) -> dict[str, str]:
        """librdkafka's settings for the user who may do everything."""
        return client_settings(self.kafka, self.certificates, self.passwords[ADMIN])

    def send(self, topic: str, *values: bytes) -> None:
        producer = Producer(self.admin)
        for value in values:
            producer.produce(topic, value)
        assert producer.flush(20) == 0


def _binding(right: Right) -> AclBinding:
    operation = {"AlterConfigs": "ALTER_CONFIGS"}.get(right.operation)
    return AclBinding(
        ResourceType[right.resource.upper()],
        right.name,
        ResourcePatternType.PREFIXED if right.prefixed else ResourcePatternType.LITERAL,
        f"User:{right.principal}",
        "*",
        AclOperation[operation or right.operation.upper()],
        AclPermissionType.ALLOW,
    )


@contextmanager
def secured(folder: Path) -> Iterator[Secured]:
    """Both servers with the topics, and every user with the documented rights."""
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
    try:
        yield servers
    finally:
        kafka.stop()
        redis.stop()
