"""Each topic has examples, and each example is an event of its topic, by the decoder and by its JSON Schema."""

import base64
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from schemas import export
from schemas.codec import decode, encode
from schemas.events import DeadLetter, ExtractedStory
from schemas.topics import TOPICS

FOLDER = export.FOLDER / "examples"
EXAMPLES = sorted(FOLDER.glob("*/*.json"))


def unused_and_missing(folder: Path) -> tuple[set[str], set[str]]:
    """Example folders that no topic uses, and topics that have no example."""
    folders = {file.parent.name for file in folder.glob("*/*.json")} | {one.name for one in folder.iterdir()}
    with_examples = {file.parent.name for file in folder.glob("*/*.json")}
    return folders - TOPICS.keys(), TOPICS.keys() - with_examples


def test_every_topic_has_examples_and_every_example_a_topic() -> None:
    assert unused_and_missing(FOLDER) == (set(), set())


def test_an_unused_folder_and_a_topic_without_example_are_seen(tmp_path: Path) -> None:
    for name in {*TOPICS, "rumours"} - {"alerts"}:
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.json").write_text("{}")
    assert unused_and_missing(tmp_path) == ({"rumours"}, {"alerts"})


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_an_example_decodes_and_meets_its_schema(file: Path) -> None:
    topic = TOPICS[file.parent.name]
    data = file.read_bytes()
    event: Any = decode(topic.event, data)
    validator = jsonschema_rs.validator_for(export.event_schema(topic), validate_formats=True)
    validator.validate(json.loads(data))
    written = encode(event)
    validator.validate(json.loads(written))
    assert decode(topic.event, written) == event


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.name)
def test_the_examples_of_a_topic_give_each_field_a_value(topic: Any) -> None:
    given: set[str] = set()
    for file in (FOLDER / topic.name).glob("*.json"):
        given |= {name for name, value in json.loads(file.read_text()).items() if value not in (None, [])}
    fields = {name for name, _ in _properties(export.event_schema(topic))}
    assert fields == given


def _properties(schema: dict[str, Any]) -> list[tuple[str, Any]]:
    return list(schema["$defs"][schema["$ref"].removeprefix("#/$defs/")]["properties"].items())


def test_offsets_of_the_extraction_example_are_code_points_into_their_paragraph() -> None:
    extracted = decode(ExtractedStory, (FOLDER / "stories.extracted/two-statements.json").read_bytes())
    for one in extracted.statements:
        assert one.paragraph is not None
        assert extracted.story.paragraphs[one.paragraph][one.start : one.end] == one.quote
    for found in extracted.dates:
        assert found.paragraph is not None
        assert extracted.story.paragraphs[found.paragraph][found.start : found.end] == found.text


def test_the_payload_of_the_dead_letter_examples_is_what_failed() -> None:
    for file in (FOLDER / "dead-letters").glob("*.json"):
        letter = decode(DeadLetter, file.read_bytes())
        payload = base64.b64decode(letter.payload)
        assert len(payload) == letter.payload_bytes
        with pytest.raises(ValueError, match=letter.reason) as raised:
            decode(TOPICS[letter.topic].event, payload)
        assert getattr(raised.value, "field", None) == letter.error
