"""Scores the way from pages to statements on invented streams: `python tests/accuracy/stream/stream_score.py [-v]`.

pages.jsonl: 102 pages of 12 invented events as outlets would print them: the wire, copies of it, rewordings, briefs,
pages with a second story, updates, reactions, contrasts, recaps. outlets.jsonl: 181 pages of 20 events, 82 statements
of 46 speakers, each printed by three to six outlets in their own words, spelling and order, and 82 contrasts, most of
them printed by two. All of it is invented and harmless, and no statement in it was ever made.
A line is {"page_id", "event", "role", "raw": RawArticle, "statements": [{"cluster", "speaker",
"quote", "kind", "contrast_of"?, "contrast_kind"?, "earlier"?}]}; `cluster` is the same for what a reader would call
one statement.

The odd events were read while folding was made, the even ones were not.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from services.arabic.normal import words

HERE = Path(__file__).parent
STREAMS = ("pages", "outlets")
LIKE = 0.6
WITHIN = 0.8
"""Token F1, and share of the shorter one's tokens, from which an event's quote is the one that stands in the page."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement of a page with the event that came of it; None where none did."""

    said: Row
    event: Row | None


def pages(stream: str) -> list[Row]:
    """The stream, in the order in which it was fetched."""
    rows = [json.loads(line) for line in (HERE / f"{stream}.jsonl").read_text(encoding="utf-8").splitlines()]
    return sorted(rows, key=lambda page: (page["raw"]["fetched_at"], page["page_id"]))


def replayed(stream: Sequence[Row]) -> dict[str, list[Row]]:
    """What `wirefold replay` writes of the stream, by topic."""
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw.jsonl", Path(folder) / "out"
        lines = (json.dumps({"article_id": page["page_id"], **page["raw"]}, ensure_ascii=False) for page in stream)
        raw.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "services.cli", "replay", str(raw), "--out", str(out), "--until", "statements"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=HERE.parents[2])
        return {path.stem: [json.loads(line) for line in path.open(encoding="utf-8")] for path in out.glob("*.jsonl")}


def seen(stream: Sequence[Row], topics: dict[str, list[Row]]) -> list[Seen]:
    """Each statement of each page with its event; a page that stopped as a copy has those of the page it repeats."""
    events: defaultdict[str, list[Row]] = defaultdict(list)
    for event in topics["statements"]:
        if event["paragraph"] is not None:
            events[event["article_id"]].append(event)
    copied = {copy["article_id"]: copy["copy_of"] for copy in topics["articles.copies"]}
    found: dict[tuple[str, str], Row] = {}
    out = []
    for page in stream:
        paired = _paired(page["statements"], events[page["page_id"]])
        for n, said in enumerate(page["statements"]):
            key = copied.get(page["page_id"], page["page_id"]), said["cluster"]
            event = found.get(key) if page["page_id"] in copied else paired.get(n)
            if event is not None:
                found.setdefault((page["page_id"], said["cluster"]), event)
            out.append(Seen(said, event))
    return out


def _paired(said: Sequence[Row], events: Sequence[Row]) -> dict[int, Row]:
    """Statements and events one to one, the likest first."""
    ranked = sorted(
        ((_alike(s["quote"], e["quote"]), -n, -m) for n, s in enumerate(said) for m, e in enumerate(events)),
        reverse=True,
    )
    paired: dict[int, int] = {}
    for alike, n, m in ranked:
        if alike >= LIKE and -n not in paired and -m not in paired.values():
            paired[-n] = -m
    return {n: events[m] for n, m in paired.items()}


def _alike(one: str, other: str) -> float:
    x, y = Counter(words(one)), Counter(words(other))
    shared, least = sum((x & y).values()), min(sum(x.values()), sum(y.values()))
    return max(2 * shared / max(1, sum(x.values()) + sum(y.values())), LIKE * (shared >= WITHIN * max(1, least)))


def figures(found: Sequence[Seen], verbose: bool = False) -> dict[str, float]:
    """What folding is judged by.

    one_id: pairs of occurrences of one statement that share an id; false_merge: pairs that share an id and are not one;
    alerts_per_statement: ids a statement (1 is right); contrasts and recaps: what share is merged, named, told as new.
    """
    there = [(s.said, s.event) for s in found if s.event is not None]
    live = [(said, event) for said, event in there if not said.get("earlier")]
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for said, event in live:
        ids[said["cluster"]].add(event["statement_id"])
    pairs: Counter[tuple[bool, bool]] = Counter()
    for (one, a), (other, b) in combinations(live, 2):
        same, shared = one["cluster"] == other["cluster"], a["statement_id"] == b["statement_id"]
        pairs[same, shared] += 1
        if verbose and same != shared:
            print("APART" if same else "MERGED", one["quote"], "<>", other["quote"])
    contrasts = {said["cluster"]: said["contrast_of"] for said, _ in live if "contrast_of" in said}
    named = {said["cluster"] for said, event in live if "contrast_of" in said and _names(event, said, ids)}
    recaps = [(said, event) for said, event in there if said.get("earlier")]
    told = [e for s, e in recaps if e["statement_id"] not in ids[s["cluster"]] and e["said"] != "earlier"]
    return {
        "found": _share(len(there), len(found)),
        "one_id": _share(pairs[True, True], pairs[True, True] + pairs[True, False]),
        "false_merge": _share(pairs[False, True], pairs[True, True] + pairs[False, True]),
        "alerts_per_statement": _share(sum(map(len, ids.values())), len(ids)),
        "contrast_merged": _share(sum(bool(ids[c] & ids[of]) for c, of in contrasts.items()), len(contrasts)),
        "contrast_named": _share(len(named), len(contrasts)),
        "recap_alerts": _share(len(told), len(recaps)),
    }


def _names(event: Row, said: Row, ids: dict[str, set[str]]) -> bool:
    wanted = {(statement_id, said["contrast_kind"]) for statement_id in ids[said["contrast_of"]]}
    return bool(wanted & {(contrast["statement_id"], contrast["kind"]) for contrast in event["contrasts"]})


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 4)


def halves(found: Sequence[Seen]) -> Iterator[tuple[str, list[Seen]]]:
    """The statements of all, of the odd and of the even events."""
    yield "all", list(found)
    for name, odd in (("odd", 1), ("even", 0)):
        yield name, [one for one in found if int(one.said["cluster"].split("-")[0]) % 2 == odd]


if __name__ == "__main__":
    for stream in map(pages, STREAMS):
        for name, half in halves(seen(stream, replayed(stream))):
            print(name, json.dumps(figures(half, "-v" in sys.argv and name == "odd")))
