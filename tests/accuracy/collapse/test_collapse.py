"""Folding keeps its floors on written pairs and on generated mutations."""

import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from mutations import Mutation, changed_rewordings, exchanged_nouns, mutations
from score import judge, pairs, scores

from services.dedupe.statement_judging import COMPANY_AT
from services.dedupe.statement_likeness import likeness
from services.dedupe.statement_pool import Wording
from services.dedupe.statement_reading import form
from services.dedupe.statement_sketch import sought

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


def test_the_pairs_keep_their_floors() -> None:
    found, floors = scores(), FLOORS["pairs"]
    print(found)
    assert found["recall"] >= floors["recall"]
    assert found["false_merge"] <= floors["false_merge"]
    assert found["contrast_named"] >= floors["contrast_named"]


def test_no_statement_with_one_fact_changed_folds_and_its_kind_is_named() -> None:
    statements = list(dict.fromkeys(pair[side]["quote"] for pair in pairs() for side in "ab"))
    merged: list[str] = []
    named: Counter[bool] = Counter()
    for mutation in mutations(statements):
        sides = (
            {"speaker": "دميتري بيسكوف", "quote": quote, "date": "2024-03-05"} for quote in (mutation.was, mutation.now)
        )
        folded, kinds = judge(dict(zip("ab", sides, strict=True)))
        named[mutation.kind in kinds] += 1
        if folded:
            merged.append(f"{mutation.was} <> {mutation.now}")
    floors = FLOORS["mutations"]
    assert named.total() >= floors["count"]
    assert len(merged) <= floors["merged"], merged
    assert named[True] / named.total() >= floors["kind_named"]


def _folds(mutation: Mutation) -> bool:
    sides = ({"speaker": "دميتري بيسكوف", "quote": q, "date": "2024-03-05"} for q in (mutation.was, mutation.now))
    return judge(dict(zip("ab", sides, strict=True)))[0]


def test_few_rewordings_that_speak_of_another_thing_fold() -> None:
    rewordings = [(pair["a"]["quote"], pair["b"]["quote"]) for pair in pairs() if pair["same"]]
    found = exchanged_nouns(rewordings)
    merged = sum(map(_folds, found))
    floors = FLOORS["exchanged_nouns"]
    assert len(found) >= floors["count"]
    assert merged / len(found) <= floors["merged"], merged


def test_few_rewordings_with_one_fact_changed_fold() -> None:
    """Names are left out: whose country «بلاده» is no quote tells."""
    rewordings = [(pair["a"]["quote"], pair["b"]["quote"]) for pair in pairs() if pair["same"]]
    shown: Counter[str] = Counter()
    merged: Counter[str] = Counter()
    for mutation in changed_rewordings(rewordings):
        shown[mutation.kind] += 1
        merged[mutation.kind] += mutation.kind != "name" and _folds(mutation)
    print(shown, merged)
    for kind, floors in FLOORS["changed_rewordings"].items():
        assert shown[kind] >= floors["count"], kind
        assert merged[kind] / shown[kind] <= floors["merged"], (kind, merged[kind])


def test_no_sketch_hides_what_is_alike() -> None:
    """Each pair, and each quote beside the next pairs' quotes; what is that little alike is never folded."""
    quotes = list(dict.fromkeys(pair[side]["quote"] for pair in pairs() for side in "ab"))
    known = [Wording.of(quote, NOON) for quote in quotes]
    hidden: list[tuple[str, str]] = []
    for n, quote in enumerate(quotes):
        read = form(quote, NOON.date())
        asked = sought(read)
        unread = [w for w in known[max(0, n - 20) : n + 20] if not asked.may_be_near(w.sketch, w.mass)]
        hidden += [(w.quote, quote) for w in unread if likeness(w.form, read).score >= COMPANY_AT]
    assert not hidden


def test_there_are_pairs_of_every_kind() -> None:
    categories = Counter(pair["category"] for pair in pairs())
    wanted = "spelling cue_verb reorder direct_indirect trimmed longer synonyms paraphrase number date weekday place "
    wanted += "person negation opposite_verb conditional other_speaker months_apart approximate "
    wanted += "different substitution one_briefing"
    assert set(wanted.split()) <= set(categories)
    assert categories.total() >= 300
