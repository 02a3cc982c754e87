"""Whether the memory that a container grants is enough."""

from pathlib import Path

import pytest

from services.runtime.container import LEAST_BYTES, check_memory


@pytest.mark.parametrize("granted", ["max\n", f"{LEAST_BYTES}\n", "9223372036854771712\n", None])
def test_enough_no_limit_and_no_cgroups_pass(tmp_path: Path, granted: str | None) -> None:
    file = tmp_path / "memory.max"
    if granted:
        file.write_text(granted)
    check_memory([file])


def test_too_little_is_told_with_the_setting(tmp_path: Path) -> None:
    (second := tmp_path / "memory.limit_in_bytes").write_text(f"{64 << 20}\n")
    with pytest.raises(ValueError, match=r"64 MiB of memory are granted, .* \(WIREFOLD_SERVICE_MEMORY\)"):
        check_memory([tmp_path / "memory.max", second])
