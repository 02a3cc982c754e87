"""The least rights that each service needs, as Kafka ACLs and Redis ACL users: derived from the registry.

python deploy/acls.py kafka    kafka-acls.sh options, one right a line: for User:<service>
python deploy/acls.py redis    lines of a Redis ACL file: set each password where it says so
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from schemas.topics import TOPICS
from services.registry import SERVICES
from services.runtime.dead_letters import OPERATORS

REDIS_KEYS: dict[str, tuple[str, ...]] = {
    "ingest": ("~ingest:*",),
    "dedupe-articles": ("~{wirefold}:articles", "~{wirefold}:articles:*"),
    "dedupe-statements": ("~statements:*",),
    "alert": ("~alert:*", "~subscriptions", "~subscriptions:*"),
    "delivery": ("~delivery:*", "%R~subscriptions", "%R~subscriptions:*"),
    "console": ("~console:*",),
}
"""The keys that a service touches; the services that are not here use no Redis. `wirefold` is WIREFOLD_NAMESPACE."""

_EVERY = ("@read", "@write", "@connection", "info")
REDIS_COMMANDS: dict[str, tuple[str, ...]] = {
    "ingest": (*_EVERY, "@scripting", "@transaction"),
    "dedupe-articles": (*_EVERY, "@transaction"),
    "dedupe-statements": (*_EVERY, "@scripting"),
    "alert": (*_EVERY, "@scripting", "@transaction"),
    "delivery": (*_EVERY, "@scripting"),
    "console": (*_EVERY, "@scripting"),
}
"""What a service does with its keys: commands, and categories of them but for what is dangerous. `info` tells whether
Redis may evict keys."""


@dataclass(frozen=True, slots=True)
class Right:
    """One operation of one principal on one resource. `prefixed`: on all resources whose name begins so.

    In Kafka, Read, Write and Alter include Describe, AlterConfigs includes DescribeConfigs, and Write on a topic allows
    an idempotent producer (KIP-679).
    """

    principal: str
    operation: Literal["Read", "Write", "Describe", "Create", "Alter", "AlterConfigs"]
    resource: Literal["topic", "group"]
    name: str
    prefixed: bool = False

    def __str__(self) -> str:
        resource = f"--{self.resource} {self.name}" + (" --resource-pattern-type prefixed" if self.prefixed else "")
        return f"--add --allow-principal User:{self.principal} --operation {self.operation} {resource}"


def kafka_rights() -> Iterator[Right]:
    """All rights: of the services, of the topics job (`topics`) and of people (`operator`)."""
    for name, service in SERVICES.items():
        yield from (Right(name, "Read", "topic", topic) for topic in service.inputs)
        yield from (Right(name, "Read", "group", service.group) for _ in service.inputs[:1])
        letters = ("dead-letters",) if service.inputs else ()  # whoever reads may find what it cannot read
        yield from (Right(name, "Write", "topic", topic) for topic in dict.fromkeys((*service.outputs, *letters)))
    for topic in TOPICS:
        for operation in ("Create", "Alter", "AlterConfigs"):
            yield Right("topics", operation, "topic", topic)
    yield from (Right("lag", "Read", "topic", topic) for topic, entry in TOPICS.items() if entry.consumers)
    yield Right("lag", "Describe", "group", "wirefold-", prefixed=True)
    yield Right("operator", "Read", "topic", "dead-letters")
    yield Right("operator", "Read", "group", OPERATORS)
    yield from (Right("operator", "Write", "topic", topic) for topic, entry in TOPICS.items() if entry.consumers)


def redis_rules(commands: Iterable[str]) -> list[str]:
    """The rules of an ACL that allow these commands and categories, and no others."""
    allowed = [f"+{name}" for name in commands]
    categories = [rule for rule in allowed if rule.startswith("+@")]
    return ["-@all", *categories, "-@dangerous", *(rule for rule in allowed if rule not in categories)]


def redis_user(service: str, password: str) -> str:
    """One line of an ACL file: the user of a service in REDIS_KEYS."""
    rules = redis_rules(REDIS_COMMANDS[service])
    return " ".join(("user", service, "on", f">{password}", "resetchannels", *REDIS_KEYS[service], *rules))


def main() -> None:
    if sys.argv[1:] == ["kafka"]:
        lines = [str(right) for right in kafka_rights()]
    elif sys.argv[1:] == ["redis"]:
        lines = ["user default off", *(redis_user(service, "<password>") for service in REDIS_KEYS)]
    else:
        sys.exit(__doc__)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
