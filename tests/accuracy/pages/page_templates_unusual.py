"""Templates whose furniture is worded and placed less usually: teasers, notes, unmarked ends, no story."""

from page_templates import CHROME, EGYPT, LEVANT, Draw, Page


def teasers(d: Draw) -> Page:
    """A story, then a list of teasers: headline, stamp and a sentence each, which are no stories."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - البرج نت")
    page.add("البرج نت", "محليات")
    page.add(story["title"], tag="h1")
    page.add(f"حُرر في {d.named(EGYPT)} عند {d.clock}")
    page.body(story)
    page.add("موضوعات قد تثير اهتمامك", tag="h4")
    for other, head in zip(d.stories[1:], d.heads(2), strict=True):
        page.add(other["title"], f"{d.day - 1} {EGYPT[d.month - 1]} {d.year}", other["paragraphs"][-1], "تتمة", head)
    page.story(story, date=d.iso_minute)
    return page


def section(d: Draw) -> Page:
    """A section page of teasers: no story."""
    page = Page(raw_title="ثقافة وفن | البرج نت")
    page.add("البرج نت", "ثقافة وفن", "الأحدث", "الأكثر قراءة")
    for story in d.stories:
        page.add(story["title"], "منذ ساعتين", story["paragraphs"][-1], "اقرأ المزيد")
    page.add("تحميل المزيد", f"© البرج نت {d.year}")
    return page


def missing(d: Draw) -> Page:
    """The page that says that there is no page."""
    page = Page(raw_title="البرج نت")
    page.add(
        "البرج نت",
        "الرئيسية",
        "محليات",
        "عذرا",
        "لم نتمكن من العثور على الصفحة التي طلبتها، ربما تم نقلها أو تغيير عنوانها.",
    )
    page.add(
        "يمكنك العودة إلى الصفحة الرئيسية أو استخدام محرك البحث للعثور على ما تريد.",
        "قد تعجبك هذه الأخبار",
        *d.heads(4),
    )
    page.add("للتواصل مع إدارة الموقع يرجى إرسال رسالة إلى العنوان التالي وسيتم الرد عليكم في أقرب وقت ممكن.")
    return page


def login(d: Draw) -> Page:
    """A paywall before anything was shown."""
    page = Page(raw_title="صحيفة السنديان")
    page.add("صحيفة السنديان", "سياسة", "اقتصاد", "هذه المادة متاحة لحملة الاشتراك الرقمي فقط.")
    page.add(
        "لديك حساب؟ أدخل بريدك وكلمة المرور لتتمكن من قراءة المادة كاملة، أو اختر إحدى باقات الاشتراك التي تناسبك."
    )
    page.add("الباقة الشهرية", "الباقة السنوية", "اشترك الآن", f"السنديان {d.year} جميع الحقوق محفوظة")
    return page


def unmarked_end(d: Draw) -> Page:
    """After the story's credit comes a paragraph on the outlet itself, and a correction note."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add("إعداد: قسم الأخبار", f"{LEVANT[d.month - 1]} {d.day}، {d.year}")
    page.body(story)
    page.add("مصدر الخبر: " + story["agency"])
    page.add("السنبلة منصة إخبارية رقمية تأسست عام 2014 وتغطي أخبار المدن والقرى، ويعمل فيها أكثر من أربعين صحفيا.")
    page.add("إذا وجدت خطأ في هذا الخبر فراسلنا على العنوان المذكور في أسفل الصفحة وسنقوم بتصحيحه.")
    page.story(story, date=d.iso, source_credit=story["agency"])
    return page


def interview(d: Draw) -> Page:
    """Questions and answers, a bulleted list and a quotation on lines of their own."""
    story = d.stories[0]
    paragraphs = [
        *story["paragraphs"],
        "- ما الخطوة التالية بعد هذا الإعلان؟",
        "نعمل الآن على جدول زمني واضح، وسنعلن تفاصيله خلال أسبوعين على أبعد تقدير بعد التشاور مع جميع الشركاء.",
        "وتتضمن الخطة المقبلة النقاط الآتية:",
        "• توسيع المبنى الحالي",
        "• تدريب خمسين متطوعا",
        "• فتح الأبواب يوم الجمعة",
        "«لن نترك أحدا خلفنا في هذا المشروع»",
        "وختم الضيف حديثه بالشكر",
    ]
    page = Page(raw_title=story["title"])
    page.add("حوارات")
    page.add(story["title"], tag="h1")
    page.add("أجرى الحوار: مازن الطيب", f"آخر تحديث: {d.named(EGYPT)}")
    page.add(*paragraphs, tag="p")
    page.add("الوسوم", "حوار", "مدن", "تنمية", "مقالات من القسم ذاته", *d.heads(3))
    page.story(story | {"paragraphs": paragraphs})
    return page


