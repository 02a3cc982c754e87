"""Templates of pages that are no paper's and no agency's: aggregators, AMP, print views, weblogs, live pages."""

from page_templates import EGYPT, ENGLISH, LEVANT, Draw, Page


def pulse(d: Draw) -> Page:
    """An aggregator's app page: outlet and age over the headline, a note of no liability, more of the same outlet."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | نبضات", outlet="نبضات")
    page.add("نبضات", "تسجيل الدخول", "حمّل التطبيق", tag="header/a")
    page.add("صحيفة الشرفة", "منذ 4 ساعات", "متابعة", tag="div/span")
    page.add(story["title"], tag="h1")
    page.add(*story["paragraphs"], tag="p")
    page.add("عرض الخبر من المصدر", tag="div/a")
    page.add(
        'إن "نبضات" محرك بحث إخباري يعرض الأخبار من مصادرها، ولا يتحمل أي مسؤولية عن محتواها، ولا يعبر عن رأي المصدر.',
        tag="div/p",
    )
    page.add("المزيد من صحيفة الشرفة", *d.heads(3), tag="aside/div")
    page.story(story, published_at_alt=[d.iso], source_credit_alt=["صحيفة الشرفة"])
    return page


def reprint(d: Draw) -> Page:
    """A page that repeats another's news: «كانت هذه تفاصيل خبر», «كما ننوه» and the source's name in the sentence."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("أخبار عربية", tag="div/a")
    page.add(story["title"], tag="h1")
    page.add(f"نشر بتاريخ : {d.named(EGYPT)} - {d.clock}", tag="span")
    page.add(*story["paragraphs"], tag="p")
    page.add(
        f"كانت هذه تفاصيل خبر {story['title']} لهذا اليوم نرجوا بأن نكون قد وفقنا بإعطائك التفاصيل "
        "والمعلومات الكامله .",
        tag="p",
    )
    page.add(
        "كما تَجْدَر الأشاراة بأن الخبر الأصلي قد تم نشرة ومتواجد على صحيفة الشرفة وقد قام فريق التحرير "
        "بالتاكد منه وربما تم التعديل علية "
        "وربما قد يكون تم نقله بالكامل او الاقتباس منه ويمكنك قراءة ومتابعة مستجدادت هذا الخبر من مصدره الاساسي.",
        tag="p",
    )
    page.add("الأكثر زيارة", *d.heads(3), tag="aside/a")
    page.story(story, date=d.iso_minute, source_credit_alt=["صحيفة الشرفة"])
    return page


def search_list(d: Draw) -> Page:
    """A news search: outlet, headline and age, over and over; no story."""
    page = Page(raw_title="أخبار محلية - بحث الأخبار")
    page.add("بحث الأخبار", "الصفحة الرئيسية", "لك", "متابعة", "الأخبار المحلية", tag="nav/a")
    for story, age in zip(d.stories, ("قبل ساعة واحدة", "أمس", "قبل 3 أيام"), strict=True):
        page.add("صحيفة الشرفة", "المزيد", story["title"], age, tag="article/div")
        page.add("الغدير", d.near(story), "قبل 5 ساعات", tag="article/div")
    page.add("تغطية إخبارية كاملة", "مساعدة", "إرسال تعليقات", "الخصوصية", "البنود", tag="footer/a")
    return page


