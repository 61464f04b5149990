"""The whole assessment of a plan's project pipeline under one scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.event_gains import smooth_ensemble
from evaluation.event_streams import project_setup
from evaluation.project_pipeline.answers import PipelineAnswer
from evaluation.project_pipeline.bottlenecks import bottlenecks, cases_of
from evaluation.project_pipeline.fit import fit_rows, sums, totals
from evaluation.project_pipeline.gains import OUTPUTS, central_conditions
from evaluation.project_pipeline.own import named_of, without_replaced
from evaluation.project_pipeline.passages import named_results
from evaluation.project_pipeline.replications import replicated
from scenarios.levers import resolve
from sim.projects.replicating import Grid
from sim.projects.setup import PLAN_START

if TYPE_CHECKING:
    from evaluation.project_pipeline.replications import Progress
    from scenarios.project_list import ListedProject
    from scenarios.schema import PlanPack, Scenario
    from sim.projects.setup import Setup

YEARS_BEYOND = 5
"""Simulated beyond the plan, so that late projects are seen to be commissioned."""


@dataclass(frozen=True)
class Asked:
    """What is asked; `listed` are a planner's projects and `list_file` the name of their file."""

    replications: int
    seed: int
    jobs: int = 1
    listed: Sequence[ListedProject] = ()
    list_file: str | None = None


def assess(
    pack: PlanPack, scenario: Scenario, asked: Asked, progress: Progress | None = None
) -> PipelineAnswer:
    """Replicate all cases, compare and judge. Raises `ValueError` for a plan without a pipeline."""
    if pack.projects is None:
        raise ValueError(f"{pack.id} has no project pipeline")
    setup = setup_for(pack, scenario, asked.listed)
    end = pack.about.end_year
    grid = Grid((1.0,), (1.0,), end + YEARS_BEYOND)
    ensemble = smooth_ensemble(pack, scenario, OUTPUTS)
    conditions = central_conditions(ensemble, PLAN_START, end)
    runs = replicated(cases_of(setup), grid, conditions, asked.seed, asked.replications, asked.jobs, progress)
    found = sums(runs, setup)
    return PipelineAnswer(
        scenario.name,
        asked.seed,
        asked.replications,
        asked.list_file,
        grid.calendar.last,
        totals(found),
        fit_rows(found, pack),
        bottlenecks(runs, setup, grid, ensemble, (PLAN_START, end)),
        named_results(runs.dates, setup, pack.projects, end),
        dict(setup.levers),
    )


def setup_for(pack: PlanPack, scenario: Scenario, listed: Sequence[ListedProject] = ()) -> Setup:
    """The pipeline of a scenario with a planner's projects in it."""
    if pack.projects is None:
        raise ValueError(f"{pack.id} has no project pipeline")
    own = named_of(listed, pack.projects)
    return without_replaced(project_setup(pack, resolve(scenario, pack), own), own, pack.projects)
