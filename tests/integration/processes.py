"""The services that a `wirefold replay` or `wirefold up` runs, found in /proc."""

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
