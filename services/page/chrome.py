"""What the words of a language tell of a page's lines: furniture, headings, datelines, and where text goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.page import asides, datelines, flow, glue, kinds, notes, seams
from services.page.types import Story


@dataclass(frozen=True, slots=True, eq=False)
class Chrome:
    """Each is explained where Arabic's is defined; `dateline` parts one from the paragraph that it opens."""

    sort: Callable[[str], kinds.Sort]
    parts: Callable[[str], list[str]]
    trim: Callable[[str], glue.Trimmed]
    labels_stamp: Callable[[str], bool]
    labels_source: Callable[[str], bool]
    goes_on: Callable[[str], bool]
    flows: Callable[[str, str], bool]
    resumes: Callable[[str], bool]
    between: Callable[[Sequence[str]], bool]
    lead_start: Callable[[str], int]
    is_second: Callable[[str, str, Story], bool]
    is_strange: Callable[[Sequence[str], Story, bool], bool]
    dateline: Callable[[str, str], tuple[str, str]]
    entry_time: Callable[[str], tuple[str, str]]
    speaks_for: Callable[[str, str], bool]
    sign_off: Callable[[str], tuple[str, str]]


ARABIC = Chrome(
    sort=kinds.sort,
    parts=kinds.parts,
    trim=glue.trim,
    labels_stamp=asides.labels_stamp,
    labels_source=asides.labels_source,
    goes_on=flow.goes_on,
    flows=flow.flows,
    resumes=flow.resumes,
    between=flow.between,
    lead_start=seams.lead_start,
    is_second=seams.is_second,
    is_strange=seams.is_strange,
    dateline=datelines.cut,
    entry_time=datelines.entry_time,
    speaks_for=notes.speaks_for,
    sign_off=datelines.sign_off,
)
