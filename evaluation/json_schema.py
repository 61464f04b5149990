"""JSON Schemas of the answers, generated from the result classes.

The files in `evaluation/schemas` are written by `write_schemas`; a test keeps files and classes equal.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from evaluation.midterm.answers import EvaluationResult
from evaluation.results import CheckResult, CompareResult, Envelope, RunResult, schema_name
from evaluation.run_diff import RunDiff
from evaluation.why import WhyResult

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(__file__).parent / "schemas"
KINDS: Mapping[str, type[Any]] = {
    "run": RunResult,
    "compare": CompareResult,
    "model_check": CheckResult,
    "why": WhyResult,
    "runs_diff": RunDiff,
    "evaluate": EvaluationResult,
}
PLAIN = {int: "integer", float: "number", str: "string", bool: "boolean", type(None): "null"}


def schema_of(kind: str) -> dict[str, Any]:
    """JSON Schema of the envelope whose result is of this kind, one of `KINDS`."""
    return envelope_schema(kind, KINDS[kind])


def envelope_schema(kind: str, result: type[Any]) -> dict[str, Any]:
    """JSON Schema of the envelope around a frozen dataclass `result`."""
    definitions: dict[str, Any] = {}
    envelope = _object(Envelope, definitions, result)
    envelope["properties"]["schema"] = {"const": schema_name(kind)}
    name = f"{schema_name(kind)}.json"
    return {"$schema": DRAFT, "$id": name, **envelope, "$defs": dict(sorted(definitions.items()))}


def schema_text(kind: str) -> str:
    """The published text of a schema file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Write one file a kind of answer; return their paths."""
    folder.mkdir(exist_ok=True)
    paths = tuple(folder / f"{schema_name(kind)}.json" for kind in KINDS)
    for kind, path in zip(KINDS, paths, strict=True):
        path.write_text(schema_text(kind), encoding="utf-8", newline="\n")
    return paths


def _object(cls: type[Any], definitions: dict[str, Any], parameter: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cls)]
    return {
        "type": "object",
        "description": " ".join((cls.__doc__ or "").split()),
        "properties": {name: _schema(hints[name], definitions, parameter) for name in names},
        "required": names,
    }


def _reference(cls: type[Any], definitions: dict[str, Any], parameter: Any) -> dict[str, Any]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}
        definitions[cls.__name__] = _object(cls, definitions, parameter)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _schema(hint: Any, definitions: dict[str, Any], parameter: Any) -> dict[str, Any]:
    if isinstance(hint, TypeVar):
        return _schema(parameter, definitions, parameter)
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if is_dataclass(hint):
        return _reference(hint, definitions, parameter)  # pyright: ignore[reportArgumentType]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(item, definitions, parameter) for item in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions, parameter)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions, parameter)}
    raise TypeError(f"no JSON Schema for {hint!r}")
