"""The result of one indicator: where it stands, its grade, and what the rest of the way asks for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluation.midterm import formulas
from evaluation.midterm.answers import IndicatorResult
from evaluation.midterm.classes import TOTALLED
from evaluation.midterm.figures_of import Figures, figures_of
from evaluation.midterm.gaps import open_growth, partial_year, year_growths
from evaluation.midterm.grading import (
    Final,
    Thresholds,
    effort_of,
    final_grade,
    final_of_limit,
    grade_of,
    grade_of_limit,
)
from evaluation.midterm.limits import Held, held
from evaluation.midterm.milestones import milestones
from evaluation.midterm.observed import AsOf, Observation
from evaluation.midterm.rarity import rarity
from evaluation.midterm.standing import (
    Standing,
    Way,
    index_path,
    nothing,
    pace_unit,
    planned_pace,
    standing,
    way_of,
)
from evaluation.reachability import locator_of
from evaluation.relations import has_number

if TYPE_CHECKING:
    from scenarios.schema import PlanPack, Target

SLACK = 1e-9


@dataclass(frozen=True)
class Question:
    """What is evaluated: the plan, its observed figures, the date, the settings; `rebase` revises bases."""

    pack: PlanPack
    observations: Sequence[Observation]
    superseded: Sequence[Observation]
    as_of: AsOf
    thresholds: Thresholds
    rebase: bool = False


def indicator(target: Target, question: Question) -> IndicatorResult:
    """The result of one target. Grades need a number in the plan, a base, and figures that lead up to now."""
    figures = figures_of(
        target,
        question.observations,
        question.superseded,
        question.pack,
        question.as_of,
        question.rebase,
    )
    plain = _described(figures, question)
    if figures.measure == "none":
        return replace(plain, reason="no_number")
    aim = aim_in_force(figures)
    plain = replace(plain, target_in_force=aim)
    way = way_of(figures, aim)
    if figures.measure == "every_year" or (way is not None and way.base == way.target):
        return _limited(plain, figures, aim, question)
    return _on_a_way(plain, figures, way, aim, question)


def aim_in_force(figures: Figures) -> float:
    """The number to reach: the end of a range that lies nearer, scaled with a revised base.

    A level on the compound path keeps its planned growth when its base is revised; others keep their
    number.
    """
    target = figures.target
    aim = math.nan if target.target is None else target.target
    if target.relation == "between" and target.target_low is not None:
        above = figures.base is not None and figures.base > aim
        aim = aim if above else target.target_low
    scaled = figures.revised and figures.measure == "level" and target.grading.rule == "compound"
    return aim * figures.base / figures.printed if scaled and figures.base and figures.printed else aim


def _on_a_way(
    plain: IndicatorResult, figures: Figures, way: Way | None, aim: float, question: Question
) -> IndicatorResult:
    target, thresholds = figures.target, question.thresholds
    found = standing(figures, way, aim)
    planned = found.pace.planned if found.pace else planned_pace(figures, way, aim)
    free = open_growth(figures, way)
    growth = planned if way is not None and way.path == "compound" else None
    result = replace(
        plain,
        reached=found.value,
        reached_year=found.year,
        progress=found.progress,
        required_linear=found.required_linear,
        required_compound=found.required_compound,
        level_linear=found.level_linear,
        level_compound=found.level_compound,
        path=found.path or (way.path if way else None),
        reason=found.reason,
        tolerance=tolerance_of(target, thresholds),
        planned_growth=planned,
        realised_growth=found.pace.realised if found.pace else None,
        required_growth=found.pace.required if found.pace else None,
        pace_unit=found.pace.unit if found.pace else pace_unit(figures, way),
        open_years=free.years if free else (),
        open_growth=free.growth if free else None,
        open_ratio=_ratio(free.growth if free else None, planned),
        year_growth=year_growths(figures, growth),
        partial=partial_year(figures, growth),
        milestones=milestones(figures, way, aim),
    )
    ratio = _ratio(result.required_growth, planned)
    needed = result.required_growth if result.required_growth is not None else result.open_growth
    result = replace(
        result,
        effort_ratio=ratio,
        effort=effort_of(ratio, thresholds),
        rarity=rarity(needed, target, question.pack) if result.pace_unit == "percent_a_year" else (),
    )
    return _graded(result, figures, way, aim, found, thresholds)


def _graded(
    result: IndicatorResult,
    figures: Figures,
    way: Way | None,
    aim: float,
    found: Standing,
    thresholds: Thresholds,
) -> IndicatorResult:
    """With the grade, and with the final one where the last year is observed."""
    target = figures.target
    required = found.required_compound if found.path == "compound" else found.required_linear
    if required is None:
        required = found.required_linear
    if found.progress is None or required is None or found.year is None:
        return result
    over = found.year >= target.year and found.required_linear == formulas.PERCENT
    binding = target.nature == "binding"
    grade = grade_of(found.progress, required, tolerance_of(target, thresholds), binding, over)
    result = replace(result, grade=grade)
    if not over or found.value is None:
        return result
    last = final_of(figures, way, aim, found, thresholds)
    pace = found.pace
    gap = None
    if pace is not None and pace.realised is not None and pace.planned is not None:
        gap = pace.realised - pace.planned
    return replace(
        result,
        final_grade=last.grade,
        final_rule=last.rule,
        completion=_completion(found.value, aim, target),
        growth_gap=gap,
    )


def final_of(figures: Figures, way: Way | None, aim: float, found: Standing, thresholds: Thresholds) -> Final:
    """The word at the end, by the value as the plan prints it.

    The value counts as rounded to the printed digits, unless the base itself would then meet the target.
    """
    target, value = figures.target, found.value or 0.0
    near = thresholds.nearly_met if target.grading.nearly_met is None else target.grading.nearly_met
    total = figures.measure in TOTALLED
    shown = rounded(value, target.printed_digits)
    if way is None:
        return final_grade(formulas.PERCENT * shown / aim, target, near, total)
    if figures.measure == "growth":
        shown = formulas.index_of(shown, 1 if target.transform == "growth_total" else way.years)
    elif (rounded(way.base, target.printed_digits) - aim) * (way.target - way.base) >= 0:
        shown = value
    return final_grade(formulas.realised_progress(shown, way.base, way.target) or 0.0, target, near)


def rounded(value: float, digits: int) -> float:
    """A value rounded half up to so many digits."""
    unit = 10.0**digits
    return math.floor(value * unit + 0.5 + SLACK) / unit


def tolerance_of(target: Target, thresholds: Thresholds) -> float:
    """Points of progress around the required path: the target's own, else those of the plan."""
    own = target.grading.tolerance
    return thresholds.tolerance if own is None else own


