"""What a site adds to a story's end that is none of its text: an agency's sign-off, words on the site itself."""

from services.page.chrome import Chrome
from services.page.titles import content
from services.page.types import About, Story

TOLD = 0.1
"""Most of its content words that a paragraph on the site has from the story. The last paragraphs of 27 of 100 reports
have fewer, which is why the site must be named or speak to its reader besides."""
LEAST_LEFT = 2
"""Fewest paragraphs of the story before such words."""


def sign_off(story: Story, chrome: Chrome) -> None:
    """Takes the agency in brackets that ends the story out of its text."""
    last, signed = chrome.sign_off(story.paragraphs[-1])
    if signed and last:
        story.paragraphs[-1] = last
        story.about.append(About(signed, "dateline", "below"))


def cut_talk(story: Story, outlet: str, chrome: Chrome) -> list[str]:
    """Takes paragraphs on the site itself (`outlet` in bare form) off the story's end, and gives them."""
    paragraphs, at = story.paragraphs, len(story.paragraphs)
    while at > LEAST_LEFT and chrome.speaks_for(paragraphs[at - 1], outlet) and not chrome.goes_on(paragraphs[at - 1]):
        at -= 1
    talk, others = paragraphs[at:], paragraphs[:at]
    if not talk or any(chrome.speaks_for(text, outlet) for text in others):
        return []
    known = content(" ".join((story.title or "", *others))) - content(outlet)
    if any(len(content(text) & known) > TOLD * len(content(text)) for text in talk):
        return []
    del paragraphs[at:]
    return talk
