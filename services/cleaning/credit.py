"""Whom a story's page credits for its text: an agency or an outlet, never a writer."""

import re

from services.page import datelines
from services.page.phrases import bare
from services.page.types import Story

_LABELLED = (
    re.compile(
        r"^\W*(?:(?:ال)?(?:مصدر|مصادر)(?:\s+(?:الخبر|المقال|النص|الأصلي))?|[Ss]ource|SOURCE)\s*[:/|\-–]\s*(?P<name>.+)$"
    ),
    re.compile(r"^\W*نقل[اًا]{1,2}\s+عن\s*:?\s*(?P<name>.+)$"),
)
_FOLLOWED = re.compile(r"^(?P<name>[^_:/()]+?)\s*[_\-–/ ]\s*(?:متابعات|وكالات|خاص)\W*$")
_OUTLET = re.compile(r"^(?:وكالة|صحيفة|جريدة|قناة|شبكة|موقع|مجلة|إذاعة)\s+\w.*$")
_GENERIC = frozenset({"وكالات", "متابعات", "خاص", "وكالات ومتابعات", "متابعات ووكالات"})


def credit(story: Story) -> str | None:
    """The name as the page writes it; None where it credits nobody.

    «المصدر: …» wins; then «… _ متابعات» or an outlet's name alone beside the text; then a dateline's agency. Several
    names below the text are those of a list.
    """
    lines = [about for about in story.about if about.kind == "credit"]
    for pattern in _LABELLED:
        for line in lines:
            if found := pattern.match(line.text):
                return _name(found["name"])
    below = [line for line in lines if line.place == "below"]
    beside = [line for line in lines if line.place not in ("above", "over") and not (line in below and len(below) > 1)]
    if named := next((name for line in beside if (name := _unlabelled(line.text))), None):
        return named
    datelines_ = [about for about in story.about if about.kind == "dateline"]
    return next((name for about in [*datelines_, *beside] if (name := datelines.agency(about.text))), None)


def _unlabelled(text: str) -> str | None:
    followed = _FOLLOWED.match(text)
    name = followed["name"].strip() if followed else text if _OUTLET.match(text) else ""
    return None if bare(name) in _GENERIC or bare(name) in datelines.PLACES else _name(name)


def _name(text: str) -> str | None:
    return text.strip(' .،,:/|-–—"«»“”()[]') or None
