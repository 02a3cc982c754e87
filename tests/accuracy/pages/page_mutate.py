"""Small damage to a page, as careless scrapes and changing sites do it."""

import random

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
