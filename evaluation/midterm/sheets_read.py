"""Files of observed data as sheets of cells that know their place: CSV in any encoding we take, or XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.readers import read_bytes, read_rows, sha256
from scenarios.sheets import text_of
from scenarios.workbook import WORKBOOK, Value, column_letter, read_workbook


@dataclass(frozen=True)
class Cell:
    """A cell as text, blank where there is nothing, and its place: `观测.xlsx!数据!C5`."""

    text: str
    where: str


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that are not blank; a CSV file is one sheet without a name."""

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def where(self) -> str:
        """The place of the sheet as a fault names it."""
        return f"{self.file}!{self.name}" if self.name else self.file


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file. Raises `InputError` with what makes it unreadable."""
    if path.suffix.lower() == WORKBOOK:
        grids = read_workbook(path, path.name, percent_as_text=True)
        return tuple(
            _sheet(path.name, name, enumerate((grid.header, *grid.rows), start=1))
            for name, grid in grids.items()
        )
    return (_sheet(path.name, "", read_rows(read_bytes(path, path.name), path.name)),)


def hash_of(path: Path) -> str:
    """The hexadecimal SHA-256 of a file. Raises `InputError` where it cannot be read."""
    return sha256(read_bytes(path, path.name))


def _sheet(file: str, name: str, rows: Iterable[tuple[int, Sequence[Value]]]) -> Sheet:
    start = f"{file}!{name}!" if name else f"{file}!"
    found = [
        tuple(
            Cell(text_of(value).strip(), f"{start}{column_letter(at)}{number}")
            for at, value in enumerate(row)
        )
        for number, row in rows
    ]
    return Sheet(file, name, tuple(row for row in found if any(cell.text for cell in row)))
