"""Lines to stories: where each begins and ends, and which lines are nobody's."""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from services.page import datelines
from services.page.asides import has_stop
from services.page.chrome import ARABIC, Chrome
from services.page.ends import cut_talk, sign_off
from services.page.excerpts import excerpts, repeated
from services.page.flow import is_question
from services.page.glue import is_headlines
from services.page.held import LISTS, Held, flash_of, give, headlines, parted, stopless_lead
from services.page.kinds import Sort, is_item
from services.page.lines import Line, clean
from services.page.listing import TEASER_WORDS, without_teasers
from services.page.phrases import bare
from services.page.titles import content, headline, is_own_page, names_outlet, of_page, shared, shares, without_outlet
from services.page.types import About, Place, Reading, Role, Story

_RULE = re.compile(r"-|[\s=*_~#+\-–—•·/]{3,}")
"""A rule between two stories: «***», «-----»; one of kashida has become a dash."""
BOXES = frozenset({"comments", "author"})
"""Boxes whose running text is no story."""
IN_PLACE = "in place"
"""Why a line that is no text by its own words is text: it goes on with a story, and begins none."""
ENDS = frozenset({"tags", "comments", "author", "credit", "end"})
"""What stands after the end of a story's text, or before its beginning, and not amid it."""

NEW_STORY = 0.12
"""Least share of a headline's content words that the text after it has and the story before has not, for the text to
be the headline's. Measured on 2,400 newspaper articles: 90 % of leads under their own headline reach it (78 % after a
story of their subject), and of paragraphs within a story 2 % under a strange headline, 16 % under one of their subject.
"""
STAMPED_STORY = -0.05
"""By how much the share of a headline's content words that the text after it has must exceed the share of the text's
words that the story before has, where a stamp or credit stands under the headline of a box."""
SAME_STORY = 0.2
"""Least share of its content words that text after a story's end must have from it to go on with it: it seldom does."""
HEADED = 0.3
"""The same in a box of comments, where no stamp stands under the headline."""
LEAST_HEADLINE = 3
"""Fewest blanks of that headline: names of commenters have fewer."""
BLOCK = 3
"""Paragraphs that tell whether a text goes on with the story before; more tell little more."""
LEAST_UNSHARED, LEAST_TEASING, LEAST_IN_LIST = 5, 3, 1000
"""Fewest words of a headline that shares none with its text; of one right above a further story («هكذا بدأت الحكاية»);
and of an item of a list, which is none."""
NEAREST = 100
"""Lines before a text among which its headline is sought."""
INTERVIEW = 6
"""Paragraphs before a question among which another shows that it is an interview's."""
LIST_ITEM_WORDS = 25
"""Most words of a headline in a list, where no full stop tells it from body text."""


def read(page: list[Line], title: str | None, source: str = "", chrome: Chrome = ARABIC) -> Reading:
    """The reading of a page whose title and outlet are known as the crawler got them."""
    if is_own_page(title):
        return Reading(dropped=[(line.text, "own page") for line in page])
    reader = _Reader(of_page(clean(title or ""), source), clean(source), bare(source), chrome, page)
    texts = [line.text for line in page]
    reader.excerpts, reader.repeated = excerpts(texts), repeated(texts)
    for line in page:
        reader.take(line)
    return reader.finish()


