"""What the model gives, in every draw, for a figure that was observed, and how exactly it is known.

A level is compared with the printed base times the simulated index, a share in % with the printed base
plus the simulated change, as the targets themselves are; a growth rate with the growth of the model's
variable over the year. A level in other prices than the target's is compared with the variable in those.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import Annual, FloatArray
from evaluation.midterm.observed import AsOf, Observation, conditioning
from evaluation.transforms import PERCENT, SCALES
from scenarios.outlook_settings import outlook_settings

if TYPE_CHECKING:
    from scenarios.schema import PlanPack, Target

POINTS = ("growth", "cut_year", "cut_total")
OTHER_PRICES = {
    ("gdp", "current"): "gdp_nominal",
    ("gdp_nominal", "constant_2020"): "gdp",
    ("industrial_value_added", "current"): "industrial_value_added_nominal",
    ("industrial_value_added_nominal", "constant_2020"): "industrial_value_added",
}
"""The same quantity in the prices of the second word."""


def usable(seen: Sequence[Observation], pack: PlanPack, as_of: AsOf) -> tuple[Observation, ...]:
    """The figures that can condition the model: whole years of the plan of computed targets, each once.

    A growth rate whose two levels are observed as well says nothing new and is left out.
    """
    computed = {target.id: target for target in pack.main_targets if target.mode != "tracked"}
    known = conditioning(seen, as_of)
    kept = [item for item in known if item.id in computed and item.year in pack.about.plan_years]
    levels = {(computed[item.id].variable, item.year) for item in kept if item.kind == "level"}
    once = {
        (computed[item.id].variable, item.year, item.kind): item
        for item in kept
        if not (item.kind == "growth" and _said(computed[item.id], item.year, levels))
    }
    return tuple(once.values())


def _said(target: Target, year: int, levels: set[tuple[str | None, int]]) -> bool:
    before = (target.variable, year - 1) in levels or year - 1 == target.base_year
    return (target.variable, year) in levels and before


def variable_of(item: Observation, target: Target) -> str:
    """The variable of the model that the figure is one of."""
    own = str(target.variable)
    return OTHER_PRICES.get((own, item.price_basis), own)


def predicted(item: Observation, target: Target, annual: Annual) -> FloatArray:
    """What each draw gives for the figure, shape (draw,), in its unit."""
    name, base_year = variable_of(item, target), target.base_year
    now, scale = annual.at(name, item.year), SCALES.get(target.unit, 1.0)
    if item.kind == "growth":
        return PERCENT * (now / annual.at(name, item.year - 1) - 1)
    if item.kind == "cut_year":
        return PERCENT * (1 - now / annual.at(name, item.year - 1))
    if item.kind == "cut_total":
        return PERCENT * (1 - now / annual.at(name, base_year))
    if item.kind == "total":
        return scale * annual.over(name, base_year + 1, item.year).sum(axis=0)
    base = target.base if item.base is None else item.base
    if target.transform == "share_difference" and base is not None:
        return base + scale * (now - annual.at(name, base_year))
    if target.transform == "level" and base is not None:
        return base * now / annual.at(name, base_year)
    return now / annual.at(name, base_year) if target.transform == "ratio_to_base" else scale * now


def error_of(item: Observation, target: Target) -> float:
    """One standard error of the figure, in its unit."""
    known = outlook_settings().error_of(str(target.variable))
    points = item.kind in POINTS or target.unit in SCALES
    return known.points if points else known.level * abs(item.value)


def predictions(seen: Sequence[Observation], pack: PlanPack, annual: Annual) -> FloatArray:
    """What each draw gives for every figure, shape (figure, draw)."""
    return np.stack([predicted(item, pack.target(item.id), annual) for item in seen])


def errors(seen: Sequence[Observation], pack: PlanPack) -> FloatArray:
    """The standard error of every figure, shape (figure,)."""
    return np.array([error_of(item, pack.target(item.id)) for item in seen])


def values(seen: Sequence[Observation]) -> FloatArray:
    """The figures themselves, shape (figure,)."""
    return np.array([item.value for item in seen], dtype=np.float64)
