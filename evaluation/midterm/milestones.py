"""The yearly milestones of a target on both paths."""

from __future__ import annotations

from evaluation.midterm import formulas
from evaluation.midterm.answers import Milestone
from evaluation.midterm.figures_of import Figures
from evaluation.midterm.standing import Way


def milestones(figures: Figures, way: Way | None, aim: float) -> tuple[Milestone, ...]:
    """What every plan year should show; limits and growth rates stand in every year as they are.

    Sums and cuts are those since the base year.
    """
    target = figures.target
    whole = target.year - target.base_year
    return tuple(
        Milestone(target.base_year + elapsed, *_paths(figures, way, aim, elapsed, whole))
        for elapsed in range(1, whole + 1)
    )


def _paths(
    figures: Figures, way: Way | None, aim: float, elapsed: int, whole: int
) -> tuple[float | None, float | None]:
    measure = figures.measure
    if measure in ("every_year", "average"):
        return aim, None
    if measure == "growth":
        return None, aim if figures.target.transform == "growth_average" else None
    if measure == "sum":
        return aim * elapsed / whole, None
    if measure == "cut":
        return formulas.linear_cut(aim, elapsed, whole), formulas.compound_cut(aim, elapsed, whole)
    if way is None:
        return None, None
    return (
        formulas.linear_level(way.base, way.target, elapsed, whole),
        formulas.compound_level(way.base, way.target, elapsed, whole),
    )
