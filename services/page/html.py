"""The text lines of an HTML page, each with what the markup says of it."""

import re
from dataclasses import dataclass, field
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "option"}
    | {"textarea", "input", "canvas", "audio", "video", "map", "head", "-comment"}
)
"""Elements whose text no reader sees."""

INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"}
    | {"var", "wbr", "img", "picture", "source", "ruby", "rt", "rp"}
)
"""Elements that break no line."""

RUNNING = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "pre", "caption"})
"""Block elements whose text runs on over the inline elements in it. In any other, inline elements with nothing but
blanks and signs between them stand apart: the parts of a menu, a byline, a list of headlines."""
LONGEST_PART = 160
"""Characters of the longest such part: a headline. Longer ones are pieces of a text."""

DEEPEST = 4000
"""Open elements, one in another, above which markup is stripped of its tags and not parsed: at each tag a parser looks
through all that are open, 15 s for 100,000 of them."""

MOST_ATTRIBUTES = 4000
"""Attributes of a tag above which markup is not parsed either: 10,000 cost .1 s, twice as many four times that."""
LONGEST_TAG = 16_000
"""Characters of a tag above which its attributes are counted."""

_LONG_TAG = re.compile(rf"<[^<>]{{{LONGEST_TAG},}}")
_SIGNS = " \n\t\u00a0•-|·/»>،"
"""What stands between the parts of a row."""
_TAG = re.compile(r"<[^<>]*>")
_NESTED = re.compile(r"<(/?)(?!br|img|hr|input|meta|link|wbr|!)[a-zA-Z]")
_HIDDEN = ("display:none", "visibility:hidden")


@dataclass(slots=True)
class Block:
    """A line's text, the block element that holds it, and whether all of it is linked."""

    text: str
    tag: str
    linked: bool


def blocks(html: str) -> list[Block]:
    """The page's lines in document order: one for each block element's own text, broken at <br>. Any markup."""
    page = parsed(html)
    if page is None:
        return [Block(line, "", linked=False) for line in unescape(_TAG.sub("\n", html)).split("\n") if line.strip()]
    return _Walk().over(page.body) if page.body is not None else []


def parsed(html: str) -> LexborHTMLParser | None:
    """The document, None for markup too deep, or with too many attributes in one tag, to parse."""
    return None if _is_too_deep(html) or _is_too_wide(html) else LexborHTMLParser(html)


def _is_too_wide(html: str) -> bool:
    """True for a tag of more attributes than any page's, each of which a parser compares with those before it."""
    long_tags = _LONG_TAG.finditer(html) if len(html) > LONGEST_TAG else ()
    return any(len(tag[0].split()) > MOST_ATTRIBUTES for tag in long_tags)


def _is_too_deep(html: str) -> bool:
    """True for nesting that no page has and that costs a parser the square of its depth."""
    if html.count("<") < DEEPEST:
        return False
    depth = 0
    for tag in _NESTED.finditer(html):
        depth += -1 if tag[1] else 1
        if depth > DEEPEST:
            return True
    return False


@dataclass(slots=True)
class _Walk:
    """A walk over the document with its own stack, since pages nest deeper than Python calls."""

    out: list[Block] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    """The line's text so far, and whether each piece of it is linked."""
    parts: list[int] = field(default_factory=list)
    """The pieces with which an inline element that stands directly in the line's block begins."""
    is_apart: bool = True
    """Whether the line has no text but in such elements."""
    opened: list[str] = field(default_factory=list)
    """The elements around, outermost first."""
    block_tags: list[str] = field(default_factory=lambda: ["body"])
    inline: list[int] = field(default_factory=lambda: [0])
    """For each block around, the inline elements open in it."""
    links: int = 0

    def over(self, root: LexborNode) -> list[Block]:
        node = root.child
        while node is not None:
            inner = self._open(node)
            node = inner if inner is not None else self._after(node)
        self._end_line()
        return self.out

    def _open(self, node: LexborNode) -> LexborNode | None:
        """Takes the node in; its first child, where that is to be walked."""
        tag = node.tag or ""
        if tag == "-text":
            self._add(node.text_content or "")
            return None
        if _is_silent(node, tag):
            return None
        if tag not in INLINE:
            self._end_line()
        inner = node.child
        if inner is not None:
            self.opened.append(tag)
            self.links += tag == "a"
            if tag not in INLINE:
                self.block_tags.append(tag)
                self.inline.append(0)
            else:
                if not self.inline[-1]:
                    self.parts.append(len(self.pieces))
                self.inline[-1] += 1
        return inner

    def _after(self, node: LexborNode) -> LexborNode | None:
        """The node that follows in document order, closing what ends on the way."""
        following = node.next
        while following is None and self.opened:
            self._close(self.opened.pop())
            parent = node.parent
            if parent is None:
                return None
            node, following = parent, parent.next
        return following if self.opened or following is not None else None

    def _close(self, tag: str) -> None:
        self.links -= tag == "a"
        if tag in INLINE:
            self.inline[-1] -= 1
        else:
            self._end_line()
            self.block_tags.pop()
            self.inline.pop()

    def _add(self, text: str) -> None:
        solid = text.strip(_SIGNS)
        if not self.pieces and not text.strip():
            return
        self.pieces.append((text, bool(self.links) or not solid))
        self.is_apart = self.is_apart and (bool(self.inline[-1]) or not solid)

    def _end_line(self) -> None:
        if self.pieces:
            tag = self.block_tags[-1]
            rows = [self.pieces] if tag in RUNNING or not self.is_apart or len(self.parts) < 2 else self._apart()
            for row in filter(None, rows):
                self.out.append(Block("".join([text for text, _ in row]), tag, all(linked for _, linked in row)))
            self.pieces, self.is_apart = [], True
        if self.parts:
            self.parts = []

    def _apart(self) -> list[list[tuple[str, bool]]]:
        """The pieces of a row of inline elements, apart from one another if none is too long."""
        ends = [*self.parts[1:], len(self.pieces)]
        found = [self.pieces[start:end] for start, end in zip([0, *self.parts[1:]], ends, strict=True)]
        longest = max(sum(len(text) for text, _ in part) for part in found)
        return found if longest <= LONGEST_PART else [self.pieces]


def _is_silent(node: LexborNode, tag: str) -> bool:
    if tag in SILENT:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    css = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or any(rule in css for rule in _HIDDEN)
