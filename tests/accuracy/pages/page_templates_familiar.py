"""Templates that readers of Arabic news know well: a video's page, opinion, old tables, print, themes, phones, AMP."""

from page_templates import EASTERN, EGYPT, ENGLISH, LEVANT, MAGHREB, Draw, Page


def clip_page(d: Draw) -> Page:
    """A video's page: length and views, the report under the player, what plays next with lengths and days."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} - فيديو - شبكة الضفاف", outlet="شبكة الضفاف")
    page.add("فيديو", "برامجنا", "البث", "نشرات", "وثائقيات", tag="nav ul/li a")
    page.add(
        "سيبدأ المقطع التالي خلال 8 ثوان",
        "إلغاء التشغيل التلقائي",
        pick(["02:41", "المدة 2 دقيقة 41 ثانية"]),
        tag="div/span",
    )
    page.add(story["title"], tag="h1")
    page.add(
        f"{pick(['بُث في', 'نشر في', 'تاريخ البث:'])} {d.named(LEVANT)}",
        f"{d.rng.randrange(2, 90)} ألف مشاهدة",
        tag="div/span",
    )
    page.body(story)
    page.add(pick(["أعد المقطع: نادر الصيرفي", "تقرير: نادر الصيرفي", "مراسلتنا لينا حوراني والتفاصيل"]), tag="p")
    page.add(pick(["يُعرض تاليا", "قائمة التشغيل", "التالي على الضفاف"]), tag="h3")
    for n, head in enumerate(d.heads(4)):
        page.add(f"0{1 + n}:{12 + 9 * n}", head, f"{d.named(LEVANT)}", tag="div.next/div")
    page.add("جودة المقطع", "تلقائي", "720p", "480p", "التقطيع", tag="div/button")
    page.story(story, date=d.iso)
    return page


def opinion_column(d: Draw) -> Page:
    """A column in a daily: the columnist with who they are, size buttons, a pulled quotation, the day after the name,
    the disclaimer, the newest columns of others."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} | جريدة الميثاق", outlet="جريدة الميثاق")
    page.add("سياسة", "تحليلات", "زوايا", "ملاحق", "نسخة PDF", tag="nav ul/li a")
    page.add("زوايا", tag="span")
    page.add(story["title"], tag="h1")
    page.add(pick(["جمانة الأيوبي", "د. طارق الزين"]), pick(["كاتبة وباحثة", "أستاذ جامعي وكاتب"]), tag="div/span")
    page.add(pick([f"{d.named(EGYPT)}", f"{d.named(LEVANT)}، {d.clock}"]), "+ الخط -", "0", tag="div/span")
    half = len(story["paragraphs"]) // 2
    page.add(*story["paragraphs"][:half], tag="p")
    quote = " ".join(story["paragraphs"][0].split()[:9])
    page.add(quote, tag="aside/blockquote")
    page.add(*story["paragraphs"][half:], tag="p")
    page.add(pick(["* كاتبة وباحثة", "د. طارق الزين"]), tag="p")
    page.add(
        pick(
            [
                "المقالات المنشورة تعبر عن آراء أصحابها.",
                "الآراء الواردة في هذه الزاوية لا تعبر بالضرورة عن رأي الجريدة.",
            ]
        ),
        tag="p",
    )
    page.add(pick(["زوايا أخرى", "للكاتب أيضا"]), tag="h3")
    for head in d.heads(3):
        page.add(
            head,
            pick(["سلمى القباني", "وائل الحسن", "نهى عبود"]),
            f"{d.day - 1} {EGYPT[d.month - 1]} {d.year}",
            tag="div/div",
        )
    page.story(story, date=d.iso, optional_paragraphs=[quote])
    return page


