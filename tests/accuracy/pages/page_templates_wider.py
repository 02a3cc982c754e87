"""Templates of yet other wordings: the same furniture said in other words, and put in other places."""

from page_templates import EGYPT, ENGLISH, LEVANT, MAGHREB, Draw, Page


def parliament_paper(d: Draw) -> Page:
    """Sections with counts, writer's mail, a picture's line in brackets, «انضم لقناتنا», a poll, related by writer."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} :: المجلس نت", outlet="المجلس نت")
    page.add("سياسة (120)", "اقتصاد (87)", "شؤون محلية (64)", "بريد القراء", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add("سعاد المهدي", "souad@majlis.example", f"{d.named(EGYPT)} , {d.clock}", tag="div/span")
    page.add(f"[{story['place']} - أرشيف]", tag="figure/figcaption")
    page.add(*story["paragraphs"], tag="p")
    page.add("انضم لقناتنا على الواتساب ليصلك الخبر أولا بأول", tag="p")
    page.add(
        "استطلاع", "هل أنت راض عن أداء البلديات؟", "راض", "غير راض", "لا أعلم", "صوّت", "عرض النتائج", tag="aside/div"
    )
    page.add("أخبار للكاتبة", *d.heads(2), "جديد الموقع", *d.heads(3), tag="aside/a")
    page.add("الموقع لا يتبنى الآراء المنشورة", "اشتركوا في خدمة الرسائل القصيرة", tag="footer/p")
    page.story(story, date=d.iso_minute)
    return page


def hybrid_video(d: Draw) -> Page:
    """A player's text, subtitles' switch, the story, chapters with times, comments counted «12 ردا»."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - المدار")
    page.add(
        "Video Player is loading.", "Play Video", "Current Time 0:00", "Duration 2:31", "تشغيل الترجمة", tag="div/span"
    )
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(LEVANT)}", tag="span")
    page.add(*story["paragraphs"], tag="p")
    page.add("فصول الفيديو", "0:00 المقدمة", "0:45 ماذا حدث", "1:50 الخلاصة", tag="section/div")
    page.add("12 ردا", "عرض الردود", "سامر الجندي", "أحسنتم النشر", "أعجبني · رد · 3 س", tag="section/div")
    page.add("مقاطع أخرى", *d.heads(3), tag="aside/a")
    page.story(story, date=d.iso)
    return page


