"""Templates as crawlers dump them: both genders in one word, pleas for corrections, data for machines, emoji."""

from page_templates import EGYPT, LEVANT, Draw, Page


def both_genders(d: Draw) -> Page:
    """A Palestinian site that addresses both genders with a slash, an editor, an update's clock, bars after labels."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} | أخبار محلية | كرمل نت", outlet="كرمل نت")
    page.add("كرمل نت", "أخبار الـ48", "ثقافة وأدب", "وفيات", "مسابقات", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add(
        pick(["تحرير: نديم قسيس", "إعداد وتحرير: نديم قسيس"]),
        f"{d.named(EGYPT)} - {d.clock}",
        f"آخر تحديث {23}:{d.minute:02}",
        tag="div/span",
    )
    page.add(f"({pick(['توضيحية', 'أرشيفية', 'غيتي'])})", tag="figure/figcaption")
    page.add(story["paragraphs"][0], tag="p")
    page.add(f"اقرأ/ي أيضًا {pick(['|', ':', '-'])} {d.heads(1)[0]}", tag="p")
    page.add(*story["paragraphs"][1:], tag="p")
    if pick([True, False]):
        page.glued(f"اقرأ/ي أيضًا | {d.heads(1)[0]}", tag="p", glue=" ")
    page.add(pick(["شارك/ي المقال مع أصدقائك/صديقاتك", "شاركونا رأيكم/ن في التعليقات"]), tag="p")
    page.add(
        "التعليقات", "يرجى عدم نشر تعليقات مسيئة. كرمل نت غير مسؤول عن تعليقات القراء.", "مشاركات القراء", tag="div/div"
    )
    page.add("الأكثر قراءة", *d.heads(3), tag="aside/a")
    page.story(story, date=d.iso_minute)
    return page


def correction_pleas(d: Draw) -> Page:
    """A Syrian weekly: outlet and reporter in a line, a camera's caption, two pleas for corrections and complaints."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} - جريدة زيتون", outlet="جريدة زيتون")
    page.add("أخبار وتقارير", "ناس", "ملفات زيتون", "رسم ساخر", "PDF العدد", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add(
        f"{d.day}/{d.month:02}/{d.year}",
        f"{d.clock} {pick(['ص', 'م'])}" if d.hour < 12 else f"{d.clock}",
        tag="div/span",
    )
    page.add(
        f"جانب من {story['place']} – {d.day} من {LEVANT[d.month - 1]} {d.year} (زيتون/ رامي الحمصي)",
        tag="figure/figcaption",
    )
    page.add(pick(["زيتون – خاص", "زيتون – رامي الحمصي"]), tag="p")
    page.body(story)
    page.add(
        "إذا كنت تعتقد/تعتقدين أن المقال يحوي معلومات خاطئة أو لديك تفاصيل إضافية أرسل/أرسلي تصحيحًا",
        "إذا كنت تعتقد/تعتقدين أن المقال ينتهك أيًا من المبادئ الأخلاقية أو المعايير المهنية قدم/قدمي شكوى",
        tag="div/a",
    )
    page.add(pick(["المزيد من محافظات", "المزيد من سوريا"]), *d.heads(3), tag="section/a")
    page.add("زيتون على الشبكات", "حمّل العدد الأخير", "من مشاريع زيتون", tag="footer/a")
    page.story(story, date=d.iso, source_credit_alt=["زيتون"])
    return page


def data_for_machines(d: Draw) -> Page:
    """A broadcaster whose dump carries its data for machines: headline, date and lead again, ISO times, mail, phone."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} - {d.day:02}.{d.month:02}.{d.year}, موجة عربية", outlet="موجة عربية")
    stamp = f"{d.day:02}.{d.month:02}.{d.year}, موجة عربية"
    page.add("https://mawja.example", "موجة عربية", "العالم", tag="div/span")
    page.add(story["title"], stamp, tag="div/span")
    page.add(f"{d.iso_minute}+0000", f"{d.iso}T21:05+0000", tag="div/span")
    page.add(pick(["أخبار محلية", "منوعات"]), "أخبار العالم الآن", tag="ul/li a")
    page.add(story["title"], tag="h1")
    page.add(
        f"{d.clock} GMT {d.day:02}.{d.month:02}.{d.year} (تم التحديث: 21:05 GMT {d.day:02}.{d.month:02}.{d.year})",
        tag="div",
    )
    page.add(f"© Photo / {story['agency']}", "تابعنا عبر", tag="figure/figcaption")
    page.body(story)
    page.add(*([story["paragraphs"][0]] if pick([True, False]) else []), tag="div")
    page.add("موجة عربية", "feedback@mawja.example", "+74956456601", "MIA „Mawja“", "شريط الأخبار", "0", tag="div/span")
    page.add(
        "للمشاركة في المناقشة",
        "قم بتسجيل الدخول أو تسجيل حساب جديد",
        "المحادثات",
        "Заголовок открываемого материала",
        tag="div/span",
    )
    page.story(story, date=d.iso)
    return page


def eastern_channel(d: Draw) -> Page:
    """A channel with points in its stamps, a bar and GMT, own networks amid the text, the source with a plus sign."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} - أورال بالعربية", outlet="أورال بالعربية")
    page.add("الأخبار", "أخبار العالم العربي", "فيديوهات أورال", "وثائقي", "حوار خاص", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add(
        f"تاريخ النشر: {d.day:02}.{d.month:02}.{d.year} | {d.clock} GMT",
        pick(["آخر تحديث: " + f"{d.day + 1:02}.{d.month:02}.{d.year} | 00:02 GMT", "محليات"]),
        tag="div/span",
    )
    page.add(f"{story['place']} / {story['agency']}", "انسخ الرابط", "https://ural.example/sgg8", tag="div/span")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add(pick(["إقرأ المزيد", "شاهد أيضا"]), *d.heads(2), tag="div/a")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add(pick([f"المصدر: {story['agency']}", f"المصدر: {story['agency']}"]), tag="p")
    page.add("تابعوا أورال على", "موافق", "هنا يمكنك متابعة كل ما يبث", "التعليقات", "أفكارك وآراؤك", tag="div/span")
    page.story(story, date=d.iso_minute, source_credit=story["agency"])
    return page


def labelled_world_service(d: Draw) -> Page:
    """A world service's dump: labels for pictures' sources and lines, an article's facts, skip links around lists."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} - إذاعة القارات", outlet="إذاعة القارات")
    page.add("تخطى إلى المحتوى", "الأقسام", "كل الأقسام", "فيديو", "بودكاست", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add("صدر الصورة، Reuters", f"التعليق على الصورة، مشهد من {story['place']}", tag="figure/figcaption")
    page.add(
        "معلومات المقال",
        "الكاتب, " + pick(["نورا المصري", "فريق التحقيق"]),
        "الوظيفة, مراسلة إذاعة القارات",
        tag="ul/li",
    )
    page.add(pick([f"{d.named(LEVANT)}", f"{d.named(EGYPT)}"]), f"{pick(['4', '3'])} دقيقة", tag="ul/li")
    page.add(*story["paragraphs"][:1], tag="p")
    page.add("تخطى الأكثر قراءة وواصل القراءة", "الأكثر قراءة", *d.heads(3), "الأكثر قراءة نهاية", tag="section/div")
    page.add(*story["paragraphs"][1:], tag="p")
    page.add(pick(["قصص مقترحة", "مواضيع ذات صلة"]), *d.heads(2), tag="section/a")
    page.add(
        "اخترنا لكم",
        *d.heads(2),
        f"© {d.year} إذاعة القارات. إذاعة القارات ليست مسؤولة عن محتوى المواقع الخارجية. اقرأ عن سياستنا تجاه الروابط.",
        tag="footer/div",
    )
    page.story(story, date=d.iso)
    return page


def embedded_clip(d: Draw) -> Page:
    """A European channel: rights before the writer, stamp with an offset, a code to embed, an advert's label."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} | يوروميد", outlet="يوروميد")
    page.add("أخبار أوروبا", "الميزان", "سفر", "المناخ", "نمط حياة", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add(pick([f"حقوق النشر {story['agency']}", "حقوق النشر AP/Copyright 2022 The AP"]), tag="div")
    page.add(
        pick(["بقلم: يوروميد", "بقلم: يوروميد مع وكالات"]),
        f"{pick(['نشرت في', 'نشر في'])} {d.day:02}/{d.month:02}/{d.year} - {d.clock} GMT+1",
        tag="div/span",
    )
    page.add("شارك هذا المقال", "شارك", "Close Button", "نسخ/لصق رابط الفيديو المضمن أدناه:", "Copied", tag="div/span")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add("اعلان", "اعلان", tag="div/span")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("انتقل إلى اختصارات الوصول", "شارك هذا المقال", "محادثة", "مواضيع إضافية", *d.heads(2), tag="div/div")
    page.add("كلمات مفتاحية", "مدن", "خدمات", pick(["الأخبار الأكثر تداولا", "اخترنا لك"]), *d.heads(3), tag="div/a")
    page.story(story, date=d.iso_minute, source_credit_alt=["يوروميد", "وكالات", "يوروميد مع وكالات"])
    return page


def amman_site(d: Draw) -> Page:
    """A Jordanian site: a number sign, outlet with a dash before the text, readers' comments numbered, with days."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} | وكالة سنديان الإخبارية", outlet="سنديان")
    page.add("أخبار الأردن", "نبض الشارع", "جامعات", "مناسبات", "وظائف", "وفيات اليوم", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add(
        f"{d.day:02}-{d.month:02}-{d.year} {d.clock} {pick(['PM', 'AM'])}"
        if d.hour <= 12
        else f"{d.day:02}-{d.month:02}-{d.year} {d.clock}",
        tag="div",
    )
    first, *rest = story["paragraphs"]
    page.add(pick(["سنديان - ", "سنديان- ", "#سنديان - "]) + first, *rest, tag="p")
    page.add(pick(["#سنديان #مدن #خدمات", "#أخبار_محلية"]), tag="p")
    page.add(
        "تعليقات القراء (2)",
        f"1- {pick(['مواطن', 'ابو صقر'])}: {d.day}-{d.month}-{d.year} 05:12 PM",
        "الله يعطيكم العافية",
        f"2- مغترب: {d.day}-{d.month}-{d.year} 06:40 PM",
        "نتمنى من المسؤولين متابعة الموضوع لأن الناس تعبت من الوعود التي لا تنفذ أبدا.",
        tag="div/div",
    )
    page.add("الاسم : *", "البريد الالكتروني :", "التعليق : *", "بقي لك 500 حرف", tag="form/label")
    page.add(pick(["اقرأ ايضاً", "أخبار ذات علاقة"]), *d.heads(3), "جميع الحقوق محفوظة", tag="div/a")
    page.story(story, date=d.iso, source_credit_alt=["سنديان", "وكالة سنديان الإخبارية"])
    return page


def emoji_bulletin(d: Draw) -> Page:
    """A messenger channel's post with a headline: signs before the lines, a handle, a plea to share, subscribers."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=None, outlet="نشرة الضحى")
    page.add("نشرة الضحى", "48.2K مشترك", tag="div/span")
    page.add(f"{pick(['🔴', '📌', '⭕️'])} {story['title']}", tag="div/b")
    page.body(story)
    page.add(pick([f"🗓 {d.named(EGYPT)}", f"📅 {d.iso}"]), tag="div")
    page.add(
        pick(["📲 للاشتراك في القناة عبر الرابط: t.me/duha_example", "✅ شاركوا المنشور مع أصدقائكم"]),
        "👁 12.4K",
        f"{d.clock}",
        tag="div/span",
    )
    page.story(story, title=story["title"], date=d.iso, published_at_alt=[None])
    return page


def edition_daily(d: Draw) -> Page:
    """A Bahraini daily: edition and both calendars over all, a section, writer between bars, a size button."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(
        raw_title=f"{pick(['صحيفة المرفأ الأزرق', story['title'] + ' | صحيفة المرفأ الأزرق'])}",
        outlet="صحيفة المرفأ الأزرق",
    )
    today = f"{pick(['الثلاثاء', 'الأحد'])} {d.day:02} {EGYPT[d.month - 1]} {d.year} م"
    page.add(
        f"العدد : 1669{d.day % 10} - {today}، الموافق 21 جمادى الأولى 1445هـ",
        tag="header/div",
    )
    page.add("الأولى", "أخبار البلد", "قضايا وحوادث", "الخليج الطبي", "بريد القراء", tag="nav ul/li a")
    page.add(pick(["أخبار البلد", "قضايا وحوادث"]), tag="div")
    page.add(story["title"], tag="h1")
    page.add(f"{pick(['الثلاثاء', 'الأحد'])} {d.day:02} {EGYPT[d.month - 1]} {d.year} - 02:00", tag="div")
    page.add(pick(["| كتبت: مروة أحمد |", "كتب علي الخاتم:", "تصوير - محمود بابا"]), "Aa", tag="div")
    page.body(story)
    page.add(pick(["كلمات دالة", "هاشتاق"]), "الخدمات", "البلديات", "aak_news", "adminstrator", tag="div/a")
    page.add(
        "aak_news", "الأعداد السابقة", "حقوق النشر © 2000 - " + str(d.year) + " صحيفة المرفأ الأزرق", tag="footer/div"
    )
    page.story(story, date=d.iso)
    return page


def bar_after_label(d: Draw) -> Page:
    """A Cairo portal: «اقرأ أيضا | …» after paragraphs on lines of their own, «ترشيحاتنا», a writer without a label."""
    story, pick = d.stories[0], d.rng.choice
    half = "م" if d.hour >= 12 else "ص"
    page = Page(raw_title=f"{story['title']} | بوابة الصباح الجديد", outlet="بوابة الصباح الجديد")
    page.add("أخبار مصر", "البوابة اليوم", "تكنولوجيا السيارات", "الموقف الرياضي", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add(pick(["صورة موضوعية", "صورة أرشيفية", "أرشيفية"]), tag="div")
    page.add(
        pick(["ياسمين سامي", "أ ش أ", "محمد وهدان"]),
        f"الثلاثاء، {d.day:02} {EGYPT[d.month - 1]} {d.year} - {d.hour % 12 or 12}:{d.minute:02} {half}",
        tag="div/span",
    )
    for i, paragraph in enumerate(story["paragraphs"]):
        page.add(paragraph, tag="p")
        if i in (1, 3):
            page.add(
                f"{pick(['اقرأ أيضا', 'اقرأ أيضًا', 'إقرأ أيضاً'])} {pick(['|', '| «', '..'])} {d.heads(1)[0]}", tag="p"
            )
    page.add(
        pick(["ترشيحاتنا", "أخبار متعلقة"]),
        *d.heads(3),
        "مشاركة",
        pick(["رسائل البوابة", "الأكثر قراءة"]),
        *d.heads(3),
        tag="section/a",
    )
    page.story(story, date=d.iso_minute, source_credit_alt=["أ ش أ"])
    return page
