"""What the documents name exists: commands, make targets, linked files."""

import re
from pathlib import Path

import click
import pytest
from click import Group

from services.cli import main

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("services/**/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_it(document: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    local = [link.partition("#")[0] for link in links if "://" not in link and not link.startswith("#")]
    assert [link for link in local if not (document.parent / link).exists()] == []


def named(words: str) -> click.Command | None:
    """The command that "topics apply" names, arguments behind it not counted; None if there is none."""
    command: click.Command | None = main
    for word in words.split():
        if not isinstance(command, click.Group):
            break
        command = command.commands.get(word)
    return command


@pytest.mark.parametrize("words", sorted(set(re.findall(r"wirefold ([a-z]+[a-z-]*(?: [a-z-]+)?)", README))))
def test_every_command_of_the_readme_exists(words: str) -> None:
    assert named(words)


def test_every_option_of_the_readme_exists() -> None:
    for name, option in re.findall(r"wirefold ([a-z-]+)[^\n`]*? (--[a-z-]+)", README):
        command = main.commands[name]
        commands = [command, *(command.commands.values() if isinstance(command, Group) else ())]
        options = {given for one in commands for parameter in one.params for given in parameter.opts}
        assert option in options, f"wirefold {name} {option}"


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z-]+)", "\n".join(re.findall(r"^\$ .*|`[^`]*`", README, re.MULTILINE)))) <= targets
