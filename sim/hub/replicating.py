"""Many replications on a grid of loads: what the equations of trade take from the events.

A replication draws its numbers and its chance by name and index; loads of one replication share both.
Whatever the number of processes, the arrays are the same to the last byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim import event_files
from sim.chance import Chance
from sim.hub.demand import by_day
from sim.hub.history import history
from sim.hub.measures import quarterly
from sim.hub.setup import LAYER, QUARTERS, Setup

Array = NDArray[np.float64]
LOADS = (0.5, 0.75, 1.0, 1.25, 1.5)
FIRST_YEAR, LAST_YEAR = 2021, 2035
WARM_UP = 1
"""Years before the first one that is reported, so that the yard has filled."""
REFERENCE_YEARS = (2016, 2020)
REFERENCE_LOAD = 0.75
MODEL_VERSION = 1
"""Grows with every change of the events that moves a number, so that older streams count as stale."""
BLOCK = 2


@dataclass(frozen=True)
class Grid:
    """What is run: loads (demand over nominal capacity) and the years that are reported.

    The cost is relative to its average of `reference_years` at `reference_load`, in the same replication.
    """

    loads: tuple[float, ...] = LOADS
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR
    reference_load: float = REFERENCE_LOAD
    reference_years: tuple[int, int] = REFERENCE_YEARS

    @property
    def quarters(self) -> int:
        """Quarters that are reported."""
        return (self.last_year - self.first_year + 1) * QUARTERS


@dataclass(frozen=True, eq=False)
class HubStreams:
    """Rates of the events; arrays have the shape (replication, quarter, load).

    `hub_throughput`: trains run over nominal capacity; trains = capacity x throughput(load).
    `logistics_cost`: cost of a consignment relative to the reference (1 there), `dwell`: days in the yard;
    both NaN where nothing left. `inputs` is the hash of everything they depend on.
    """

    grid: Grid
    seed: int
    hub_throughput: Array
    logistics_cost: Array
    dwell: Array
    inputs: str

    @property
    def replications(self) -> int:
        """How many replications there are."""
        return len(self.hub_throughput)


@dataclass(frozen=True)
class Replications:
    """A block of replications; picklable."""

    setup: Setup
    seed: int
    grid: Grid

    def __call__(self, first: int, count: int) -> Array:
        """The three series, shape (replication, series, quarter, load)."""
        return np.array([self._one(index) for index in range(first, first + count)])

    def _one(self, index: int) -> Array:
        grid, chance = self.grid, Chance(LAYER, self.seed, index)
        reference = self._reference(chance)
        found = [self._run(chance, load, grid.first_year, grid.last_year) for load in grid.loads]
        by_load = np.stack(found, axis=-1)
        by_load[1] /= reference
        return by_load

    def _reference(self, chance: Chance) -> float:
        first, last = self.grid.reference_years
        return float(np.nanmean(self._run(chance, self.grid.reference_load, first, last)[1]))

    def _run(self, chance: Chance, load: float, first: int, last: int) -> Array:
        """Throughput, cost and dwell of the years asked for, shape (series, quarter)."""
        start = first - WARM_UP
        capacity = np.array([self.setup.mean_capacity(year) for year in range(start, last + 1)])
        values = chance.values(self.setup.values)
        record = history(self.setup, chance, by_day(load * capacity), start, values)
        measures = quarterly(record, self.setup, values)
        return np.array([measures.throughput, measures.cost, measures.dwell])[:, WARM_UP * QUARTERS :]


def replicate(
    setup: Setup,
    seed: int,
    replications: int,
    loads: Sequence[float] = LOADS,
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
    grid: Grid | None = None,
) -> HubStreams:
    """Run the replications; `grid` replaces `loads` where other years or another reference are wanted.

    Every phase of the setup must be open, or opens in its time: the load is relative to the nominal
    capacity of each year. `progress` hears how many replications are done.
    """
    chosen = Grid(tuple(loads)) if grid is None else grid
    blocks = Replications(setup, seed, chosen)
    found = event_files.all_blocks(blocks, replications, BLOCK, jobs, progress)
    inputs = inputs_hash(setup, seed, replications, chosen)
    return HubStreams(chosen, seed, found[:, 0], found[:, 1], found[:, 2], inputs)


def inputs_hash(setup: Setup, seed: int, replications: int, grid: Grid) -> str:
    """SHA-256 of everything the streams depend on."""
    return event_files.inputs_hash(MODEL_VERSION, setup, seed, replications, grid)
