"""What a replication starts from: uncertain numbers, flows, ports and phases, as plain frozen data.

Time is counted in days of years with 365 days, so that every quarter has 91.25 of them. Sizes are in lots:
a consignment is a number of lots, a full train takes `lots_per_train` of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sim.chance import Uncertain

LAYER = "hub"
"""Names the random numbers of these events."""
YEAR = 365
QUARTER = YEAR / 4
QUARTERS = 4
MONTHS = 12


@dataclass(frozen=True)
class Flow:
    """Consignments of one origin and direction, with their share of all lots."""

    name: str
    direction: str
    share: float


@dataclass(frozen=True)
class Port:
    """A border port: places at which trains of this centre change gauge and clear."""

    name: str
    places: int


@dataclass(frozen=True)
class Phase:
    """A building phase; what it adds from `opens` (a date as a year) on.

    `places` for assembling a train, `capacity` in slots a year (its nominal trains), `yard` in full trains.
    """

    name: str
    opens: float
    places: int
    capacity: float
    yard: float


@dataclass(frozen=True)
class Setup:
    """One centre: uncertain numbers by name, flows, directions with their ports, ports, phases."""

    values: Mapping[str, Uncertain]
    flows: tuple[Flow, ...]
    directions: tuple[tuple[str, str], ...]
    ports: tuple[Port, ...]
    phases: tuple[Phase, ...]

    def capacity(self, year: float) -> float:
        """Nominal capacity at a date, train/year."""
        return math.fsum(phase.capacity for phase in self.phases if phase.opens <= year)

    def mean_capacity(self, year: int) -> float:
        """Nominal capacity of a calendar year, train/year; a phase counts from the day it opens."""
        return math.fsum(phase.capacity * min(1.0, max(0.0, year + 1 - phase.opens)) for phase in self.phases)

    def central(self, name: str) -> float:
        """The central value of a number. Raises `KeyError`."""
        return self.values[name].central


def with_phase_dates(setup: Setup, opens: Mapping[str, float]) -> Setup:
    """The same centre with other opening dates. Raises `KeyError` for a phase it does not have."""
    known = {phase.name for phase in setup.phases}
    missing = [name for name in opens if name not in known]
    if missing:
        raise KeyError(missing[0])
    phases = (replace(phase, opens=opens.get(phase.name, phase.opens)) for phase in setup.phases)
    return replace(setup, phases=tuple(phases))


def standing_at(setup: Setup, year: float) -> Setup:
    """The same centre with the phases open at a date alone: nothing is added later."""
    return replace(setup, phases=tuple(phase for phase in setup.phases if phase.opens <= year))


def without_phases(setup: Setup, names: Iterable[str]) -> Setup:
    """The same centre without some phases."""
    gone = set(names)
    return replace(setup, phases=tuple(phase for phase in setup.phases if phase.name not in gone))


def certain(setup: Setup) -> Setup:
    """The same centre with every number at its central value; what is left is chance."""
    fixed = {name: Uncertain(one.central, one.central, one.central) for name, one in setup.values.items()}
    return replace(setup, values=fixed)
