"""Parameters as they could be known in a given year, and random draws of them.

A parameter may stand several times with different `known_from`; the latest row that was known counts.
A fitted parameter takes its value from `fitted.csv` of the pack; its distribution, if any, is centred
there. Left out: the posterior of the parameters, which needs more history than the plan prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.distributions import Distribution, quantile
from sim.streams import normals

if TYPE_CHECKING:
    from scenarios.schema import PlanPack
    from scenarios.tables import Parameter

Array = NDArray[np.float64]
LAYER = "parameters"


@dataclass(frozen=True)
class Beliefs:
    """The parameters that count as of a year, with the values of the fitted ones."""

    rows: Mapping[str, Parameter]
    fitted: Mapping[str, float]
    correlations: tuple[tuple[str, str, float], ...] = ()

    def central(self) -> dict[str, float]:
        """The central value of every parameter."""
        return {name: self.fitted.get(name, row.central) for name, row in self.rows.items()}

    def draw(self, seed: int, first: int, count: int) -> dict[str, Array]:
        """Values of every uncertain parameter for draws [first, first + count), each of shape (draw,)."""
        return self.values({name: normals(seed, LAYER, name, first, count) for name in self.uncertain})

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The names of the parameters that are drawn."""
        return tuple(name for name, row in self.rows.items() if row.distribution != "fixed")

    def values(self, independent: Mapping[str, Array]) -> dict[str, Array]:
        """Values of the uncertain parameters from independent standard normal deviations, same shape."""
        from scipy.special import ndtr

        deviations = dict(independent)
        for leader, follower, rho in self.correlations:
            own = deviations[follower]
            deviations[follower] = rho * deviations[leader] + np.sqrt(1 - rho * rho) * own
        return {name: quantile(self.distribution(name), ndtr(z)) for name, z in deviations.items()}

    def distribution(self, name: str) -> Distribution:
        """The distribution of a parameter, a fitted one centred at its fitted value."""
        row = self.rows[name]
        first = self.fitted.get(name, row.p1) if row.status == "fitted" else row.p1
        numbers = [row.central if first is None else first, *(_or_nan(v) for v in (row.p2, row.p3))]
        low = -np.inf if row.low is None else row.low
        high = np.inf if row.high is None else row.high
        return Distribution(row.distribution, *numbers, low=low, high=high)  # type: ignore[arg-type]


def beliefs(pack: PlanPack, as_of: int) -> Beliefs:
    """What could be known of the parameters at the end of the year `as_of`."""
    rows: dict[str, Parameter] = {}
    for row in pack.parameters:
        known = row.known_from <= as_of
        if known and (row.name not in rows or rows[row.name].known_from <= row.known_from):
            rows[row.name] = row
    fitted = {row.name: row.value for row in pack.fitted if rows[row.name].status == "fitted"}
    pairs = tuple((row.first, row.second, row.correlation) for row in pack.correlations)
    return Beliefs(rows, fitted, pairs)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
