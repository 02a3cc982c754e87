"""Extraction: a clean story in; the same story with its entities, statements and dates out."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from schemas.events import CleanStory
from services.extraction.plugged import Labelled, Model
from services.extraction.story import extract
from services.runtime.stage import Context, Outgoing, Service, each


def loaded(folder: str) -> Model | None:
    """The model in a folder, or None where none is named. Raises ValueError with one line where it cannot be loaded."""
    if not folder:
        return None
    if not Path(folder).is_dir():
        raise ValueError(f"WIREFOLD_EXTRACTION_MODEL: {folder} is no folder")
    try:
        import spacy  # noqa: PLC0415 - an extra, which only those who plug a model in install
    except ImportError as error:
        raise ValueError(f"WIREFOLD_EXTRACTION_MODEL needs spaCy: pip install 'wirefold[model]' ({error})") from None
    try:
        model = spacy.load(folder)
    except (OSError, ValueError, KeyError, ImportError, AttributeError) as error:
        raise ValueError(f"WIREFOLD_EXTRACTION_MODEL: {folder}: {' '.join(str(error).split())}") from None
    return lambda text: [Labelled(found.label_, found.start_char, found.end_char) for found in model(text).ents]


def extracted(story: CleanStory, model: Model | None = None) -> Sequence[Outgoing]:
    """The story as it was read, to send."""
    return (Outgoing("stories.extracted", extract(story, model=model)),)


@asynccontextmanager
async def service(context: Context) -> AsyncIterator[Service]:
    """Reads stories.clean, writes stories.extracted. Raises ValueError for a model that cannot be loaded."""
    yield Service(handle=each(partial(extracted, model=loaded(context.settings.extraction_model))))
