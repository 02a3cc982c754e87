"""Templates whose dumps run things together: menus and facts in one line, days glued to names, text and labels."""

from page_templates import EASTERN, EGYPT, LEVANT, MAGHREB, Draw, Page


def facts_in_a_line(d: Draw) -> Page:
    """Writer, section, day, update, reads and comments in one line; the menu in another."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=pick([None, story["title"] + " | مسار نت"]), outlet="مسار نت")
    page.add(
        pick(
            ["الرئيسية سياسة اقتصاد ميديا رياضة المزيد بحث", "مسار نت الرئيسية الأخبار تقارير مقالات فيديو تواصل معنا"]
        ),
        tag="nav",
    )
    page.add(story["title"], tag="h1")
    page.add(
        pick(
            [
                f"كتب: جلال نصر القسم: محليات نشر في: {d.day:02}/{d.month:02}/{d.year} {d.clock} المشاهدات: 1204",
                f"محليات | جلال نصر | {d.named(EGYPT)} | آخر تحديث {d.day + 1} {EGYPT[d.month - 1]} {d.year} | 0 تعليق",
                f"جلال نصر - {d.named(LEVANT)} - {d.clock} - محليات - 0 تعليق - 512 مشاهدة",
            ]
        ),
        tag="div",
    )
    page.body(story)
    page.add(
        pick(["الوسوم: مدن خدمات بلديات شارك: فيسبوك تويتر واتساب تلغرام", "شارك هذا: فيسبوك X واتساب طباعة"]),
        tag="div",
    )
    page.add(pick(["مقالات مشابهة: ", "اقرأ أيضا: "]) + " | ".join(d.heads(3)), tag="div")
    page.story(story, date=d.iso)
    return page


def name_and_day(d: Draw) -> Page:
    """Writer's name and the day grown together, the share row grown to it, the section grown to the headline above."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=pick([None, story["title"]]), outlet="يوميات الخليج")
    page.add("يوميات الخليج", "تصفح الأعداد", tag="header/div")
    page.add(story["title"], tag="h1")
    name = pick(["منيرة العتيبي", "يوميات الخليج", "فهد السالم - الرياض"])
    day = pick([d.named(EGYPT), f"الثلاثاء {d.named(EGYPT)}", d.named(EGYPT).translate(EASTERN)])
    page.add(f"{name}{day}{pick(['', 'شارك', ' - ' + d.clock])}", tag="div")
    page.body(story)
    page.glued(pick(["طباعةحفظمشاركة", "شارك المقال", ""]), tag="div", glue="")
    page.add(pick(["أخبار ذات صلة", "الأكثر قراءة"]), tag="h3")
    for head in d.heads(3):
        page.add(f"{head}{d.day - 1} {EGYPT[d.month - 1]} {d.year}", tag="li/a")
    page.story(story, date=d.iso)
    return page


def day_before_the_lead(d: Draw) -> Page:
    """The day at the beginning of the first paragraph, before city and outlet; no other stamp but the page's clock."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=pick([None, story["title"]]), outlet="المحيط الإخباري")
    page.add(f"الوقت الآن {23}:{14}", "المحيط الإخباري", "بث", tag="header/div")
    page.add(story["title"], tag="h1")
    first, *rest = story["paragraphs"]
    page.add(f"{pick([d.named(EGYPT), d.named(MAGHREB)])} {pick(['- ', '| ', ': '])}{first}", *rest, tag="p")
    page.add(
        pick(["المصدر : " + story["agency"], "المصدر: " + story["agency"] + "."]),
        "مشاركة هذا الموضوع:",
        "النقر للمشاركة على فيسبوك (فتح في نافذة جديدة)",
        "معجب بهذه:",
        "إعجاب تحميل...",
        tag="div/div",
    )
    page.story(story, source_credit=story["agency"], date=d.iso)
    return page


def update_first(d: Draw) -> Page:
    """The update before the publication, both labelled, on one line or two; an archive's day below."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} – التلال", outlet="التلال")
    page.add("التلال", "الافتتاحية", "بورتريه", tag="nav/a")
    page.add(story["title"], tag="h1")
    update, own = f"{d.day + 1} {LEVANT[d.month - 1]} {d.year} 10:10", f"{d.named(LEVANT)} {d.clock}"
    page.add(
        *pick(
            [
                [f"آخر تحديث: {update} - تاريخ النشر: {own}"],
                [f"حُدّث في {update}", f"نُشر في {own}"],
                [f"Last updated: {update}", f"Published: {own}"],
                [f"تم التحديث {update} تم النشر {own}"],
            ]
        ),
        tag="div/span",
    )
    page.body(story)
    page.add(
        "أرشيف",
        f"{LEVANT[d.month - 2]} {d.year}",
        f"{LEVANT[d.month - 3]} {d.year}",
        pick(["نبذة", "عن التلال"]),
        tag="aside/li",
    )
    page.story(story, date=d.iso)
    return page


