"""A planner's own list of projects: CSV or XLSX, headings in Chinese or English, every fault by its cell.

Columns: name, sort, size with its unit in the heading or in a column, earliest start, stage, probability;
size, stage and probability may be left out or blank. A size that is blank is drawn, a stage is reserve, a
probability 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.errors import Fault, InputError, refuse, shown, unknown_name
from scenarios.project_facts import STREAMS
from scenarios.project_words import BLANK, COLUMNS, NEEDED, SIZE_UNITS, SORTS, STAGES, meant
from scenarios.readers import decode_table, read_bytes, sha256, table_rows
from scenarios.sheets import text_of
from scenarios.workbook import WORKBOOK, column_letter, read_workbook

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

TABLE = ".csv"
MONTHS = 12
_HEADING = re.compile(r"(.+?)\s*[\(\[/,]\s*(.+?)\s*[\)\]]?")
_DATE = re.compile(r"(\d{4})(?:年|[-/年](\d{1,2})月?(?:[-/]?\d{1,2}日?)?)?")
_UNITS = {unit: words for unit, (_, words) in SIZE_UNITS.items()}


@dataclass(frozen=True)
class ListedProject:
    """A project of the list: `size` in yi_CNY (None: drawn), `earliest_start` as a year with its fraction."""

    name: str
    stream: str
    size: float | None
    earliest_start: float
    stage: str
    probability: float


@dataclass(frozen=True)
class _Line:
    """A row of the file: its cells by place, and how a cell is named."""

    cells: Sequence[str]
    cell: Callable[[int], str]


def read_project_list(path: Path, pack: PlanPack) -> tuple[tuple[ListedProject, ...], str]:
    """The projects of a file and its hash.

    Raises `InputError` with all faults of the header, or all faults of the cells.
    """
    header, lines = _read(path)
    columns, unit = _columns(header)
    found: list[ListedProject] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        reader = _Reader(line, columns, header.cells, unit, pack)
        row = reader.project()
        faults += reader.faults
        if row.name in first:
            fields = {"found": shown(row.name), "first": first[row.name]}
            faults.append(Fault("duplicate", reader.where("name"), fields))
        first.setdefault(row.name, number)
        found.append(row)
    refuse(faults)
    if not found:
        raise InputError([Fault("empty-file", path.name)])
    return tuple(found), sha256(read_bytes(path, path.name))


def _read(path: Path) -> tuple[_Line, list[_Line]]:
    """The heading and the rows that are not blank."""
    where, suffix = path.name, path.suffix.lower()
    if suffix == TABLE:
        rows = table_rows(decode_table(read_bytes(path, where), where), where)
        lines = [
            _Line([_plain(cell) for cell in cells], lambda _, number=number: f"{where}:{number}")
            for number, cells in rows
        ]
    elif suffix == WORKBOOK:
        lines = _sheet(path)
    else:
        expected = f"{TABLE}, {WORKBOOK}"
        raise InputError(
            [Fault("wrong-type", where, {"found": shown(suffix or where), "expected": expected})]
        )
    if not lines:
        raise InputError([Fault("empty-file", where)])
    return lines[0], lines[1:]


def _sheet(path: Path) -> list[_Line]:
    """The rows of the first sheet of a workbook."""
    sheets = read_workbook(path, path.name)
    name, grid = next(iter(sheets.items()))
    whole = ((1, grid.header), *enumerate(grid.rows, start=2))
    return [
        _Line(
            [_plain(text_of(value)) for value in row],
            lambda at, number=number: f"{path.name}: {name}!{column_letter(at)}{number}",
        )
        for number, row in whole
        if any(value is not None for value in row)
    ]


def _plain(text: str) -> str:
    """A cell with full-width signs as plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _columns(header: _Line) -> tuple[dict[str, int], str | None]:
    """Where each column stands, and the unit in the heading of the size. Raises `InputError`."""
    found: dict[str, int] = {}
    faults: list[Fault] = []
    unit: str | None = None
    known = [word for words in COLUMNS.values() for word in words]
    for at, heading in enumerate(header.cells):
        parts = _HEADING.fullmatch(heading)
        column = meant(heading, COLUMNS)
        if column is None and parts:
            column = meant(parts.group(1), COLUMNS)
            unit = parts.group(2) if column == "size" else unit
        if column is None:
            faults.append(unknown_name("unknown-column", header.cell(at), heading, known))
        elif column in found:
            faults.append(Fault("duplicate", header.cell(at), {"found": heading, "first": found[column] + 1}))
        else:
            found[column] = at
    needed = (*NEEDED, "unit") if "size" in found and unit is None else NEEDED
    for column in needed:
        if column not in found:
            fields = {"column": COLUMNS[column][0], "known": ", ".join(COLUMNS[column])}
            faults.append(Fault("missing-column", header.cell(0), fields))
    if unit is not None and meant(unit, _UNITS) is None:
        faults.append(unknown_name("unknown-unit", header.cell(found["size"]), unit, _unit_words()))
    refuse(faults)
    return found, unit


