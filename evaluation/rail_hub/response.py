"""Throughput, dwell and cost against load, at a steady demand: the curve the equations of trade bend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from evaluation.rail_hub.answers import Response
from evaluation.rail_hub.estimates import estimate
from evaluation.rail_hub.yearly import Task, Yearly

if TYPE_CHECKING:
    from sim.hub.setup import Setup

LOADS = (0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5)
YEARS = 2
"""The first fills the yard, the second is measured."""


def response_tasks(setup: Setup, year: int, seed: int, loads: Sequence[float] = LOADS) -> dict[str, Task]:
    """One task a load, from `year` on, by the load as text."""
    capacity = setup.capacity(year)
    return {
        f"{load:g}": Task(setup, setup, np.full((YEARS, 1), load * capacity), year, seed) for load in loads
    }


def responses(setup: Setup, found: Mapping[str, Yearly], sharpness: float) -> tuple[Response, ...]:
    """The response to every load; `sharpness` is that of the curve in the equations of trade."""
    return tuple(_response(float(load), setup, runs, sharpness) for load, runs in found.items())


def _response(load: float, setup: Setup, runs: Yearly, sharpness: float) -> Response:
    year = runs.first_year + YEARS - 1
    return Response(
        load,
        estimate(runs.of("trains", year) / setup.capacity(year)),
        load / (1 + load**sharpness) ** (1 / sharpness),
        estimate(runs.of("dwell", year)),
        estimate(runs.of("turned_away", year)),
        estimate(runs.of("cost", year)),
    )
