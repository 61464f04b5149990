"""Models as rows of a sheet: nested tables become dotted columns, lists of tables sheets of their own.

A row of such a list names the row it belongs to by its key. Lists of plain values stand in one cell, one
a line.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, Union, cast

from pydantic import BaseModel

from scenarios.errors import Fault, unknown_name
from scenarios.validation import Place, validated
from scenarios.workbook import Grid, Value, column_letter

Model = TypeVar("Model", bound=BaseModel)
KEY = "id"


@dataclass(frozen=True)
class Leaf:
    """One column: the way to its value inside the model, and the plain type it has."""

    path: tuple[str, ...]
    kind: type[Any]
    is_list: bool = False

    @property
    def title(self) -> str:
        """The heading of the column."""
        return ".".join(self.path)


def leaves(model: type[BaseModel], prefix: tuple[str, ...] = ()) -> tuple[Leaf, ...]:
    """The columns of a model, in the order of its fields; lists of tables are left out."""
    found: list[Leaf] = []
    for name, field in model.model_fields.items():
        kind, is_list = _plain_type(field.annotation)
        path = (*prefix, name)
        if not issubclass(kind, BaseModel):
            found.append(Leaf(path, kind, is_list))
        elif not is_list:
            found += leaves(kind, path)
    return tuple(found)


def lists_of(model: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """The fields of a model that are lists of tables, with the model of their rows."""
    kinds = {name: _plain_type(field.annotation) for name, field in model.model_fields.items()}
    return {name: kind for name, (kind, is_list) in kinds.items() if is_list and issubclass(kind, BaseModel)}


def _plain_type(annotation: Any) -> tuple[type[Any], bool]:
    """The type inside `Annotated`, an optional, a literal or a tuple, and whether it was a tuple."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _plain_type(arguments[0])
    if origin in (Union, types.UnionType):
        return _plain_type(next(one for one in arguments if one is not type(None)))
    if origin is typing.Literal:
        return type(arguments[0]), False
    if origin is tuple:
        return _plain_type(arguments[0])[0], True
    return (annotation, False) if isinstance(annotation, type) else (dict, False)


def grid_of(
    model: type[BaseModel],
    rows: Iterable[tuple[Mapping[str, Value], BaseModel]],
    before: Sequence[str] = (),
) -> Grid:
    """A sheet of rows; each comes with the cells `before` its own columns."""
    columns = [leaf for leaf in leaves(model) if leaf.kind is not dict]
    return Grid(
        (*before, *(leaf.title for leaf in columns)),
        tuple(
            (*cells.values(), *(_cell(_inside(row, leaf.path)) for leaf in columns)) for cells, row in rows
        ),
    )


def _inside(row: object, path: Sequence[str]) -> object:
    for name in path:
        row = None if row is None else getattr(row, name)
    return row


def _cell(value: object) -> Value:
    if isinstance(value, tuple):
        return "\n".join(str(one) for one in cast("tuple[object, ...]", value)) or None
    return None if value == "" else cast("Value", value)


class SheetPlace(Place):
    """Names a cell of a sheet: `targets!C12: unit`."""

    def __init__(self, sheet: str, row: int, columns: Mapping[str, int]) -> None:
        super().__init__(sheet, {})
        self._sheet, self._row, self._columns = sheet, row, columns

    def at(self, *key: str | int) -> str:
        """The cell of `key`, or the row where no column is its own."""
        told = ".".join(str(part) for part in key)
        for length in range(len(key), 0, -1):
            column = self._columns.get(".".join(str(part) for part in key[:length]))
            if column is not None:
                return f"{self._sheet}!{column_letter(column)}{self._row}: {told}"
        return f"{self._sheet}!{self._row}" + (f": {told}" if told else "")


@dataclass(frozen=True)
class SheetRow:
    """A row as read: the cells before its own columns, its nested values, and where it stands."""

    cells: Mapping[str, Value]
    data: dict[str, Any]
    place: SheetPlace


def rows_of(
    name: str, grid: Grid, model: type[BaseModel], before: Sequence[str]
) -> tuple[list[SheetRow], list[Fault]]:
    """The rows of a sheet and the faults of its header; blank rows are left out."""
    columns = {leaf.title: leaf for leaf in leaves(model) if leaf.kind is not dict}
    known = [*before, *columns]
    faults = header_faults(name, grid.header, known)
    if faults:
        return [], faults
    at = {title: place for place, title in enumerate(grid.header)}
    found: list[SheetRow] = []
    for number, row in enumerate(grid.rows, start=2):
        if len(row) > len(grid.header):
            fields = {"found": len(row), "expected": len(grid.header)}
            faults.append(Fault("cell-count", f"{name}!{number}", fields))
        elif any(value is not None for value in row):
            data = _nested({leaf: row[at[title]] for title, leaf in columns.items()})
            cells = {title: row[at[title]] for title in before}
            found.append(SheetRow(cells, data, SheetPlace(name, number, at)))
    return found, faults


def header_faults(name: str, header: Sequence[str], known: Sequence[str]) -> list[Fault]:
    """Columns that are unknown, missing or there twice."""
    where = f"{name}!1"
    unknown = [unknown_name("unknown-column", where, title, known) for title in header if title not in known]
    missing = [
        Fault("missing-column", where, {"column": title, "known": ", ".join(known)})
        for title in known
        if title not in header
    ]
    twice = [
        Fault("duplicate", where, {"found": title, "first": header.index(title) + 1})
        for place, title in enumerate(header)
        if title in header[:place]
    ]
    return unknown + missing + twice


def _nested(values: Mapping[Leaf, Value]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for leaf, value in values.items():
        if value is not None:
            put(data, leaf.path, as_kind(value, leaf))
    return data


def put(data: dict[str, Any], path: Sequence[str], value: object) -> None:
    """Set a value deep inside nested tables, which are made on the way."""
    *above, last = path
    for name in above:
        data = data.setdefault(name, {})
    data[last] = value


def as_kind(value: Value, leaf: Leaf) -> object:
    """A cell as the type of its column, where it can be told; else as it is, for the schema to refuse."""
    if leaf.is_list:
        return [_as(line.strip(), leaf.kind) for line in str(value).splitlines() if line.strip()]
    return _as(value, leaf.kind)


def _as(value: Value, kind: type[Any]) -> object:
    if kind is str:
        return value if isinstance(value, str) else text_of(value)
    if kind is bool and isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower(), value)
    if kind in (int, float) and isinstance(value, str):
        return _number(value)
    whole = kind is int and isinstance(value, float) and value.is_integer()
    return int(cast("float", value)) if whole else value


def _number(text: str) -> object:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def text_of(value: Value) -> str:
    """The text of a cell as a table has it: no point behind whole numbers, `true` and `false`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def made(model: type[Model], rows: Iterable[SheetRow]) -> tuple[list[tuple[SheetRow, Model]], list[Fault]]:
    """The models of rows with all their faults."""
    found: list[tuple[SheetRow, Model]] = []
    faults: list[Fault] = []
    for row in rows:
        one, wrong = validated(model, row.data, row.place)
        faults += wrong
        if one is not None:
            found.append((row, one))
    return found, faults
