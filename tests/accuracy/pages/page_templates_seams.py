"""Templates whose second story nothing marks, and those of one story in parts, which must stay one."""

import tomllib

from page_templates import EGYPT, HERE, Draw, Page

SEAMS = tomllib.loads((HERE / "page_seams.toml").read_text(encoding="utf-8"))


def _two(d: Draw) -> tuple[dict, dict]:
    first = d.rng.randrange(len(SEAMS["story"]))
    step = d.rng.randrange(1, len(SEAMS["story"]))
    return SEAMS["story"][first], SEAMS["story"][(first + step) % len(SEAMS["story"])]


def _in_parts(page: Page, story: dict, *, tag: str) -> None:
    for head, *paragraphs in story["parts"]:
        page.add(*([head] if head else []), tag=tag)
        page.add(*paragraphs, tag="p")
    heads = [head for head, *_ in story["parts"] if head]
    paragraphs = [text for _, *texts in story["parts"] for text in texts]
    page.story({"title": story["title"], "paragraphs": paragraphs}, optional_paragraphs=heads)


def headline_alone(d: Draw) -> Page:
    """An aggregator that prints a second story under its headline and nothing else."""
    one, two = _two(d)
    page = Page(raw_title=one["title"])
    page.add("قوس الأخبار » محليات", one["title"])
    page.body(one)
    page.add(two["title"])
    page.body(two)
    page.add("من نحن | اتصل بنا | أعلن معنا")
    page.story(one)
    page.story(two, "also_read")
    return page


def untitled_first(d: Draw) -> Page:
    """The same without any title over the first story, on the page or from the crawler; each ends in its source."""
    one, two = _two(d)
    page = Page()
    page.body(one)
    page.add(f"المصدر: {one['agency']}")
    page.add(two["title"])
    page.body(two)
    page.add(f"المصدر: {two['agency']}")
    page.story(one, title=None, source_credit=one["agency"])
    page.story(two, "also_read", source_credit=two["agency"])
    return page


def dateline_alone(d: Draw) -> Page:
    """A second story that opens with a dateline and has no headline."""
    one, two = _two(d)
    page = Page(raw_title=f"{one['title']} | قوس الأخبار")
    page.add(one["title"], tag="h1")
    page.add(f"تاريخ النشر: {d.named(EGYPT)}")
    page.body(one)
    first, *rest = two["paragraphs"]
    page.add(f"{two['place']} - رويترز - {first}", *rest, tag="p")
    page.story(one, date=d.iso)
    page.story(two, "also_read", title=None, source_credit="رويترز")
    return page


def ruled_off(d: Draw) -> Page:
    """A row of stars or dashes between two stories."""
    one, two = _two(d)
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.body(one)
    page.add(d.rng.choice(["* * *", "ـــــــــــــــ", "-----------", "***"]))
    page.add(two["title"], tag="h3")
    page.body(two)
    page.story(one)
    page.story(two, "also_read")
    return page


def in_parts(d: Draw) -> Page:
    """One story under sub-heads: a briefing, reactions of several people, a live page, a report."""
    story = SEAMS["briefing"][d.day % len(SEAMS["briefing"])]
    page = Page(raw_title=f"{story['title']} - قوس الأخبار")
    page.add("الرئيسية", "سياسة", "محليات", tag="li")
    page.add(story["title"], tag="h1")
    _in_parts(page, story, tag="h2")
    page.add("الأكثر قراءة")
    page.add(*d.heads(3), tag="li")
    return page


def in_parts_bare(d: Draw) -> Page:
    """The same without any furniture."""
    story = SEAMS["briefing"][(d.day + 1) % len(SEAMS["briefing"])]
    page = Page(raw_title=story["title"])
    page.add(story["title"])
    _in_parts(page, story, tag="p")
    return page
