"""The decision between two pages, in words that a person can check."""

import re
from collections.abc import Iterator, Sequence

from schemas.events import RawArticle
from services.arabic.normal import INVISIBLE, MARKS
from services.dedupe.article_index import text_of
from services.dedupe.article_pages import entries
from services.dedupe.folding import SAME, SHORT, Decision, Known, Page, agreement, decide, news, title_adds
from services.dedupe.guard import changed, has_cue, is_template, slots_of
from services.dedupe.matching import Gap, Match, Text

RUNS, NEWS = 5, 8
"""Most shared runs that are shown, the longest first; most places where the page says something new."""
AROUND = 4
"""Words shown before and after what is new."""
_PRINTED = re.compile(rf"[^\W_](?:[{MARKS}{INVISIBLE}]*[^\W_])*[{MARKS}]*")


def explain(page: RawArticle, against: RawArticle) -> str:
    """How `page` would be folded if `against` alone were known: shared runs, containment, lead, guard, what is new,
    verdict. Arabic stands on lines of its own, so that a terminal shows it from right to left."""
    new, old = (entry.page for entry in entries([page, against]))
    known = text_of(old, old.own_cluster, old.at)
    match = Match(new.text, old.text)
    parts = [_shared(match), _lead(new, match), _guard(new, old, match), _title(new, known, page), _news(new, match)]
    if len(new.text.words) < SHORT:
        parts = [iter([f"words       {len(new.text.words)}: under {SHORT}, so all of them must be the same"]), parts[3]]
    return "\n".join([*(line for part in parts for line in part), _verdict(decide(new, [known]))])


def _shared(match: Match) -> Iterator[str]:
    page, known = len(match.page.words), len(match.known.words)
    yield f"words       {page} on the page, {known} in the other"
    runs = sorted(match.runs, key=lambda run: (-run.length, run.page))
    yield f"shared      {int(match.covered.sum())} words of the page, in {len(runs)} runs of five or more"
    for run in runs[:RUNS]:
        yield f"  {run.length} words, from word {run.page + 1}"
        yield f"    {_quoted(match.page, run.page, run.page + run.length)}"
    yield f"containment {match.containment:.2f} of the shorter text's five-word runs (the same from {SAME})"
    yield f"agreement   {agreement(match):.2f} of the words from the first shared run to the last"


def _lead(page: Page, match: Match) -> Iterator[str]:
    if match.runs:
        before = match.runs[0].page
        place = "in the page's own story" if before < page.text.lead else "in another story of the page"
        yield f"lead        what is shared begins after {before} words, {place} ({page.text.lead} words)"


def _guard(page: Page, old: Page, match: Match) -> Iterator[str]:
    found, hours = changed(match, list(slots_of(match))), (page.at - old.at) / 3600
    form = "of a kind written by form" if has_cue(match) else "not of a kind written by form"
    told = f"{found.names} names and {found.figures} figures changed, {found.phrases} other phrases"
    ends = "a template, two events" if is_template(match, page.at - old.at) else "one event"
    yield f"guard       {told}, {hours:+.0f} hours, {form}: {ends}"


def _title(page: Page, known: Known, article: RawArticle) -> Iterator[str]:
    if title_adds(page, known):
        yield "title       says more than the other page"
        yield f"    {article.title or ''}".rstrip()


def _news(page: Page, match: Match) -> Iterator[str]:
    if not match.runs:
        return
    places = _joined(list(news(match, match.covered)))
    yield f"new         {f'in {len(places)} places' if places else 'nothing'}"
    for gap in places[:NEWS]:
        start, end = gap.page
        before = _quoted(match.page, max(0, start - AROUND), start)
        after = _quoted(match.page, end, min(len(page.text.words), end + AROUND))
        yield f"    {before} [{_quoted(match.page, start, end) or '–'}] {after}".rstrip()
        if was := _quoted(match.known, *gap.known):
            yield f"      where the other has [{was}]"
    if len(places) > NEWS:
        yield f"  and {len(places) - NEWS} more"


def _joined(places: Sequence[Gap]) -> list[Gap]:
    """Places that touch as one."""
    out: list[Gap] = []
    for gap in sorted(places, key=lambda gap: gap.page):
        if out and gap.page[0] <= out[-1].page[1]:
            out[-1] = Gap((out[-1].page[0], max(gap.page[1], out[-1].page[1])), out[-1].known)
        else:
            out.append(gap)
    return out


def _verdict(decision: Decision) -> str:
    if decision.verdict == "original":
        return f"verdict     original{' that carries the other' if decision.embedded else ''}"
    return f"verdict     {decision.verdict} of {decision.copy_of}, novelty {decision.novelty:.2f}"


def _quoted(text: Text, start: int, end: int) -> str:
    words = _printed(text)[start:end]
    return " ".join(words if len(words) <= 12 else [*words[:6], "…", *words[-5:]])


def _printed(text: Text) -> list[str]:
    """The words as the page has them, in matching form where these cannot be told apart (a ligature of several)."""
    words = _PRINTED.findall(text.source)
    return words if len(words) == len(text.spelled) else text.spelled
