"""Bad input through the real services: each bad line one dead letter with its bytes, each good line passes."""

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.bad_input import GOOD, kinds, line

WIREFOLD = [sys.executable, "-m", "services.cli"]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(found) for found in path.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of bad line between two good ones, replayed."""
    folder = tmp_path_factory.mktemp("bad")
    lines: list[bytes] = []
    for number, (_, bad, _, _) in enumerate(kinds()):
        lines += [line(article_id=f"good-{number}", text=f"{GOOD['text']} {number}"), bad]
    (folder / "pages.jsonl").write_bytes(b"\n".join(found.replace(b"\n", b" ") for found in lines))
    command = [*WIREFOLD, "replay", str(folder / "pages.jsonl"), "--out", str(folder / "out")]
    subprocess.run([*command, "--until", "articles.unique"], check=True, timeout=100)
    return folder / "out"


def test_there_are_over_fifty_kinds() -> None:
    names = [name for name, *_ in kinds()]
    assert len(names) == len(set(names)) > 50


def test_each_good_page_passes(replayed: Path) -> None:
    passed = {row["article"]["article_id"] for row in rows(replayed / "articles.unique.jsonl")}  # type: ignore[index]
    assert passed == {f"good-{number}" for number in range(len(list(kinds())))}


def test_each_bad_page_is_one_dead_letter_with_its_bytes_its_field_and_the_reason(replayed: Path) -> None:
    letters = sorted(rows(replayed / "dead-letters.jsonl"), key=lambda row: int(str(row["offset"])))
    expected = list(kinds())
    assert len(letters) == len(expected)
    wrong = []
    for letter, (name, bad, field, word) in zip(letters, expected, strict=True):
        kept = base64.b64decode(str(letter["payload"])) == bad.replace(b"\n", b" ")
        if not (kept and letter["error"] == field and word in str(letter["reason"]) and letter["reason"]):
            wrong.append((name, kept, letter["error"], letter["reason"]))
    assert not wrong
