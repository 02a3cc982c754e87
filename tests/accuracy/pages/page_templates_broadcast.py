"""Templates laid out as the sites of broadcasters are: captions, credits of pictures, boxes amid the text."""

from page_templates import EASTERN, EGYPT, LEVANT, Draw, Page


def channel(d: Draw) -> Page:
    """Stamps in GMT with an update below, a short link, a read-more box amid the text, a joint credit, own channels."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - مدار عربي", outlet="مدار عربي")
    page.add("مدار عربي", "أخبار العالم العربي", "روسيا", "الصحافة", "برامج", "المزيد", tag="header nav ul/li a")
    page.add("أخبار العالم", tag="div.crumbs/a")
    page.add(story["title"], tag="h1")
    page.add(f"تاريخ النشر: {d.day:02}.{d.month:02}.{d.year} | {d.clock} GMT", tag="span")
    page.add(f"آخر تحديث: {d.day:02}.{d.month:02}.{d.year} | 23:50 GMT |", tag="span")
    caption = f"{story['title'].split(':')[0]} - صورة أرشيفية"
    page.add(caption, tag="figure/figcaption")
    page.add("Sputnik", tag="figure/span.source")
    page.add("الرابط القصير:", "https://madar.example/xk2p", "Facebook", "Twitter", "Telegram", "Viber", tag="ul/li")
    half = len(story["paragraphs"]) // 2
    page.add(*story["paragraphs"][:half], tag="p")
    page.add("إقرأ المزيد", tag="div.more/span")
    page.add(d.near(story), tag="div.more/a")
    page.add(*story["paragraphs"][half:], tag="p")
    page.add(f"المصدر: مدار + {story['agency']}", tag="p")
    page.add("تابعوا مدار على", "Telegram", "Viber", tag="div/a")
    page.add("موافق", "باستخدامك لهذا الموقع فإنك توافق على ملفات الارتباط. المزيد من التفاصيل", tag="div.cookie/span")
    page.add("الأكثر مشاهدة", tag="aside/h4")
    page.add(*d.heads(5), tag="aside ul/li a")
    page.add("التعليقات", tag="section/h4")
    page.story(
        story, date=d.iso_minute, source_credit=f"مدار + {story['agency']}", optional_paragraphs=[caption, "Sputnik"]
    )
    return page


def wire_portal(d: Draw) -> Page:
    """Time before the date and an update in brackets, the picture's agency, stamped links amid the text, tags."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - {d.day:02}.{d.month:02}.{d.year}، الساحل عربي", outlet="الساحل عربي")
    page.head = f'<meta property="article:published_time" content="{d.iso_minute}:00+00:00">'
    page.add("الساحل عربي", "https://sahel.example", "أخبار الشرق الأوسط والعالم", tag="header/a")
    page.add("العالم", tag="div/a")
    page.add(story["title"], tag="h1")
    day = f"{d.day:02}.{d.month:02}.{d.year}"
    page.add(f"{d.clock} GMT {day} (تم التحديث: 23:41 GMT {day})", tag="div")
    caption = f"مشهد من {story['place']}"
    page.add(f"{caption}", f"© Sputnik . {'Ivan Petrov'}", "انتقل إلى بنك الصور", "تابعنا عبر", tag="div.media/span")
    page.add(*story["paragraphs"][:2], tag="p")
    for head in (d.near(story), *d.heads(1)):
        page.add(f"{d.day - 1} {EGYPT[d.month - 1]}, 09:15 GMT", head, tag="div.inset/div")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("يمكنكم متابعة المزيد عبر أخبار العالم الآن عبر الساحل عربي", tag="p")
    page.add("روسيا", "العالم العربي", "الأخبار", tag="ul.tags/li a")
    page.add("0", "شريط الأخبار", "بحث", "تسجيل الدخول", tag="div/span")
    page.story(
        story, date=d.iso_minute, optional_paragraphs=[caption, "Sputnik . Ivan Petrov"], source_credit_alt=["Sputnik"]
    )
    return page


