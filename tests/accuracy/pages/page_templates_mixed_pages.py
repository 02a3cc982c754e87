"""Templates whose pages hold more than one thing: further stories, front pages, talk of the site, other days."""

from page_templates import EGYPT, LEVANT, MOROCCO, Draw, Page


def story_after_story(d: Draw) -> Page:
    """A site that loads its next article under the first: a bar with the outlet, section, headline, writer, text."""
    one, two = d.stories[:2]
    pick = d.rng.choice
    page = Page(raw_title=f"{one['title']} - الرواق", outlet="الرواق")
    page.add("الرواق", "سياسة وناس", "اقتصاد الناس", tag="nav/a")
    page.add(one["title"], tag="h1")
    page.add(pick(["وداد السالم", "الرواق - وداد السالم"]), f"{d.named(EGYPT)}", tag="div/span")
    page.body(one)
    page.add("مشاركة", "حفظ", pick(["1 من 5", "المادة التالية ↓"]), tag="div/span")
    page.add(pick(["اقتصاد الناس", "سياسة وناس"]), tag="span")
    page.add(two["title"], tag="h1")
    page.add(
        pick(["حازم البكري", "الرواق - حازم البكري"]), f"{d.day - 1} {EGYPT[d.month - 1]} {d.year}", tag="div/span"
    )
    page.body(two)
    page.add("مشاركة", "حفظ", "العودة إلى الرئيسية", tag="div/span")
    page.story(one, date=d.iso, source_credit_alt=["الرواق"])
    page.story(two, "also_read", date=f"{d.year:04}-{d.month:02}-{d.day - 1:02}", source_credit_alt=["الرواق"])
    return page


def aggregator_row(d: Draw) -> Page:
    """An aggregator: the story, its source and search words in one line, «شاهد أيضاً» with the headline in the same
    line, and the whole text of another outlet under it."""
    one, two = d.stories[:2]
    pick = d.rng.choice
    page = Page(raw_title=one["title"], outlet="مجمع الأنباء")
    page.add(one["title"], tag="h1")
    page.add(f"نشر في {d.named(LEVANT)}", tag="div")
    page.body(one)
    page.add(
        f"المصدر: {one['agency']} {pick(['', '|', '-'])} كلمات دلالية: {pick(['بلدية خدمات', 'مدن'])}".replace(
            "  ", " "
        ),
        tag="div",
    )
    page.add(f"{pick(['شاهد أيضاً', 'إقرأ أيضاً', 'اقرأ ايضا'])}: {two['title']}", tag="div")
    page.body(two)
    page.add(f"المصدر: {two['agency']}", tag="div")
    page.add(pick(["مقالات مشابهة", "مواضيع مرتبطة"]), *d.heads(4), tag="ul/li a")
    page.story(one, date=d.iso, source_credit=one["agency"])
    page.story(two, "also_read", source_credit=two["agency"])
    return page


def background_after(d: Draw) -> Page:
    """After the story a box «قصة سابقة» repeats an older one whole with its own date; the page's stamp is below."""
    one, two = d.stories[:2]
    pick = d.rng.choice
    page = Page(raw_title=f"{one['title']} | صوت الضيعة", outlet="صوت الضيعة")
    page.add("صوت الضيعة", "اغتراب", "فن وناس", tag="nav/a")
    page.add(one["title"], tag="h2")
    page.body(one)
    page.add(f"{pick(['نشر', 'تاريخ النشر'])}: {d.named(EGYPT)} {d.clock}", "المصدر: " + one["agency"], tag="div/span")
    page.add(pick(["من أرشيف الموقع", "خبر سابق", "اقرأ الخبر السابق"]), tag="h3")
    page.add(two["title"], f"{d.day} {EGYPT[d.month - 1]} {d.year - 1}", tag="div/div")
    page.body(two)
    page.add("عودة", "اطبع", tag="div/a")
    page.story(one, date=d.iso_minute, source_credit=one["agency"])
    page.story(two, "also_read", date=f"{d.year - 1:04}-{d.month:02}-{d.day:02}")
    return page


