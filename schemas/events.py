"""Event types: what stands on each topic, with the constraints that a decoder checks.

Fields may be added to an event, never removed or narrowed: other people's programs read them.
A field typed `X | None` may be absent or null. Times are UTC and carry a zone, except
`published_at`, which stays as the page states it. Offsets are code points into their paragraph.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Literal

from msgspec import Meta

MAX_BODY_BYTES = 1 << 20
"""Most UTF-8 bytes that the text or html of one page may have."""

_URL = r"^https?://[^\s/?#]+[^\x00-\x20]*$(?!\n)"
_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$(?!\n)"
_PUBLISHED_AT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?$(?!\n)"
_WIKIDATA = r"^Q[1-9][0-9]*$(?!\n)"
MEANINGS = {
    _URL: "must be an http:// or https:// URL without blanks",
    _LANGUAGE: "must be a language tag (BCP 47) such as ar or ar-EG",
    _PUBLISHED_AT: "must be YYYY-MM-DD or YYYY-MM-DDTHH:MM, perhaps with a zone",
    _WIKIDATA: "must be a Wikidata item such as Q649",
}
"""What each pattern asks for, for whoever sent something else."""

Name = Annotated[str, Meta(min_length=1, max_length=200)]
Url = Annotated[str, Meta(pattern=_URL, max_length=4096)]
Time = Annotated[datetime, Meta(tz=True)]
Ratio = Annotated[float, Meta(ge=0.0, le=1.0)]
Count = Annotated[int, Meta(ge=0, le=(1 << 63) - 1)]
Language = Annotated[str, Meta(pattern=_LANGUAGE, max_length=35)]
PublishedAt = Annotated[str, Meta(pattern=_PUBLISHED_AT)]
Wikidata = Annotated[str, Meta(pattern=_WIKIDATA)]

_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")


def _check_text(field_name: str, value: str | None) -> None:
    if value is not None and (found := _UNSENDABLE.search(value)):
        what = "a NUL character" if found[0] == "\x00" else "a lone surrogate"
        raise ValueError(f"`$.{field_name}` has {what} at character {found.start()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """A page as a crawler got it: `text` or `html`, one of them and not blank."""

    url: Url
    source: Name
    fetched_at: Time
    article_id: Name | None = None
    title: Annotated[str, Meta(max_length=1000)] | None = None
    text: str | None = None
    html: str | None = None
    language: Language | None = None

    def __post_init__(self) -> None:
        for name in ("article_id", "url", "source", "title", "text", "html"):
            _check_text(name, getattr(self, name))
        if (self.text is None) == (self.html is None):
            raise ValueError("`$.text` or `$.html` must be given, and not both")
        name, body = ("text", self.text) if self.html is None else ("html", self.html)
        if body is None or not body.strip():
            raise ValueError(f"`$.{name}` is blank")
        if 4 * len(body) > MAX_BODY_BYTES and len(body.encode()) > MAX_BODY_BYTES:
            raise ValueError(f"`$.{name}` has over {MAX_BODY_BYTES} bytes of UTF-8")
        if not self.source.strip():
            raise ValueError("`$.source` is blank")
        try:
            object.__setattr__(self, "fetched_at", self.fetched_at.astimezone(UTC))
        except OverflowError:
            raise ValueError("`$.fetched_at` is out of range") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A known story that a page carries besides its own."""

    cluster_id: str
    copy_of: str
    containment: Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class UniqueArticle:
    """A page that passed dedupe. `article.article_id` is always given here.

    An update stays in its cluster, and `copy_of` names the article that it updates.
    `novelty` is the share of the page's text that its cluster did not have.
    """

    article: RawArticle
    verdict: Literal["original", "update"]
    cluster_id: str
    copy_of: str | None = None
    containment: Ratio = 0.0
    novelty: Ratio = 1.0
    embedded: tuple[Embedded, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCopy:
    """A page that adds nothing to a known one: what it repeats, and how much of it."""

    article_id: str
    url: Url
    source: Name
    fetched_at: Time
    cluster_id: str
    copy_of: str
    containment: Ratio
    embedded: tuple[Embedded, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A piece of the page that is not part of any story, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanStory:
    """One article within a page. `position` counts the page's stories from 0."""

    story_id: str
    article_id: str
    url: Url
    source: Name
    fetched_at: Time
    role: Literal["main", "also_read"]
    position: Count
    language: Language
    paragraphs: tuple[str, ...]
    cluster_id: str | None = None
    title: str | None = None
    source_credit: str | None = None
    published_at: PublishedAt | None = None
    published_at_basis: Literal["stated", "relative"] | None = None
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Where an entity stands: `paragraph` counts from 0, null is the title."""

    paragraph: Count | None
    start: Count
    end: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something named in a story, and every place where it stands."""

    name: str
    type: Literal["person", "organisation", "place", "other"]
    mentions: tuple[Mention, ...]
    name_en: str | None = None
    wikidata: Wikidata | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it. `text` is how the page names the speaker at this place, null if it does not."""

    name: str
    name_en: str | None = None
    wikidata: Wikidata | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place where a statement stands. `paragraph` null means the title.

    `cue` is the word that marks it as speech, `via` the outlet or agency that carried the words,
    `said_on` the day when it was said (YYYY-MM-DD) where an earlier statement's date is stated.
    """

    occurrence_id: str
    quote: str
    kind: Literal["direct", "indirect"]
    speaker: Speaker
    said: Literal["now", "earlier"]
    start: Count
    end: Count
    confidence: Ratio
    paragraph: Count | None = None
    cue: str | None = None
    via: str | None = None
    said_on: PublishedAt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in the story's text; `date` is null where the text does not settle the day."""

    text: str
    start: Count
    end: Count
    paragraph: Count | None = None
    date: PublishedAt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedStory:
    """A story and what was read in it: who and what is named, who said what, which days."""

    story: CleanStory
    entities: tuple[Entity, ...] = ()
    statements: tuple[Occurrence, ...] = ()
    dates: tuple[DateMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A known statement of the same speaker that says the same but for one thing."""

    statement_id: str
    kind: Literal["number", "date", "negation", "verb", "name", "modality"]
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One way in which a statement was printed, and when it first was, by event time."""

    quote: str
    first_seen: Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a named speaker said, first seen ("new") or seen once more ("sighting").

    `sightings` and `sources` count this one in. `seen_at` is when the page was fetched.
    `origins` are whom the sources have it from: thirty outlets that cite one agency are one origin. `fullest` is the
    longest wording seen so far; `wordings` are those that differ, in the order in which they came, sixteen at most.
    `said` is "earlier" also where the words were known long before, whatever the page says.
    """

    event_id: str
    statement_id: str
    event: Literal["new", "sighting"]
    occurrence_id: str
    speaker: Speaker
    quote: str
    kind: Literal["direct", "indirect"]
    said: Literal["now", "earlier"]
    language: Language
    start: Count
    end: Count
    story_id: str
    article_id: str
    url: Url
    source: Name
    seen_at: Time
    sightings: Annotated[int, Meta(ge=1)]
    sources: tuple[str, ...]
    entities: tuple[Entity, ...] = ()
    paragraph: Count | None = None
    cluster_id: str | None = None
    via: str | None = None
    published_at: PublishedAt | None = None
    contrasts: tuple[Contrast, ...] = ()
    origins: tuple[str, ...] = ()
    fullest: str | None = None
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Why a statement met a subscription: the field, the term, and where (code points)."""

    field: str
    term: str
    start: Count
    end: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One message to one subscriber. `copies` counts pages that repeat it, `sources` names outlets."""

    alert_id: str
    subscription_id: str
    event: Literal["new", "spread"]
    statement: Statement
    created_at: Time
    matched: tuple[Match, ...] = ()
    copies: Count = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of an alert on one channel."""

    alert_id: str
    subscription_id: str
    channel: Literal["terminal", "webhook", "stream"]
    outcome: Literal["delivered", "failed"]
    attempts: Annotated[int, Meta(ge=1)]
    at: Time
    target: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """An event that no service can read: its bytes (base64), where it stood, and why it failed.

    `payload` keeps the first 64 KiB of a letter that would not fit otherwise; `payload_bytes` and
    `payload_digest` (BLAKE2b, 16 bytes, hex) tell of the whole.
    """

    dead_letter_id: str
    topic: str
    partition: Count
    offset: Count
    payload: str
    service: str
    error: str
    reason: str
    attempts: Annotated[int, Meta(ge=1)]
    failed_at: Time
    payload_bytes: Count
    payload_digest: str
    article_id: str | None = None
    key: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
