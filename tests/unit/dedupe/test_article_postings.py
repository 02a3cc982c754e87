"""Postings in buckets that are split as they grow."""

import numpy as np
import pytest

from services.dedupe.article_postings import (
    LEAST_BUCKETS,
    PER_BUCKET,
    Asked,
    Extent,
    Postings,
    asked_for,
    buckets_of,
    distinct,
    numbered,
    rewritten,
    split_by,
    unpacked,
)
from services.dedupe.sketch import Grams

NOTHING = Extent(0, 0)


def grams(*values: int) -> Grams:
    return np.array(values, np.uint32)


def pairs(postings: Postings) -> list[tuple[int, int]]:
    return list(zip(postings.fingerprints.tolist(), postings.texts.tolist(), strict=True))


def test_every_posting_lies_in_its_bucket_however_they_grow() -> None:
    """From nothing to some thousand buckets, at times many splits at once, at times none."""
    chance = np.random.default_rng(3)
    kept: dict[int, bytes] = {}
    extent, put = NOTHING, set[tuple[int, int]]()
    for text, size in enumerate([1, 30, 7000, 2, 900, 20_000, 3, 3, 500]):
        fresh = numbered([chance.integers(0, 1 << 32, size, np.uint32)], [text + 1])
        after = extent.grown(size)
        touched = {*split_by(extent, after).tolist()}
        if extent.buckets:
            touched.update(buckets_of(fresh.fingerprints, extent.buckets).tolist())
        kept |= rewritten(extent, after, {name: kept.get(name, b"") for name in touched}, fresh)
        extent = after
        put.update(pairs(fresh))
    assert extent == Extent(-(-len(put) // PER_BUCKET), len(put))
    assert max(kept) < extent.buckets
    found = unpacked(kept)
    assert sorted(pairs(found)) == sorted(put)
    names = np.repeat(list(kept), [len(bucket) // 7 for bucket in kept.values()])
    assert buckets_of(found.fingerprints, extent.buckets).tolist() == names.tolist()


def test_few_postings_have_the_least_buckets() -> None:
    assert NOTHING.grown(1) == Extent(LEAST_BUCKETS, 1)
    assert Extent(LEAST_BUCKETS, 1).grown(PER_BUCKET * LEAST_BUCKETS).buckets == LEAST_BUCKETS + 1


@pytest.mark.parametrize(
    ("fingerprint", "count", "bucket", "why"),
    [
        (0x105, 256, 0x05, "the low bits"),
        (0x105, 0x106, 0x105, "one bit more where that bucket is there"),
        (0x105, 0x105, 0x05, "and not where it is not yet"),
        (0x305, 0x200, 0x105, "a power of two"),
    ],
)
def test_buckets_of(fingerprint: int, count: int, bucket: int, why: str) -> None:
    assert buckets_of(grams(fingerprint), count).tolist() == [bucket], why


def test_what_is_asked_for_comes_in_order_and_once() -> None:
    held = Postings(grams(9, 5, 7, 5, 9, 5), grams(1, 8, 2, 3, 1, 8))
    assert pairs(asked_for(held, grams(5, 6, 9))) == [(5, 3), (5, 8), (9, 1)]
    assert pairs(asked_for(Postings(grams(), grams()), grams(5))) == []
    assert pairs(asked_for(held, grams())) == []


def test_pages_share_texts_that_they_see() -> None:
    """The second page does not see the second generation, the third has too little in common with any."""
    asked = Asked([grams(5, 6, 7), grams(5, 7), grams(7), grams()])
    first, second = Postings(grams(5, 7, 7), grams(1, 1, 2)), Postings(grams(5, 6, 7), grams(3, 3, 3))
    seen = np.ones(4, np.bool_), np.array([True, False, True, True])
    shared = asked.shared([(first, seen[0]), (second, seen[1])], np.array([2, 1, 3, 1]))
    assert shared == [{1: [0, 2], 3: [0, 1, 2]}, {1: [0, 1], 2: [1]}, {}, {}]


def test_distinct() -> None:
    assert distinct(grams(7, 1, 7, 3)).tolist() == [1, 3, 7]
    assert distinct(grams()).tolist() == []
