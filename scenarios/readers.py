"""Files as they come: bytes, text, TOML tables and CSV rows, with the line each value stands on.

Tables are read by BOM, then strict UTF-8, then strict GB18030; TOML must be UTF-8. Bytes are never
replaced, and whatever cannot be read becomes an `InputError`, never another exception.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.errors import Fault, InputError, refuse, shown, unknown_name

LARGEST_FILE = 16 * 1024 * 1024
MOST_COLUMNS = 1000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Row:
    """One row of a table: the line it starts on (from 1) and its cells by column, stripped."""

    line: int
    cells: Mapping[str, str]


def read_bytes(path: Path, where: str) -> bytes:
    """The bytes of a regular, non-empty file.

    Raises `InputError`: missing-file, not-a-file, cannot-read, file-too-large, empty-file.
    """
    try:
        if not path.exists():
            raise InputError([Fault("missing-file", where, {"found": shown(path.name)})])
        if not path.is_file():
            raise InputError([Fault("not-a-file", where, {"found": shown(path.name)})])
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise InputError([Fault("file-too-large", where, {"found": size, "limit": LARGEST_FILE})])
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError([Fault("cannot-read", where, {"reason": reason or type(error).__name__})]) from None
    if not data.strip():
        raise InputError([Fault("empty-file", where)])
    return data


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def safe_path(base: Path, name: str, where: str) -> Path:
    """`name` below the folder `base`. Raises `InputError` (path-outside) when it climbs out of it."""
    outside = InputError([Fault("path-outside", where, {"found": shown(name)})])
    try:
        root = base.resolve()
        path = (root / name).resolve()
    except (OSError, ValueError, RuntimeError):
        raise outside from None
    if not path.is_relative_to(root):
        raise outside
    return path


def decode_table(data: bytes, where: str) -> str:
    """Text of a table. Raises `InputError`: not-text (no such encoding, or control characters)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _text(_decode(data[len(bom) :], encoding, where), where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode(data, "gb18030", where)
    return _text(text, where)


def decode_toml(data: bytes, where: str) -> str:
    """Text of a TOML file. Raises `InputError`: not-utf8 (with the line), not-text."""
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line_at(body, error.start)
        fields = {"line": line, "hint": "GB18030" if _decodes(body, "gb18030") else ""}
        raise InputError([Fault("not-utf8", f"{where}:{line}", fields)]) from None
    return _text(text, where)


def read_toml(data: bytes, where: str) -> tuple[dict[str, Any], str]:
    """The table of a TOML file and its text. Raises `InputError`: bad-toml and those of decoding."""
    text = decode_toml(data, where)
    try:
        return tomllib.loads(text), text
    except (ValueError, RecursionError, OverflowError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        at = re.search(r"\(at line (\d+)", reason)
        place = f"{where}:{at.group(1)}" if at else where
        raise InputError([Fault("bad-toml", place, {"reason": reason})]) from None


def read_csv(data: bytes, where: str, columns: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a table whose header names exactly `columns`, in any order.

    Raises `InputError` with all faults of the header, or all faults of the rows.
    """
    rows = table_rows(decode_table(data, where), where)
    if not rows:
        raise InputError([Fault("empty-file", where)])
    header = [name.strip() for name in rows[0][1]]
    refuse(_header_faults(header, columns, where))
    short = [(line, cells) for line, cells in rows[1:] if len(cells) != len(header)]
    refuse(
        Fault("cell-count", f"{where}:{line}", {"found": len(cells), "expected": len(header)})
        for line, cells in short
    )
    return tuple(
        Row(line, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        for line, cells in rows[1:]
    )


def read_rows(data: bytes, where: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The rows of a table of any shape that are not blank, each with its line; cells are stripped.

    Cells are parted by commas, or by the tabs or semicolons of a first line without commas.
    Raises `InputError`.
    """
    text = decode_table(data, where)
    first = text.lstrip().partition("\n")[0]
    parting = next((sign for sign in (",", "\t", ";") if sign in first), ",")
    return tuple(
        (line, tuple(cell.strip() for cell in cells)) for line, cells in table_rows(text, where, parting)
    )


def number(text: str, where: str) -> float:
    """A finite number. Raises `InputError`: wrong-type, not-finite."""
    try:
        value = float(text)
    except ValueError:
        raise InputError([Fault("wrong-type", where, {"found": shown(text), "expected": "number"})]) from None
    if not math.isfinite(value):
        raise InputError([Fault("not-finite", where, {"found": shown(text)})])
    return value


def table_rows(text: str, where: str, parting: str = ",") -> list[tuple[int, list[str]]]:
    """The rows of a table that are not blank, each with the line it starts on.

    Raises `InputError`: bad-csv.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=parting)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError([Fault("bad-csv", f"{where}:{line}", {"reason": str(error)})]) from None
    return rows


def _header_faults(header: Sequence[str], columns: Sequence[str], where: str) -> list[Fault]:
    place = f"{where}:1"
    if len(header) > MOST_COLUMNS:
        return [Fault("bad-csv", place, {"reason": f"{len(header)} columns"})]
    known = ", ".join(columns)
    unknown = [unknown_name("unknown-column", place, name, columns) for name in header if name not in columns]
    missing = [
        Fault("missing-column", place, {"column": name, "known": known})
        for name in columns
        if name not in header
    ]
    first = {name: at for at, name in reversed(list(enumerate(header, start=1)))}
    twice = [
        Fault("duplicate", place, {"found": shown(name), "first": first[name]})
        for at, name in enumerate(header, start=1)
        if first[name] != at
    ]
    return unknown + missing + twice


def _decode(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_at(data, error.start)
        raise InputError([Fault("not-text", f"{where}:{line}", {"line": line})]) from None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _text(text: str, where: str) -> str:
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise InputError([Fault("not-text", f"{where}:{line}", {"line": line})])
    if not text.strip():
        raise InputError([Fault("empty-file", where)])
    return text


def _line_at(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
