"""Pages out of files, folders and standard input. It reads files as it goes: the one other module here, beside
`app.py`, that does IO."""

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from schemas.events import MAX_BODY_BYTES
from services.ingest import reading

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
HTML = (".html", ".htm")
TEXT = (".txt",)
STDIN = "-"

_BOM = b"\xef\xbb\xbf"
_MOST_READ = 2 * MAX_BODY_BYTES + 2
"""Bytes read of a page file: one that has more is refused for its size by whoever reads the page (UTF-16 halves it)."""


class InputError(ValueError):
    """An input that cannot be read. The message is one line for a person, naming the input."""


@dataclass(frozen=True, slots=True)
class Page:
    """A record to send: a line as it stands in its file, or a page file as JSON. `where` is `file` or `file:line`."""

    where: str
    key: bytes | None
    value: bytes


@dataclass(frozen=True, slots=True)
class _Input:
    """A file to read; `root` is the folder that it was found in, None where the file itself was named."""

    file: Path
    root: Path | None = None

    @property
    def kind(self) -> str:
        return next((suffix for suffix in (*LINES, *HTML, *TEXT) if self.file.name.lower().endswith(suffix)), "")


def pages(paths: Sequence[str | Path]) -> Iterator[tuple[bytes | None, bytes]]:
    """Key and value of each page of the inputs, in order. The key is None for a line of JSONL, which stays unread.

    Every input is looked up before the first page: raises InputError at the call, not in the middle.
    """
    return ((page.key, page.value) for page in located(paths))


def located(paths: Sequence[str | Path]) -> Iterator[Page]:
    """As `pages`, with the place of each."""
    inputs = [found for path in paths for found in _found(path)]
    return (page for found in inputs for page in _read(found))


def _found(path: str | Path) -> list[_Input]:
    if str(path) == STDIN:
        return [_Input(Path(STDIN))]
    given = Path(path)
    if given.is_dir():
        return _within(given)
    if not given.exists():
        raise InputError(f"{path}: no such file or folder")
    named = _Input(given)
    if not named.kind:
        raise InputError(f"{path}: not a kind of file that holds pages ({', '.join((*LINES, *HTML, *TEXT))})")
    _check_readable(given)
    return [named]


def _within(folder: Path) -> list[_Input]:
    """The page files of a folder and its subfolders, in the order of their names; hidden and other files are not."""
    inputs = [
        _Input(file, folder)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]
    inputs = [found for found in inputs if found.kind]
    if not inputs:
        raise InputError(f"{folder}: no page in this folder ({', '.join((*LINES, *HTML, *TEXT))})")
    for found in inputs:
        _check_readable(found.file)
    return inputs


def _check_readable(file: Path) -> None:
    try:
        file.open("rb").close()
    except OSError as e:
        raise InputError(f"{file}: {e.strerror}") from None


def _read(found: _Input) -> Iterator[Page]:
    if found.kind in (*HTML, *TEXT):
        yield _page_file(found)
        return
    try:
        with _opened(found) as file:
            yield from _lines(str(found.file), file)
    except (EOFError, gzip.BadGzipFile, zlib.error) as e:
        raise InputError(f"{found.file}: not a whole gzip file: {e}") from None


def _opened(found: _Input) -> AbstractContextManager[Iterable[bytes]]:
    if str(found.file) == STDIN:
        return nullcontext(sys.stdin.buffer)
    if found.kind.endswith(".gz"):
        return gzip.open(found.file, "rb")
    file: IO[bytes] = found.file.open("rb")
    return file


def _lines(name: str, file: Iterable[bytes]) -> Iterator[Page]:
    for number, line in enumerate(file, 1):
        value = (line.removeprefix(_BOM) if number == 1 else line).rstrip(b"\r\n")
        if value.strip():
            yield Page(f"{name}:{number}", None, value)


def _page_file(found: _Input) -> Page:
    """The source is the folder that holds the file, as in `outlet/page.html`, or the file's name where it was named."""
    with found.file.open("rb") as file:
        data = file.read(_MOST_READ)
    inside = PurePosixPath(found.file.name)
    if found.root:
        inside = found.root.resolve().name / PurePosixPath(found.file.relative_to(found.root).as_posix())
    key, value = reading.page(
        data,
        path=str(inside),
        source=inside.parent.name or inside.name,
        html=found.kind in HTML,
        fetched_at=datetime.fromtimestamp(int(found.file.stat().st_mtime), UTC),
    )
    return Page(str(found.file), key, value)
