"""Lines to stories: where each begins and ends, and which lines are nobody's."""

from dataclasses import dataclass, field

from services.page import datelines
from services.page.asides import has_stop
from services.page.flow import flows, goes_on
from services.page.glue import is_headlines, trim
from services.page.held import LISTS, Held, give, headlines, parted
from services.page.kinds import Sort, is_item, sort
from services.page.lines import Line, clean
from services.page.listing import without_teasers
from services.page.phrases import bare
from services.page.titles import content, headline, is_own_page, of_page, shared
from services.page.types import About, Place, Reading, Role, Story

BOXES = frozenset({"comments", "author"})
"""Boxes whose running text is no story."""
ENDS = frozenset({"tags", "comments", "author", "credit", "end"})
"""What stands after the end of a story's text, or before its beginning, and not amid it."""

NEW_STORY = 0.34
"""Least share of a headline's content words that the text after it must have to be its story. Leads repeat half of
their headline's words and more; text that goes on with another story repeats one in five by chance."""
SAME_STORY = 0.25
"""Least share of its content words that text after a story's end must have in common with it to go on with it."""
NEAREST = 100
"""Lines before a text among which its headline is sought."""
LIST_ITEM_WORDS = 25
"""Most words of a headline in a list, where no full stop tells it from body text."""


def read(page: list[Line], title: str | None, source: str = "") -> Reading:
    """The reading of a page whose title and outlet are known as the crawler got them."""
    if is_own_page(title):
        return Reading(dropped=[(line.text, "own page") for line in page])
    reader = _Reader(of_page(clean(title or ""), source), bare(source))
    for line in page:
        reader.take(line)
    return reader.finish()