def long_teasers(d: Draw) -> Page:
    """A London daily: stamp and update with both calendars, place and outlet as byline, topics, and below it other
    articles with city, outlet and their whole first sentences."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']}", outlet="الأفق الدولية")
    page.add("الأفق الدولية", "الخليج", "المشرق العربي", "شمال أفريقيا", "يوميات", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add(f"{story['place']}: «الأفق الدولية»", tag="div")
    page.add(
        f"نُشر: {d.clock}-{d.named(EGYPT)} م ـ 12 جمادى الأولى 1445 هـ",
        f"آخر تحديث: 23:{d.minute:02}-{d.day + 1} {EGYPT[d.month - 1]} {d.year} م ـ 13 جمادى الأولى 1445 هـ",
        tag="div/span",
    )
    page.add("TT", pick(["20", "0"]), tag="div/span")
    page.body(story)
    page.add(pick(["مواضيع", "مواضيع المقال"]), story["place"], "خدمات عامة", tag="ul/li a")
    page.add(pick(["مواضيع ذات صلة", "اقرأ أيضاً", "مقالات ذات صلة"]), tag="h3")
    for other in d.stories[1:3]:
        page.add(other["title"], other["paragraphs"][0], f"«الأفق الدولية» ({other['place']})", tag="div.teaser/div")
    page.add("«الأفق الدولية» على هاتفك", "اشترك في النشرة", tag="footer/div")
    page.story(story, date=d.iso, source_credit_alt=["الأفق الدولية"])
    return page


def table_site(d: Draw) -> Page:
    """An old site of tables: rows of boxes, day with dashes after a label, the outlet in front of the text, readers
    counted, printing and mail, comments with names and days."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{pick(['موقع المهرة نت', 'المهرة نت - ' + story['title']])}", outlet="المهرة نت")
    page.add("أخبار اليمن", "مقابلات", "تقارير خاصة", "المنبر الحر", "دليل المواقع", "راسلنا", tag="table tr/td a")
    page.add(
        f"الساعة الآن {23}:{17}:{44}",
        f"{pick(['السبت', 'الإثنين'])} , {d.day + 2} {EGYPT[d.month - 1]} {d.year}",
        tag="table tr/td",
    )
    page.add(story["title"], tag="table tr/td b")
    page.add(
        f"{pick(['التاريخ', 'بتاريخ', 'تاريخ الخبر'])}: {d.day:02}-{d.month:02}-{d.year} {d.clock}",
        f"عدد القراء: {d.rng.randrange(99, 5000)}",
        tag="table tr/td",
    )
    first, *rest = story["paragraphs"]
    page.add(pick(["المهرة نت - متابعات : ", "المهرة نت/ خاص ", "المهرة نت :- "]) + first, *rest, tag="table tr/td")
    page.add("طباعة الصفحة", "إرسال لصديق", "حفظ بالمفضلة", "[ رجوع ]", tag="table tr/td a")
    page.add(pick(["تعليقات القراء", "آراء الزوار", "شارك برأيك"]), tag="table tr/td")
    page.add(
        f"1 - أبو ياسر ({d.day}/{d.month}/{d.year} 11:20)",
        "كلام سليم",
        f"2 - مغترب ({d.day}/{d.month}/{d.year} 14:51)",
        "ربنا يصلح الحال وشكرا للموقع على نقل الخبر كما هو بدون زيادة ولا نقصان.",
        tag="table tr/td",
    )
    page.add("الاسم", "الدولة", "نص التعليق", "رمز التحقق", tag="form/label")
    page.add(
        pick(["تصميم وبرمجة: حلول الجزيرة", "كافة الحقوق محفوظة للمهرة نت"]), "المتواجدون الآن: 14", tag="table tr/td"
    )
    page.story(story, date=d.iso_minute, source_credit_alt=["المهرة نت", "متابعات", "خاص"])
    return page


