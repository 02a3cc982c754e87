"""Every locked package may be shipped with an Apache-2.0 application, and docs/licences.md lists its licence."""

import re
from pathlib import Path

import pytest

from deploy.licences import licence, packages, table

PERMISSIVE = re.compile(r"\b(MIT|BSD|0BSD|Apache|PSF|Python Software Foundation|Zlib|CC0|Repoze)\b")
FILE_BY_FILE = re.compile(r"\b(MPL|Mozilla Public License)\b")
"""MPL 2.0 asks for the sources of its own files alone, which are used unchanged."""


@pytest.mark.parametrize("package", packages())
def test_a_package_may_be_shipped(package: str) -> None:
    stated = licence(package)
    assert PERMISSIVE.search(stated) or FILE_BY_FILE.search(stated)
    assert not re.search(r"GPL|Affero|Commercial|Proprietary", stated)


def test_the_list_is_true() -> None:
    assert (Path(__file__).parents[2] / "docs/licences.md").read_text() == table()


def test_every_locked_package_has_hashes() -> None:
    lock = (Path(__file__).parents[2] / "requirements.lock").read_text()
    entries = re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.M)[1:]
    assert [entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []
