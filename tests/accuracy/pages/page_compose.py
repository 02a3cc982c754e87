"""Composes the pages: every family of templates, several pages each, with exact gold."""

import random
from collections.abc import Iterator

import page_templates
import page_templates_seams
import page_templates_unusual
from page_templates import STORIES, Draw

FAMILIES = {
    name: getattr(module, name)
    for module in (page_templates, page_templates_unusual, page_templates_seams)
    for name, made in vars(module).items()
    if callable(made) and getattr(made, "__module__", "") == module.__name__ and name[0].islower()
}
"""The templates: every public function of these modules."""
EACH = 4
"""Pages of each family."""


def pages() -> Iterator[dict]:
    """Every page as text and as HTML, with its gold; the same on every run."""
    for f, (name, make) in enumerate(FAMILIES.items()):
        for n in range(EACH):
            stories = [STORIES[(5 * f + 7 * n + k * 11) % len(STORIES)] for k in range(3)]
            year, month, day = 2019 + (f + n) % 6, 1 + (3 * f + 5 * n) % 12, 2 + (7 * f + 3 * n) % 25
            draw = Draw(
                stories, random.Random(1000 * f + n), year, month, day, 6 + (f + n) % 16, (11 * f + 13 * n) % 60
            )
            page = make(draw)
            outlet = f"{name}.example"
            raw = {"url": f"https://{outlet}/{n}", "source": outlet, "fetched_at": f"{draw.iso}T22:00:00Z"}
            raw |= {"title": page.raw_title} if page.raw_title else {}
            yield {
                "page_id": f"{name}-{n}",
                "family": name,
                "raw": {"text": raw | {"text": page.text()}, "html": raw | {"html": page.html()}},
                "gold": {"stories": page.stories},
            }
