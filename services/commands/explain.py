"""`wirefold explain` and `wirefold explain-pair`."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from schemas.events import RawArticle
    from services.commands.explained import PageRead

STDIN = "-"


@click.command()
@click.argument("page")
@click.option("--against", metavar="PAGE", help="Explain how PAGE would be folded if this page alone were known.")
@click.option("--case", "case_file", type=click.Path(path_type=Path), help="Append page and reading as a test case.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain(page: str, against: str | None, case_file: Path | None, as_json: bool) -> None:
    """Show how PAGE is read: its stories, dates, statements with their speakers, and what is dropped, and why.

    PAGE is a .txt, .html, .json or .jsonl file that holds one page, or - for standard input.
    """
    from schemas.codec import encode
    from services.commands.explain_text import page_text
    from services.commands.explained import read_page
    from services.extraction.app import loaded
    from services.runtime.settings import read as read_settings

    if against is not None:
        if as_json or case_file:
            sys.exit("wirefold: --json and --case are of a page's reading, and not of --against")
        _explain_folding(page, against)
        return
    article = _page_or_exit(page)
    try:
        model = loaded(read_settings(os.environ).extraction_model)
    except ValueError as error:
        sys.exit(f"wirefold: {error}")
    read = read_page(article, model)
    if case_file:
        _append_case(case_file, article, read)
    _show(encode(read).decode() if as_json else page_text(read))


def _explain_folding(page: str, against: str) -> None:
    from dataclasses import replace

    from services.dedupe.explain import explain as explain_folding

    if page == against == STDIN:
        sys.exit("wirefold: only one of the two pages can be standard input")
    new, known = _page_or_exit(page), _page_or_exit(against)
    _show(explain_folding(new, replace(known, article_id=Path(against).name)))


@click.command("explain-pair")
@click.argument("was", metavar="SENTENCE")
@click.argument("now", metavar="SENTENCE")
@click.option("--speaker", help="Who says both; the sentences are bare quotes then.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain_pair(was: str, now: str, speaker: str | None, as_json: bool) -> None:
    """Show whether two sentences are one statement: likeness, what forbids it, verdict.

    The first SENTENCE is the one known before. A speaker whom a sentence names counts («قال بيسكوف إن …»).
    """
    from schemas.codec import encode
    from services.commands.explain_text import pair_text
    from services.commands.explained import read_pair

    was, now = _words_or_exit("a sentence", was), _words_or_exit("a sentence", now)
    who = None if speaker is None else _words_or_exit("--speaker", speaker)
    read = read_pair(was, now, who, datetime.now(UTC))
    _show(encode(read).decode() if as_json else pair_text(read))


def _words_or_exit(name: str, given: str) -> str:
    """An argument as one line of valid text."""
    from services.arabic.normal import words

    text = " ".join(given.encode(errors="replace").decode().split())
    if not words(text):
        sys.exit(f"wirefold: {name} has no words")
    return text


def _show(text: str) -> None:
    from services.commands.explain_text import laid_out

    click.echo(laid_out(text, terminal=sys.stdout.isatty()))


def _append_case(file: Path, article: "RawArticle", read: "PageRead") -> None:
    from schemas.codec import encode
    from services.commands.explained import case

    try:
        with file.open("ab") as cases:
            cases.write(encode(case(article, read)) + b"\n")
    except OSError as error:
        sys.exit(f"wirefold: {file}: {error.strerror}")
    click.echo(f"{file}: case appended", err=True)


def _page_or_exit(path: str) -> "RawArticle":
    """The one page at the path."""
    from schemas.codec import InvalidEvent
    from services.ingest.files import InputError
    from services.ingest.reading import article

    try:
        return article(_record(path), datetime.now(UTC))
    except InvalidEvent as invalid:
        sys.exit(f"wirefold: {path}: {invalid}")
    except InputError as error:
        sys.exit(f"wirefold: {error}")
    except OSError as error:
        sys.exit(f"wirefold: {path}: {error.strerror}")


def _record(path: str) -> bytes:
    """A RawArticle as JSON. Raises InputError where the path does not hold one page."""
    from services.ingest.files import InputError, pages

    if path == STDIN:
        return _piped(sys.stdin.buffer.read())
    if path.lower().endswith(".json"):
        return Path(path).read_bytes()
    records = [value for _, value in pages([path])]
    if len(records) != 1:
        raise InputError(f"{path}: holds {len(records)} pages, not one; pipe a line of it into `wirefold explain -`")
    return records[0]


def _piped(data: bytes) -> bytes:
    """What stands on standard input: JSON begins with a brace, HTML with an angle bracket; all else is text."""
    from services.ingest import reading

    start = data.lstrip()[:1]
    if start == b"{":
        return data
    now = datetime.now(UTC).replace(microsecond=0)
    return reading.page(data, path="stdin", source="stdin", html=start == b"<", fetched_at=now)[1]
