"""What a page is read into."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

Role = Literal["main", "also_read"]
Place = Literal["above", "over", "head", "within", "below", "markup"]
"""Where a stamp or credit stands: far above the title, right over it, between it and the text, amid the text,
below, or in the markup, where no reader sees it."""


class RawPage(Protocol):
    """What of a fetched page its reading needs: a RawArticle has it. One of `text` and `html` is given."""

    @property
    def source(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def text(self) -> str | None: ...
    @property
    def html(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class About:
    """A line that says something of a story and is not its text: a stamp, a credit, a dateline."""

    text: str
    kind: Literal["stamp", "credit", "dateline"]
    place: Place


@dataclass(slots=True)
class Story:
    """A story of the page; `title` None where neither the page nor the crawler gives one.

    `title_key` and `keys` are title and paragraphs in the form that tells repeated ones, `words` the content
    words of the first `counted` paragraphs, `stems` all words of the first `stemmed` ones.
    """

    role: Role
    title: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    about: list[About] = field(default_factory=list)
    title_key: str = ""
    keys: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    counted: int = 0
    stems: set[str] = field(default_factory=set)
    stemmed: int = 0


@dataclass(slots=True)
class Reading:
    """A page's stories in order, and the lines that no story has, each with the reason."""

    stories: list[Story] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
