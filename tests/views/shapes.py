"""A schema held both ways: data have no field that it does not name, and it names none that no data have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def nowhere(schema: Schema, *samples: Any) -> list[str]:
    """Return the properties that a schema names and no sample has, as ``object/property``."""
    used: set[tuple[int, str]] = set()
    for sample in samples:
        _walk(schema, schema, sample, used)
    named = ((id(one), key, path) for one, path in objects(schema) for key in one["properties"])
    return sorted(f"{path}/{key}" for place, key, path in named if (place, key) not in used)


def open_ended(schema: Schema) -> list[str]:
    """Return the objects of a schema that name properties and would take others too."""
    return [path for one, path in objects(schema) if one.get("additionalProperties") is not False]


def objects(node: Any, path: str = "#") -> Iterator[tuple[Schema, str]]:
    """Yield every part of a schema that names properties, and where it is."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield node, path
        for key, value in node.items():
            yield from objects(value, f"{path}/{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from objects(value, f"{path}/{at}")


def _walk(root: Schema, part: Any, data: Any, used: set[tuple[int, str]]) -> None:
    if not isinstance(part, dict):
        return
    if "$ref" in part:
        _walk(root, root["$defs"][part["$ref"].rpartition("/")[2]], data, used)
    for choice in part.get("anyOf", []):
        _walk(root, choice, data, used)
    if isinstance(data, dict):
        for key, value in data.items():
            known = part.get("properties", {})
            if key in known:
                used.add((id(part), key))
            _walk(root, known.get(key, part.get("additionalProperties")), value, used)
    elif isinstance(data, list):
        first = part.get("prefixItems", [])
        for at, value in enumerate(data):
            _walk(root, first[at] if at < len(first) else part.get("items"), value, used)
