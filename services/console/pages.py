"""The console's pages as HTML. Arabic stands as Arabic: marked with its language, from right to left."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from schemas.events import Contrast, Speaker
from services.console.board import Alerts, Outcome, Page, Statements, Summary, Told, Whole
from services.console.markup import Html, join, tag

RIGHT_TO_LEFT = {"ar", "fa", "ur", "ps", "ckb", "he"}
SOURCES_SHOWN = 12
SECTIONS = (("/", "Statements"), ("/alerts", "Alerts"), ("/lag", "Lag"))


HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
"""What every answer says to the browser: nothing runs or loads here but what the console itself serves."""


def document(title: str, section: str, *main: str) -> bytes:
    """A whole page in UTF-8. `section` is the path of the section that it belongs to."""
    links = [tag("a", name, href=path, aria_current="page" if path == section else None) for path, name in SECTIONS]
    head = join(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title} · Wirefold"),
        tag("link", rel="stylesheet", href="/static/console.css"),
        tag("script", src="/static/live.js", defer=True),
    )
    body = join(
        tag("a", "Skip to the content", href="#main", class_="skip"),
        tag("header", tag("strong", "Wirefold"), tag("nav", *links, aria_label="Sections")),
        tag("div", tag("button", "Something new: show it", type="button"), id="news", role="status", hidden=True),
        tag("main", tag("h1", title), *main, id="main"),
    )
    return f"<!doctype html>{tag('html', tag('head', head), tag('body', body), lang='en')}\n".encode()


def statements(found: Statements) -> bytes:
    """The newest statements."""
    return _listing("Statements", "/", map(_statement, found.statements), found.before)


def alerts(found: Alerts) -> bytes:
    """The newest alerts with what became of them."""
    return _listing("Alerts", "/alerts", map(_alert, found.alerts), found.before)


def _listing(title: str, path: str, articles: Iterable[Html], before: str | None) -> bytes:
    shown = [*articles] or [tag("p", "Nothing here yet.", class_="empty")]
    if before:
        shown.append(tag("p", tag("a", "Older", href=f"{path}?before={quote(before)}", rel="next"), class_="older"))
    return document(title, path, *shown)


def statement(found: Whole) -> bytes:
    """One statement with every page of it."""
    shown = found.statement
    read = [_page(page, shown) for page in found.occurrences]
    copied = [_page(page, shown) for page in found.copies]
    return document(
        f"{shown.speaker.name}: statement",
        "/",
        _statement(shown),
        tag("h2", "Where it was read"),
        tag("ol", *read, class_="pages"),
        *((tag("h2", "Copies of these pages"), tag("ol", *copied, class_="pages")) if copied else ()),
    )


def lag(report: Mapping[str, Any]) -> bytes:
    """The lag service's report."""
    numbers = ("Messages", "Behind (s)", "Written/s", "Read/s", "Done in (s)", "Deleted unread")
    headings = [tag("th", name, scope="col") for name in ("Group", "Status")]
    headings += [tag("th", name, scope="col", class_="number") for name in numbers]
    return document(
        "Lag",
        "/lag",
        tag("p", "As of ", _time(datetime.fromisoformat(report["observed_at"])), ". Rates are of the last minute."),
        tag(
            "div",
            tag(
                "table",
                tag("thead", tag("tr", *headings)),
                tag("tbody", *map(_group, report["groups"])),
            ),
            class_="wide",
        ),
    )


def problem(reason: str) -> bytes:
    """For a request that has no answer."""
    return document("Nothing to show", "", tag("p", reason, class_="empty"))


def _statement(shown: Summary) -> Html:
    where = f"/statements/{quote(shown.statement_id)}"
    return tag(
        "article",
        tag("header", _speaker(shown.speaker, shown.language), tag("a", _time(shown.first_seen_at), href=where)),
        _quote(shown.quote, shown.language, shown.kind),
        *(_contrast(contrast, shown.language) for contrast in shown.contrasts),
        tag("footer", *_spread(shown)),
        class_="statement",
    )