def print_sheet(d: Draw) -> Page:
    """A sheet for printing: outlet and address over all, the day of printing, the article's own stamp, the address
    again, rights."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"طباعة: {story['title']}", outlet="جريدة السفين")
    page.add("جريدة السفين", "https://safeen.example", tag="div")
    page.add(
        f"{pick(['طُبع في', 'تاريخ الطباعة:', 'طبعت هذه الصفحة بتاريخ'])} {d.day + 2:02}/{d.month:02}/{d.year}",
        tag="div",
    )
    page.add(story["title"], tag="h2")
    page.add(f"{pick(['تاريخ النشر:', 'نشر بتاريخ', 'العدد 4120 -'])} {d.named(EGYPT)}", tag="div")
    page.add(pick(["تحقيق - سمر العلي", "السفين - سمر العلي"]), tag="div")
    page.body(story)
    page.add(
        f"رابط المادة: https://safeen.example/a/{d.rng.randrange(10**5)}",
        f"© {d.year + 1} جريدة السفين. لا يجوز إعادة النشر دون إذن خطي.",
        tag="div",
    )
    page.add(pick(["اطبع هذه الصفحة", "إغلاق النافذة"]), tag="button")
    page.story(story, date=d.iso, source_credit_alt=["السفين", "جريدة السفين"])
    return page


def phone_weblog(d: Draw) -> Page:
    """A weblog of a free host as phones get it: title, day in full, share words, labels, replies, «web version»."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"يوميات ساحل: {story['title']}", outlet="يوميات ساحل")
    page.add(
        "التخطي إلى المحتوى الرئيسي",
        "يوميات ساحل",
        "أخبار وحكايات من المدن الصغيرة",
        "بحث هذه المدونة الإلكترونية",
        tag="header/div",
    )
    page.add(story["title"], tag="h3")
    page.add(
        pick([f"بتاريخ {d.named(LEVANT)}", f"{d.named(MAGHREB)}", f"{ENGLISH[d.month - 1]} {d.day:02}, {d.year}"]),
        tag="div/a",
    )
    page.add("الحصول على الرابط", "Facebook", "X", "Pinterest", "بريد إلكتروني", "التطبيقات الأخرى", tag="div/span")
    page.body(story)
    page.add(pick(["التسميات: بلدية، خدمات", "تسميات: أخبار"]), tag="div")
    page.add("الحصول على الرابط", "التطبيقات الأخرى", "تعليقات", "إرسال تعليق", tag="div/span")
    page.add("المشاركات الشائعة من هذه المدونة", tag="h3")
    for n, head in enumerate(d.heads(2)):
        page.add(head, f"بتاريخ {d.day} {LEVANT[(d.month + n) % 12]} {d.year - 1}", "قراءة المزيد", tag="div/div")
    page.add(
        "عرض إصدار الويب",
        "يتم التشغيل بواسطة Blogger",
        "صور المظاهر بواسطة Michael Elkan",
        "الإبلاغ عن إساءة الاستخدام",
        tag="footer/div",
    )
    page.story(story, date=d.iso)
    return page


def newspaper_theme(d: Draw) -> Page:
    """A common theme for newspapers, half translated: By, dash, month first; counters; the posts before and after;
    «more from author»; a form to answer."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=f"{story['title']} | الجسر اليوم", outlet="الجسر اليوم")
    page.add(f"الرئيسية {pick(['أخبار', 'محليات', 'اقتصاد'])} {story['title']}", tag="div")
    page.add(pick(["أخبار", "أخبار رئيسية", "محليات"]), tag="ul/li a")
    page.add(story["title"], tag="h1")
    page.add(
        f"{pick(['By', 'بواسطة', 'من قبل'])} {pick(['admin', 'هيئة التحرير', 'newsdesk'])}"
        f" - {EGYPT[d.month - 1]} {d.day}, {d.year}",
        str(d.rng.randrange(20, 900)),
        "0",
        tag="div/span",
    )
    page.add("Share", "Facebook", "Twitter", "Pinterest", "WhatsApp", "Linkedin", "ReddIt", "Telegram", tag="div/a")
    page.body(story)
    page.add("TAGS", "خدمات", "مدن", tag="ul/li a")
    one, two = d.heads(2)
    page.add(
        pick(["المقال السابق", "Previous article"]), one, pick(["المقالة القادمة", "Next article"]), two, tag="div/span"
    )
    page.add(pick(["هيئة التحرير", "newsdesk"]), "https://jisr.example", tag="div/div")
    page.add(pick(["RELATED ARTICLESMORE FROM AUTHOR", "مقالات ذات صلةالمزيد عن المؤلف"]), *d.heads(3), tag="div/a")
    page.add(
        pick(["ترك الرد إلغاء الرد", "LEAVE A REPLY Cancel reply"]),
        "من فضلك ادخل تعليقك",
        "من فضلك ادخل اسمك هنا",
        "احفظ اسمي والبريد الإلكتروني في هذا المتصفح للتعليق التالي.",
        "Δ",
        tag="form/div",
    )
    page.add(
        "حول الموقع",
        "الجسر اليوم موقع إخباري مستقل يقدم لكم آخر المستجدات من مدن الساحل.",
        f"© {d.year} الجسر اليوم - تصميم ثيمة الأخبار",
        tag="footer/div",
    )
    page.story(story, date=d.iso)
    return page


def phone_dump(d: Draw) -> Page:
    """A phone application's screen as text: bars, the outlet and age over the headline, chrome glued to paragraphs, an
    advert's sentence amid the text, what to read next."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=story["title"], outlet="خبر عاجل بلس")
    page.add("09:41", "الأخبار", "القنوات", "المحفوظات", "الملف الشخصي", tag="div/span")
    page.add(f"{pick(['صحيفة الجسر', 'موقع نبأ'])} · {pick(['قبل ساعتين', 'منذ 3 س', '5 ساعات'])}", tag="div")
    page.add(story["title"], tag="h2")
    paragraphs = story["paragraphs"]
    page.add(paragraphs[0], tag="p")
    page.glued(
        pick(["تابعنا الآن على التطبيق", "اضغط هنا لمشاهدة الصور", "فعّل التنبيهات"]), tag="a", glue=pick(["", " "])
    )
    page.add(*paragraphs[1:-1], tag="p")
    page.add(
        pick(
            ["حمّل التطبيق واستمتع بتجربة قراءة بلا إعلانات.", "وفر حتى 50% على باقات الإنترنت المنزلي هذا الأسبوع فقط."]
        ),
        "تثبيت",
        tag="div/div",
    )
    page.add(paragraphs[-1], tag="p")
    page.add("12", "إعجاب", "3", "تعليقات", "مشاركة", "إخفاء هذا المصدر", "الإبلاغ", tag="div/span")
    page.add(pick(["اقرأ التالي", "ما رأيك بهذه؟", "أخبار قد تفوتك"]), *d.heads(4), tag="div/a")
    page.story(story, published_at_alt=[d.iso], source_credit_alt=["صحيفة الجسر", "موقع نبأ"])
    return page


