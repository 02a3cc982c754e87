"""The evaluation data goes through `wirefold replay`, and no figure may fall below its floor in floors.toml."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("WIREFOLD_DATA", ROOT.parent / "shared" / "data"))
EVALUATE = DATA.parent / "eval" / "evaluate.py"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.skipif(not EVALUATE.exists(), reason=f"the evaluation data is not here: {DATA}"),
    pytest.mark.timeout(300),
]


@pytest.mark.parametrize("name", FLOORS)
def test_the_scores_keep_their_floors(name: str) -> None:
    kind, inputs = FLOORS[name].get("kind", name), [DATA / path for path in FLOORS[name].get("inputs", ())]
    wirefold = f"{sys.executable} -m services.cli"
    done = subprocess.run(
        [sys.executable, str(EVALUATE), kind, *inputs, "--wirefold", wirefold],
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    scores = json.loads(done.stdout)
    print(name, json.dumps(scores, ensure_ascii=False))
    assert not fallen(scores, FLOORS[name])


def fallen(scores: dict[str, Any], floors: dict[str, Any]) -> list[str]:
    """Each figure that misses its floor."""
    low = [f"{n} {scores[n]} < {least}" for n, least in floors.get("min", {}).items() if not scores[n] >= least]
    high = [f"{n} {scores[n]} > {most}" for n, most in floors.get("max", {}).items() if not scores[n] <= most]
    return low + high


def test_a_figure_that_falls_is_named() -> None:
    floors = {"min": {"recall": 0.9}, "max": {"wrong": 0}}
    assert fallen({"recall": 0.9, "wrong": 0}, floors) == []
    assert fallen({"recall": 0.89, "wrong": 1}, floors) == ["recall 0.89 < 0.9", "wrong 1 > 0"]