def amp(d: Draw) -> Page:
    """An AMP page: a closed menu, a stamp in the markup alone, the caption, the text, a link to the full version."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.head = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",'
        f'"headline":"x","datePublished":"{d.iso_minute}:00+03:00","dateModified":"{d.year + 1}-01-01"}}]}}</script>'
    )
    page.declared = d.iso_minute
    page.add("✕", "الرئيسية", "سياسة", "اقتصاد", tag="amp-sidebar/a")
    page.add("☰", tag="button")
    page.add(story["title"], tag="h1")
    caption = f"{story['place']} في صورة من الأرشيف"
    page.add(caption, tag="figure/figcaption")
    page.add(*story["paragraphs"], tag="p")
    page.add("عرض النسخة الكاملة للموقع", "Back to top", tag="footer/a")
    page.story(story, optional_paragraphs=[caption])
    return page


def printed(d: Draw) -> Page:
    """A print view: the day of printing over all, addresses, the outlet's stamp, nothing else."""
    story = d.stories[0]
    page = Page(raw_title=f"طباعة - {story['title']}")
    page.add(f"تاريخ الطباعة: {d.day + 2}/{d.month}/{d.year} 18:40", "https://bayan.example/print/41877", tag="div")
    page.add(story["title"], tag="h2")
    page.add(f"{d.day} {EGYPT[d.month - 1]} {d.year}", tag="div")
    page.add(*story["paragraphs"], tag="p")
    page.add("تمت الطباعة من موقع البيان الجديد", "https://bayan.example/41877", "إغلاق النافذة", "اطبع", tag="div")
    page.story(story, date=d.iso)
    return page


def weblog(d: Draw) -> Page:
    """A WordPress theme: writer glued to the stamp, counters, networks in English, author's name, «إلغاء الرد»."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - ضفاف نيوز", outlet="ضفاف نيوز")
    page.add("القائمة", "بحث عن", "الوضع المظلم", "مقال عشوائي", "إضافة عمود جانبي", tag="nav/a")
    page.add(f"الرئيسية/أخبار/{story['title']}", tag="nav.crumbs")
    page.add("أخبار", tag="span")
    page.add(story["title"], tag="h1")
    stamp = f"{EGYPT[d.month - 1]} {d.day}, {d.year}"
    page.add(f"ضفاف نيوز{stamp}آخر تحديث: {EGYPT[d.month - 1]} {d.day}, {d.year}", "0 45 دقيقة واحدة", tag="div.meta")
    page.add(*story["paragraphs"], tag="p")
    page.add("Facebook X LinkedIn Tumblr Pinterest Reddit VKontakte مشاركة عبر البريد طباعة", tag="div.share")
    page.add("ضفاف نيوز", "موقع الويب", "فيسبوك", tag="div.author/a")
    page.add("مقالات ذات صلة", tag="div/h3")
    for head in d.heads(3):
        page.add(head, f"{EGYPT[d.month - 1]} {d.day - 1}, {d.year}", tag="div/div")
    page.add("اترك تعليقاً إلغاء الرد", tag="h3")
    page.add(
        "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
        "التعليق *",
        "الاسم *",
        "البريد الإلكتروني *",
        tag="form/label",
    )
    page.add(
        "احفظ اسمي، بريدي الإلكتروني، والموقع الإلكتروني في هذا المتصفح لاستخدامها المرة المقبلة في تعليقي.",
        tag="form/label",
    )
    page.add("شاهد أيضاً", "إغلاق", d.heads(1)[0], "زر الذهاب إلى الأعلى", tag="div/a")
    page.story(story, date=d.iso)
    return page


def followed(d: Draw) -> Page:
    """Pleas to follow on this and that network before, amid and after the text, and one glued to its end."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(f"{d.clock} | {d.named(LEVANT)}", tag="span")
    page.add("تابعنا على واتساب", "تابعنا على نبض", tag="div/a")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add("للمزيد من الأخبار العاجلة انضموا إلى قناة الميناء نيوز على تطبيق تلغرام", tag="p strong")
    page.add(*story["paragraphs"][2:-1], tag="p")
    page.add(f"{story['paragraphs'][-1]} لمتابعة الأخبار العاجلة عبر واتساب اضغط هنا", tag="p")
    page.add("يمكنكم متابعة آخر الأخبار عبر حسابنا الرسمي في منصة إكس ومن خلال قناتنا على يوتيوب", tag="p")
    page.add("لقد قرأت الخبر، قد تهمك أيضا هذه الأخبار", *d.heads(3), tag="div/a")
    page.story(story, date=d.iso_minute)
    return page