@dataclass(slots=True)
class _Reader:
    """Takes a page's lines one by one. `region` is the open box, `ended` says that the last story's end was seen."""

    title: str | None
    source: str
    reading: Reading = field(default_factory=Reading)
    held: list[Held] = field(default_factory=list)
    region: str = ""
    ended: bool = False
    at: int = 0

    def take(self, line: Line) -> None:
        self.at += 1
        trimmed = trim(line.text) if len(line.text) >= 40 and not line.linked else None
        text = trimmed.text if trimmed else line.text
        self._place(line, text, self._in_place(line, text, sort(text)))
        for piece, reason in trimmed.cut if trimmed else ():
            if reason == "credit":
                self.held.append(Held(piece, "", "credit", "", self.at))
            else:
                self._drop(piece, reason)

    def _in_place(self, line: Line, text: str, found: Sort) -> Sort:
        """The line's kind in its place on the page, which may be another than its words alone tell."""
        if line.tag == "figcaption":
            return Sort("drop", found.key, "caption")
        if found.kind == "body" and (line.linked or self._is_headline(text, found.key)):
            return Sort("short", found.key)
        if found.kind == "short" and self._in_text() and flows(text, self.reading.stories[-1].paragraphs[-1]):
            return Sort("body", found.key)
        return found

    def _in_text(self) -> bool:
        return bool(self.reading.stories) and not self.region and not self.ended

    def _is_headline(self, text: str, key: str) -> bool:
        """A line long enough for body text may be the page's title, headlines run together, or an item of a list."""
        if has_stop(text):
            return False
        if key == bare(self.title or "") or (self.reading.stories and key == self.reading.stories[-1].title_key):
            return True
        item = self.region in LISTS and (is_item(text) or text.count(" ") < LIST_ITEM_WORDS)
        return item or is_headlines(text)

    def _place(self, line: Line, text: str, found: Sort) -> None:
        if found.kind == "body":
            self._body(text, found.key)
        elif found.kind == "open":
            self._open(text, found)
        elif found.kind == "drop":
            self._end_with(found.reason)
            self._drop(text, found.reason)
        else:
            if found.kind == "credit" and not self.region:
                self._end_with("credit")
            self.held.append(Held(text, found.key, found.kind, self.region, self.at, line.tag))

    def _end_with(self, reason: str) -> None:
        self.ended = self.ended or (bool(self.reading.stories) and reason in ENDS)

    def _open(self, text: str, found: Sort) -> None:
        self.region = "" if found.rest and found.reason == "tags" else found.reason
        self._end_with(found.reason)
        if found.rest and found.reason in LISTS:
            self._drop(text[: len(text) - len(found.rest)].strip() or text, found.reason)
            self.held.append(Held(found.rest, bare(found.rest), "short", found.reason, self.at))
        else:
            self._drop(text, found.reason)

    def _body(self, text: str, key: str) -> None:
        stories = self.reading.stories
        if stories and self.region in BOXES:
            self._drop(text, self.region)
            self.region = "" if self.region == "author" else self.region
            return
        if not stories:
            self._begin("main", text)
        elif self._is_new(text, key):
            self._begin("also_read", text)
        elif self.ended and not self._belongs(text):
            self._settle("below")
            self._drop(text, "after the end")
            return
        else:
            self._settle("head" if _has_only_summary(stories[-1]) else "within")
        self.region, self.ended = "", False
        self._paragraph(stories[-1], text, key)

    def _belongs(self, text: str) -> bool:
        """Whether text after what looked like a story's end goes on with that story."""
        words, story = content(text), self.reading.stories[-1]
        for paragraph in story.paragraphs[story.counted :]:
            story.words |= content(paragraph)
        story.counted = len(story.paragraphs)
        return goes_on(text) or len(words & story.words) >= SAME_STORY * len(words)

    def _paragraph(self, story: Story, text: str, key: str) -> None:
        if not story.paragraphs:
            text = self._lead(story, text)
            key = sort(text).key
        if key in story.keys:
            self._drop(text, "repeat")
            return
        story.paragraphs.append(text)
        story.keys.add(key)

    def _lead(self, story: Story, text: str) -> str:
        """A story's first paragraph without its dateline and without the title glued before it."""
        dateline, text = datelines.cut(text)
        if dateline:
            story.about.append(About(dateline, "dateline", "head"))
        title = story.title
        if not title or not text.startswith(title) or text.count(" ", len(title)) < datelines.LEAST_WORDS:
            return text
        self._drop(title, "repeat")
        return text[len(title) :].lstrip(" :.-–—")

    def _is_new(self, text: str, key: str) -> bool:
        """Whether the text begins a story of its own: that of a headline before it.

        A box of headlines, the last story's end, or a stamp or credit under the headline speak for it, and the words
        that text and headline share; an opening that goes on with other text speaks against it.
        """
        last = self.reading.stories[-1]
        if key in last.keys or (not self.held and not self.region):
            return False
        heads = [held for held in headlines(self.held) if held.key != last.title_key and held.key.count(" ") >= 2]
        boxed = self.region in LISTS or any(held.region in LISTS for held in heads)
        further = goes_on(text)
        if not heads:
            return boxed and self.ended and not further
        direct = self.held[-1].kind != "short" and self.held[-1].at > heads[-1].at
        boxed = boxed or (direct and last.role == "also_read")
        if further:
            return direct and boxed
        likeness = max(shared(held.text, text) for held in heads[-NEAREST:])
        if boxed and self.ended:
            return direct or likeness > 0 or len(heads) == 1
        return likeness >= NEW_STORY and (boxed or direct or self.ended)

    def _begin(self, role: Role, text: str) -> None:
        story = Story(role)
        heads = [held for held in headlines(self.held) if held.key != self.source][-NEAREST:]
        best = headline([(held.text, held.tag) for held in heads], text, self.title if role == "main" else None)
        title = heads[best] if best is not None else None
        if title:
            story.title = title.text
        elif role == "main" and self.title and shared(self.title, text) > 0:
            story.title = self.title
        story.title_key = bare(story.title or "")
        if self.reading.stories:
            before, self.held = parted(self.held, title)
            give(before, self.reading, "below", None, self.at)
        self.reading.stories.append(story)
        self._settle("head", title)

    def _settle(self, place: Place, title: Held | None = None) -> None:
        held, self.held = self.held, []
        give(held, self.reading, place, title, self.at)

    def finish(self) -> Reading:
        if self.reading.stories:
            self._sign_off(self.reading.stories[-1])
            self._settle("below")
        self.reading.dropped += [(held.text, held.region or held.kind) for held in self.held]
        return without_teasers(self.reading)

    def _sign_off(self, story: Story) -> None:
        last, signed = datelines.sign_off(story.paragraphs[-1])
        if signed and last:
            story.paragraphs[-1] = last
            story.about.append(About(signed, "dateline", "below"))

    def _drop(self, text: str, reason: str) -> None:
        self.reading.dropped.append((text, reason))


def _has_only_summary(story: Story) -> bool:
    """True while a story has but its first paragraph, under which stamp and credit may still stand."""
    return len(story.paragraphs) == 1 and not any(about.kind == "stamp" for about in story.about)
