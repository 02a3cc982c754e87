"""Explanations as a person reads them.

Text of pages stands between directional isolates. A terminal gets them, and long Arabic in lines of its own set flush
right; whatever else reads the output gets plain text.
"""

import textwrap
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from schemas.events import Entity, ExtractedStory, Occurrence, Speaker
from services.cleaning.explain import Considered
from services.commands.explained import PageRead, PairRead, Quoted, StoryRead
from services.delivery.shown import isolated
from services.extraction.explain import surfaces
from services.languages import LANGUAGES, of
from services.page.origins import Origin

WIDTH = 96
SHORTENED = 80
"""Characters of a paragraph that are shown."""

_ISOLATES = str.maketrans(dict.fromkeys(isolated("")))
_VERDICTS = {
    "same": "same: one statement",
    "same in company": "same in company: one statement where their stories share another one, else two",
    "contrast": "contrast: a statement of its own, which names the other as what was said before",
    "different": "different: two statements",
}


def laid_out(text: str, *, terminal: bool) -> str:
    """The text without control characters; without isolates where it is not for a terminal."""
    lines = ["".join(c for c in line if unicodedata.category(c) != "Cc") for line in text.split("\n")]
    return "\n".join(_fitted(line) if terminal else line.translate(_ISOLATES) for line in lines)


def _fitted(line: str) -> str:
    """A line of nothing but page text, set flush right in as many lines as it takes."""
    start, body, end = line[: len(line) - len(line.lstrip())], line.strip(), isolated("")
    if not (start and body.startswith(end[0]) and body.find(end[1]) == len(body) - 1):
        return line
    rows = textwrap.wrap(body[1:-1], WIDTH - len(start))
    return "\n".join(" " * (WIDTH - _columns(row)) + isolated(row) for row in rows)


def _columns(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in text)


def page_text(read: PageRead) -> str:
    """How a page was read: its stories with the dates considered for each, and what was dropped."""
    lines = [line for story in read.stories for line in (*_story(story, read.dates), "")]
    if dropped := read.stories[0].extracted.story.dropped:
        lines += ["dropped", *(f"  {one.reason:<24}{isolated(one.text)}" for one in dropped)]
    if others := [one for one in read.dates if one.story is None]:
        lines += ["dates in what was dropped", *(line for one in others for line in _date(one))]
    return "\n".join(lines).rstrip()


def _story(read: StoryRead, dates: tuple[Considered, ...]) -> Iterator[str]:
    story = read.extracted.story
    if not story.paragraphs:
        yield "no story: everything on the page was dropped"
        return
    yield f"{story.role.replace('_', ' ')} story, {story.language}"
    yield f"  title      {_or_none(story.title)}"
    yield f"  credit     {_or_none(story.source_credit)}"
    yield f"  published  {f'{story.published_at} ({story.published_at_basis})' if story.published_at else 'not said'}"
    yield from (line for one in dates if one.story == story.position for line in _date(one))
    for number, paragraph in enumerate(story.paragraphs, 1):
        yield f"  {number:>3}  {_shortened(paragraph)}"
    if of(story.language, LANGUAGES) is None:
        yield "  neither statements nor names are read: there are no rules for this language"
    for said, why, span in zip(read.extracted.statements, read.why_speakers, read.raw_spans, strict=True):
        yield from _statement(said, why, span)
    yield from _entities(read.extracted)


def _date(one: Considered) -> Iterator[str]:
    taken = "published" if one.published else "not taken"
    yield f"    {one.day or 'open':<18}{isolated(one.text)}  {taken}: {one.why}"
    if one.line != one.text:
        yield f"      {_shortened(one.line)}"


def _shortened(text: str) -> str:
    return isolated(textwrap.shorten(text, SHORTENED, placeholder=" …"))


def _or_none(text: str | None) -> str:
    return isolated(text) if text else "none"


def _statement(said: Occurrence, why: str, span: Origin | None) -> Iterator[str]:
    place = "title" if said.paragraph is None else f"paragraph {said.paragraph + 1}"
    when = f"{said.said} on {said.said_on}" if said.said_on else said.said
    yield f"  statement in {place}, {said.start}-{said.end}: {said.kind}, said {when}, {said.confidence:.2f} sure"
    yield f"    {isolated(said.quote)}"
    via = f", via {isolated(said.via)}" if said.via else ""
    yield f"    speaker  {_speaker(said.speaker)}, cue {_or_none(said.cue)}{via}"
    yield f"    why      {why}"
    if span:
        yield f"    page     {span[0]}-{span[1]} of its raw text"


def _speaker(speaker: Speaker | Entity) -> str:
    ids = ", ".join(part for part in (speaker.name_en, speaker.wikidata) if part)
    return isolated(speaker.name) + (f" ({ids})" if ids else "")


def _entities(extracted: ExtractedStory) -> Iterator[str]:
    """Who and what is named, by type, each with how often and in which other words."""
    for kind, found in groupby(sorted(extracted.entities, key=lambda one: one.type), key=lambda one: one.type):
        yield f"  {kind}"
        for one in found:
            times = f", {len(one.mentions)} times" if len(one.mentions) > 1 else ""
            others = ", ".join(isolated(text) for text in surfaces(one, extracted) if text != one.name)
            yield f"    {_speaker(one)}{times}{': ' if others else ''}{others}"


def pair_text(read: PairRead) -> str:
    """Whether two sentences are one statement, and why."""
    found = read.explanation
    lines = [
        f"was         {_quoted(read.was)}",
        f"now         {_quoted(read.now)}",
        f"similarity  {found.similarity:.2f}, folds from {found.threshold:.2f}",
        f"shared      {_words(tuple(a if a == b else f'{a} = {b}' for a, b in found.shared))}",
        f"only was    {_words(found.only_was)}",
        f"only now    {_words(found.only_now)}",
    ]
    lines += [f"veto        {veto.kind}: {_or_none(veto.was)} against {_or_none(veto.now)}" for veto in found.vetoes]
    if not read.one_voice:
        lines.append("veto        two speakers")
    return "\n".join([*lines, f"verdict     {_VERDICTS[found.verdict]}"])


def _quoted(said: Quoted) -> str:
    return isolated(said.quote) + (f", by {_speaker(said.speaker)}" if said.speaker else "")


def _words(words: tuple[str, ...]) -> str:
    return isolated("، ".join(words)) if words else "none"
