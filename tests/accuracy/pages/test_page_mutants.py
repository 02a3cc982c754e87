"""Small damage to a page costs little of its text, and never an exception or much time: 10,000 mutants."""

import random
from collections import Counter
from time import process_time

from page_compose import pages
from page_score import bag
from test_page_accuracy import read

MUTANTS = 10_000
INSERTED = [
    "إعلان",
    "شارك",
    "",
    " ",
    "01:24",
    "• ",
    "نسخ الرابط",
    ".",
    "Advertisement",
    "\u200f",
    "صورة أرشيفية",
    "المزيد",
    "\ufeff",
]
SECONDS = 0.05
"""Most CPU time of a page; these have up to 20 kB."""


def mutant(body: str, rng: random.Random) -> str:
    """The body with one to three lines put in, repeated, or damaged as careless scrapes are."""
    lines = body.split("\n")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        line = lines[at]
        match rng.randrange(7):
            case 0:
                lines.insert(at, rng.choice(INSERTED))
            case 1:
                lines.insert(at, line)
            case 2:
                lines[at] = line.replace("ل", "ل\u200d", 1).replace("ي", "ی", 2).replace("س", "سـ", 1)
            case 3:
                lines[at] = line.replace(" ", "\u00a0 ", rng.randint(1, 3))
            case 4:
                lines[at] = line.replace(".</", "</") if "</" in line else line.rstrip(".")
            case 5:
                lines[at] = line.replace("</p>", "", 1).replace("</span>", "", 1) + "  "
            case _:
                lines[at] = line.replace("م", "مّ", 2)
    return "\n".join(lines)


def kept(raw: dict) -> Counter[str]:
    return bag(paragraph for story in read(raw) for paragraph in story.paragraphs)


def test_mutants_keep_their_text() -> None:
    whole = [(page["raw"][form], form) for page in pages() for form in ("text", "html")]
    wanted = [kept(raw) for raw, _ in whole]
    shares, slowest = [], 0.0
    for number in range(MUTANTS):
        raw, form = whole[number % len(whole)]
        began = process_time()
        found = kept(raw | {form: mutant(raw[form], random.Random(number))})
        slowest = max(slowest, process_time() - began)
        needed = wanted[number % len(whole)]
        shares.append((found & needed).total() / needed.total() if needed else float(not found))
    print(f"mean {sum(shares) / MUTANTS:.4f}, least {min(shares):.2f}, slowest {slowest:.4f} s")
    assert sum(shares) / MUTANTS >= 0.998
    assert sum(share >= 0.95 for share in shares) / MUTANTS >= 0.99
    assert slowest < SECONDS
