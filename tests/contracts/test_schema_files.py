"""The generated files are what the event types say, and no event type takes away what its schema promised."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas import export
from schemas.compatibility import breaks
from schemas.topics import TOPICS

Schema = dict[str, Any]


def test_generated_files_are_fresh() -> None:
    stale = [path for path, text in export.documents().items() if (export.FOLDER / path).read_text() != text]
    assert not stale, "run `make schemas`"


def test_no_event_breaks_its_committed_schema() -> None:
    assert export.broken_versions(export.FOLDER) == []


def test_generation_is_deterministic() -> None:
    assert export.documents() == export.documents()


def of(event: str) -> Schema:
    schema: Schema = json.loads((export.FOLDER / f"json/{event}.v1.json").read_text())
    return schema


def fields(schema: Schema, event: str) -> Schema:
    properties: Schema = schema["$defs"][event]["properties"]
    return properties


def removed(schema: Schema) -> None:
    del fields(schema, "Statement")["sightings"]


def removed_deep_down(schema: Schema) -> None:
    del fields(schema, "Contrast")["was"]


def newly_required(schema: Schema) -> None:
    schema["$defs"]["Statement"]["required"].append("via")


def required_addition(schema: Schema) -> None:
    fields(schema, "Statement")["mood"] = {"type": "string"}
    schema["$defs"]["Statement"]["required"].append("mood")


def other_type(schema: Schema) -> None:
    fields(schema, "Statement")["sightings"] = {"type": "string"}


def no_longer_null(schema: Schema) -> None:
    fields(schema, "Statement")["via"] = {"type": "string"}


def number_to_integer(schema: Schema) -> None:
    fields(schema, "Contrast")["kind"] = {"type": "integer"}


def shorter_enum(schema: Schema) -> None:
    fields(schema, "Contrast")["kind"]["enum"].remove("modality")


def text_to_enum(schema: Schema) -> None:
    fields(schema, "Contrast")["was"] = {"enum": ["yes", "no"]}


def shorter(schema: Schema) -> None:
    fields(schema, "Statement")["source"]["maxLength"] = 100


def new_limit(schema: Schema) -> None:
    fields(schema, "Statement")["quote"]["maxLength"] = 5000


def longer_at_least(schema: Schema) -> None:
    fields(schema, "Statement")["source"]["minLength"] = 2


def greater_at_least(schema: Schema) -> None:
    fields(schema, "Statement")["sightings"]["minimum"] = 2


def new_pattern(schema: Schema) -> None:
    fields(schema, "Statement")["statement_id"]["pattern"] = "^[0-9a-f]{32}$"


def narrower_items(schema: Schema) -> None:
    fields(schema, "Statement")["sources"]["items"]["maxLength"] = 10


def new_rule(schema: Schema) -> None:
    schema["$defs"]["Statement"]["oneOf"] = [{"required": ["via"]}]


NARROWED: list[tuple[Callable[[Schema], None], str]] = [
    (removed, "$.sightings: removed"),
    (removed_deep_down, "$.contrasts[].was: removed"),
    (newly_required, "$.via: newly required"),
    (required_addition, "$.mood: newly required"),
    (other_type, "$.sightings: integer is no longer allowed"),
    (no_longer_null, "$.via: null is no longer allowed"),
    (number_to_integer, "$.contrasts[].kind: string is no longer allowed"),
    (shorter_enum, "$.contrasts[].kind: modality is no longer allowed"),
    (text_to_enum, "$.contrasts[].was: any text is no longer allowed"),
    (shorter, "$.source: maxLength falls from 200 to 100"),
    (new_limit, "$.quote: maxLength falls from none to 5000"),
    (longer_at_least, "$.source: minLength rises from 1 to 2"),
    (greater_at_least, "$.sightings: minimum rises from 1 to 2"),
    (new_pattern, '$.statement_id: pattern is another: "^[0-9a-f]{32}$"'),
    (narrower_items, "$.sources[]: maxLength falls from none to 10"),
    (new_rule, '$: oneOf is another: [{"required": ["via"]}]'),
]


@pytest.mark.parametrize(("plant", "reason"), NARROWED, ids=[plant.__name__ for plant, _ in NARROWED])
def test_taking_away_from_a_schema_is_named(plant: Callable[[Schema], None], reason: str) -> None:
    old, new = of("Statement"), of("Statement")
    plant(new)
    assert breaks(old, new) == [reason]


def added(schema: Schema) -> None:
    fields(schema, "Statement")["mood"] = {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None}


def longer(schema: Schema) -> None:
    fields(schema, "Statement")["source"]["maxLength"] = 400


def no_limit(schema: Schema) -> None:
    del fields(schema, "Statement")["source"]["maxLength"]


def longer_enum(schema: Schema) -> None:
    fields(schema, "Contrast")["kind"]["enum"].append("place")


def enum_to_text(schema: Schema) -> None:
    fields(schema, "Contrast")["kind"] = {"type": "string"}


def now_null_too(schema: Schema) -> None:
    fields(schema, "Statement")["quote"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def integer_to_number(schema: Schema) -> None:
    fields(schema, "Statement")["sightings"] = {"type": "number"}


def other_words(schema: Schema) -> None:
    schema["$defs"]["Statement"]["description"] = "What was said."


def renamed_definition(schema: Schema) -> None:
    schema["$defs"]["Who"] = schema["$defs"].pop("Speaker")
    fields(schema, "Statement")["speaker"] = {"$ref": "#/$defs/Who"}


WIDENED = [added, longer, no_limit, longer_enum, enum_to_text, now_null_too, integer_to_number, other_words]


@pytest.mark.parametrize("plant", [*WIDENED, renamed_definition])
def test_adding_to_a_schema_breaks_nothing(plant: Callable[[Schema], None]) -> None:
    old, new = of("Statement"), of("Statement")
    plant(new)
    assert old != new
    assert breaks(old, new) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the committed files, to plant changes in."""
    for path, text in export.documents().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_a_field_that_a_committed_schema_has_and_the_event_has_not_is_found(folder: Path) -> None:
    promised = of("RawArticle")
    fields(promised, "RawArticle")["author"] = {"type": "string"}
    (folder / "json/RawArticle.v1.json").write_text(json.dumps(promised))
    assert export.broken_versions(folder) == ["RawArticle.v1.json: $.author: removed"]


