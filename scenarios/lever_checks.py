"""One lever of a scenario file, checked against the lever of the plan: unit, limits, years."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import TypeGuard, cast

from scenarios.assumptions import Lever, LeverPath, LeverPathFile
from scenarios.errors import Fault, shown, unknown_name
from scenarios.schema import PlanPack
from scenarios.validation import Place, validated

LARGEST = 2**63


def lever_path(
    name: str, table: object, pack: PlanPack, place: Place
) -> tuple[LeverPath | None, list[Fault]]:
    """The path written for the lever `name`, or None, and every fault found in it."""
    written, faults = validated(LeverPathFile, table, place)
    known = {lever.name: lever for lever in pack.levers}
    if name not in known:
        return None, [unknown_name("unknown-lever", place.at(), name, known), *faults]
    if written is not None and not written.path:
        return None, [Fault("empty-path", place.at("path"))]
    readable = written or _readable(table, known[name])
    faults += _faults(readable, known[name], pack.about.plan_years, place)
    if written is None or faults:
        return None, faults
    points = {int(year): float(value) for year, value in sorted(written.path.items())}
    return LeverPath(points=points, unit=written.unit, why=written.why), []


def _readable(table: object, lever: Lever) -> LeverPathFile:
    """What can be read of a faulty table, so that what else is wrong in it is found too."""
    cells = cast("dict[str, object]", table) if isinstance(table, dict) else {}
    unit, path = cells.get("unit"), cells.get("path")
    points = cast("dict[str, object]", path) if isinstance(path, dict) else {}
    numbers = {year: float(value) for year, value in points.items() if _is_number(value)}
    return LeverPathFile(path=numbers, unit=unit if isinstance(unit, str) else lever.unit, why=lever.name)


def _is_number(value: object) -> TypeGuard[float]:
    if type(value) is int:
        return abs(value) <= LARGEST
    return isinstance(value, float) and isfinite(value)


def _faults(written: LeverPathFile, lever: Lever, years: tuple[int, ...], place: Place) -> Iterator[Fault]:
    if written.unit != lever.unit:
        yield Fault("wrong-unit", place.at("unit"), {"found": shown(written.unit), "known": lever.unit})
    for year, value in written.path.items():
        where = place.at("path", year)
        if not (year.isascii() and year.isdigit()):
            yield Fault("wrong-type", where, {"found": shown(year), "expected": "year"})
        elif year not in (str(known) for known in years):
            fields = {"found": shown(year), "low": years[0], "high": years[-1]}
            yield Fault("year-outside-plan", where, fields)
        if not lever.low <= value <= lever.high:
            yield Fault("out-of-bounds", where, {"found": value, "low": lever.low, "high": lever.high})
