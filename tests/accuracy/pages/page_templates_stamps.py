"""Templates whose stamps are written unusually, or that stand among dates which are not the story's."""

from page_templates import EGYPT, ENGLISH, LEVANT, Draw, Page


def _page(d: Draw, *stamps: str, below: tuple[str, ...] = (), date: str | None = None, **extra: object) -> Page:
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("الرئيسية", "أخبار", tag="nav/a")
    page.add(story["title"], tag="h1")
    page.add(*stamps, tag="div/span")
    page.body(story)
    page.add(*below, tag="footer/div")
    page.story(story, date=date, **extra)
    return page


def ages(d: Draw) -> Page:
    """How long ago, in words and figures."""
    age = ["منذ 3 ساعات", "قبل ساعتين", "منذ ساعة واحدة", "قبل دقيقتين", "3 ساعات ago", "منذ قليل"][d.minute % 6]
    return _page(d, age, published_at_alt=[d.iso])


def yesterday(d: Draw) -> Page:
    """«أمس 21:15», «قبل يوم», «منذ يومين»: derivable, not stated."""
    age, back = [("أمس 21:15", 1), ("قبل يوم", 1), ("منذ يومين", 2), ("أمس الساعة 9:15 مساء", 1)][d.minute % 4]
    return _page(d, age, published_at_alt=[f"{d.year:04}-{d.month:02}-{d.day - back:02}"] if d.day > back else [d.iso])


def month_first(d: Draw) -> Page:
    """Figures with the month first where the day can be no month, as American systems print."""
    day = max(d.day, 13)
    return _page(d, f"{d.month}/{day}/{d.year} 10:15:00 AM", date=f"{d.year:04}-{d.month:02}-{day:02}T10:15")


def many_dates(d: Draw) -> Page:
    """Published, updated and reviewed, on one line."""
    stamp = f"{d.day} {EGYPT[d.month - 1]} {d.year}"
    later = [f"{d.day + i} {EGYPT[d.month - 1]} {d.year}" for i in (1, 2)]
    line = f"تم النشر: {stamp} {d.clock} - تمت المراجعة: {later[0]} - آخر تعديل: {later[1]}"
    return _page(d, line, date=d.iso_minute)


def zones(d: Draw) -> Page:
    """The clock of a city or zone beside the day, in several forms."""
    zone = ["بتوقيت مكة المكرمة", "بتوقيت موسكو", "بتوقيت القدس المحتلة", "GMT+3", "(توقيت السعودية)", "بتوقيت بيروت"][
        d.minute % 6
    ]
    return _page(d, f"{d.day} {LEVANT[d.month - 1]} {d.year}، {d.clock} {zone}", date=d.iso_minute)


def event_date(d: Draw) -> Page:
    """No stamp: the day of an event beside the title, today's and that of an update in the footer."""
    return _page(
        d,
        "الخميس المقبل",
        below=(
            f"© 2009-{d.year + 1}",
            f"اليوم: {d.day + 1} {EGYPT[d.month - 1]} {d.year}",
            f"آخر تحديث للصفحة {d.day + 2}/{d.month}/{d.year}",
        ),
    )


def declared_only(d: Draw) -> Page:
    """The markup alone tells the day; in the text stand but an update and the page's clock."""
    page = _page(d, f"آخر تحديث {d.day + 1} {EGYPT[d.month - 1]} {d.year}")
    metas = {"published_time": f"{d.iso_minute}:10Z", "modified_time": d.iso}
    page.head = "".join(f'<meta property="article:{name}" content="{day}">' for name, day in metas.items())
    page.declared = d.iso_minute
    return page


def english_stamp(d: Draw) -> Page:
    """English stamps in several forms over Arabic text."""
    name = ENGLISH[d.month - 1]
    forms = [
        f"Published: {d.day} {name[:3]} {d.year} {d.clock} GMT",
        f"{name} {d.day}, {d.year}, {d.clock}",
        f"Tuesday, {name} {d.day}, {d.year}",
        f"{d.day}-{name[:3]}-{d.year}",
    ]
    return _page(d, forms[d.minute % 4], "By Sami Haddad", date=d.iso)


def spaced_stamp(d: Draw) -> Page:
    """Day, month and year with signs between them, weekday glued, era letters."""
    name = EGYPT[d.month - 1]
    forms = [
        f"{d.day} - {name} - {d.year}",
        f"الثلاثاء{d.day} {name} {d.year}م",
        f"{d.day} من {name} {d.year}",
        f"{d.year} ,{d.day} {name}",
        f"{name} {d.day} {d.year}",
        f"{d.day}/ {d.month} /{d.year} م",
    ]
    return _page(d, forms[d.minute % 6], date=d.iso)


def label_below(d: Draw) -> Page:
    """Label and stamp below the text, on two lines, under the writer's name; the live clock above."""
    stamp = f"{d.day} {EGYPT[d.month - 1]} {d.year}"
    page = Page(raw_title=d.stories[0]["title"])
    page.add(f"الأربعاء {d.day + 1} {EGYPT[d.month - 1]} {d.year} 10:12:45 م", "الرئيسية", "أخبار", tag="header/span")
    page.add(d.stories[0]["title"], tag="h1")
    page.body(d.stories[0])
    page.add("بقلم: ليلى نعمة", "تاريخ النشر", stamp, tag="div/span")
    page.add("اخر الاخبار", *d.heads(2), tag="aside/a")
    page.story(d.stories[0], date=d.iso)
    return page
