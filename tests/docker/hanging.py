"""Stops the main thread of the `wirefold run` beside it for good, as a loop that hangs: the other threads go on.

Its text is run in a container that shares the service's processes (`Stack.hang`), since the service's own user may not.
SIGSTOP would stop the watchdog too. Prints "stopped"; ends with the process.
"""

import ctypes
import os
from pathlib import Path

PTRACE_SEIZE = 0x4206
PTRACE_INTERRUPT = 0x4207
"""Of linux/ptrace.h: the one attaches without stopping anything, the other stops the one thread attached to."""


def main() -> None:
    [process] = [
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if b"/wirefold\0run\0" in (folder / "cmdline").read_bytes()
    ]
    libc = ctypes.CDLL(None, use_errno=True)
    for request in (PTRACE_SEIZE, PTRACE_INTERRUPT):
        if libc.ptrace(request, process, None, None) == -1:
            raise OSError(ctypes.get_errno(), f"ptrace {request:#x}")
    os.waitpid(process, 0)
    print("stopped", flush=True)
    os.waitpid(process, 0)  # its parent is told of its end when whoever traces it was


main()
