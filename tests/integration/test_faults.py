"""The short form of the fault program, tests/integration/faults.py: workers, broker and Redis are killed."""

from pathlib import Path

import pytest

from tests.integration.faults import SHORT, failures, report, run

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]


@pytest.mark.parametrize(("until", "pages"), [("articles.unique", 2000), ("alerts", 800)])
def test_nothing_is_lost_or_told_twice_when_anything_is_killed(
    real_servers: None, tmp_path: Path, until: str, pages: int
) -> None:
    outcomes, verdict = run(tmp_path, until, pages, 1, SHORT)
    assert failures(outcomes, verdict) == [], report(outcomes, verdict)
