"""The counts of the past beside the trains of the events, those known only later included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from calibration.rail_hub import miss
from evaluation.rail_hub.answers import CountFit
from evaluation.rail_hub.estimates import estimate
from sim.chance import Chance
from sim.hub.history import history
from sim.hub.setup import LAYER, YEAR

if TYPE_CHECKING:
    from calibration.rail_hub import Adoption, Array
    from scenarios.hub_facts import HubCount
    from sim.hub.setup import Setup


@dataclass(frozen=True, eq=False)
class Past:
    """Trains in each span of time, one replication at a call; picklable."""

    setup: Setup
    curve: Adoption
    spans: tuple[tuple[float, float], ...]
    seed: int

    def __call__(self, index: int) -> Array:
        """Trains by span, shape (span,)."""
        start = int(min(first for first, _ in self.spans))
        years = int(np.ceil(max(last for _, last in self.spans))) - start
        record = history(self.setup, Chance(LAYER, self.seed, index), self.curve.demand(start, years), start)
        dates = start + record.departures / YEAR
        return np.array([float(((dates >= first) & (dates < last)).sum()) for first, last in self.spans])


def past_of(counts: Sequence[HubCount], setup: Setup, curve: Adoption, seed: int) -> Past:
    """The task that gives the trains of every count."""
    return Past(setup, curve, tuple((row.first, row.last) for row in counts), seed)


def count_fits(counts: Sequence[HubCount], trains: Array, as_of: int) -> tuple[CountFit, ...]:
    """Every count beside the simulated `trains`, shape (replication, count)."""
    return tuple(_fit(row, trains[:, at], as_of) for at, row in enumerate(counts))


def _fit(row: HubCount, trains: Array, as_of: int) -> CountFit:
    told = estimate(trains)
    return CountFit(
        row.name,
        row.first,
        row.last,
        row.value,
        row.relation,
        row.known_from,
        row.known_from <= as_of,
        row.basis,
        told,
        miss(row, float(trains.mean())),
    )