def carousel_amp(d: Draw) -> Page:
    """An AMP page: its side menu, the day with a bar, a carousel of linked headlines with days amid the text, a plea,
    the way to the full site."""
    story, pick = d.stories[0], d.rng.choice
    page = Page(raw_title=story["title"], outlet="صدى الخليج")
    page.add("☰", "صدى الخليج", "✕", "محليات", "العالم", "بورصة", "صحتك", tag="div ul/li a")
    page.add(story["title"], tag="h1")
    page.add(
        f"{pick(['المصدر:', 'مصدر:'])} {story['agency']}", f"التاريخ: {d.named(EGYPT)} | {d.clock}", tag="div/span"
    )
    page.add(f"ت + ت -{pick(['', ' الحجم الطبيعي'])}", tag="div")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add(pick(["أخبار متصلة", "مواد متعلقة", "ذات صلة"]), tag="aside/span")
    for head in d.heads(2):
        page.add(head, f"{d.day - 1} {EGYPT[d.month - 1]} {d.year}", tag="aside/a")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add(pick(["تابعوا آخر أخبار صدى الخليج عبر Google News", "تابعوا صدى الخليج على منصاتها الرقمية"]), tag="p")
    page.add("طباعة Email فيسبوك تويتر لينكدين Pin Interest Whats App", "كلمات دالة:", "خدمات ,", "بلديات", tag="div/a")
    page.add(pick(["عرض الموقع الكامل", "إلى النسخة الكاملة"]), f"صدى الخليج © {d.year}", tag="footer/a")
    page.story(story, date=d.iso_minute, source_credit=story["agency"])
    return page


