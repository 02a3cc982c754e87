"""Text cannot become markup."""

from services.console.markup import Html, join, tag


def test_text_is_escaped_and_markup_is_not() -> None:
    assert join("<b>&", tag("i", "<x>")) == "&lt;b&gt;&amp;<i>&lt;x&gt;</i>"


def test_attributes_are_escaped() -> None:
    assert tag("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"></a>'


def test_attributes_that_are_not_set_are_left_out() -> None:
    assert tag("script", src="x", defer=True, async_=False, id=None) == '<script src="x" defer></script>'


def test_names_of_attributes() -> None:
    assert tag("p", class_="c", aria_label="l") == '<p class="c" aria-label="l"></p>'


def test_an_element_without_content_has_no_end() -> None:
    assert tag("meta", charset="utf-8") == '<meta charset="utf-8">'


def test_what_is_cut_out_of_markup_is_text_again() -> None:
    assert join(Html("<b>")[:]) == "&lt;b&gt;"
