"""What the columns of a sheet are: one figure a row, or one column a year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.midterm.periods import Period, period
from evaluation.midterm.sheets_read import Cell, Sheet
from scenarios.errors import Fault, nearest, shown, unknown_name
from scenarios.observed_words import observed_words, plain

HEADING_ROWS = 10
"""A heading stands among the first rows of a sheet; titles may stand above it."""
CLOSE = 3
_WITH_UNIT = re.compile(r"(?P<name>.*?)\s*\((?P<unit>[^()]*)\)\s*")


@dataclass(frozen=True)
class Layout:
    """Columns by what they hold; `years` are columns of values, each with its period.

    `units` holds units named in headings, by column. `rows` are those below the heading.
    """

    columns: Mapping[str, int]
    years: Mapping[int, Period]
    units: Mapping[int, str]
    rows: tuple[tuple[Cell, ...], ...]
    passed: tuple[str, ...]


def layout_of(sheet: Sheet) -> Layout | None:
    """The layout of a sheet; None where no row names an indicator and holds values."""
    for at, row in enumerate(sheet.rows[:HEADING_ROWS]):
        found = _layout(row, sheet.rows[at + 1 :])
        if found is not None:
            return found
    return None


def heading_faults(sheet: Sheet) -> list[Fault]:
    """What is wrong with a heading: names that look like known ones, and columns that are there twice."""
    row = next((row for row in sheet.rows[:HEADING_ROWS] if _layout(row, ()) is not None), ())
    known = [word for words in observed_words().columns.values() for word in words]
    faults: list[Fault] = []
    seen: dict[object, Cell] = {}
    for cell in row:
        meaning = _meaning(cell)
        if cell.text and meaning is None and _looks_known(cell.text, known):
            faults.append(unknown_name("unknown-column", cell.where, cell.text, known))
        if meaning is not None and meaning != "ignored":
            if meaning in seen:
                fields = {"found": shown(cell.text), "first": seen[meaning].where}
                faults.append(Fault("duplicate", cell.where, fields))
            seen.setdefault(meaning, cell)
    return faults


def split_unit(text: str) -> tuple[str, str]:
    """A heading or a name without the unit in brackets at its end, and that unit; blank without one."""
    match = _WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None or observed_words().unit(match["unit"]) is None:
        return text, ""
    return match["name"], match["unit"]


def _layout(row: Sequence[Cell], below: tuple[tuple[Cell, ...], ...]) -> Layout | None:
    columns: dict[str, int] = {}
    years: dict[int, Period] = {}
    units: dict[int, str] = {}
    passed: list[str] = []
    for at, cell in enumerate(row):
        meaning = _meaning(cell)
        if isinstance(meaning, Period):
            years[at] = meaning
        elif meaning is not None:
            columns.setdefault(meaning, at)
        elif cell.text:
            passed.append(cell.text)
        unit = split_unit(cell.text)[1]
        if unit:
            units[at] = unit
    values = bool(years) or {"value", "year"} <= set(columns)
    return Layout(columns, years, units, below, tuple(passed)) if "indicator" in columns and values else None


def _meaning(cell: Cell) -> str | Period | None:
    name = split_unit(cell.text)[0]
    return observed_words().column(name) or period(name)


def _looks_known(text: str, known: Sequence[str]) -> bool:
    """Whether a heading is one sign away from a known one of some length, as a slip of the pen is."""
    told = plain(text)
    close = nearest(told, known)
    return bool(close) and abs(len(told) - len(close)) <= 1 and len(set(told) ^ set(close)) <= CLOSE - 1
