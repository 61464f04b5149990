"""A plan pack as a workbook, and a workbook as the files of a pack: what goes out comes back the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from scenarios.assumptions import Lever
from scenarios.audit_facts import AUDIT_TABLES, audit_file
from scenarios.errors import Fault, refuse, unknown_name
from scenarios.pack_files import HISTORY_FILE, SOURCES_FILE, TABLES, Reader
from scenarios.schema import PackFile
from scenarios.sheets import (
    KEY,
    SheetPlace,
    SheetRow,
    as_kind,
    grid_of,
    header_faults,
    leaves,
    lists_of,
    made,
    put,
    rows_of,
    text_of,
)
from scenarios.tables import Covered, Source
from scenarios.targets import HistoryRow, Target
from scenarios.toml_text import toml_array, toml_document
from scenarios.validation import Place, row_data, validated
from scenarios.workbook import Grid, Value

PACK, TARGETS, HISTORY, LEVERS, SOURCES, COVERAGE = (
    "pack",
    "targets",
    "history",
    "levers",
    "sources",
    "coverage",
)
PACK_FILE, LEVERS_FILE, COVERAGE_FILE = "pack.toml", "levers.toml", "coverage.csv"
FILE, SOURCE_KEY = "file", "key"
NO_SHEETS = ("projects", "hub", "base_rates", "shared_errors", "posterior")
"""Parts of a pack that stay in its folder: a workbook neither shows them nor brings them back."""
OFF = "model.off."


def sheets_of(folder: Path) -> dict[str, Grid]:
    """The sheets of the pack in `folder`. Raises `InputError` with every fault of its files."""
    reader = Reader(folder)
    data, place = reader.toml(PACK_FILE)
    about = reader.one(PackFile, data, place)
    if about is None:
        refuse(reader.faults)
        raise AssertionError("a pack file that cannot be read has faults")
    targets = [
        ({FILE: file}, row) for file in about.target_files for row in reader.array(file, "target", Target)
    ]
    history = [({}, row) for row in reader.array(HISTORY_FILE, "row", HistoryRow)]
    sheets = {PACK: _pack_grid(about), TARGETS: grid_of(Target, targets, [FILE])}
    sheets |= _list_grids(TARGETS, Target, [row for _, row in targets])
    sheets |= {HISTORY: grid_of(HistoryRow, history)}
    sheets |= _list_grids(HISTORY, HistoryRow, [row for _, row in history])
    sheets |= {
        Path(file).stem: grid_of(model, [({}, row) for row in reader.table(file, model)])
        for file, model in TABLES.items()
    }
    sheets[LEVERS] = grid_of(Lever, [({}, row) for row in reader.array(LEVERS_FILE, "lever", Lever)])
    if about.coverage:
        sheets[COVERAGE] = grid_of(Covered, [({}, row) for row in reader.table(about.coverage, Covered)])
    for file, model in _audit_files(about).items():
        sheets[Path(file).stem] = grid_of(model, [({}, row) for row in reader.table(file, model)])
    if (folder / SOURCES_FILE).is_file():
        own = [({SOURCE_KEY: key}, row) for key, row in reader.keyed(SOURCES_FILE, Source).items()]
        sheets[SOURCES] = grid_of(Source, own, [SOURCE_KEY])
    refuse(reader.faults)
    return sheets


def files_of(sheets: Mapping[str, Grid]) -> dict[str, str]:
    """The files of a pack, as text by name, from its sheets.

    Raises `InputError` with the faults of all sheets, each with its cell. What sheets say about each
    other is checked when the pack is loaded.
    """
    faults = _sheet_faults(sheets)
    refuse(faults)
    about, files = _pack_from(sheets[PACK], faults)
    targets = _rows_from(sheets, TARGETS, Target, faults, [FILE])
    for file in about.target_files if about else ():
        own = [dumped(row) for cells, row in targets if text_of(cells.cells[FILE]) == file]
        files[file] = toml_array("target", own)
    faults += _stray_targets(targets, about)
    history = [dumped(row) for _, row in _rows_from(sheets, HISTORY, HistoryRow, faults)]
    files[HISTORY_FILE] = toml_array("row", history)
    levers = [dumped(row) for _, row in _rows_from(sheets, LEVERS, Lever, faults)]
    files[LEVERS_FILE] = toml_array("lever", levers)
    for file, model in {**TABLES, **_audit_files(about)}.items():
        grid = sheets.get(Path(file).stem, Grid((), ()))
        files[file] = _table_from(grid, file, model, faults)
    if about and about.coverage:
        files[about.coverage] = _table_from(
            sheets.get(COVERAGE, Grid((), ())), about.coverage, Covered, faults
        )
    if SOURCES in sheets:
        sources = _rows_from(sheets, SOURCES, Source, faults, [SOURCE_KEY])
        named = {text_of(cells.cells[SOURCE_KEY]): dumped(row) for cells, row in sources}
        files[SOURCES_FILE] = toml_document({}, named)
    refuse(faults)
    return files


def _audit_files(about: PackFile | None) -> dict[str, type[BaseModel]]:
    """The tables of the audit that a pack has, with the model of their rows."""
    return {audit_file(name): AUDIT_TABLES[name] for name in (about.audit if about else ())}


def dumped(row: BaseModel) -> dict[str, Any]:
    """The values of a model that are not their defaults, as plain tables."""
    return row.model_dump(exclude_defaults=True)


def _pack_grid(about: PackFile) -> Grid:
    grid = grid_of(PackFile, [({}, about)])
    values: dict[str, Value] = dict(zip(grid.header, grid.rows[0], strict=True))
    for name, part in about.model.off.items():
        values |= {f"{OFF}{name}.replaced_by": part.replaced_by, f"{OFF}{name}.why": part.why}
    return Grid(("key", "value"), tuple(values.items()))


def _list_grids(sheet: str, model: type[BaseModel], rows: Sequence[BaseModel]) -> dict[str, Grid]:
    return {
        f"{sheet}_{name}": grid_of(
            inner, [({KEY: getattr(row, KEY)}, one) for row in rows for one in getattr(row, name)], [KEY]
        )
        for name, inner in lists_of(model).items()
    }


def _sheet_faults(sheets: Mapping[str, Grid]) -> list[Fault]:
    needed = [PACK, TARGETS, HISTORY, LEVERS, *(Path(file).stem for file in TABLES)]
    listed = [f"{TARGETS}_{name}" for name in lists_of(Target)]
    listed += [f"{HISTORY}_{name}" for name in lists_of(HistoryRow)]
    known = [*needed, *listed, COVERAGE, SOURCES, *(Path(audit_file(name)).stem for name in AUDIT_TABLES)]
    missing = [Fault("missing-sheet", name, {"sheet": name}) for name in needed if name not in sheets]
    return missing + [
        unknown_name("unknown-sheet", name, name, known) for name in sheets if name not in known
    ]


def _pack_from(grid: Grid, faults: list[Fault]) -> tuple[PackFile | None, dict[str, str]]:
    wrong = header_faults(PACK, grid.header, ("key", "value"))
    if wrong:
        faults += wrong
        return None, {}
    known = {leaf.title: leaf for leaf in leaves(PackFile) if leaf.kind is not dict}
    data: dict[str, Any] = {"model": {"off": {}}}
    lines: dict[str, int] = {}
    at, value_at = grid.header.index("key"), grid.header.index("value")
    for number, row in enumerate(grid.rows, start=2):
        key, value = text_of(row[at]).strip(), row[value_at]
        place = SheetPlace(PACK, number, {"value": value_at})
        if key in lines:
            faults.append(Fault("duplicate", place.at("value"), {"found": key, "first": lines[key]}))
        elif key.startswith(OFF) and value is not None:
            put(data, key.split("."), text_of(value))
        elif key in known and value is not None:
            put(data, known[key].path, as_kind(value, known[key]))
        elif key and key not in known:
            faults.append(unknown_name("unknown-key", place.at("value"), key, known))
        lines.setdefault(key, number)
    about, found = validated(PackFile, data, _PackPlace(lines))
    faults += found
    return about, {PACK_FILE: _pack_text(about)} if about else {}


class _PackPlace(Place):
    """Names the cell of a key of the sheet on the pack."""

    def __init__(self, lines: Mapping[str, int]) -> None:
        super().__init__(PACK, {})
        self._rows = lines

    def at(self, *key: str | int) -> str:
        told = ".".join(str(part) for part in key)
        row = next((self._rows[name] for name in (told, str(key[0])) if name in self._rows), None)
        return f"{PACK}!B{row}: {told}" if row else f"{PACK}: {told}"


def _pack_text(about: PackFile) -> str:
    """`pack.toml`, with a table of its own for each part that has several keys."""
    data = dumped(about)
    tables = {
        name: data.pop(name) for name in ("text", "stated_counts", "verdicts", "grading") if name in data
    }
    model = data.pop("model", None)
    return toml_document(data, tables | ({"model": model} if model else {}))


def _rows_from(
    sheets: Mapping[str, Grid],
    sheet: str,
    model: type[Any],
    faults: list[Fault],
    before: Sequence[str] = (),
) -> list[tuple[SheetRow, Any]]:
    """The rows of a sheet with their lists from the sheets beside it; faults are kept."""
    rows, wrong = rows_of(sheet, sheets[sheet], model, before)
    if wrong and not rows:
        faults += wrong
        return []
    names = [text_of(row.data.get(KEY)) for row in rows]
    for name, inner in lists_of(model).items():
        grid = sheets.get(f"{sheet}_{name}", Grid((), ()))
        if grid.header:
            wrong += _join(rows, names, name, f"{sheet}_{name}", grid, inner)
    found, more = made(model, rows)
    faults += [*wrong, *more]
    return found


def _join(
    rows: Sequence[SheetRow], names: Sequence[str], name: str, sheet: str, grid: Grid, inner: type[BaseModel]
) -> list[Fault]:
    """Hang the rows of a list onto those they belong to."""
    listed, faults = rows_of(sheet, grid, inner, [KEY])
    good, wrong = made(inner, listed)
    faults += wrong
    for row, _ in good:
        key = text_of(row.cells[KEY])
        if key in names:
            rows[names.index(key)].data.setdefault(name, []).append(row.data)
        else:
            faults.append(unknown_name("unknown-row", row.place.at(KEY), key, names))
    return faults


def _stray_targets(targets: Sequence[tuple[SheetRow, Target]], about: PackFile | None) -> list[Fault]:
    files = about.target_files if about else ()
    return [
        unknown_name("unknown-file", row.place.at(FILE), text_of(row.cells[FILE]), files)
        for row, _ in targets
        if about and text_of(row.cells[FILE]) not in files
    ]


def _table_from(grid: Grid, file: str, model: type[BaseModel], faults: list[Fault]) -> str:
    """The text of a table of a pack; its cells are checked as those of the file are."""
    name, columns = COVERAGE if model is Covered else Path(file).stem, list(model.model_fields)
    wrong = header_faults(name, grid.header, columns)
    faults += wrong
    if wrong:
        return ""
    at = {title: place for place, title in enumerate(grid.header)}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for number, row in enumerate(grid.rows, start=2):
        if not any(value is not None for value in row):
            continue
        cells = {title: text_of(row[at[title]]).strip() for title in columns}
        faults += validated(model, row_data(model, cells), SheetPlace(name, number, at))[1]
        writer.writerow(cells.values())
    return text.getvalue()
