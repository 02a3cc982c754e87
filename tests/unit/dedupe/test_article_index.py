"""The choice of known texts to compare a page with."""

import random

import pytest

from services.dedupe.article_index import CANDIDATES, chosen, contenders, in_reach

ASKED = 40


@pytest.mark.parametrize(
    ("shared", "asked", "takes", "why"),
    [
        ({3: [1, 2], 9: [1, 2, 5]}, ASKED, [9, 3], "that which shares most first"),
        ({9: [1, 2], 3: [4, 7]}, ASKED, [3, 9], "of equals the one known longer"),
        ({3: [1, 2], 9: [4]}, ASKED, [3], "one fingerprint is not enough"),
        ({3: [1, 2], 9: [4]}, 7, [3, 9], "one is enough for a page of few"),
        ({n: [1, 2, 3] for n in range(9)}, ASKED, [0, 1, 2, 3, 4], "texts alike: the first five"),
        (
            {n: [1, 2, 3] for n in range(9)} | {9: [7, 8]},
            ASKED,
            [0, 1, 2, 3, 4, 9],
            "one that has another part besides",
        ),
        (
            {n: [1, 2, 3, 4, 5] for n in range(9)} | {9: [1, 2, 3, 6], 10: [1, 6, 7]},
            ASKED,
            [0, 1, 2, 3, 4],
            "what a text has that was not chosen is not new either",
        ),
        ({n: [2 * n, 2 * n + 1] for n in range(20)}, ASKED, list(range(CANDIDATES)), "eight at most"),
    ],
)
def test_chosen(shared: dict[int, list[int]], asked: int, takes: list[int], why: str) -> None:
    assert chosen(shared, asked) == takes, why


def test_contenders_of_the_parts_are_enough() -> None:
    """A thousand tables of texts, each told apart in three at random."""
    chance, full = random.Random(7), 0
    for _ in range(1000):
        asked, copies = chance.choice([5, 20, ASKED]), chance.randint(1, 4)
        shapes = [sorted(chance.sample(range(asked), chance.randint(1, 5))) for _ in range(chance.randint(1, 25))]
        shared = dict(enumerate(shape for shape in shapes for _ in range(copies)))
        parts: list[dict[int, list[int]]] = [{}, {}, {}]
        for number, places in shared.items():
            chance.choice(parts)[number] = places
        left = {number: part[number] for part in parts for number in contenders(part, asked)}
        can_be = {number for part in parts for number, can_be in contenders(part, asked).items() if can_be}
        takes = chosen(shared, asked)
        assert chosen(left, asked) == takes, parts
        assert can_be.issuperset(takes), parts
        full += len(takes) == CANDIDATES
    assert full > 100


@pytest.mark.parametrize(
    ("first_seen", "known_at", "reaches", "why"),
    [
        (1000, 1000, True, "both now"),
        (900, 1000, True, "a window apart"),
        (899, 1000, False, "more than a window apart"),
        (1099, 1199, True, "a later text of the next generation"),
        (1099, 1200, False, "which the store does not look through"),
    ],
)
def test_in_reach(first_seen: int, known_at: int, reaches: bool, why: str) -> None:
    assert in_reach(1000, first_seen, known_at, 100) is reaches, why
