"""`wirefold dead-letters`."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from services.commands import cluster_or_exit, done, plain, screen

if TYPE_CHECKING:
    from services.runtime.dead_letters import Listed


@click.group("dead-letters")
def dead_letters() -> None:
    """Events that no service could read."""


@dead_letters.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one DeadLetter a line.")
def dead_letters_list(as_json: bool) -> None:
    """Show the letters not yet taken, oldest first."""
    from rich.table import Table

    from schemas.codec import encode
    from services.runtime.dead_letters import listed

    found = done(listed(cluster_or_exit()))
    if as_json:
        for one in found:
            click.echo(encode(one.letter))
        return
    table = Table("id", "failed at", "service", "from", "article", "field", "reason")
    for one in found:
        letter = one.letter
        place = f"{letter.topic}/{letter.partition}/{letter.offset}"
        when = f"{letter.failed_at:%Y-%m-%d %H:%M:%S}"
        told = (letter.service, place, letter.article_id or "", letter.error, letter.reason)
        table.add_row(letter.dead_letter_id, when, *map(plain, told))
    screen().print(table)


@dead_letters.command("show")
@click.argument("letter_id")
def dead_letters_show(letter_id: str) -> None:
    """Print one letter and the bytes that failed, on a terminal without control characters. LETTER_ID may be its
    beginning.
    """
    import base64

    from schemas.codec import encode
    from services.runtime.dead_letters import listed

    for one in _chosen(done(listed(cluster_or_exit())), (letter_id,)):
        click.echo(encode(one.letter))
        payload = base64.b64decode(one.letter.payload)
        lines = payload.decode(errors="replace").splitlines()
        click.echo("\n".join(map(plain, lines)) if sys.stdout.isatty() else payload)


@dead_letters.command("retry")
@click.argument("letter_ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Send all that are listed.")
def dead_letters_retry(letter_ids: tuple[str, ...], everything: bool) -> None:
    """Send events again to the topics where they failed: after a defect of ours was mended."""
    from services.runtime import dead_letters as letters

    if everything == bool(letter_ids):
        sys.exit("wirefold: name the letters to send again, or say --all")
    found = done(letters.listed(cluster_or_exit()))
    chosen = found if everything else _chosen(found, letter_ids)
    done(letters.retry(cluster_or_exit(), chosen))
    click.echo(f"{len(chosen)} {'event' if len(chosen) == 1 else 'events'} sent again", err=True)


@dead_letters.command("take")
def dead_letters_take() -> None:
    """Print all letters as JSON, one a line, and take them off the list."""
    from schemas.codec import encode
    from services.runtime import dead_letters as letters

    found = done(letters.listed(cluster_or_exit()))
    for one in found:
        click.echo(encode(one.letter))  # each is written out at once: what was not stays on the list
    done(letters.take(cluster_or_exit(), found))


def _chosen(found: "Sequence[Listed]", ids: Sequence[str]) -> "list[Listed]":
    chosen = []
    for wanted in ids:
        matching = [one for one in found if one.letter.dead_letter_id.startswith(wanted)]
        if len(matching) != 1:
            sys.exit(f"wirefold: {len(matching)} letters begin with {wanted}")
        chosen += matching
    return chosen
