"""The band of a target in the unit the plan prints, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.results import SeriesPoint, TargetResult
    from report.html.content import Content

LEVELS = ("q05", "q10", "q25", "q50", "q75", "q90", "q95")
PERCENT = 100.0
KINDS = {
    "level": "level",
    "share_difference": "share",
    "cut_percent": "index",
    "ratio_to_base": "ratio",
    "sum": "sum",
    "growth_average": "growth",
    "growth_each_year": "growth",
}
UPPER = ("at_most", "below")
Points = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Band:
    """Quantiles by year. `aim` is the target: its years and its values.

    `kind` says how the drawn number relates to the printed one: level, share, index, ratio, sum, growth
    or limit.
    """

    target: TargetResult
    kind: str
    unit: str
    years: tuple[int, ...]
    quantiles: Mapping[str, tuple[float | None, ...]]
    observed: Points
    central: Points
    reference: Points
    aim: Points


def bands(content: Content) -> list[Band]:
    """One band a charted target, in the order of the targets."""
    targets = {target.id: target for target in content.answer.result.targets}
    return [
        _band(targets[id], tuple(points), content.reference)
        for id, points in groupby(content.points, key=lambda point: point.variable)
        if id in targets
    ]


def _band(
    target: TargetResult, points: tuple[SeriesPoint, ...], reference: Mapping[tuple[str, int], float]
) -> Band:
    kind = _kind(target)
    start = next((point.q50 for point in points if point.year == target.base_year), None)
    return Band(
        target=target,
        kind=kind,
        unit=points[0].unit,
        years=tuple(point.year for point in points),
        quantiles={name: tuple(getattr(point, name) for point in points) for name in LEVELS},
        observed=tuple((p.year, p.observed) for p in points if p.observed is not None),
        central=tuple((p.year, p.central) for p in points if p.central is not None),
        reference=tuple(
            (p.year, value) for p in points if (value := reference.get((target.id, p.year))) is not None
        ),
        aim=_aim(target, kind, start),
    )


def _kind(target: TargetResult) -> str:
    kind = KINDS.get(target.transform or "", "limit")
    return "limit" if kind in ("level", "share") and target.base is None else kind


def _aim(target: TargetResult, kind: str, start: float | None) -> Points:
    """Where the target lies: a point in its year, or a line through the plan for sums and limits."""
    if target.target is None or target.base_year is None:
        return ()
    first, last, value = target.base_year + 1, target.year, target.target
    if kind == "sum":
        value /= last - target.base_year
    if kind in ("sum", "limit"):
        return ((first, value), (last, value))
    if kind == "growth":
        return ((last, (start or 0.0) * (1 + value / PERCENT) ** (last - target.base_year)),)
    return ((last, PERCENT - value if kind == "index" else value),)
