"""The decision on a page, as tables of pages: what is known, what comes, what becomes of it."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from schemas.events import RawArticle
from services.dedupe.article_index import text_of
from services.dedupe.article_pages import MOST_WORDS, article_id, entries
from services.dedupe.article_records import pack_decision, pack_text, unpack_decision, unpack_texts
from services.dedupe.folding import SAME, Decision, decide
from services.dedupe.matching import Match

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)

BRIDGE = (
    "أعلنت بلدية المدينة الساحلية أن أعمال بناء الجسر الجديد ستنتهي قبل حلول الصيف، وقال رئيس البلدية "
    "سامي الدهان في لقاء مع الصحفيين "
    "إن العمال أنجزوا 80 في المئة من المشروع رغم الأمطار الغزيرة التي هطلت خلال الشتاء.\n"
    "وأضاف الدهان أن الجسر سيربط الميناء القديم بالحي التجاري، وأن كلفته بلغت 14 مليون دينار جمعت من "
    "تبرعات السكان ومن صندوق التنمية. "
    "ودعا الأهالي إلى حضور حفل الافتتاح الذي ستشارك فيه فرق موسيقية من القرى المجاورة."
)
LIBRARY = (
    "افتتحت في العاصمة مكتبة عامة تضم أكثر من مئة ألف كتاب بلغات عدة، وتتيح للزوار الاطلاع على مخطوطات "
    "نادرة في قاعة مخصصة للباحثين. "
    "وقالت مديرة المكتبة هناء السالمي إن الدخول مجاني في جميع أيام الأسبوع، وإن المكتبة ستنظم أمسيات "
    "شعرية وورشا للأطفال كل خميس.\n"
    "وتشغل المكتبة مبنى محطة القطار القديمة بعد ترميمه، وقد احتفظ المهندسون بالساعة الكبيرة وبأرصفة "
    "الانتظار التي حولت إلى مقاعد للقراءة."
)
GARDEN = (
    "زرع متطوعون من أبناء البلدة ألف شجرة زيتون على سفح التل المطل على الوادي ضمن حملة تستمر حتى نهاية "
    "الخريف، وشارك في اليوم الأول "
    "طلاب المدارس وأعضاء نادي الدراجات وعدد من المزارعين.\n"
    "وقال منسق الحملة وائل الخطيب إن الأشجار ستروى بمياه الأمطار التي تجمع في خزانات حجرية قديمة أعيد "
    "تأهيلها، وإن كل أسرة ستعتني "
    "بعشر أشجار طوال ثلاث سنوات قبل أن تسلم الأرض إلى المجلس المحلي."
)
TITLE = "بلدية المدينة: الجسر الجديد يكتمل قبل الصيف"


def page(text: str, name: str = "page", title: str | None = None, hours: float = 1) -> RawArticle:
    when = NOON + timedelta(hours=hours)
    return RawArticle(
        article_id=name, url=f"https://{name}.example/1", source=name, fetched_at=when, title=title, text=text
    )


def decided(known: dict[str, str], text: str, **more: str) -> Decision:
    old = [entry.page for entry in entries([page(body, name, hours=0) for name, body in known.items()])]
    [new] = entries([page(text, **more)])
    return decide(new.page, [text_of(one, one.own_cluster, one.at) for one in old])


KNOWN = {"bridge": BRIDGE, "library": LIBRARY}
STATEMENT = "وأكد متحدث باسم الوزارة أن القطار السريع سيصل إلى المدينة مطلع العام المقبل."


@pytest.mark.parametrize(
    ("verdict", "repeats", "text"),
    [
        pytest.param("original", None, GARDEN, id="nothing like it"),
        pytest.param("copy", "bridge", BRIDGE, id="word for word"),
        pytest.param("copy", "bridge", BRIDGE.replace("\n", " "), id="other lines"),
        pytest.param("copy", "bridge", BRIDGE.replace("أ", "ا").replace("ي", "ی"), id="other letters"),
        pytest.param("copy", "bridge", BRIDGE.rsplit(". ", 1)[0] + ".", id="cut ending"),
        pytest.param("copy", "bridge", BRIDGE.replace("رئيس البلدية", "معالي رئيس البلدية"), id="a courtesy title"),
        pytest.param("update", "bridge", BRIDGE.replace("80", "95"), id="a changed figure"),
        pytest.param("update", "bridge", BRIDGE.replace("سامي الدهان", "نبيل الحلو"), id="a changed name"),
        pytest.param("update", "bridge", BRIDGE.replace("ستنتهي", "لن تنتهي"), id="a denial"),
        pytest.param(
            "update", "bridge", BRIDGE.replace("غزيرة التي", "غزيرة").replace("إن العمال", "إن العمال لم"), id="no"
        ),
        pytest.param("update", "bridge", f"{BRIDGE}\n{STATEMENT}", id="a statement planted at the end"),
        pytest.param(
            "update", "bridge", BRIDGE.replace("\n", f" {STATEMENT}\n"), id="a statement planted in the middle"
        ),
        pytest.param("update", "bridge", f"{BRIDGE}\nونفى الوزير ذلك.", id="a short denial on a line of its own"),
        pytest.param("update", "bridge", f"{BRIDGE}\nاقرأ أيضا:\n{GARDEN}", id="an unseen second story"),
        pytest.param("copy", "bridge", f"{BRIDGE}\nاقرأ أيضا:\n{LIBRARY}", id="a known second story"),
        pytest.param("original", None, f"{GARDEN}\nاقرأ أيضا:\n{LIBRARY}", id="unseen, and a known second story"),
        pytest.param("copy", "bridge", f"{TITLE}\n{BRIDGE}\nجميع الحقوق محفوظة\nتابعونا على فيسبوك", id="chrome"),
    ],
)
def test_verdicts(verdict: str, repeats: str | None, text: str) -> None:
    decision = decided(KNOWN, text)
    assert (decision.verdict, decision.copy_of) == (verdict, repeats)


@pytest.mark.parametrize("marker", ["اقرأ أيضا:\n", "مواضيع ذات صلة\n", "مكتبة جديدة في محطة القطار القديمة\n", ""])
def test_the_lead_decides_with_any_marker_or_none(marker: str) -> None:
    decision = decided(KNOWN, f"{TITLE}\n{BRIDGE}\n{marker}{LIBRARY} {LIBRARY}")
    assert decision.copy_of == "bridge"
    assert [embedded.copy_of for embedded in decision.embedded] == ["library"]


def test_a_lead_in_of_another_story_does_not_make_the_page_its_copy() -> None:
    lead_in = " ".join(LIBRARY.split()[:30])
    decision = decided(KNOWN, f"{lead_in}\n{BRIDGE}")
    assert decision.copy_of == "bridge"


def test_a_page_whose_own_story_is_not_known_is_not_the_story_that_it_carries() -> None:
    own = " ".join(f"{sentence} {STATEMENT}" for sentence in GARDEN.split("\n"))
    decision = decided(KNOWN, f"{own}\nاقرأ أيضا:\n{LIBRARY}")
    assert decision.verdict == "original"
    assert [embedded.copy_of for embedded in decision.embedded] == ["library"]


def reworded(text: str) -> str:
    """The text with one word in ten replaced."""
    return " ".join("بالتالي" if place % 10 == 8 else word for place, word in enumerate(text.split()))


def test_a_story_repeated_from_amid_one_reworded_is_the_page_s_own() -> None:
    """Two reports of one ministry share their frame; the page is the one whose words it has."""
    volunteers, watering = GARDEN.split("\n")
    library = f"{LIBRARY} {volunteers}"
    frame, bridge = reworded(library), f"{BRIDGE} {watering}"
    last = " ".join(frame.split()[-20:])
    assert decided({"library": library, "bridge": bridge}, f"{frame} {bridge}").copy_of == "library"
    assert decided({"library": library, "bridge": f"{last} {bridge}"}, f"{frame} {bridge}").copy_of == "bridge"


def test_a_round_up_hides_no_shorter_text_of_its_cluster() -> None:
    """The page shares more words with the round-up, which it does not repeat; the shorter text it has whole."""
    of_page, of_round_up = (" ".join(f"{word}{n}" for n in range(200)) for word in ("صفحة", "جولة"))
    round_up = f"{' '.join(GARDEN.split()[:30])} {LIBRARY} {of_round_up}"
    texts = {"short": GARDEN, "long": round_up, "new": f"{GARDEN} {LIBRARY} {of_page}"}
    short, long, new = (entry.page for entry in entries([page(text, name) for name, text in texts.items()]))
    known = [text_of(one, short.own_cluster, one.at) for one in (short, long)]
    shared = [Match(new.text, one.text) for one in known]
    assert shared[0].shared < shared[1].shared
    assert shared[1].containment < SAME
    decision = decide(new, known)
    assert (decision.verdict, decision.copy_of, decision.containment) == ("update", short.article_id, 1.0)


def test_a_rewording_stays_in_the_cluster_and_passes() -> None:
    decision = decided(KNOWN, reworded(BRIDGE))
    assert (decision.verdict, decision.copy_of) == ("update", "bridge")


def test_novelty_is_the_share_of_words_that_no_known_story_has() -> None:
    assert decided(KNOWN, GARDEN).novelty == 1.0
    assert decided(KNOWN, BRIDGE).novelty == 0.0
    assert 0.4 < decided(KNOWN, f"{BRIDGE}\nاقرأ أيضا:\n{GARDEN}").novelty < 0.6


@pytest.mark.parametrize("text", ["عاجل", "«»", "الرئيسية\nاتصل بنا\nجميع الحقوق محفوظة", "خبر عاجل جدا من المدينة."])
def test_pages_of_few_words_are_known_by_all_of_them(text: str) -> None:
    assert decided({"a": text}, text).verdict == "copy"
    assert decided({"a": text}, text + " اليوم مساء").verdict == "original"


@pytest.mark.parametrize(
    ("verdict", "title"),
    [
        pytest.param("copy", TITLE, id="the same"),
        pytest.param("copy", "الدهان يدعو الأهالي إلى حفل افتتاح الجسر", id="an outlet's own"),
        pytest.param("copy", "14 مليونا لبناء الجسر الجديد", id="a figure of the text, declined"),
        pytest.param("update", "كلفة الجسر ترتفع إلى 20 مليون دينار", id="another figure"),
        pytest.param("update", TITLE.replace("يكتمل", "لن يكتمل"), id="a denial"),
        pytest.param("update", TITLE.replace("قبل الصيف", "يوم السبت"), id="a day"),
        pytest.param("copy", "أهالي بيروت يحتفلون باكتمال جسرهم", id="a place, under a title of its own"),
    ],
)
@pytest.mark.parametrize("on_page", [False, True])
def test_a_title_that_says_more_than_the_known_page_is_news(verdict: str, title: str, on_page: bool) -> None:
    [known] = (entry.page for entry in entries([page(BRIDGE, "bridge", title=TITLE, hours=0)]))
    [new] = entries([page(f"{title}\n{BRIDGE}" if on_page else BRIDGE, title=title)])
    decision = decide(new.page, [text_of(known, known.own_cluster, known.at)])
    assert (decision.verdict, decision.copy_of) == (verdict, "bridge")


@pytest.mark.parametrize(
    ("verdict", "title"),
    [
        ("copy", "بيسكوف عن اللقاء"),
        ("update", "بيسكوف: اللقاء تأجل إلى السبت"),
        ("update", "بيسكوف: اللقاء بعد 3 أيام"),
    ],
)
def test_a_flash_under_a_title_that_says_more_is_news(verdict: str, title: str) -> None:
    flash = "قال بيسكوف إن موعد اللقاء سيعلن في حينه وإن الاتصالات بين الجانبين مستمرة."
    [known] = (entry.page for entry in entries([page(flash, "flash", title="بيسكوف: موعد اللقاء يعلن لاحقا", hours=0)]))
    [new] = entries([page(flash, title=title)])
    decision = decide(new.page, [text_of(known, known.own_cluster, known.at)])
    assert (decision.verdict, decision.copy_of) == (verdict, "flash")


def test_a_huge_page_is_never_a_copy() -> None:
    chance = random.Random(1)
    huge = " ".join(chance.choice(BRIDGE.split()) for _ in range(MOST_WORDS + 500)) + "."
    assert decided({"huge": huge}, huge).verdict == "update"


def test_an_id_is_made_of_url_title_and_body_where_the_sender_gives_none() -> None:
    def named(text: str, title: str) -> str:
        url = "https://outlet.example/1"
        return article_id(RawArticle(url=url, source="outlet", fetched_at=NOON, title=title, text=text))

    assert named(BRIDGE, "a") == named(BRIDGE, "a")
    assert len({named(BRIDGE, "a"), named(BRIDGE, "b"), named(LIBRARY, "a")}) == 3


def test_records_hold_what_was_packed() -> None:
    [entry] = entries([page(BRIDGE, "معرف", title=TITLE)])
    known = text_of(entry.page, entry.page.own_cluster, entry.page.at - 60)
    [(number, again)] = unpack_texts({7: pack_text(known)}).items()
    assert number == 7
    assert (again.article_id, again.cluster_id, again.first_seen, again.at, again.title) == (
        known.article_id,
        known.cluster_id,
        known.first_seen,
        known.at,
        known.title,
    )
    assert again.headline.tolist() == known.headline.tolist() != []
    assert (again.text.words == known.text.words).all()
    assert (again.text.grams == known.text.grams).all()


@pytest.mark.parametrize(
    "text", [GARDEN, BRIDGE, f"{BRIDGE}\nاقرأ أيضا:\n{LIBRARY}", f"{GARDEN}\nاقرأ أيضا:\n{LIBRARY}"]
)
def test_decisions_survive_packing(text: str) -> None:
    [entry] = entries([page(text)])
    decision = decided(KNOWN, text)
    own = entry.page.own_cluster
    assert unpack_decision(pack_decision(decision, own), own) == decision
