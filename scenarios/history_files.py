"""Reads histories, known futures and required forecasts of many regions; every fault is named at once.

Long tables with the columns region, year, variable, value, unit. Units are labels: only "current" and
"constant" prices are read in them. Years are any integers, names any text; series that are not needed are
passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from scenarios.errors import Fault, InputError, refuse, shown
from scenarios.histories import Array, Histories, Known, Task
from scenarios.history_units import joint_faults, level_faults
from scenarios.readers import Row, number, read_bytes, read_csv, sha256

COLUMNS = ("region", "year", "variable", "value", "unit")
TASK_COLUMNS = ("region", "origin", "horizon")
OUTPUT, CAPITAL, INVESTMENT = "output", "capital", "investment"
LABOUR = ("employment", "population")
READ = (OUTPUT, CAPITAL, INVESTMENT, *LABOUR)
MONEY = (OUTPUT, CAPITAL, INVESTMENT)
LARGEST_STEP = 5.0
"""A level that grows or shrinks by a larger factor within a year is taken for a slip of units."""


@dataclass
class Table:
    """Cells of a long table by (variable, region, year), with the unit and the line of each."""

    name: str
    values: dict[tuple[str, str, int], float] = field(default_factory=dict[tuple[str, str, int], float])
    units: dict[tuple[str, str, int], str] = field(default_factory=dict[tuple[str, str, int], str])
    lines: dict[tuple[str, str, int], int] = field(default_factory=dict[tuple[str, str, int], int])
    faults: list[Fault] = field(default_factory=list[Fault])

    def regions(self) -> tuple[str, ...]:
        """Every region, in order of name."""
        return tuple(sorted({region for _, region, _ in self.values}))

    def variables(self) -> frozenset[str]:
        """Every variable that is read."""
        return frozenset(variable for variable, _, _ in self.values)

    def at(self, variable: str, region: str, year: int) -> str:
        """Where a value stands."""
        return f"{self.name}:{self.lines[variable, region, year]}"


def read_task(
    history: Path, required: Path, future: Path | None, least: int, most: int
) -> tuple[Histories, Known, Task]:
    """Histories of the regions, what is known of their future, and what is asked for.

    A history needs `least` years, a horizon may reach `most` years. Raises InputError with every fault of
    the three files.
    """
    hashes: dict[str, str] = {}
    past = read_table(history, hashes)
    rows = _rows(required, TASK_COLUMNS, hashes)
    later = read_table(future, hashes) if future else None
    faults = list(past.faults) + (later.faults if later else [])
    wanted, wrong = _wanted(rows, required.name, past, most)
    faults += wrong
    faults += _history_faults(past, least)
    refuse(faults)
    refuse(level_faults(past))
    histories = _histories(past)
    origins = {origin for origin, _ in wanted.values()}
    refuse(_origin_faults(rows, required.name, histories.origin))
    task = Task({region: horizons for region, (_, horizons) in wanted.items()}, origins.pop(), hashes)
    known = _known(past, later, histories, task.longest) if later else Known()
    return histories, known, task


def read_panel(path: Path) -> Histories:
    """A file of histories alone. Raises InputError with every fault."""
    table = read_table(path, {})
    refuse([*table.faults, *_history_faults(table, 1)])
    return _histories(table)


def read_table(path: Path, hashes: dict[str, str]) -> Table:
    """The series that are needed; faults of cells stay in the table. Raises InputError for the file."""
    table = Table(path.name)
    for row in _rows(path, COLUMNS, hashes):
        if row.cells["variable"] in READ:
            _take(table, row)
    table.faults += list(_series_faults(table))
    return table


def _rows(path: Path, columns: tuple[str, ...], hashes: dict[str, str]) -> tuple[Row, ...]:
    data = read_bytes(path, path.name)
    hashes[path.name] = sha256(data)
    return read_csv(data, path.name, columns)


def _take(table: Table, row: Row) -> None:
    where = f"{table.name}:{row.line}"
    try:
        year, value = whole_number(row.cells["year"], where), number(row.cells["value"], where)
    except InputError as error:
        table.faults += error.faults
        return
    variable, region = row.cells["variable"], row.cells["region"]
    key = (variable, region, year)
    if not region:
        table.faults.append(Fault("missing-key", where, {"key": "region"}))
    elif key in table.values:
        first = {"found": shown(f"{region} {year} {variable}"), "first": table.lines[key]}
        table.faults.append(Fault("duplicate", where, first))
    elif value <= 0 and variable != INVESTMENT:
        table.faults.append(
            Fault("not-positive", where, {"found": shown(f"{region} {year} {variable}: {value:g}")})
        )
    else:
        table.values[key], table.units[key], table.lines[key] = value, row.cells["unit"], row.line


def whole_number(text: str, where: str) -> int:
    """A whole number. Raises InputError: wrong-type."""
    try:
        return int(text)
    except ValueError:
        fields = {"found": shown(text), "expected": "whole number"}
        raise InputError([Fault("wrong-type", where, fields)]) from None


def _grouped(table: Table) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for variable, region, year in sorted(table.values):
        found.setdefault((variable, region), []).append(year)
    return found


def _series_faults(table: Table) -> Iterator[Fault]:
    """Gaps, mixed units, current prices and slips of units of every series."""
    for (variable, region), years in _grouped(table).items():
        named = f"{region} {variable}"
        last = table.at(variable, region, years[-1])
        missing = sorted(set(range(years[0], years[-1] + 1)) - set(years))
        if missing:
            listed = ", ".join(str(year) for year in missing)
            yield Fault("gap", last, {"found": shown(named), "years": shown(listed)})
        units = {table.units[variable, region, year] for year in years}
        if len(units) > 1:
            fields = {"found": shown(f"{named}: {' / '.join(sorted(units))}"), "expected": "one unit"}
            yield Fault("inconsistent", last, fields)
        unit = table.units[variable, region, years[0]].lower()
        if variable in MONEY and "current" in unit and "constant" not in unit:
            fields = {"found": shown(f"{named}: {unit}"), "expected": "constant prices"}
            yield Fault("inconsistent", table.at(variable, region, years[0]), fields)
        yield from _slips(table, variable, region, years)


def _slips(table: Table, variable: str, region: str, years: list[int]) -> Iterator[Fault]:
    if variable == INVESTMENT:
        return
    for before, year in pairwise(years):
        ratio = table.values[variable, region, year] / table.values[variable, region, before]
        if year == before + 1 and not 1 / LARGEST_STEP <= ratio <= LARGEST_STEP:
            fields = {
                "found": shown(f"{region} {variable} {before}-{year}: x {ratio:.4g}"),
                "limit": LARGEST_STEP,
            }
            yield Fault("unit-slip", table.at(variable, region, year), fields)


def _wanted(
    rows: Iterable[Row], name: str, past: Table, most: int
) -> tuple[dict[str, tuple[int, tuple[int, ...]]], list[Fault]]:
    """Origin and horizons by region."""
    faults: list[Fault] = []
    wanted: dict[str, tuple[int, tuple[int, ...]]] = {}
    known = set(past.regions())
    for row in rows:
        where, region = f"{name}:{row.line}", row.cells["region"]
        try:
            origin, ahead = (
                whole_number(row.cells["origin"], where),
                whole_number(row.cells["horizon"], where),
            )
        except InputError as error:
            faults += error.faults
            continue
        if region not in known:
            faults.append(Fault("missing-region", where, {"found": shown(region), "file": past.name}))
        if not 1 <= ahead <= most:
            faults.append(Fault("out-of-bounds", where, {"found": ahead, "low": 1, "high": most}))
        before = wanted.get(region, (origin, ()))[1]
        if ahead in before:
            faults.append(Fault("duplicate", where, {"found": shown(f"{region} {ahead}"), "first": name}))
        wanted[region] = (origin, tuple(sorted({*before, ahead})))
    if not wanted and not faults:
        faults.append(Fault("empty-file", name))
    return wanted, faults


def _history_faults(past: Table, least: int) -> Iterator[Fault]:
    """Series that are missing, too short, or end in another year than the rest."""
    present = past.variables()
    groups = _grouped(past)
    ends = [years[-1] for (variable, _), years in groups.items() if variable == OUTPUT]
    last = max(ends, default=0)
    capital = CAPITAL if CAPITAL in present else INVESTMENT
    for region in past.regions():
        for variable in dict.fromkeys((OUTPUT, capital)):
            years = groups.get((variable, region), [])
            if not years:
                yield Fault("missing-series", past.name, {"found": shown(region), "variable": variable})
        for variable in present:
            years = groups.get((variable, region), [])
            if not years:
                continue
            where = past.at(variable, region, years[-1])
            if len(years) < least and variable == OUTPUT:
                found = {"found": shown(f"{region} {variable}"), "years": len(years), "least": least}
                yield Fault("too-short", where, found)
            if years[-1] != last and variable != "population":
                fields = {"found": shown(f"{region} {variable}"), "last": years[-1], "expected": last}
                yield Fault("ends-early", where, fields)
    if not past.regions():
        yield Fault("missing-series", past.name, {"found": "-", "variable": OUTPUT})


def _histories(past: Table) -> Histories:
    regions = past.regions()
    groups = _grouped(past)
    years = tuple(range(min(y[0] for (v, _), y in groups.items() if v == OUTPUT), _last(groups) + 1))
    labour = next((name for name in LABOUR if _everywhere(groups, name, regions, years[-1])), "")
    output = _array(past, OUTPUT, regions, years)

    def optional(variable: str) -> Array | None:
        whole = variable and _everywhere(groups, variable, regions, years[-1])
        return _array(past, variable, regions, years) if whole else None

    invested = optional(INVESTMENT)
    low = [] if invested is None else [regions[at] for at in np.flatnonzero((invested <= 0).any(axis=0))]
    return Histories(
        regions=regions,
        years=years,
        output=output,
        capital=optional(CAPITAL),
        labour=optional(labour),
        investment=invested,
        labour_name=labour,
        warnings=tuple(low),
    )


def _last(groups: Mapping[tuple[str, str], list[int]]) -> int:
    return max(years[-1] for (variable, _), years in groups.items() if variable == OUTPUT)


def _everywhere(
    groups: Mapping[tuple[str, str], list[int]], variable: str, regions: Iterable[str], last: int
) -> bool:
    """Whether every region has enough of a series: two years at least, up to the last one."""
    found = (groups.get((variable, region), []) for region in regions)
    return all(len(years) > 2 and years[-1] == last for years in found)


def _array(table: Table, variable: str, regions: Iterable[str], years: Iterable[int]) -> Array:
    cells = [[table.values.get((variable, region, year), np.nan) for region in regions] for year in years]
    return np.array(cells, dtype=np.float64)


def _origin_faults(rows: Iterable[Row], name: str, last: int) -> Iterator[Fault]:
    for row in rows:
        if int(row.cells["origin"]) != last:
            fields = {"found": shown(row.cells["origin"]), "expected": last}
            yield Fault("wrong-origin", f"{name}:{row.line}", fields)


def _known(past: Table, later: Table, histories: Histories, horizon: int) -> Known:
    """What is known of the future; a series counts only where the histories have it too."""
    years = range(histories.origin + 1, histories.origin + horizon + 1)
    have = {
        CAPITAL: histories.capital,
        INVESTMENT: histories.investment,
        histories.labour_name: histories.labour,
    }
    useful = [name for name in later.variables() if have.get(name) is not None]
    refuse(_future_faults(later, useful, histories.regions, years))
    refuse(joint_faults(past, later, useful))

    def given(variable: str) -> Array | None:
        return _array(later, variable, histories.regions, years) if variable in useful else None

    return Known(given(CAPITAL), given(INVESTMENT), given(histories.labour_name))


def _future_faults(later: Table, useful: list[str], regions: Iterable[str], years: range) -> Iterator[Fault]:
    groups = _grouped(later)
    if not useful:
        known = ", ".join((CAPITAL, INVESTMENT, *LABOUR))
        yield Fault("missing-series", later.name, {"found": "-", "variable": known})
    for region in regions:
        present = [variable for variable in useful if (variable, region) in groups]
        if not present and useful:
            yield Fault("missing-region", later.name, {"found": shown(region), "file": later.name})
            continue
        for variable in useful:
            missing = sorted(set(years) - set(groups.get((variable, region), [])))
            if missing:
                listed = ", ".join(str(year) for year in missing)
                yield Fault("gap", later.name, {"found": shown(f"{region} {variable}"), "years": listed})
