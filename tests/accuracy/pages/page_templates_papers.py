"""Templates laid out as newspapers' sites are: Egypt, the Gulf, the Levant, the Maghreb, Yemen."""

from page_templates import CHROME, EGYPT, LEVANT, MAGHREB, MOROCCO, Draw, Page


def cairo_daily(d: Draw) -> Page:
    """«كتب فلان» over the text, weekday with a 12-hour clock, related headlines linked amid the text and after it."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - السابعة", outlet="السابعة")
    page.add("الرئيسية", "أخبار مصر", "سياسة", "حوادث", "تقارير مصرية", "كاريكاتير", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    hour, half = d.hour % 12 or 12, "ص" if d.hour < 12 else "م"
    page.add(f"الثلاثاء، {d.day:02} {EGYPT[d.month - 1]} {d.year} {hour:02}:{d.minute:02} {half}", tag="span")
    caption = f"{story['title'].split(' ')[0]} {story['place']} - أرشيفية"
    page.add(caption, tag="div.img/span")
    page.add("كتب محمد عبد السميع", tag="span.writer")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add("اقرأ أيضا..", tag="p strong")
    page.add(d.near(story), tag="p a")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("مشاركة", "طباعة", tag="div/a")
    page.add("موضوعات متعلقة", tag="section/h3")
    page.add(*d.heads(3), tag="section/h3 a")
    page.add("لا تفوتك", *d.heads(2), "ترشيحاتنا", *d.heads(2), "الأكثر قراءة", *d.heads(2), tag="aside/div")
    page.add("رئيس مجلس الإدارة", "منى فؤاد", "رئيس التحرير", "طارق حمدي", tag="footer/div")
    page.story(story, date=d.iso_minute, optional_paragraphs=[caption])
    return page


def cairo_portal(d: Draw) -> Page:
    """The clock before the day, writer with a dash and colon, three headlines after a read-also line amid the text."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | مصباح", outlet="مصباح")
    page.add("مصباح", "مصباح TV", "أخبار", "رياضة", "اقتصاد", "هو وهي", "جميع الأقسام", tag="nav/a")
    page.add(story["title"], tag="h1")
    hour, half = d.hour % 12 or 12, "ص" if d.hour < 12 else "م"
    page.add(f"{hour:02}:{d.minute:02} {half}", f"الثلاثاء {d.named(EGYPT)}", tag="div.date/span")
    page.add("كتب- محمود السعيد:", tag="p")
    page.add(*story["paragraphs"][:3], tag="p")
    page.add("اقرأ أيضًا:", *d.heads(3), tag="p strong")
    page.add(*story["paragraphs"][3:], tag="p")
    page.add("هذا المحتوى من", tag="div/span")
    page.add("محافظات", "#الأرصاد", "#أسعار الذهب", "#مصباح", tag="div.tags/a")
    page.add("تابع صفحتنا على أخبار جوجل", "تابع صفحتنا على فيسبوك", tag="div/a")
    page.add("فيديو قد يعجبك:", "محتوي مدفوع", "الأخبار المتعلقة", *d.heads(4), "إعلان", tag="div/div")
    page.add("إعلان", "الأخبار/المقال", "اتصل بنا", "سياسة الخصوصية", tag="footer/a")
    page.story(story, date=d.iso_minute)
    return page


