"""Parameters as they could be known in a given year, and random draws of them.

A parameter may stand several times with different `known_from`; the latest row that was known counts.
A fitted parameter takes its value from `fitted.csv` of the pack; its distribution, if any, is centred
there. `priors` has the range of a fitted parameter, which stood before any fit, in place of that
distribution. With a posterior, draw i takes one of its equally weighted rows, by a stream of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.distributions import Distribution, quantile
from sim.streams import normals, uniforms

if TYPE_CHECKING:
    from scenarios.schema import PlanPack
    from scenarios.tables import Parameter

Array = NDArray[np.float64]
LAYER = "parameters"
ROW = "row of the posterior"


@dataclass(frozen=True, eq=False)
class Rows:
    """Equally weighted draws: `deviations` are independent standard normal before, shape (row, name)."""

    names: tuple[str, ...]
    deviations: Array


@dataclass(frozen=True)
class Beliefs:
    """The parameters that count as of a year, with the values of the fitted ones.

    `posterior` holds the draws that replace those of the distributions, where there is one.
    """

    rows: Mapping[str, Parameter]
    fitted: Mapping[str, float]
    correlations: tuple[tuple[str, str, float], ...] = ()
    posterior: Rows | None = None

    def central(self) -> dict[str, float]:
        """The central value of every parameter."""
        return {name: self.fitted.get(name, row.central) for name, row in self.rows.items()}

    def draw(self, seed: int, first: int, count: int) -> dict[str, Array]:
        """Values of every uncertain parameter for draws [first, first + count), each of shape (draw,)."""
        return self.values(self.deviations(seed, first, count))

    def deviations(self, seed: int, first: int, count: int) -> dict[str, Array]:
        """What `values` makes these values from: independent standard normal before anything was observed."""
        if self.posterior is not None:
            return _of_rows(self.posterior, self.uncertain, seed, first, count)
        return {name: normals(seed, LAYER, name, first, count) for name in self.uncertain}

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


def priors(pack: PlanPack, as_of: int) -> Beliefs:
    """What is believed before the history is looked at: a fitted parameter lies anywhere in its range.

    Central values are those of `beliefs`.
    """
    known = beliefs(pack, as_of)
    ranges = {row.name: row for row in pack.ranges}
    rows = {
        name: _uniform(row, ranges[name].low, ranges[name].high)
        if row.status == "fitted" and name in ranges
        else row
        for name, row in known.rows.items()
    }
    return Beliefs(rows, known.fitted, known.correlations)


def _uniform(row: Parameter, low: float, high: float) -> Parameter:
    changes = {"status": "prior", "distribution": "uniform", "p1": low, "p2": high, "p3": None}
    return row.model_copy(update=changes | {"low": None, "high": None})


def _of_rows(rows: Rows, names: tuple[str, ...], seed: int, first: int, count: int) -> dict[str, Array]:
    """Deviations of draws [first, first + count): each takes one row, chosen by a stream of its own."""
    chosen = (uniforms(seed, LAYER, ROW, first, count) * len(rows.deviations)).astype(np.int64)
    column = {name: at for at, name in enumerate(rows.names)}
    return {name: rows.deviations[chosen, column[name]] for name in names}


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
