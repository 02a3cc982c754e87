"""`wirefold replay`, as a person uses it."""

import json
import re
import subprocess
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

SAMPLES = Path(str(files("services"))) / "samples" / "pages.jsonl"
CHANGING = re.compile(rb'"(failed_at|created_at)":"[^"]*"')
TOPICS = {
    "articles.unique",
    "articles.copies",
    "stories.clean",
    "stories.extracted",
    "statements",
    "alerts",
    "dead-letters",
}


def wirefold(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "services.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)


def replayed(out: Path, *inputs: Path) -> dict[str, bytes]:
    """What a replay of the inputs wrote: topic -> its lines, without the times of this run."""
    done = wirefold("replay", *inputs, "--out", out)
    assert done.returncode == 0, done.stderr
    return {file.stem: CHANGING.sub(rb'"\1":""', file.read_bytes()) for file in out.glob("*.jsonl")}


def events(lines: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.splitlines()]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample pages, a broken line among them, and a page as a text file."""
    folder = tmp_path_factory.mktemp("replay")
    lines = SAMPLES.read_bytes().splitlines()
    (folder / "pages.jsonl").write_bytes(b"\n".join([*lines[:3], b'{"broken', *lines[3:]]))
    (folder / "page.txt").write_text(
        "قال المتحدث باسم الكرملين دميتري بيسكوف إن الحديقة ستفتح أبوابها غدا.", encoding="utf-8"
    )
    first = replayed(folder / "first", folder / "pages.jsonl", folder / "page.txt")
    second = replayed(folder / "second", folder / "pages.jsonl", folder / "page.txt")
    assert first == second
    return first


def test_the_same_input_gives_the_same_bytes_and_each_topic_has_its_file(results: dict[str, bytes]) -> None:
    assert set(results) == TOPICS


def test_each_page_ends_as_unique_as_a_copy_or_as_a_dead_letter(results: dict[str, bytes]) -> None:
    ends = Counter(
        {topic: len(events(results[topic])) for topic in ("articles.unique", "articles.copies", "dead-letters")}
    )
    assert ends.total() == len(SAMPLES.read_bytes().splitlines()) + 2
    [letter] = events(results["dead-letters"])
    assert letter["reason"] == "Input data was truncated"


def test_the_input_keeps_its_order(results: dict[str, bytes]) -> None:
    given = [json.loads(line)["url"] for line in SAMPLES.read_bytes().splitlines()]
    passed = [event["article"]["url"] for event in events(results["articles.unique"])]  # type: ignore[index]
    assert passed[:-1] == [url for url in given if url in passed]
    assert passed[-1].startswith("https://files.invalid/")


def test_each_statement_is_told_once_as_new(results: dict[str, bytes]) -> None:
    told = Counter(alert["statement"]["statement_id"] for alert in events(results["alerts"]) if alert["event"] == "new")  # type: ignore[index]
    known = {statement["statement_id"] for statement in events(results["statements"]) if statement["said"] == "now"}
    assert told == Counter(known)
    assert max(len(alert["sources"]) for alert in events(results["alerts"])) >= 5  # type: ignore[arg-type]


def test_statements_can_be_replayed_into_alerts(results: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "statements.jsonl").write_bytes(results["statements"])
    done = wirefold("replay", tmp_path / "statements.jsonl", "--into", "statements", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    again = events((tmp_path / "out" / "alerts.jsonl").read_bytes())
    assert {a["alert_id"] for a in again if a["event"] == "new"} == {
        a["alert_id"] for a in events(results["alerts"]) if a["event"] == "new"
    }


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["none.jsonl", "--out", "{out}"], "wirefold: none.jsonl: no such file or folder"),
        ([str(SAMPLES), "--out", "{out}", "--until", "alarms"], "wirefold: no such topic here: alarms"),
        ([str(SAMPLES), "--out", "{out}", "--into", "alerts"], "wirefold: no such topic here: alerts"),
        (
            [str(SAMPLES), "--out", "{out}", "--into", "statements", "--until", "stories.clean"],
            "wirefold: no service leads from statements to stories.clean",
        ),
        (
            [str(SAMPLES), "--out", str(SAMPLES.parent)],
            f"wirefold: {SAMPLES.parent}: holds an input",
        ),
    ],
)
def test_a_mistake_in_its_use_gets_one_clear_line(arguments: list[str], line: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "kept.txt").write_text("kept")
    done = wirefold("replay", *(argument.replace("{out}", str(out)) for argument in arguments))
    assert done.returncode == 1
    assert done.stderr.strip().startswith(line)
    assert len(done.stderr.strip().splitlines()) == 1
    assert SAMPLES.exists()
    assert (out / "kept.txt").exists()
