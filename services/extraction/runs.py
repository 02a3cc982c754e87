"""How far words without quotation marks run on after a colon: «وقال الوزير: نحن جاهزون. لن نتأخر.»"""

from services.extraction.phrases import Reader

_MOST_SENTENCES = 8
"""Sentences of one answer."""
_GAP = 1
"""Sentences without the first person between two with it."""
_OPENING = 3
"""Tokens from a sentence's start within which a verb of speech makes it the outlet's."""
_NEGATIONS = frozenset(("لن", "لم", "لا", "ولن", "ولم", "ولا", "قد", "فلن", "فلم"))
_SHORTEST = 5
"""Letters of a word whose ending «نا» is a pronoun («موقفنا») and no accusative («ثمنا»)."""
_NO_PRONOUN = "اويى"
"""Letters before the «نا» of an accusative («مكانا», «قانونا») or a name («فيينا»)."""


def run_end(reader: Reader, first: int, past: int) -> int:
    """The token after the words that begin at `first`, whose first sentence ends at `past`.

    Further sentences of the paragraph are the speaker's up to the last one in the first person, unless the outlet
    speaks before it: by a verb of speech, an attribution, or one more «و» than the speaker's.
    """
    passage = reader.passage
    at = passage.sentence(first)[1]
    if any(form.isalnum() for form in passage.forms[past:at]):
        return past
    gap = 0
    for _ in range(_MOST_SENTENCES):
        if at >= len(passage):
            break
        start, end = passage.sentence(at)
        ours = _first_person(reader, start, end)
        gap = 0 if ours else gap + 1
        if gap > _GAP or _outlets(reader, start, end, ours):
            break
        past, at = (_trimmed(reader, start, end) if ours else past), end
    return past


def _outlets(reader: Reader, start: int, end: int, ours: bool) -> bool:
    """Whether the outlet speaks in a sentence: «وأضاف أن», «بحسب …», «وكانت الوزارة …»."""
    forms, lexicon = reader.forms, reader.lexicon
    opening = lexicon.verbs.get(forms[start])
    cue = any(forms[token] in lexicon.verbs for token in range(start, min(end, start + _OPENING)))
    source = any(forms[token] in lexicon.attributions for token in range(start, end))
    return source or (opening is not None and opening.joined) or (not ours and (cue or forms[start][:1] == "و"))


def _first_person(reader: Reader, start: int, end: int) -> bool:
    return any(_we(reader, token) for token in range(start, end))


def _we(reader: Reader, token: int) -> bool:
    """«نحن», «لدينا», «سنفتتح», «لن نتأخر», «موقفنا»."""
    form = reader.forms[token]
    bare = form.removeprefix("و").removeprefix("ف") if len(form) > _SHORTEST else form
    if bare in reader.words["we"]:
        return True
    if token in reader.mentions or reader.given(token):
        return False
    future = bare.startswith("سن") and len(bare) >= _SHORTEST - 1
    negated = form.startswith("ن") and token > 0 and reader.forms[token - 1] in _NEGATIONS
    ours = len(bare) >= _SHORTEST and bare.endswith("نا") and bare[-3] not in _NO_PRONOUN
    return future or negated or ours


def _trimmed(reader: Reader, start: int, end: int) -> int:
    while end > start + 1 and not reader.forms[end - 1].isalnum() and reader.forms[end - 1] not in ("»", ")"):
        end -= 1
    return end
