"""What a change of the pipeline means for GDP, through the coupled model.

The events are run under finance and demand of the scenario's central run without events, and their reports
stand at all nine states of the equations, so that the mixing of states is neutral. Both cases are relative to
2016-2020 of the pipeline as it is. The rail hub is neutral, parameters and outside world are central.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from evaluation.event_gains import GDP
from evaluation.event_streams import timing_from
from evaluation.project_pipeline.replications import Conditions
from sim.projects.replicating import DEMAND, FINANCE, PACE, ProjectStreams, reference
from sim.projects.setup import HISTORY, PLAN_START, QUARTERS

if TYPE_CHECKING:
    from calibration.timing import Array, Timing
    from evaluation.simulation import Ensemble
    from sim.projects.replicating import Grid
    from sim.projects.setup import Setup

CONDITIONS = ("finance_condition", "wished_starts_over_average")
OUTPUTS = (GDP, *CONDITIONS)
"""What the model is asked for."""
NO_HUB = 1.0


def one_state_timing(rates: Array, plain: Array, setup: Setup, grid: Grid) -> Timing:
    """Rates of one run of the events at every state, relative to the `plain` ones of 2016-2020.

    Both have the shape (replication, quarter from 2016, kind and pace).
    """
    usual = plain[:, :, None, None, :]
    before = (PLAN_START - HISTORY[0]) * QUARTERS
    relative = rates[:, before : before + grid.quarters, None, None, :] / reference(usual, setup)
    shape = (*relative.shape[:2], len(FINANCE), len(DEMAND), relative.shape[-1])
    states = np.broadcast_to(relative, shape)
    streams = ProjectStreams(grid, 0, states[..., :PACE], states[..., PACE], "")
    return timing_from(streams, None, NO_HUB)


def central_conditions(ensemble: Ensemble, first: int, last: int) -> Conditions:
    """Finance and demand of the central run, by year."""
    run = ensemble.central()
    return Conditions(*(tuple(run.over(name, first, last)[:, 0].tolist()) for name in CONDITIONS))