def dated_list(d: Draw) -> Page:
    """No date of its own: dates only in the list, the footer, the comments and the copyright line."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | الغدير")
    page.add(f"الغدير - {d.day + 1}/{d.month}/{d.year} 12:00:31")
    page.add("الأخبار", "المقالات", "الملتيميديا")
    page.add(story["title"], tag="h2")
    page.body(story)
    page.add("(الغدير)", "تصفح أيضا")
    for head in d.heads(3):
        page.add(head, f"{d.day} {EGYPT[d.month - 1]} {d.year}")
    page.add(
        "آراء الزوار", "سعيد", f"{d.day + 1} {EGYPT[d.month - 1]} {d.year} الساعة 8:15 م", CHROME["comments"][0], "رد"
    )
    page.add(f"حقوق الملكية محفوظة للغدير 2008 - {d.year}")
    page.story(story, source_credit_alt=["الغدير"])
    return page


def hijri_only(d: Draw) -> Page:
    """A Gulf daily with a Hijri date alone, a two-line dateline, and a file number."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("العدد 16120", "الصفحة الأولى")
    page.add(story["title"], tag="h1")
    page.add("الثلاثاء 14 رجب 1446 هـ", f"فهد العنزي ـ {story['place']}")
    page.body(story)
    page.add("أرسل تعقيبك", "نسخة للطباعة")
    page.story(story, published_at_alt=[d.iso])
    return page


def unmarked_second(d: Draw) -> Page:
    """Two stories one after the other, each with title, stamp and credit, and no marker between."""
    one, two = d.stories[:2]
    page = Page(raw_title="نشرة الظهيرة")
    page.add("نشرة الظهيرة")
    for story in (one, two):
        page.add(story["title"], tag="h2")
        page.add(f"{d.named(EGYPT)} - {d.clock}")
        page.body(story)
        page.add("المصدر: " + story["agency"])
    page.story(one, date=d.iso_minute, source_credit=one["agency"])
    page.story(two, "also_read", date=d.iso_minute, source_credit=two["agency"])
    return page


def captions(d: Draw) -> Page:
    """Captions before and amid the text, with and without a full stop, and a video box."""
    story = d.stories[0]
    one = f"صورة أرشيفية لساحة {story['place']} خلال احتفالات العام الماضي التي حضرها عدد كبير من السكان (وكالة الأفق)"
    two = "جانب من الحضور (الأناضول)"
    page = Page(raw_title=f"{story['title']} - تلفزيون المدى")
    page.add("شاهد البث", "نشرات", one, tag="figcaption")
    page.add(story["title"], tag="h1")
    page.add(f"{d.year}/{d.month:02}/{d.day:02} | {d.clock}")
    page.add(story["paragraphs"][0], two, "فيديو قد يعجبك", "01:24", *story["paragraphs"][1:], tag="p")
    page.add("للمزيد من الفيديوهات", "اشترك بقناتنا على يوتيوب واضغط زر الجرس ليصلك كل جديد من برامجنا ونشراتنا.")
    page.story(story, date=d.iso_minute, optional_paragraphs=[one, two], source_credit_alt=["الأناضول", "وكالة الأفق"])
    return page


def stopless(d: Draw) -> Page:
    """An outlet that ends no paragraph in a full stop."""
    paragraphs = [paragraph.rstrip(".") for paragraph in d.stories[0]["paragraphs"]]
    story = d.stories[0] | {"paragraphs": paragraphs}
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(f"{d.day}.{d.month}.{d.year}")
    page.body(story)
    page.add("تابعنا", "مقالات قد تهمك أيضا", *d.heads(4))
    page.story(story, date=d.iso)
    return page


def newsletter(d: Draw) -> Page:
    """Boxes amid the text: a newsletter, a poll, an app, a quote of the day, an advert with sentences."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("القسم: مجتمع", "كاتب الخبر: لينا السعدي")
    page.add(story["title"], tag="h1")
    page.add(f"نشر قبل يومين - {d.named(EGYPT)}")
    page.add(story["paragraphs"][0], tag="p")
    page.add("لا تفوت أي خبر", "انضم إلى قائمتنا البريدية واحصل على ملخص يومي يصلك إلى بريدك كل صباح.", "البريد")
    page.add(*story["paragraphs"][1:-1], tag="p")
    page.add("برأيك، هل تنجح هذه الخطوة؟", "نعم", "لا", "صوت الآن")
    page.add("لمتابعة أحدث أخبارنا وتقاريرنا المصورة حمّل تطبيقنا المجاني من متجر هاتفك الآن.")
    page.add(story["paragraphs"][-1], tag="p")
    page.add("شاركنا رأيك في التعليقات", "هل أعجبك المقال؟", "خلاصات المحرر", *d.heads(2))
    page.story(story, date=d.iso)
    return page


def inline_boxes(d: Draw) -> Page:
    """A read-also box on the story's own subject amid the text, whose headline the next paragraph does not tell."""
    story = d.stories[0]
    own = "فيديو وصور: كل ما تريد معرفته عن " + story["title"].split(" ", 2)[-1]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(f"{d.clock} - {d.named(LEVANT)}")
    page.add(story["paragraphs"][0], "مواضيع ذات علاقة:", own, *story["paragraphs"][1:], tag="p")
    page.add("تعليق واحد", "ليلى", "شكرا", "المنشور التالي", d.heads(1)[0])
    page.story(story, date=d.iso_minute)
    return page


