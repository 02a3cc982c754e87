"""The language of a text, told by its script."""

import re

_SCRIPTS = (
    ("ar", re.compile("[\u0621-\u064a\u0671-\u06d3]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("en", re.compile("[A-Za-z\u00c0-\u024f]")),
)
_WITHIN = {
    "ur": ("ar", re.compile("[ٹڈڑں]"), 50),
    "fa": ("ar", re.compile("[پچژگ]"), 50),
    "uk": ("ru", re.compile("[іїєґІЇЄҐ]"), 100),
}
"""Languages told from others of their script by letters of their own: at least one in so many."""
_ENGLISH = re.compile(r"\b(?:the|and|of|to|that|was|for)\b", re.IGNORECASE)
SAMPLE = 600
"""Characters looked at."""


def _script(sample: str) -> tuple[int, str]:
    """The letters of the sample's script, and that; others are not counted where one has over half of the sample."""
    most = (0, "")
    for tag, letters in _SCRIPTS:
        most = max(most, (len(letters.findall(sample)), tag), key=lambda found: found[0])
        if most[0] * 2 > len(sample):
            break
    return most


def language(text: str) -> str:
    """The language as a BCP 47 tag; "und" where script and common words leave it open."""
    sample = text[:SAMPLE]
    count, tag = _script(sample)
    if not count:
        return "und"
    for marked, (script, letters, share) in _WITHIN.items():
        if tag == script and len(letters.findall(sample)) * share > count:
            return marked
    if tag == "en" and len(_ENGLISH.findall(sample)) * 25 < len(sample.split()):
        return "und"
    return tag
