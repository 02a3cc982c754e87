"""Why a statement has its speaker, told from what was extracted."""

from schemas.events import Entity, ExtractedStory, Mention, Occurrence
from services.arabic.normal import words


def why_speaker(said: Occurrence, extracted: ExtractedStory) -> str:
    """Where the speaker is named: at the cue, or before it where the cue has no subject («وأضاف أن»)."""
    name, text = said.speaker.name, said.speaker.text
    if text:
        return f"named at the cue: «{text}»{_relation(text, name, extracted)}"
    before = [one for one in extracted.statements if _place(one) < _place(said)]
    if before and before[-1].speaker.name == name:
        return f"no name at the cue; spoke last, in {_paragraph(before[-1].paragraph)}"
    mentions = sorted((m for e in extracted.entities if e.name == name for m in e.mentions), key=_place)
    if named := [mention for mention in mentions if _place(mention) < _place(said)]:
        return f"no name at the cue; named before, in {_paragraph(named[-1].paragraph)}"
    return "no name at the cue; named elsewhere in the story"


def _relation(text: str, name: str, extracted: ExtractedStory) -> str:
    """How the page's words and the speaker's name belong together, where they have no word in common."""
    if set(words(text)) & set(words(name)):
        return ""
    named = (surfaces(entity, extracted) for entity in extracted.entities if entity.name == name)
    return f", another name of {name}" if any(text in texts for texts in named) else f", which stands for {name}"


def surfaces(entity: Entity, extracted: ExtractedStory) -> list[str]:
    """The words by which the body names an entity, each once, in order."""
    paragraphs = extracted.story.paragraphs
    places = ((paragraphs[m.paragraph], m) for m in entity.mentions if m.paragraph is not None)
    return list(dict.fromkeys(text[m.start : m.end] for text, m in places))


def _place(one: Occurrence | Mention) -> tuple[int, int]:
    return (-1 if one.paragraph is None else one.paragraph, one.start)


def _paragraph(number: int | None) -> str:
    return "the title" if number is None else f"paragraph {number + 1}"
