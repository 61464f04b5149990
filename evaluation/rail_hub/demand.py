"""Demand for trains: the fitted curve up to the base year, and from there the growth the model computes.

Growth is the model's own: the draws of `train_demand` under a scenario, relative to the base year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evaluation.simulation import Options, all_draws, economy_of, ensemble_of

if TYPE_CHECKING:
    from calibration.rail_hub import Adoption
    from scenarios.schema import PlanPack, Scenario

Array = NDArray[np.float64]
DEMAND = "train_demand"


def demand_of(
    pack: PlanPack, scenario: Scenario, curve: Adoption, options: Options, first_year: int
) -> Array:
    """Demand in train/year from `first_year` to the end of the plan, shape (year, draw)."""
    economy = economy_of(pack, options.as_of, (DEMAND,))
    annual = all_draws(ensemble_of(economy, scenario, options), options)
    base, last = pack.about.base_year, pack.about.end_year
    before = np.array([curve.trains(year, year + 1) for year in range(first_year, base + 1)])
    later = annual.over(DEMAND, base + 1, last) / annual.at(DEMAND, base)
    return np.vstack([np.repeat(before[:, None], options.draws, axis=1), before[-1] * later])
