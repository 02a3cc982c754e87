"""`wirefold subscriptions`."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from services.commands import done, plain, screen, settings_or_exit

if TYPE_CHECKING:
    from services.alert.store import Subscriptions
    from services.alert.subscriptions import Made

T = TypeVar("T")


@click.group()
def subscriptions() -> None:
    """Who is told of what, and where."""


def _on_store(work: "Callable[[Subscriptions], Awaitable[T]]") -> T:
    """Runs work on the store; a wrong request or an unknown id becomes one line."""
    from services.alert.store import NoSuchSubscription, Subscriptions
    from services.runtime.host import redis_client

    async def run() -> T:
        redis = redis_client(settings_or_exit("redis"))
        try:
            return await work(Subscriptions(redis))
        except NoSuchSubscription as unknown:
            raise ValueError(f"no such subscription: {unknown}") from None
        finally:
            await redis.aclose()

    return done(run())


def _show(made: Any) -> None:
    from schemas.codec import encode

    click.echo(encode(made))


@subscriptions.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one subscription a line as JSON.")
def list_(as_json: bool) -> None:
    """Show all subscriptions, the oldest first."""
    from rich.table import Table

    found = _on_store(lambda store: store.all())
    if as_json:
        for one in found:
            _show(one)
        return
    table = Table("id", "name", "query", "webhook", "stream", "terminal", "paused")
    for one in found:
        flags = ["yes" if flag else "" for flag in (one.stream, one.terminal, one.paused)]
        table.add_row(one.id, *map(plain, (one.name, one.query, one.webhook or "")), *flags)
    screen().print(table)


@subscriptions.command()
@click.argument("subscription_id")
def show(subscription_id: str) -> None:
    """Show one subscription as JSON."""
    _show(_on_store(lambda store: store.get(subscription_id)))


@subscriptions.command(context_settings={"ignore_unknown_options": True})  # a query may begin with a minus
@click.argument("query")
@click.option("--name", help="How to call it; the query if not given.")
@click.option("--webhook", help="URL that alerts are posted to; its secret is printed once.")
@click.option("--stream/--no-stream", default=True, help="Serve as server-sent events (the default).")
@click.option("--terminal", is_flag=True, help="Print on the terminal of `wirefold up`.")
def add(query: str, name: str | None, webhook: str | None, stream: bool, terminal: bool) -> None:
    """Be told of statements that QUERY matches: words, "phrases", OR, -minus, speaker:, entity:, source:."""
    from datetime import UTC, datetime

    from schemas.codec import decode
    from services.alert.subscriptions import NewSubscription

    given = {"query": query, "name": name or query[:200], "webhook": webhook, "stream": stream, "terminal": terminal}

    async def work(store: "Subscriptions") -> "Made":
        return await store.add(decode(NewSubscription, json.dumps(given).encode()), datetime.now(UTC))

    _show(_on_store(work))


@subscriptions.command()
@click.argument("subscription_id")
@click.option("--query", help="What to be told of.")
@click.option("--name", help="How to call it.")
@click.option("--webhook", help="URL that alerts are posted to; empty: none any more.")
@click.option("--stream/--no-stream", default=None, help="Serve as server-sent events.")
@click.option("--terminal/--no-terminal", default=None, help="Print on the terminal of `wirefold up`.")
def change(subscription_id: str, **given: Any) -> None:
    """Change what is given; the rest stays. A new webhook gets a new secret."""
    wanted = {name: value for name, value in given.items() if value is not None}
    if wanted.get("webhook") == "":
        wanted["webhook"] = None
    _show(_changed(subscription_id, wanted))


@subscriptions.command()
@click.argument("subscription_id")
def pause(subscription_id: str) -> None:
    """Tell it nothing until it is resumed."""
    _show(_changed(subscription_id, {"paused": True}).subscription)


@subscriptions.command()
@click.argument("subscription_id")
def resume(subscription_id: str) -> None:
    """Tell it of statements again, from now on."""
    _show(_changed(subscription_id, {"paused": False}).subscription)


@subscriptions.command()
@click.argument("subscription_id")
def remove(subscription_id: str) -> None:
    """Remove it for good."""
    _on_store(lambda store: store.remove(subscription_id))


def _changed(subscription_id: str, wanted: dict[str, Any]) -> "Made":
    from schemas.codec import decode
    from services.alert.subscriptions import Change

    async def work(store: "Subscriptions") -> "Made":
        return await store.change(subscription_id, decode(Change, json.dumps(wanted).encode()))

    return _on_store(work)
