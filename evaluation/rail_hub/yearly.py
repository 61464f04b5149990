"""A replication of the hub under yearly demand, reduced to a few measures a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.chance import Chance
from sim.hub.demand import by_day
from sim.hub.history import history
from sim.hub.measures import COST_PARTS, costs_of, nominal_trains
from sim.hub.record import AT, Record
from sim.hub.setup import LAYER, QUARTERS, YEAR, Setup

Array = NDArray[np.float64]
MEASURES = (
    "trains",
    "turned_away",  # share of the lots that came
    "dwell",  # days in the yard
    "fill_wait",  # days until a train was formed
    "place_wait",  # days until a place for assembling was free
    "slot_wait",  # days from assembled to departed
    "border_wait",  # days before a border place
    "use_consolidation",
    "use_yard",
    "use_slots",
    "use_border",
    "cost",  # wan_CNY for the lots of a full train
    *(f"cost_{part}" for part in COST_PARTS),
)


@dataclass(frozen=True, eq=False)
class Yearly:
    """Measures of shape (replication, year, measure), from `first_year` on."""

    first_year: int
    values: Array

    @property
    def replications(self) -> int:
        """How many replications there are."""
        return len(self.values)

    def of(self, measure: str, year: int) -> Array:
        """One measure of one year, shape (replication,)."""
        return self.values[:, year - self.first_year, MEASURES.index(measure)]


@dataclass(frozen=True, eq=False)
class Task:
    """One setup to be replicated; picklable. `demand` is in train/year, shape (year, draw).

    Replication i takes draw i, beginning again where there are fewer. Standing costs are those of `priced`.
    """

    setup: Setup
    priced: Setup
    demand: Array
    first_year: int
    seed: int

    def __call__(self, index: int) -> Array:
        """Measures of one replication, shape (year, measure)."""
        chance = Chance(LAYER, self.seed, index)
        values = chance.values(self.setup.values)
        demand = by_day(self.demand[:, index % self.demand.shape[1]])
        record = history(self.setup, chance, demand, self.first_year, values)
        return yearly_measures(record, self.setup, self.priced, values)


def yearly_measures(record: Record, setup: Setup, priced: Setup, values: Mapping[str, float]) -> Array:
    """The measures of a record by year, shape (year, measure); NaN where nothing came or left."""
    sums = record.sums.reshape(-1, QUARTERS, record.sums.shape[1]).sum(axis=1)
    nominal = nominal_trains(priced, record.first_year, len(record.sums)).reshape(-1, QUARTERS).sum(axis=1)
    years = record.first_year + np.arange(len(sums))
    full = round(values["lots_per_train"])
    costs = costs_of(sums, nominal, values)
    with np.errstate(invalid="ignore", divide="ignore"):
        trains, departed = _of(sums, "trains"), _of(sums, "departed")
        columns = [
            trains,
            _of(sums, "turned_away") / _of(sums, "arrived"),
            _of(sums, "dwell") / departed,
            _of(sums, "fill_wait") / departed,
            _of(sums, "place_wait") / trains,
            _of(sums, "slot_wait") / trains,
            _of(sums, "border_wait") / _of(sums, "crossed"),
            _of(sums, "place_work") / (YEAR * _standing(setup, years, "places")),
            _of(sums, "dwell") / full / (YEAR * _standing(setup, years, "yard")),
            _of(sums, "slot_work") / YEAR,
            _of(sums, "border_work") / (YEAR * sum(port.places for port in setup.ports)),
            np.sum([costs[part] for part in COST_PARTS], axis=0),
            *(costs[part] for part in COST_PARTS),
        ]
    return np.column_stack(columns)


def _of(sums: Array, field: str) -> Array:
    return sums[:, AT[field]]


def _standing(setup: Setup, years: NDArray[np.int_], name: str) -> Array:
    """What stands of a resource, as the average of each year."""
    parts = [getattr(phase, name) * np.clip(years + 1 - phase.opens, 0, 1) for phase in setup.phases]
    return np.sum(parts, axis=0)