def screen_reader(d: Draw) -> Page:
    """Counted lists of related links amid the text, for screen readers; stamps in the time of Mecca."""
    story, (one, two) = d.stories[0], d.heads(2)
    page = Page(raw_title=f"{story['title']} | أخبار | البرزخ نت", outlet="البرزخ نت")
    page.add("تجاوز إلى المحتوى الرئيسي", "البرزخ", "قائمة الانتقال", "عرض المزيد", tag="nav/a")
    page.add("أخبار", "|", "سياسة", tag="div/span")
    page.add(story["title"], tag="h1")
    caption = f"جانب من الحدث في {story['place']} (رويترز)"
    page.add(caption, tag="figure/figcaption")
    half = "ص" if d.hour < 12 else "م"
    stamp = f"{d.day}/{d.month}/{d.year}"
    page.add(f"نشر في {stamp}", tag="div.date/span")
    page.add(f"| آخر تحديث: {stamp} 11:5{d.minute % 10} {half} (بتوقيت مكة المكرمة)", tag="div.date/span")
    page.add("شارِكْ", "facebook", "twitter", "whatsapp", "انسخ الرابط", tag="div.share/span")
    page.add("حفظ", tag="button")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add("اقرأ أيضا", "list of 2 items", f"list 1 of 2 {one}", f"list 2 of 2 {two}", "end of list", tag="div/span")
    page.add(*story["paragraphs"][2:], tag="p")
    page.add("المصدر: البرزخ + وكالات", tag="div")
    page.add("إعلان", tag="div")
    page.add("حول هذه القصة", tag="section/h3")
    page.add(*d.heads(3), tag="section div/a")
    page.add("تابع البرزخ نت على", "facebook", "rss", tag="footer/a")
    page.add(f"جميع الحقوق محفوظة © {d.year} شبكة البرزخ", tag="footer/p")
    page.story(
        story,
        date=d.iso,
        source_credit="البرزخ + وكالات",
        source_credit_alt=["البرزخ"],
        optional_paragraphs=[caption],
    )
    return page


def public_radio(d: Draw) -> Page:
    """Credits and remarks under pictures, an article's facts as a list, skip links around boxes, a podcast box."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - أخبار إذاعة النهر", outlet="إذاعة النهر")
    page.add("إذاعة النهر", "إذاعة النهر", "تخطى إلى المحتوى", tag="header/a")
    page.add("أقسام", "الرئيسية", "شرق أوسط", "عالم", "علوم وتكنولوجيا", "صحة", "ترند", "بودكاست", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    caption = f"تعيش {story['place']} على وقع هذا الخبر منذ أيام"
    page.add("صدر الصورة، Getty Images", f"التعليق على الصورة، {caption}", tag="figure/figcaption")
    page.add("معلومات المقال", tag="section/h2")
    page.add("Author, نوال الهاشمي", "Role, إذاعة النهر", tag="section ul/li")
    page.add(f"{d.day} {EGYPT[d.month - 1]}/ {LEVANT[d.month - 1]} {d.year}", tag="section ul/li")
    page.add("مدة القراءة: 4 دقائق", tag="section ul/li")
    page.add(*story["paragraphs"][:2], tag="p")
    page.add("تخطى قصص مقترحة وواصل القراءة", tag="section.box/a")
    page.add("قصص مقترحة", tag="section.box/h2")
    page.add(d.near(story), *d.heads(2), tag="section.box ul/li a")
    page.add("قصص مقترحة نهاية", tag="section.box/p")
    page.add(*story["paragraphs"][2:3], tag="p")
    page.add("تخطى البودكاست وواصل القراءة", tag="section.box/a")
    page.add(
        "البودكاست",
        "حكايات النهر",
        "برنامج أسبوعي يروي قصص المدن وأهلها.",
        "الحلقات",
        "البودكاست نهاية",
        tag="section.box/p",
    )
    page.add(*story["paragraphs"][3:], tag="p")
    page.add("مواضيع ذات صلة", tag="section/h2")
    page.add("روسيا", "اقتصاد", "بيئة", tag="section ul/li a")
    page.add("اخترنا لكم", tag="section/h2")
    page.add(*d.heads(3), tag="section ul/li a")
    page.add("الأكثر قراءة", "1", *d.heads(2), tag="section/div")
    page.add(
        f"© {d.year} إذاعة النهر. إن الإذاعة ليست مسؤولة عن محتوى المواقع الخارجية. نهجنا في استخدام الروابط الخارجية.",
        tag="footer/p",
    )
    page.story(story, date=d.iso, optional_paragraphs=[caption])
    return page


def gulf_channel(d: Draw) -> Page:
    """City and outlet on a line under the stamp, a font size control, two related headlines in a box amid the text."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | غيمة نيوز عربية", outlet="غيمة نيوز عربية")
    page.add("بث مباشر", "الأخبار", "رادار", "اقتصاد", "رياضة", "منوعات", "غيمة+", tag="nav ul/li a")
    page.add("أخبار", "عالم", tag="div.crumbs/a")
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(EGYPT)} - {d.clock} بتوقيت أبوظبي", tag="div/span")
    page.add("غيمة نيوز عربية - أبوظبي", tag="div/span")
    page.add("استماع الخبر", "حجم الخط", "ع", "ع", "x", tag="div/button")
    caption = f"مشهد عام من {story['place']} (أرشيفية)"
    page.add(caption, tag="figure/figcaption")
    page.add(story["paragraphs"][0], tag="p")
    page.add("أخبار ذات صلة", tag="div.related/h4")
    page.add(d.near(story), *d.heads(1), tag="div.related/a")
    page.add(*story["paragraphs"][1:], tag="p")
    page.add("عدد الكلمات 240", tag="div")
    page.add("موسكو", "الطاقة", "أخبار العالم", tag="div.tags/a")
    page.add("جميع الحقوق محفوظة غيمة نيوز عربية", "فيديو", "الأكثر مشاهدة خلال 24 ساعة", *d.heads(4), tag="aside/div")
    page.story(story, date=d.iso_minute, source_credit_alt=["غيمة نيوز عربية"], optional_paragraphs=[caption])
    return page


