"""Templates with a second story: after each kind of read-also marker, with and without a frame."""

from page_templates import EGYPT, FORMS, LEVANT, STORIES, Draw, Page

MARKERS = [
    "اقرأ أيضاً",
    "إقرأ المزيد..",
    "طالع أيضا:",
    "خبر آخر",
    "وفي خبر آخر",
    "أخبار متعلقة",
    "موضوع ذو صلة:",
    "شاهد أيضا|",
    "قد يهمك:",
    "لا تفوت قراءة",
    "نقرأ أيضا",
    "ذات صلة",
    "مواضيع أخرى",
    "الخبر التالي",
    "مادة ذات صلة",
    "تابع أيضا..",
    "اقرأ في نفس الموضوع",
    "للمزيد طالع",
]
KREMLIN = [story for story in FORMS if story["place"] == "موسكو"]


def _two(d: Draw) -> tuple[dict, dict]:
    every = STORIES + FORMS
    first, second = d.rng.sample(range(len(every)), 2)
    return every[first], every[second]


def marked(d: Draw) -> Page:
    """A second story under a marker that differs from page to page; its headline, then its text."""
    one, two = _two(d)
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.add(f"{d.named(EGYPT)} | {d.clock}", tag="span")
    page.body(one)
    page.add(MARKERS[(d.day + 3 * d.minute) % len(MARKERS)], tag="h4")
    page.add(two["title"], tag="h3")
    page.body(two)
    page.add("جميع الحقوق محفوظة", tag="footer/p")
    page.story(one, date=d.iso_minute)
    page.story(two, "also_read")
    return page


def marked_stamped(d: Draw) -> Page:
    """The same with a source and tags after the first story, and the second's own stamp and source."""
    one, two = _two(d)
    page = Page(raw_title=f"{one['title']} | قوس")
    page.add("قوس", "الرئيسية", "دولي", tag="nav/a")
    page.add(one["title"], tag="h1")
    page.add(f"{d.day}/{d.month}/{d.year}", tag="span")
    page.body(one)
    page.add(f"المصدر: {one['agency']}", "الوسوم: أخبار، عالم", tag="div")
    page.add(
        MARKERS[(d.day + 5 * d.minute) % len(MARKERS)],
        two["title"],
        f"{d.day - 1} {LEVANT[d.month - 1]} {d.year}",
        tag="div",
    )
    page.body(two)
    page.add(f"المصدر: {two['agency']}", "شارك", "فيسبوك", tag="div")
    page.story(one, date=d.iso, source_credit=one["agency"])
    page.story(two, "also_read", date=f"{d.year:04}-{d.month:02}-{d.day - 1:02}", source_credit=two["agency"])
    return page


def same_speaker(d: Draw) -> Page:
    """Two stories of one institution, the second under a marker and its headline."""
    one, two = d.rng.sample(KREMLIN, 2)
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.add(f"{d.clock} - {d.named(EGYPT)}", tag="span")
    page.body(one)
    page.add("اقرأ أيضا:", tag="p")
    page.add(two["title"], tag="p")
    page.body(two)
    page.add("تابعنا على فيسبوك", tag="div")
    page.story(one, date=d.iso_minute)
    page.story(two, "also_read")
    return page


def marker_in_headline(d: Draw) -> Page:
    """Marker and headline on one line, then the second story's text with a dateline."""
    one, two = _two(d)
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.body(one)
    page.add(f"اقرأ أيضا: {two['title']}", tag="h4")
    first, *rest = two["paragraphs"]
    page.add(f"{two['place']} (رويترز) - {first}", *rest, tag="p")
    page.story(one)
    page.story(two, "also_read", source_credit="رويترز")
    return page


def list_then_story(d: Draw) -> Page:
    """After the first story a list of headlines, and under the last of them its whole story."""
    one, two = _two(d)
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.add(f"نشر يوم {d.named(LEVANT)}", tag="span")
    page.body(one)
    page.add("مواضيع ذات صلة", tag="h3")
    page.add(*d.heads(3), two["title"], tag="ul/li a")
    page.body(two)
    page.add("أرسل إلى صديق", tag="div")
    page.story(one, date=d.iso)
    page.story(two, "also_read")
    return page


def three_in_a_row(d: Draw) -> Page:
    """Three stories, each with its headline, stamp and text, between them the row that a list of posts has."""
    one, two = _two(d)
    three = d.stories[2] if d.stories[2] not in (one, two) else d.stories[1]
    page = Page(raw_title="مدونة الأرصفة", outlet="مدونة الأرصفة")
    page.add("مدونة الأرصفة", tag="header/a")
    for i, story in enumerate((one, two, three)):
        page.add(story["title"], tag="article/h2")
        page.add(f"{d.day - i} {EGYPT[d.month - 1]} {d.year}", tag="article/span")
        page.add(*story["paragraphs"], tag="article/p")
        page.add("شارك", "تعليق واحد", tag="article/a")
    page.add("المشاركات الأقدم", tag="footer/a")
    for i, story in enumerate((one, two, three)):
        page.story(
            story, "also_read" if i else "main", date=f"{d.year:04}-{d.month:02}-{d.day - i:02}" if d.day > i else None
        )
    return page


def box_no_story(d: Draw) -> Page:
    """A marker amid the text and one after it, headlines only, one of each on the story's own subject."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(EGYPT)}", tag="span")
    page.add(story["paragraphs"][0], tag="p")
    page.add(MARKERS[(d.day + d.minute) % len(MARKERS)], d.near(story), tag="div/p")
    page.add(*story["paragraphs"][1:], tag="p")
    page.add(MARKERS[(d.day + 7 * d.minute) % len(MARKERS)], d.near(story), *d.heads(1), tag="div/p")
    page.story(story, date=d.iso)
    return page


def bare_second(d: Draw) -> Page:
    """A second story under its headline and a stamp only, and nothing else on the page."""
    one, two = _two(d)
    page = Page(raw_title=one["title"])
    page.add(one["title"], f"{d.day}/{d.month}/{d.year} - {d.clock}")
    page.body(one)
    page.add(two["title"], f"{d.day}/{d.month}/{d.year} - {d.clock}")
    page.body(two)
    page.story(one, date=d.iso_minute)
    page.story(two, "also_read", date=d.iso_minute)
    return page
