"""Grades: from progress and required progress, or from a limit, to a word; stricter for binding targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from evaluation.midterm.answers import Effort, FinalGrade, FinalRule, Grade
from evaluation.midterm.limits import Held
from evaluation.relations import margin

if TYPE_CHECKING:
    from scenarios.schema import Target

REACHED = 100.0
EPSILON = 1e-9
"""Progress is compared up to the rounding of binary fractions."""


class Thresholds(Protocol):
    """The settings of grades, as the `grading` of a plan pack has them."""

    @property
    def tolerance(self) -> float:
        """Points of progress around the required path."""
        ...

    @property
    def hard_effort(self) -> float:
        """Required over planned growth above which the rest of the way is hard."""
        ...

    @property
    def unreachable_effort(self) -> float:
        """The same ratio above which it is practically out of reach."""
        ...

    @property
    def nearly_met(self) -> float:
        """Part of the planned increment that may be missing for "nearly met"."""
        ...


@dataclass(frozen=True)
class Final:
    """The word at the end, and what it is measured on."""

    grade: FinalGrade
    rule: FinalRule


def grade_of(progress: float, required: float, tolerance: float, binding: bool, over: bool) -> Grade:
    """The grade of a progress in %; `over` says that the plan has ended, so nothing can be early."""
    if progress >= REACHED - EPSILON and not over:
        return "achieved_early"
    if progress >= required + tolerance - EPSILON:
        return "ahead"
    if progress >= required - (0.0 if binding else tolerance) - EPSILON:
        return "on_track"
    return "behind" if progress >= -EPSILON else "reversed"


def grade_of_limit(found: Held, target: Target) -> Grade:
    """The grade of a limit: kept in every observed year or not; reversed where it ended past its base."""
    if found.kept:
        return "on_track"
    base = next(
        (reading.value for reading in target.bases if reading.default and reading.bound is None), None
    )
    if base is None or found.kept_last:
        return "behind"
    margins = margin(target, np.array([found.last, base]))
    return "reversed" if margins[0] < margins[1] else "behind"


def effort_of(ratio: float | None, thresholds: Thresholds) -> Effort | None:
    """How hard the rest of the way is, by required over planned growth."""
    if ratio is None:
        return None
    if ratio <= 1 + EPSILON:
        return "within_plan"
    if ratio <= thresholds.hard_effort + EPSILON:
        return "more"
    return "hard" if ratio <= thresholds.unreachable_effort + EPSILON else "out_of_reach"


def final_grade(progress: float, target: Target, near: float, total: bool = False) -> Final:
    """The word at the end for a way that was gone to `progress` %.

    A value that differs from the target by less than its last printed digit meets it and does not exceed it.
    """
    rule: FinalRule = "total" if total else "increment"
    if progress > REACHED + EPSILON:
        return Final("exceeded", rule)
    if progress >= REACHED - EPSILON:
        return Final("met", rule)
    close = progress >= REACHED * (1 - near) - EPSILON and target.nature != "binding"
    return Final("nearly_met" if close else "missed", rule)


def final_of_limit(found: Held, target: Target, near: float) -> Final:
    """The word at the end for a limit: kept in every year, past it by a small part of it, or missed."""
    if found.kept:
        return Final("met", "limit")
    worst = abs(float(margin(target, np.array([found.worst]))[0]))
    close = target.nature != "binding" and worst <= near * abs(target.target or 0.0) + EPSILON
    return Final("nearly_met" if close else "missed", "limit")