def _speaker(speaker: Speaker, language: str) -> Html:
    name = tag("b", speaker.name, **_script(language))
    if speaker.wikidata:
        name = tag("a", name, href=f"https://www.wikidata.org/wiki/{speaker.wikidata}", rel="noreferrer")
    return tag("p", name, " ", tag("span", speaker.name_en or ""), class_="speaker")


def _quote(text: str, language: str, kind: str) -> Html:
    return tag("blockquote", text, class_=kind, **_script(language))


def _contrast(contrast: Contrast, language: str) -> Html:
    return tag(
        "p",
        tag("a", f"Another {contrast.kind} than before", href=f"/statements/{quote(contrast.statement_id)}"),
        ": ",
        tag("del", contrast.was, **_script(language)),
        " → ",
        tag("ins", contrast.now, **_script(language)),
        class_="contrast",
    )


def _spread(shown: Summary) -> Sequence[Html]:
    more = len(shown.sources) - SOURCES_SHOWN
    counted = (
        _count(shown.sightings, "sighting"),
        _count(shown.copies, "copy", "copies"),
        _count(len(shown.sources), "outlet"),
        *((f"stated as of {shown.published_at}",) if shown.published_at else ()),
        *(("recalled from earlier",) if shown.said == "earlier" else ()),
    )
    names = [tag("li", tag("bdi", source)) for source in shown.sources[:SOURCES_SHOWN]]
    return (
        tag("p", " · ".join(counted)),
        tag("ul", *names, *((tag("li", f"and {more} more"),) if more > 0 else ()), aria_label="Outlets"),
    )


def _page(page: Page, shown: Summary) -> Html:
    other = page.quote if page.quote != shown.quote else None
    return tag(
        "li",
        tag("a", tag("bdi", page.source), href=page.url, rel="noreferrer nofollow"),
        " ",
        _time(page.seen_at),
        *((f" · published {page.published_at}",) if page.published_at else ()),
        *((" · via ", tag("bdi", page.via)) if page.via else ()),
        *((_quote(other, shown.language, "other"),) if other else ()),
    )


def _alert(shown: Told) -> Html:
    terms = ", ".join(f"{match.field}: {match.term}" for match in shown.matched)
    outcomes = [tag("li", *_outcome(one)) for one in shown.deliveries] or [tag("li", "not delivered yet")]
    return tag(
        "article",
        tag(
            "header",
            tag("p", tag("b", tag("bdi", shown.subscription_id)), f" {shown.event}", class_="speaker"),
            tag("a", _time(shown.created_at), href=f"/statements/{quote(shown.statement_id)}"),
        ),
        _speaker(shown.speaker, shown.language),
        _quote(shown.quote, shown.language, "alert"),
        tag(
            "footer",
            tag("p", f"{_count(shown.copies, 'copy', 'copies')} · {_count(len(shown.sources), 'outlet')}"),
            tag("p", "Matched ", tag("bdi", terms)) if terms else Html(),
            tag("ul", *outcomes, aria_label="Deliveries"),
        ),
        class_="statement",
    )


def _outcome(one: Outcome) -> Sequence[str]:
    tries = f" after {one.attempts} tries" if one.attempts > 1 else ""
    said = tag("span", f"{one.channel}: {one.outcome}{tries}", class_=one.outcome)
    return said, " ", _time(one.at), *((f" · {one.reason}",) if one.reason else ())


def _group(group: Mapping[str, Any]) -> Html:
    numbers = ("messages", "seconds", "written_per_second", "read_per_second", "drained_in_seconds", "expired")
    return tag(
        "tr",
        tag("th", str(group["group"]), scope="row"),
        tag("td", str(group["status"]), class_=str(group["status"])),
        *(tag("td", "–" if group[name] is None else f"{group[name]:,}", class_="number") for name in numbers),
    )


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _time(at: datetime) -> Html:
    return tag("time", f"{at:%-d %b %Y %H:%M} UTC", datetime=f"{at:%Y-%m-%dT%H:%M:%SZ}")


def _script(language: str) -> dict[str, str | bool | None]:
    """How an element says in which language and direction its text runs."""
    return {"lang": language, "dir": "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "auto"}
