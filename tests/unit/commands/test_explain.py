"""What `wirefold explain` and `explain-pair` tell of pages and sentences, and of mistakes in their use."""

import json
import unicodedata
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from schemas.codec import decode
from schemas.events import CleanStory, RawArticle
from services.cli import main
from services.commands.explain_text import WIDTH, laid_out
from services.delivery.shown import isolated
from services.extraction.story import extract
from tests.accuracy.pages.page_score import Score
from tests.accuracy.statements.statement_score import figures
from tests.unit.extraction.extraction_stories import story

PAGE = """الرئيسية | سياسة | رياضة
الكرملين: المتحف الجديد يفتح أبوابه في يونيو
نشر في 1 مارس 2025 - 14:30
آخر تحديث: 2 مارس 2025
قال المتحدث باسم الكرملين دميتري بيسكوف، السبت، إن المتحف الجديد في موسكو سيفتح أبوابه للزوار في يونيو.
وأضاف أن "الدخول سيكون مجانا في الأسبوع الأول"، مشيرا إلى أن المعرض يضم 300 قطعة من مجموعات خاصة.
شارك على فيسبوك
"""
LINE = {
    "url": "https://outlet.example/1",
    "source": "outlet",
    "fetched_at": "2025-03-01T15:00:00Z",
    "article_id": "a1",
    "text": PAGE,
}


def ran(*args: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.jsonl"
    path.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "line",
    [
        "main story, ar",
        "  title      الكرملين: المتحف الجديد يفتح أبوابه في يونيو",
        "  published  2025-03-01T14:30 (stated)",
        "    2025-03-02        2 مارس 2025  not taken: of an update",
        "  statement in paragraph 2, 10-45: direct, said now, 0.85 sure",
        "    الدخول سيكون مجانا في الأسبوع الأول",
        "    speaker  دميتري بيسكوف (Dmitry Peskov), cue وأضاف",
        "    why      no name at the cue; spoke last, in paragraph 1",
        "    page     234-269 of its raw text",
        "    الكرملين (Kremlin)",
        "    موسكو (Moscow, Q649)",
        "  share                   شارك على فيسبوك",
    ],
)
def test_a_page_is_told(page: Path, line: str) -> None:
    assert line in ran("explain", page).stdout.split("\n")


def test_a_page_without_a_story_says_so() -> None:
    told = ran("explain", "-", stdin="الرئيسية | سياسة | رياضة\n").stdout
    assert told.startswith("no story")
    assert "menu" in told


def test_an_entity_has_the_other_words_that_name_it() -> None:
    told = ran("explain", "-", stdin=PAGE + "وقال بيسكوف إن بسكوف يشكر الزوار، بحسب بيسكوف.\n").stdout
    assert "    دميتري بيسكوف (Dmitry Peskov), 4 times: بيسكوف, بسكوف\n" in told


def test_a_language_without_rules_says_so() -> None:
    told = ran(
        "explain", "-", stdin="Peskov said that the museum of bridges in Moscow will open its doors in June.\n"
    ).stdout
    assert told.startswith("main story, en\n")
    assert "  neither statements nor names are read: there are no rules for this language" in told


