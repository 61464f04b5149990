"""The sheets to fill in with observed figures: years side by side, parts of years below one another, help."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from evaluation.midterm.classes import CHAINED, measure_of
from evaluation.midterm.progress import department_of
from evaluation.midterm.units_read import level_unit
from report.terms import name_of, target_sign
from report.text_width import cells
from scenarios.observed_words import observed_words
from scenarios.units import unit_words
from scenarios.workbook import LINE_HEIGHT, column_letter

if TYPE_CHECKING:
    from evaluation.midterm.observed import Observation
    from report.wording import Words
    from scenarios.schema import PlanPack, Target
    from scenarios.vocabulary import PriceBasis

FREE_ROWS = 200
HELP_WIDTH, HELP_SPARE = 100.0, 12.0
FILL, INPUT = "E8ECF0", "FFF9E3"
BASES = ("current", "constant", "growth", "annual", "cumulative", "index")
LONG = ("indicator", "year", "month", "value", "unit", "basis", "vintage", "scope", "source")
WIDE = ("indicator", "nature", "unit", "basis", "base", "target", "department")
PRICES: Mapping[str, PriceBasis] = {"constant": "constant_2020", "current": "current"}
Place: TypeAlias = tuple[str, bool, int]
"""A target, whether the figure is a growth, and its year."""
WIDTHS: Mapping[str, float] = {
    "indicator": 40, "nature": 9, "unit": 14, "basis": 11, "base": 10, "target": 10, "department": 16,
    "year": 9, "month": 8, "value": 13, "vintage": 16, "scope": 22, "source": 30,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row to fill in: what it asks for, its unit and basis; `growth` is the growth of a level."""

    target: Target
    growth: bool
    name: str
    unit: str
    basis: str


def rows_to_fill(targets: Sequence[Target], words: Words) -> tuple[Row, ...]:
    """One row a target, and one for its growth where growth can be chained."""
    levels = {target.variable for target in targets if measure_of(target) == "level"}
    found: list[Row] = []
    for target in targets:
        measure = measure_of(target)
        if measure == "growth" and target.variable in levels:
            continue
        name = name_of(target, words)
        growths = measure == "growth" or target.transform == "growth_each_year"
        basis = _basis(target, growths, words)
        found.append(Row(target, False, name, _unit(target, growths, words), basis))
        if measure in CHAINED and measure != "growth" and target.grading.rule == "compound":
            title = words("observed.growth-of", name=name)
            found.append(Row(target, True, title, "%", words("observed-basis.growth")))
    return tuple(found)


def write_template(path: Path, pack: PlanPack, targets: Sequence[Target], words: Words) -> int:
    """Write the workbook to fill in; the number of rows it asks for."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    rows = rows_to_fill(targets, words)
    add_sheets(book, pack, rows, (), words)
    book.save(path)
    return len(rows)


def add_sheets(
    book: Any,
    pack: PlanPack,
    rows: Sequence[Row],
    known: Sequence[Observation],
    words: Words,
) -> None:
    """The sheets of figures, of parts of years, of help and of lists; `known` fills in what is there.

    Figures that fit no row of the yearly sheet (parts of years, sums, other prices or scopes) stand below
    one another in the second sheet.
    """
    fitting = {(row.target.id, _grows(row), year): row for row in rows for year in pack.about.plan_years}
    placed = {_place(item): item for item in known if _fits(item, fitting.get(_place(item)), words)}
    others = [item for item in known if placed.get(_place(item)) is not item]
    wide = book.create_sheet(words("observed-sheet.years"))
    _fill_years(wide, pack, rows, placed, words)
    long = book.create_sheet(words("observed-sheet.parts"))
    _fill_parts(long, others, pack, words)
    _fill_help(book.create_sheet(words("observed-sheet.help")), pack, words)
    lists = book.create_sheet(words("observed-sheet.lists"))
    lists.sheet_state = "hidden"
    _add_choices(lists, wide, long, rows, words)


def _place(item: Observation) -> Place:
    growth = item.kind == "growth"
    return item.id, growth, item.year


def _fits(item: Observation, row: Row | None, words: Words) -> bool:
    """Whether a figure is what a row asks for: a whole year, of the row's scope, kind and prices."""
    if row is None or not item.whole_year or item.scope or item.kind in ("total", "cut_total"):
        return False
    if row.growth or item.kind != "level":
        return item.price_basis == row.target.price_basis
    prices = {words(f"observed-basis.{name}"): prices for name, prices in PRICES.items()}
    return item.price_basis == prices.get(row.basis, item.price_basis)


def _fill_years(
    sheet: Any,
    pack: PlanPack,
    rows: Sequence[Row],
    known: Mapping[Place, Observation],
    words: Words,
) -> None:
    years = pack.about.plan_years
    titles = [*(words(f"observed-column.{name}") for name in WIDE), *map(str, years)]
    _heading(sheet, [*titles, words("observed-column.source")])
    for at, row in enumerate(rows, start=2):
        target = row.target
        figures = [known.get((target.id, _grows(row), year)) for year in years]
        values: list[object] = [
            row.name,
            words(f"nature.{target.nature}"),
            row.unit,
            row.basis,
            None if row.growth else target.base,
            _aim(target, row),
            department_of(target, pack),
            *(None if item is None else item.value for item in figures),
            next((item.source for item in figures if item is not None and item.source), None),
        ]
        _put(sheet, at, values, range(len(WIDE) + 1, len(WIDE) + len(years) + 1))
    _widths(sheet, [*(WIDTHS[name] for name in WIDE), *(11 for _ in years), WIDTHS["source"]])
    sheet.freeze_panes = "B2"


