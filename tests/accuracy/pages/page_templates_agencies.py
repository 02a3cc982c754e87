"""Templates laid out as agencies print: datelines with days and codes, end marks, initials, credits in the text."""

from page_templates import EGYPT, LEVANT, MAGHREB, Draw, Page

PERSIAN = str.maketrans("يك", "یک")


def state_agency(d: Draw) -> Page:
    """A line with city, Hijri and Gregorian day and the agency's short name over the text; end mark, clock and code."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("الرئيسية", "الأخبار العامة", "الأخبار السياسية", "التقارير", "نسخة اعلامية", tag="nav/a")
    page.add(f"ثقافي / {story['title']}", tag="h2")
    page.add(f"{story['place']} 02 رمضان 1445 هـ الموافق {d.day:02} {EGYPT[d.month - 1]} {d.year} م لوا", tag="p")
    page.add(*story["paragraphs"], tag="p")
    page.add("// انتهى //", f"{d.clock} ت مـ", f"{d.rng.randrange(10, 300):04}", tag="p")
    page.add("قد يعجبك أيضا", *[f"سياسي / {head}" for head in d.heads(3)], tag="div/a")
    page.story(
        story,
        title=f"ثقافي / {story['title']}",
        date=None,
        published_at_alt=[d.iso],
        source_credit_alt=["لوا", "واس"],
    )
    return page


def slashed_agency(d: Draw) -> Page:
    """«المدينة في 3 مايو/ وعد / …» before the text, the writers' names in slashes after it."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | وكالة وعد", outlet="وكالة وعد")
    page.add("الأخبار", "تقارير", "صور", "فيديو", "English", "Français", "中文", tag="nav/a")
    page.add(f"{d.named(EGYPT)} {d.clock}", tag="time")
    page.add(story["title"], tag="h1")
    first, *rest = story["paragraphs"]
    page.add(f"{story['place']} في {d.day} {EGYPT[d.month - 1]}/ وعد / {first}", *rest, tag="p")
    page.add("وعد/ أحمد/ سالم", tag="p")
    page.add("- خلا -", tag="p")
    page.add("رياضة", "ثقافة", "مشاركة", tag="div/span")
    page.story(story, date=d.iso_minute, source_credit_alt=["وعد", "وكالة وعد"])
    return page


def dashed_agency(d: Draw) -> Page:
    """«المدينة - 12 - 3 (كونا) -- …», the end in brackets with initials, a telegraphic code."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], f"{d.day:02}/{d.month:02}/{d.year} {d.clock}", tag="h1")
    first, *rest = story["paragraphs"]
    page.add(f"{story['place']} - {d.day} - {d.month} (كونا) -- {first}", *rest[:-1], tag="p")
    page.add(f"{rest[-1]} (النهاية) م ع / ط ا", tag="p")
    page.add(f"KUNA {d.day:02}{d.hour:02}{d.minute:02} Mar {d.year % 100}", tag="p")
    page.story(story, date=d.iso_minute, source_credit="كونا")
    return page


def levantine_agency(d: Draw) -> Page:
    """«وطن - المدينة - …» before the text, a row of equals signs with initials after it."""
    story = d.stories[0]
    page = Page(raw_title=story["title"], outlet="الوكالة الوطنية")
    page.add("الوكالة الوطنية", "سياسة", "أمن وقضاء", "مناطق", "متفرقات", tag="nav ul/li a")
    page.add(story["title"], tag="h1")
    page.add(f"الثلاثاء {d.day:02} {LEVANT[d.month - 1]} {d.year} الساعة {d.clock}", "سياسة", tag="div/span")
    first, *rest = story["paragraphs"]
    page.add(f"وطنية - {story['place']} - {first}", *rest, tag="p")
    page.add("=========== ن.م.", tag="p")
    page.add("تابعوا أخبار الوكالة عبر أثير إذاعة لبنان على الموجات 98.5 و98.1 و96.2 FM", tag="p")
    page.story(story, date=d.iso_minute, source_credit_alt=["وطنية"])
    return page


def royal_agency(d: Draw) -> Page:
    """«عمان 3 أيار (بترا) - …», then «--(بترا) ع ز/ف ق» and the stamp with seconds."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(f"{d.year}/{d.month:02}/{d.day:02} | {d.clock}:23", tag="span")
    page.add(story["title"], tag="h1")
    first, *rest = story["paragraphs"]
    page.add(f"{story['place']} {d.day} {LEVANT[d.month - 1]} (بترا)- {first}", *rest, tag="p")
    page.add("--(بترا)", "ع ز/ف ق", f"{d.day:02}/{d.month:02}/{d.year} {d.clock}:22", tag="p")
    page.add("مواضيع:", "محليات", tag="div/span")
    page.story(story, date=d.iso_minute, source_credit="بترا", published_at_alt=[None])
    return page


