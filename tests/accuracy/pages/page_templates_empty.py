"""Templates of pages without a story, of stories almost bare, and of furniture grown onto text."""

from page_templates import EGYPT, LEVANT, MOROCCO, Draw, Page


def weather_page(d: Draw) -> Page:
    """Cities and degrees; no story."""
    page = Page(raw_title="حالة الطقس اليوم | الأفق")
    page.add("الأفق", "الرئيسية", "الطقس", tag="nav/a")
    page.add("حالة الطقس", f"{d.named(EGYPT)}", tag="h1")
    for city, low, high in (("القاهرة", 14, 26), ("الرياض", 17, 33), ("بيروت", 12, 19), ("الرباط", 9, 21)):
        page.add(city, f"الصغرى {low} العظمى {high}", "غائم جزئيا", tag="tr/td")
    page.add("سرعة الرياح 14 كم/س", "الرطوبة 60%", "مصدر البيانات: خدمة الأرصاد العالمية", tag="div/span")
    return page


def rates_page(d: Draw) -> Page:
    """Currencies with purchase and sale; no story."""
    page = Page(raw_title="أسعار العملات اليوم")
    page.add("أسعار العملات", "آخر تحديث: منذ 10 دقائق", tag="h1")
    for name, rate in (
        ("دولار أمريكي", "30.90"),
        ("يورو", "33.71"),
        ("جنيه إسترليني", "39.12"),
        ("ريال سعودي", "8.23"),
    ):
        page.add(name, f"شراء {rate}", f"بيع {rate}", tag="tr/td")
    page.add("الأسعار استرشادية وقد تختلف من بنك إلى آخر.", "حاسبة العملات", tag="div/p")
    return page


def contact_page(d: Draw) -> Page:
    """How to reach the outlet; no story."""
    page = Page(raw_title="اتصل بنا")
    page.add("اتصل بنا", tag="h1")
    page.add("يسعدنا تواصلكم معنا عبر النموذج التالي، وسنرد على رسائلكم في أقرب وقت.", tag="p")
    page.add(
        "الاسم الكامل",
        "البريد الإلكتروني",
        "الموضوع",
        "نص الرسالة",
        "إرسال",
        "العنوان: شارع النخيل 14، الطابق الثالث",
        tag="form/label",
    )
    return page


def tag_page(d: Draw) -> Page:
    """All that has one tag: headlines with days and first words cut off; no story."""
    page = Page(raw_title="الوسم: مدن - الغدير")
    page.add("الوسم: مدن", "عدد النتائج: 214", tag="h1")
    for story, head in zip(d.stories, d.heads(3), strict=True):
        page.add(
            story["title"],
            f"{d.named(MOROCCO)}",
            " ".join(story["paragraphs"][0].split()[:14]) + "...",
            tag="article/div",
        )
        page.add(head, f"{d.named(MOROCCO)}", "المزيد »", tag="article/div")
    page.add("« 1 2 3 ... 22 »", tag="div")
    return page


def gallery(d: Draw) -> Page:
    """Pictures with a line each; no story."""
    page = Page(raw_title="صور الأسبوع - المدى")
    page.add("صور الأسبوع", "1 من 4", tag="h1")
    page.add(*[f"{head} (رويترز)" for head in d.heads(4)], tag="figure/figcaption")
    page.add("ألبومات أخرى", *d.heads(3), tag="aside/a")
    return page


def signed_brief(d: Draw) -> Page:
    """A headline, a paragraph or two, and the agency in brackets."""
    story = d.stories[0] | {"paragraphs": d.stories[0]["paragraphs"][:2]}
    page = Page(raw_title=story["title"])
    page.add(story["title"])
    first, last = story["paragraphs"]
    page.add(first, f"{last} ({'أ ف ب'})")
    page.story(story, source_credit="أ ف ب")
    return page


def bare_text(d: Draw) -> Page:
    """The text alone, its paragraphs parted by blank lines, the title nowhere."""
    story = d.stories[0]
    page = Page()
    for paragraph in story["paragraphs"]:
        page.add(paragraph, "", tag="p")
    page.story(story, title=None)
    return page


def grown_ends(d: Draw) -> Page:
    """Share rows, list labels and headlines grown onto the ends of paragraphs."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], f"{d.named(LEVANT)}")
    ends = ["شارك الخبر", "الأكثر قراءة", f"اقرأ أيضا{d.heads(1)[0]}", "تابعنا على تويتر", "مواضيع ذات صلة"]
    for i, paragraph in enumerate(story["paragraphs"]):
        whole = paragraph.endswith(".") and i % 2 == 0
        page.add(paragraph + (ends[(i + d.day) % len(ends)] if whole else ""), tag="p")
    page.story(story, date=d.iso)
    return page


def grown_starts(d: Draw) -> Page:
    """Labels grown onto the starts of paragraphs, and a box within one."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    starts = ["استمع للخبر", "شارك المقال", "نسخ الرابط", "محتوى إعلاني", "مساحة إعلانية "]
    for i, paragraph in enumerate(story["paragraphs"]):
        long = len(paragraph.split()) > 12 and i % 2 == 0
        page.add((starts[(i + d.month) % len(starts)] if long else "") + paragraph, tag="p")
    page.story(story)
    return page


def titled_twice(d: Draw) -> Page:
    """The headline with the outlet before, again alone, once more as a picture's line; the lead in bold and again."""
    story = d.stories[0]
    page = Page(raw_title=f"بوابة الحي - {story['title']}", outlet="بوابة الحي")
    page.add(f"بوابة الحي | {story['title']}", tag="div")
    page.add(story["title"], tag="h1")
    page.add(story["title"], tag="figure/figcaption")
    page.add(f"كتب في : {d.day}/{d.month}/{d.year}", tag="span")
    page.add(story["paragraphs"][0], tag="p strong")
    page.add(*story["paragraphs"], tag="p")
    page.story(story, date=d.iso, optional_paragraphs=[story["title"]])
    return page
