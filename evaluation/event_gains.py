"""Outcomes of the coupled model under given reports of the events, with central numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from evaluation.simulation import Options, economy_of, ensemble_of

if TYPE_CHECKING:
    from calibration.timing import Array, Timing
    from evaluation.simulation import Ensemble
    from scenarios.schema import PlanPack, Scenario

GDP = "gdp"


def smooth_ensemble(pack: PlanPack, scenario: Scenario, outputs: Sequence[str]) -> Ensemble:
    """The scenario without events, to which a timing is given; it gives only `outputs`."""
    return ensemble_of(economy_of(pack, None, outputs), scenario, Options(smooth=True))


def outcomes_of(ensemble: Ensemble, timing: Timing, names: Sequence[str], year: int) -> Array:
    """Outcomes of a year under every replication of a timing, shape (name, replication)."""
    annual = replace(ensemble, timing=timing).by_replication()
    return np.stack([annual.at(name, year) for name in names])
