import tomllib
from importlib.resources import files

import pytest

from services.arabic.normal import matching
from services.page.kinds import parts, sort
from services.page.notes import speaks_to_reader
from services.page.phrases import bare


@pytest.mark.parametrize(
    ("line", "kind", "reason"),
    [
        ("الرئيسية", "drop", "menu"),
        ("الرئيسية | سياسة | اقتصاد", "drop", "menu"),
        ("الرئيسية سياسة اقتصاد رياضة", "drop", "menu"),
        ("الرئيسية > أخبار محلية > افتتاح المكتبة", "drop", "menu"),
        ("شارك المقال: فيسبوك تويتر واتساب", "drop", "share"),
        ("إعــلان".replace("ـ", ""), "drop", "ad"),
        ("© 2024 جميع الحقوق محفوظة", "drop", "footer"),
        ("هذا الموقع يستخدم ملفات تعريف الارتباط لتحسين تجربتك.", "drop", "note"),
        ("صورة أرشيفية من المدينة القديمة", "drop", "caption"),
        ("رمز الخبر: 12345", "drop", "count"),
        ("كلمات دلالية: مدن ثقافة", "open", "tags"),
        ("إقرأ أيضاً:", "open", "read_also"),
        ("تصفح أيضا", "open", "read_also"),  # by form, not by list
        ("موضوعات قد تثير اهتمامك", "open", "related"),
        ("الأكثر قراءة في الثقافة", "open", "most_read"),
        ("التعليقات (3)", "open", "comments"),
        ("المصدر: وكالة الأفق", "credit", ""),
        ("الأفق_متابعات", "credit", ""),
        ("كتب - سامي الأشقر", "credit", ""),
        ("لندن (الشروق، وكالات)", "credit", ""),
        ("تاريخ النشر: 3 مايو 2024 - 10:15", "stamp", ""),
        ("قبل 6 ساعات", "stamp", ""),
        ("افتتاح مكتبة عامة في الحي القديم", "short", ""),
        ("وأعلنت البلدية أن المكتبة ستفتح أبوابها يوم الأحد.", "body", ""),
        ("في 3 مايو 2024 أعلن المجلس البلدي خطة جديدة للمدينة.", "body", ""),  # a date within a sentence
        (".", "drop", "symbols"),
        ("=========== ن.م.", "drop", "symbols"),
        ("م ع / ط ا", "drop", "end"),
        ("(النهاية) م ع / ط ا", "drop", "end"),
        ("(رويترز)", "credit", ""),
        ("عن موقع الأفق", "credit", ""),
        ("(المزيد)", "drop", "menu"),
        ("أ ش أ", "short", ""),  # an agency, and no initials
        ("الرئيسية/أخبار/افتتاح المكتبة", "drop", "menu"),
        ("للمزيد طالع", "open", "read_also"),
        ("وكنا قد نشرنا:", "open", "read_also"),
        ("خبر ذو صلة", "open", "related"),
        ("نُشر: 09:17-21 أكتوبر 2020 م ـ 02 رَمضان 1445 هـ", "stamp", ""),
        ("ضفاف نيوزأبريل 19, 2022آخر تحديث: أبريل 19, 2022", "stamp", ""),
        ("المنارة - وكالة الأفق نشر بتاريخ: 3 مايو 2024", "stamp", ""),  # names before the label
        ("قرار المجلس البلدي بتاريخ 3 مايو 2024", "short", ""),  # no label of publication
        ("كل المواد متاحة لإعادة النشر شرط ذكر المصدر ووضع رابط فعال.", "drop", "footer"),
        ("كتب: سامي الأشقر القسم: محليات نشر في: 3/5/2024 10:15 المشاهدات: 512", "stamp", ""),
        ("أرسله كثبان في ثلاثاء, 03/05/2024 - 14:20", "stamp", ""),
        ("نشرت بواسطة:سامي في محليات, أهم الأخبار 3 مايو، 2024 0 512 زيارة", "stamp", ""),
        ("البريد الإلكتروني الخاص بك لن يتم نشره.", "drop", "comments"),
        ("وفر حتى 50% على باقات الإنترنت هذا الأسبوع فقط.", "drop", "ad"),
        ("محليات | سامي الأشقر | 3 مايو 2024 | 4 دقائق قراءة", "stamp", ""),
        ("سامي الأشقر 3 مايو 2024 شارك", "stamp", ""),
        ("اتفاق البلدية والتجار في 3 مايو 2024: السوق تغلق مساء", "short", ""),  # one colon makes no row
        (f"اقرأ أيضا: {' | '.join(['عودة طائر اللقلق إلى بحيرة الشمال بعد غياب طويل'] * 4)}", "open", "read_also"),
        ("إعلان مدفوع الأجر", "drop", "ad"),
        ("اضغط هنا لمتابعة أخبارنا عبر واتساب", "drop", "note"),
    ],
)
def test_kind_of_a_line(line: str, kind: str, reason: str) -> None:
    found = sort(line)
    assert (found.kind, found.reason) == (kind, reason)


