"""The date and the text that a page's markup declares."""

import json

import pytest

from services.page.metadata import article, publication

DAY = "2024-05-03T10:15:00+03:00"


def data(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {"@type": "NewsArticle", "datePublished": DAY, "dateModified": "2024-05-09"}


@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="article:published_time" content="{DAY}">',
        f'<meta itemprop="datePublished" content=" {DAY} ">',
        f'<meta name="pubdate" content="{DAY}">',
        data(ARTICLE),
        data(
            {"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, ARTICLE | {"@type": ["Thing", "Article"]}]}
        ),
        data({"@type": "LiveBlogPosting", "datePublished": DAY}),
        data([ARTICLE, ARTICLE]),
        data(ARTICLE) + '<meta property="article:published_time" content="2024-05-02">',  # linked data goes first
        "<script type='application/ld+json'>{broken</script>" + data(ARTICLE),
    ],
)
def test_a_declared_date(head: str) -> None:
    assert publication(f"<html><head>{head}</head><body><p>نص</p></body></html>") == DAY


@pytest.mark.parametrize(
    "time",
    [
        f'<time itemprop="datePublished" datetime="{DAY}">منذ يومين</time>',
        f'<time pubdate datetime="{DAY}">3 مايو</time>',
        f'<time class="entry-date published" datetime="{DAY}"></time><time class="updated" datetime="2024"></time>',
    ],
)
def test_a_marked_time_element(time: str) -> None:
    assert publication(f"<body><article>{time}<p>نص</p></article></body>") == DAY


@pytest.mark.parametrize(
    "html",
    [
        "<p>نص</p>",
        f'<time datetime="{DAY}">3 مايو 2024</time>',  # whose, nobody says
        '<meta property="article:modified_time" content="2024-05-09">',
        data({"@type": "Article", "datePublished": "2024-05-03\ud800"}),
        data({"@type": "Article", "datePublished": "2024-05-03\0"}),
        data({"@type": "Person", "datePublished": DAY}),
        data({"@type": "ItemList", "itemListElement": [ARTICLE, ARTICLE | {"datePublished": "2024-05-01"}]}),  # a list
        f'<time pubdate datetime="{DAY}"></time><time pubdate datetime="2024-05-01"></time>',
        data({"@type": "Article", "datePublished": None}) + '<meta itemprop="datePublished">',
        '<script type="application/ld+json">' + "[" * 100_000 + '"datePublished"</script>',
        "<div>" * 10_000 + f'<meta itemprop="datePublished" content="{DAY}">',
    ],
)
def test_no_declared_date(html: str) -> None:
    assert publication(html) is None


BODY = {"@type": "NewsArticle", "headline": "عنوان", "articleBody": "أول.\nثان."}


@pytest.mark.parametrize(
    ("declared", "texts"),
    [
        (BODY, ["عنوان", "أول.", "ثان."]),
        ({"@graph": [{"@type": "WebSite"}, BODY]}, ["عنوان", "أول.", "ثان."]),
        (BODY | {"articleBody": "<p>أول <b>وثان</b>.</p><p>ثالث.</p>"}, ["عنوان", "أول وثان.", "ثالث."]),
        (BODY | {"headline": None}, ["أول.", "ثان."]),
        (BODY | {"articleBody": "أول\ud800\0"}, ["عنوان", "أول"]),  # no characters of a text
        (BODY | {"articleBody": ["أول"]}, []),
        (BODY | {"@type": "Product"}, []),
        ([BODY, BODY], ["عنوان", "أول.", "ثان."]),  # printed twice
        ([BODY, BODY | {"articleBody": "آخر."}], []),  # a list of articles
    ],
)
def test_declared_text(declared: object, texts: list[str]) -> None:
    assert article(data(declared)) == texts
