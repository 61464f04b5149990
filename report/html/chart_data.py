"""The band of a target's variable in the unit the plan prints, ready to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.results import RunResult, SeriesPoint, TargetResult

LEVELS = ("q05", "q10", "q25", "q50", "q75", "q90", "q95")
PERCENT = 100.0
Convert = Callable[[float], float]


@dataclass(frozen=True)
class Band:
    """Quantiles by year in the printed unit. `aim` is the target: its years and its values.

    `kind` says how the band relates to the printed number: level, share, sum, limit, index, plain.
    """

    target: TargetResult
    kind: str
    unit: str
    years: tuple[int, ...]
    quantiles: Mapping[str, tuple[float | None, ...]]
    observed: tuple[tuple[int, float], ...]
    central: tuple[tuple[int, float], ...]
    reference: tuple[tuple[int, float], ...]
    aim: tuple[tuple[int, float], ...]


def bands(run: RunResult, reference: Mapping[tuple[str, int], float]) -> list[Band]:
    """One band for each variable that a target needs, in the order of the targets."""
    found: dict[str, Band] = {}
    for target in run.targets:
        points = sorted((p for p in run.series if p.variable == target.variable), key=lambda p: p.year)
        if target.variable and points and target.variable not in found:
            found[target.variable] = _band(target, points, reference)
    return list(found.values())


def _band(
    target: TargetResult, points: Sequence[SeriesPoint], reference: Mapping[tuple[str, int], float]
) -> Band:
    start = next((p.q50 for p in points if p.year == target.base_year), None)
    kind, convert, plain = _conversion(target, start)
    variable = target.variable or ""
    return Band(
        target=target,
        kind=kind,
        unit=points[0].unit if kind == "plain" else target.unit,
        years=tuple(p.year for p in points),
        quantiles={name: tuple(_maybe(getattr(p, name), convert) for p in points) for name in LEVELS},
        observed=tuple((p.year, plain(p.observed)) for p in points if p.observed is not None),
        central=tuple((p.year, convert(p.central)) for p in points if p.central is not None),
        reference=tuple(
            (p.year, convert(reference[variable, p.year])) for p in points if (variable, p.year) in reference
        ),
        aim=_aim(target, kind, start),
    )


def _maybe(value: float | None, convert: Convert) -> float | None:
    return None if value is None else convert(value)


def _conversion(target: TargetResult, start: float | None) -> tuple[str, Convert, Convert]:
    """How a model value becomes the printed one; observed values are printed already, but for percent."""
    scale = PERCENT if target.unit == "percent" else 1.0
    base = target.base
    if target.transform == "level" and base is not None and start:
        return "level", lambda v: base * v / start, _same
    if target.transform == "share_difference" and base is not None and start is not None:
        return "share", lambda v: base + scale * (v - start), lambda v: scale * v
    if target.transform in ("cut_percent", "ratio_to_base") and start:
        whole = PERCENT if target.transform == "cut_percent" else 1.0
        return "index", lambda v: whole * v / start, lambda v: whole * v / start
    if target.transform == "sum":
        return "sum", _same, _same
    if target.transform in ("growth_average", "growth_each_year"):
        return "plain", _same, _same
    return "limit", lambda v: scale * v, lambda v: scale * v


def _same(value: float) -> float:
    return value


def _aim(target: TargetResult, kind: str, start: float | None) -> tuple[tuple[int, float], ...]:
    if target.target is None or target.base_year is None:
        return ()
    first, last = target.base_year + 1, target.year
    if kind == "sum":
        each = target.target / (last - target.base_year)
        return ((first, each), (last, each))
    if kind == "limit":
        return ((first, target.target), (last, target.target))
    if kind == "plain":
        return ((last, (start or 0.0) * (1 + target.target / PERCENT) ** (last - target.base_year)),)
    value = PERCENT - target.target if target.transform == "cut_percent" else target.target
    return ((last, value),)
