"""Postings as the store keeps them: which texts have a fingerprint, in buckets of one hash.

Buckets are split one at a time as postings grow (linear hashing, Litwin 1980), so that each holds a dozen and no
step is long. A posting is seven bytes: the fingerprint without its last byte, which all of a bucket have in common, and
the text's number. Everything here works on arrays for a whole batch.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from services.dedupe.sketch import Grams, Places

Texts = npt.NDArray[np.uint32]
Integer = TypeVar("Integer", np.uint32, np.uint64)

PER_BUCKET = 12
"""Postings of a bucket in the mean. Of a million articles, by `HMGET` and `HSET` of single buckets of an embedded
Valkey: with 12 they take 0.9 and 1.0 µs and 181 bytes an article, with 24 1.2 and 1.3 µs and 164."""
LEAST_BUCKETS = 256
"""So many that a bucket's number gives the last byte of its fingerprints."""
_POSTING = np.dtype({"names": ["top", "text"], "formats": ["<u4", "<u4"], "offsets": [0, 3], "itemsize": 7})
_MARKS = 20


class Extent(NamedTuple):
    """How many buckets and postings there are."""

    buckets: int
    postings: int

    def grown(self, postings: int) -> "Extent":
        """With so many more postings."""
        total = self.postings + postings
        return Extent(max(LEAST_BUCKETS, self.buckets, -(-total // PER_BUCKET)), total)


class Postings(NamedTuple):
    """Fingerprints, and the number of a text that has each."""

    fingerprints: Grams
    texts: Texts


def distinct(values: npt.NDArray[Integer]) -> npt.NDArray[Integer]:
    """The values sorted, each once. `numpy.unique` hashes them, which takes five times as long."""
    ordered = np.sort(values)
    first: npt.NDArray[np.bool_] = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    return np.compress(first, ordered)


def buckets_of(fingerprints: Grams, count: int) -> Grams:
    """The bucket of each fingerprint, given how many buckets there are."""
    half = np.uint32(1 << (count.bit_length() - 1))
    found = fingerprints & (half + half - np.uint32(1))
    found[found >= count] -= half
    return found


def split_by(before: Extent, after: Extent) -> Grams:
    """The buckets that are split when so many become so many more."""
    new = np.arange(before.buckets, after.buckets, dtype=np.uint32)
    return distinct(buckets_of(new, before.buckets)) if before.buckets else new[:0]


def unpacked(buckets: Mapping[int, bytes]) -> Postings:
    """What the buckets hold."""
    sizes = np.fromiter(map(len, buckets.values()), np.int64, len(buckets)) // _POSTING.itemsize
    records = np.frombuffer(b"".join(buckets.values()), _POSTING)
    last = np.fromiter(buckets, np.uint32, len(buckets)) & np.uint32(0xFF)
    return Postings(records["top"] << np.uint32(8) | np.repeat(last, sizes), records["text"])


def asked_for(held: Postings, asked: Grams) -> Postings:
    """The postings of those fingerprints that are asked for (sorted), each once, in the order of these and of the
    texts: a bucket that was split between two readings gives some twice."""
    marked = np.zeros(1 << _MARKS, np.bool_)
    marked[_marks(asked)] = True
    some = np.flatnonzero(marked[_marks(held.fingerprints)])
    at = np.searchsorted(asked, held.fingerprints[some])
    some = some[asked[np.minimum(at, len(asked) - 1)] == held.fingerprints[some]]
    pairs = distinct(held.fingerprints[some].astype(np.uint64) << np.uint64(32) | held.texts[some])
    return Postings((pairs >> np.uint64(32)).astype(np.uint32), pairs.astype(np.uint32))


def _marks(fingerprints: Grams) -> Grams:
    """The bits of each that differ most: those below are its bucket's, those above small, as a fingerprint is."""
    return fingerprints >> np.uint32(8) & np.uint32((1 << _MARKS) - 1)


def rewritten(before: Extent, after: Extent, held: Mapping[int, bytes], fresh: Postings) -> dict[int, bytes]:
    """The buckets that change, each as it is to be, when fresh postings come in. `held` are those that they go to, and
    those that are split."""
    split = dict.fromkeys(split_by(before, after).tolist(), b"")
    old = unpacked({bucket: held[bucket] for bucket in split})
    moved = Postings(*(np.concatenate(pair) for pair in zip(old, fresh, strict=True)))
    buckets = buckets_of(moved.fingerprints, after.buckets)
    order = np.argsort(buckets, kind="stable")
    names, starts = np.unique(buckets[order], return_index=True)
    packed = _packed(Postings(moved.fingerprints[order], moved.texts[order]))
    bounds = [*(starts * _POSTING.itemsize).tolist(), len(packed)]
    out = dict(split)
    for name, (start, end) in zip(names.tolist(), pairwise(bounds), strict=True):
        out[name] = (b"" if name in split else held.get(name, b"")) + packed[start:end]
    return out


def _packed(postings: Postings) -> bytes:
    records = np.empty(len(postings.texts), _POSTING)
    records["top"] = postings.fingerprints >> np.uint32(8)
    records["text"] = postings.texts
    return records.tobytes()


def numbered(fingerprints: Sequence[Grams], texts: Sequence[int]) -> Postings:
    """The postings of texts, given the fingerprints of each."""
    sizes = [len(each) for each in fingerprints]
    return Postings(
        np.concatenate([np.empty(0, np.uint32), *fingerprints]), np.repeat(np.array(texts, np.uint32), sizes)
    )


class Asked:
    """What each page of a batch asks for, as one array. `rows` says whose each fingerprint is, `places` where in what
    that page asked for it stands."""

    def __init__(self, fingerprints: Sequence[Grams]) -> None:
        sizes = np.array([len(each) for each in fingerprints], np.int64)
        self.fingerprints: Grams = np.concatenate([np.empty(0, np.uint32), *fingerprints])
        self.rows: Places = np.repeat(np.arange(len(sizes)), sizes)
        self.places: Places = np.arange(len(self.rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        self._order: Places = np.argsort(self.fingerprints)

    def shared(
        self, held: Sequence[tuple[Postings, npt.NDArray[np.bool_]]], least: Places
    ) -> list[dict[int, list[int]]]:
        """For each page the texts that share with it at least so many fingerprints, and the places of these.

        `held` are postings in the order of `asked_for`, each with the pages that see them.
        """
        none = np.empty(0, np.int64)
        parts = [(none, none), *(self._met(postings, seen) for postings, seen in held)]
        met, texts = (np.concatenate(some) for some in zip(*parts, strict=True))
        pairs = self.rows[met] << 32 | texts
        order = np.argsort(pairs, kind="stable")
        pairs, places = pairs[order], self.places[met[order]].tolist()
        starts = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)])
        ends = np.append(starts[1:], len(pairs))[: len(starts)]
        enough = ends - starts >= least[pairs[starts] >> 32]
        out: list[dict[int, list[int]]] = [{} for _ in least]
        found = zip(*(some[enough].tolist() for some in (pairs[starts], starts, ends)), strict=True)
        for pair, start, end in found:
            out[pair >> 32][pair & 0xFFFFFFFF] = places[start:end]
        return out

    def _met(self, held: Postings, seen: npt.NDArray[np.bool_]) -> tuple[Places, Places]:
        """Which of the fingerprints stand in the postings, once for each text, and these."""
        ordered = self.fingerprints[self._order]
        first, counts = (np.empty(len(ordered), np.int64) for _ in range(2))
        first[self._order] = np.searchsorted(held.fingerprints, ordered, "left")
        counts[self._order] = np.searchsorted(held.fingerprints, ordered, "right")
        counts -= first
        counts[~seen[self.rows]] = 0
        met = np.repeat(np.arange(len(counts)), counts)
        within = np.arange(len(met)) - np.repeat(np.cumsum(counts) - counts, counts)
        return met, held.texts[first[met] + within].astype(np.int64)
