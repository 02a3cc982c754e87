"""Every setting, read once from the environment: names, types, defaults and what they mean.

Secrets are never values here: a setting that ends in `_file` names the file that holds one.
"""

from collections.abc import Mapping
from pathlib import Path

import environ


@environ.config(prefix="WIREFOLD", frozen=True)
class Settings:
    """Each attribute is the variable WIREFOLD_<NAME>."""

    kafka: str = environ.var("embedded", help="`embedded`, or Kafka's bootstrap servers, separated by commas")
    redis: str = environ.var("embedded", help="`embedded`, or the URL of a Redis or Valkey")
    http_host: str = environ.var("127.0.0.1", help="address that each service's HTTP server binds to")
    http_port: int = environ.var(0, converter=int, help="port of a service's HTTP server; 0: the service's own")
    log_level: str = environ.var("info", help="debug, info, warning or error")


def read(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment gives. Raises ValueError naming the variable and the reason."""
    try:
        settings: Settings = environ.to_config(Settings, environ=dict(environment))
    except environ.MissingEnvValueError as e:
        raise ValueError(f"{e.args[0]} is not set") from None
    return settings


def secret(path: str) -> str:
    """What the file holds, without the line's end. Raises ValueError where it cannot be read or is empty."""
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except OSError as e:
        raise ValueError(f"secret file {path}: {e.strerror}") from None
    if not value:
        raise ValueError(f"secret file {path} is empty")
    return value
