"""Rows of a sheet as figures with everything that was said of them, before they mean anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.midterm.figures import is_missing
from evaluation.midterm.layouts import Layout
from evaluation.midterm.periods import Period, month, months, period
from evaluation.midterm.sheets_read import Cell
from scenarios.errors import Fault, shown

BLANK = Cell("", "")


@dataclass(frozen=True)
class Typed:
    """One figure as it was typed: its name, period and value, and what else the row says."""

    name: Cell
    period: Period
    value: Cell
    unit: Cell
    basis: Cell
    vintage: str
    scope: str
    source: str


def typed_rows(layout: Layout) -> tuple[list[Typed], list[Fault]]:
    """The figures of a sheet and the faults of rows; blank figures are none."""
    found: list[Typed] = []
    faults: list[Fault] = []
    for row in layout.rows:
        values = list(_values(layout, row))
        name = _cell(layout, row, "indicator")
        if values and not name.text:
            faults.append(Fault("no-indicator", values[0][0].where, {"found": shown(values[0][0].text)}))
            continue
        for value, when, unit in values:
            at, wrong = _period(layout, row, when)
            faults += wrong
            if at is not None:
                found.append(_typed(layout, row, name, at, value, unit))
    return found, faults


def _values(layout: Layout, row: Sequence[Cell]) -> Iterator[tuple[Cell, Period | None, str]]:
    """The cells of a row that hold figures, with the period and the unit of their column."""
    columns: list[tuple[int, Period | None]] = [(at, when) for at, when in layout.years.items()]
    if "value" in layout.columns:
        columns.append((layout.columns["value"], None))
    for at, when in columns:
        cell = row[at] if at < len(row) else BLANK
        if not is_missing(cell.text):
            yield cell, when, layout.units.get(at, "")


def _period(
    layout: Layout, row: Sequence[Cell], of_column: Period | None
) -> tuple[Period | None, list[Fault]]:
    if of_column is not None and "value" not in layout.columns:
        return of_column, []
    year, part = _cell(layout, row, "year"), _cell(layout, row, "month")
    at = of_column or period(year.text)
    if at is None:
        fields = {"found": shown(year.text), "expected": "2023, 2023-06"}
        return None, [Fault("wrong-type", year.where or row[0].where, fields)]
    if not part.text or is_missing(part.text):
        return at, []
    if months(part.text) is None:
        return None, [Fault("out-of-bounds", part.where, {"found": shown(part.text), "low": 1, "high": 12})]
    return Period(at.year, month(part.text)), []


def _typed(layout: Layout, row: Sequence[Cell], name: Cell, at: Period, value: Cell, unit: str) -> Typed:
    own = _cell(layout, row, "unit")
    return Typed(
        name=name,
        period=at,
        value=value,
        unit=own if own.text else Cell(unit, value.where),
        basis=_cell(layout, row, "basis"),
        vintage=_cell(layout, row, "vintage").text,
        scope=_cell(layout, row, "scope").text,
        source=_cell(layout, row, "source").text,
    )


def _cell(layout: Layout, row: Sequence[Cell], column: str) -> Cell:
    at = layout.columns.get(column)
    return BLANK if at is None or at >= len(row) else row[at]