def wire_copy(d: Draw) -> Page:
    """Agency and code over the text, «ملاحظة للمحررين» and contacts under it."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("خدمة الأخبار العامة", f"رقم: {d.rng.randrange(1000, 9999)}", "أولوية: 4", tag="div")
    page.add(story["title"], tag="h2")
    first, *rest = story["paragraphs"]
    page.add(f"{story['place']}، {d.day} {EGYPT[d.month - 1]} {d.year} (المرصد): {first}", *rest, tag="p")
    page.add("(تم)", "ملاحظة للمحررين: يمكن استخدام المادة مع ذكر المصدر.", "للاستفسار: desk@marsad.example", tag="p")
    page.story(
        story,
        published_at_alt=[d.iso],
        source_credit_alt=["المرصد"],
        optional_paragraphs=["ملاحظة للمحررين: يمكن استخدام المادة مع ذكر المصدر."],
    )
    return page


def woman_magazine(d: Draw) -> Page:
    """Likes, a gallery's count, «سيدتي القارئة», products with prices amid the text, a horoscope list."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | مجلة نسيم")
    page.add("أزياء", "جمال", "مطبخ", "أبراج", "نجوم", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add("نسيم - رنا الخطيب", f"{d.day} {EGYPT[d.month - 1]}، {d.year}", "❤ 214", "8 صور", tag="div/span")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add("تسوقي الآن", "حقيبة جلدية", "249 ر.س", "أضف إلى السلة", tag="aside.shop/div")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("ذات صلة بالموضوع", *d.heads(2), "حظك اليوم", "برج الحمل", "برج الثور", "برج الجوزاء", tag="aside/a")
    page.add("تابعي نسيم على إنستغرام", "شاركينا رأيك", tag="div/a")
    page.story(story, date=d.iso)
    return page


def local_council(d: Draw) -> Page:
    """A municipality's page: electronic services, news with number and Hijri day in figures, satisfaction, map."""
    story = d.stories[0]
    page = Page(raw_title="أمانة المنطقة - المركز الإعلامي", outlet="أمانة المنطقة")
    page.add(
        "الخدمات الإلكترونية", "عن الأمانة", "الأنظمة واللوائح", "المنافسات والمشتريات", "اتصل بنا", tag="nav ul/li a"
    )
    page.add("الرئيسية / المركز الإعلامي / الأخبار", tag="div")
    page.add(story["title"], tag="h2")
    page.add(f"الثلاثاء 1445/09/02هـ - {d.year}/{d.month:02}/{d.day:02}م", "رقم الخبر: 4417", tag="div/span")
    page.add(*story["paragraphs"], tag="p")
    page.add(
        "آخر تعديل 1446/01/15هـ",
        "هل أعجبك محتوى الصفحة؟",
        "0 من الزوار أعجبهم محتوى الصفحة من أصل 2 مشاركة",
        tag="div/div",
    )
    page.add("روابط هامة", "المنصة الوطنية الموحدة", "البيانات المفتوحة", "خريطة الموقع", tag="footer/a")
    page.story(story, date=d.iso)
    return page


def student_blog(d: Draw) -> Page:
    """A weblog on a free host: labels, «رسالة أقدم», a visitors' counter, followers, dated archive."""
    story = d.stories[0]
    page = Page(raw_title="دفاتر طالب", outlet="دفاتر طالب")
    page.add("دفاتر طالب", "خواطر وأخبار من المدينة", tag="header/div")
    page.add(f"الثلاثاء، {d.named(EGYPT)}", tag="h2")
    page.add(story["title"], tag="h3")
    page.add(*story["paragraphs"], tag="div")
    page.add("مرسلة بواسطة سامي العلي", f"في {d.clock}", "ليست هناك تعليقات:", "إرسال تعليق", tag="div/span")
    page.add("رسالة أحدث", "رسالة أقدم", "الصفحة الرئيسية", "الاشتراك في: تعليقات الرسالة (Atom)", tag="div/a")
    page.add("من أنا", "سامي العلي", "عرض صفحتي الكاملة", "المتابعون", "زوار المدونة", "102,331", tag="aside/div")
    page.add(
        f"◄ {d.year} (41)", f"▼ {EGYPT[d.month - 1]} (3)", *d.heads(2), "يتم التشغيل بواسطة Blogger.", tag="aside/div"
    )
    page.story(story, date=d.iso)
    return page


def reader_app(d: Draw) -> Page:
    """A reading app: time to read in front, night mode, highlights, «من المصدر», «لا مزيد من الأخبار»."""
    story = d.stories[0]
    page = Page(raw_title=story["title"], outlet="قارئ")
    page.add("‹ رجوع", "٤ د قراءة", "Aa", "☾", "حفظ للاحقا", tag="div/button")
    page.add(story["title"], tag="h1")
    page.add("الشرفة", "٣ ساعات", tag="div/span")
    page.add(*story["paragraphs"], tag="p")
    page.add("اقرأ الخبر كاملا من المصدر", "هل كان هذا الخبر مهما لك؟", "👍 👎", "إخفاء أخبار هذا المصدر", tag="div/a")
    page.add("قصص أخرى لك", *d.heads(3), "لا مزيد من الأخبار", tag="aside/a")
    page.story(story, published_at_alt=[d.iso], source_credit_alt=["الشرفة"])
    return page


def syndicated_second(d: Draw) -> Page:
    """After the credit «عن» an agency, «وكنا قد نشرنا» with the headline of an older story and all of its text."""
    one, two = d.stories[:2]
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h1")
    page.add(f"نشرت يوم {d.named(MAGHREB)}", tag="span")
    page.body(one)
    page.add(f"(عن {one['agency']})", "وكنا قد نشرنا:", two["title"], tag="p")
    page.body(two)
    page.add("إلى أعلى", tag="a")
    page.story(one, date=d.iso, source_credit_alt=[one["agency"]])
    page.story(two, "also_read")
    return page


def numbered_briefs(d: Draw) -> Page:
    """A bulletin of three stories, each with its number and headline, a rule between."""
    page = Page(raw_title="موجز المساء")
    page.add("موجز المساء", f"{d.named(EGYPT)}", tag="div")
    for i, story in enumerate(d.stories, 1):
        page.add(f"{i}- {story['title']}", tag="h3")
        page.add(*story["paragraphs"], tag="p")
        page.add("ــــــــــــــــ", tag="div")
    for i, story in enumerate(d.stories, 1):
        title = f"{i}- {story['title']}"
        page.story(
            story,
            "also_read" if i > 1 else "main",
            title=title,
            date=None,
            published_at_alt=[d.iso],
        )
    return page


def english_frame(d: Draw) -> Page:
    """An English theme left untranslated around Arabic text."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - Al Janub", outlet="Al Janub")
    page.add("Skip to content", "Home", "World", "Business", "Subscribe", "Log in", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add(
        "by admin",
        f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
        "in World",
        "0",
        "Reading Time: 2 mins read",
        tag="div/span",
    )
    page.add("A A", "Reset", "0 SHARES", "14 VIEWS", "Share on Facebook", "Share on Twitter", tag="div/span")
    page.add(*story["paragraphs"], tag="p")
    page.add(
        "Tags: news, world",
        "Previous Post",
        d.heads(1)[0],
        "Next Post",
        d.heads(1)[0],
        "Related Posts",
        *d.heads(2),
        tag="div/a",
    )
    page.add(
        "Leave a Reply Cancel reply",
        "Your email address will not be published. Required fields are marked *",
        "Save my name, email, and website in this browser for the next time I comment.",
        tag="form/label",
    )
    page.add("© 2020 Al Janub. Designed by JNews.", "No Result", "View All Result", tag="footer/div")
    page.story(story, date=d.iso)
    return page


def court_reporter(d: Draw) -> Page:
    """«خاص - ...», a live strip with clocks, an advert's sentences, updates listed under the text with their clocks."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("21:40", d.heads(1)[0], "21:12", d.heads(1)[0], "20:55", d.heads(1)[0], tag="aside ul/li")
    page.add(story["title"], tag="h1")
    page.add(f"خاص - الميزان | {d.day:02}/{d.month:02}/{d.year} الساعة {d.clock}", tag="div")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add(
        "إعلان مدفوع الأجر",
        "افتح حسابك الجاري مع مصرف الساحل واستمتع بتحويلات مجانية طوال العام.",
        "اعرف المزيد",
        tag="aside/div",
    )
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("سجل التحديثات", f"{d.clock}: نشر الخبر", "22:05: تصحيح اسم", tag="section/div")
    page.add("مواد الملف", *d.heads(3), tag="aside/a")
    page.story(story, date=d.iso_minute, source_credit_alt=["الميزان"])
    return page


def charity_news(d: Draw) -> Page:
    """A request to donate amid the text and below, the outlet on itself, a newsletter's form, languages."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | منصة جسور", outlet="منصة جسور")
    page.add("ع", "En", "Fr", "ادعمنا", "من نحن", "أعمالنا", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add("كتابة: ندى صقر", "تحرير: وليد حمدان", f"{d.day} {LEVANT[d.month - 1]}، {d.year}", tag="div/span")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add(
        "صحافتنا مستقلة بفضل دعمكم. إذا أعجبك ما نقدمه، فكر في التبرع لنا ولو بمبلغ صغير.", "تبرع الآن", tag="aside/p"
    )
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("هذه المادة منشورة بموجب رخصة المشاع الإبداعي، ويمكن إعادة نشرها مع ذكر المصدر.", tag="p")
    page.add("رسالتنا الأسبوعية في بريدك", "الاسم الأول", "اشترك مجانا", "قصص أخرى", *d.heads(3), tag="section/div")
    page.story(story, date=d.iso)
    return page