def _limited(plain: IndicatorResult, figures: Figures, aim: float, question: Question) -> IndicatorResult:
    """A target that is held in every year."""
    target, thresholds = figures.target, question.thresholds
    result = replace(plain, milestones=milestones(figures, None, aim), rule="ceiling")
    if figures.measure == "index":
        figures = replace(figures, levels=dict(index_path(figures)))
    found = held(figures, target)
    if found is None:
        return replace(result, reason=nothing(figures))
    result = replace(
        result,
        reached=found.last,
        reached_year=found.last_year,
        headroom=found.headroom,
        worst_year=found.worst_year,
        worst_value=found.worst,
        grade=grade_of_limit(found, target),
        reason=None,
    )
    return _final_limit(result, found, target, thresholds)


def _final_limit(
    result: IndicatorResult, found: Held, target: Target, thresholds: Thresholds
) -> IndicatorResult:
    if found.last_year < target.year:
        return result
    near = thresholds.nearly_met if target.grading.nearly_met is None else target.grading.nearly_met
    last = final_of_limit(found, target, near)
    completion = _completion(found.last, target.target or 0.0, target)
    return replace(result, final_grade=last.grade, final_rule=last.rule, completion=completion)


def _described(figures: Figures, question: Question) -> IndicatorResult:
    """What is known of a target before any figure is looked at."""
    target = figures.target
    return IndicatorResult(
        id=target.id,
        name_zh=target.name_zh,
        name_en=target.name_en,
        unit=target.unit,
        price_basis=target.price_basis,
        nature=target.nature,
        mode=target.mode,
        relation=target.relation,
        rule=target.grading.rule,
        base=figures.base,
        base_year=target.base_year,
        base_revised=figures.revised,
        target=target.target,
        target_low=target.target_low,
        target_in_force=target.target if has_number(target) else None,
        year=target.year,
        printed_digits=target.printed_digits,
        department=department_of(target, question.pack),
        locator=locator_of(target.locator),
        observed=figures.shown,
        reached=None,
        reached_year=None,
        progress=None,
        required_linear=None,
        required_compound=None,
        level_linear=None,
        level_compound=None,
        path=None,
        grade="not_evaluable",
        reason=None,
        tolerance=None,
        planned_growth=None,
        realised_growth=None,
        required_growth=None,
        effort_ratio=None,
        effort=None,
        main=target.main,
        box2=target.table == "box2",
        base_printed=target.base,
    )


def department_of(target: Target, pack: PlanPack) -> str | None:
    """The department that the plan names for a target, in its own row or in that of the last plan."""
    if target.department is not None:
        return target.department
    return next(
        (row.department for row in pack.history if row.target_id == target.id and row.department), None
    )


def _ratio(needed: float | None, planned: float | None) -> float | None:
    return None if needed is None or not planned else needed / planned


def _completion(value: float, aim: float, target: Target) -> float | None:
    """Completion in %: the value over the target, the other way round for a ceiling."""
    reverse = target.relation in ("at_most", "below")
    above, below = (aim, value) if reverse else (value, aim)
    return None if below == 0 else formulas.PERCENT * above / below
