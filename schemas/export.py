"""Writes the contract for programs in any language: a JSON Schema per event and version, and an AsyncAPI document.

    python -m schemas.export            write schemas/json and schemas/asyncapi.json
    python -m schemas.export --check    exit 1 where they are not what would be written

It refuses to overwrite a version by one that breaks it: raise `version` in schemas/topics.py then.
"""

import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from schemas.compatibility import breaks
from schemas.events import MAX_BODY_BYTES
from schemas.topics import TOPICS, Topic

FOLDER = Path(__file__).parent

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-5][0-9](\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"
"""A time with its zone, for the many validators that take `format` for a remark."""
_NO_NUL = r"^[^\u0000]*$"
_NOT_BLANK = r"[^\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
_TEXTS = ("article_id", "url", "source", "title", "text", "html")

_BEYOND_TYPES: dict[str, dict[str, Any]] = {
    "RawArticle": {
        "allOf": [
            {"properties": {name: {"pattern": _NO_NUL} for name in _TEXTS}},
            {"properties": {name: {"pattern": _NOT_BLANK} for name in ("source", "text", "html")}},
            {"properties": {name: {"maxLength": MAX_BODY_BYTES} for name in ("text", "html")}},
        ],
        "oneOf": [{"required": [name], "properties": {name: {"type": "string"}}} for name in ("text", "html")],
    }
}
"""What `__post_init__` of an event type checks, as JSON Schema says it (which counts characters, not bytes)."""


def documents() -> dict[str, str]:
    """Every generated file: its path below schemas/ and its text. The same types give the same bytes."""
    files = {_schema_file(topic): event_schema(topic) for topic in TOPICS.values()}
    files["asyncapi.json"] = asyncapi()
    return {path: json.dumps(document, indent=2, ensure_ascii=False) + "\n" for path, document in files.items()}


def event_schema(topic: Topic) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the events on a topic."""
    event = topic.event.__name__
    generated = msgspec.json.schema(topic.event)
    for name in generated["$defs"].keys() & _BEYOND_TYPES.keys():
        generated["$defs"][name] |= _BEYOND_TYPES[name]
    _polish(generated)
    return {"$schema": _DRAFT, "$id": f"urn:wirefold:{event}:{topic.version}", **generated}


def _polish(node: object) -> None:
    """Docstrings without their indentation, times with their pattern."""
    if isinstance(node, dict):
        if isinstance(node.get("description"), str):
            node["description"] = inspect.cleandoc(node["description"])
        if node.get("format") == "date-time":
            node["pattern"] = _MOMENT
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _polish(child)


def _schema_file(topic: Topic) -> str:
    return f"json/{topic.event.__name__}.v{topic.version}.json"


def asyncapi() -> dict[str, Any]:
    """AsyncAPI 3.0: a channel per topic, an operation per service that writes or reads it."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Wirefold",
            "version": "1.0.0",
            "description": "The topics between the services. Delivery is at least once; ids make repeats harmless.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in TOPICS.values()},
        "operations": {name: operation for topic in TOPICS.values() for name, operation in _operations(topic)},
        "components": {"messages": {topic.event.__name__: _message(topic) for topic in TOPICS.values()}},
    }


def _channel(topic: Topic) -> dict[str, Any]:
    event = topic.event.__name__
    configuration = {
        "cleanup.policy": [topic.cleanup],
        "retention.ms": topic.retention_ms,
        "retention.bytes": topic.retention_bytes,
        "max.message.bytes": topic.max_message_bytes,
    }
    return {
        "address": topic.name,
        "messages": {event: {"$ref": f"#/components/messages/{event}"}},
        "bindings": {
            "kafka": {"partitions": topic.partitions, "topicConfiguration": configuration, "bindingVersion": "0.5.0"}
        },
    }


def _message(topic: Topic) -> dict[str, Any]:
    event = topic.event.__name__
    description: str = event_schema(topic)["$defs"][event].get("description", event)
    return {
        "title": event,
        "summary": description.partition("\n")[0],
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": {"$ref": _schema_file(topic)},
        },
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": f"`{topic.key}` of the event"},
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operations(topic: Topic) -> Iterator[tuple[str, dict[str, Any]]]:
    for action, services in (("send", topic.producers), ("receive", topic.consumers)):
        for service in services:
            operation = {"action": action, "title": service, "channel": {"$ref": f"#/channels/{topic.name}"}}
            yield f"{service}.{action}.{topic.name}", operation


def broken_versions(folder: Path) -> list[str]:
    """Where an event type breaks its committed schema, or a committed schema has no event: one line each."""
    kept = {topic.event.__name__: topic for topic in TOPICS.values()}
    found = []
    for file in sorted((folder / "json").glob("*.json")):
        event, version = file.stem.split(".v")
        if event not in kept or int(version) > kept[event].version:
            found.append(f"{file.name}: no topic has this event in this version")
        elif int(version) == kept[event].version:
            committed = json.loads(file.read_text(encoding="utf-8"))
            found += [f"{file.name}: {line}" for line in breaks(committed, event_schema(kept[event]))]
    return found


def main(arguments: list[str]) -> int:
    if broken := broken_versions(FOLDER):
        print(*broken, "An incompatible event needs a higher `version` in schemas/topics.py.", sep="\n")  # noqa: T201 - a command
        return 1
    stale = [path for path, text in documents().items() if not _same(FOLDER / path, text)]
    if "--check" in arguments:
        print(*(f"schemas/{path} is stale: make schemas" for path in stale), sep="\n", end="")  # noqa: T201 - a command
        return bool(stale)
    for path in stale:
        (FOLDER / path).parent.mkdir(exist_ok=True)
        (FOLDER / path).write_text(documents()[path], encoding="utf-8")
    return 0


def _same(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
