"""Replications of the pipeline as it is and with more of one resource, reduced to measures by quarter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.chance import Chance
from sim.ensembles import map_blocks
from sim.projects.arrivals import Calendar
from sim.projects.pipeline import simulate
from sim.projects.record import Record
from sim.projects.replicating import Grid, raw_rates
from sim.projects.setup import LAYER, QUARTERS, RESOURCES, Setup

Array = NDArray[np.float64]
Progress = Callable[[int], None]
BLOCK = 2
BY_STREAM = ("signed", "signed_count", "work", "withdrawn")
BY_RESOURCE = ("waiting", "served", "use")
PLAIN = "plain"
BUILDERS = "construction"


@dataclass(frozen=True)
class Conditions:
    """Finance room and demand by year from 2021 on, relative to 2016-2020; the last year holds beyond."""

    finance: tuple[float, ...] = (1.0,)
    demand: tuple[float, ...] = (1.0,)


@dataclass(frozen=True, eq=False)
class Runs:
    """All replications of every case.

    `measures` by case, shape (replication, quarter, measure), with columns in the order of `columns`;
    `rates` by case as `raw_rates` gives them, shape (replication, quarter from 2016, kind and pace); `dates`
    of the plain case, shape (replication, named project, date): signed, started, done, withdrawn; NaN where
    it has not come to that.
    """

    calendar: Calendar
    columns: tuple[str, ...]
    measures: Mapping[str, Array]
    rates: Mapping[str, Array]
    dates: Array

    def quarters(self, case: str, column: str, first: int, last: int) -> Array:
        """A measure in the years from `first` to `last`, shape (replication, quarter)."""
        start, end = ((year - self.calendar.first) * QUARTERS for year in (first, last + 1))
        return self.measures[case][:, start:end, self.columns.index(column)]

    def total(self, case: str, column: str, first: int, last: int) -> Array:
        """Its sum over these years, shape (replication,)."""
        return self.quarters(case, column, first, last).sum(axis=1)

    def over_streams(self, case: str, measure: str, first: int, last: int) -> Array:
        """A measure summed over all streams and these years, shape (replication,)."""
        names = [name for name in self.columns if name.startswith(f"{measure}/")]
        return np.sum([self.total(case, name, first, last) for name in names], axis=0)


def replicated(
    cases: Mapping[str, Setup],
    grid: Grid,
    conditions: Conditions,
    seed: int,
    replications: int,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Runs:
    """Run all cases by the same chance. `progress` hears how many replications are done."""
    plain = cases[PLAIN]
    found: list[_One] = []
    for part in map_blocks(_Block(dict(cases), grid, conditions, seed), replications, BLOCK, jobs):
        found += part
        if progress is not None:
            progress(len(found))
    return Runs(
        grid.calendar,
        columns_of(plain),
        {case: np.array([one.measures[case] for one in found]) for case in cases},
        {case: np.array([one.rates[case] for one in found]) for case in cases},
        np.array([one.dates for one in found]),
    )


@dataclass(frozen=True, eq=False)
class _One:
    measures: dict[str, Array]
    rates: dict[str, Array]
    dates: Array


@dataclass(frozen=True, eq=False)
class _Block:
    """A block of replications; picklable."""

    cases: dict[str, Setup]
    grid: Grid
    conditions: Conditions
    seed: int

    def __call__(self, first: int, count: int) -> list[_One]:
        return [self._one(Chance(LAYER, self.seed, index)) for index in range(first, first + count)]

    def _one(self, chance: Chance) -> _One:
        finance, demand = self.conditions.finance, self.conditions.demand
        records = {
            case: simulate(setup, chance, self.grid.calendar, finance, demand)
            for case, setup in self.cases.items()
        }
        return _One(
            {case: measures_of(record) for case, record in records.items()},
            {case: raw_rates(record, self.cases[case], demand) for case, record in records.items()},
            dates_of(records[PLAIN], self.cases[PLAIN]),
        )


def columns_of(setup: Setup) -> tuple[str, ...]:
    """The measures by name: `signed/property`, `waiting/land`."""
    streams = [f"{measure}/{stream.name}" for measure in BY_STREAM for stream in setup.streams]
    return (*streams, *(f"{measure}/{resource}" for measure in BY_RESOURCE for resource in RESOURCES))


def measures_of(record: Record) -> Array:
    """The measures of one replication, shape (quarter, measure)."""
    slow, done = building_delay(record)
    waiting = {**record.waiting, BUILDERS: slow}
    served = {**record.served, BUILDERS: done}
    parts = [getattr(record, measure)[stream] for measure in BY_STREAM for stream in record.streams]
    parts += [table[resource] for table in (waiting, served, record.use) for resource in RESOURCES]
    return np.column_stack(parts)


def building_delay(record: Record) -> tuple[Array, Array]:
    """Years lost to slow building by sites commissioned in a quarter, and their number; shapes (quarter,)."""
    edges = record.calendar.edges()
    lost_until = np.concatenate([[0.0], np.cumsum(1 - record.pace) / QUARTERS])
    lost, done = np.zeros(record.calendar.quarters), np.zeros(record.calendar.quarters)
    for one in record.passages:
        if one.done_at is not None and one.started_at is not None:
            at = record.at(one.done_at)
            lost[at] += np.interp(one.done_at, edges, lost_until) - np.interp(
                one.started_at, edges, lost_until
            )
            done[at] += 1
    return lost, done


def dates_of(record: Record, setup: Setup) -> Array:
    """Signed, started, done and withdrawn of every named project, shape (named, 4)."""
    known = {one.name: one for one in record.passages if one.name}
    return np.array(
        [
            [
                np.nan if date is None else date
                for date in (one.signed_at, one.started_at, one.done_at, one.withdrawn_at)
            ]
            if (one := known.get(row.name)) is not None
            else [np.nan] * 4
            for row in setup.named
        ]
    ).reshape(-1, 4)
