"""Servers that speak TLS, ask for a user and grant only what their ACLs say, with certificates made for the test.

`openssl` makes an authority and one server certificate for localhost. Kafka has one listener, SASL_SSL with
SCRAM-SHA-512, and its StandardAuthorizer; Redis has no port without TLS and no default user.
"""

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.integration.servers import Kafka, RedisServer

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
