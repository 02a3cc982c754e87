"""The `wirefold` command."""

import os
import sys
from pathlib import Path

import click

from services.commands import done, settings_or_exit
from services.commands.dead_letters import dead_letters
from services.commands.explain import explain, explain_pair
from services.commands.lag import lag
from services.commands.subscriptions import subscriptions
from services.commands.topics import topics
from services.registry import SERVICES


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Folds the wire copies of one statement in raw Arabic news pages into one, and tells each subscriber once."""


@main.command()
@click.argument("service", type=click.Choice(list(SERVICES)))
@click.option("--accept-bad", is_flag=True, help="Send a batch to dead-letters even if most of it is invalid.")
def run(service: str, accept_bad: bool) -> None:
    """Run one SERVICE against Kafka and Redis."""
    from services.runtime.container import check_memory

    try:
        check_memory()  # before the imports, which take most of it
        from services.runtime.settings import read
        from services.runtime.worker import run as run_service

        settings = read(os.environ)
        if "embedded" in (settings.kafka, settings.redis):
            raise ValueError("WIREFOLD_KAFKA and WIREFOLD_REDIS must be set: embedded servers come with `wirefold up`")
        run_service(SERVICES[service], settings, accept_bad)
    except ValueError as error:
        sys.exit(f"wirefold: {error}")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one Alert as JSON a line.")
def up(as_json: bool) -> None:
    """Run all services on embedded servers, fed with sample pages; alerts go to standard output."""
    from services.supervisor import CannotRun, signals_as_interrupt
    from services.up import NobodyReads, NotReady
    from services.up import run as run_all

    try:
        with signals_as_interrupt():
            run_all(as_json)
    except KeyboardInterrupt:
        click.echo("wirefold: stopped", err=True)
    except NobodyReads:
        click.echo("wirefold: stopped, since nobody reads the alerts any more", err=True)
    except (CannotRun, NotReady, ValueError) as error:
        sys.exit(f"wirefold: {error}")


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the results; emptied first.")
@click.option("--into", default="articles.raw", show_default=True, help="Topic whose events a JSONL file holds.")
@click.option("--until", default="alerts", show_default=True, help="Topic at which to stop.")
def replay(inputs: tuple[str, ...], out: Path, into: str, until: str) -> None:
    """Send files through the services on embedded servers, and write what comes out to a folder.

    INPUT is a .jsonl file (an event a line), a .txt or .html file (a page each), a folder of these, or - for
    standard input. Nothing is delivered outside.
    """
    from services import replay as replaying
    from services.ingest.files import InputError
    from services.supervisor import CannotRun, signals_as_interrupt

    for name, known in ((into, replaying.topics_into()), (until, replaying.topics_until())):
        if name not in known:
            sys.exit(f"wirefold: no such topic here: {name} (there are: {', '.join(known)})")
    try:
        with signals_as_interrupt():
            letters = replaying.run(inputs, out, into, until)
    except (InputError, replaying.Impossible, CannotRun) as error:
        sys.exit(f"wirefold: {error}")
    except KeyboardInterrupt:
        sys.exit("wirefold: stopped; the results are not complete")
    click.echo(f"{out}: done, {letters} dead letters", err=True)


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
def feed(inputs: tuple[str, ...]) -> None:
    """Publish pages to articles.raw. INPUT is as for replay."""
    from services.ingest.loading import feed as publish
    from services.runtime.host import host

    async def send() -> tuple[int, int]:
        async with host(settings_or_exit()) as context:
            return await publish(context, inputs)

    published, refused = done(send())
    click.echo(f"{published} pages published, {refused} refused", err=True)
    sys.exit(1 if refused else 0)


for command in (topics, lag, dead_letters, subscriptions, explain, explain_pair):
    main.add_command(command)

if __name__ == "__main__":
    main()
