"""Page templates of invented outlets: each lays stories out as one kind of site does, and knows what is what."""

import html
import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
STORIES = tomllib.loads((HERE / "stories.toml").read_text(encoding="utf-8"))["story"]
FORMS = tomllib.loads((HERE / "stories_forms.toml").read_text(encoding="utf-8"))["story"]
CHROME = tomllib.loads((HERE / "chrome.toml").read_text(encoding="utf-8"))

LEVANT = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MAGHREB = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MOROCCO = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass
class Row:
    """A line of the page: its text, and the element that carries it as HTML.

    `tag` is one element, or elements one in the other, "li a"; before a slash stand those that rows share while they
    follow one another: "main aside/li a". An element may have a class: "div.share".
    """

    text: str
    tag: str = "div"
    glue: str = "\n"
    """What parts it from the row before in the text; as HTML it has an element of its own all the same."""

    @property
    def around(self) -> list[str]:
        return self.tag.rpartition("/")[0].split()

    def markup(self) -> str:
        own = self.tag.rpartition("/")[2].split()
        return "".join(map(_start, own)) + html.escape(self.text) + "".join(map(_end, reversed(own)))


def _start(element: str) -> str:
    name, _, css = element.partition(".")
    return f'<{name} class="{css}">' if css else f"<{name}>"


def _end(element: str) -> str:
    return f"</{element.partition('.')[0]}>"


@dataclass
class Page:
    rows: list[Row] = field(default_factory=list)
    stories: list[dict] = field(default_factory=list)
    raw_title: str | None = None
    outlet: str | None = None
    """The outlet's name, where the crawler knows more than its host."""
    head: str = ""
    """Markup in the head of the HTML page."""
    declared: str | None = None
    """The main story's date where only that markup has it."""

    def add(self, *texts: str, tag: str = "div") -> None:
        self.rows += [Row(text, tag) for text in texts]

    def glued(self, *texts: str, tag: str = "div", glue: str = " ") -> None:
        """Rows of the HTML page that a dump of its text runs on to the line before."""
        self.rows += [Row(text, tag, glue) for text in texts]

    def story(
        self, story: dict, role: str = "main", *, title: str | None = "", date: str | None = None, **extra: object
    ) -> None:
        shown = story["title"] if title == "" else title
        gold = {"role": role, "title": shown, "paragraphs": list(story["paragraphs"]), "source_credit": None}
        self.stories.append(gold | {"published_at": date} | extra)

    def body(self, story: dict) -> None:
        self.add(*story["paragraphs"], tag="p")

    def text(self) -> str:
        return "".join(row.glue + row.text for row in self.rows).lstrip("\n")

    def html(self) -> str:
        lines: list[str] = []
        opened: list[str] = []
        for row in [*self.rows, Row("")]:
            kept = next(
                i for i, pair in enumerate([*zip(opened, row.around, strict=False), (0, 1)]) if pair[0] != pair[1]
            )
            lines += [
                "".join(map(_end, reversed(opened[kept:]))),
                "".join(map(_start, row.around[kept:])),
                row.markup(),
            ]
            opened = row.around
        title = f"<title>{html.escape(self.raw_title or '')}</title>"
        body = "\n".join(line for line in lines if line)
        return (
            f'<!doctype html><html lang="ar"><head>{title}{self.head}</head><body><main>\n{body}\n</main></body></html>'
        )