def messenger(d: Draw) -> Page:
    """A post of a messenger's channel: name, followers, the text with a handle below, views and clock; no headline."""
    story = d.stories[0]
    page = Page(raw_title="ميناء عاجل", outlet="ميناء عاجل")
    page.add(
        "ميناء عاجل",
        "48.2K subscribers",
        "🔴 قناة إخبارية على مدار الساعة",
        "View in Telegram",
        "Preview channel",
        tag="div",
    )
    page.add(*story["paragraphs"], tag="div")
    page.add("@minaa_example", "📲 للاشتراك بالقناة: t.me/minaa_example", tag="div/a")
    page.add("12.4K views", f"{d.clock}", tag="div/span")
    page.story(story, title=None, optional_paragraphs=["🔴 قناة إخبارية على مدار الساعة"])
    return page


def live_newest_first(d: Draw) -> Page:
    """A live page, newest entry first: clock, a heading, the text, a share line; below an older story's box."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']}.. لحظة بلحظة")
    page.add("مباشر", tag="span")
    page.add(f"{story['title']}.. لحظة بلحظة", tag="h1")
    page.add(f"نشر في {d.named(EGYPT)} {d.clock}", "آخر تحديث قبل 5 دقائق", tag="span")
    heads = ["تطور جديد", "ماذا قال المسؤول؟", "بالأرقام", "رد فعل", "تفاصيل إضافية", "متابعة", "خلفية"]
    for i, paragraph in enumerate(story["paragraphs"]):
        page.add(f"{20 - i}:{50 - 7 * i:02} بتوقيت غرينتش", tag="article/time")
        page.add(heads[i % len(heads)], tag="article/h3")
        page.add(paragraph, tag="article/p")
        page.add("شارك", tag="article/a")
    page.add("عرض المزيد", "اقرأ أيضا", *d.heads(2), tag="div/a")
    page.story(story, title=f"{story['title']}.. لحظة بلحظة", date=d.iso_minute, optional_paragraphs=heads + heads)
    return page


def transcript(d: Draw) -> Page:
    """A video's page with what was said: player labels above, a note on the machine that wrote it down."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | فيديو")
    page.add("تشغيل", "00:00", "03:12", "كتم الصوت", "جودة 720p", tag="div.player/span")
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(EGYPT)}", "المدة: 3:12", "المشاهدات: 1,204", tag="div/span")
    page.add("نص الفيديو", tag="h3")
    page.add(*story["paragraphs"], tag="p")
    page.add("أُنجز هذا النص آليا وقد يحتوي على أخطاء", tag="p")
    page.add("الفيديو التالي", *d.heads(3), tag="aside/a")
    page.story(story, date=d.iso)
    return page