def _unit_words() -> Iterator[str]:
    for unit, (_, words) in SIZE_UNITS.items():
        yield from (unit, *words)


class _Reader:
    """Reads the cells of one row and collects what is wrong with them."""

    def __init__(
        self,
        line: _Line,
        columns: Mapping[str, int],
        header: Sequence[str],
        unit: str | None,
        pack: PlanPack,
    ) -> None:
        self.line, self.columns, self.header, self.unit, self.pack = line, columns, header, unit, pack
        self.faults: list[Fault] = []
        if len(line.cells) > len(header):
            fields = {"found": len(line.cells), "expected": len(header)}
            self.faults.append(Fault("cell-count", line.cell(len(header)), fields))

    def project(self) -> ListedProject:
        """The project of the row; what is wrong is in `faults` and has a stand-in."""
        return ListedProject(
            self._name(),
            self._word("stream", {name: SORTS[name] for name in STREAMS}, ""),
            self._size(),
            self._start(),
            self._word("stage", STAGES, next(iter(STAGES))),
            self._probability(),
        )

    def where(self, column: str) -> str:
        """The cell of a column."""
        at = self.columns[column]
        return f"{self.line.cell(at)}: {self.header[at]}"

    def _text(self, column: str) -> str:
        at = self.columns.get(column)
        text = "" if at is None or at >= len(self.line.cells) else self.line.cells[at]
        return "" if text in BLANK else text

    def _wrong(self, code: str, column: str, **fields: str | float) -> None:
        self.faults.append(Fault(code, self.where(column), fields))

    def _name(self) -> str:
        text = self._text("name")
        if not text:
            self._wrong("missing-key", "name", key="name")
        return text

    def _word(self, column: str, words: Mapping[str, tuple[str, ...]], blank: str) -> str:
        text = self._text(column)
        if not text:
            if not blank:
                self._wrong("missing-key", column, key=column)
            return blank
        found = meant(text, words)
        if found is None:
            known = [word for key, others in words.items() for word in (key, *others)]
            self.faults.append(unknown_name("not-in-vocabulary", self.where(column), text, known))
        return found or blank

    def _size(self) -> float | None:
        value, told = self._number("size"), self._text("unit") or self.unit
        if value is None:
            return None
        unit = meant(told, _UNITS) if told else None
        if not told:
            self._wrong("missing-key", "unit", key="unit")
        elif unit is None:
            self.faults.append(unknown_name("unknown-unit", self.where("unit"), told, _unit_words()))
        if unit is None:
            return None
        size = value * SIZE_UNITS[unit][0]
        most = self.pack.projects.facts.invested if self.pack.projects else size
        if not 0 < size <= most:
            high = most / SIZE_UNITS[unit][0]
            self._wrong("out-of-bounds", "size", found=value, low=0, high=f"{high:g} ({told})")
        return size

    def _start(self) -> float:
        text, about = self._text("earliest_start"), self.pack.about
        low, high = about.base_year + 1, about.end_year
        date = _DATE.fullmatch(text)
        month = int(date.group(2) or 1) if date else 0
        if not text:
            self._wrong("missing-key", "earliest_start", key="earliest_start")
        elif date is None or not 1 <= month <= MONTHS:
            self._wrong("wrong-type", "earliest_start", found=shown(text), expected="2022, 2022-07")
        elif not low <= int(date.group(1)) <= high:
            self._wrong("year-outside-plan", "earliest_start", found=int(date.group(1)), low=low, high=high)
        return int(date.group(1)) + (month - 1) / MONTHS if date else float(low)

    def _probability(self) -> float:
        value = self._number("probability", percent=True)
        if value is not None and not 0 <= value <= 1:
            self._wrong("out-of-bounds", "probability", found=shown(self._text("probability")), low=0, high=1)
        return 1.0 if value is None else value

    def _number(self, column: str, percent: bool = False) -> float | None:
        text = self._text(column)
        if not text:
            return None
        scale = 0.01 if percent and text.endswith("%") else 1.0
        try:
            value = float((text.removesuffix("%") if scale != 1 else text).replace(",", ""))
        except ValueError:
            self._wrong("wrong-type", column, found=shown(text), expected="number")
            return None
        if not abs(value) < float("inf"):
            self._wrong("not-finite", column, found=shown(text))
            return None
        return value * scale
