"""Where the servers of a running `wirefold up` are, for the other commands of the same person on the same machine."""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from services.runtime.settings import Settings, read

Server = Literal["kafka", "redis"]


class AlreadyRuns(ValueError):
    """There is a `wirefold up` already."""


class NothingRuns(ValueError):
    """Neither is the server named nor does `wirefold up` run; the message says so."""


def folder() -> Path:
    """A folder that only this user can read."""
    try:
        path = Path(tempfile.gettempdir()) / f"wirefold-{os.getuid()}"
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise NothingRuns(f"no temporary folder can be made: {error.strerror}") from None
    if path.stat().st_uid != os.getuid():
        raise NothingRuns(f"{path} belongs to somebody else")
    return path


@contextmanager
def alone() -> Iterator[None]:
    """No other `wirefold up` of this user runs as long as the context lasts: its tokens would be the other's too.

    Raises AlreadyRuns.
    """
    with (folder() / "up.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRuns("another `wirefold up` of yours runs here: stop it first") from None
        yield


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
