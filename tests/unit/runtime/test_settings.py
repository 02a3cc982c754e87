import re
from pathlib import Path

import pytest

from services.runtime import settings

ROOT = Path(__file__).parents[3]


def test_a_setting_comes_from_its_variable() -> None:
    read = settings.read({"WIREFOLD_KAFKA": "kafka:9092", "WIREFOLD_BATCH_EVENTS": "50", "OTHER": "x"})
    assert (read.kafka, read.batch_events) == ("kafka:9092", 50)


def test_a_wrong_value_is_named() -> None:
    with pytest.raises(
        ValueError, match=r"^WIREFOLD_BATCH_EVENTS is many: it must be a whole number from 1 to 100000$"
    ):
        settings.read({"WIREFOLD_BATCH_EVENTS": "many"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BATCH_EVENTS", "0"),  # the loop would never read
        ("INVALID_SHARE", "1.1"),
        ("INVALID_SHARE", "nan"),  # no batch would be over it
        ("LAG_EVERY", "0"),  # asks without a pause
        ("FEEDS_EVERY", "-1"),
        ("ALERT_WINDOW_HOURS", "1e300"),  # more than a time span can be
        ("HTTP_PORT", "65536"),
        ("LOG_LEVEL", "loud"),
        ("WEBHOOK_ALLOW_PRIVATE", "maybe"),  # would pass for no
        ("KAFKA", ""),
        ("KAFKA", "kafka:port"),
        ("KAFKA", "kafka-1:9092,"),
        ("LAG_URL", "lag:8108"),
    ],
)
def test_a_value_out_of_bounds_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=rf"^WIREFOLD_{name} is {re.escape(value or 'empty')}: it must be "):
        settings.read({f"WIREFOLD_{name}": value})


@pytest.mark.parametrize("url", ["redis.example:6379", "http://redis:6379", "redis://:secret@redis:port"])
def test_a_wrong_url_of_redis_is_named_without_what_it_holds(url: str) -> None:
    with pytest.raises(ValueError, match=r"^WIREFOLD_REDIS: it must be ") as told:
        settings.read({"WIREFOLD_REDIS": url})
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("servers", ["embedded", "kafka", "kafka-1:9092, kafka-2:9092", "[::1]:9092", "10.0.0.1:19092"])
def test_servers_of_kafka_are_names_or_addresses(servers: str) -> None:
    assert settings.read({"WIREFOLD_KAFKA": servers}).kafka == servers


def test_a_misspelt_setting_is_found() -> None:
    assert settings.unknown({"WIREFOLD_KAFAK": "x:1", "WIREFOLD_KAFKA": "x:1", "PATH": "/bin"}) == ["WIREFOLD_KAFAK"]


def _with_token(file: Path) -> settings.Settings:
    return settings.read({"WIREFOLD_API_TOKEN_FILE": str(file)})


def test_a_secret_is_the_files_content_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("s3cret\n")
    assert settings.secret(_with_token(tmp_path / "token"), "api_token_file") == "s3cret"
    assert settings.secret(settings.read({}), "api_token_file") is None


def test_a_secret_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "bytes").write_bytes(b"\xff")
    for name, reason in (("none", "No such file or directory"), ("empty", "it is empty"), ("bytes", "it is not UTF-8")):
        with pytest.raises(ValueError, match=rf"^WIREFOLD_API_TOKEN_FILE is .*/{name}: {reason}$"):
            settings.secret(_with_token(tmp_path / name), "api_token_file")


def test_the_reference_is_that_of_the_code() -> None:
    assert (ROOT / "docs/settings.md").read_text(encoding="utf-8").endswith(settings.reference())
