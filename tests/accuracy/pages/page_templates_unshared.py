"""Templates whose second story shares no word with its headline, and section pages of headlines with excerpts."""

from page_templates import EGYPT, FORMS, LEVANT, MOROCCO, STORIES, Draw, Page

TEASING = [
    "ما الذي جرى هناك؟",
    "لحظة لم يتوقعها أحد",
    "بعد طول انتظار.. جاء الرد",
    "هكذا بدأت الحكاية",
    "مفاجأة من العيار الثقيل",
    "كلمة واحدة غيرت كل شيء",
    "قصة لا تشبه سواها",
    "حين يتكلم الصمت",
    "أسرار تكشف للمرة الأولى هنا",
    "ضوء أخضر بعد أسابيع من التردد",
]
"""Headlines that tease: no word of theirs is in the stories."""


def _two(d: Draw) -> tuple[dict, dict]:
    every = STORIES + FORMS
    first, second = d.rng.sample(range(len(every)), 2)
    return every[first], every[second]


def _teased(d: Draw, story: dict) -> dict:
    return story | {"title": d.rng.choice(TEASING)}


def _excerpt(story: dict, words: int = 24) -> str:
    return " ".join(story["paragraphs"][0].split()[:words])


def teased_after_list(d: Draw) -> Page:
    """Under the last of several headlines in a box stands its text, of which the headline says nothing."""
    one, two = _two(d)
    two = _teased(d, two)
    page = Page(raw_title=one["title"])
    page.add("الرئيسية", "محليات", "العالم", "اقتصاد", tag="nav/a")
    page.add(one["title"], tag="h1")
    page.add(f"{d.named(LEVANT)} {d.clock}", tag="span")
    page.body(one)
    page.add("اقرأ أيضا", tag="h4")
    page.add(*d.heads(2), two["title"], tag="div/a")
    page.body(two)
    page.add("جميع الحقوق محفوظة", tag="footer/p")
    page.story(one, date=d.iso_minute)
    page.story(two, "also_read")
    return page


def teased_after_tags(d: Draw) -> Page:
    """After tags and share row the site goes on with its next article: section, headline, writer, text."""
    one, two = _two(d)
    two = _teased(d, two)
    page = Page(raw_title=f"{one['title']} - الضفاف")
    page.add(one["title"], tag="h1")
    page.body(one)
    page.add("الكلمات المفتاحية: مدن، خدمات، ناس", tag="div")
    page.add("شارك المقال", "فيسبوك", "واتساب", tag="div/span")
    page.add("المقال التالي", tag="div")
    page.add(two["title"], tag="h2")
    page.body(two)
    page.add("سياسة الخصوصية", "اتصل بنا", tag="footer/a")
    page.story(one)
    page.story(two, "also_read")
    return page


def teased_stamped(d: Draw) -> Page:
    """A box of related news whose one item is printed whole, with its own stamp over the text."""
    one, two = _two(d)
    two = _teased(d, two)
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.add(f"نشر في: {d.named(EGYPT)}", tag="span")
    page.body(one)
    page.add("أخبار ذات صلة", tag="h3")
    page.add(two["title"], tag="h4")
    page.add(f"{d.day - 1} {EGYPT[d.month - 1]} {d.year}", tag="time")
    page.body(two)
    page.story(one, date=d.iso)
    page.story(two, "also_read", date=f"{d.year:04}-{d.month:02}-{d.day - 1:02}")
    return page


def teased_alone(d: Draw) -> Page:
    """Marker, one headline that teases, and the text right under it."""
    one, two = _two(d)
    two = _teased(d, two)
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.add(f"{d.day}/{d.month}/{d.year}", tag="span")
    page.body(one)
    page.add("إقرأ أيضاً:", tag="p")
    page.add(two["title"], tag="p")
    page.body(two)
    page.add("تابعونا على تلغرام", tag="p")
    page.story(one, date=d.iso)
    page.story(two, "also_read")
    return page


def list_then_untitled(d: Draw) -> Page:
    """A list of headlines, and after it a story whose headline is a picture: only its text is there."""
    one, two = _two(d)
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.add(f"{d.named(MOROCCO)} - {d.clock}", tag="span")
    page.body(one)
    page.add("المصدر: وكالات", tag="div")
    page.add("مواضيع ذات صلة", tag="h3")
    page.add(*d.heads(4), tag="ul/li a")
    page.add("عرض المزيد", tag="a")
    page.body(two)
    page.add("عودة إلى الأعلى", tag="a")
    page.story(one, date=d.iso_minute, source_credit="وكالات")
    page.story(two, "also_read", title=None)
    return page


