"""Small damage to a page costs little of its text, and never an exception: 10,000 mutants."""

import random
from collections import Counter

from page_compose import pages
from page_mutate import mutant
from page_score import bag
from test_page_accuracy import read

MUTANTS = 10_000


def kept(raw: dict) -> Counter[str]:
    return bag(paragraph for story in read(raw) for paragraph in story.paragraphs)


def test_mutants_keep_their_text() -> None:
    whole = [(page["raw"][form], form) for page in pages() for form in ("text", "html")]
    wanted = [kept(raw) for raw, _ in whole]
    shares = []
    for number in range(MUTANTS):
        raw, form = whole[number % len(whole)]
        found = kept(raw | {form: mutant(raw[form], random.Random(number))})
        needed = wanted[number % len(whole)]
        shares.append((found & needed).total() / needed.total() if needed else float(not found))
    print(f"mean {sum(shares) / MUTANTS:.4f}, least {min(shares):.2f}")
    assert sum(shares) / MUTANTS >= 0.998
    assert sum(share >= 0.95 for share in shares) / MUTANTS >= 0.99