def translated_agency(d: Draw) -> Page:
    """City, writer and agency on a line before the text; day of update beside the day; a note for subscribers below."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    day = f"{d.day:02}.{d.month:02}.{d.year}"
    page.add("التقارير", "العالم, الدول العربية", tag="div/a")
    page.add(story["title"], tag="h1")
    deck = f"- التفاصيل وردت في بيان تلقت مراسلتنا في {story['place']} نسخة منه"
    page.add(deck, tag="h4")
    page.add("Samir Tawil", "|", f"{day} - محدث : {day}", tag="div/span")
    page.add("إسطنبول", tag="div/span")
    page.add("إسطنبول/ سمير الطويل/ الأناضول", *story["paragraphs"], tag="p")
    page.add(
        "الأخبار المنشورة على الصفحة الرسمية للوكالة، هي اختصار لجزء من الأخبار التي تُعرض للمشتركين عبر "
        "نظام تدفق الأخبار. "
        "من أجل الاشتراك لدينا يُرجى الاتصال بالرابط التالي.",
        tag="p",
    )
    page.add("المواضيع ذات الصلة", tag="div/h5")
    page.add("روسيا", "أنقرة", tag="div/a")
    page.story(
        story, date=d.iso, source_credit=None, source_credit_alt=["الأناضول"], optional_paragraphs=[deck, deck[2:]]
    )
    return page


def persian_letters(d: Draw) -> Page:
    """An Arabic service of a Persian agency: Persian letters and figures, a code, an end mark in slashes."""
    story = d.stories[0]
    page = Page(raw_title=story["title"].translate(PERSIAN) + " - وکالة نسیم", outlet="وكالة نسيم")
    page.add("الصفحة الرئیسیة", "الشرق الاوسط", "ایران", "الثقافة", "الصور", "فارسی", "English", "Türkçe", tag="nav/a")
    page.add("- الأخبار الدولي", tag="div")
    page.add(
        f"{d.day} {EGYPT[d.month - 1]}, {d.year} - {d.clock}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
        tag="div",
    )
    page.add(story["title"].translate(PERSIAN), tag="h1")
    page.add(*[paragraph.translate(PERSIAN) for paragraph in story["paragraphs"]], tag="p")
    page.add("/انتهى/", "R1375/P", tag="p")
    page.add("رمز الخبر 3047811", "کلمات دلیلیة", "روسیا", "ایران", tag="div/span")
    page.add("أهم الأخبار انتفاضة الاقصى", "عناوین مختارة", *d.heads(4), tag="aside/a")
    page.story(story, date=d.iso_minute)
    return page


def iraqi_agency(d: Draw) -> Page:
    """The agency with a slash before the first words, an ISO stamp with its zone, views, a font control."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - وكالة غسق", outlet="غسق نيوز")
    page.add("سیاسة", "أمن", "اقتصـاد", "مجتمـع", "رياضـة", "کوردی", "English", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add(f"{d.iso_minute}:23+03:00", tag="time")
    page.add("A-AA+", "2,315 مشاهدة", tag="div/span")
    first, *rest = story["paragraphs"]
    page.add(f"غسق نيوز/ {first}", *rest, tag="p")
    page.add("كل التعليقات", "تابعوا أخبار غسق نيوز", "اخر الاخبار", *d.heads(4), tag="div/a")
    page.add("شركاؤنا", "Sponsored", tag="footer/p")
    page.story(story, date=d.iso_minute, source_credit_alt=["غسق نيوز"])
    return page


def party_channel(d: Draw) -> Page:
    """Outlet and section on a line, «المدينة/ …» before the text, a source in brackets, views, a push note."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("تابعنا", "ترددات القناة", "البث الحي", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add(
        "دولي",
        f"{d.iso} | {d.clock}",
        "المصدر:",
        f"وكالة {story['agency'].replace('وكالة ', '')}",
        "1,243 شوهد",
        tag="div/span",
    )
    first, *rest = story["paragraphs"]
    page.add("السومر نيوز-دولي", f"{story['place']}/ {first}", *rest, tag="p")
    page.add("يقرأون الآن", *d.heads(3), "اشترك بالتنبيهات للحصول على آخر الأخبار أولا بأول", tag="aside/div")
    page.story(story, date=d.iso_minute, source_credit=f"وكالة {story['agency'].replace('وكالة ', '')}")
    return page


def algerian_agency(d: Draw) -> Page:
    """City with a dash, French-born months in the stamp, an agency's sign-off in brackets, related by date."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(f"الجزائر، الثلاثاء {d.day:02} {MAGHREB[d.month - 1]} {d.year}", tag="span")
    page.add(story["title"], tag="h1")
    page.add(
        f"تاريخ النشر : {d.day:02} {MAGHREB[d.month - 1]} {d.year} {d.clock}", "عدد القراءات : 312", tag="div/span"
    )
    first, *rest = story["paragraphs"]
    page.add(f"{story['place']} - {first}", *rest[:-1], f"{rest[-1]} (واج)", tag="p")
    page.add("إقرأ أيضا:", tag="div/h4")
    for head in d.heads(3):
        page.add(f"{head} {d.day - 1:02} {MAGHREB[d.month - 1]} {d.year}", tag="div/a")
    page.story(story, date=d.iso_minute, source_credit="واج")
    return page


def hijri_header(d: Draw) -> Page:
    """Three calendars and an issue's number over the text, weather and currencies beside them, a live clock."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - صحيفة العهدة", outlet="صحيفة العهدة")
    page.add(f"الثلاثاء 2 من رمضان 1445 هــ {d.named(EGYPT)} السنة 148 العدد 50123", tag="header/div")
    page.add(
        "القاهرة 24°C",
        "الدولار 30.90 ▲ 0.2%",
        "اليورو 33.71 ▼",
        "الفجر 4:37 الشروق 6:03 الظهر 12:05",
        tag="header/span",
    )
    page.add("3 برمهات 1740", "الساعة الآن 10:45:12", tag="header/span")
    page.add(story["title"], tag="h1")
    page.add(f"{story['place']}: منى الجبالي", tag="div")
    page.add(*story["paragraphs"], tag="p")
    page.add("رابط دائم:", "كلمات البحث:", "مدن", "|", "خدمات", tag="div/span")
    page.add("الاكثر قراءة", *d.heads(4), tag="aside/a")
    page.add("تم النشر بواسطة مركز المعلومات", tag="footer/p")
    page.story(story, published_at_alt=[d.iso])
    return page