def list_then_on(d: Draw) -> Page:
    """The same list amid a story that goes on after it: no second story."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(MOROCCO)} - {d.clock}", tag="span")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add("مواضيع ذات صلة", tag="h3")
    page.add(*d.heads(3), d.rng.choice(TEASING), tag="ul/li a")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("المصدر: وكالات", tag="div")
    page.story(story, date=d.iso_minute, source_credit="وكالات")
    return page


def section_front(d: Draw) -> Page:
    """A section: each item has a headline, a day and an excerpt that breaks off; no story."""
    page = Page(raw_title="أخبار العالم | الضفاف")
    page.add("الرئيسية", "العالم", "اقتصاد", "رياضة", tag="nav/a")
    page.add("أخبار العالم", tag="h1")
    for i, story in enumerate((STORIES + FORMS)[d.day % 9 :: 9][:6]):
        page.add(story["title"], tag="article/h2")
        page.add(f"{d.day} {EGYPT[d.month - 1]} {d.year}", tag="article/span")
        page.add(_excerpt(story, 26 + i) + "...", tag="article/p")
    page.add("1", "2", "3", "التالي", tag="div/a")
    return page


def section_whole_leads(d: Draw) -> Page:
    """The same with whole first paragraphs, and a link to read on under each; no story."""
    page = Page(raw_title="محليات")
    page.add("محليات", tag="h1")
    for story in (STORIES + FORMS)[d.day % 7 :: 7][:7]:
        page.add(story["title"], tag="article/h3")
        page.add(story["paragraphs"][0], tag="article/p")
        page.add("اقرأ المزيد", tag="article/a")
    page.add("تحميل المزيد", tag="div/a")
    return page


def search_results(d: Draw) -> Page:
    """What a search found: headlines, and words around the hit, cut at both ends; no story."""
    page = Page(raw_title="نتائج البحث")
    page.add("نتائج البحث عن: المدينة", "عدد النتائج 148", tag="h1")
    for story in (STORIES + FORMS)[d.day % 8 :: 8][:6]:
        words = " ".join(story["paragraphs"]).split()
        page.add(story["title"], tag="li/a")
        page.add("... " + " ".join(words[6:34]) + " ...", tag="li/p")
        page.add(f"{d.day}-{d.month}-{d.year}", tag="li/span")
    page.add("الصفحة 1 من 15", tag="div")
    return page


def author_page(d: Draw) -> Page:
    """All that one writer wrote: a line on him, then headlines with excerpts; no story."""
    page = Page(raw_title="سامر النجار، كاتب في الضفاف")
    page.add("سامر النجار", tag="h1")
    page.add("صحفي يكتب في شؤون المدن والناس منذ عشر سنوات.", tag="p")
    page.add("مقالات الكاتب", tag="h2")
    for story in (STORIES + FORMS)[d.day % 10 :: 10][:5]:
        page.add(story["title"], tag="div/a")
        page.add(_excerpt(story, 30) + "…", tag="div/p")
        page.add(f"{d.named(LEVANT)}", tag="div/time")
    return page


def story_then_section(d: Draw) -> Page:
    """One story, and under it its section: headlines with excerpts that break off."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(EGYPT)}", tag="span")
    page.body(story)
    page.add("المزيد من أخبار العالم", tag="h3")
    for other in [other for other in (STORIES + FORMS)[d.day % 11 :: 11] if other != story][:4]:
        page.add(other["title"], tag="article/h4")
        page.add(_excerpt(other, 28) + "...", tag="article/p")
    page.story(story, date=d.iso)
    return page


def story_then_leads(d: Draw) -> Page:
    """One story, and under it others with their whole first paragraph and a link to the rest."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(EGYPT)}", tag="span")
    page.body(story)
    page.add("أخبار متعلقة", tag="h3")
    for other in [other for other in (STORIES + FORMS)[d.day % 6 :: 12] if other != story][:4]:
        page.add(other["title"], tag="article/h4")
        page.add(other["paragraphs"][0], tag="article/p")
        page.add("التفاصيل", tag="article/a")
    page.story(story, date=d.iso)
    return page
