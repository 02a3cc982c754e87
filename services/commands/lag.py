"""`wirefold lag`."""

from typing import TYPE_CHECKING

import click

from services.commands import done, screen, settings_or_exit

if TYPE_CHECKING:
    from services.lag.report import Report


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lag(as_json: bool) -> None:
    """Show how far behind each service's consumer group is: messages, seconds, verdict and forecast.

    The running lag service is asked, since verdicts need a minute of watching. Without one the offsets are read once,
    and a group that lags is "unknown".
    """
    from schemas.codec import encode
    from services.lag.app import table

    found = _from_service() or _measured_once()
    if as_json:
        click.echo(encode(found))
    else:
        screen().print(table(found))


def _from_service() -> "Report | None":
    import httpx

    from schemas.codec import InvalidEvent, decode
    from services.lag.report import Report

    try:
        answer = httpx.get(settings_or_exit().lag_url, timeout=3.0).raise_for_status()
        return decode(Report, answer.content)
    except (httpx.HTTPError, InvalidEvent):  # away, or another program has its port
        return None


def _measured_once() -> "Report":
    from services.lag.report import Observation, report
    from services.runtime.host import host

    async def observe() -> Observation:
        async with host(settings_or_exit()) as context:
            return Observation(context.now(), await context.offsets())

    return report([done(observe())])