def older_theme(d: Draw) -> Page:
    """An older theme for weblogs: «you are here», «posted by … in …», visits, share with an exclamation, previous and
    next with arrows, about the writer, a rail with tabs and days, a live clock."""
    story, pick = d.stories[0], d.rng.choice
    stamp = f"{d.day} {LEVANT[d.month - 1]}، {d.year}"
    page = Page(raw_title=f"{story['title']} - شبكة الوادي", outlet="شبكة الوادي")
    page.add(f"السبت , {d.day + 3} {LEVANT[d.month - 1]} {d.year}", "أخبار عاجلة", *d.heads(2), tag="div/span")
    page.add(f"أنت هنا: الرئيسية » {pick(['أخبار', 'محليات'])} » {story['title']}", tag="div")
    page.add(story["title"], tag="h1")
    page.add(
        f"نشرت بواسطة:{pick(['سوسن', 'المحرر', 'admin'])} في {pick(['أخبار', 'محليات, أهم الأخبار'])}"
        f" {stamp} {pick(['0', 'التعليقات على هذا الخبر مغلقة'])}"
        f" {d.rng.randrange(30, 700)} زيارة",
        tag="p",
    )
    page.body(story)
    page.add("شارك !", "Facebook", "Twitter", "Google +", "LinkedIn", "tweet", tag="div/a")
    one, two = d.heads(2)
    page.add(f"السابق: {one}", f"التالي: {two}", tag="div/div")
    page.add("عن سوسن", tag="h3")
    page.add(pick(["محررة في شبكة الوادي منذ تأسيسها، تكتب في شؤون المدن والبيئة.", "صحفية"]), tag="p")
    page.add("الشهيرة", "الأخيرة", "تعليقات", "الوسوم", tag="ul/li")
    for n, head in enumerate(d.heads(4)):
        page.add(head, f"{d.day - n % 2} {LEVANT[d.month - 1]}، {d.year}", tag="div/div")
    page.add(
        "البريد الإلكتروني الخاص بك لن يتم نشره.",
        "التعليق",
        "+ 4 = 9",
        f"جميع الحقوق محفوظة {d.year + 1} | شبكة الوادي",
        tag="footer/p",
    )
    page.story(story, date=d.iso)
    return page


def long_leads_by_section(d: Draw) -> Page:
    """A front page: sections by name, in each a headline, who wrote it, and a first paragraph; no story."""
    page = Page(raw_title="الرئيسية | بوابة الشمال", outlet="بوابة الشمال")
    page.add("بوابة الشمال", f"عدد اليوم {d.named(EGYPT)}", "اشتراك", tag="header/div")
    for n, story in enumerate(d.wide):
        if n % 2 == 0:
            page.add(["شؤون محلية", "حياة", "الناس والمدن"][n // 2 % 3], tag="section/h2")
        page.add(story["title"], tag="section/h3 a")
        if d.rng.random() < 0.5:
            page.add(d.rng.choice(["رنا الحلو", "بوابة الشمال - خاص", "عادل شقير"]), tag="section/span")
        page.add(
            " ".join(story["paragraphs"][0].split()[:40]) + ("" if len(story["paragraphs"][0].split()) <= 40 else "."),
            tag="section/p",
        )
    page.add("تحميل المزيد من المواد", "إعلانات مبوبة", "عن البوابة", tag="footer/a")
    return page


def next_article(d: Draw) -> Page:
    """A portal that goes on with the next article when its reader scrolls: after tags and comments' label section, day,
    headline and text of another."""
    one, two = d.stories[:2]
    pick = d.rng.choice
    page = Page(raw_title=f"{one['title']} | المدينة الآن", outlet="المدينة الآن")
    page.add("المدينة الآن", "تصويت", "خدمات القراء", "إذاعة المدينة", tag="nav/a")
    page.add(one["title"], tag="h1")
    page.add(f"{d.day}/{d.month}/{d.year} - {d.clock}".translate(EASTERN), tag="span")
    page.body(one)
    page.add(
        pick([f"المصدر: {one['agency']}", f"المصدر : {one['agency']}"]),
        "الكلمات الدلالية: خدمات، أخبار",
        pick(["0 تعليق", "اكتب تعليقك هنا"]),
        tag="div/div",
    )
    page.add(pick(["إقرأ أيضاً", "المادة التالية", "اقرأ في المدينة الآن أيضا"]), tag="div")
    page.add(two["title"], tag="h2")
    page.add(f"{d.day - 1}/{d.month}/{d.year} - 08:10".translate(EASTERN), tag="span")
    page.body(two)
    page.add(pick(["الكلمات الدلالية: مدن", "شارك المادة"]), "عودة إلى الصفحة الأولى", tag="div/div")
    page.story(one, date=d.iso_minute, source_credit=one["agency"])
    before = f"{d.year:04}-{d.month:02}-{d.day - 1:02}"
    page.story(two, "also_read", date=f"{before}T08:10")
    return page
