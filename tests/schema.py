"""The interchange schema, and as much of a JSON Schema validator as it needs: a second opinion on the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "case.schema.json").read_text("utf-8"))
ENTRY_SCHEMAS: dict[str, dict[str, Any]] = {
    each["title"]: each for each in SCHEMA["properties"]["entries"]["items"]["oneOf"]
}
LINK_SCHEMAS: dict[str, dict[str, Any]] = {
    each["title"]: each for each in SCHEMA["properties"]["links"]["items"]["oneOf"]
}
HEAD_SCHEMA: dict[str, Any] = SCHEMA["properties"]["case"]
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "array": (list,),
    "object": (Mapping,),
    "number": (int, float),
}


def ends_of(kind: str) -> tuple[list[str], list[str]]:
    """The kinds that a link may start from and end at, as its description in the schema says."""
    starts, ends = LINK_SCHEMAS[kind]["description"].removeprefix("from ").split(" to ")
    return starts.split(" | "), ends.split(" | ")


def fits(value: Any, schema: Mapping[str, Any] = SCHEMA) -> bool:
    """Whether a value is what the schema describes; a date is any text to it, and a reference any id."""
    if "oneOf" in schema:
        return sum(fits(value, each) for each in schema["oneOf"]) == 1
    if "const" in schema:
        return type(value) is type(schema["const"]) and value == schema["const"]
    if not isinstance(value, _TYPES[schema["type"]]) or (isinstance(value, bool) and schema["type"] != "boolean"):
        return False
    match schema["type"]:
        case "string":
            return _fits_string(value, schema)
        case "array":
            return all(fits(each, schema["items"]) for each in value)
        case "object":
            return _fits_object(value, schema)
    return True


def _fits_string(value: str, schema: Mapping[str, Any]) -> bool:
    # In JSON Schema $ is the end of the text; in Python it is also the place before a last line break.
    pattern = schema.get("pattern", "").removeprefix("^").removesuffix("$")
    return (
        value in schema.get("enum", (value,))
        and len(value) <= schema.get("maxLength", len(value))
        and (not pattern or re.fullmatch(pattern, value, re.ASCII) is not None)
    )


def _fits_object(value: Mapping[str, Any], schema: Mapping[str, Any]) -> bool:
    known, others = schema.get("properties", {}), schema["additionalProperties"]
    if any(name not in value for name in schema.get("required", ())):
        return False
    return all(
        fits(each, known[name]) if name in known else others is not False and fits(each, others)
        for name, each in value.items()
    )
