"""Every setting, read once from the environment: names, types, defaults and what they mean.

Secrets are never values here: a setting that ends in `_file` names the file that holds one.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import attr
import environ

from services.runtime import values

MOST_SECONDS = 86_400.0
MOST_DAYS = 36_500.0
"""A hundred years: an archive has no more."""


@environ.config(prefix="WIREFOLD", frozen=True)
class Settings:
    """Each attribute is the variable WIREFOLD_<NAME>."""

    kafka: str = environ.var(
        "embedded", converter=values.kafka, help="`embedded`, or Kafka's bootstrap servers, separated by commas"
    )
    redis: str = environ.var("embedded", converter=values.redis, help="`embedded`, or the URL of a Redis or Valkey")
    kafka_protocol: str = environ.var(
        "PLAINTEXT",
        converter=values.one_of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"),
        help="PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL (SCRAM-SHA-512)",
    )
    kafka_ca_file: str = environ.var("", help="certificates of authorities to trust for Kafka; the system's if empty")
    kafka_user: str = environ.var("", help="user name for SASL")
    kafka_password_file: str = environ.var("", help="file that holds the password for SASL")
    kafka_instance_id: str = environ.var(
        "", help="static group membership: an id of this worker that survives restarts"
    )
    kafka_replication: int = environ.var(
        1, converter=values.whole(1, 1000), help="replication factor of topics that are created"
    )
    redis_ca_file: str = environ.var("", help="certificates of authorities to trust for a rediss:// URL")
    redis_user: str = environ.var("", help="ACL user of Redis")
    redis_password_file: str = environ.var("", help="file that holds the password of Redis")
    embedded_groups: str = environ.var("", help="set by `up` and `replay` for their services: groups to hold back for")
    embedded_parent: int = environ.var(
        0,
        converter=values.whole(0, 1 << 31),
        help="set by `up` and `replay` for their services: the process that they end with",
    )
    batch_events: int = environ.var(500, converter=values.whole(1, 100_000), help="most events of one batch")
    invalid_share: float = environ.var(
        0.5, converter=values.number(0.0, 1.0), help="share of a batch of 20 or more that may be invalid"
    )
    http_host: str = environ.var("127.0.0.1", help="address that each service's HTTP server binds to")
    http_port: int = environ.var(
        0, converter=values.whole(0, 65535), help="port of a service's HTTP server; 0: the service's own"
    )
    log_level: str = environ.var(
        "info", converter=values.one_of("debug", "info", "warning", "error"), help="debug, info, warning or error"
    )
    push_token_file: str = environ.var("", help="ingest: file that holds the token for HTTP push")
    feeds_file: str = environ.var("", help="ingest: TOML file that lists the feeds to read; none are read if empty")
    feeds_every: float = environ.var(
        120.0, converter=values.number(1.0, MOST_SECONDS), help="ingest: seconds between two polls of a feed"
    )
    lag_every: float = environ.var(
        10.0, converter=values.number(0.01, MOST_SECONDS), help="lag: seconds between two measurements"
    )
    api_token_file: str = environ.var(
        "", help="alert, delivery: file that holds the token for /subscriptions and /events; none: this machine only"
    )
    extraction_model: str = environ.var(
        "", help="extraction: folder of a spaCy model that finds names which the rules do not; none if empty"
    )
    statement_window_hours: float = environ.var(
        72.0,
        converter=values.number(0.0, 24 * MOST_DAYS),
        help="dedupe-statements: how far apart, in event time, wordings of one statement may be",
    )
    statement_recall_days: float = environ.var(
        60.0,
        converter=values.number(0.0, MOST_DAYS),
        help="dedupe-statements: how far back a page may recall; what is known is kept as long",
    )
    alert_window_hours: float = environ.var(
        72.0,
        converter=values.number(0.0, 24 * MOST_DAYS),
        help="alert: a statement published or seen longer ago alerts nobody",
    )
    alert_clock: str = environ.var(
        "wall",
        converter=values.one_of("wall", "event"),
        help="alert: age is counted to `wall`, the time now, or `event`, when the page was fetched (archives)",
    )
    terminal: str = environ.var(
        "off",
        converter=values.one_of("off", "text", "json"),
        help="delivery: alerts on standard output: `off`, `text` or `json` (one a line)",
    )
    webhook_allow_private: bool = environ.var(
        False,
        converter=values.yes_or_no,
        help="delivery: whether webhooks may go to loopback, private and other addresses that are not public",
    )
    namespace: str = environ.var("wirefold", help="dedupe: what one Redis holds several of (languages, tenants) apart")
    article_window_days: float = environ.var(
        14.0,
        converter=values.number(1 / 24, MOST_DAYS),
        help="dedupe-articles: how far apart, in event time, a page and the first it repeats may be",
    )
    lag_url: str = environ.var("http://127.0.0.1:8108/lag", converter=values.http, help="console: where lag's JSON is")


def read(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment gives. Raises ValueError naming the variable and the reason."""
    given = {name: value for name, value in environment.items() if name.startswith("WIREFOLD_")}
    for name, value in given.items():
        try:
            environ.to_config(Settings, environ={name: value})
        except ValueError as error:
            shown = name if name == "WIREFOLD_REDIS" else f"{name} is {value or 'empty'}"  # a URL may hold a password
            raise ValueError(f"{shown}: it {error}") from None
    settings: Settings = environ.to_config(Settings, environ=given)
    return settings


def unknown(environment: Mapping[str, str]) -> list[str]:
    """Variables that look like settings and are none: most likely misspelt."""
    known = {f"WIREFOLD_{attribute.name.upper()}" for attribute in attr.fields(cast(Any, Settings))}
    return sorted(name for name in environment if name.startswith("WIREFOLD_") and name not in known)


def reference() -> str:
    """Every setting as a Markdown table: docs/settings.md, which a test keeps true."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for line in environ.generate_help(Settings, display_defaults=True).splitlines():
        given, _, meaning = line.partition("): ")
        name, _, default = given.partition(" (Optional, Default=")
        shown = f"`{default}`" if default else ""
        rows.append(f"| `{name.partition(' ')[0]}` | {shown} | {meaning} |")
    return "\n".join(rows) + "\n"


def secret(settings: Settings, name: str) -> str | None:
    """What the file holds that the setting `name` names, without the line's end; None where it names none.

    Raises ValueError where it cannot be read or is empty.
    """
    path = getattr(settings, name)
    if not path:
        return None
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
        reason = "" if value else "it is empty"
    except OSError as error:
        reason = str(error.strerror)
    except UnicodeDecodeError:
        reason = "it is not UTF-8"
    if reason:
        raise ValueError(f"WIREFOLD_{name.upper()} is {path}: {reason}")
    return value


if __name__ == "__main__":
    sys.stdout.write("# Settings\n\nWritten by `python -m services.runtime.settings`.\n\n" + reference())
