"""The responsibility ledger as a workbook: the table to print, and the sheets that are read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.ledger import PATHS, LedgerEntry
from report.observed_workbook import add_sheets, rows_to_fill
from report.terms import name_of, target_sign, unit_of
from scenarios.workbook import column_letter

if TYPE_CHECKING:
    from evaluation.midterm.observed import Observation
    from report.wording import Words
    from scenarios.schema import PlanPack

BEFORE: Mapping[str, float] = {
    "number": 5, "indicator": 26, "nature": 8, "department": 13, "unit": 9,
    "base": 9, "target": 10, "path": 11,
}  # fmt: skip
AFTER: Mapping[str, float] = {
    "progress": 10, "required": 10, "grade": 11, "needed": 12, "light": 7, "due": 12, "place": 13,
    "remark": 16,
}  # fmt: skip
YEAR_WIDTH = 10.0
ENTRIES_ON_A_PAGE = 15
COLORS = {"green": "C6E7CE", "yellow": "FFEBA3", "red": "F6B9B5", "grey": "E2E5E9"}
PATH_COLORS = {"actual": "FFF9E3", "model": "EEF4FB"}


def write_ledger(
    path: Path,
    pack: PlanPack,
    rows: Sequence[LedgerEntry],
    known: Sequence[Observation],
    words: Words,
) -> None:
    """Write the workbook; values only."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(words("ledger-sheet.ledger"))
    years = pack.about.plan_years
    _title(sheet, pack, len(BEFORE) + len(years) + len(AFTER), words)
    _head(sheet, years, words)
    for at, entry in enumerate(rows):
        _entry(sheet, 3 + at * len(PATHS), at + 1, entry, years, words)
    _finish(sheet, len(years), len(rows))
    targets = [pack.target(entry.result.id) for entry in rows]
    add_sheets(book, pack, rows_to_fill(targets, words), known, words)
    book.save(path)


def _title(sheet: Any, pack: PlanPack, columns: int, words: Words) -> None:
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(1, 1, words("ledger.title", plan=words.choose(pack.about.name.zh, pack.about.name.en)))
    cell.font, cell.alignment = Font(bold=True, size=15), Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=columns)
    sheet.row_dimensions[1].height = 30


def _head(sheet: Any, years: Sequence[int], words: Words) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    titles = [
        *(words(f"ledger-column.{name}") for name in BEFORE),
        *(words("ledger.due-in", year=year) for year in years),
        *(words(f"ledger-column.{name}") for name in AFTER),
    ]
    for at, title in enumerate(titles, start=1):
        cell = sheet.cell(2, at, title)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8ECF0")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[2].height = 34


def _entry(sheet: Any, top: int, number: int, entry: LedgerEntry, years: Sequence[int], words: Words) -> None:
    """Four rows: three paths and what was reached; what belongs to all of them is merged."""
    last = len(BEFORE)
    for at, value in enumerate(_before(number, entry, words), start=1):
        _merged(sheet, top, at, value)
    for below, path in enumerate(PATHS):
        _cell(sheet, top + below, last, words(f"ledger-path.{path}"), PATH_COLORS.get(path))
        if path == "model" and entry.no_model is not None:
            _across(
                sheet, top + below, last + 1, last + len(years), words(f"ledger-no-model.{entry.no_model}")
            )
            continue
        for at, year in enumerate(years, start=last + 1):
            value = entry.values[path].get(year)
            shown = None if value is None else round(value, entry.places)
            _cell(sheet, top + below, at, shown, PATH_COLORS.get(path), "0." + "0" * entry.places)
    after = _after(entry, words)
    for at, (name, value) in enumerate(after.items(), start=last + len(years) + 1):
        _merged(sheet, top, at, value, COLORS[entry.light] if name == "light" else None)


def _before(number: int, entry: LedgerEntry, words: Words) -> list[object]:
    one = entry.result
    aim = (
        "" if one.target_in_force is None else target_sign(one.relation, one.target_in_force, one.target_low)
    )
    return [
        number,
        name_of(one, words),
        words(f"nature.{one.nature}"),
        one.department or words("ledger.no-department"),
        unit_of(one.unit, words),
        one.base,
        aim,
    ]


def _after(entry: LedgerEntry, words: Words) -> dict[str, object]:
    from report.evaluate_text import needed_text, percent, place_text, required_of

    one = entry.result
    return {
        "progress": percent(one.progress),
        "required": percent(required_of(one)),
        "grade": words(f"grade.{one.grade}"),
        "needed": needed_text(one, words),
        "light": words(f"light.{entry.light}"),
        "due": entry.due,
        "place": place_text(one, words),
        "remark": words(f"why-not-graded.{one.reason}") if one.reason else "",
    }


def _merged(sheet: Any, top: int, column: int, value: object, color: str | None = None) -> None:
    for row in range(top, top + len(PATHS)):
        _cell(sheet, row, column, value if row == top else None, color)
    sheet.merge_cells(start_row=top, end_row=top + len(PATHS) - 1, start_column=column, end_column=column)


def _across(sheet: Any, row: int, first: int, last: int, text: str) -> None:
    """A few words where there are no numbers."""
    for column in range(first, last + 1):
        _cell(sheet, row, column, text if column == first else None, PATH_COLORS["model"])
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def _cell(
    sheet: Any, row: int, column: int, value: object, color: str | None = None, shape: str = ""
) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    cell, thin = sheet.cell(row, column), Side("thin", color="B8C0C8")
    if value is not None and value != "":
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    number = isinstance(value, int | float)
    cell.alignment = Alignment(horizontal="right" if number else "center", vertical="center", wrap_text=True)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    if color:
        cell.fill = PatternFill("solid", fgColor=color)
    if number and shape:
        cell.number_format = shape


def _finish(sheet: Any, years: int, entries: int) -> None:
    from openpyxl.worksheet.pagebreak import Break

    widths = [*BEFORE.values(), *[YEAR_WIDTH] * years, *AFTER.values()]
    for at, width in enumerate(widths):
        sheet.column_dimensions[column_letter(at)].width = width
    sheet.freeze_panes = "C3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"
    for last in range(ENTRIES_ON_A_PAGE, entries, ENTRIES_ON_A_PAGE):
        sheet.row_breaks.append(Break(id=2 + last * len(PATHS)))