@pytest.mark.parametrize(
    "line",
    [
        "تعليق الدراسة في ثلاث محافظات بسبب الأمطار الغزيرة",  # «تعليق» also labels comments
        "أعلن رئيس التحرير السابق أن الصحيفة ستنتقل إلى مقر جديد في العاصمة قبل نهاية العام الجاري وفق بيان رسمي.",
        "وقالت الشركة إن سياسة الخصوصية الجديدة تدخل حيز التنفيذ مطلع الشهر المقبل وتشمل جميع البلدان التي تعمل فيها.",
        "وأجرى الوزير اتصالا هاتفيا بنظيره بحثا خلاله سبل التعاون.",  # «هاتف:» within a word
        "وقال الناطق باسم الشركة في تغريدة «تابعونا على تويتر لمعرفة الموعد»، مضيفا أن الفرع سيفتح قريبا.",  # said
        "حين انضم إلى الحركة كان عمره عشرين عاما ولم يكن يعرف من أعضائها غير اثنين.",
    ],
)
def test_news_that_uses_the_words_of_furniture_is_no_furniture(line: str) -> None:
    assert sort(line).kind in ("body", "short")


@pytest.mark.parametrize(
    ("line", "to_reader"),
    [
        ("أدخل بريدك وكلمة المرور لتتمكن من قراءة المادة كاملة.", True),
        ("لمتابعة أحدث أخبارنا حمّل تطبيقنا المجاني من متجر هاتفك الآن.", True),
        ("قال الوزير: «يرجى الالتزام، ويمكنك التقديم عبر موقعنا».", False),  # quoted
        ("افتتحت البلدية مكتبة عامة جديدة في الحي القديم.", False),
    ],
)
def test_who_is_spoken_to(line: str, to_reader: bool) -> None:
    assert speaks_to_reader(line, matching(line)) is to_reader


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("نشر بتاريخ: 3 مايو 2024 | المصدر: الأفق", ["نشر بتاريخ: 3 مايو 2024", "المصدر: الأفق"]),
        ("سامي الأشقر • محليات • 3 مايو 2024", ["سامي الأشقر", "محليات", "3 مايو 2024"]),
        ("المصدر: الأفق - الكلمات الدلالية: مدن", ["المصدر: الأفق", "الكلمات الدلالية: مدن"]),
        ("المصدر: الأفق إقرأ أيضاً:", ["المصدر: الأفق", "إقرأ أيضاً:"]),
        ("بلدية النخيل تفتتح مكتبة عامة - 3 مايو 2024", ["بلدية النخيل تفتتح مكتبة عامة", "3 مايو 2024"]),
        ("3 مايو 2024 - بلدية النخيل تفتتح مكتبة عامة", ["3 مايو 2024", "بلدية النخيل تفتتح مكتبة عامة"]),
        ("بلدية النخيل تفتتح مكتبة عامة - بالصور", ["بلدية النخيل تفتتح مكتبة عامة - بالصور"]),
        ("عاجل | بلدية النخيل تفتتح مكتبة", ["عاجل | بلدية النخيل تفتتح مكتبة"]),  # a headline
    ],
)
def test_bars_hold_stamps_and_credits_apart(line: str, pieces: list[str]) -> None:
    assert parts(line) == pieces


@pytest.mark.parametrize(
    ("line", "is_disclaimer"),
    [
        ("ملاحظة: إن المحتوى أعلاه يعبّر فقط عن رأي ناشره، ولا يتحمل الموقع أي مسؤولية عنه.", True),
        ("هذا الخبر منقول ولا يعبر عن وجهة نظر الموقع، وحقوق النص محفوظة لمن نشره أولا.", True),
        ("إدارة الموقع غير مسؤولة عن دقة هذا المقال وما جاء فيه من معلومات وصور وأرقام.", True),
        ("المواد المنشورة هنا تعبر عن آراء أصحابها ولا تعبر عن سياسة الصحيفة أو محرريها.", True),
        ("وقالت الصحيفة إن المقال يعبر عن رأي كاتبه ولا يعبر عن موقف إدارتها من الخلاف.", False),  # reported
        ("وثيقة «المحتوى يعبر عن رأي ناشره» وزعت على مديري الموقع قبل يوم من الجلسة.", False),  # quoted
        ("ولن تتحمل الشركة أي مسؤولية عن الحادث الذي وقع قرب موقع البناء يوم الأحد.", False),  # of no text
        ("وجاء البيان ليعبر عن موقف الحكومة من الأزمة بعد أسابيع من الصمت والانتظار.", False),
    ],
)
def test_a_disclaimer_is_a_note(line: str, is_disclaimer: bool) -> None:
    assert (sort(line).kind == "drop") is is_disclaimer


def test_every_listed_phrase_is_read_as_its_table_says() -> None:
    tables = tomllib.loads(files("services.page").joinpath("chrome.toml").read_text(encoding="utf-8"))
    for key, kinds in (("label", {"drop", "open"}), ("opens", {"drop", "open"}), ("says", {"drop", "open"})):
        for reason, table in tables.items():
            for phrase in table.get(key, ()):
                assert sort(phrase).kind in kinds, (reason, phrase)


def test_no_label_stands_in_two_tables() -> None:
    tables = tomllib.loads(files("services.page").joinpath("chrome.toml").read_text(encoding="utf-8"))
    seen: dict[str, str] = {}
    for reason, table in tables.items():
        for phrase in (*table.get("label", ()), *table.get("opens", ())):
            assert seen.setdefault(bare(phrase), reason) == reason, phrase
