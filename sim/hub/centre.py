"""One history of the assembly centre: yard, places, slots and borders put together on one clock.

A day brings its consignments; a train goes from the yard to a place for assembling, then to a slot, then to
its border. Left out: single boxes and wagons, and the way back of empty ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from simpy import Environment
from simpy.events import Timeout

from sim.hub.line import Line
from sim.hub.record import AT, Record, Tally
from sim.hub.setup import QUARTERS, YEAR, Phase, Port
from sim.hub.station import Station
from sim.hub.train import Train
from sim.hub.yard import Yard

if TYPE_CHECKING:
    from simpy import Event

Array = NDArray[np.float64]
(
    ARRIVED, TURNED_AWAY, DEPARTED, TRAINS, DWELL, FILL_WAIT, PLACE_WAIT, PLACE_WORK, SLOT_WAIT, SLOT_WORK,
    BORDER_WAIT, BORDER_WORK, BORDER_DAYS, CROSSED,
) = range(len(AT))  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """How trains are formed and sent: sizes in lots, times in days, `most` trains under way to a port."""

    full: int
    least: int
    longest: float
    travel: float
    most: int


@dataclass(frozen=True, eq=False)
class Material:
    """What happens from outside in one history.

    `lots` has the shape (day, flow); `direction_of` gives the direction of each flow, `port_of` the port of
    each direction, both as indices. `assembly` and `border` are the work of the k-th train in days. `held`
    lists (from, until, slowdown) by port.
    """

    first_year: int
    lots: NDArray[np.int64]
    direction_of: tuple[int, ...]
    port_of: tuple[int, ...]
    assembly: Sequence[float]
    border: Sequence[float]
    held: tuple[tuple[tuple[float, float, float], ...], ...]


class Centre:
    """The centre on its clock; `run` gives the record of the whole history."""

    def __init__(
        self, phases: tuple[Phase, ...], ports: tuple[Port, ...], rules: Rules, material: Material
    ) -> None:
        self.rules, self.material = rules, material
        self.clock = Environment()
        self.days = len(material.lots)
        self.tally = Tally(self.days * QUARTERS // YEAR)
        self.departures: list[float] = []
        self.slow = [1.0] * len(ports)
        self._lay_out(phases, ports)
        self._plan(phases)

    def run(self) -> Record:
        """Let the days pass. The record counts what happened within them."""
        self.clock.run(until=self.days)
        days = float(self.days)
        occupied = self.tally_total(DWELL) + self._still_waiting(days)
        return Record(
            self.material.first_year,
            self.tally.sums(),
            self.yard.level,
            sum(self.line.under_way),
            occupied,
            self.highest,
            np.array(self.departures),
        )

    def tally_total(self, field: int) -> float:
        """Sum of a field over the whole history."""
        return sum(row[field] for row in self.tally.rows)

    def _lay_out(self, phases: tuple[Phase, ...], ports: tuple[Port, ...]) -> None:
        open_now = [phase for phase in phases if phase.opens <= self.material.first_year]
        rules, clock = self.rules, self.clock
        self.capacity = sum(phase.capacity for phase in open_now)
        directions = len(self.material.port_of)
        room = round(rules.full * sum(phase.yard for phase in open_now))
        self.yard = Yard(directions, room, rules.full, rules.least, rules.longest, self._formed)
        self.places = Station[Train](
            clock, sum(phase.places for phase in open_now), self._placed, self._assembled
        )
        self.line = Line(clock, len(ports), _headway(self.capacity), rules.most, self._departed)
        self.borders = [Station[Train](clock, port.places, self._at_border, self._crossed) for port in ports]
        self.highest = 0
        self.standing: dict[int, Train] = {}

    def _plan(self, phases: tuple[Phase, ...]) -> None:
        start = self.material.first_year
        for phase in phases:
            if phase.opens > start:
                self._later((phase.opens - start) * YEAR, self._opened(phase))
        for port, spells in enumerate(self.material.held):
            for begin, end, slowdown in spells:
                self._later(begin, self._slowed(port, slowdown))
                self._later(end, self._slowed(port, 1 / slowdown))
        lots = self.material.lots.tolist()
        self._lots: list[list[int]] = lots
        self._later(0.0, self._day)

    def _later(self, delay: float, call: Callable[[Event], None]) -> None:
        Timeout(self.clock, delay).callbacks.append(call)

    def _opened(self, phase: Phase) -> Callable[[Event], None]:
        def opened(_: Event) -> None:
            self.capacity += phase.capacity
            self.yard.room += round(self.rules.full * phase.yard)
            self.places.widen(phase.places)
            self.line.open(_headway(self.capacity))

        return opened

    def _slowed(self, port: int, factor: float) -> Callable[[Event], None]:
        def slowed(_: Event) -> None:
            self.slow[port] *= factor

        return slowed

    def _day(self, _: Event) -> None:
        now = self.clock._now  # pyright: ignore[reportPrivateUsage] - read for every event, the property is slow
        row, yard, lots = self.tally.at(now), self.yard, self._lots[round(now)]
        row[ARRIVED] += sum(lots)
        row[TURNED_AWAY] += yard.arrive(now, lots, self.material.direction_of)
        if yard.level > self.highest:
            self.highest = yard.level
        yard.review(now)
        if now + 1 < self.days:
            self._later(1.0, self._day)

    def _formed(self, train: Train) -> None:
        train.port = self.material.port_of[train.direction]
        self.standing[train.number] = train
        self.places.enter(train, self.material.assembly[train.number])

    def _placed(self, train: Train) -> None:
        train.placed = self.clock._now  # pyright: ignore[reportPrivateUsage] - as above

    def _assembled(self, train: Train) -> None:
        train.ready = self.clock._now  # pyright: ignore[reportPrivateUsage] - as above
        self.line.ready(train)

    def _departed(self, train: Train) -> None:
        now = self.clock._now  # pyright: ignore[reportPrivateUsage] - as above
        lots = train.lots
        train.departed = now
        self.yard.leave(lots)
        del self.standing[train.number]
        row = self.tally.at(now)
        row[DEPARTED] += lots
        row[TRAINS] += 1
        row[DWELL] += lots * now - train.arrivals
        row[FILL_WAIT] += lots * train.formed - train.arrivals
        row[PLACE_WAIT] += train.placed - train.formed
        row[PLACE_WORK] += train.ready - train.placed
        row[SLOT_WAIT] += now - train.ready
        row[SLOT_WORK] += self.line.headway
        self.departures.append(now)
        Timeout(self.clock, self.rules.travel, train).callbacks.append(self._reached)

    def _reached(self, event: Event) -> None:
        train: Train = event._value  # pyright: ignore[reportPrivateUsage] - the property checks again
        train.reached = self.clock._now  # pyright: ignore[reportPrivateUsage] - as above
        work = self.material.border[train.number] * self.slow[train.port]
        self.borders[train.port].enter(train, work)

    def _at_border(self, train: Train) -> None:
        train.started = self.clock._now  # pyright: ignore[reportPrivateUsage] - as above

    def _crossed(self, train: Train) -> None:
        now = self.clock._now  # pyright: ignore[reportPrivateUsage] - as above
        row = self.tally.at(now)
        row[BORDER_WAIT] += train.started - train.reached
        row[BORDER_WORK] += now - train.started
        row[BORDER_DAYS] += train.lots * (now - train.reached)
        row[CROSSED] += 1
        self.line.crossed(train.port)

    def _still_waiting(self, end: float) -> float:
        """Lot-days until `end` of what has not left."""
        trains = sum(train.lots * end - train.arrivals for train in self.standing.values())
        return trains + self.yard.waited(end)


def _headway(capacity: float) -> float:
    """Days between two slots; endless where there are none."""
    return YEAR / capacity if capacity > 0 else math.inf


def simulate(
    phases: tuple[Phase, ...],
    ports: tuple[Port, ...],
    rules: Rules,
    material: Material,
) -> Record:
    """The record of one history."""
    return Centre(phases, ports, rules, material).run()
