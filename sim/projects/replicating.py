"""Many replications at the states of finance and demand: what the equations take from the events.

Starts over wishes and the pace of building are relative to 2016-2020 at the usual states, averaged over all
replications, so that only changes of timing, congestion and withdrawal count. A start is spread over the
quarters around it, as its contracts are. Whatever the number of processes, the arrays are the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim import event_files
from sim.chance import Chance
from sim.projects.arrivals import Calendar
from sim.projects.pipeline import simulate
from sim.projects.record import Record
from sim.projects.setup import HISTORY, KINDS, LAYER, PLAN_START, QUARTERS, Setup
from sim.projects.volumes import kind_volumes

Array = NDArray[np.float64]
FINANCE = (0.4, 0.7, 1.0)
DEMAND = (0.7, 1.0, 1.5)
USUAL_FINANCE, USUAL_DEMAND = 2, 1
FIRST_YEAR = 2010
LAST_YEAR = 2035
MODEL_VERSION = 2
"""Grows with every change of the events that moves a number, so that older streams count as stale."""
BLOCK = 4
PACE = len(KINDS)
PRODUCING = KINDS[:3]


@dataclass(frozen=True)
class Grid:
    """What is run: states of finance and of demand, and the last year."""

    finance: tuple[float, ...] = FINANCE
    demand: tuple[float, ...] = DEMAND
    last_year: int = LAST_YEAR

    @property
    def calendar(self) -> Calendar:
        """Quarters that are simulated: years before the plan, and one beyond, since starts are spread."""
        return Calendar(FIRST_YEAR, self.last_year + 1)

    @property
    def quarters(self) -> int:
        """Quarters that are reported, from 2021 on."""
        return (self.last_year - PLAN_START + 1) * QUARTERS


@dataclass(frozen=True, eq=False)
class ProjectStreams:
    """Rates of the events relative to 2016-2020 from 2021 on.

    `start_realisation`: started over wished, shape (replication, quarter, finance, demand, kind);
    `construction_pace`: speed of building, shape (replication, quarter, finance, demand). `inputs` is the
    hash of everything they depend on.
    """

    grid: Grid
    seed: int
    start_realisation: Array
    construction_pace: Array
    inputs: str

    @property
    def replications(self) -> int:
        """How many replications there are."""
        return len(self.start_realisation)


@dataclass(frozen=True)
class Replications:
    """A block of replications; picklable."""

    setup: Setup
    seed: int
    grid: Grid

    def __call__(self, first: int, count: int) -> Array:
        """Raw ratios, shape (replication, quarter from 2016, finance, demand, kind and pace)."""
        return np.array([self._one(index) for index in range(first, first + count)])

    def _one(self, index: int) -> Array:
        grid, chance = self.grid, Chance(LAYER, self.seed, index)
        rows = [
            [
                raw_rates(
                    simulate(self.setup, chance, grid.calendar, (finance,), (demand,)), self.setup, (demand,)
                )
                for demand in grid.demand
            ]
            for finance in grid.finance
        ]
        return np.moveaxis(np.array(rows), 2, 0)


def raw_rates(record: Record, setup: Setup, demand: Sequence[float]) -> Array:
    """Starts over wishes by kind, then the pace, from 2016 on; shape (quarter, kind and pace)."""
    calendar = record.calendar
    first = (HISTORY[0] - calendar.first) * QUARTERS
    kinds = {stream.name: stream.kind for stream in setup.streams}
    starts = np.zeros((calendar.quarters, len(KINDS)))
    for stream, volume in record.started.items():
        starts[:, KINDS.index(kinds[stream])] += volume
    parts = setup.facts.start_spread
    spread = np.stack([np.convolve(column, parts, mode="same") for column in starts.T], axis=1)
    wished = np.outer(_wished(setup, calendar, demand), list(kind_volumes(setup).values())) / QUARTERS
    return np.concatenate([spread / wished, record.pace[:, None]], axis=1)[first:]


def _wished(setup: Setup, calendar: Calendar, demand: Sequence[float]) -> Array:
    """Wished volume by quarter over the average of 2016-2020."""
    years = [int(time) for time in calendar.edges()[:-1]]
    return np.array(
        [
            setup.wished_at(year) if year < PLAN_START else demand[min(year - PLAN_START, len(demand) - 1)]
            for year in years
        ]
    )


def replicate(
    setup: Setup,
    seed: int,
    replications: int,
    grid: Grid | None = None,
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> ProjectStreams:
    """Run all replications at all states. `progress` hears how many replications are done."""
    chosen = grid or Grid()
    blocks = Replications(setup, seed, chosen)
    raw = event_files.all_blocks(blocks, replications, BLOCK, jobs, progress)
    return streams_from(raw, setup, seed, chosen)


def streams_from(raw: Array, setup: Setup, seed: int, grid: Grid) -> ProjectStreams:
    """Raw ratios of all replications, relative to their own average of 2016-2020."""
    relative = raw / reference(raw, setup)
    before = (PLAN_START - HISTORY[0]) * QUARTERS
    plan = relative[:, before : before + grid.quarters]
    return ProjectStreams(
        grid, seed, plan[..., :PACE], plan[..., PACE], inputs_hash(setup, seed, len(raw), grid)
    )


def reference(raw: Array, setup: Setup) -> Array:
    """Average of 2016-2020 at the usual states, weighted by what was wished; shape (kind and pace,).

    The last quarters, into which starts of the plan's first are spread, do not count: it is the same for
    every set of levers.

    The producing kinds pass the same queues and have one average, so that the luck of few projects in a
    small kind does not enter it.
    """
    quarters = (PLAN_START - HISTORY[0]) * QUARTERS - len(setup.facts.start_spread) // 2
    weight = np.array([setup.wished_at(HISTORY[0] + at / QUARTERS) for at in range(quarters)])
    usual = raw[:, :quarters, min(USUAL_FINANCE, raw.shape[2] - 1), min(USUAL_DEMAND, raw.shape[3] - 1)]
    found = np.average(usual.mean(axis=0), axis=0, weights=weight)
    size = np.array([kind_volumes(setup)[kind] for kind in PRODUCING])
    found[: len(PRODUCING)] = found[: len(PRODUCING)] @ size / size.sum()
    found[PACE] = usual[..., PACE].mean()
    return found


def inputs_hash(setup: Setup, seed: int, replications: int, grid: Grid) -> str:
    """SHA-256 of everything the streams depend on."""
    return event_files.inputs_hash(MODEL_VERSION, setup, seed, replications, grid)
