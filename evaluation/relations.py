"""When a value meets a target, by the printed digits and strictly, and by how much it clears it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import BoolArray, FloatArray

if TYPE_CHECKING:
    from scenarios.schema import Target

DIGIT_SLACK = 1e-9
FLOORS = (
    "at_least",
    "sum_at_least",
    "ratio_to_base",
    "per_year_at_least",
    "external_benchmark",
    "maintain",
)


def met(target: Target, values: FloatArray) -> BoolArray:
    """Where `values` (draw,), rounded half up to the printed digits, satisfy the relation.

    Both sides are compared as whole numbers of the last printed digit, so no binary fraction decides.
    """
    unit = 10.0**target.printed_digits
    whole = np.floor(values * unit + 0.5 + DIGIT_SLACK)
    high, low = _limit(target) * unit, _low(target) * unit
    return _RELATIONS[target.relation](whole, low, high, DIGIT_SLACK)


def met_strictly(target: Target, values: FloatArray) -> BoolArray:
    """Where `values` satisfy the relation without rounding; `equals` is true within half a printed digit."""
    slack = 0.5 / 10.0**target.printed_digits if target.relation == "equals" else 0.0
    return _RELATIONS[target.relation](values, _low(target), _limit(target), slack)


def margin(target: Target, values: FloatArray) -> FloatArray:
    """Signed distance from the target in the printed unit, positive on the good side, shape (draw,)."""
    limit, low = _limit(target), _low(target)
    if target.relation in FLOORS or target.relation == "above":
        return values - limit
    if target.relation in ("at_most", "below"):
        return limit - values
    if target.relation == "between":
        return np.minimum(values - low, limit - values)
    return -np.abs(values - limit)


def has_number(target: Target) -> bool:
    """Whether the plan, or the benchmark that stands in for it, gives a number to compare with."""
    return target.target is not None and (target.relation != "between" or target.target_low is not None)


def _limit(target: Target) -> float:
    if target.target is None:
        raise ValueError(f"{target.id} has no number to compare with")
    return target.target


def _low(target: Target) -> float:
    return _limit(target) if target.target_low is None else target.target_low


def _floor(value: FloatArray, low: float, high: float, slack: float) -> BoolArray:
    return value >= high - slack


_RELATIONS: Mapping[str, Callable[[FloatArray, float, float, float], BoolArray]] = {
    **dict.fromkeys(FLOORS, _floor),
    "above": lambda value, low, high, slack: value > high + slack,
    "at_most": lambda value, low, high, slack: value <= high + slack,
    "below": lambda value, low, high, slack: value < high - slack,
    "equals": lambda value, low, high, slack: np.abs(value - high) <= slack,
    "between": lambda value, low, high, slack: (value >= low - slack) & (value <= high + slack),
}
RELATIONS = tuple(_RELATIONS)