@dataclass(slots=True)
class _Reader:
    """Takes a page's lines one by one. `region` is the open box, `ended` says that the last story's end was seen."""

    title: str | None
    outlet: str
    source: str
    chrome: Chrome
    page: list[Line]
    excerpts: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    reading: Reading = field(default_factory=Reading)
    held: list[Held] = field(default_factory=list)
    region: str = ""
    ended: bool = False
    is_parted: bool = False
    """Whether a rule or a credit at the end of its paragraph stands between the last story's text and here."""
    at: int = 0
    text_at: int = 0
    """The line of the last story's last paragraph."""
    lost_at: int = 0
    """The last line of text after a story's end that is nobody's."""

    def take(self, line: Line) -> None:
        self.at += 1
        trimmed = self.chrome.trim(line.text) if len(line.text) >= 40 and not line.linked else None
        text = trimmed.text if trimmed else line.text
        found = self.chrome.sort(text)
        parts = self.chrome.parts(text) if found.kind in ("short", "credit") else [text]
        for part in parts:
            self._place(line, part, self._in_place(line, part, found if part is text else self.chrome.sort(part)))
        for piece, reason in trimmed.cut if trimmed else ():
            self._take_cut(piece, reason, at_end=line.text.endswith(piece))

    def _take_cut(self, piece: str, reason: str, *, at_end: bool) -> None:
        """What was cut off a line: a credit, a label with the headline that may be of the text below, or furniture."""
        label = self.chrome.sort(piece)
        if reason == "credit":
            self.held.append(Held(piece, "", "credit", "", self.at))
            self.is_parted = True
        elif at_end and reason in LISTS and label.rest:
            self._drop(piece[: -len(label.rest)].strip(), reason)
            self.held.append(Held(label.rest, bare(label.rest), "short", reason, self.at))
        else:
            self._drop(piece, reason)

    def _in_place(self, line: Line, text: str, found: Sort) -> Sort:
        """The line's kind in its place on the page, which may be another than its words alone tell."""
        if line.tag == "figcaption":
            return Sort("drop", found.key, "caption")
        if line.text in self.excerpts:
            return Sort("drop", found.key, "teaser")
        if found.kind == "body" and (line.linked or self._is_headline(text, found.key)):
            return Sort("short", found.key)
        if found.kind in ("short", "drop") and self.reading.stories and self._is_of_text(line, text, found):
            return Sort("body", found.key, IN_PLACE)
        is_label = found.kind == "short" and text in self.repeated and text != self.title
        return Sort("drop", found.key, "repeated label") if is_label else found

    def _is_of_text(self, line: Line, text: str, found: Sort) -> bool:
        """Whether a line that is none by its own words is text in its place after a story's text."""
        flows = found.kind == "short" and self._in_text() and not self._is_in_list(text)
        flows = flows and self.chrome.flows(text, self.reading.stories[-1].paragraphs[-1])
        return flows or self._resumes(line, text, found) or self._is_answer(text, found)

    def _is_in_list(self, text: str) -> bool:
        """Whether an item follows another that is none of the text's."""
        above = self.held[-1] if self.held else None
        return above is not None and above.at == self.at - 1 and is_item(text) and is_item(above.text)

    def _resumes(self, line: Line, text: str, found: Sort) -> bool:
        """True for text in a list of headlines that goes on with the story before it: «وقال إن …»."""
        is_short = found.kind == "short" and not line.linked
        return is_short and self.region in LISTS and self.chrome.resumes(text)

    def _is_answer(self, text: str, found: Sort) -> bool:
        """True for a word like those of menus that is said in the text: «نعم.», or «نعم» after a question."""
        if found.kind != "drop" or found.reason != "menu" or not self._in_text():
            return False
        asked = self.reading.stories[-1].paragraphs[-1].endswith(("؟", "?")) and self.text_at == self.at - 1
        return asked or has_stop(text)

    def _in_text(self) -> bool:
        return bool(self.reading.stories) and not self.region and not self.ended

    def _is_headline(self, text: str, key: str) -> bool:
        """A line long enough for body text may be the page's title, headlines run together, or an item of a list."""
        goes_on = self.region in LISTS and bool(self.reading.stories) and self.chrome.goes_on(text)
        if has_stop(text) or text.endswith(":") or goes_on:
            return False
        if key == bare(self.title or "") or (self.reading.stories and key == self.reading.stories[-1].title_key):
            return True
        item = self.region in LISTS and (is_item(text) or text.count(" ") < LIST_ITEM_WORDS)
        return item or is_headlines(text)

    def _place(self, line: Line, text: str, found: Sort) -> None:
        if found.kind == "body":
            self._body(text, found.key, may_begin=found.reason != IN_PLACE)
        elif found.kind == "open":
            self._open(text, found)
        elif found.kind == "drop":
            self._end_with(found.reason)
            self.is_parted = self.is_parted or (found.reason == "symbols" and bool(_RULE.fullmatch(text)))
            self._drop(text, found.reason)
        else:
            if found.kind == "credit" and not self.region:
                self._end_with("credit")
            self.held.append(
                self._with_label(Held(text, found.key, found.kind, self.region, self.at, line.tag, line.linked))
            )

    def _with_label(self, line: Held) -> Held:
        """A stamp or a source with its label from the line above: «آخر تحديث:», «المصدر:»."""
        above = self.held[-1] if self.held else None
        if above is None or above.at != line.at - 1 or above.kind != "short":
            return line
        if line.kind == "stamp" and self.chrome.labels_stamp(above.key):
            return replace(self.held.pop(), text=f"{above.text} {line.text}", kind="stamp", at=line.at)
        if line.kind == "short" and self.chrome.labels_source(above.key):
            self._end_with("credit")
            return replace(self.held.pop(), text=f"{above.text.rstrip(' :')}: {line.text}", kind="credit", at=line.at)
        return line

    def _end_with(self, reason: str) -> None:
        self.ended = self.ended or (bool(self.reading.stories) and reason in ENDS)

    def _open(self, text: str, found: Sort) -> None:
        ends_nothing = found.reason in ENDS and not self.reading.stories
        self.region = "" if ends_nothing or (found.rest and found.reason == "tags") else found.reason
        self._end_with(found.reason)
        if found.rest and found.reason in LISTS:
            self._drop(text[: len(text) - len(found.rest)].strip() or text, found.reason)
            self.held.append(Held(found.rest, bare(found.rest), "short", found.reason, self.at))
        else:
            self._drop(text, found.reason)

    def _body(self, text: str, key: str, *, may_begin: bool) -> None:
        stories = self.reading.stories
        if stories and self.region in BOXES and not self._leaves_box(text):
            self._drop(text, self.region)
            self.region = "" if self.region == "author" else self.region
            return
        if stories and self._was_above(text):
            above = stories.pop()
            self._drop(above.paragraphs[0], "above the headline")
        if not stories:
            self._begin("main", text)
        elif may_begin and (self._is_unmarked(text) or self._is_new(text, key)):
            self._begin("also_read", text)
        elif self.ended and (self._goes_on_lost(text) or self._is_lost(text)):
            self._settle("below")
            self._drop(text, "after the end")
            self.lost_at = self.at
            return
        else:
            self._take_between()
            self._settle("head" if _has_only_summary(stories[-1]) else "within")
        self.region, self.ended, self.is_parted = "", False, bool(self.chrome.sign_off(text)[1])
        self._paragraph(stories[-1], text, key)

    def _was_above(self, text: str) -> bool:
        """Whether the only paragraph so far is no story's: it stands over the text's headline and shares nothing."""
        first = self.reading.stories[0]
        if len(self.reading.stories) > 1 or first.title or first.about or len(first.paragraphs) > 1:
            return False
        heads = [] if self.ended or self.region else headlines(self.held)
        above = first.paragraphs[0]
        if not heads or above.count(" ") >= TEASER_WORDS or self.chrome.goes_on(text):
            return False
        leads = max(heads, key=lambda held: shared(held.text, text))
        return shared(leads.text, text) >= HEADED and not (content(above) - content(self.source)) & (
            content(leads.text) | content(text)
        )

    def _is_lost(self, text: str) -> bool:
        """Whether text after the story's end is not the story's."""
        return not self.chrome.goes_on(text) and self._told(text) < SAME_STORY

    def _goes_on_lost(self, text: str) -> bool:
        """Whether it goes on with such text right before it."""
        return self.lost_at == self.at - 1 > 0 and self.chrome.goes_on(text)

    def _leaves_box(self, text: str) -> bool:
        """Whether a headline in a box of running text has the words of the text under it: a story, and no comment."""
        self._told(text)
        at = next((held.at for held in reversed(self.held) if self._heads(held, text)), 0)
        if at:
            self.held = [replace(held, region="") if held.at >= at else held for held in self.held]
            self.region = ""
        return at > 0

    def _heads(self, held: Held, text: str) -> bool:
        if held.kind != "short" or held.region != self.region or held.key.count(" ") < LEAST_HEADLINE:
            return False
        is_stamped = self.held[-1].kind == "stamp" and self.held[-1].at > held.at
        return self._leads(held.text, text) >= (NEW_STORY if is_stamped else HEADED)

    def _take_between(self) -> None:
        """Short lines that stand right between two paragraphs, with nothing else there, may be of the text; items of a
        list are so after anything, if the text before announced one."""
        paragraphs = self.reading.stories[-1].paragraphs
        run = [
            held for i, held in enumerate(reversed(self.held), 1) if held.at == self.at - i and held.at > self.text_at
        ]
        between = [held for held in reversed(run) if held.kind == "short" and not held.region and not held.linked]
        is_unbroken = len(between) == self.at - 1 - self.text_at
        is_list = paragraphs[-1].endswith(":") and len(between) > 1 and all(is_item(held.text) for held in between)
        if between and (is_list or (is_unbroken and self.chrome.between([held.text for held in between]))):
            self.held = self.held[: -len(between)]
            for held in between:
                self._paragraph(self.reading.stories[-1], held.text, held.key)

    def _told(self, text: str) -> float:
        """The share of the text's content words that the last story has."""
        words, story = content(text), self.reading.stories[-1]
        for paragraph in story.paragraphs[story.counted :]:
            story.words |= content(paragraph)
        story.counted = len(story.paragraphs)
        return len(words & story.words) / len(words) if words else 1.0

    def _paragraph(self, story: Story, text: str, key: str) -> None:
        time, text = self.chrome.entry_time(text)
        if time:
            self._drop(time, "entry time")
        if not story.paragraphs:
            text = self._lead(story, text)
        if time or not story.paragraphs:
            key = self.chrome.sort(text).key
        if key in story.keys:
            self._drop(text, "repeat")
            return
        story.paragraphs.append(text)
        story.keys.add(key)
        self.text_at = self.at

    def _lead(self, story: Story, text: str) -> str:
        """A story's first paragraph without its dateline, and without the title glued before it, perhaps its only."""
        dateline, text = self.chrome.dateline(text, self.outlet)
        if dateline:
            kind: Literal["stamp", "dateline"] = "stamp" if dateline[0].isdecimal() else "dateline"
            story.about.append(About(dateline, kind, "head"))
        if not story.title and (start := self.chrome.lead_start(text)):
            story.title, text = text[:start], text[start:]
            story.title_key = bare(story.title)
        title = story.title
        if not title or not text.startswith(title) or text.count(" ", len(title)) < datelines.LEAST_WORDS:
            return text
        self._drop(title, "repeat")
        return text[len(title) :].lstrip(" :.-–—")

    def _is_unmarked(self, text: str) -> bool:
        """Whether the text begins a story of its own by its words alone, under the last short line or under none."""
        head = next((held.text for held in reversed(self.held) if held.kind == "short"), "")
        return not self.region and self.chrome.is_second(head, text, self.reading.stories[-1])

    def _is_new(self, text: str, key: str) -> bool:
        """Whether the text begins a story of its own: that of a headline before it.

        A box of headlines, the last story's end, or a stamp or credit under the headline speak for it, and the words
        that text and headline share; an opening that goes on with other text speaks against it.
        """
        last = self.reading.stories[-1]
        if key in last.keys or (not self.held and not self.region) or self._is_asked(last):
            return False
        heads = [held for held in headlines(self.held) if held.key != last.title_key and held.key.count(" ") >= 2]
        boxed = self.region in LISTS or any(held.region in LISTS for held in heads)
        further = self.chrome.goes_on(text)
        if not heads or self._is_of_list(heads, text):
            return boxed and self.ended and not further
        direct = self.held[-1].kind != "short" and self.held[-1].at > heads[-1].at
        boxed = boxed or (direct and last.role == "also_read")
        if further:
            return direct and boxed
        likeness, told = max(shared(held.text, text) for held in heads[-NEAREST:]), self._told(text)
        listed = boxed and (likeness > 0 or len(heads) == 1)
        if (self.ended and (direct or listed)) or (boxed and direct and likeness - told >= STAMPED_STORY):
            return True
        if not (boxed or direct or self.ended or self.is_parted):
            return False
        is_led = any(self._leads(held.text, text) >= NEW_STORY for held in heads[-NEAREST:])
        return is_led or self._is_strange(text, boxed and direct)

    def _is_of_list(self, heads: list[Held], text: str) -> bool:
        """Whether the last headline is an item of a box like others, each over its own stamp, and not the text's."""
        stamps = {held.at for held in self.held if held.kind == "stamp"}
        stamped = sum(held.region in LISTS and held.at + 1 in stamps for held in heads)
        return stamped > 1 and not shared(heads[-1].text, text)

    def _is_asked(self, story: Story) -> bool:
        """Whether the line before is a question like others in an interview."""
        above = self.held[-1] if self.held else None
        is_next = above is not None and above.at == self.at - 1 and is_question(above.text)
        return is_next and any(map(is_question, story.paragraphs[-INTERVIEW:]))

    def _is_strange(self, text: str, stamped: bool) -> bool:
        """Whether the text and what follows it speak of another thing than the last story, which announced nothing."""
        last = self.reading.stories[-1]
        announced = last.paragraphs[-1].endswith((":", "،"))
        return not announced and self.chrome.is_strange(self._block(text), last, stamped)

    def _block(self, text: str) -> list[str]:
        """The text with the paragraphs right after it."""
        block = [text]
        for line in self.page[self.at : self.at + BLOCK - 1]:
            if line.linked or self.chrome.sort(line.text).kind != "body":
                break
            block.append(line.text)
        return block

    def _leads(self, head: str, text: str) -> float:
        """The share of the headline's content words that the text has and the last story has not."""
        words = content(head)
        return len((words & content(text)) - self.reading.stories[-1].words) / len(words) if words else 0.0

    def _begin(self, role: Role, text: str) -> None:
        if (lead := stopless_lead(self.held)) is not None:
            self.held.remove(lead)
            self._open_story(role, lead.text)
            self._paragraph(self.reading.stories[-1], lead.text, lead.key)
        else:
            self._open_story(role, text)

    def _open_story(self, role: Role, text: str) -> None:
        story = Story(role)
        heads = [held for held in headlines(self.held) if not names_outlet(held.key, self.source)][-NEAREST:]
        page_title = self.title if role == "main" else None
        least = LEAST_UNSHARED if role == "main" else self._least(heads)
        best = headline([(held.text, held.tag) for held in heads], text, page_title, least)
        title = heads[best] if best is not None else None
        if title:
            story.title = without_outlet(title.text, self.outlet)
            if story.title != title.text:
                self._drop(title.text, "outlet before headline")
        elif role == "main" and self.title and shares(self.title, text):
            story.title = self.title
        story.title_key = bare(story.title or "")
        if self.reading.stories:
            before, self.held = parted(self.held, title)
            give(before, self.reading, "below", None, self.at)
        self.reading.stories.append(story)
        self._settle("head", title)

    def _least(self, heads: list[Held]) -> int:
        """The fewest words of a further story's headline that shares none with its text; no item of a list that
        something else parts from the text is one."""
        if not heads or self._right_above(heads[-1]):
            return LEAST_TEASING
        is_item = heads[-1].region in LISTS and sum(held.region == heads[-1].region for held in heads) > 1
        return LEAST_IN_LIST if is_item else LEAST_UNSHARED

    def _right_above(self, head: Held) -> bool:
        """Whether nothing but stamps and credits stands between the last headline and the text here."""
        return self.at - 1 - head.at == sum(held.at > head.at for held in self.held)

    def _settle(self, place: Place, title: Held | None = None) -> None:
        held, self.held = self.held, []
        give(held, self.reading, place, title, self.at)

    def finish(self) -> Reading:
        if self.reading.stories:
            for story in self.reading.stories:
                self._end(story)
            self._settle("below")
        elif flash := flash_of(self.held, self.reading, self.title):
            self.reading.stories.append(flash)
            titles = [held.text for held in self.held if held.kind == "short" and held.text == self.title]
            self.reading.dropped += [(text, "repeat") for text in titles[1:]]
            self.held = [held for held in self.held if held.kind != "short"]
        self.reading.dropped += [(held.text, held.region or held.kind) for held in self.held]
        return without_teasers(self.reading)

    def _end(self, story: Story) -> None:
        for text in cut_talk(story, self.source, self.chrome):
            self._drop(text, "note")
        sign_off(story, self.chrome)

    def _drop(self, text: str, reason: str) -> None:
        self.reading.dropped.append((text, reason))


def _has_only_summary(story: Story) -> bool:
    """True while a story has but its first paragraph, under which stamp and credit may still stand."""
    return len(story.paragraphs) == 1 and not any(about.kind == "stamp" for about in story.about)