def test_a_plugged_in_model_that_cannot_be_loaded_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREFOLD_EXTRACTION_MODEL", "/nowhere")
    told = ran("explain", "-", stdin=PAGE)
    assert (told.exit_code, told.output) == (1, "wirefold: WIREFOLD_EXTRACTION_MODEL: /nowhere is no folder\n")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.txt", PAGE),
        ("page.html", "<html><body>" + "".join(f"<p>{line}</p>" for line in PAGE.splitlines()) + "</body></html>"),
        ("page.json", json.dumps(LINE, indent=2)),
        ("page.jsonl", json.dumps(LINE)),
    ],
)
def test_every_kind_of_page_is_read_alike_from_a_file_and_piped(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    for told in (ran("explain", tmp_path / name), ran("explain", "-", stdin=content)):
        assert "title      الكرملين: المتحف الجديد يفتح أبوابه في يونيو\n" in told.stdout


def test_json_has_the_whole_reading(page: Path) -> None:
    read = json.loads(ran("explain", page, "--json").stdout)
    (story,) = read["stories"]
    assert story["extracted"]["story"]["published_at"] == "2025-03-01T14:30"
    assert len(story["why_speakers"]) == len(story["extracted"]["statements"]) >= 3
    assert [(date["day"], date["published"]) for date in read["dates"]] == [
        ("2025-03-01T14:30", True),
        ("2025-03-02", False),
    ]


def test_a_case_is_what_the_accuracy_of_pages_and_of_statements_takes(page: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    for _ in range(2):
        assert ran("explain", page, "--case", cases).exit_code == 0
    first, second = (json.loads(line) for line in cases.read_text(encoding="utf-8").splitlines())
    assert first == second
    assert decode(RawArticle, json.dumps(first["raw"]).encode()).text == PAGE
    score = Score()
    stories = json.loads(ran("explain", page, "--json").stdout)["stories"]
    score.add(first["gold"]["stories"], [msgspec.convert(one["extracted"]["story"], CleanStory) for one in stories])
    assert score.figures()["token_recall"] == score.figures()["date"] == score.figures()["title"] == 1.0
    (case,) = first["gold"]["stories"]
    said = extract(story(*case["paragraphs"], title=case["title"])).statements
    found = [
        {"paragraph": s.paragraph, "quote": s.quote, "speaker": s.speaker.name, "kind": s.kind, "said": s.said}
        for s in said
    ]
    assert set(figures([(found, case["statements"])]).values()) == {1.0}


def test_against_another_page_the_folding_is_told(page: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(PAGE, encoding="utf-8")
    told = ran("explain", page, "--against", tmp_path / "other.txt").stdout
    assert "containment 1.00" in told
    assert "verdict     copy of other.txt, novelty 0.00" in told


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["الهدنة تبدأ في 8 مايو", "الهدنة تبدأ في 9 مايو"], ["veto        date: 8 مايو against 9 مايو", "contrast:"]),
        (["موعد القمة لم يحدد بعد", "لم يتم تحديد موعد القمة حتى الآن"], ["يحدد = تحديد", "same:"]),
        (
            ["قال بيسكوف إن القمة في مايو", "الكرملين: القمة في مايو"],
            ["now         القمة في مايو, by الكرملين", "same:"],
        ),
        (["قال بيسكوف إن القمة في مايو", "قال ترامب إن القمة في مايو"], ["veto        two speakers", "different:"]),
        (["القمة في مايو", "قال ترامب إن القمة في مايو", "--speaker", "بيسكوف"], ["now         قال ترامب إن القمة"]),
    ],
    ids=["contrast", "same", "a spokesman and his institution", "two speakers", "bare quotes of a given speaker"],
)
def test_two_sentences_are_compared(args: list[str], told: list[str]) -> None:
    shown = ran("explain-pair", *args).stdout
    for words in told:
        assert words in shown


def test_a_pair_as_json_has_the_verdict() -> None:
    read = json.loads(ran("explain-pair", "الهدنة تبدأ في 8 مايو", "الهدنة تبدأ في 9 مايو", "--json").stdout)
    assert read["explanation"]["verdict"] == "contrast"


@pytest.mark.parametrize(
    ("args", "stdin", "error"),
    [
        (["explain", "nowhere.txt"], "", "nowhere.txt: no such file"),
        (["explain", "nowhere.json"], "", "nowhere.json: No such file"),
        (["explain", "-"], "", "-: `$.text` is blank"),
        (["explain", "-"], '{"url": 3}', "-: $.url"),
        (["explain", "-", "--against", "-"], PAGE, "only one of the two"),
        (["explain", "-", "--against", "x.txt", "--json"], PAGE, "not of --against"),
        (["explain", "-", "--case", "no/such/folder"], PAGE, "no/such/folder: No such file"),
        (["explain-pair", "نعم", "  "], "", "a sentence has no words"),
        (["explain-pair", "نعم", "لا", "--speaker", "..."], "", "--speaker has no words"),
    ],
)
def test_a_mistake_gets_one_line(args: list[str], stdin: str, error: str) -> None:
    told = ran(*args, stdin=stdin)
    assert told.exit_code == 1
    assert told.output.startswith("wirefold: ")
    assert told.output.count("\n") == 1
    assert error in told.output


def test_a_file_of_several_pages_is_a_mistake(page: Path) -> None:
    page.write_text(2 * (json.dumps(LINE) + "\n"), encoding="utf-8")
    assert "holds 2 pages, not one" in ran("explain", page).output


LONG = " ".join(["وقال المدير إن المتحف سيفتح أبوابه"] * 5)


def test_on_a_terminal_arabic_is_kept_apart_and_long_lines_are_set_flush_right() -> None:
    short, *rows = laid_out(f"title  {isolated('المتحف')}\n    {isolated(LONG)}", terminal=True).split("\n")
    assert short == f"title  {isolated('المتحف')}"
    assert len(rows) > 1
    marks = len(isolated(""))
    assert {len(row) - marks for row in rows} == {WIDTH}
    assert " ".join(row.strip().strip(isolated("")) for row in rows) == LONG


def test_piped_text_is_plain_and_whole() -> None:
    assert laid_out(f"    {isolated(LONG)}", terminal=False) == f"    {LONG}"


@pytest.mark.parametrize("terminal", [True, False])
def test_no_control_character_of_a_page_gets_out(terminal: bool) -> None:
    told = laid_out("title  \x1b[31mالمتحف\x07\x9b\nnext", terminal=terminal)
    assert {c for c in told if unicodedata.category(c) == "Cc"} == {"\n"}
