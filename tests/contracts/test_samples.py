"""The sample pages are what their README says."""

from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from schemas.codec import decode
from schemas.events import RawArticle

LINES = (Path(__file__).parents[2] / "services/samples/pages.jsonl").read_bytes().splitlines()
PAGES = [decode(RawArticle, line) for line in LINES]


def test_there_are_forty_pages_some_of_them_html() -> None:
    assert len(PAGES) == 40
    assert sum(page.html is not None for page in PAGES) >= 6


def test_they_stand_in_the_order_of_their_fetching_within_an_hour() -> None:
    assert all(before.fetched_at < after.fetched_at for before, after in pairwise(PAGES))
    assert (PAGES[-1].fetched_at - PAGES[0].fetched_at).total_seconds() < 3600


def test_their_outlets_are_invented() -> None:
    assert {urlsplit(page.url).netloc.rpartition(".")[2] for page in PAGES} == {"example"}
