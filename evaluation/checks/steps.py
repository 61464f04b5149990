"""The step of integration: the method that is used against others, beside the halving of the step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import Annual
from evaluation.checks.laboratory import Case, Laboratory
from evaluation.confidence import within
from evaluation.generic_checks import STEP_LIMIT
from evaluation.results import Check
from evaluation.transforms import reported

if TYPE_CHECKING:
    from scenarios.schema import Target

HALF = 0.5
SPREAD = 0.1


def other_methods(laboratory: Laboratory) -> Iterator[Check]:
    """RK4 agrees; Euler is off by more, and halving its step halves what it is off by."""
    coarse = Case().steps_per_year
    heun = _run(laboratory, Case())
    best = _run(laboratory, Case(method="rk4"))
    name, moved = _widest(laboratory, heun, best)
    evidence = f"heun against rk4, steps of 1/{coarse} year; widest: {name}"
    yield within("heun_against_rk4", moved, STEP_LIMIT, evidence)
    errors = [
        _widest(laboratory, _run(laboratory, Case(method="euler", steps_per_year=steps)), best)
        for steps in (coarse, 2 * coarse)
    ]
    ratio = errors[1][1] / errors[0][1]
    evidence = (
        f"error of euler at 1/{2 * coarse} over that at 1/{coarse} year, less a half; "
        f"at 1/{coarse} it moves {errors[0][0]} by {errors[0][1]:.2%}"
    )
    yield within("euler_is_first_order", ratio - HALF, SPREAD, evidence)


def _run(laboratory: Laboratory, case: Case) -> Annual:
    names = tuple(dict.fromkeys(str(target.variable) for target in _simulated(laboratory)))
    return laboratory.central(names, case)


def _simulated(laboratory: Laboratory) -> list[Target]:
    return [target for target in laboratory.pack.main_targets if target.variable and target.mode != "tracked"]


def _widest(laboratory: Laboratory, one: Annual, two: Annual) -> tuple[str, float]:
    """The target that differs most between two runs, and by how much, relative to the second."""
    moved: dict[str, float] = {}
    for target in _simulated(laboratory):
        first, second = (reported(target, run, target.base) for run in (one, two))
        moved[target.id] = float(np.max(np.abs(first / second - 1)))
    name = max(moved, key=lambda key: moved[key])
    return name, moved[name]