def test_a_committed_schema_without_an_event_is_found(folder: Path) -> None:
    (folder / "json/Rumour.v1.json").write_text("{}")
    (folder / "json/Alert.v2.json").write_text("{}")
    assert export.broken_versions(folder) == [
        "Alert.v2.json: no topic has this event in this version",
        "Rumour.v1.json: no topic has this event in this version",
    ]


def test_a_breaking_event_is_not_written_over_its_schema(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    promised = of("RawArticle")
    fields(promised, "RawArticle")["author"] = {"type": "string"}
    (folder / "json/RawArticle.v1.json").write_text(json.dumps(promised))
    monkeypatch.setattr(export, "FOLDER", folder)
    assert export.main([]) == 1
    assert "$.author: removed" in capsys.readouterr().out
    assert json.loads((folder / "json/RawArticle.v1.json").read_text()) == promised


def test_a_stale_file_is_named_and_then_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh = (folder / "asyncapi.json").read_text()
    (folder / "asyncapi.json").write_text("{}")
    monkeypatch.setattr(export, "FOLDER", folder)
    assert export.main(["--check"]) == 1
    assert "schemas/asyncapi.json is stale" in capsys.readouterr().out
    assert export.main([]) == 0
    assert (folder / "asyncapi.json").read_text() == fresh
    assert export.main(["--check"]) == 0


def test_the_asyncapi_document_has_every_topic_with_its_services() -> None:
    document = export.asyncapi()
    for name, topic in TOPICS.items():
        kafka = document["channels"][name]["bindings"]["kafka"]
        assert kafka["partitions"] == topic.partitions
        assert kafka["topicConfiguration"]["max.message.bytes"] == topic.max_message_bytes
        for service in topic.producers:
            assert document["operations"][f"{service}.send.{name}"]["action"] == "send"
        for service in topic.consumers:
            assert document["operations"][f"{service}.receive.{name}"]["action"] == "receive"


def references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [found for child in node.values() for found in references(child)]
    return [found for child in node for found in references(child)] if isinstance(node, list) else []


def test_every_reference_of_the_asyncapi_document_leads_somewhere() -> None:
    document = export.asyncapi()
    for reference in references(document):
        if not reference.startswith("#"):
            assert (export.FOLDER / reference).is_file()
            continue
        found: Any = document
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
