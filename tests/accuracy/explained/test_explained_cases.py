"""Pages kept by `wirefold explain --case`, as a person put them right, are read as they say."""

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.codec import decode, encode
from schemas.events import RawArticle
from services.commands.explained import case, read_page

CASES = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("kept", CASES, ids=lambda kept: kept["raw"]["source"])
def test_a_kept_page_is_read_as_before(kept: dict[str, Any]) -> None:
    article = decode(RawArticle, json.dumps(kept["raw"]).encode())
    assert json.loads(encode(case(article, read_page(article))))["gold"] == kept["gold"]
