"""`wirefold topics`."""

import sys

import click

from services.commands import screen, settings_or_exit


@click.group()
def topics() -> None:
    """The topics of the registry, and those of the cluster."""


@topics.command("list")
def topics_list() -> None:
    """Print the registry: each topic, its event, who writes and reads it."""
    from rich.table import Table

    from schemas.topics import TOPICS

    table = Table("topic", "event", "key", "partitions", "kept for", "written by", "read by")
    for topic in TOPICS.values():
        days = f"{topic.retention_ms // 86_400_000} days"
        written, read = ", ".join(topic.producers), ", ".join(topic.consumers)
        table.add_row(topic.name, topic.event.__name__, topic.key, str(topic.partitions), days, written, read)
    screen().print(table)


@topics.command("apply")
def topics_apply() -> None:
    """Create and alter the cluster's topics as the registry says. Never shrinks; a second run changes nothing."""
    from schemas.topics import TOPICS
    from services.runtime.topics import Refused, Topics, plan

    settings = settings_or_exit()
    if settings.embedded_groups:
        click.echo("nothing to change: an embedded broker makes its topics by itself")
        return
    try:
        cluster = Topics(settings, settings.kafka_replication)
        steps = plan(list(TOPICS.values()), cluster.present(list(TOPICS.values())))
        for step in steps:
            click.echo(step.text)
            cluster.apply(step)
    except Refused as error:
        sys.exit(f"wirefold: Kafka at {settings.kafka}: {error}")
    except ValueError as error:
        sys.exit(f"wirefold: {error}")
    click.echo(f"{len(steps)} changes" if steps else "nothing to change")
