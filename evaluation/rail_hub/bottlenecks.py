"""Where trains wait, and what one more unit of each resource brings by the same chance.

Once under the demand of the scenario, and once under a demand as large as the target, where it counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from evaluation.rail_hub.answers import Bottleneck
from evaluation.rail_hub.estimates import estimate
from evaluation.rail_hub.yearly import Task, Yearly
from sim.hub.setup import YEAR

if TYPE_CHECKING:
    from evaluation.rail_hub.yearly import Array
    from sim.hub.setup import Phase, Setup

CONSOLIDATION, YARD, SLOTS, BORDER = RESOURCES = ("consolidation", "yard", "slots", "border")
UNITS: Mapping[str, str] = {
    CONSOLIDATION: "place",
    YARD: "train_of_yard",
    SLOTS: "slot_a_day",
    BORDER: "border_place",
}
PLAIN = "plain"
Gains = Mapping[str, "tuple[Array, Array]"]
"""Gain in GDP and in investment by resource, yi_CNY, shapes (replication,)."""


def bottleneck_tasks(setup: Setup, demand: Array, first_year: int, seed: int) -> dict[str, Task]:
    """The setup as it is, and with one more unit of each resource, under `demand`, shape (year, draw)."""
    cases = {PLAIN: setup, **{name: _one_more(setup, name) for name in RESOURCES}}
    return {name: Task(case, setup, demand, first_year, seed) for name, case in cases.items()}


def bottlenecks(
    setup: Setup, found: Mapping[str, Yearly], year: int, gained: Gains | None = None
) -> tuple[Bottleneck, ...]:
    """All resources in the order of what one more unit brings; `gained` is what it brings in the model."""
    told = gained or {}
    rows = [_row(name, setup, found[PLAIN], found[name], year, told.get(name)) for name in RESOURCES]
    return tuple(sorted(rows, key=lambda row: -(row.more_trains.mean or 0.0)))


def _one_more(setup: Setup, resource: str) -> Setup:
    """The setup with one more unit of a resource from the first phase on."""
    if resource == BORDER:
        most = max(setup.ports, key=lambda port: _load(setup, port.name) / port.places)
        ports = (replace(port, places=port.places + (port is most)) for port in setup.ports)
        return replace(setup, ports=tuple(ports))
    first, *others = setup.phases
    return replace(setup, phases=(_widened(first, resource), *others))


def _widened(phase: Phase, resource: str) -> Phase:
    if resource == CONSOLIDATION:
        return replace(phase, places=phase.places + 1)
    if resource == YARD:
        return replace(phase, yard=phase.yard + 1)
    return replace(phase, capacity=phase.capacity + YEAR)


def _load(setup: Setup, port: str) -> float:
    """Share of all lots that cross a port."""
    over = {name for name, crossed in setup.directions if crossed == port}
    return sum(flow.share for flow in setup.flows if flow.direction in over)


def _row(
    name: str, setup: Setup, plain: Yearly, more: Yearly, year: int, gained: tuple[Array, Array] | None
) -> Bottleneck:
    waits = {
        CONSOLIDATION: plain.of("fill_wait", year) + plain.of("place_wait", year),
        YARD: np.zeros(len(plain.values)),
        SLOTS: plain.of("slot_wait", year),
        BORDER: plain.of("border_wait", year),
    }
    return Bottleneck(
        name,
        UNITS[name],
        _stands(setup, name, year),
        estimate(plain.of(f"use_{name}", year)),
        estimate(waits[name]),
        estimate(plain.of("turned_away", year)),
        estimate(more.of("trains", year) - plain.of("trains", year)),
        estimate(plain.of("cost", year) - more.of("cost", year)),
        None if gained is None else estimate(gained[0]),
        None if gained is None else estimate(gained[1]),
    )


def _stands(setup: Setup, name: str, year: int) -> float:
    """What stands of a resource at the end of a year, in its units."""
    phases = [phase for phase in setup.phases if phase.opens < year + 1]
    return {
        CONSOLIDATION: float(sum(phase.places for phase in phases)),
        YARD: sum(phase.yard for phase in phases),
        SLOTS: sum(phase.capacity for phase in phases) / YEAR,
        BORDER: float(sum(port.places for port in setup.ports)),
    }[name]
