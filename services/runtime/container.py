"""What a container grants: too little memory is told before the kernel ends the process without a word."""

from collections.abc import Sequence
from pathlib import Path

LIMITS = tuple(map(Path, ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")))
"""Where the kernel says how many bytes this process may have: cgroup version 2, version 1."""

LEAST_BYTES = 160 << 20
"""At rest a service takes 56 to 67 MiB and dedupe-articles 106 (`docker stats`); batches come on top."""


def check_memory(limits: Sequence[Path] = LIMITS) -> None:
    """Raises ValueError where a limit is below LEAST_BYTES."""
    for file in limits:
        try:
            granted = int(file.read_text())
        except (OSError, ValueError):
            continue  # no such version of cgroups, or "max"
        if granted < LEAST_BYTES:
            raise ValueError(
                f"{granted >> 20} MiB of memory are granted, and a service needs {LEAST_BYTES >> 20} MiB:"
                " raise the container's limit (WIREFOLD_SERVICE_MEMORY)"
            )