def old_daily(d: Draw) -> Page:
    """Figures with dashes and a bar, writer and agency on lines of their own, search words, four more lists."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - بوابة المنارة", outlet="بوابة المنارة")
    page.add("بوابة المنارة", "بوابة المنارة", "عرب وعالم", tag="div/a")
    page.add(story["title"], tag="h1")
    page.add(f"{d.day}-{d.month}-{d.year} | {d.clock}", tag="div")
    page.add("أ ش أ", tag="div")
    page.add(*story["paragraphs"], tag="p")
    page.add("اقرأ ايضا:", d.near(story), tag="div/a")
    page.add("كلمات البحث", story["place"], "بوابة المنارة", "أخبار عاجلة", tag="div/span")
    page.add("الأكثر قراءة", *d.heads(3), "الأكثر تعليقا", tag="aside/a")
    page.story(story, date=d.iso_minute, source_credit_alt=["أ ش أ"])
    return page


def london_daily(d: Draw) -> Page:
    """«المدينة: «الجريدة»» over the text, stamp with clock, dash and both calendars, one letter as a control."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("العالم", "أوروبا", tag="div.crumbs/a")
    page.add(story["title"], tag="h1")
    deck = f"التحركات الأخيرة في {story['place']} تثير أسئلة حول ما سيأتي"
    page.add(deck, tag="h2")
    caption = f"لقطة من {story['place']} (رويترز)"
    page.add(caption, tag="figure/figcaption")
    page.add(f"{story['place']}: «العرب اليوم»", tag="li")
    page.add(f"نُشر: {d.clock}-{d.day} {EGYPT[d.month - 1]} {d.year} م ـ 02 رَمضان 1445 هـ", tag="div")
    page.add("TT", "20", tag="div/span")
    page.add(f"{story['place']}: «العرب اليوم»", tag="li")
    page.add(*story["paragraphs"], tag="p")
    page.add("مواضيع", "روسيا", "أخبار العالم", "سياسة", tag="ul/li")
    page.add("فيديو ذات صلة", "شاهد أيضاً", *d.heads(3), tag="div/a")
    page.add("المزيد من أوروبا", *d.heads(3), tag="div/a")
    page.add("علي بردى (واشنطن)", tag="div")
    page.story(story, date=d.iso_minute, source_credit_alt=["العرب اليوم"], optional_paragraphs=[deck, caption])
    return page


