"""The `wirefold` command."""

import asyncio
import logging
import os
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from services.registry import SERVICES

if TYPE_CHECKING:
    from services.dead_letters import Listed
    from services.runtime.kafka import Cluster
    from services.runtime.settings import Settings

T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Folds the wire copies of one statement in raw Arabic news pages into one, and tells each subscriber once."""


@main.command()
@click.argument("service", type=click.Choice(list(SERVICES)))
@click.option("--accept-bad", is_flag=True, help="Send a batch to dead-letters even if most of it is invalid.")
def run(service: str, accept_bad: bool) -> None:
    """Run one SERVICE against Kafka and Redis."""
    from services.runtime.settings import read
    from services.runtime.worker import run as run_service

    try:
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
    from services.up import NotReady
    from services.up import run as run_all

    try:
        with signals_as_interrupt():
            run_all(as_json)
    except KeyboardInterrupt:
        click.echo("wirefold: stopped", err=True)
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
    from services.ingest.app import feed as publish
    from services.runtime.worker import host

    async def send() -> tuple[int, int]:
        async with host(_settings()) as context:
            return await publish(context, inputs)

    published, refused = _done(send())
    click.echo(f"{published} pages published, {refused} refused", err=True)
    sys.exit(1 if refused else 0)


@main.group()
def topics() -> None:
    """The topics of the registry, and those of the cluster."""


@topics.command("list")
def topics_list() -> None:
    """Print the registry: each topic, its event, who writes and reads it."""
    from rich.console import Console
    from rich.table import Table

    from schemas.topics import TOPICS

    table = Table("topic", "event", "key", "partitions", "kept for", "written by", "read by")
    for topic in TOPICS.values():
        days = f"{topic.retention_ms // 86_400_000} days"
        written, read = ", ".join(topic.producers), ", ".join(topic.consumers)
        table.add_row(topic.name, topic.event.__name__, topic.key, str(topic.partitions), days, written, read)
    Console(width=None if sys.stdout.isatty() else 160).print(table)


@topics.command("apply")
def topics_apply() -> None:
    """Create and alter the cluster's topics as the registry says. Never shrinks; a second run changes nothing."""
    from confluent_kafka import KafkaException

    from schemas.topics import TOPICS
    from services.runtime.topics import Topics, plan

    settings = _settings()
    cluster = Topics(settings, settings.kafka_replication)
    try:
        steps = plan(list(TOPICS.values()), cluster.present(list(TOPICS.values())))
        for step in steps:
            click.echo(step.text)
            cluster.apply(step)
    except KafkaException as error:
        sys.exit(f"wirefold: Kafka at {settings.kafka}: {error.args[0].str()}")
    click.echo(f"{len(steps)} changes" if steps else "nothing to change")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lag(as_json: bool) -> None:
    """Show how far behind each service's consumer group is: messages, seconds, and since when."""
    from rich.console import Console

    from schemas.codec import encode
    from services.lag.app import table
    from services.lag.report import Observation, report
    from services.runtime.worker import host

    async def observe() -> Observation:
        async with host(_settings()) as context:
            return Observation(context.now(), await context.offsets())

    found = report([_done(observe())])
    if as_json:
        click.echo(encode(found))
    else:
        Console(width=None if sys.stdout.isatty() else 160).print(table(found))


@main.group("dead-letters")
def dead_letters() -> None:
    """Events that no service could read."""


@dead_letters.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one DeadLetter a line.")
def dead_letters_list(as_json: bool) -> None:
    """Show the letters not yet taken, oldest first."""
    from rich.console import Console
    from rich.table import Table

    from schemas.codec import encode
    from services.dead_letters import listed

    found = _done(listed(_cluster()))
    if as_json:
        for one in found:
            click.echo(encode(one.letter))
        return
    table = Table("id", "failed at", "service", "from", "article", "field", "reason")
    for one in found:
        letter = one.letter
        place = f"{letter.topic}/{letter.partition}/{letter.offset}"
        when = f"{letter.failed_at:%Y-%m-%d %H:%M:%S}"
        table.add_row(
            letter.dead_letter_id, when, letter.service, place, letter.article_id or "", letter.error, letter.reason
        )
    Console(width=None if sys.stdout.isatty() else 200).print(table)


@dead_letters.command("show")
@click.argument("letter_id")
def dead_letters_show(letter_id: str) -> None:
    """Print one letter and the bytes that failed. LETTER_ID may be its beginning."""
    import base64

    from schemas.codec import encode
    from services.dead_letters import listed

    for one in _chosen(_done(listed(_cluster())), (letter_id,)):
        click.echo(encode(one.letter))
        click.echo(base64.b64decode(one.letter.payload))


@dead_letters.command("retry")
@click.argument("letter_ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Send all that are listed.")
def dead_letters_retry(letter_ids: tuple[str, ...], everything: bool) -> None:
    """Send events again to the topics where they failed: after a defect of ours was mended."""
    from services import dead_letters as letters

    if everything == bool(letter_ids):
        sys.exit("wirefold: name the letters to send again, or say --all")
    found = _done(letters.listed(_cluster()))
    chosen = found if everything else _chosen(found, letter_ids)
    _done(letters.retry(_cluster(), chosen))
    click.echo(f"{len(chosen)} events sent again", err=True)


@dead_letters.command("take")
def dead_letters_take() -> None:
    """Print all letters as JSON, one a line, and take them off the list."""
    from schemas.codec import encode
    from services import dead_letters as letters

    for one in _done(letters.take(_cluster())):
        click.echo(encode(one.letter))


def _chosen(found: "Sequence[Listed]", ids: Sequence[str]) -> "list[Listed]":
    chosen = []
    for wanted in ids:
        matching = [one for one in found if one.letter.dead_letter_id.startswith(wanted)]
        if len(matching) != 1:
            sys.exit(f"wirefold: {len(matching)} letters begin with {wanted}")
        chosen += matching
    return chosen


def _settings() -> "Settings":
    from services.running import settings

    try:
        return settings(os.environ)
    except ValueError as error:
        sys.exit(f"wirefold: {error}")


def _cluster() -> "Cluster":
    from services.runtime.kafka import cluster

    return cluster(_settings())


def _done(work: Coroutine[Any, Any, T]) -> T:
    """Runs a command's work; a mistake in its use, or a server that is away, becomes one line."""
    from services.runtime.faults import is_passing

    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        return asyncio.run(work)
    except ValueError as error:
        sys.exit(f"wirefold: {error}")
    except Exception as error:
        if not is_passing(error):
            raise
        sys.exit(f"wirefold: {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
