"""From a failed validation to faults: one a mistake, with the line, what is known and a hint."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scenarios.errors import Fault, Field, shown, unknown_name
from scenarios.fault_codes import CODES
from scenarios.readers import Row
from scenarios.toml_lines import Key, line_of

Model = TypeVar("Model", bound=BaseModel)


class Place:
    """Names a key of a TOML file: file, line and dotted key."""

    def __init__(self, file: str, lines: Mapping[Key, int], prefix: Key = ()) -> None:
        self._file, self._lines, self._prefix = file, lines, prefix

    def at(self, *key: str | int) -> str:
        """Where `key` stands, below the prefix of this place."""
        full = (*self._prefix, *key)
        line = line_of(self._lines, full)
        start = f"{self._file}:{line}" if line else self._file
        return ": ".join([start, ".".join(str(part) for part in full)]) if full else start

    def below(self, *key: str | int) -> Place:
        """The same file with `key` added to the prefix."""
        return Place(self._file, self._lines, (*self._prefix, *key))


class CellPlace(Place):
    """Names a cell of a table: file, line and column."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(f"{file}:{line}", {})


def validated(model: type[Model], data: object, place: Place) -> tuple[Model | None, list[Fault]]:
    """The model made from `data`, or None and every fault found."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_fault(model, detail, place) for detail in error.errors(include_url=False)]
    except (OverflowError, RecursionError) as error:
        return None, [Fault("wrong-type", place.at(), {"found": type(error).__name__, "expected": "a table"})]


def validated_row(model: type[Model], row: Row, file: str) -> tuple[Model | None, list[Fault]]:
    """The model made from a row of a table; a blank cell is None where the column may be empty."""
    return validated(model, row_data(model, row.cells), CellPlace(file, row.line))


def row_data(model: type[BaseModel], cells: Mapping[str, str]) -> dict[str, str | None]:
    """The cells of a row of a table, blank ones as None where the column may be empty."""
    return {name: _cell(model, name, text) for name, text in cells.items()}


def _cell(model: type[BaseModel], name: str, text: str) -> str | None:
    if text:
        return text
    annotation = model.model_fields[name].annotation
    return None if type(None) in typing.get_args(annotation) else text


def _fault(model: type[BaseModel], detail: ErrorDetails, place: Place) -> Fault:
    location, kind = detail["loc"], detail["type"]
    where = place.at(*location)
    context: dict[str, Any] = detail.get("ctx", {})
    found = _found(detail["input"])
    if kind == "extra_forbidden":
        return unknown_name("unknown-key", where, str(location[-1]), _fields_at(model, location[:-1]))
    if kind == "missing":
        return Fault("missing-key", where, {"key": str(location[-1])})
    if kind == "finite_number":
        return Fault("not-finite", where, {"found": found})
    if kind == "literal_error":
        return _vocabulary_fault(location, where, found, context)
    if kind in CODES:
        return Fault(kind, where, {name: _plain(value) for name, value in context.items()})
    bounds = _bounds(context)
    if bounds:
        return Fault("out-of-bounds", where, {"found": found, **bounds})
    if detail["input"] == "":
        return Fault("missing-key", where, {"key": str(location[-1]) if location else ""})
    return Fault("wrong-type", where, {"found": found, "expected": _expected(kind, context)})


def _vocabulary_fault(
    location: Sequence[str | int], where: str, found: str, context: Mapping[str, Any]
) -> Fault:
    known = re.findall(r"'([^']*)'|(\d+)", str(context.get("expected", "")))
    names = [word or digits for word, digits in known]
    if location and location[-1] == "schema_version":
        return Fault("schema-version", where, {"found": found, "known": ", ".join(names)})
    return unknown_name("not-in-vocabulary", where, found, names)


def _fields_at(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    current = model
    for part in location:
        if isinstance(part, str) and part in current.model_fields:
            current = _model_within(current.model_fields[part].annotation) or current
    return list(current.model_fields)


def _model_within(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_within(argument) for argument in typing.get_args(annotation))
    return next((model for model in inner if model is not None), None)


def _bounds(context: Mapping[str, Any]) -> dict[str, Field]:
    low = next((context[word] for word in ("ge", "gt") if word in context), None)
    high = next((context[word] for word in ("le", "lt") if word in context), None)
    if low is None and high is None:
        return {}
    return {"low": _plain("" if low is None else low), "high": _plain("" if high is None else high)}


def _expected(kind: str, context: Mapping[str, Any]) -> str:
    if "pattern" in context:
        return str(context["pattern"])
    word = re.sub(r"_(type|parsing|from_float|too_short)$", "", kind)
    return _WORDS.get(word, word.replace("_", " "))


_WORDS = {
    "float": "number",
    "int": "whole number",
    "string": "text",
    "bool": "true or false",
    "model": "table",
    "model_attributes": "table",
    "dict": "table",
    "tuple": "list",
}


def _found(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    try:
        return shown(value)
    except ValueError:
        return "a number of thousands of digits"


def _plain(value: object) -> Field:
    return value if isinstance(value, str | int | float) else str(value)
