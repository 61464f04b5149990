"""What the building phases bring, and what that means for the two targets of the trains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from evaluation.rail_hub.answers import Aims, PhaseResult
from evaluation.rail_hub.estimates import chance, estimate
from evaluation.rail_hub.yearly import Task, Yearly
from sim.hub.setup import standing_at, with_phase_dates

if TYPE_CHECKING:
    from evaluation.rail_hub.yearly import Array
    from sim.hub.setup import Setup

NONE, AS_GIVEN, EARLIER, LATER = "none", "as_given", "year_earlier", "year_later"
WARM_UP = 1


def building_cases(setup: Setup, base_year: int) -> dict[str, Setup]:
    """The setup without what comes after the base year, with it, and with it a year earlier and later."""
    dates = {phase.name: phase.opens for phase in setup.phases if phase.opens > base_year}
    cases = {NONE: standing_at(setup, base_year), AS_GIVEN: setup}
    if dates:
        cases[EARLIER] = with_phase_dates(setup, {name: date - 1 for name, date in dates.items()})
        cases[LATER] = with_phase_dates(setup, {name: date + 1 for name, date in dates.items()})
    return cases


def phase_tasks(setup: Setup, demand: Array, base_year: int, seed: int) -> dict[str, Task]:
    """Every case under `demand`, shape (year, draw), from the year before the base year on."""
    cases = building_cases(setup, base_year)
    return {name: Task(case, case, demand, base_year - WARM_UP, seed) for name, case in cases.items()}


def phase_results(
    tasks: Mapping[str, Task], found: Mapping[str, Yearly], aims: Aims
) -> tuple[PhaseResult, ...]:
    """The result of every case."""
    return tuple(_result(name, tasks[name].setup, runs, found[NONE], aims) for name, runs in found.items())


def _result(name: str, setup: Setup, runs: Yearly, nothing: Yearly, aims: Aims) -> PhaseResult:
    year, base = aims.year, aims.base_year
    trains = runs.of("trains", year)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = trains / runs.of("trains", base)
        cost = runs.of("cost", year) / runs.of("cost", base)
    return PhaseResult(
        name,
        {phase.name: phase.opens for phase in setup.phases if phase.opens > base},
        estimate(trains),
        estimate(ratio),
        chance(ratio >= aims.trains_ratio),
        estimate(cost),
        chance(cost <= 1 - aims.cost_saving / 100),
        estimate(runs.of("dwell", year)),
        estimate(runs.of("turned_away", year)),
        estimate(trains - nothing.of("trains", year)),
        estimate(nothing.of("cost", year) - runs.of("cost", year)),
    )