def double(d: Draw) -> Page:
    """A second story under an unusual marker, with a byline and a dateline of its own."""
    one, two = d.stories[:2]
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.add(f"كتب/ حسام درويش ــ {d.named(EGYPT)}")
    page.body(one)
    page.add("ومن أخبارنا أيضا", two["title"], "متابعة: سلمى نصار")
    first, *rest = two["paragraphs"]
    page.add(f"{two['place']} ـ (رويترز) ـ {first}", *rest, tag="p")
    page.add("طباعة الخبر")
    page.story(one, date=d.iso)
    page.story(two, "also_read", source_credit="رويترز")
    return page


def live_entries(d: Draw) -> Page:
    """A live page whose entries carry their time in the same line."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("بث مباشر", story["title"])
    page.add(f"{d.named(EGYPT)} | آخر تحديث 23:59")
    for i, paragraph in enumerate(story["paragraphs"]):
        page.add(f"{22 - i}:{10 + i} - {paragraph}", tag="p")
    page.add("تحميل المزيد من المستجدات")
    page.story(story, date=d.iso)
    return page


def french(d: Draw) -> Page:
    """A bilingual frame: French and English furniture around an Arabic story."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} – Le Phare")
    page.add("Accueil", "Politique", "Economie", "العربية", "Recherche", tag="li")
    page.add(story["title"], tag="h1")
    page.add(f"Publié le {d.day:02}/{d.month:02}/{d.year} à {d.clock}", "Partager sur Facebook", "Imprimer")
    page.body(story)
    page.add("Lire aussi :", d.heads(1)[0], "Les plus lus", *d.heads(3), f"© Le Phare {d.year} - Tous droits réservés")
    page.story(story, date=d.iso_minute)
    return page


def consent(d: Draw) -> Page:
    """Nothing but a consent wall."""
    page = Page(raw_title="ميدان الخبر")
    page.add("ميدان الخبر", "خصوصيتك مهمة بالنسبة لنا")
    page.add("نحن وشركاؤنا نخزن معلومات على جهازك ونصل إليها من أجل عرض إعلانات ومحتوى يناسب اهتماماتك وقياس أدائها.")
    page.add("بالضغط على زر الموافقة فإنك تقبل معالجة بياناتك لهذه الأغراض، ويمكنك تغيير اختياراتك في أي وقت.")
    page.add("قبول ومتابعة", "إدارة الخيارات")
    return page


def about_us(d: Draw) -> Page:
    """The outlet on itself."""
    page = Page(raw_title="من نحن - ميدان الخبر")
    page.add("الرئيسية", "من نحن", "ميدان الخبر", "من نحن", tag="h1")
    page.add(
        "ميدان الخبر موقع إخباري مستقل يهدف إلى نقل الحدث بمهنية، ويضم فريقا من الصحفيين والمصورين في عدد من المدن."
    )
    page.add(
        "نلتزم في عملنا بميثاق شرف يحترم خصوصية الأفراد وحق الرد والتصحيح، ونرحب بملاحظاتكم ومقترحاتكم.",
        "جميع الحقوق محفوظة",
    )
    return page


def upkeep(d: Draw) -> Page:
    """The site is down."""
    page = Page()
    page.add(
        "نعود إليكم قريبا",
        "الموقع متوقف مؤقتا لأعمال الصيانة والتطوير، نعتذر عن أي إزعاج ونشكر لكم تفهمكم.",
        "فريق بوابة الرصيف",
    )
    return page


def video(d: Draw) -> Page:
    """A video's page: a line under it, no text."""
    page = Page(raw_title="بوابة الرصيف | مكتبة الفيديو")
    page.add(
        "الرئيسية",
        "مكتبة الفيديو",
        d.heads(1)[0],
        "03:12",
        f"{d.named(EGYPT)}",
        "2,340 مشاهدة",
        "فيديوهات أخرى",
        *d.heads(5),
        "اشترك في القناة",
    )
    return page