def front_with_opening(d: Draw) -> Page:
    """A front page: an opening with a sentence or two, then briefs with age and a line each, rates and rights; no
    story."""
    page = Page(raw_title="صحيفة الأصيل الإلكترونية", outlet="صحيفة الأصيل الإلكترونية")
    page.add("صحيفة الأصيل", "محليات", "تعليم", "مجتمع", tag="nav/a")
    for n, story in enumerate(d.wide[:4]):
        page.add(
            story["title"],
            " ".join(story["paragraphs"][0].split()[:22]) + d.rng.choice(["...", " …", "… المزيد"]),
            f"قبل {2 + n} ساعات",
            tag="article/div",
        )
    page.add("الأكثر قراءة", *d.heads(4), "أسعار العملات", "دولار 3.75", "يورو 4.10", tag="aside/div")
    page.add("صحيفة الأصيل الإلكترونية صحيفة سعودية تصدر بترخيص من وزارة الإعلام وتعنى بأخبار المناطق.", tag="footer/p")
    return page


def tagged_archive(d: Draw) -> Page:
    """An archive by tag: its name, how many, and for each a headline, a day and the first sentences whole; no story."""
    page = Page(raw_title="أرشيف بلديات - موقع بيادر", outlet="موقع بيادر")
    page.add("بيادر", "عن بيادر", "تواصل", tag="nav/a")
    page.add(d.rng.choice(["وسم: بلديات", "أرشيف الوسم: بلديات", "نتائج التصنيف: بلديات"]), "42 مادة", tag="div/h1")
    for n, story in enumerate(d.wide):
        page.add(story["title"], tag="article/h2 a")
        page.add(f"{d.rng.choice(['سهى نعيم', 'محرر بيادر'])} - {d.day - n % 2}/{d.month}/{d.year}", tag="article/div")
        page.add(" ".join(story["paragraphs"][:2]), tag="article/p")
    page.add("الصفحة 1 من 5", "الأقدم »", tag="div/a")
    return page


