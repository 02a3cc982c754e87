"""What no committed file may hold: a package registry's host, a path of somebody's machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Written so that this file does not match itself.
HOST = re.compile(
    r"(pypi|files\.pythonhosted|registry\.npmjs|npmjs|crates|repo1?\.maven(\.apache)?|proxy\.golang)\.(org|io)"
)
MACHINE = re.compile(r"(?<![\w.$}])/(work|root|Users)/[\w.-]|/home/(?!wirefold\b)\w")


def committed_or_about_to_be() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git repository")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def found(pattern: re.Pattern[str]) -> list[str]:
    lines = []
    for file in committed_or_about_to_be():
        if not file.is_file() or b"\0" in (data := file.read_bytes()):
            continue
        for number, line in enumerate(data.decode(errors="replace").splitlines(), 1):
            if pattern.search(line):
                lines.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return lines


def test_no_file_names_a_package_registry() -> None:
    assert found(HOST) == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert found(MACHINE) == []


@pytest.mark.parametrize("host", ["pypi" + ".org", "files.python" + "hosted.org", "crates" + ".io"])
def test_a_registry_would_be_seen(host: str) -> None:
    assert HOST.search(f"--index-url https://{host}/simple")


@pytest.mark.parametrize("path", ["/wo" + "rk/main", "/ho" + "me/anna/wirefold", "/ro" + "ot/.cache"])
def test_a_path_would_be_seen(path: str) -> None:
    assert MACHINE.search(f"see {path}")
