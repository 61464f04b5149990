"""What a scenario file assumes about the outside world, checked against the processes of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from scenarios.assumptions import WorldPath, WorldPathFile
from scenarios.errors import Fault, shown, unknown_name
from scenarios.schema import PlanPack
from scenarios.tables import Process
from scenarios.validation import Place, validated

RELATIVE = "1"


def world_paths(tables: Any, pack: PlanPack, place: Place) -> tuple[dict[str, WorldPath], list[Fault]]:
    """The assumed path of every series named in `[world]`, and every fault found."""
    if not isinstance(tables, dict):
        return {}, [Fault("wrong-type", place.at(), {"found": shown(tables), "expected": "table"})]
    known = {row.name: row for row in pack.processes}
    paths: dict[str, WorldPath] = {}
    faults: list[Fault] = []
    for name, table in cast("dict[str, object]", tables).items():
        if name not in known:
            faults.append(unknown_name("unknown-process", place.at(name), name, known))
            continue
        written, wrong = validated(WorldPathFile, table, place.below(name))
        if written is not None:
            wrong += _faults(written, known[name], pack.about.plan_years, place.below(name))
        faults += wrong
        if written is not None and not wrong:
            paths[name] = _path(written)
    return paths, faults


def assumed_at(assumed: WorldPath, year: int) -> float | None:
    """The assumed value or factor of a year, linear between the named years; None outside them."""
    points = sorted(assumed.points.items())
    if not points[0][0] <= year <= points[-1][0]:
        return None
    before = max(point for point in points if point[0] <= year)
    after = min(point for point in points if point[0] >= year)
    if before == after:
        return before[1]
    return before[1] + (after[1] - before[1]) * (year - before[0]) / (after[0] - before[0])


def _path(written: WorldPathFile) -> WorldPath:
    points: Mapping[str, float] = written.path or written.factor or {}
    return WorldPath(
        points={int(year): float(value) for year, value in sorted(points.items())},
        relative=written.path is None,
        unit=written.unit,
        why=written.why,
    )


def _faults(
    written: WorldPathFile, process: Process, years: tuple[int, ...], place: Place
) -> Iterator[Fault]:
    given = [name for name in ("path", "factor") if getattr(written, name)]
    if len(given) != 1:
        found = " and ".join(given) or "neither"
        yield Fault("inconsistent", place.at(), {"found": found, "expected": "either path or factor"})
        return
    unit = process.unit if given[0] == "path" else RELATIVE
    if written.unit != unit:
        yield Fault("wrong-unit", place.at("unit"), {"found": shown(written.unit), "known": unit})
    for year in getattr(written, given[0]):
        if year not in (str(known) for known in years):
            fields = {"found": shown(year), "low": years[0], "high": years[-1]}
            yield Fault("year-outside-plan", place.at(given[0], year), fields)
