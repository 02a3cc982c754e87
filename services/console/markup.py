"""HTML that cannot be forgotten to be escaped: text becomes markup in `tag` alone, and only there."""

from html import escape

VOID = {"link", "meta"}


class Html(str):
    """Markup, as against text."""

    __slots__ = ()


def join(*children: str) -> Html:
    """The children one after another: text escaped, markup as it is."""
    return Html("".join(child if isinstance(child, Html) else escape(child) for child in children))


def tag(name: str, /, *children: str, **attributes: str | bool | None) -> Html:
    """An element. Attributes that are None or False are left out; `class_` is class, `_` in a name is `-`."""
    shown = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    return Html(f"<{name}{shown}>" if name in VOID else f"<{name}{shown}>{join(*children)}</{name}>")


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
