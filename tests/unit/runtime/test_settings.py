from pathlib import Path

import pytest

from services.runtime import settings

ROOT = Path(__file__).parents[3]


def test_a_setting_comes_from_its_variable() -> None:
    read = settings.read({"WIREFOLD_KAFKA": "kafka:9092", "WIREFOLD_BATCH_EVENTS": "50", "OTHER": "x"})
    assert (read.kafka, read.batch_events) == ("kafka:9092", 50)


def test_a_wrong_value_is_named() -> None:
    with pytest.raises(ValueError, match=r"^WIREFOLD_BATCH_EVENTS: invalid literal"):
        settings.read({"WIREFOLD_BATCH_EVENTS": "many"})


def test_a_misspelt_setting_is_found() -> None:
    assert settings.unknown({"WIREFOLD_KAFAK": "x:1", "WIREFOLD_KAFKA": "x:1", "PATH": "/bin"}) == ["WIREFOLD_KAFAK"]


def test_a_secret_is_the_files_content_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("s3cret\n")
    assert settings.secret(str(tmp_path / "token")) == "s3cret"


def test_a_secret_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="none: No such file"):
        settings.secret(str(tmp_path / "none"))
    (tmp_path / "empty").write_text("\n")
    with pytest.raises(ValueError, match="empty is empty"):
        settings.secret(str(tmp_path / "empty"))


def test_the_reference_is_that_of_the_code() -> None:
    assert (ROOT / "docs/settings.md").read_text(encoding="utf-8").endswith(settings.reference())
