"""Files, folders and standard input give their pages in order, and every mistake is told before the first of them."""

import gzip
import io
import os
from pathlib import Path

import pytest

from schemas.codec import decode
from schemas.events import MAX_BODY_BYTES, RawArticle
from services.ingest.files import InputError, located, pages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "pages"
    (inside / "outlet").mkdir(parents=True)
    (inside / "outlet" / "b.html").write_text("<p>خبر</p>", encoding="utf-8")
    (inside / "outlet" / "a.txt").write_text("نص الخبر", encoding="utf-8")
    (inside / "z.jsonl").write_bytes(b'{"n":1}\n')
    (inside / "notes.md").write_text("not a page", encoding="utf-8")
    (inside / ".hidden").mkdir()
    (inside / ".hidden" / "c.txt").write_text("not seen", encoding="utf-8")
    for file in inside.rglob("*.*"):
        os.utime(file, (1_700_000_000.5, 1_700_000_000.5))
    return inside


def test_lines_are_sent_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"a": 1} \r\n\n  \t\nnot json \xff\n\xef\xbb\xbf{"last":"no line end"}')
    assert list(pages([file])) == [
        (None, b'{"a": 1} '),
        (None, b"not json \xff"),
        (None, b'\xef\xbb\xbf{"last":"no line end"}'),
    ]


def test_a_byte_order_mark_belongs_to_the_file_and_not_to_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"a":1}\n')
    assert list(pages([tmp_path / "a.jsonl"])) == [(None, b'{"a":1}')]


def test_compressed_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"1\n2\n"))
    assert [value for _, value in pages([tmp_path / "a.jsonl.gz"])] == [b"1", b"2"]


def test_a_spoilt_gzip_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(os.urandom(5000))[:-20])
    with pytest.raises(InputError, match=r"a\.jsonl\.gz: not a whole gzip file"):
        list(pages([tmp_path / "a.jsonl.gz"]))


def test_a_folder_is_walked_in_the_order_of_names(folder: Path) -> None:
    found = list(located([folder]))
    assert [page.where.removeprefix(str(folder)) for page in found] == ["/outlet/a.txt", "/outlet/b.html", "/z.jsonl:1"]


def test_a_page_in_a_folder_has_that_folder_as_its_source(folder: Path) -> None:
    (key, value), *_ = pages([folder])
    article = decode(RawArticle, value)
    assert (article.source, article.url) == ("outlet", "https://files.invalid/pages/outlet/a.txt")
    assert article.fetched_at.isoformat() == "2023-11-14T22:13:20+00:00"
    assert key == str(article.article_id).encode()


def test_a_page_named_itself_has_its_name_as_its_source(folder: Path) -> None:
    article = decode(RawArticle, next(pages([folder / "outlet" / "b.html"]))[1])
    assert (article.source, article.url, article.html) == ("b.html", "https://files.invalid/b.html", "<p>خبر</p>")


def test_a_folder_gives_the_same_records_from_wherever_it_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = list(pages([folder]))
    monkeypatch.chdir(folder)
    assert list(pages(["."])) == named


def test_a_link_to_a_file_elsewhere_is_a_page_of_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("خبر", encoding="utf-8")
    (folder / "outlet" / "0.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert decode(RawArticle, next(pages([folder]))[1]).url == "https://files.invalid/pages/outlet/0.txt"


def test_standard_input_is_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"1\n\n2\n")))
    assert [(page.where, page.value) for page in located(["-"])] == [("-:1", b"1"), ("-:3", b"2")]


def test_a_page_too_large_to_be_taken_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(20 * MAX_BODY_BYTES)
    _, value = next(pages([tmp_path / "a.txt"]))
    assert len(value) < 13 * MAX_BODY_BYTES


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("absent.jsonl", "no such file or folder"),
        ("notes.md", "not a kind of file that holds pages"),
        (".hidden/empty", "no page in this folder"),
    ],
)
def test_a_mistaken_input_is_told_before_the_first_page(folder: Path, name: str, reason: str) -> None:
    (folder / ".hidden" / "empty").mkdir()
    with pytest.raises(InputError, match=f"{name}: {reason}"):
        pages([folder / "z.jsonl", folder / name])