def world_service(d: Draw) -> Page:
    """Labels and stamps on lines of their own, an advert's end, read-also glued to its headline, a newsletter."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']}", outlet="المحيط 24")
    data = f'{{"@type":"NewsArticle","datePublished":"{d.iso_minute}:00+00:00"}}'
    page.head = f'<script type="application/ld+json">{data}</script>'
    page.add("المحيط 24", "في العمق", "ريبورتاج", "قراءة في الصحافة", "رياضة", tag="nav/a")
    page.add("/", "أخبار", tag="div.crumbs/span")
    page.add(story["title"], tag="h1")
    deck = f"تقرير موفدنا إلى {story['place']} عن أبرز ما جرى"
    page.add(deck, tag="p.intro")
    stamp = f"{d.day:02}/{d.month:02}/{d.year}"
    page.add(f"نشرت في: {stamp} - {d.clock}", tag="div/span")
    page.add(f"آخر تحديث: {stamp} - 23:5{d.minute % 10}", tag="div/span")
    page.add("2 دقائق", tag="div/span")
    caption = f"صورة ملتقطة في {story['place']} © أ ف ب"
    page.add(caption, tag="figure/figcaption")
    page.add("نص : هبة سلوم", "تابِع", tag="div/span")
    page.add(*story["paragraphs"][:1], tag="p")
    page.add("إعلان", tag="div.ad")
    page.add(*story["paragraphs"][1:3], tag="p")
    page.add(f"اقرأ أيضا{d.near(story)}", tag="p")
    page.add(*story["paragraphs"][3:], tag="p")
    page.add("المحيط 24/ أ ف ب", tag="p")
    page.add("ملخص أسبوعي", "أحداث أبرزتها المحيط 24", "أنا أشترك", tag="section.letter/p")
    page.add(
        "المحيط 24 غير مسؤولة عن ما تتضمنه المواقع الأخرى.",
        "المحتوى الذي تحاولون الوصول إليه لم يعد متاحا",
        tag="footer/p",
    )
    page.story(
        story,
        date=d.iso_minute,
        source_credit_alt=["أ ف ب", "المحيط 24/ أ ف ب", "المحيط 24"],
        optional_paragraphs=[deck, caption],
    )
    return page


def signed_initials(d: Draw) -> Page:
    """A deck, the date alone in Arabic figures, and the editors' initials with their agencies at the end."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} – موجة عربية – {d.year}/{d.month}/{d.day}")
    page.add("تخطي إلى المحتوى", "تخطي إلى القائمة الرئيسية", "تخطي إلى القوائم الأخرى", tag="nav/a")
    page.add("سياسة", tag="div/a")
    page.add(story["title"], tag="h1")
    page.add(f"{d.named(EGYPT)}".translate(EASTERN), tag="time")
    deck = "قراءة في خلفيات الخبر وما ينتظر أن يترتب عليه خلال الأسابيع القليلة المقبلة"
    page.add(deck, tag="p.intro")
    page.add("https://p.mawja.example/p/4dKx9", "نسخ الرابط", tag="div/a")
    caption = f"{story['place']} في أحد أيام الخريف"
    page.add(f"{caption}صورة من: Ivan Petrov/dpa/picture alliance", tag="figure/figcaption")
    page.add(*story["paragraphs"], tag="p")
    page.add("ع.ش/ ز.أ ب (رويترز، أ ف ب)", tag="p")
    page.add("تخطي إلى القسم التالي مواضيع ذات صلة", tag="a")
    page.add("مواضيع ذات صلة", tag="section/h2")
    page.add(*d.heads(3), tag="section/h3 a")
    page.add("تخطي إلى القسم التالي موضوع موجة الرئيسي", "عرض صفحة الاستقبال", tag="div/a")
    page.story(
        story,
        date=d.iso,
        source_credit=None,
        source_credit_alt=["رويترز، أ ف ب", "رويترز", "أ ف ب"],
        optional_paragraphs=[deck, caption, "صورة من: Ivan Petrov/dpa/picture alliance"],
    )
    return page


