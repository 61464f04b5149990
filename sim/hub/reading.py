"""From the facts of a plan's centre to the setup of its replications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.chance import Uncertain
from sim.hub.setup import Flow, Phase, Port, Setup

if TYPE_CHECKING:
    from scenarios.hub_facts import HubFile


def setup_of(hub: HubFile, known_in: int | None = None) -> Setup:
    """The setup with what was known in a year (default: everything). Raises `KeyError` for what was not."""
    numbers = {
        row.name: Uncertain(row.low, row.central, row.high)
        for row in hub.number
        if known_in is None or row.known_from <= known_in
    }
    missing = [row.name for row in hub.number if row.name not in numbers]
    if missing:
        raise KeyError(missing[0])
    flows = tuple(
        Flow(f"{origin.name} to {direction.name}", direction.name, origin.share * direction.share)
        for direction in hub.direction
        for origin in hub.origin
    )
    ports = tuple(Port(port.name, port.places) for port in hub.port)
    directions = tuple((row.name, row.port) for row in hub.direction)
    phases = sorted(hub.phase, key=lambda row: row.opens)
    return Setup(
        numbers,
        flows,
        directions,
        ports,
        tuple(Phase(row.name, row.opens, row.places, row.capacity, row.yard) for row in phases),
    )
