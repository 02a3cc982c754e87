"""What a setting's text may be, and the value that it then is. Each raises ValueError saying what it must be."""

import math
import re
from collections.abc import Callable
from urllib.parse import urlsplit

_SERVER = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::([0-9]{1,5}))?")


def whole(least: int, most: int) -> Callable[[object], int]:
    """A whole number within bounds, both of them allowed."""

    def read(given: object) -> int:
        try:
            value = int(str(given))
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return value

    return read


def number(least: float, most: float) -> Callable[[object], float]:
    """A number within bounds, both of them allowed."""

    def read(given: object) -> float:
        try:
            value = float(str(given))
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise ValueError(f"must be a number from {least:g} to {most:g}")
        return value

    return read


def one_of(*known: str) -> Callable[[str], str]:
    """One of the words."""

    def read(given: str) -> str:
        if given not in known:
            raise ValueError(f"must be {', '.join(known[:-1])} or {known[-1]}")
        return given

    return read


def yes_or_no(given: object) -> bool:
    """A word that says yes or no."""
    said = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(str(given).lower())
    if said is None:
        raise ValueError("must be true or false")
    return said


def kafka(given: str) -> str:
    """`embedded`, or bootstrap servers separated by commas."""
    servers = [_SERVER.fullmatch(server.strip()) for server in given.split(",")]
    if not all(found and int(found[1] or 0) < 1 << 16 for found in servers):
        raise ValueError("must be `embedded`, or servers as in kafka-1:9092,kafka-2:9092")
    return given


def redis(given: str) -> str:
    """`embedded`, or a URL of Redis. The message does not hold it: there may be a password."""
    if given != "embedded" and not _is_url(given, "redis", "rediss", "unix"):
        raise ValueError("must be `embedded`, or a URL as redis://redis:6379/0, rediss://... or unix://...")
    return given


def http(given: str) -> str:
    """A URL of HTTP."""
    if not _is_url(given, "http", "https"):
        raise ValueError("must be an http:// or https:// URL")
    return given


def _is_url(given: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(given)
        parts.port  # noqa: B018 - asked, it says whether it is a number
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.netloc or parts.path)
