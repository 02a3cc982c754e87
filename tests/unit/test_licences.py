"""Every locked package may be shipped with an Apache-2.0 application, and docs/licences.md lists its licence."""

import re
from pathlib import Path

import pytest

from deploy.licences import licence, packages, table

ROOT = Path(__file__).parents[2]
PERMISSIVE = re.compile(r"\b(MIT|BSD|0BSD|Apache|PSF|Python Software Foundation|Zlib|CC0|Repoze)\b")
FILE_BY_FILE = re.compile(r"\b(MPL|Mozilla Public License)\b")
"""MPL 2.0 asks for the sources of its own files alone, which are used unchanged."""


@pytest.mark.parametrize("package", packages())
def test_a_package_may_be_shipped(package: str) -> None:
    stated = licence(package)
    assert PERMISSIVE.search(stated) or FILE_BY_FILE.search(stated)
    assert not re.search(r"GPL|Affero|Commercial|Proprietary", stated)


def test_the_list_is_true() -> None:
    assert (ROOT / "docs/licences.md").read_text() == table()


@pytest.mark.parametrize("lock", sorted(ROOT.glob("*.lock")), ids=lambda lock: lock.name)
def test_every_locked_package_has_hashes(lock: Path) -> None:
    entries = re.split(r"^(?=[a-z0-9-]+(?:\[[a-z0-9,-]+\])?==)", lock.read_text(), flags=re.M)[1:]
    assert entries
    assert [entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_nothing_is_installed_past_the_locks() -> None:
    """By make and by the image's build: each install asks for hashes, or for no dependencies."""
    for file in ("Makefile", "deploy/Dockerfile"):
        text = (ROOT / file).read_text().replace("\\\n", " ").replace("&&", "\n")
        installs = [line for line in text.splitlines() if re.search(r"\bpip\b.*\binstall\b", line) and "uv" not in line]
        assert installs
        assert [line for line in installs if not re.search(r"--require-hashes|--no-deps", line)] == []
