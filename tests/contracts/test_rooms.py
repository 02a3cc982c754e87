"""Who may import whom: the rules of .importlinter hold, and each of them bites."""

import ast
import configparser
import fnmatch
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")
PURE_HELPERS = {"ahocorasick-rs", "feedparser", "msgspec", "numpy", "orjson", "selectolax"}
"""Dependencies that compute only (feedparser where it is handed a stream): the pure modules may use them."""
IMPORT_NAMES = {"environ-config": "environ", "faust-streaming": "faust"}
"""Where a distribution is imported by another name than its own."""

PLANTED = {
    "a service imports another": ("services/alert/planted.py", "import services.dedupe", "meet only in topics"),
    "a pure module imports Faust": ("services/alert/planted.py", "import faust", "knows Faust"),
    "a service's wiring imports Faust": ("services/alert/app.py", "from faust import App", "knows Faust"),
    "a store imports a Kafka client": ("services/dedupe/store.py", "import aiokafka", "knows Faust"),
    "a pure module imports Redis": ("services/dedupe/planted.py", "from redis.asyncio import Redis", "does no IO"),
    "a pure module imports the clock": ("services/dedupe/planted.py", "import time", "does no IO"),
    "a pure module reads the environment": ("services/page/planted.py", "from os import environ", "does no IO"),
    "a pure module imports the runtime": (
        "services/lag/planted.py",
        "from services.runtime.stage import each",
        "does no IO",
    ),
    "text imports pages": ("services/arabic/planted.py", "import services.page", "Text knows no other room"),
    "languages import a service": ("services/languages.py", "import services.extraction", "Languages know text"),
    "pages import a service": ("services/page/planted.py", "import services.cleaning", "Pages know text"),
    "the contract imports a service": ("schemas/planted.py", "import services.arabic", "contract knows no service"),
    "the contract imports a client": ("schemas/planted.py", "import redis", "contract knows no service"),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for room in ("schemas", "services"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=tree, capture_output=True, text=True, check=False)


def test_the_tree_keeps_its_rules() -> None:
    found = lint(ROOT)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("wiring", sorted(ROOT.glob("services/*/app*.py")), ids=lambda path: path.parent.name)
def test_wiring_is_under_80_lines(wiring: Path) -> None:
    assert len(wiring.read_text(encoding="utf-8").splitlines()) < 80


@pytest.mark.parametrize(("file", "line", "rule"), PLANTED.values(), ids=PLANTED)
def test_a_planted_import_breaks_its_rule(tree: Path, file: str, line: str, rule: str) -> None:
    (tree / file).write_text(line + "\n", encoding="utf-8")
    found = lint(tree)
    broken = [row for row in found.stdout.splitlines() if "BROKEN" in row]
    assert found.returncode == 1
    assert any(rule in row for row in broken), found.stdout
    assert f"{file.removesuffix('.py').replace('/', '.')} -> " in found.stdout


def config() -> configparser.ConfigParser:
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter", encoding="utf-8")
    return read


def names(contract: str, option: str) -> list[str]:
    lines = config()[f"importlinter:contract:{contract}"][option].splitlines()
    return [line for line in lines if line and not line.startswith(";")]


def test_every_dependency_is_either_pure_or_forbidden_to_pure_modules() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    plain = {dependency.partition("[")[0] for dependency in project["dependencies"]}
    forbidden = {*names("engine", "forbidden_modules"), *names("pure", "forbidden_modules")}
    unruled = {name for name in plain - PURE_HELPERS if IMPORT_NAMES.get(name, name.replace("-", "_")) not in forbidden}
    assert not unruled


def pure_modules() -> Iterator[Path]:
    with_io = [line.partition(" -> ")[0].replace("**", "*") for line in names("pure", "ignore_imports")]
    for path in sorted((ROOT / "services").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if not any(fnmatch.fnmatch(module, pattern) for pattern in with_io):
            yield path


def test_pure_modules_neither_read_the_clock_nor_open_files() -> None:
    """What imports cannot show. Data files are read with importlib.resources, when the module is imported."""
    called = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in pure_modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and reads_outside(node.func)
    ]
    assert not called


def reads_outside(called: ast.expr) -> bool:
    match called:
        case ast.Attribute(attr="now" | "utcnow" | "today") | ast.Name(id="open" | "print" | "input"):
            return True
    return False


@pytest.mark.parametrize("line", ["datetime.now(UTC)", "date.today()", "open('x')", "print(1)"])
def test_a_reading_of_the_clock_or_a_file_is_seen(line: str) -> None:
    call = ast.parse(line, mode="eval").body
    assert isinstance(call, ast.Call)
    assert reads_outside(call.func)