def beirut_daily(d: Draw) -> Page:
    """Source over the text, dashed stamp, font control, «المدينة- أ ف ب» glued to the text, lists dated mm/dd."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | الصباح العربي", outlet="الصباح العربي")
    page.add("أخبار", "العالم العربي", tag="div.crumbs/a")
    page.add(f"{d.day:02}-{d.month:02}-{d.year} | {d.clock}", tag="span")
    page.add(story["title"], tag="h1")
    page.add("المصدر: الصباح العربي", tag="span")
    page.add("A+", "A-", tag="span")
    caption = f"من {story['place']} (أ ف ب)"
    page.add(caption, tag="figure/figcaption")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add("اشترك في نشرة الصباح", "شكرا لاشتراكك، ستصلك رسالة لتأكيد الاشتراك.", tag="section.letter/p")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("العلامات الدالة", "الأكثر قراءة", tag="aside/h4")
    for head in d.heads(3):
        page.add("كتاب الصباح", f"{d.month}/{d.day}/{d.year} 2:19:00 AM", head, tag="aside/div")
    page.story(story, date=d.iso_minute, source_credit="الصباح العربي", optional_paragraphs=[caption])
    return page


def casablanca_site(d: Draw) -> Page:
    """Outlet and agency with a dash, weekday stamp, readers' comments numbered and dated, a newsletter in two lines."""
    story = d.stories[0]
    page = Page(raw_title=story["title"], outlet="أطلس بريس")
    page.add("الرئيسية", "سياسة", "جهات", "تمازيغت", "مجتمع", "بيبل", "صوت وصورة", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add("صورة: أ.ف.ب", tag="figure/figcaption")
    page.add("أطلس بريس - أ.ف.ب", f"الثلاثاء {d.named(MOROCCO)} - {d.clock}", tag="div/span")
    page.add(*story["paragraphs"], tag="p")
    page.add(story["place"], "الاتحاد الأوروبي", tag="ul.tags/li a")
    page.add(
        "النشرة البريدية", "اشترك الآن في النشرة البريدية لأطلس بريس، لتصلك آخر الأخبار يوميا", tag="section.letter/p"
    )
    page.add("يرجى التحقق من البريد الإلكتروني", "لإتمام عملية الاشتراك ..", tag="section.letter/p")
    page.add("تابعوا آخر الأخبار من أطلس بريس على Google News", tag="div/a")
    page.add("تعليقات الزوار", "تعليقات الزوار لا تعبر بالضرورة عن رأي أطلس بريس", "2", tag="section/div")
    for i, comment in enumerate(CHROME["comments"][:2], 1):
        page.add(
            "مواطن غيور", f"الثلاثاء {d.day} {MOROCCO[d.month - 1]} {d.year} - 22:1{i}", comment, tag="section ul/li"
        )
    page.add("اشترك", "بحث", "فيديوهات", *d.heads(3), tag="aside/div")
    page.story(story, date=d.iso_minute, source_credit_alt=["أ.ف.ب", "أطلس بريس", "أطلس بريس - أ.ف.ب"])
    return page


def algiers_site(d: Draw) -> Page:
    """Initials as a picture's credit, counters, glued read-also lines, French-born months, an app line."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} – البهجة أونلاين")
    page.add("الجزائر", "العالم", "مال وأعمال", "جواهر", "منوعات", "الرأي", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add("سفيان. ع", f"{d.day:02} {MAGHREB[d.month - 1]} {d.year}", "1852", "0", tag="div.meta/span")
    page.add("ح.م", tag="figure/figcaption")
    page.add(*story["paragraphs"][:1], tag="p")
    page.add(f"إقرأ أيضا – {d.heads(1)[0]}", tag="p strong")
    page.add(*story["paragraphs"][1:-1], tag="p")
    page.add(f"{story['paragraphs'][-1]}إقرأ أيضا: {d.near(story)}", tag="p")
    page.add("شارك المقال", "مقالات ذات صلة", *d.heads(3), tag="div/a")
    page.add("تابعوا البهجة على غوغل نيوز", "تطبيق البهجة: لتصلك الأخبار أينما كنت", tag="div/p")
    page.story(story, date=d.iso)
    return page


def tunis_radio(d: Draw) -> Page:
    """A Tunisian site in two languages: stamp «نُشر في», read count, sections with dates amid, «وات» as sign-off."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} :: فسيفساء")
    page.add("En Direct", "Podcast", "Grille des programmes", "أخبار", "وطنية", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add(f"نُشر في {d.day:02} {MAGHREB[d.month - 1]} {d.year} {d.clock}", tag="span")
    page.add(*story["paragraphs"][:-1], f"{story['paragraphs'][-1]} (وات)", tag="p")
    page.add("تابعونا", "Partager", "آخر الأخبار", tag="div/span")
    for head in d.heads(4):
        page.add(f"{d.day:02} {MAGHREB[d.month - 1]} 14:0{d.minute % 10}", head, tag="div/a")
    page.add("Tous droits réservés", tag="footer/p")
    page.story(story, date=d.iso_minute, source_credit="وات")
    return page


def aden_site(d: Draw) -> Page:
    """«المدينة/ الموقع - خاص» over the text, commas in the stamp, pleas to press links, glued adverts, two lists."""
    story = d.stories[0]
    page = Page(raw_title=story["title"], outlet="المعالم")
    page.add("الرئيسية", "محافظات", "عرض الصحف", "ملفات وتحقيقات", "اقتصاد", tag="nav/a")
    page.add(story["title"], tag="h1")
    hour, half = d.hour % 12 or 12, "صباحاً" if d.hour < 12 else "مساءً"
    page.add(f"الثلاثاء, {d.day:02} {EGYPT[d.month - 1]}, {d.year} - {hour:02}:{d.minute:02} {half}", tag="span")
    page.add("[ صورة تعبيرية ]", tag="figure/figcaption")
    page.add("المعالم - خاص", tag="strong")
    page.add(*story["paragraphs"], tag="p")
    page.add("لمتابعة أخبارنا أولا بأول سجل إعجابك بصفحتنا على فيسبوك اضغط هنا", tag="p")
    page.add("اضغط هنا للإنضمام إلى قناتنا على التليجرام", tag="p")
    page.add("إخترنا لكم", *d.heads(2), "الأكثر قراءة", *d.heads(2), "شارك برأيك", tag="aside/div")
    page.story(story, date=d.iso_minute, source_credit_alt=["المعالم"])
    return page


def gulf_daily(d: Draw) -> Page:
    """City, writer and agencies in brackets before the text; a numbered edition; the same deck twice; photo credits."""
    story = d.stories[0]
    page = Page(raw_title=f"صحيفة الخليج الجديد | {story['title']}")
    page.add("الرئيسية", "الملاحق", "الوفيات", "الإعلانات المبوبة", tag="nav/a")
    page.add(
        f"{d.day} {EGYPT[d.month - 1]} {d.year} {d.clock} {'صباحا' if d.hour < 12 else 'مساء'}"
        if d.hour <= 12
        else f"{d.named(EGYPT)} {d.hour - 12}:{d.minute:02} مساء",
        tag="span",
    )
    page.add(story["title"], tag="h1")
    deck = "وجهات نظر متباينة بين المسؤولين والأهالي"
    page.add(deck, deck, tag="h4")
    page.add("حفظ الخبر", "قراءة في دقيقتين", tag="button")
    first, *rest = story["paragraphs"]
    page.add(f"{story['place']}: سعود الفارس (وكالات)", first, *rest, tag="p")
    page.add("تصوير: عبدالله الكعبي", tag="p")
    page.add("كلمات دالة", "مجتمع", "مواد متعلقة", *d.heads(3), tag="div/a")
    page.add("https://gulf.example/1.4821", tag="div")
    page.story(
        story,
        date=d.iso_minute,
        source_credit_alt=["وكالات"],
        optional_paragraphs=[deck, deck, "تصوير: عبدالله الكعبي"],
    )
    return page


def syrian_site(d: Draw) -> Page:
    """Two months' names with a slash and no blanks, outlet glued before the text, quotes as boxes, a poll."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - شارع البلد", outlet="شارع البلد")
    page.add("شارع البلد", "أخبار وتقارير", "رأي وتحليل", "ناس ومجتمع", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add(f"{d.day:02}/{LEVANT[d.month - 1]}/{d.year}", tag="span")
    page.add("شارع البلد – متابعات", tag="span")
    page.add(*story["paragraphs"][:2], tag="p")
    quote = story["paragraphs"][1]
    page.add(quote, tag="blockquote p")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("إذا كنت تعتقد أن المقال يحوي معلومات خاطئة أو لديك تفاصيل إضافية أرسل/أرسلي تصحيحًا", tag="div/p")
    page.add("إذا كنت تعتقد أن المقال ينتهك أيًا من المبادئ الأخلاقية أو المعايير المهنية قدم/قدمي شكوى", tag="div/p")
    page.add("مقالات متعلقة", *d.heads(3), "برأيك.. هل يتحسن الوضع؟", "نعم", "لا", "تصويت", tag="aside/div")
    page.story(story, date=d.iso, source_credit_alt=["شارع البلد"])
    return page


def sudanese_forum(d: Draw) -> Page:
    """A forum-like site: outlet twice, numbers in Arabic figures with a clock before them, replies below."""
    story = d.stories[0]
    eastern = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    page = Page(raw_title=story["title"])
    page.add("نيلاب", "نيلاب", "المنتدى العام", "مكتبة الأغاني", tag="div/a")
    page.add(story["title"], tag="h2")
    page.add(
        f"{d.clock} {'AM' if d.hour < 12 else 'PM'}, {d.day:02} {EGYPT[d.month - 1]}, {d.year}".translate(eastern),
        tag="div",
    )
    page.add("نيلاب-الخرطوم", "مكتبتي", "رابط مختصر", tag="div")
    page.add(*story["paragraphs"], tag="p")
    page.add(
        "أضف ردا",
        "تعليق من: أبو النيل",
        f"{d.day + 1:02}-{d.month:02}-{d.year}, 06:22 AM",
        CHROME["comments"][0],
        tag="div/div",
    )
    page.add("احدث عناوين سودانيز اليوم", *d.heads(4), tag="div/a")
    page.story(story, date=d.iso if d.hour > 12 else d.iso_minute)
    return page
