"""Templates of sites as they are built today: broadcasters, tabloids, portals, aggregators, themes, shells."""

import json

from page_templates import EGYPT, LEVANT, Draw, Page


def rolling_channel(d: Draw) -> Page:
    """A news channel: a strip of stamped headlines above, two-line stamp with the city's time, labels of a player, one
    related headline amid the text, topics one a line, rows of sections."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} | قناة السهل", outlet="قناة السهل")
    page.add("المباشر", "تردداتنا", "من نحن", "تطبيقاتنا", "الوظائف", tag="nav ul/li a")
    page.add(pick(["آخر التطورات", "الآن على السهل", "أهم ما حدث"]), tag="div")
    for n, head in enumerate(d.heads(4)):
        page.add(f"{d.hour:02}:{50 - 7 * n:02}", head, tag="div.strip/a")
    page.add("أخبار", pick(["شرق أوسط", "عالم", "أوروبا وأميركا"]), tag="div/span")
    page.add(story["title"], tag="h1")
    page.add(
        f"{d.iso.replace('-', '/')}", f"{d.clock} بتوقيت {pick(['أبوظبي', 'الدوحة', 'مكة المكرمة'])}", tag="div/span"
    )
    page.add(pick(["السهل - خاص", "السهل - وكالات", "وكالات - السهل"]), tag="span")
    page.add("سرعة التشغيل", "1x", "1.25x", "1.5x", "00:00 / 03:12", "استماع", tag="div.player/button")
    page.add(f"{story['place']} (أرشيفية)", tag="figure/figcaption")
    page.body(story)
    at = len(page.rows) - 2
    aside = [pick(["موضوعات قد تهمك", "اقرأ أيضاً", "تابع المزيد"]), *d.heads(2)]
    side = Page()
    side.add(*aside, tag="aside/a")
    page.rows[at:at] = side.rows
    page.add("الموضوعات", story["place"], "البلديات", "مشاريع التنمية", "أخبار السهل", tag="ul.topics/li a")
    page.add(pick(["جميع الحقوق محفوظة لقناة السهل", f"قناة السهل {d.year + 1} ©"]), tag="footer/p")
    page.add("السهل بودكاست", *d.heads(1), "41:20", "برنامج الليلة", *d.heads(1), "25:03", tag="section/div")
    page.story(story, date=d.iso, source_credit_alt=["السهل", "وكالات", "السهل - وكالات"])
    return page


def street_tabloid(d: Draw) -> Page:
    """An Egyptian tabloid: rates and weather above, the writer before the stamp, bold headlines glued to the ends of
    paragraphs, a survey, a widget of matches."""
    story, pick = d.stories[0], d.rng.choice
    half = "م" if d.hour >= 12 else "ص"
    page = Page(raw_title=f"{story['title']} - الميدان", outlet="الميدان")
    page.add(
        "القاهرة 24°",
        "الدولار 48.25",
        "عيار 21 3,140 جنيه",
        "مواقيت الصلاة",
        "الفجر 04:35",
        "الظهر 12:01",
        tag="div/span",
    )
    page.add("كل الأقسام", "أخبار وتقارير", "حوادث وقضايا", "كورة", "ستات وبنات", "توك شو", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add(pick(["كتب- حسام النجار:", "كتبت - منى الشافعي", "كتب : كريم حلمي"]), tag="div")
    page.add(f"{d.hour % 12 or 12}:{d.minute:02} {half} | الأحد {d.named(EGYPT)}", tag="div")
    for i, paragraph in enumerate(story["paragraphs"]):
        page.add(paragraph, tag="p")
        if i in (0, 2):
            page.glued(
                f"{pick(['اقرأ أيضًا', 'اقرأ أيضا', 'شاهد أيضًا'])}: {d.heads(1)[0]}", tag="strong", glue=pick(["", " "])
            )
    page.add(
        pick(["هل تتوقع نجاح التجربة في مدينتك؟", "ما رأيك في مستوى الخدمات؟"]),
        "نعم",
        "لا",
        "لا يعنيني",
        "مشاركة التصويت",
        tag="aside/div",
    )
    page.add("مباريات اليوم", "نادي الشاطئ", "2 - 1", "شباب الواحة", "انتهت", tag="aside/div")
    page.add("موضوعات متعلقة:", *d.heads(3), tag="ul/li a")
    page.add("فيديو قد يعجبك:", *d.heads(1), tag="div/a")
    page.add("تعليقات الفيسبوك", "اعلان", "محمود صالح رئيس التحرير", tag="div/div")
    page.story(story, date=d.iso_minute)
    return page


def saharan_portal(d: Draw) -> Page:
    """A Mauritanian site on Drupal: «Submitted by», weekday and slashed day, the outlet in brackets before the text,
    the node's links below, a rail of other news with days."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} | وكالة كثبان الإخبارية", outlet="وكالة كثبان الإخبارية")
    page.add("تجاوز إلى المحتوى الرئيسي", "Français", "استمارة البحث", "بحث", tag="div/a")
    page.add(story["title"], tag="h1")
    label = pick(["نشر بواسطة كثبان في", "أرسله كثبان في", "Submitted by kuthban on", "بواسطة kuthban, "])
    page.add(f"{label} {pick(['ثلاثاء', 'أحد', 'خميس'])}, {d.day:02}/{d.month:02}/{d.year} - {d.clock}", tag="div/span")
    first, *rest = story["paragraphs"]
    page.add(pick(["كثبان (نواكشوط) - ", "(كثبان) - ", ""]) + first, *rest, tag="p")
    page.add(
        pick(["أضف تعليقا جديدا", "تسجيل الدخول أو التسجيل لإضافة تعليق"]),
        "نسخة سهلة الطبع",
        "316 قراءة",
        tag="ul.links/li a",
    )
    page.add(pick(["جديد الأخبار", "الأخبار الجديدة", "آخر ما نشر"]), tag="h2")
    for n, head in enumerate(d.heads(4)):
        page.add(head, f"{d.day:02}/{d.month:02}/{d.year} - {21 - n}:05", tag="div.views/div")
    page.add("‹ ‹", "1 من 240", "››", "البريد الإلكتروني: info@kuthban.example", tag="footer/div")
    page.story(story, date=d.iso_minute, source_credit_alt=["كثبان"])
    return page


