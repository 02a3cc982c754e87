"""Composes the pages: every family of templates, several pages each, with exact gold."""

import random
from collections.abc import Iterator

import page_templates
import page_templates_agencies
import page_templates_broadcast
import page_templates_current
import page_templates_dumps
import page_templates_empty
import page_templates_familiar
import page_templates_mixed_pages
import page_templates_papers
import page_templates_run_together
import page_templates_seams
import page_templates_second
import page_templates_stamps
import page_templates_unshared
import page_templates_unusual
import page_templates_web
import page_templates_wider
from page_templates import FORMS, STORIES, Draw, Page

PLAIN = (page_templates, page_templates_unusual, page_templates_seams)
"""Modules whose pages print reports."""
MIXED = (
    page_templates_broadcast,
    page_templates_agencies,
    page_templates_papers,
    page_templates_web,
    page_templates_second,
    page_templates_stamps,
    page_templates_wider,
    page_templates_empty,
    page_templates_unshared,
    page_templates_current,
    page_templates_familiar,
    page_templates_dumps,
    page_templates_mixed_pages,
    page_templates_run_together,
)
"""Modules whose pages print texts of less usual forms by turns."""
BY_TURNS = [story for pair in zip(FORMS, STORIES, strict=False) for story in pair]
FAMILIES = {
    name: (getattr(module, name), STORIES if module in PLAIN else BY_TURNS)
    for module in (*PLAIN, *MIXED)
    for name, made in vars(module).items()
    if callable(made) and getattr(made, "__module__", "") == module.__name__ and name[0].islower()
}
"""The templates, every public function of these modules, each with the stories that its pages print."""
EACH = 4
"""Pages of each family."""


def pages() -> Iterator[dict]:
    """Every page as text and as HTML, with its gold; the same on every run."""
    for f, (name, (make, pool)) in enumerate(FAMILIES.items()):
        for n in range(EACH):
            stories = [pool[(5 * f + 7 * n + k * 11) % len(pool)] for k in range(6)]
            year, month, day = 2019 + (f + n) % 6, 1 + (3 * f + 5 * n) % 12, 2 + (7 * f + 3 * n) % 25
            rng, hour, minute = random.Random(1000 * f + n), 6 + (f + n) % 16, (11 * f + 13 * n) % 60
            draw = Draw(stories[:3], rng, year, month, day, hour, minute, wide=stories)
            page = make(draw)
            site = f"{name}.example"
            raw = {"url": f"https://{site}/{n}", "source": page.outlet or site, "fetched_at": f"{draw.iso}T22:00:00Z"}
            raw |= {"title": page.raw_title} if page.raw_title else {}
            yield {
                "page_id": f"{name}-{n}",
                "family": name,
                "texts": "reports" if pool is STORIES else "mixed",
                "raw": {"text": raw | {"text": page.text()}, "html": raw | {"html": page.html()}},
                "gold": {"text": {"stories": page.stories}, "html": {"stories": _with_declared(page)}},
            }


def _with_declared(page: Page) -> list[dict]:
    """The stories with what only the markup says of the first."""
    if not page.declared:
        return page.stories
    main, *others = page.stories
    return [main | {"published_at": page.declared}, *others]