def stub(d: Draw) -> Page:
    """Two paragraphs, then a wall of offers; the lists below speak of the same subject."""
    story = d.stories[0] | {"paragraphs": d.stories[0]["paragraphs"][:2]}
    page = Page(raw_title=f"{story['title']} - الاقتصاد الحر")
    page.add("أسواق", "شركات", "رأي", "الأعداد", "اشترك", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add("ليلى سعادة", f"{d.iso}", tag="div/span")
    page.add(*story["paragraphs"], tag="p")
    page.add("تبقى لك 0 من 3 مقالات مجانية هذا الشهر", tag="section/h3")
    page.add("اشترك الآن لتتابع قراءة هذا المقال وكل ما ننشره من تحليلات وتقارير حصرية", tag="section/p")
    page.add(
        "اشتراك شهري",
        "9.99 دولار",
        "اشتراك سنوي",
        "89 دولارا",
        "وفر 25%",
        "لديك اشتراك؟ تسجيل الدخول",
        tag="section/div",
    )
    page.add("الأكثر قراءة", d.near(story), *d.heads(2), tag="aside/a")
    page.story(story, date=d.iso)
    return page


def machine_translated(d: Draw) -> Page:
    """A note on a machine's translation, a summary in points made by one, the link to the original."""
    story = d.stories[0]
    points = ["• المسألة تخص آلاف السكان", "• القرار النهائي ينتظر الشهر المقبل"]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(
        "By Layla Haddad",
        f"{ENGLISH[d.month - 1]} {d.day}, {d.year} at {d.clock} GMT+3",
        "تم التحديث قبل ساعة",
        tag="div/span",
    )
    page.add("ملخص بالذكاء الاصطناعي", *points, tag="section/div")
    page.add("هذه الميزة تجريبية وقد تتضمن أخطاء", tag="section/p")
    page.add(*story["paragraphs"], tag="p")
    page.add(
        "تمت ترجمة هذا المقال بمساعدة أدوات الذكاء الاصطناعي وراجعه محررونا. لقراءة المقال الأصلي بالإنجليزية", tag="p"
    )
    page.add("للمزيد", *d.heads(2), tag="div/a")
    page.story(story, date=d.iso, optional_paragraphs=points)
    return page


def corrected(d: Draw) -> Page:
    """An editor's note over the text, a correction and a background note below; a question's box amid the text."""
    story = d.stories[0]
    note = "ملاحظة المحرر: نشر هذا الخبر أولا في النسخة الورقية."
    fix = "تصحيح: ورد في نسخة سابقة من هذا الخبر أن الحدث جرى الاثنين، والصحيح أنه جرى الثلاثاء."
    page = Page(raw_title=f"{story['title']} / النافذة", outlet="النافذة")
    page.add(story["title"], tag="h1")
    page.add(
        f"نُشر {d.named(EGYPT)} الساعة {d.clock} | عُدّل {d.day + 1} {EGYPT[d.month - 1]} {d.year} الساعة 09:00", tag="div"
    )
    page.add(note, tag="p em")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add("هل وجدت هذا المقال مفيدا؟", "نعم", "لا", tag="div/span")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add(fix, tag="p em")
    page.add("رابط الخبر", "تم نسخ الرابط", "اقرأ في النافذة", *d.heads(3), tag="div/a")
    page.story(story, date=d.iso_minute, optional_paragraphs=[note, fix])
    return page


def info_box(d: Draw) -> Page:
    """A box of facts amid the text and a table after it, both of the story; ranks and rates in the frame."""
    story = d.stories[0]
    facts = ["معلومات سريعة", "المكان", story["place"], "عدد المشاركين", "620", "المدة", "خمسة أيام"]
    page = Page(raw_title=story["title"])
    page.add("ذهب 24: 3,120", "برنت 82.4 +0.6%", "بتكوين 64,210", tag="header/span")
    page.add(story["title"], tag="h1")
    page.add(f"{d.year}-{d.month:02}-{d.day:02} {d.clock}:00", tag="time")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add(facts[0], tag="aside.facts/h3")
    page.add(*facts[1:], tag="aside.facts table tr/td")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("قيّم المقال", "★★★★★", "تقييم 4.5 من 5", tag="div/span")
    page.add("مقالات من القسم", *d.heads(3), tag="aside/a")
    page.story(story, date=d.iso_minute, optional_paragraphs=facts)
    return page


def column(d: Draw) -> Page:
    """A column: the column's and the writer's names, a picture's line, the disclaimer, other columns of the writer."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | نجيب العطار")
    page.add("الرأي", "على الهامش", "نجيب العطار", tag="div/a")
    page.add(story["title"], tag="h1")
    page.add(f"الثلاثاء {d.day} {LEVANT[d.month - 1]} {d.year}", "3 دقائق للقراءة", tag="div/span")
    page.add(*story["paragraphs"], tag="p")
    page.add("* كاتب من الحصن", tag="p")
    page.add("الآراء الواردة في المقال تعبر عن صاحبها ولا تعكس بالضرورة آراء الصحيفة.", tag="p em")
    page.add("مقالات سابقة للكاتب", *d.heads(3), tag="aside/a")
    page.story(story, date=d.iso, optional_paragraphs=["* كاتب من الحصن"])
    return page