def _grows(row: Row) -> bool:
    """Whether the figures of a row are growth rates."""
    return row.growth or measure_of(row.target) == "growth" or row.target.transform == "growth_each_year"


def _aim(target: Target, row: Row) -> str | None:
    if target.target is None or row.growth:
        return None
    return target_sign(target.relation, target.target, target.target_low)


def _fill_parts(sheet: Any, items: Sequence[Observation], pack: PlanPack, words: Words) -> None:
    _heading(sheet, [words(f"observed-column.{name}") for name in LONG])
    rows = [_long_row(item, pack, words) for item in items]
    for at in range(2, FREE_ROWS + 2):
        values = rows[at - 2] if at - 2 < len(rows) else [None] * len(LONG)
        _put(sheet, at, values, range(1, len(LONG) + 1))
    _widths(sheet, [WIDTHS[name] for name in LONG])
    sheet.freeze_panes = "B2"


def _long_row(item: Observation, pack: PlanPack, words: Words) -> list[object]:
    from report.observed_table import basis_text, unit_text

    name = name_of(pack.target(item.id), words)
    unit, basis = unit_text(item, pack), basis_text(item)
    return [name, item.year, item.month, item.value, unit, basis, None, item.scope, item.source]


def _fill_help(sheet: Any, pack: PlanPack, words: Words) -> None:
    from openpyxl.styles import Alignment, Font

    title = words("observed.help-title", plan=words.choose(pack.about.name.zh, pack.about.name.en))
    for at, line in enumerate((title, *words("observed.help").strip().splitlines()), start=1):
        cell = sheet.cell(at, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=at == 1)
        sheet.row_dimensions[at].height = LINE_HEIGHT * math.ceil(cells(line) / (HELP_WIDTH - HELP_SPARE))
    _widths(sheet, [HELP_WIDTH])


def _add_choices(lists: Any, wide: Any, long: Any, rows: Sequence[Row], words: Words) -> None:
    """Drop-downs: indicators, bases, units and months."""
    known = [row.name for row in rows]
    bases = [words(f"observed-basis.{name}") for name in BASES]
    units = list(dict.fromkeys([*_sibling_words(rows, words), *(row.unit for row in rows), "%"]))
    for column, values in enumerate((known, bases, units), start=1):
        for at, value in enumerate(values, start=1):
            lists.cell(at, column, value)
    ranges = [
        f"'{lists.title}'!${column_letter(at)}$1:${column_letter(at)}${len(values)}"
        for at, values in enumerate((known, bases, units))
    ]
    last = len(rows) + 1
    _choose(wide, ranges[2], f"C2:C{last}")
    _choose(wide, ranges[1], f"D2:D{last}")
    for at, name in enumerate(LONG):
        area = f"{column_letter(at)}2:{column_letter(at)}{FREE_ROWS + 1}"
        chosen = {"indicator": ranges[0], "basis": ranges[1], "unit": ranges[2]}.get(name)
        if chosen is not None:
            _choose(long, chosen, area)
        if name == "month":
            _choose(long, '"' + ",".join(str(month) for month in range(1, 13)) + '"', area)


def _choose(sheet: Any, source: str, area: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(rule)
    rule.add(area)


def _sibling_words(rows: Sequence[Row], words: Words) -> Iterator[str]:
    for row in rows:
        for unit in observed_words().siblings(level_unit(row.target)):
            yield unit_words(unit, words.language)


def _unit(target: Target, growth: bool, words: Words) -> str:
    if growth or measure_of(target) == "cut":
        return "%"
    if target.transform == "ratio_to_base":
        return words("observed.times")
    return unit_words(level_unit(target), words.language)


def _basis(target: Target, growth: bool, words: Words) -> str:
    measure = measure_of(target)
    if growth:
        return words("observed-basis.growth")
    if measure in ("cut", "sum", "average"):
        return words("observed-basis.annual")
    names = {"constant_2020": "constant", "current": "current"}
    name = names.get(target.price_basis)
    return words(f"observed-basis.{name}") if name else ""


def _heading(sheet: Any, titles: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for at, title in enumerate(titles, start=1):
        cell = sheet.cell(1, at, title)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=FILL)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _put(sheet: Any, row: int, values: Sequence[object], inputs: range) -> None:
    from openpyxl.styles import Border, PatternFill, Side

    thin = Side("thin", color="CFD6DD")
    for at, value in enumerate(values, start=1):
        cell = sheet.cell(row, at)
        if value is not None and value != "":
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        cell.border = Border(bottom=thin)
        if at in inputs:
            cell.fill = PatternFill("solid", fgColor=INPUT)


def _widths(sheet: Any, widths: Sequence[float]) -> None:
    for at, width in enumerate(widths):
        sheet.column_dimensions[column_letter(at)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
