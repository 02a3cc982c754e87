"""How many pages a second one core reads, beside trafilatura on the same pages, and where the time goes.

    python -m tests.benchmarks.reading [--rounds 5]

The pages are those of tests/accuracy/pages, composed as HTML, and the sample pages; once as they are, and once with as
much of scripts, styles and links around as pages in the wild have. CPU time; the two take turns, so that what else runs
on the machine slows both. Extraction has no peer here: trafilatura ends where cleaning does. Last come 10,000 damaged
pages, one by one: the slowest is what a page can cost.
"""

import argparse
import html
import json
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from statistics import median
from types import FrameType
from typing import Any

from trafilatura import bare_extraction

from schemas.events import CleanStory, RawArticle, UniqueArticle
from services.cleaning.stories import clean
from services.extraction.story import extract

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "services/samples/pages.jsonl"
SAMPLE_SECONDS = 0.001
STYLE = ".menu-item > a:hover { color: #336699; padding: 4px }\n" * 1_200
SCRIPT = 'window.items = window.items || []; items.push({"id": 17, "html": "<div>advert</div>"});\n' * 700
MENU = '<li class="menu-item"><a href="/section/news?page=2">أخبار محلية</a></li>\n' * 200
"""What `heavy` puts around a page: some 140 kB, as much as a news site's page has."""
MUTANTS = 10_000
TOGETHER = 12
"""Pages joined to one, so that it has some 20 kB."""
TRIES = 5
sys.path.insert(0, str(ROOT / "tests/accuracy/pages"))  # scripts beside their data, no package


def pages() -> Iterator[dict[str, str]]:
    """The fields of each page, its body as HTML."""
    from page_compose import pages as composed  # noqa: PLC0415 - found by the path above

    yield from (page["raw"]["html"] for page in composed())
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        if text := fields.pop("text", None):
            rows = "\n".join(f"<p>{html.escape(row)}</p>" for row in text.splitlines())
            title = html.escape(fields.get("title") or "")
            fields["html"] = f"<!doctype html><html><head><title>{title}</title></head><body>{rows}</body></html>"
        yield fields


def heavy(page: dict[str, str]) -> dict[str, str]:
    """The page with styles and scripts in its head and a menu of links before its text."""
    before, _, after = page["html"].partition("<body>")
    before = before.replace("</head>", f"<style>{STYLE}</style><script>{SCRIPT}</script></head>")
    return page | {"html": f"{before}<body><nav><ul>{MENU}</ul></nav>{after}"}


def event(fields: dict[str, str]) -> UniqueArticle:
    fetched = datetime.fromisoformat(fields["fetched_at"])
    article = RawArticle(**fields | {"article_id": "a", "fetched_at": fetched})  # type: ignore[arg-type]
    return UniqueArticle(article=article, verdict="original", cluster_id="c")


def seconds(work: Callable[[Any], object], over: Sequence[Any]) -> float:
    """CPU time of the work over all of them."""
    began = time.process_time()
    for one in over:
        work(one)
    return time.process_time() - began


class Profile:
    """Samples of the module of ours that runs, or that called what runs, once a millisecond of CPU time."""

    def __init__(self) -> None:
        self.samples: Counter[str] = Counter()

    def __enter__(self) -> "Profile":
        signal.signal(signal.SIGPROF, self._sample)
        signal.setitimer(signal.ITIMER_PROF, SAMPLE_SECONDS, SAMPLE_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)

    def _sample(self, _: int, frame: FrameType | None) -> None:
        while frame and not frame.f_globals["__name__"].startswith(("services.", "schemas.")):
            frame = frame.f_back
        if frame:
            self.samples[frame.f_globals["__name__"]] += 1

    def __str__(self) -> str:
        """The eight largest shares."""
        whole = max(1, self.samples.total())
        return ", ".join(f"{name} {100 * count / whole:.0f}%" for name, count in self.samples.most_common(8))


def compared(name: str, given: Sequence[dict[str, str]], rounds: int) -> str:
    """A row of the table: ours, trafilatura's, the ratio."""
    events, bodies = [event(page) for page in given], [page["html"] for page in given]
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(seconds(clean, events))
        theirs.append(seconds(lambda body: bare_extraction(body, with_metadata=True), bodies))
    size = sum(len(body.encode()) for body in bodies) / len(bodies) / 1024
    rates = [len(given) / take(times) for times in (ours, theirs) for take in (min, median)]
    shown = " | ".join(f"{rate:,.0f}" for rate in rates)
    return f"| {name}, {size:.0f} kB | {shown} | {min(theirs) / min(ours):.1f} |"


def extraction(stories: Sequence[CleanStory], rounds: int) -> str:
    """Stories a second, best and median."""
    times = [seconds(extract, stories) for _ in range(rounds)]
    best, middle = len(stories) / min(times), len(stories) / median(times)
    return f"extraction: {best:,.0f} stories/s of one core, median {middle:,.0f}"


def slowest(given: Sequence[dict[str, str]]) -> str:
    """The damaged page that takes longest to clean: CPU time, best of five, so that a pause of the machine is none."""
    from page_mutate import mutant  # noqa: PLC0415 - found by the path above

    chosen = random.Random(1)
    bodies = ("".join(page["html"] for page in chosen.choices(given, k=TOGETHER)) for _ in range(MUTANTS))
    events = [event(given[0] | {"html": mutant(body, chosen)}) for body in bodies]
    order = sorted(events, key=lambda one: seconds(clean, [one]), reverse=True)[:TRIES]
    most = max(min(seconds(clean, [one]) for _ in range(TRIES)) for one in order)
    size = sum(len((one.article.html or "").encode()) for one in events) / MUTANTS / 1024
    return f"slowest of {MUTANTS:,} damaged pages of some {size:.0f} kB: {1000 * most:.1f} ms"


def main(rounds: int) -> None:
    light = list(pages())
    loaded = [heavy(page) for page in light]
    events = [event(page) for page in light]
    stories = [story for one in events for story in clean(one)]
    for story in stories:
        extract(story)  # what is read once (data files) is not counted
    paragraphs = sum(len(story.paragraphs) for story in stories)
    print(
        f"{len(light)} pages, {len(stories)} stories of {paragraphs / len(stories):.1f} paragraphs; {rounds} rounds\n"
    )
    print("| pages/s of one core | Wirefold, best | median | trafilatura, best | median | ratio of the best |")
    print("|---|" + "---:|" * 5)
    print(compared("bare pages", light, rounds))
    print(compared("pages with what surrounds them", loaded, max(1, rounds // 2)))
    print(f"\n{extraction(stories, rounds)}\n\n{slowest(light)}\n")
    for name, work, over in (("cleaning", clean, events), ("extraction", extract, stories)):
        with Profile() as profile:
            for _ in range(rounds):
                seconds(work, over)
        print(f"{name}: {profile}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    main(parser.parse_args().rounds)
