"""Workbooks as plain grids: sheets of rows of values, written without formulas and read without trust."""

from __future__ import annotations

import datetime
import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from scenarios.errors import Fault, InputError
from scenarios.readers import MOST_COLUMNS, read_bytes

Value: TypeAlias = str | int | float | bool | None
WORKBOOK = ".xlsx"
MOST_ROWS = 100_000
LARGEST_UNPACKED = 256 * 1024 * 1024
WIDEST = 60
NARROWEST = 6
WIDEST_ON_A4 = 160
LINE_HEIGHT = 17
"""Points of a line of Chinese text at the usual size."""
FIRST_WIDE = 0x2E80
"""From here on letters are two cells wide: Chinese ones and their stops."""


@dataclass(frozen=True)
class Grid:
    """One sheet: its header and its rows, blank cells as None; row 1 of the sheet is the header.

    With `widths`, one a column, the sheet is one to read and print: text is wrapped, rows can be filtered.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[float, ...] = ()


def column_letter(at: int) -> str:
    """The name of the column number `at`, counted from 0: A, B, ... AA."""
    name = ""
    number = at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def refuse_path(path: Path) -> None:
    """Raise `InputError` where no workbook can be written: another ending, or no such folder."""
    if path.suffix.lower() != WORKBOOK:
        raise InputError([Fault("bad-xlsx", path.name, {"reason": f"{WORKBOOK} is expected"})])
    if not path.parent.is_dir():
        raise InputError([Fault("missing-folder", path.name, {"found": str(path.parent)})])


def write_workbook(path: Path, sheets: Mapping[str, Grid]) -> None:
    """Write sheets of values; text that begins like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, grid in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate((grid.header, *grid.rows), start=1):
            for place, value in enumerate(row, start=1):
                if value is not None:
                    _put(sheet.cell(number, place), value)
        for place, title in enumerate(grid.header, start=1):
            sheet.cell(1, place).font = Font(bold=True)
            sheet.column_dimensions[column_letter(place - 1)].width = _width(grid, place - 1, title)
        sheet.freeze_panes = "B2"
        if grid.widths:
            _lay_out(sheet, grid.widths)
    book.save(path)


def _lay_out(sheet: Any, widths: Sequence[float]) -> None:
    """Widths as given, wrapped text in rows high enough for it, a filter, and pages as wide as the sheet."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Border(bottom=Side("thin", color="CFD6DD"))
    for at, width in enumerate(widths):
        sheet.column_dimensions[column_letter(at)].width = width
    for row in sheet.iter_rows():
        sheet.row_dimensions[row[0].row].height = LINE_HEIGHT * _lines([cell.value for cell in row], widths)
        for cell in row:
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
            cell.border = line
    for cell in sheet[1]:
        cell.fill = PatternFill("solid", fgColor="E8ECF0")
        cell.font = Font("Calibri", 11, bold=True)
    sheet.auto_filter.ref = sheet.dimensions
    _set_page(sheet, sum(widths) > WIDEST_ON_A4)


def _lines(row: Sequence[Value], widths: Sequence[float]) -> int:
    """How many lines the highest cell of a row needs."""
    return max(
        sum(math.ceil((_size(part) or 1) / (width - 1)) for part in str(value or "").split("\n"))
        for value, width in zip(row, widths, strict=True)
    )


def _size(text: str) -> int:
    return sum(1 + (ord(letter) >= FIRST_WIDE) for letter in text)


def _set_page(sheet: Any, wide: bool) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if wide else sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.print_title_rows = "1:1"


def _put(cell: Any, value: Value) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _width(grid: Grid, at: int, title: str) -> float:
    longest = max([len(title), *(len(str(row[at] or "")) for row in grid.rows)])
    return float(min(WIDEST, max(NARROWEST, longest + 2)))


def read_workbook(path: Path, where: str, percent_as_text: bool = False) -> dict[str, Grid]:
    """The sheets of a workbook by name; formulas count by their stored value.

    With `percent_as_text` a number that is shown in percent comes as the text one sees, `4.5%` for 0.045.
    Raises `InputError`: those of reading a file, and bad-xlsx for whatever is no workbook we take.
    """
    data = read_bytes(path, where)
    try:
        _refuse_bombs(data)
        return _grids(data, percent_as_text)
    except _Refused as error:
        raise _bad(where, str(error)) from None
    except InputError:
        raise
    except Exception as error:
        raise _bad(where, type(error).__name__) from None


class _Refused(Exception):
    """A workbook that is none we take; the message says why."""


def _bad(where: str, reason: str) -> InputError:
    return InputError([Fault("bad-xlsx", where, {"reason": reason})])


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(member.file_size for member in archive.infolist())
    if size > LARGEST_UNPACKED:
        raise _Refused(f"{size} bytes unpacked")


def _grids(data: bytes, percent: bool) -> dict[str, Grid]:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return {sheet.title: _grid(sheet, percent) for sheet in book.worksheets}
        finally:
            book.close()


def _grid(sheet: Any, percent: bool) -> Grid:
    rows: list[tuple[Value, ...]] = []
    for number, row in enumerate(sheet.iter_rows(values_only=not percent), start=1):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise _Refused(f"{sheet.title}: more than {MOST_ROWS} rows or {MOST_COLUMNS} columns")
        rows.append(tuple(_plain(_seen(value) if percent else value) for value in row))
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    header = _header(rows[0]) if rows else ()
    return Grid(header, tuple(_fitted(row, len(header)) for row in rows[1:]))


def _seen(cell: Any) -> object:
    """The value of a cell, with its sign of percent where it is shown in percent."""
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return f"{100 * cell.value:.12g}%" if number and "%" in str(cell.number_format) else cell.value


def _header(row: Sequence[Value]) -> tuple[str, ...]:
    names = ["" if value is None else str(value).strip() for value in row]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _fitted(row: tuple[Value, ...], width: int) -> tuple[Value, ...]:
    """A row as long as the header; longer ones keep what stands beyond it, so that it can be told."""
    kept = list(row)
    while len(kept) > width and kept[-1] is None:
        kept.pop()
    return tuple(kept + [None] * (width - len(kept)))


def _plain(value: object) -> Value:
    """A value as the schema knows it: blank text is none, a date is its text."""
    if isinstance(value, str):
        return value if value.strip() else None
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)
