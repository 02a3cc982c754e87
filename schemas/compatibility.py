"""Does a new schema take away from an old one? Fields may come and limits may widen, never the other way."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_LOWER_LIMITS = ("minLength", "minimum", "minItems")
_UPPER_LIMITS = ("maxLength", "maximum", "maxItems")
_OPAQUE = ("pattern", "format", "allOf", "oneOf")
"""Rules that cannot be compared: a new or another one counts as narrower, a dropped one as wider."""


def breaks(old: Schema, new: Schema) -> list[str]:
    """What `new` takes away from `old`, one line each beginning with the field's path; empty if nothing.

    Both are JSON Schemas as `schemas.export` writes them: objects, arrays, unions of differing types, `$defs`.
    """
    return list(_breaks("$", old, new, old.get("$defs", {}), new.get("$defs", {})))


def _breaks(path: str, old: Schema, new: Schema, old_defs: Schema, new_defs: Schema) -> Iterator[str]:
    known = _by_type(new, new_defs)
    for kind, was in _by_type(old, old_defs).items():
        now = known.get(kind, known.get("number") if kind == "integer" else None)
        if now is None:
            yield f"{path}: {kind} is no longer allowed"
            continue
        yield from (f"{path}: {reason}" for reason in _narrowed(was, now))
        yield from _fields_broken(path, was, now, old_defs, new_defs)
        for part, name in (("items", "[]"), ("additionalProperties", "{}")):
            if part in was and part in now:
                yield from _breaks(path + name, was[part], now[part], old_defs, new_defs)


def _by_type(schema: Schema, defs: Schema) -> dict[str, Schema]:
    """The alternatives of a schema by JSON type; an enum without a type is one of strings."""
    if "$ref" in schema:
        return _by_type(defs[schema["$ref"].removeprefix("#/$defs/")], defs)
    if "anyOf" in schema:
        return {kind: one for part in schema["anyOf"] for kind, one in _by_type(part, defs).items()}
    if "enum" in schema:
        return {"string": schema} | ({"null": {}} if None in schema["enum"] else {})
    return {schema.get("type", "anything"): schema}


def _narrowed(was: Schema, now: Schema) -> Iterator[str]:
    if "enum" in now and (gone := set(was.get("enum", ["any text"])) - set(now["enum"])):
        yield f"{', '.join(sorted(map(str, gone)))} is no longer allowed"
    for limit in _LOWER_LIMITS:
        if limit in now and now[limit] > was.get(limit, float("-inf")):
            yield f"{limit} rises from {was.get(limit, 'none')} to {now[limit]}"
    for limit in _UPPER_LIMITS:
        if limit in now and now[limit] < was.get(limit, float("inf")):
            yield f"{limit} falls from {was.get(limit, 'none')} to {now[limit]}"
    for rule in _OPAQUE:
        if rule in now and _text(now[rule]) != _text(was.get(rule)):
            yield f"{rule} is another: {_text(now[rule])}"


def _fields_broken(path: str, was: Schema, now: Schema, old_defs: Schema, new_defs: Schema) -> Iterator[str]:
    fields, kept = was.get("properties", {}), now.get("properties", {})
    for name in fields:
        if name in kept:
            yield from _breaks(f"{path}.{name}", fields[name], kept[name], old_defs, new_defs)
        else:
            yield f"{path}.{name}: removed"
    for name in sorted(set(now.get("required", ())) - set(was.get("required", ()))):
        yield f"{path}.{name}: newly required"


def _text(rule: object) -> str:
    return json.dumps(rule, sort_keys=True)
