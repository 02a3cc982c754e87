"""What /proc says of processes: the services that a `wirefold replay` or `wirefold up` runs, and what each uses."""

import os
from dataclasses import dataclass
from pathlib import Path


def children(parent: int) -> dict[int, str]:
    """Process id -> service of each `wirefold run` that is a child of the process."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            arguments = (folder / "cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError, IndexError):
            continue  # it ended meanwhile
        if parents == parent and b"run" in arguments:
            found[int(folder.name)] = arguments[arguments.index(b"run") + 1].decode()
    return found


@dataclass(frozen=True, slots=True)
class Usage:
    """Resident memory in bytes, open file handles, and CPU time so far in seconds."""

    memory: int
    handles: int
    cpu: float


def usage(pid: int) -> Usage:
    """What the process uses now."""
    folder = Path(f"/proc/{pid}")
    pages = int((folder / "statm").read_text().split()[1])
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return Usage(
        memory=pages * os.sysconf("SC_PAGE_SIZE"),
        handles=len(list((folder / "fd").iterdir())),
        cpu=ticks / os.sysconf("SC_CLK_TCK"),
    )