def headline_with_day(d: Draw) -> Page:
    """A list's row as the story's head: day, headline and outlet in one line each time, the text under it."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=story["title"], outlet="برق نيوز")
    page.add("برق نيوز | خدمة الأخبار القصيرة", tag="header/div")
    page.add(f"{d.day:02}.{d.month:02}.{d.year}", story["title"], tag="div/div")
    page.body(story)
    page.add(pick(["أخبار سابقة", "من الأرشيف"]), tag="div")
    for n, head in enumerate(d.heads(3)):
        page.add(f"{d.day - 1:02}.{d.month:02}.{d.year - n}", head, tag="div/div")
    page.story(story, date=d.iso)
    return page


def one_column(d: Draw) -> Page:
    """A dump with a blank line between everything, bullets before the menu's words, counters as lines of their own."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=pick([None, "عين المدينة"]), outlet="عين المدينة")
    for label in ("* الصفحة الأولى", "* محافظات", "* عين الكاميرا", "* شكاوى القراء"):
        page.add(label, "", tag="li")
    page.add(story["title"], "", tag="h2")
    page.add(
        pick([f"محرر عين المدينة | {d.named(EGYPT)}", f"{d.named(EGYPT)}", f"بتاريخ: {d.iso}"]),
        "",
        "312",
        "0",
        "",
        tag="div",
    )
    for paragraph in story["paragraphs"]:
        page.add(paragraph, "", tag="p")
    page.add(pick(["+1", "أعجبني 12"]), "", "شارك على فيسبوك شارك على تويتر أرسل بالبريد", "", tag="div")
    page.add(
        pick(["* الأحدث", "* الأكثر إعجابا"]),
        "",
        *[text for head in d.heads(3) for text in (f"* {head}", "")],
        tag="li",
    )
    page.story(story, date=d.iso)
    return page


def box_within_lines(d: Draw) -> Page:
    """Boxes amid lines: «اقرأ أيضا» with two headlines before a paragraph's first word, an advert's label within."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=story["title"], outlet="ضفة ثالثة نت")
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(MAGHREB)}", pick(["أ. ل.", "محرر الشؤون المحلية"]), tag="div/span")
    paragraphs = story["paragraphs"]
    page.add(paragraphs[0], tag="p")
    page.add(pick(["إعلان", "ADVERTISEMENT"]), tag="div")
    page.glued(paragraphs[1], tag="p", glue=pick([" ", ""]))
    page.add(*paragraphs[2:], tag="p")
    page.glued(pick(["تابع القراءة", "المزيد من التفاصيل على موقعنا"]), tag="a", glue=" ")
    page.add(pick(["قد يهمك:", "اقرأ أيضا:"]) + " " + d.heads(1)[0], pick(["تابعنا", "حمل التطبيق"]), tag="div/div")
    page.story(story, date=d.iso)
    return page


def second_with_credit_line(d: Draw) -> Page:
    """A text aggregator: credit and read-also on one line, the second's headline and day on the next, then its text."""
    one, two = d.stories[:2]
    pick = d.rng.choice
    page = Page(raw_title=pick([None, one["title"]]), outlet="حصاد الصحف")
    page.add(one["title"], tag="h1")
    page.add(f"{d.named(LEVANT)}", tag="div")
    page.body(one)
    page.add(f"المصدر: {one['agency']} {pick(['إقرأ أيضاً:', 'اقرأ أيضا', '| شاهد أيضا'])}", tag="div")
    before = f"{d.day - 1} {LEVANT[d.month - 1]} {d.year}"
    page.add(*pick([[two["title"], before], [f"{two['title']} - {before}"], [f"{before} | {two['title']}"]]), tag="div")
    page.body(two)
    page.add(
        f"المصدر: {two['agency']}",
        pick(["كلمات دلالية: مدن", "الوسوم: خدمات"]),
        pick(["مقالات مشابهة", "أخبار مرتبطة"]),
        *d.heads(3),
        tag="div/div",
    )
    page.story(one, date=d.iso, source_credit=one["agency"])
    page.story(two, "also_read", date=f"{d.year:04}-{d.month:02}-{d.day - 1:02}", source_credit=two["agency"])
    return page
