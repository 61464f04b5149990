"""A least-squares fit of a documented handful of parameters to the printed history.

The parameters are those of status `fitted`, each within the range that stood before the first fit
(`ranges.csv`). The residuals are the default observations and their printed alternatives, each over its
standard deviation, and the pull of every fitted parameter back to the middle of its range. A parameter
at the edge of its range is reported, never moved beyond.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from calibration.beliefs import Beliefs, beliefs
from calibration.economy import lever_inputs, model_of, parameters_of
from calibration.history import Compared, compare_history
from calibration.world import central_world
from sim.generate import Compiled, compile_model
from sim.integrate import Settings, simulate

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

Array = NDArray[np.float64]
EDGE = 0.005
"""Nearer to a bound than this part of the range counts as at the bound."""
PULL = 0.25
"""Weight of the pull to the middle of the range, in residuals per half range."""
STEP = 1e-3


@dataclass(frozen=True)
class FittedParameter:
    """A fitted parameter: where it started, where it ended, and its range."""

    name: str
    unit: str
    start: float
    value: float
    low: float
    high: float

    @property
    def at_bound(self) -> bool:
        """True when the fit ended at the edge of the range."""
        return min(self.value - self.low, self.high - self.value) < EDGE * (self.high - self.low)


@dataclass(frozen=True)
class Fit:
    """The result of a fit: parameters, comparisons with the history, and the cost before and after."""

    parameters: tuple[FittedParameter, ...]
    history: tuple[Compared, ...]
    cost_before: float
    cost_after: float
    evaluations: int


class _Runner:
    """Simulates the history for many sets of fitted values at once, one draw a set."""

    def __init__(self, pack: PlanPack, known: Beliefs) -> None:
        self.pack, self.central = pack, known.central()
        model = model_of(pack, known)
        wanted = {row.variable for row in pack.observations if row.variable is not None}
        outputs = tuple(name for name in model.outputs if name in wanted)
        self.compiled: Compiled = compile_model(model, outputs)
        self.settings = Settings(pack.about.start_year, pack.about.base_year)
        paths = {lever.name: ((pack.about.levers_act_from, lever.baseline),) for lever in pack.levers}
        world = central_world(pack, self.central, pack.about.base_year)
        self.inputs = lever_inputs(pack, paths, "demand_led") | world
        self.runs = 0

    def compare(self, names: Sequence[str], sets: Array) -> list[tuple[Compared, ...]]:
        """Comparisons for every row of `sets`, shape (set, parameter)."""
        self.runs += len(sets)
        values = parameters_of(self.compiled.model, self.central | dict(zip(names, sets.T, strict=True)))
        annual = simulate(self.compiled, values, self.inputs, self.settings, len(sets))
        columns = [{name: series[:, at] for name, series in annual.values.items()} for at in range(len(sets))]
        return [compare_history(self.pack.observations, annual.years, column) for column in columns]


def compare_central(pack: PlanPack, as_of: int) -> tuple[Compared, ...]:
    """The history as the central run gives it, with the fitted values the pack carries."""
    known = beliefs(pack, as_of)
    names = [row.name for row in known.rows.values() if row.status == "fitted"]
    central = known.central()
    start = np.array([[central[name] for name in names]])
    return _Runner(pack, known).compare(names, start)[0]


def stored_parameters(pack: PlanPack, as_of: int) -> tuple[FittedParameter, ...]:
    """The fitted parameters as the pack carries them."""
    known, limits = beliefs(pack, as_of), _limits(pack)
    central = known.central()
    rows = [row for row in known.rows.values() if row.status == "fitted"]
    return tuple(
        FittedParameter(row.name, row.unit, row.central, central[row.name], *limits[row.name]) for row in rows
    )


def fit(pack: PlanPack, as_of: int) -> Fit:
    """Fit the parameters of status `fitted`, from their central values in the pack."""
    from scipy.optimize import least_squares

    known, limits = beliefs(pack, as_of), _limits(pack)
    rows = [row for row in known.rows.values() if row.status == "fitted"]
    names = [row.name for row in rows]
    low, high = np.array([limits[name] for name in names]).T
    start = np.array([row.central for row in rows])
    runner = _Runner(pack, known)

    def residuals(position: Array) -> Array:
        return _residuals(runner.compare(names, _values(position, low, high)[None, :])[0], position)

    def slopes(position: Array) -> Array:
        sets = np.vstack([position, position + STEP * np.eye(len(names))])
        found = runner.compare(names, _values(sets, low, high))
        lines = np.array([_residuals(item, row) for item, row in zip(found, sets, strict=True)])
        return (lines[1:] - lines[0]).T / STEP

    first = (start - low) / (high - low)
    bounds = (0.0, 1.0 + STEP)
    answer = least_squares(residuals, first, jac=slopes, bounds=bounds)  # pyright: ignore[reportArgumentType] - stub
    position = np.clip(answer.x, 0.0, 1.0)
    values = _values(position, low, high)
    parameters = tuple(
        FittedParameter(row.name, row.unit, row.central, float(value), *limits[row.name])
        for row, value in zip(rows, values, strict=True)
    )
    history = runner.compare(names, values[None, :])[0]
    before = float(np.sum(residuals(first) ** 2))
    return Fit(parameters, history, before, float(np.sum(residuals(position) ** 2)), runner.runs)


def _limits(pack: PlanPack) -> Mapping[str, tuple[float, float]]:
    return {row.name: (row.low, row.high) for row in pack.ranges}


def _values(position: Array, low: Array, high: Array) -> Array:
    return low + position * (high - low)


def _residuals(compared: Sequence[Compared], position: Array) -> Array:
    """Deviations from the history, then the pull to the middle of each range."""
    return np.array([*(item.deviation for item in compared), *(PULL * (2 * position - 1))])
