"""Where the servers of a running `wirefold up` are, for the other commands of the same person on the same machine."""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from services.runtime.settings import Settings, read

Server = Literal["kafka", "redis"]


class NothingRuns(ValueError):
    """Neither is the server named nor does `wirefold up` run; the message says so."""


def folder() -> Path:
    """A folder that only this user can read."""
    path = Path(tempfile.gettempdir()) / f"wirefold-{os.getuid()}"
    path.mkdir(mode=0o700, exist_ok=True)
    if path.stat().st_uid != os.getuid():
        raise NothingRuns(f"{path} belongs to somebody else")
    return path


@contextmanager
def announced(settings: Mapping[str, str]) -> Iterator[None]:
    """Other commands find these settings as long as the context lasts."""
    file = folder() / "up.json"
    file.write_text(json.dumps({"pid": os.getpid(), "settings": dict(settings)}), encoding="utf-8")
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def settings(environment: Mapping[str, str], server: Server) -> Settings:
    """The settings of the environment, or with the servers of a running `wirefold up` where it does not name `server`.

    Raises NothingRuns.
    """
    given = read(environment)
    if getattr(given, server) != "embedded":
        return given
    try:
        found = json.loads((folder() / "up.json").read_text(encoding="utf-8"))
        os.kill(found["pid"], 0)
    except (OSError, ValueError):
        raise NothingRuns(f"no `wirefold up` runs here, and WIREFOLD_{server.upper()} is not set") from None
    return read({**environment, **found["settings"]})
