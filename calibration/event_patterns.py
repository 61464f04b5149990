"""In which observed years an event came: the histories that are possible, and draws made to have one.

An event that comes or does not is no small move of a random number, so draws are not moved from one
history to another: each history has draws of its own and the observations decide between histories.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from calibration.latent import Array, Latent
from calibration.world import Assumed, free_years, number
from sim.streams import SMALLEST

if TYPE_CHECKING:
    from scenarios.schema import PlanPack
    from scenarios.tables import Process

Pattern = tuple[bool, ...]


@dataclass(frozen=True)
class Histories:
    """The event process and the rows of the years in which it may or may not have come."""

    event: Process | None
    rows: tuple[int, ...]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """Every history, the one without events first."""
        return tuple(product((False, True), repeat=len(self.rows)))


def histories(pack: PlanPack, rows: range, assumed: Assumed) -> Histories:
    """The possible histories of the years `rows`. Raises ValueError where two processes are events."""
    events = [row for row in pack.processes if row.kind == "event"]
    if len(events) > 1:
        raise ValueError("histories of more than one event are not taken apart")
    if not events:
        return Histories(None, ())
    free = free_years(pack, events[0].name, rows.stop, assumed)
    return Histories(events[0], tuple(at for at in rows if free[at]))


def chance_of(found: Histories, pattern: Pattern, parameters: Mapping[str, Any], draws: int) -> Array:
    """The probability of a history in each draw, shape (draw,)."""
    whole = np.ones(draws)
    for limit, came in zip(_limits(found, pattern, parameters, draws), pattern, strict=True):
        whole = whole * (limit if came else 1 - limit)
    return whole


def with_history(found: Histories, pattern: Pattern, parameters: Mapping[str, Any], latent: Latent) -> Latent:
    """The same draws, each made to have this history; what decides it stays evenly spread within that."""
    if found.event is None:
        return latent
    chance = latent.noise.chance[found.event.name].copy()
    limits = _limits(found, pattern, parameters, latent.draws)
    for row, came, limit in zip(found.rows, pattern, limits, strict=True):
        chance[row] = chance[row] * limit if came else limit + chance[row] * (1 - limit)
    chance = np.clip(chance, SMALLEST, 1 - SMALLEST)
    noise = replace(latent.noise, chance={**latent.noise.chance, found.event.name: chance})
    return replace(latent, noise=noise)


def _limits(found: Histories, pattern: Pattern, parameters: Mapping[str, Any], draws: int) -> list[Array]:
    """Below which number the event comes in each year of the history, shape (draw,) each."""
    if found.event is None:
        return []
    frequency = np.broadcast_to(number(found.event.mean, parameters), (draws,))
    persistence = np.full(draws, float(number(found.event.ar, parameters)))
    before = (False, *pattern[:-1])
    return [
        persistence if came and found.rows[at] - 1 in found.rows else frequency
        for at, came in enumerate(before[: len(pattern)])
    ]
