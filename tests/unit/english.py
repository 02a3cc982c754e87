"""A second language for tests: the plainest English news, «Peskov said that …»."""

from collections import defaultdict

from services.arabic import dates, sentences
from services.languages import Language
from services.lexicon import Held, Known, Lexicon, Names, Verb
from services.page.chrome import Chrome
from services.page.glue import Trimmed
from services.page.kinds import Sort

FURNITURE = {
    "home": "menu",
    "most read": "most_read",
    "share": "share",
    "tags": "tags",
    "all rights reserved": "footer",
}
VERBS = {
    "said": Verb(female=None),
    "noted": Verb(female=None),
    "added": Verb(female=None, continues=True),
    "told": Verb(female=None, transitive=True),
}
WORDS = {
    "phrase_end": "in on at to of with after before during he she they it who which yesterday today",
    "preposition": "in on at to of with after before during by from",
    "office": "president minister spokesman spokeswoman",
    "complementiser": "that",
    "not_before": "after before",
}


def sort(text: str) -> Sort:
    key = text.casefold().strip(" .")
    if reason := FURNITURE.get(key):
        return Sort("drop", key, reason)
    if key.startswith("published ") or dates.stamps(text)[:1] == dates.stamps(key) != []:
        return Sort("stamp", key)
    return Sort("body" if text.endswith((".", ".”")) else "short", key)


def lexicon() -> Lexicon:
    words = defaultdict(frozenset, {name: frozenset(listed.split()) for name, listed in WORDS.items()})
    return Lexicon(
        verbs=VERBS,
        participles={},
        words=words,
        joined=words,
        tails=(),
        earlier=(" last week ", " earlier "),
        today=(" today ",),
        weekdays={},
        complementisers=words["complementiser"],
        attributions=frozenset(),
        attribution_verbs=frozenset(),
        ranks=frozenset(),
        men=frozenset(),
        women=frozenset(),
        cues=frozenset(VERBS),
        openers=words["office"],
    )


def names() -> Names:
    peskov = Known("Dmitry Peskov", "person")
    lavrov = Known("Sergey Lavrov", "person")
    kremlin = Known("Kremlin", "organisation")
    return Names(
        known=(
            ("Dmitry Peskov", peskov),
            ("Peskov", peskov),
            ("Sergey Lavrov", lavrov),
            ("Lavrov", lavrov),
            ("the Kremlin", kremlin),
            ("Kazan", Known("Kazan", "place")),
        ),
        held=(Held("the spokesman", "2012-05-22", "", "Dmitry Peskov"),),
    )


ENGLISH = Language(
    code="en",
    matching=str.casefold,
    sentences=sentences.spans,
    stamps=dates.stamps,
    chrome=Chrome(
        sort=sort,
        parts=lambda text: [text],
        trim=Trimmed,
        labels_stamp=lambda text: text == "published",
        labels_source=lambda text: text == "source",
        goes_on=lambda text: text.startswith(("He ", "She ", "But ")),
        flows=lambda text, before: text.endswith("."),
        resumes=lambda text: text.startswith("But "),
        between=lambda lines: all(line.endswith("?") for line in lines),
        lead_start=lambda text: 0,
        is_second=lambda head, text, before: False,
        is_strange=lambda block, before, stamped: False,
        dateline=lambda text, outlet: tuple(text.split(" - ", 1)) if text.startswith("MOSCOW - ") else ("", text),
        entry_time=lambda text: ("", text),
        speaks_for=lambda text, outlet: False,
        sign_off=lambda text: (text, ""),
    ),
    lexicon=lexicon,
    names=names,
    articles=("the",),
)
LANGUAGES = {"en": ENGLISH}
