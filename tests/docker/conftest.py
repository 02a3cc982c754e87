"""The compose project that the tests marked `docker` share; skipped where there is no engine, in CI a failure."""

import os
from collections.abc import Iterator

import pytest

from tests.docker.stack import Stack, missing


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    if reason := missing():
        if os.environ.get("CI") == "true":
            pytest.fail(f"in CI docker-compose.yml must run; {reason}")
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("secrets")
    stack = Stack(folder)
    down = ("down", "--volumes", "--remove-orphans", "--timeout", "10")
    stack.compose(*down)  # what a run that was cut short left behind
    yield stack
    stack.compose(*down)
