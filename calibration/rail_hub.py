"""Demand for trains before the plan: a curve of adoption fitted to the trains that were counted.

Counts that were known only later are left out of the fit and show how far it carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.hub.demand import season
from sim.hub.setup import YEAR

if TYPE_CHECKING:
    from scenarios.hub_facts import HubCount, HubFile

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Adoption:
    """Demand of `level` / (1 + exp(-speed (date - midpoint))) train/year from `opens` on."""

    opens: float
    midpoint: float
    speed: float
    level: float

    def demand(self, first_year: int, years: int) -> Array:
        """Demand in train/year at the middle of each day, shape (day,)."""
        dates = first_year + (np.arange(years * YEAR) + 0.5) / YEAR
        curve = self.level / (1 + np.exp(-self.speed * (dates - self.midpoint)))
        return np.where(dates >= self.opens, curve, 0.0)

    def trains(self, first: float, last: float, season: Array | None = None) -> float:
        """Trains that demand would fill between two dates; `season` is its factor by day of the year."""
        start, years = int(first), int(np.ceil(last)) - int(first)
        days = self.demand(start, years) / YEAR
        if season is not None:
            days = days * np.tile(season, years)
        dates = start + (np.arange(len(days)) + 0.5) / YEAR
        return float(days[(dates >= first) & (dates < last)].sum())


def begun(hub: HubFile) -> Adoption:
    """The curve as the file gives it, before any fit."""
    row = hub.adoption
    return Adoption(row.opens, row.midpoint, row.speed, row.level)


def fitted(hub: HubFile, as_of: int) -> Adoption:
    """The curve nearest to the counts known in the year `as_of`, each weighed by its spread.

    A count printed as "over" holds the curve from below only.
    """
    from scipy.optimize import least_squares

    start = begun(hub)
    central = {row.name: row.central for row in hub.number}
    factor = season(central, YEAR)
    counts = [row for row in hub.count if row.known_from <= as_of]

    def misses(free: Array) -> list[float]:
        curve = Adoption(start.opens, float(free[0]), float(np.exp(free[1])), float(np.exp(free[2])))
        return [miss(row, curve.trains(row.first, row.last, factor)) for row in counts]

    free = [start.midpoint, np.log(start.speed), np.log(start.level)]
    best = least_squares(misses, free, x_scale=[0.1, 0.1, 0.1], diff_step=1e-5, method="trf").x
    return Adoption(start.opens, float(best[0]), float(np.exp(best[1])), float(np.exp(best[2])))


def miss(row: HubCount, trains: float) -> float:
    """How far a number of trains lies from a count, in its standard deviations."""
    deviation = (trains - row.value) / (row.sd * row.value)
    return min(deviation, 0.0) if row.relation == "above" else deviation