def site_talk(d: Draw) -> Page:
    """A site that speaks of itself amid and around the text: a plea above, an offer amid, who it is and rules below."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} | رصيف المدينة", outlet="رصيف المدينة")
    page.add(
        pick(
            [
                "رصيف المدينة مساحة مستقلة يمولها القراء، فكن شريكا في استمرارها.",
                "نحتاج إلى دعمكم كي نبقى مستقلين ونواصل تغطية ما لا يغطيه غيرنا.",
            ]
        ),
        tag="header/p",
    )
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(LEVANT)}", pick(["ريم شاهين", "فريق رصيف"]), tag="div/span")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add(
        pick(
            [
                "هل تعجبك مقالاتنا؟ سجّل بريدك لنرسل إليك رسالة أسبوعية تضم أفضل ما نشرناه.",
                "يسعدنا أن تصلك قصصنا كل صباح على واتساب، اضغط الزر وابدأ.",
            ]
        ),
        tag="aside/p",
    )
    page.add(*story["paragraphs"][2:], tag="p")
    page.add(
        pick(
            [
                "رصيف المدينة منظمة إعلامية غير ربحية تأسست عام 2014، وتنشر تقارير عن المدن وسكانها بثلاث لغات.",
                "كل المواد المنشورة على رصيف المدينة متاحة لإعادة النشر شرط ذكر المصدر ووضع رابط فعال.",
            ]
        ),
        pick(
            [
                "نلتزم في رصيف المدينة بتصحيح الأخطاء، راسلونا على البريد المخصص لذلك.",
                "إن وجدتم خطأ في المادة فأخبرونا به وسنصححه في أقرب وقت.",
            ]
        ),
        tag="footer/p",
    )
    page.story(story, date=d.iso)
    return page


def event_box(d: Draw) -> Page:
    """A Moroccan portal: a box of an event's facts with its day, prayer times with today's, comments dated, the stamp
    in words under the headline."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} - أطلس بريس", outlet="أطلس بريس")
    page.add(
        f"اليوم {d.day + 2} {MOROCCO[d.month - 1]} {d.year}",
        "الصبح 05:40",
        "الشروق 07:08",
        "الظهر 13:20",
        tag="header/span",
    )
    page.add("سياسة", "جهات", "أمازيغية", "مغاربة العالم", "صوت وصورة", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add(
        pick(["أطلس بريس - سلوى العمراني", "سلوى العمراني", "أطلس بريس من الرباط"]),
        f"{pick(['الأحد', 'الجمعة'])} {d.named(MOROCCO)} {pick(['-', '|', 'الساعة'])} {d.clock}",
        tag="div/span",
    )
    page.body(story)
    page.add(
        "أجندة",
        "معرض الصناعات التقليدية",
        f"من {d.day + 3} إلى {d.day + 4} {MOROCCO[d.month - 1]} {d.year}",
        tag="aside/div",
    )
    page.add(
        pick(
            [
                "النشرة الإخبارية اشترك الآن في النشرة البريدية لأطلس بريس، لتصلك آخر الأخبار يوميا",
                "تابعوا آخر الأخبار من أطلس بريس على Google News",
            ]
        ),
        tag="div/div",
    )
    page.add(
        "تعليقات الزوار",
        "1",
        "مغربي حر",
        f"{pick(['الأحد', 'الجمعة'])} {d.named(MOROCCO)} - 22:47",
        "تحية لكل من ساهم في هذا المشروع ونتمنى أن يعمم على باقي المدن والقرى المهمشة.",
        "12 إعجاب",
        "الرد",
        tag="section/div",
    )
    page.add("صوت وصورة", *d.heads(2), "المزيد", tag="section/a")
    page.story(story, date=d.iso_minute, source_credit_alt=["أطلس بريس"])
    return page


def undated_ticker(d: Draw) -> Page:
    """No date of its own; a live clock, stamped headlines of others beside and below, the year in the footer."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} :: دار الخبر", outlet="دار الخبر")
    page.add(
        f"{pick(['الأحد', 'الاثنين'])} {d.day + 1}-{d.month}-{d.year} م {pick(['09:17:05', '11:02'])}",
        "دار الخبر",
        "صفحة البداية",
        tag="header/span",
    )
    page.add(pick(["شريط", "آخر ما ورد"]), tag="div")
    for n, head in enumerate(d.heads(3)):
        page.add(f"{head} ({d.day}/{d.month} {20 - n}:15)", tag="div.ticker/a")
    page.add(story["title"], tag="h1")
    page.body(story)
    page.add(pick(["مقالات أحدث", "من اليوم"]), tag="h3")
    for n, head in enumerate(d.heads(3)):
        page.add(head, f"{d.day - n % 2} {EGYPT[d.month - 1]} {d.year} - {19 - n}:40", tag="div/div")
    page.add(
        f"دار الخبر {d.year - 5} - {d.year}",
        pick([f"آخر تحديث للموقع {d.day + 1}/{d.month}/{d.year}", "عدد زوار اليوم 5410"]),
        tag="footer/p",
    )
    page.story(story)
    return page


def press_round(d: Draw) -> Page:
    """A round of the press: three stories, each under its headline with the paper's name before, a rule between."""
    pick = d.rng.choice
    page = Page(raw_title="جولة الصحافة | منبر الضاد", outlet="منبر الضاد")
    page.add("منبر الضاد", "الصحف", "المجلات", tag="nav/a")
    rule = pick(["-----", "***", "ـــــــــ", "• • •"])
    for n, story in enumerate(d.stories[:3]):
        if n:
            page.add(rule, tag="p")
        page.add(story["title"], tag="h2")
        page.add(pick([f"صحيفة {pick(['الجسر', 'النواة'])}", f"عن موقع {pick(['نبأ', 'الشعلة'])}"]), tag="h4")
        page.add(*story["paragraphs"], tag="p")
        page.story(
            story,
            "main" if not n else "also_read",
            source_credit=page.rows[-1 - len(story["paragraphs"])].text,
            source_credit_alt=[None, page.rows[-1 - len(story["paragraphs"])].text.removeprefix("عن ")],
        )
    page.add("نهاية الجولة", "تابعونا غدا", tag="footer/p")
    return page


def glued_second(d: Draw) -> Page:
    """A dump that runs read-also, headline and counters on to the first story's last line, then the second's text."""
    one, two = d.stories[:2]
    pick = d.rng.choice
    page = Page(raw_title=f"{one['title']} | وجهات", outlet="وجهات")
    page.add("وجهات", "أخبار الساعة", tag="nav/a")
    page.add(one["title"], tag="h1")
    page.add(f"{d.day} {LEVANT[d.month - 1]} {d.year}", tag="span")
    page.body(one)
    page.glued(f"{pick(['اقرأ أيضا', 'شاهد أيضا', 'إقرأ أيضاً'])}: {two['title']}", tag="h3", glue=pick([" ", ""]))
    page.body(two)
    page.glued(pick(["شارك الخبر", "نسخ الرابط"]), tag="div", glue=pick([" ", ""]))
    page.add(pick(["الأكثر تفاعلا", "آخر الأخبار"]), *d.heads(3), tag="aside/a")
    page.story(one, date=d.iso)
    page.story(two, "also_read")
    return page
