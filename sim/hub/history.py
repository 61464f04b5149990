"""One replication: chance turned into the material of a history, and the history run."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.chance import Chance
from sim.hub.centre import Material, Rules, simulate
from sim.hub.demand import daily_lots
from sim.hub.record import Record
from sim.hub.setup import YEAR, Setup

Array = NDArray[np.float64]
Spells = tuple[tuple[float, float, float], ...]


def history(
    setup: Setup, chance: Chance, demand: Array, first_year: int, values: Mapping[str, float] | None = None
) -> Record:
    """The centre under `demand` in train/year, shape (day,) of whole years, from the start of `first_year`.

    `values` are the numbers of this replication (default: drawn from the setup).
    """
    known = chance.values(setup.values) if values is None else values
    rules = rules_of(known)
    material = _material(setup, chance, known, demand, first_year, rules)
    return simulate(setup.phases, setup.ports, rules, material)


def rules_of(values: Mapping[str, float]) -> Rules:
    """How trains are formed and sent under these numbers."""
    full = round(values["lots_per_train"])
    return Rules(
        full,
        max(1, round(values["least_fill"] * full)),
        values["longest_wait"],
        values["travel_time"],
        round(values["trains_under_way"]),
    )


def _material(
    setup: Setup,
    chance: Chance,
    values: Mapping[str, float],
    demand: Array,
    first_year: int,
    rules: Rules,
) -> Material:
    lots = daily_lots(setup, values, demand, chance)
    days = len(lots)
    trains = int(lots.sum()) // rules.least + 1
    names = [name for name, _ in setup.directions]
    ports = [port.name for port in setup.ports]
    return Material(
        first_year,
        lots,
        tuple(names.index(flow.direction) for flow in setup.flows),
        tuple(ports.index(port) for _, port in setup.directions),
        chance.positive("assembly", trains, values["assembly_time"], values["assembly_variation"]).tolist(),
        chance.positive("border", trains, values["border_time"], values["border_variation"]).tolist(),
        tuple(_spells(values, chance, port, days) for port in ports),
    )


def _spells(values: Mapping[str, float], chance: Chance, port: str, days: int) -> Spells:
    """Spells in which a port works slowly: Poisson in time, exponential in length."""
    pause = YEAR / values["disruption_rate"]
    most = 8 + round(4 * days / pause)
    begins = np.cumsum(chance.exponential(f"disruption dates {port}", most, pause))
    lengths = chance.exponential(f"disruption times {port}", most, values["disruption_time"])
    slowdown = values["disruption_slowdown"]
    return tuple(
        (float(begin), float(begin + length), slowdown)
        for begin, length in zip(begins, lengths, strict=True)
        if begin < days
    )
