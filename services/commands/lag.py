"""`wirefold lag`."""

import click

from services.commands import done, screen, settings_or_exit


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lag(as_json: bool) -> None:
    """Show how far behind each service's consumer group is: messages, seconds, and since when."""
    from schemas.codec import encode
    from services.lag.app import table
    from services.lag.report import Observation, report
    from services.runtime.worker import host

    async def observe() -> Observation:
        async with host(settings_or_exit()) as context:
            return Observation(context.now(), await context.offsets())

    found = report([done(observe())])
    if as_json:
        click.echo(encode(found))
    else:
        screen().print(table(found))
