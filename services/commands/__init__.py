"""The parts of the `wirefold` command, and what they share: settings, and errors in one line."""

import asyncio
import logging
import os
import sys
import unicodedata
from collections.abc import Coroutine, MutableMapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

    from services.running import Server
    from services.runtime.kafka import Cluster
    from services.runtime.settings import Settings

T = TypeVar("T")
PIPED_WIDTH = 200


def screen() -> "Console":
    """Where tables are printed: as wide as the terminal, or wide enough to be cut by a program. Brackets are text."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else PIPED_WIDTH, markup=False, emoji=False, highlight=False)


def plain(text: str) -> str:
    """Text of strangers without control characters, which a terminal would obey."""
    return "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)


def settings_or_exit(server: "Server" = "kafka") -> "Settings":
    """The settings, of the environment or of a running `wirefold up`, for a command that asks this server."""
    from services.running import settings

    try:
        return settings(os.environ, server)
    except ValueError as error:
        sys.exit(f"wirefold: {error}")


def cluster_or_exit() -> "Cluster":
    """The Kafka that the settings name."""
    from services.runtime.kafka import cluster

    try:
        return cluster(settings_or_exit())
    except ValueError as error:
        sys.exit(f"wirefold: {error}")


def done(work: Coroutine[Any, Any, T]) -> T:
    """Runs a command's work; a mistake in its use, or a server that is away or refuses, becomes one line."""
    import structlog

    from services.runtime.faults import FROM_SERVERS
    from services.runtime.trouble import told

    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    structlog.configure(processors=[_in_one_line], logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        return asyncio.run(work)
    except ValueError as error:
        sys.exit(f"wirefold: {error}")
    except FROM_SERVERS as error:
        sys.exit(f"wirefold: {told(error)}")


def _in_one_line(_: object, __: str, event: MutableMapping[str, Any]) -> str:
    """What the runtime logs while a command works, as a person reads it."""
    said = event.pop("event")
    return f"wirefold: {said}: {', '.join(f'{name} {value}' for name, value in event.items())}"
