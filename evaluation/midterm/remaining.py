"""How fast the years that are left would have to go, beside how fast the updated model lets them go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import Annual, FloatArray
from evaluation.midterm.need_answers import Measure
from evaluation.transforms import PERCENT, SCALES

if TYPE_CHECKING:
    from scenarios.schema import Target

INDEXED = ("level", "ratio_to_base", "growth_average", "growth_total", "cut_percent")


@dataclass(frozen=True)
class Remaining:
    """Medians over the draws, a year: `growth` in %, `points` of a share, or an `amount` in the unit."""

    measure: Measure
    required: float
    expected: float


def remaining(target: Target, annual: Annual, as_of: int) -> Remaining | None:
    """What the years after `as_of` need; None for ceilings, for the past, and without a number."""
    years = target.year - as_of
    if years <= 0 or target.target is None or target.variable is None:
        return None
    if target.transform in INDEXED:
        return _growth(target, annual, as_of, years)
    if target.transform == "share_difference":
        now, end, base = (_value(target, annual, year) for year in (as_of, target.year, target.base_year))
        start = now if target.base is None else target.base + now - base
        return _medians("points", (target.target - start) / years, (end - now) / years)
    if target.transform in ("sum", "average"):
        scale = SCALES.get(target.unit, 1.0)
        done = scale * annual.over(target.variable, target.base_year + 1, as_of).sum(axis=0)
        ahead = scale * annual.over(target.variable, as_of + 1, target.year).mean(axis=0)
        whole = target.target * (target.year - target.base_year if target.transform == "average" else 1)
        return _medians("amount", (whole - done) / years, ahead)
    return None


def _growth(target: Target, annual: Annual, as_of: int, years: int) -> Remaining | None:
    aim = _aim(target)
    if aim is None or aim <= 0:
        return None
    base, now, end = (_raw(target, annual, year) for year in (target.base_year, as_of, target.year))
    needed = (aim * base / now) ** (1 / years) - 1
    return _medians("growth", PERCENT * needed, PERCENT * ((end / now) ** (1 / years) - 1))


def _aim(target: Target) -> float | None:
    """The target as a ratio to the base year."""
    value = float(target.target or 0.0)
    if target.transform == "level":
        return value / target.base if target.base else None
    if target.transform == "growth_average":
        return (1 + value / PERCENT) ** (target.year - target.base_year)
    if target.transform == "ratio_to_base":
        return value
    return 1 + value / PERCENT if target.transform == "growth_total" else 1 - value / PERCENT


def _raw(target: Target, annual: Annual, year: int) -> FloatArray:
    values = annual.at(str(target.variable), year)
    return values if target.divisor is None else values / annual.at(target.divisor, year)


def _value(target: Target, annual: Annual, year: int) -> FloatArray:
    return SCALES.get(target.unit, 1.0) * _raw(target, annual, year)


def _medians(measure: Measure, required: FloatArray, expected: FloatArray) -> Remaining:
    return Remaining(measure, float(np.median(required)), float(np.median(expected)))
