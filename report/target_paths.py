"""Yearly paths of the targets as the plan prints them: anchored at the printed base draw by draw.

The band of the last year is that of the target table. The points are kept beside the report, so that a
report in another language needs no second simulation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evaluation.annual import Annual, FloatArray
    from evaluation.results import SeriesPoint
    from scenarios.schema import Target

FILE = "target_paths.json"
PERCENT = 100.0
RAW = ("growth_average", "growth_each_year")


def charted(targets: Iterable[Target]) -> list[Target]:
    """One target for each variable: the first that reads it."""
    first: dict[str, Target] = {}
    for target in targets:
        if target.variable is not None:
            first.setdefault(target.variable, target)
    return list(first.values())


def target_points(
    targets: Iterable[Target],
    annual: Annual,
    central: Annual,
    observed: Mapping[tuple[str, int], float],
) -> tuple[SeriesPoint, ...]:
    """Bands of every charted target; `variable` of a point is the id of its target."""
    from evaluation.series import series

    chosen = charted(targets)
    seen = {
        (target.id, year): value * _scale(target)
        for target in chosen
        for (name, year), value in observed.items()
        if name == target.variable and target.transform not in ("cut_percent", "ratio_to_base")
    }
    names = [target.id for target in chosen]
    return series(as_printed(chosen, annual), names, seen, as_printed(chosen, central))


def as_printed(targets: Iterable[Target], annual: Annual) -> Annual:
    """The yearly values of targets by id, in the unit in which they are drawn."""
    from evaluation.annual import Annual

    chosen = list(targets)
    values = {target.id: _printed(target, annual) for target in chosen}
    units = {
        target.id: annual.units.get(target.variable or "", "") if target.transform in RAW else target.unit
        for target in chosen
    }
    return Annual(annual.years, values, units)


def _printed(target: Target, annual: Annual) -> FloatArray:
    values = annual.of(target.variable or "")
    start = annual.at(target.variable or "", target.base_year)
    scale, base = _scale(target), target.base
    if target.transform == "level" and base is not None:
        return base * values / start
    if target.transform == "share_difference" and base is not None:
        return base + scale * (values - start)
    if target.transform == "cut_percent":
        return PERCENT * values / start
    return values / start if target.transform == "ratio_to_base" else scale * values


def _scale(target: Target) -> float:
    return PERCENT if target.unit == "percent" and target.transform not in RAW else 1.0


def write_points(folder: Path, points: tuple[SeriesPoint, ...]) -> None:
    """Keep the points in a run folder."""
    from evaluation.results import to_json

    text = json.dumps(to_json(points), ensure_ascii=False, allow_nan=False)
    (folder / FILE).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_points(folder: Path) -> tuple[SeriesPoint, ...]:
    """The points kept in a run folder; none where there is no such file, or a damaged one."""
    from pydantic import TypeAdapter, ValidationError

    from evaluation.results import SeriesPoint

    kind: TypeAdapter[Any] = TypeAdapter(tuple[SeriesPoint, ...])
    try:
        return kind.validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError):
        return ()
