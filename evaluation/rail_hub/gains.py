"""What one more unit of the hub means for GDP and investment, through the coupled model.

Each year of the plan, the trains and the cost of a consignment with one more unit, over those without it by
the same chance, stand for all loads of the equations of trade. Demand is held, so that what the unit changes
does not act back on the queues. Projects are neutral, parameters and outside world are central.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from calibration.timing import LOADS, NAMES, QUARTERS, Timing
from evaluation.event_gains import GDP, outcomes_of, smooth_ensemble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluation.rail_hub.yearly import Array, Yearly
    from scenarios.schema import PlanPack, Scenario

OUTCOMES = (GDP, "reported_investment")


def gains(
    pack: PlanPack, scenario: Scenario, plain: Yearly, more: Mapping[str, Yearly], years: tuple[int, int]
) -> dict[str, tuple[Array, Array]]:
    """Gain in GDP and in investment of the last year by resource, shapes (replication,).

    Both are in yi_CNY at 2020 prices. The unit is there from the first of `years` on.
    """
    ensemble = smooth_ensemble(pack, scenario, OUTCOMES)
    before = np.stack([ensemble.central().at(name, years[1]) for name in OUTCOMES])
    found: dict[str, tuple[Array, Array]] = {}
    for name, case in more.items():
        gdp, investment = outcomes_of(ensemble, _timing(plain, case, years), OUTCOMES, years[1]) - before
        found[name] = (gdp, investment)
    return found


def _timing(plain: Yearly, more: Yearly, years: tuple[int, int]) -> Timing:
    """Service and cost with the unit relative to those without it; all else is 1."""
    span = range(years[0], years[1] + 1)
    values = np.ones((len(span) * QUARTERS, len(NAMES), plain.replications))
    for measure, report in (("trains", "service"), ("cost", "hub_cost")):
        ratio = np.array([_over(more.of(measure, year), plain.of(measure, year)) for year in span])
        for load in LOADS:
            values[:, NAMES.index(f"{report}_{load}")] = np.repeat(ratio, QUARTERS, axis=0)
    return Timing(years[0], values)


def _over(more: Array, plain: Array) -> Array:
    """Their ratio; 1 where nothing ran."""
    return np.where(np.isfinite(more) & (plain > 0), more / np.where(plain > 0, plain, 1.0), 1.0)
