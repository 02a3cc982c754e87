"""How many statements a second are held against 10,000 subscriptions.

    python tests/benchmarks/matching.py [SUBSCRIPTIONS] [STATEMENTS]

Words are drawn by Zipf's law, as in real text, and so are the words that subscribers ask for: many ask for the same.
A statement has 30 words, a speaker and three entities; for the hundred most frequent words, as "in" and "said", nobody
asks. On one core of a shared machine, Python 3.11: 1,200 to 2,100 statements/s, at 103 alerts a statement.
"""

import random
import sys
import time
from datetime import UTC, datetime

from schemas.events import Entity, Mention, Speaker, Statement
from services.alert.index import Index
from services.alert.matching import said
from services.alert.query import parse

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)
LETTERS = "ابتجحدرزسشصضطعغفقكلمنهوي"
VOCABULARY = 30_000
PROCLITICS = ("", "", "", "ال", "ال", "و", "ب", "لل", "وال")
OUTLETS = 200
UNASKED = 100
"""Words so frequent that nobody asks for them."""


def vocabulary(rng: random.Random) -> list[str]:
    """Invented words, the most frequent first."""
    return ["".join(rng.choices(LETTERS, k=rng.randint(3, 8))) for _ in range(VOCABULARY)]


def drawn(rng: random.Random, words: list[str], count: int) -> list[str]:
    """Words by Zipf's law: the one of rank n with a probability near 1/n."""
    return [words[min(len(words) - 1, int(len(words) ** rng.random()) - 1)] for _ in range(count)]


def query(rng: random.Random, words: list[str]) -> str:
    one, two, three = drawn(rng, words[UNASKED:], 3)
    return rng.choice((
        one, f'"{one} {two}"', f"{one} {two}", f"{one} OR {two}", f"({one} OR {two}) -{three}",
        f"speaker:{one} {two}", f"entity:{one}", f"source:outlet{rng.randrange(OUTLETS)} {one}",
    ))  # fmt: skip


def statement(rng: random.Random, words: list[str], number: int) -> Statement:
    quote = " ".join(rng.choice(PROCLITICS) + word for word in drawn(rng, words, 30))
    names = [" ".join(drawn(rng, words, 2)) for _ in range(4)]
    mention = (Mention(paragraph=0, start=0, end=5),)
    source = f"outlet{rng.randrange(OUTLETS)}.example"
    return Statement(
        event_id=str(number), statement_id=str(number), event="new", occurrence_id=str(number),
        speaker=Speaker(name=names[0], name_en="Some One"), quote=quote, kind="direct", said="now", language="ar",
        start=0, end=len(quote), paragraph=0, story_id="s", article_id="a", url="https://a.example/", source=source,
        seen_at=NOON, sightings=1, sources=(source,),
        entities=tuple(Entity(name=name, type="person", mentions=mention) for name in names[1:]),
    )  # fmt: skip


def main(subscriptions: int, statements: int) -> None:
    rng = random.Random(1)
    words = vocabulary(rng)
    queries = [query(rng, words) for _ in range(subscriptions)]
    index, started = Index(), time.process_time()
    for number, asked in enumerate(queries):
        index.put(str(number), parse(asked))
    built = time.process_time() - started
    events = [statement(rng, words, number) for number in range(statements)]
    started = time.process_time()
    alerts = sum(len(index.matching(said(event, event.sources))) for event in events)
    seconds = time.process_time() - started
    print(
        f"{subscriptions} subscriptions, indexed in {built:.2f} s: "
        f"{statements / seconds:.0f} statements/s of CPU time, {alerts / statements:.0f} alerts a statement"
    )


if __name__ == "__main__":
    main(*[int(number) for number in sys.argv[1:]] or (10_000, 2_000))
