"""The licence of each locked package, from its installed metadata: `python deploy/licences.py > docs/licences.md`."""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
FOR_OTHER_SYSTEMS = {"colorama": "BSD-3-Clause"}
"""Locked for Windows alone, so not installed here."""


def packages() -> list[str]:
    """The locked packages' names."""
    return sorted(set(re.findall(r"^([a-z0-9-]+)==", LOCK.read_text(), re.M)))


def licence(package: str) -> str:
    """An SPDX expression where the package gives one, else its classifiers or its own words. Raises LookupError."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return FOR_OTHER_SYSTEMS[package]
    classifiers = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License")]
    found = told.get("License-Expression") or ", ".join(classifiers) or told.get("License", "")
    if not found:
        raise LookupError(f"{package} states no licence")
    return str(found).splitlines()[0]


def table() -> str:
    rows = [f"| {package} | {licence(package)} |" for package in packages()]
    head = "# Licences\n\nWhat `requirements.lock` installs. Written by `python deploy/licences.py`.\n"
    return "\n".join([head, "| package | licence |", "|---|---|", *rows]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
