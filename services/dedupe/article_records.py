"""Known texts and decisions as bytes, as the store keeps them."""

import struct

import msgspec
import numpy as np

from schemas.events import Embedded
from services.dedupe.folding import Decision, Known, Verdict
from services.dedupe.matching import Text
from services.dedupe.sketch import grams_of

HEAD = struct.Struct("<IIIHHH16s")
"""Of a text: when its cluster was first seen, when it was itself (seconds), hash of the title, words of its own story,
bytes of its id, words of its headline, cluster. The id follows, then two bytes for each word of headline and text."""

_VERDICTS: tuple[Verdict, ...] = ("original", "copy", "update")


def pack_text(known: Known) -> bytes:
    """The record of a text."""
    name, cluster = known.article_id.encode(), bytes.fromhex(known.cluster_id)
    sizes = known.text.lead, len(name), len(known.headline)
    head = HEAD.pack(known.first_seen, known.at, known.title, *sizes, cluster)
    return head + name + np.concatenate([known.headline, known.text.words]).astype("<u2").tobytes()


def unpack_texts(records: dict[int, bytes]) -> dict[int, Known]:
    """The texts that the records hold, by number."""
    heads = [HEAD.unpack_from(record) for record in records.values()]
    words = [
        np.frombuffer(record, "<u2", offset=HEAD.size + size)
        for record, (*_, size, _, _) in zip(records.values(), heads, strict=True)
    ]
    texts = [own[count:] for own, (*_, count, _) in zip(words, heads, strict=True)]
    out = {}
    for (number, record), head, own, text, grams in zip(
        records.items(), heads, words, texts, grams_of(texts), strict=True
    ):
        first_seen, at, title, lead, size, count, cluster = head
        name = record[HEAD.size : HEAD.size + size].decode()
        out[number] = Known(name, cluster.hex(), first_seen, at, title, own[:count], Text(text, grams, lead))
    return out


def pack_decision(decision: Decision, own_cluster: str) -> bytes:
    """The record of a decision on a page that would found `own_cluster`."""
    cluster = b"" if decision.cluster_id == own_cluster else bytes.fromhex(decision.cluster_id)
    fields: list[object] = [_VERDICTS.index(decision.verdict), round(decision.novelty * 10_000)]
    if cluster or decision.embedded:
        fields += [cluster, decision.copy_of, round(decision.containment * 10_000)]
        fields += [(bytes.fromhex(e.cluster_id), e.copy_of, round(e.containment * 10_000)) for e in decision.embedded]
    return msgspec.msgpack.encode(fields)


def unpack_decision(record: bytes, own_cluster: str) -> Decision:
    """What `pack_decision` packed."""
    verdict, novelty, *rest = msgspec.msgpack.decode(record)
    cluster, copy_of, containment, *embedded = rest or (b"", None, 0)
    return Decision(
        _VERDICTS[verdict],
        cluster.hex() or own_cluster,
        copy_of,
        containment / 10_000,
        novelty / 10_000,
        tuple(Embedded(cluster_id=c.hex(), copy_of=of, containment=share / 10_000) for c, of, share in embedded),
    )


def times_of(record: bytes) -> tuple[int, int]:
    """When the cluster of a text was first seen and when it was itself, of the text's record."""
    first_seen, at, *_ = HEAD.unpack_from(record)
    return first_seen, at
