"""TOML text of plain values: what `tomllib` reads, written back; tables of tables stay on one line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

LONGEST_LINE = 160
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def toml_document(values: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """Keys and their values, then `[name]` for each of `tables`; None is left out."""
    parts = [_lines(values)]
    parts += [f"[{_key(name)}]\n{_lines(table)}" for name, table in (tables or {}).items()]
    return "\n".join(part for part in parts if part)


def toml_array(key: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """`[[key]]` for every row; an empty array where there is none."""
    if not rows:
        return f"{_key(key)} = []\n"
    return "\n".join(f"[[{_key(key)}]]\n{_lines(row)}" for row in rows)


def _lines(values: Mapping[str, Any]) -> str:
    return "".join(f"{_key(name)} = {_value(value)}\n" for name, value in values.items() if value is not None)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        table = cast("Mapping[str, object]", value)
        held = ", ".join(f"{_key(name)} = {_value(one)}" for name, one in table.items() if one is not None)
        return f"{{ {held} }}" if held else "{}"
    if isinstance(value, tuple | list):
        return _array([_value(one) for one in cast("Sequence[object]", value)])
    raise TypeError(f"no TOML for {type(value).__name__}")


def _array(items: Sequence[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= LONGEST_LINE:
        return line
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"


def _number(value: float) -> str:
    """The shortest text that reads back as the same number; whole numbers without their point."""
    if not math.isfinite(value):
        raise ValueError(f"not a finite number: {value}")
    text = repr(value)
    return text.removesuffix(".0")


def _string(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign) or _sign(sign) for sign in text) + '"'


def _sign(sign: str) -> str:
    return sign if sign >= " " and sign != "\x7f" else f"\\u{ord(sign):04x}"


def _key(name: str) -> str:
    plain = bool(name) and name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if plain else _string(name)
