"""From pages to statements, the invented streams keep their floors."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from stream_score import STREAMS, Seen, figures, halves, pages, replayed, seen

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("stream", STREAMS)
def test_the_stream_keeps_its_floors(stream: str) -> None:
    told = pages(stream)
    found = {name: figures(half) for name, half in halves(seen(told, replayed(told)))}
    print(found)
    for name, floors in FLOORS[stream].items():
        low = [
            f"{key} {found[name][key]} < {least}" for key, least in floors["min"].items() if found[name][key] < least
        ]
        high = [f"{key} {found[name][key]} > {most}" for key, most in floors["max"].items() if found[name][key] > most]
        assert not low + high, name


def said(cluster: str, statement_id: str | None, **more: Any) -> Seen:
    event = {"statement_id": statement_id, "said": more.pop("told", "now"), "contrasts": more.pop("contrasts", [])}
    return Seen({"cluster": cluster, "quote": "", **more}, event if statement_id else None)


def test_the_figures_count_pairs() -> None:
    found = figures([said("1", "a"), said("1", "a"), said("1", "b"), said("2", "b"), said("3", None)])
    assert (found["found"], found["one_id"], found["false_merge"]) == (0.8, 0.3333, 0.5)
    assert found["alerts_per_statement"] == 1.5


def test_the_figures_count_contrasts_and_recaps() -> None:
    number = [{"statement_id": "a", "kind": "number"}]
    contrast = {"contrast_of": "1", "contrast_kind": "number"}
    rows = [said("1", "a"), said("2", "b", contrasts=number, **contrast), said("3", "a", **contrast)]
    recaps = [said("1", "a", earlier=True), said("1", "c", earlier=True), said("1", "d", earlier=True, told="earlier")]
    found = figures(rows + recaps)
    assert (found["contrast_named"], found["contrast_merged"], found["recap_alerts"]) == (0.5, 0.5, 0.3333)


@pytest.mark.parametrize(
    ("stream", "events", "others"), [("pages", 10, {"copy", "update", "reaction"}), ("outlets", 20, set[str]())]
)
def test_there_is_something_of_every_kind(stream: str, events: int, others: set[str]) -> None:
    told = pages(stream)
    assert len({page["event"] for page in told}) >= events
    assert {page["role"] for page in told} >= {"wire", "reworded", "brief", "contrast", "recap", "aggregator"} | others
    assert all(said["quote"] in page["raw"]["text"] for page in told for said in page["statements"])
