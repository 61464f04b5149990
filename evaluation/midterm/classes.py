"""How progress towards a target is measured: as a level, a growth, a cut, a sum, or year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from evaluation.relations import has_number

if TYPE_CHECKING:
    from scenarios.schema import Target

Measure = Literal["level", "growth", "index", "cut", "sum", "average", "count", "every_year", "none"]
GROWTHS = ("growth_average", "growth_total")
CHAINED = ("level", "growth", "index")
"""Measures that growth rates can be chained for."""
TOTALLED = ("sum", "average")
FLOWS = ("sum_at_least", "per_year_at_least")


def measure_of(target: Target) -> Measure:
    """The measure of a target; `none` where the plan gives no number."""
    if not has_number(target) or target.grading.rule == "none":
        return "none"
    if target.grading.rule == "ceiling" or target.transform == "growth_each_year":
        return "every_year"
    if target.grading.rule == "sum":
        return _summed(target)
    if target.transform == "cut_percent":
        return "cut"
    if target.transform == "ratio_to_base":
        return "index"
    return "growth" if target.transform in GROWTHS else "level"


def _summed(target: Target) -> Measure:
    if target.transform == "average":
        return "average"
    return "sum" if target.transform == "sum" or target.relation in FLOWS else "count"