def american(d: Draw) -> Page:
    """A dateline of place, state and network with two dashes, a spaced dual month, videos amid the text, countries."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - ضفة Arabic")
    page.add("الشرق الأوسط", "العالم", "اقتصاد", "رياضة", "ستايل", "سياحة", "علوم وصحة", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add("العالم", tag="div/a")
    page.add(
        f"نشر الثلاثاء، {d.day} {EGYPT[d.month - 1]} / {LEVANT[d.month - 1]} {d.year}", "2 دقائق قراءة", tag="div/span"
    )
    first, *rest = story["paragraphs"]
    page.add(f"دبي، الإمارات العربية المتحدة (ضفة)-- {first}", *rest[:1], tag="p")
    page.add("قد يهمك أيضاً", tag="div/h3")
    page.add(d.heads(1)[0], tag="div/a")
    page.add(*rest[1:], tag="p")
    page.add("شاهد أيضاً:", *d.heads(2), tag="div/a")
    page.add("إعلان", tag="div")
    page.add("روسيا", "نشر", "نشر", tag="div.tags/a")
    page.add("تابعونا عبر", f"© {d.year} Diffa Network. A Company. All Rights Reserved.", tag="footer/p")
    page.story(story, date=d.iso, source_credit_alt=["ضفة"])
    return page


def saudi_channel(d: Draw) -> Page:
    """Commas and colons in odd places of the stamp, an update right after it, a reading time, a percent control."""
    story = d.stories[0]
    page = Page(raw_title=story["title"], outlet="الرواق")
    page.add("الرواق", "عاجل", "السعودية", "العرب والعالم", "أسواق", "رياضة", "ثقافة وفن", "أخيرة", tag="nav/a")
    page.add("الرواق.نت", tag="div/span")
    page.add(story["title"], tag="h1")
    hour, half = d.hour % 12 or 12, "ص" if d.hour < 12 else "م"
    page.add(f"نشر في: {d.day} {EGYPT[d.month - 1]} ,{d.year}: {hour:02}:{d.minute:02} {half} GST", tag="span")
    page.add(f"آخر تحديث: {d.day + 1} {EGYPT[d.month - 1]} ,{d.year}: 11:58 م GST", tag="span")
    page.add("وقت القراءة: دقيقتان", "100%حجم الخط", "استمع للمقال", "1x", tag="span")
    page.add(story["paragraphs"][0], tag="p")
    page.add("مادة إعلانية", tag="div")
    page.add(*story["paragraphs"][1:3], tag="p")
    page.add("فيديو متعلق", f"01:32 {d.near(story)}", tag="div")
    page.add(*story["paragraphs"][3:], tag="p")
    page.add("اقرأ أيضاً", tag="div.more/h3")
    page.add(*d.heads(2), tag="div.more/a")
    page.add("#السعودية", "#أخبار", tag="div/a")
    page.add(
        'تم اختيار مواضيع "الرواق" الأكثر قراءة بناءً على إجمالي عدد المشاهدات اليومية. '
        "اقرأ المواضيع الأكثر شعبية كل يوم من هنا.",
        tag="p",
    )
    page.add("الأكثر قراءة", *[f"{i} {head}" for i, head in enumerate(d.heads(3), 1)], tag="aside/div")
    page.story(story, date=d.iso_minute)
    return page