def baghdad_channel(d: Draw) -> Page:
    """An Iraqi channel: reads and comments counted, a bar between day and clock, «نيوز/» before the text, its channels
    in Iraqi spelling, frequencies, programmes."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} - الفراتان نيوز", outlet="الفراتان نيوز")
    page.add("أمني", "محليات", "دوليات", "منوع", "البرامج", "شبكة البرامج", "ترددات القناة", tag="nav ul/li a")
    page.add(f"الفراتان نيوز – {pick(['محليات', 'سياسة', 'دولي'])}", tag="div")
    page.add(story["title"], tag="h1")
    page.add(f"{d.iso} | {d.clock}", f"{d.rng.randrange(300, 9000):,} مشاهدة", tag="div/span")
    first, *rest = story["paragraphs"]
    page.add(pick(["الفراتان نيوز/ ", "الفراتان نيوز-", "الفراتان نيوز/"]) + first, *rest, tag="p")
    page.add(
        pick(
            [
                "تابع قناة الفراتان على التليكرام",
                "أحدث الأخبار العراقية على قناتنا في تليكرام",
                "تابعوا قناة الفراتان على تلكرام",
            ]
        ),
        "إشترك بقناة الفراتان على اليوتيوب",
        tag="p",
    )
    page.add("مقالات أخرى للكاتب" if pick([True, False]) else "أخبار مختارة", *d.heads(3), tag="div/a")
    page.add(
        "حلقات البرامج",
        "نشرة التاسعة",
        f"الحلقة 214 | {d.day}-{d.month}-{d.year}",
        "بعد العاشرة",
        f"الحلقة 88 | {d.day - 1}-{d.month}-{d.year}",
        tag="section/div",
    )
    page.add("Live", "Radio", "نايل سات 11355 عمودي", "الأرشيف الصوري", tag="footer/div")
    page.story(story, date=d.iso_minute, source_credit_alt=["الفراتان نيوز"])
    return page


def relay(d: Draw) -> Page:
    """An aggregator that relays another outlet's whole text: who published when, a note on whose view it is, then the
    newest of the same country as headlines with ages."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=story["title"], outlet="كل الصحف")
    page.add("كل الصحف", "اختر الدولة", "أحدث الأخبار", "المصادر", "تبرع", "دخول / تسجيل", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add(
        pick(
            [
                f"كل الصحف - {story['agency']} نشر بتاريخ: {d.named(LEVANT)}",
                f"نشر بتاريخ: {d.named(EGYPT)} | المصدر: {story['agency']}",
                f"{story['agency']} • منشور {d.named(EGYPT)}",
            ]
        ),
        tag="div",
    )
    page.add(pick(["قبل 4 ساعة", "منذ 4 ساعات و 10 دقيقة", "4 ساعات"]), tag="div/span")
    page.body(story)
    page.add(
        pick(
            [
                f"ملاحظة: هذا الخبر نُشر أولا على موقع {story['agency']} ولا يعبر عن وجهة نظر كل الصحف، "
                "وحقوق النص محفوظة للمصدر الأول.",
                "ملاحظة: إن المحتوى أعلاه يعبّر فقط عن رأي ناشره، ولا يتحمل الموقع أي مسؤولية عنه.",
                "محتوى هذا الخبر تم جلبه آليا من المصدر، وإدارة الموقع غير مسؤولة عن دقته.",
            ]
        ),
        tag="p",
    )
    page.add(pick(["المصدر الأصلي", "زيارة المصدر", "اقرأ الخبر من مصدره"]), "إبلاغ عن محتوى", tag="div/a")
    page.add(pick(["أحدث الأخبار من نفس الدولة", "جديد الصحف"]), tag="h3")
    for n, head in enumerate(d.heads(4)):
        page.add(head, f"منذ {3 + n} دقيقة", pick(["صحيفة الجسر", "موقع نبأ", "عين الخبر"]), tag="div.card/div")
    page.story(
        story,
        date=d.iso,
        source_credit=story["agency"],
        source_credit_alt=[None],
    )
    return page


def magazine_theme(d: Draw) -> Page:
    """A common theme for weblogs: writer, dot and day on one line, counters, networks in mixed script, buttons glued to
    the last line, a box that pops up with one more headline and its day."""
    story, pick = d.stories[0], d.rng.choice
    stamp = f"{d.day} {EGYPT[d.month - 1]}، {d.year}"
    page = Page(raw_title=f"{story['title']} - مجلة سراج", outlet="مجلة سراج")
    page.add(f"الرئيسية/{pick(['اخبار محلية', 'تقارير', 'متفرقات'])}/{story['title']}", tag="nav/span")
    page.add(pick(["متفرقات", "أخبار محلية", "عام"]), tag="span")
    page.add(story["title"], tag="h1")
    page.add(
        f"{pick(['ادارة الموقع', 'هيام عزام', 'admin'])}{pick([' • ', '', ' '])}{stamp}",
        pick(["0 59 دقيقة واحدة", "آخر تحديث: " + stamp, "0 212 2 دقائق"]),
        tag="div",
    )
    page.add(
        "فيسبوك \u202bX لينكدإن \u200fTumblr بينتيريست \u200fReddit \u200fVKontakte مشاركة عبر البريد طباعة",
        tag="div",
    )
    page.body(story)
    page.glued("فيسبوك \u202bX لينكدإن مشاركة عبر البريد طباعة", tag="div.share", glue=pick(["", " ", "\n"]))
    page.add("الوسوم", "خدمات", "بلديات", tag="div/a")
    page.add(pick(["ادارة الموقع", "هيام عزام"]), "موقع الويب فيسبوك \u202bX", tag="div/div")
    page.add("مقالات ذات صلة", tag="h3")
    for head in d.heads(3):
        page.add(head, f"{d.day - 1} {EGYPT[d.month - 1]}، {d.year}", tag="div/div")
    page.add(
        "اترك تعليقاً إلغاء الرد",
        "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
        "التعليق *",
        "الاسم *",
        "الموقع الإلكتروني",
        "احفظ اسمي، بريدي الإلكتروني، والموقع الإلكتروني في هذا المتصفح لاستخدامها المرة المقبلة في تعليقي.",
        tag="form/p",
    )
    page.add("شاهد أيضاً إغلاق", d.heads(1)[0], stamp, "زر الذهاب إلى الأعلى", tag="div/div")
    page.story(story, date=d.iso)
    return page


class Shell(Page):
    """A page whose HTML is a script's shell, with the text in its linked data alone."""

    def html(self) -> str:
        body = '<div id="app"></div><noscript>يرجى تفعيل جافا سكريبت لعرض هذه الصفحة</noscript>'
        return f"<!doctype html><html><head><title>{self.raw_title}</title>{self.head}</head><body>{body}</body></html>"


def script_shell(d: Draw) -> Page:
    """A single-page application: as HTML an empty shell with the article as linked data, as text what it shows."""
    story, pick = d.stories[0], d.rng.choice
    page = Shell(raw_title=f"{story['title']} | منصة مدار", outlet="منصة مدار")
    article = {
        "@context": "https://schema.org",
        "@type": pick(["NewsArticle", "Article", ["NewsArticle"]]),
        "headline": story["title"],
        "datePublished": f"{d.iso_minute}:00+03:00",
        "dateModified": f"{d.iso}T23:10:00+03:00",
        "author": {"@type": "Organization", "name": "مدار"},
        "articleBody": pick(["\n", "\n\n", "\r\n"]).join(story["paragraphs"]),
    }
    graph = {"@graph": [{"@type": "WebSite", "name": "منصة مدار"}, article]}
    declared = json.dumps(pick([article, graph, [article]]), ensure_ascii=pick([True, False]))
    page.head = f'<script type="application/ld+json">{declared}</script>'
    page.add("مدار", "استكشف", "الملفات", "النشرات", "حسابي")
    page.add(story["title"], f"{d.named(EGYPT)}", "حفظ", "مشاركة", "تكبير النص")
    page.body(story)
    page.add("هل استفدت من هذا المحتوى؟", "نعم", "لا", "التالي في مدار", *d.heads(2))
    page.story(story, date=d.iso_minute)
    return page


def long_leads(d: Draw) -> Page:
    """A section's front: under each headline its whole first paragraph, no label, here and there a day; no story."""
    page = Page(raw_title="منوعات - صحيفة النورس", outlet="صحيفة النورس")
    page.add("النورس", "محليات", "عربي ودولي", "الاقتصادي", "الرياضي", "آخر صفحة", tag="nav ul/li a")
    page.add("منوعات", tag="h1")
    own = d.rng.choice([True, False])
    for n, story in enumerate(d.wide):
        page.add(story["title"], tag="article/h3 a")
        if own:
            page.add(f"{d.day - n % 2} {EGYPT[d.month - 1]} {d.year}", tag="article/span")
        page.add(story["paragraphs"][0], tag="article/p")
    page.add("« السابق", "1", "2", "3", "التالي »", f"حقوق النشر محفوظة - صحيفة النورس {d.year}", tag="footer/span")
    return page


def evening_digest(d: Draw) -> Page:
    """A digest of three stories, each whole under its headline, its source in brackets, no marker between."""
    pick = d.rng.choice
    title = f"حصاد اليوم: أبرز ما جرى {d.named(EGYPT)}"
    page = Page(raw_title=f"{title} | نافذة برس", outlet="نافذة برس")
    page.add("نافذة برس", "النشرات", "الخدمات", "اتصل بنا", tag="nav ul/li a")
    page.add(title, tag="h1")
    page.add(pick(["فريق التحرير", "إعداد: فريق النشرة"]), f"{d.clock} - {d.named(EGYPT)}", tag="div/span")
    for n, story in enumerate(d.stories[:3]):
        page.add(story["title"], tag="h2")
        page.add(*story["paragraphs"], tag="p")
        page.glued(f"({story['agency']})", tag="em", glue=" ")
        page.story(
            story,
            "main" if not n else "also_read",
            source_credit_alt=[story["agency"]],
            published_at_alt=[d.iso] if not n else [],
        )
    page.add(pick(["للاشتراك في النشرة أرسل بريدك", "تصلكم النشرة كل مساء"]), "أرشيف النشرات", tag="footer/div")
    return page


def running_updates(d: Draw) -> Page:
    """A live page: main points above, then entries newest first with age, bold heading, text and share labels."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']}.. لحظة بلحظة | سند", outlet="سند")
    head = f"{story['title']}.. لحظة بلحظة"
    page.add("مباشر", tag="span")
    page.add(head, tag="h1")
    page.add(f"{pick(['بدأت التغطية', 'نشر في', 'تاريخ النشر'])} {d.named(LEVANT)}", tag="div")
    page.add(
        pick(["آخر تحديث للصفحة منذ دقيقتين", "تتجدد التغطية تلقائيا"]),
        "الترتيب: الأحدث أولا",
        "عرض التحديثات المثبتة",
        tag="div/span",
    )
    for i, paragraph in enumerate(story["paragraphs"]):
        page.add(
            pick([f"منذ {5 + 9 * i} دقيقة", f"{23 - i}:{40 - 5 * i:02}", f"{23 - i}:{10 + i} (ت.غ)"]),
            tag="section/time",
        )
        page.add(paragraph, tag="section/p")
        page.add("مشاركة التحديث", "نسخ رابط التحديث", tag="section/button")
    page.add("تحميل التحديثات الأقدم", "تغطيات سابقة", *d.heads(3), tag="footer/a")
    page.story(story, title=head, date=d.iso, title_alt=[story["title"]])
    return page
