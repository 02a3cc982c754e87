"""The decision between two pages, in words that a person can check."""

from collections.abc import Iterator

from schemas.events import RawArticle
from services.dedupe.article_index import text_of
from services.dedupe.article_pages import entries
from services.dedupe.folding import Decision, Page, agreement, decide
from services.dedupe.guard import changed, has_cue, is_template, slots_of
from services.dedupe.matching import Match

RUNS = 5
"""Most shared runs that are shown, the longest first."""


def explain(page: RawArticle, against: RawArticle) -> str:
    """How `page` would be folded if `against` alone were known: shared runs, containment, lead, guard, verdict."""
    new, old = (entry.page for entry in entries([page, against]))
    known = text_of(old, old.own_cluster, old.at)
    match = Match(new.text, old.text)
    return "\n".join([*_shared(match), *_lead(new, match), *_guard(new, old, match), _verdict(decide(new, [known]))])


def _shared(match: Match) -> Iterator[str]:
    yield f"words: {len(match.page.words)} on the page, {len(match.known.words)} in the other"
    longest = sorted(match.runs, key=lambda run: (-run.length, run.page))[:RUNS]
    yield f"shared runs: {len(match.runs)} of five words or more"
    for run in longest:
        yield f"  {run.length} words from word {run.page + 1}: {_quoted(match, run.page, run.page + run.length)}"
    yield f"containment: {match.containment:.2f} of the shorter text's five-word runs"
    yield f"agreement: {agreement(match):.2f} of the words from the first shared run to the last"


def _lead(page: Page, match: Match) -> Iterator[str]:
    if match.runs:
        before = match.runs[0].page
        place = "in the page's own story" if before < page.text.lead else "in another story of the page"
        yield f"lead: what is shared begins after {before} words, {place} ({page.text.lead} words)"


def _guard(page: Page, old: Page, match: Match) -> Iterator[str]:
    found, hours = changed(match, list(slots_of(match))), (page.at - old.at) / 3600
    form = "of a kind written by form" if has_cue(match) else "not of a kind written by form"
    yield (
        f"guard: {found.names} names and {found.figures} figures changed, {found.phrases} other phrases, "
        f"{hours:+.0f} hours, {form}: {'a template' if is_template(match, page.at - old.at) else 'one event'}"
    )


def _verdict(decision: Decision) -> str:
    if decision.verdict == "original":
        carried = " that carries the other" if decision.embedded else ""
        return f"verdict: original{carried}"
    return f"verdict: {decision.verdict} of {decision.copy_of}, novelty {decision.novelty:.2f}"


def _quoted(match: Match, start: int, end: int) -> str:
    words = match.page.spelled[start:end]
    return " ".join(words if len(words) <= 12 else [*words[:6], "…", *words[-5:]])