@dataclass
class Draw:
    """What a template may draw on: two or three stories, headlines, a day."""

    stories: list[dict]
    rng: random.Random
    year: int
    month: int
    day: int
    hour: int
    minute: int
    wide: list[dict] = field(default_factory=list)
    """The same and more of them, for a page of many."""

    def heads(self, count: int) -> list[str]:
        return self.rng.sample(CHROME["headlines"], count)

    def near(self, story: dict) -> str:
        """A headline of a list that speaks of the story's own subject."""
        words = story["title"].split()
        return self.rng.choice(["بالصور.. ", "ماذا نعرف عن ", "كل التفاصيل حول ", "فيديو| "]) + " ".join(
            words[len(words) // 2 :]
        )

    @property
    def iso(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def iso_minute(self) -> str:
        return f"{self.iso}T{self.hour:02}:{self.minute:02}"

    def named(self, months: list[str]) -> str:
        return f"{self.day} {months[self.month - 1]} {self.year}"

    @property
    def clock(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"


def portal(d: Draw) -> Page:
    """A portal: a menu of one word a line, breadcrumbs, stamp and share row above, tags, lists and footer below."""
    page, story = Page(raw_title=f"{d.stories[0]['title']} | بوابة الرصيف"), d.stories[0]
    page.add("الرئيسية", "أخبار", "سياسة", "اقتصاد", "رياضة", "ثقافة وفن", "فيديو", "تسجيل الدخول", tag="li")
    page.add("الرئيسية / أخبار محلية")
    page.add(story["title"], tag="h1")
    page.add(
        f"تاريخ النشر: {d.named(EGYPT)} - {d.clock}", "آخر تحديث: " + f"{d.day} {EGYPT[d.month - 1]} {d.year} - 23:59"
    )
    page.add("شارك", "فيسبوك", "تويتر", "واتساب", "نسخ الرابط", tag="span")
    page.body(story)
    page.add(f"المصدر: {story['agency']}", "كلمات دلالية: بلدية، ثقافة، خدمات", "مقالات ذات صلة")
    page.add(*d.heads(4), tag="li")
    page.add("الأكثر قراءة")
    page.add(*[f"{i} {head}" for i, head in enumerate(d.heads(3), 1)], tag="li")
    page.add("من نحن | اتصل بنا | سياسة الخصوصية", f"جميع الحقوق محفوظة © بوابة الرصيف {d.year + 1}", tag="footer")
    page.story(story, date=d.iso_minute, source_credit=story["agency"])
    return page


def agency(d: Draw) -> Page:
    """A news agency: «المدينة في 3 مايو / الوكالة /», the end mark, a reference number."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("عام / " + story["title"], tag="h2")
    first, *rest = story["paragraphs"]
    page.add(f"{story['place']} في {d.day} {EGYPT[d.month - 1]} / المورد / {first}", *rest, tag="p")
    page.add("// انتهى //", f"{d.clock} ت م", "0147")
    page.add(f"www.almawred.example/{d.rng.randrange(10**6)}", "تابعونا على منصة إكس")
    page.story(
        story,
        title="عام / " + story["title"],
        source_credit=None,
        source_credit_alt=["المورد"],
        published_at_alt=[d.iso],
        title_alt=[story["title"]],
    )
    return page


def levant(d: Draw) -> Page:
    """A Levantine daily: dual-named months, an author line, dateline with agencies, subscription notes."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} - صحيفة المنارة")
    page.add("العدد الورقي", "آراء", "ملحق ثقافي", "English", tag="li")
    page.add(story["title"], tag="h1")
    deck = "تفاصيل وأرقام من يوم طويل في " + story["place"]
    page.add(deck, tag="h3")
    page.add(f"{d.day} {LEVANT[d.month - 1]} / {EGYPT[d.month - 1]} {d.year}", "المنارة")
    first, *rest = story["paragraphs"]
    page.add(f'{story["place"]} - "المنارة" ووكالات: {first}', tag="p")
    page.add("اشترك في نشرتنا البريدية لتصلك أهم العناوين كل صباح", "أدخل بريدك الإلكتروني")
    page.add(*rest, tag="p")
    page.add("هذا المحتوى للمشتركين فقط. سجل دخولك لمتابعة القراءة أو جرب الاشتراك الشهري.")
    page.add("وسوم: ثقافة، مدن", "مواضيع مشابهة")
    page.add(*d.heads(3), tag="li")
    page.story(
        story,
        date=d.iso,
        source_credit=None,
        source_credit_alt=["المنارة", "وكالات", "المنارة ووكالات"],
        optional_paragraphs=[deck],
    )
    return page


def maghreb(d: Draw) -> Page:
    """A Moroccan site: ticker above, an inline read-also box amid the text, comments with their own dates below."""
    story, months = d.stories[0], MOROCCO
    page = Page(raw_title=story["title"])
    page.add("شريط الأخبار")
    page.add(*d.heads(3), tag="li")
    page.add(story["title"], tag="h1")
    page.add(f"هبة المريني - {story['place']}", f"الجمعة {d.named(months)} - {d.clock}")
    half = len(story["paragraphs"]) // 2
    page.add(*story["paragraphs"][:half], tag="p")
    page.add("إقرأ أيضا", d.heads(1)[0], tag="aside")
    page.add(*story["paragraphs"][half:], tag="p")
    page.add(
        "التعليقات (2)",
        f"زائر - {d.day} {months[d.month - 1]} {d.year} - 22:10",
        CHROME["comments"][0],
        "أم سلمى",
        CHROME["comments"][1],
    )
    page.add("أضف تعليقك", "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *")
    page.story(story, date=d.iso_minute)
    return page


def aggregator(d: Draw) -> Page:
    """An aggregator: story, source and tags, then a read-also marker and a whole second story."""
    one, two = d.stories[:2]
    page = Page(raw_title=one["title"])
    page.add(one["title"], tag="h2")
    page.add(f"{EGYPT[d.month - 1]} {d.day}, {d.year}")
    page.body(one)
    page.add("المصدر: صحيفة الشرفة", "كلمات مفتاحية: أخبار اليوم", "اقرأ أيضاً:", two["title"])
    page.body(two)
    page.add("المصدر: " + two["agency"], "شاهد المزيد")
    page.story(one, date=d.iso, source_credit="صحيفة الشرفة")
    page.story(two, "also_read", source_credit=two["agency"])
    return page


def glued(d: Draw) -> Page:
    """A careless scrape: furniture glued to the start, the middle and the end of body lines."""
    story, (one, two, three) = d.stories[0], d.heads(3)
    page = Page(raw_title=story["title"])
    page.add(story["title"], f"{d.day}/{d.month}/{d.year} {d.clock}")
    first, *rest = story["paragraphs"]
    page.add("أخبار ذات صلة" + first, tag="p")
    for i, paragraph in enumerate(rest):
        page.add(paragraph + ("" if i != 0 else f"اقرأ أيضا: {one}"), tag="p")
    page.rows[-1].text += two
    page.add("مواضيع متعلقة", three, "إعلان")
    page.story(story, date=d.iso_minute)
    return page


def blog(d: Draw) -> Page:
    """A blog: a live clock above, a relative stamp, an author box, an archive list with dates."""
    story = d.stories[0]
    page = Page(raw_title="مدونة الطريق")
    page.add(f"السبت، {d.day + 1} {EGYPT[d.month - 1]}، {d.year} | 10:45:12 ص", "مدونة الطريق", "بحث في المدونة")
    page.add(story["title"], tag="h1")
    page.add("بواسطة نديم الصباغ", "قبل 3 ساعات", "مدة القراءة: 3 دقائق")
    page.body(story)
    page.add(
        "نبذة عن الكاتب",
        "نديم الصباغ كاتب ومصور يعيش بين الجبل والساحل، ويكتب عن المدن الصغيرة والناس الذين يصنعون حياتها منذ 2009.",
    )
    page.add(
        "أرشيف المدونة",
        f"{EGYPT[0]} {d.year} (14)",
        f"{EGYPT[1]} {d.year} (9)",
        "أحدث التعليقات",
        "زائر: شكرا لك على المقال",
    )
    page.story(story, published_at_alt=[d.iso])
    return page


def liveblog(d: Draw) -> Page:
    """A live page: entries with clock stamps, newest last, each a paragraph or two."""
    story = d.stories[0]
    page = Page(raw_title=f"مباشر: {story['title']}")
    page.add("تغطية مباشرة", tag="span")
    page.add(f"مباشر: {story['title']}", tag="h1")
    page.add(f"نشر في: {d.named(EGYPT)}")
    for i, paragraph in enumerate(story["paragraphs"]):
        page.add(f"{9 + i}:{15 + 7 * i:02} بتوقيت غرينتش", tag="time")
        page.add(paragraph, tag="p")
    page.add("تحديث الصفحة تلقائيا كل دقيقة", "شارك التغطية", "فيسبوك | إكس | تلغرام")
    page.story(story, title=f"مباشر: {story['title']}", date=d.iso)
    return page


def listing(d: Draw) -> Page:
    """A section page: headlines, stamps and labels, and no story."""
    page = Page(raw_title="أخبار محلية - موقع الضفة")
    page.add("الرئيسية", "محليات", "الأكثر قراءة", tag="li")
    for head in d.heads(8):
        page.add(head, "منذ 3 ساعات", "المزيد", tag="div")
    page.add("1", "2", "3", "التالي", "اشترك في النشرة", "جميع الحقوق محفوظة لموقع الضفة")
    return page


def brief(d: Draw) -> Page:
    """A brief without any furniture: the text alone, the title only with the crawler."""
    story = d.stories[0] | {"paragraphs": d.stories[0]["paragraphs"][: 1 + d.rng.randrange(2)]}
    page = Page(raw_title=story["title"] + " | نشرة المساء")
    page.body(story)
    page.story(story)
    return page


def magazine(d: Draw) -> Page:
    """A magazine: captions, a pull quote, sub-heads, a bio, most-read list with dates."""
    story = d.stories[0]
    page = Page(raw_title=f"{story['title']} | مجلة السور")
    caption = f"منظر عام من {story['place']} (تصوير: وائل الأشقر)"
    page.add("مجلة السور", "ثقافة", tag="span")
    page.add(story["title"], tag="h1")
    page.add(f"نُشر بتاريخ {d.iso}", caption)
    half = len(story["paragraphs"]) // 2
    page.add(*story["paragraphs"][:half], tag="p")
    page.add("تفاصيل أخرى", tag="h3")
    page.add(*story["paragraphs"][half:], tag="p")
    page.add("عن المحرر", "وائل الأشقر", "المقالات الأكثر قراءة")
    for head in d.heads(3):
        page.add(head, f"{d.day - 1} {EGYPT[d.month - 1]} {d.year}", tag="div")
    page.add(
        "هذا الموقع يستخدم ملفات تعريف الارتباط لتحسين تجربتك. باستمرارك في التصفح فإنك توافق على استخدامها.", "موافق"
    )
    page.story(story, date=d.iso, optional_paragraphs=[caption, "تفاصيل أخرى"])
    return page


def foreign_stamp(d: Draw) -> Page:
    """An aggregator with an English frame around Arabic text."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(
        f"{d.day}th, {ENGLISH[d.month - 1]} {d.year} GMT"
        if 3 < d.day < 21
        else f"{ENGLISH[d.month - 1]} {d.day}, {d.year}"
    )
    page.body(story)
    page.add(
        "Source: Al Sahel",
        "Share on Facebook",
        "Read more",
        d.heads(1)[0],
        "Copyright © 2031 Daily Gate. All rights reserved.",
    )
    page.story(story, date=d.iso, source_credit="Al Sahel")
    return page


def noisy(d: Draw) -> Page:
    """Orthographic noise: kashida, bidi marks, Persian letters, presentation forms, no-break blanks."""
    story, rng = d.stories[0], d.rng

    def noise(text: str) -> str:
        out = []
        for letter in text:
            draw = rng.random()
            if letter == "ي" and draw < 0.3:
                out.append("ی")
            elif letter == "ك" and draw < 0.3:
                out.append("ک")
            elif letter == " " and draw < 0.1:
                out.append("\u00a0" if draw < 0.05 else " \u200f")
            elif letter in "سمن" and draw < 0.05:
                out.append(letter + "ـ")
            else:
                out.append(letter)
        return "".join(out).replace("لا", "ﻻ", 1)

    page = Page(raw_title=noise(story["title"]))
    page.add("\u200f" + noise(story["title"]), tag="h1")
    page.add(f"\u200f{d.day}\u200f/{d.month}\u200f/{d.year}".translate(EASTERN))
    page.add(*[noise(paragraph) for paragraph in story["paragraphs"]], tag="p")
    page.add("اقـرأ أيـضـا", *d.heads(2), "جمیع الحقوق محفوظة")
    page.story(story, date=d.iso)
    return page


def triple(d: Draw) -> Page:
    """A page with three stories, each further one after a marker and with a stamp of its own."""
    one, two, three = d.stories[:3]
    page = Page(raw_title=one["title"])
    page.add("موقع المرفأ الإخباري", "عاجل", d.heads(1)[0])
    page.add(one["title"], tag="h1")
    page.add(f"{d.named(EGYPT)} الساعة {d.clock}")
    page.body(one)
    page.add("قد يهمك أيضا", two["title"], f"{d.day - 1} {EGYPT[d.month - 1]} {d.year}")
    page.body(two)
    page.add("شاهد أيضا", d.heads(1)[0], three["title"])
    page.body(three)
    page.add("التعليقات", "لا توجد تعليقات", f"آخر تحديث للموقع: {d.day + 2} {EGYPT[d.month - 1]} {d.year}")
    page.story(one, date=d.iso_minute)
    page.story(two, "also_read", date=f"{d.year:04}-{d.month:02}-{d.day - 1:02}")
    page.story(three, "also_read")
    return page


def official(d: Draw) -> Page:
    """A ministry's site: Hijri beside Gregorian, view counts, the paragraphs and then contact details."""
    story = d.stories[0]
    page = Page(raw_title="المركز الإعلامي")
    page.add("تخطي إلى المحتوى", "المركز الإعلامي > الأخبار > تفاصيل الخبر")
    page.add(story["title"], tag="h2")
    page.add(f"12 رجب 1445هـ الموافق {d.named(EGYPT)}م", "عدد المشاهدات: 1204")
    page.body(story)
    page.add(
        "المصدر / المركز الإعلامي",
        "طباعة | إرسال لصديق",
        "هل كانت هذه الصفحة مفيدة؟ نعم لا",
        "ص.ب: 1200 هاتف: 0112345678 فاكس: 0112345679",
    )
    page.story(story, date=d.iso, source_credit="المركز الإعلامي")
    return page


def repeats(d: Draw) -> Page:
    """A site that prints title and lead twice, as a summary and again in the text."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add(story["title"], tag="h1")
    page.add(story["paragraphs"][0], tag="h3")
    page.add(f"Fri, {d.day} {ENGLISH[d.month - 1][:3]} {d.year} {d.clock} GMT", "الشراع - متابعات", story["title"])
    page.body(story)
    page.add(story["paragraphs"][-1], "اخترنا لك", *d.heads(3), tag="p")
    page.story(
        story, date=d.iso_minute, source_credit=None, source_credit_alt=["الشراع", "متابعات", "الشراع - متابعات"]
    )
    return page


def tunisian(d: Draw) -> Page:
    """A Tunisian radio's site: French-born months, audio labels, dateline in brackets, social row."""
    story = d.stories[0]
    page = Page(raw_title=story["title"])
    page.add("استمع إلى البث المباشر", "برامج", "بودكاست", tag="li")
    page.add(f"{d.day} {MAGHREB[d.month - 1]} {d.year}")
    page.add(story["title"], tag="h1")
    first, *rest = story["paragraphs"]
    page.add(f"{story['place']} ({story['agency']}) - {first}", *rest, tag="p")
    page.add("الأخبار المتعلقة", tag="h4")
    page.add(*d.heads(3), tag="li")
    page.add("حمل تطبيق الإذاعة من google play", "تابعنا على إنستغرام")
    page.story(story, date=d.iso, source_credit=story["agency"])
    return page


def appended(d: Draw) -> Page:
    """A portal whose main story is broken by a long advert, before a second story without a marker's colon."""
    one, two = d.stories[:2]
    page = Page(raw_title=f"{one['title']} » الفنار")
    page.add("الفنار » أخبار » " + one["title"])
    page.add(one["title"], tag="h1")
    page.add("الفنار", f"{d.named(EGYPT)} {d.hour % 12 or 12}:{d.minute:02} {'م' if d.hour >= 12 else 'ص'}")
    page.add(*one["paragraphs"][:2], tag="p")
    page.add(
        "إعلان", "تسوق الآن واحصل على خصم كبير على جميع الأجهزة المنزلية مع توصيل مجاني إلى باب البيت في كل المحافظات"
    )
    page.add(*one["paragraphs"][2:], tag="p")
    page.add("نقلا عن " + one["agency"], "انشر على", "فيسبوك", "اقرأ المزيد", two["title"], two["agency"])
    page.body(two)
    page.add("العودة إلى الأعلى")
    page.story(one, date=d.iso_minute, source_credit=one["agency"])
    page.story(two, "also_read", source_credit=two["agency"])
    return page
