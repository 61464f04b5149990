"""Yearly paths of the targets as the plan prints them: anchored at the printed base draw by draw.

The band of the last year is that of the target table. The points are kept beside the report, so that a
report in another language needs no second simulation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from evaluation.annual import Annual, FloatArray
    from evaluation.results import SeriesPoint
    from scenarios.schema import Target

FILE = "target_paths.json"
PERCENT = 100.0
RAW = ("growth_average", "growth_each_year")
YEARLY = ("level", "share_difference", "ratio_to_base", "maximum")
"""Targets that a chart of an evaluation shows year by year; the others count what has come up to the year."""


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
    names = [target.id for target in chosen]
    return series(as_printed(chosen, annual), names, _history(chosen, observed), as_printed(chosen, central))


def evaluation_points(
    targets: Iterable[Target], annual: Annual, observed: Mapping[tuple[str, int], float]
) -> tuple[SeriesPoint, ...]:
    """Bands of every computed target after the observed years; `variable` of a point is the id of its target.

    Sums, cuts and average growth are those from the base year up to the year of the point; `observed` is
    the history by variable, shown with targets that are drawn year by year.
    """
    from evaluation.series import series

    found: list[SeriesPoint] = []
    for target in targets:
        if target.variable is None or target.transform is None:
            continue
        if target.transform in YEARLY:
            found += series(as_printed([target], annual), [target.id], _history([target], observed))
        else:
            found += series(_so_far(target, annual), [target.id], {})
    return tuple(found)


def _history(
    targets: Iterable[Target], observed: Mapping[tuple[str, int], float]
) -> dict[tuple[str, int], float]:
    """Observed values of the variables by target, in the unit in which it is drawn."""
    return {
        (target.id, year): value * _scale(target)
        for target in targets
        for (name, year), value in observed.items()
        if name == target.variable and target.transform not in ("cut_percent", "ratio_to_base")
    }


def _so_far(target: Target, annual: Annual) -> Annual:
    from evaluation.annual import Annual

    years = tuple(year for year in annual.years if target.base_year < year <= target.year)
    values = [up_to(target, annual, year) for year in years]
    return Annual(years, {target.id: np.stack(values)}, {target.id: target.unit})


def up_to(target: Target, annual: Annual, year: int) -> FloatArray:
    """What a target counts from its base year to `year`, shape (draw,), in its unit."""
    from evaluation.transforms import reported

    return reported(target.model_copy(update={"year": year}), annual, target.base)


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
