"""From yearly model values to the number the plan prints: anchoring, growth, sums, worst years.

A reported level is the printed base times the simulated index since the base year; a reported share in %
is the printed base plus the simulated change. A residual in the base year therefore never counts as
growth. Sums, averages and worst years over the plan are not anchored. Growth is in % a year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from evaluation.annual import Annual, FloatArray
from scenarios.errors import NumericalError

if TYPE_CHECKING:
    from scenarios.schema import Target

PERCENT = 100.0
SCALES: Mapping[str, float] = {"percent": PERCENT, "percentage_point": PERCENT, "per_mille": 1000.0}
ANCHORED = ("level", "share_difference")
UPPER_LIMITS = ("at_most", "below")
Base: TypeAlias = "float | FloatArray | None"


def reported(target: Target, annual: Annual, base: float | None) -> FloatArray:
    """The quantity the plan prints, in the printed unit, shape (draw,), measured from `base`.

    Where base values are drawn, a target is measured from its own draws instead of its default base.

    Without a base an anchored transform gives the model value itself. Raises ValueError for a tracked
    target, InputError or NumericalError where the variable is unknown or not finite.
    """
    if target.transform is None or target.variable is None:
        raise ValueError(f"{target.id} is tracked: no variable of the model stands for it")
    drawn = annual.bases.get(target.id) if base == target.base else None
    values = _TRANSFORMS[target.transform](target, annual, base if drawn is None else drawn)
    if not np.isfinite(values).all():
        raise NumericalError(f"{target.id}: {target.transform} of {target.variable} is not finite")
    return values


def yearly_growth(target: Target, value: float | None, base: float | None) -> float | None:
    """Growth in % a year that takes the base to `value`; None where growth makes no sense."""
    if value is None or target.year <= target.base_year:
        return None
    if target.transform in ("growth_average", "growth_each_year"):
        return value
    ratio = _ratio(target, value, base)
    if ratio is None or ratio <= 0:
        return None
    return PERCENT * (ratio ** (1 / (target.year - target.base_year)) - 1)


def _ratio(target: Target, value: float, base: float | None) -> float | None:
    if target.transform == "level" and base is not None and base > 0:
        return value / base
    if target.transform == "ratio_to_base":
        return value
    if target.transform == "growth_total":
        return 1 + value / PERCENT
    return 1 - value / PERCENT if target.transform == "cut_percent" else None


def _scale(target: Target) -> float:
    return SCALES.get(target.unit, 1.0)


def _over(target: Target, annual: Annual, first: int, last: int) -> FloatArray:
    """The variable, over the divisor where the target names one, shape (year, draw)."""
    values = annual.over(str(target.variable), first, last)
    return values if target.divisor is None else values / annual.over(target.divisor, first, last)


def _ends(target: Target, annual: Annual) -> tuple[FloatArray, FloatArray]:
    base, last = target.base_year, target.year
    return _over(target, annual, base, base)[0], _over(target, annual, last, last)[0]


def _plan_years(target: Target, annual: Annual) -> FloatArray:
    return _over(target, annual, target.base_year + 1, target.year)


def _level(target: Target, annual: Annual, base: Base) -> FloatArray:
    start, end = _ends(target, annual)
    return _scale(target) * end if base is None else base * (end / start)


def _share_difference(target: Target, annual: Annual, base: Base) -> FloatArray:
    start, end = _ends(target, annual)
    return _scale(target) * end if base is None else base + _scale(target) * (end - start)


def _ratio_to_base(target: Target, annual: Annual, base: Base) -> FloatArray:
    start, end = _ends(target, annual)
    return end / start


def _cut_percent(target: Target, annual: Annual, base: Base) -> FloatArray:
    start, end = _ends(target, annual)
    return PERCENT * (1 - end / start)


def _growth_total(target: Target, annual: Annual, base: Base) -> FloatArray:
    start, end = _ends(target, annual)
    return PERCENT * (end / start - 1)


def _growth_average(target: Target, annual: Annual, base: Base) -> FloatArray:
    start, end = _ends(target, annual)
    return PERCENT * ((end / start) ** (1 / (target.year - target.base_year)) - 1)


def _growth_each_year(target: Target, annual: Annual, base: Base) -> FloatArray:
    """Growth of the year that is worst for the relation: the highest under a limit, else the lowest."""
    levels = _over(target, annual, target.base_year, target.year)
    growth = PERCENT * (levels[1:] / levels[:-1] - 1)
    return growth.max(axis=0) if target.relation in UPPER_LIMITS else growth.min(axis=0)


def _sum(target: Target, annual: Annual, base: Base) -> FloatArray:
    return _scale(target) * _plan_years(target, annual).sum(axis=0)


def _maximum(target: Target, annual: Annual, base: Base) -> FloatArray:
    return _scale(target) * _plan_years(target, annual).max(axis=0)


def _average(target: Target, annual: Annual, base: Base) -> FloatArray:
    return _scale(target) * _plan_years(target, annual).mean(axis=0)


_TRANSFORMS: Mapping[str, Callable[[Target, Annual, Base], FloatArray]] = {
    "level": _level,
    "share_difference": _share_difference,
    "ratio_to_base": _ratio_to_base,
    "cut_percent": _cut_percent,
    "growth_total": _growth_total,
    "growth_average": _growth_average,
    "growth_each_year": _growth_each_year,
    "sum": _sum,
    "maximum": _maximum,
    "average": _average,
}
TRANSFORMS = tuple(_TRANSFORMS)
