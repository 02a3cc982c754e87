"""The shape of a language's lists: verbs of speech, titles and other words that rules ask for, and known names."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Takes = Literal["clause", "quote", "colon", "bi", "opinion", "describe", "relay", "document"]
Words = frozenset[str]
Kind = Literal["person", "organisation", "place", "other"]


class Verb(NamedTuple):
    """A finite form of a verb of speech. `joined` has a conjunction glued to it, `now` is the present, `plural` also
    the dual, `to` is one of purpose («ومضى ليقول»), `joins` begins with a joining alif («اعتقد»), which a hamza makes
    the first person («أعتقد»).

    The other flags are explained at the head of services/arabic/cues.toml.
    """

    takes: Takes = "clause"
    preposition: str = ""
    female: bool | None = False
    plural: bool = False
    now: bool = False
    joined: bool = False
    impersonal: bool = False
    opens: bool = False
    judges: bool = False
    transitive: bool = False
    continues: bool = False
    ambiguous: bool = False
    to: bool = False
    joins: bool = False


class Participle(NamedTuple):
    """The accusative participle of a verb of speech: مؤكدا, مشيرة. `noun`: its form is a noun as well («مذكرة»)."""

    takes: Takes
    preposition: str
    female: bool
    plural: bool
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of reported speech, titles and names, in matching form: the lists by name, `joined` with glued
    conjunctions too.

    `tails` are tuples of words, `earlier` and `today` words between blanks, `weekdays` counts from Monday. `cues` are
    all words at which a claim may begin, `openers` those at which a name or office may.
    """

    verbs: dict[str, Verb]
    participles: dict[str, Participle]
    words: dict[str, Words]
    joined: dict[str, Words]
    tails: tuple[tuple[str, ...], ...]
    earlier: tuple[str, ...]
    today: tuple[str, ...]
    weekdays: dict[str, int]
    complementisers: Words
    attributions: Words
    attribution_verbs: Words
    ranks: Words
    men: Words
    women: Words
    cues: Words
    openers: Words


@dataclass(frozen=True, slots=True)
class Known:
    """A known name. `after` are words of which one must stand before an ambiguous name.

    `described` is an institution that pages only describe («الإدارة الأمريكية»): it may speak, but is no entity.
    An `adjective` is one as well, and names nothing after a noun of its kind: «المدن السعودية», «قرارا روسيا».
    """

    name: str
    kind: Kind
    name_en: str | None = None
    wikidata: str | None = None
    female: bool | None = False
    outlet: bool = False
    described: bool = False
    adjective: Literal["", "definite", "accusative"] = ""
    after: tuple[str, ...] = ()


class Held(NamedTuple):
    """An office that `person` (a canonical name) held from the day `since` up to `until`, YYYY-MM-DD or empty."""

    office: str
    since: str
    until: str
    person: str


@dataclass(frozen=True, slots=True)
class Names:
    """`known` pairs each spelling with whom it names. `held` has offices in matching form; `capitals` words that tell
    a country (a capital, a leader), each with the country's adjective of nationality."""

    known: tuple[tuple[str, Known], ...] = ()
    held: tuple[Held, ...] = ()
    capitals: tuple[tuple[str, str], ...] = ()
