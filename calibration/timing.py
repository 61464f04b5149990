"""Timing of projects and service of the rail hub as quarterly inputs: what the event models report.

Replications of the event models are made beforehand at three states of finance, three of demand and five
loads of the hub. A draw takes one replication for all quarters; the equations mix its states. Draws come
in 32 groups of 128 with replications of their own, so that means of groups are independent and carry the
sampling error of the replications. The central path is the mean over all replications.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.given import Given
from sim.inputs import Held, Input, Linear
from sim.streams import uniforms

Array = NDArray[np.float64]
LAYER = "projects"
FINANCE = ("tight", "usual", "ample")
DEMAND = ("low", "usual", "high")
LOADS = ("light", "moderate", "usual", "heavy", "crowded")
KINDS = ("traditional", "emerging", "services", "infrastructure")
QUARTERS = 4
GROUPS = 32
GROUP_DRAWS = 128
SOURCE = "projects-events"


@dataclass(frozen=True, eq=False)
class Timing:
    """Reports of the event models from 1 January of `first_year` on, a row a quarter.

    `values` has the shape (quarter, name, replication) with names in the order of `NAMES`; `files` are
    the files they were read from, each with its SHA-256.
    """

    first_year: int
    values: Array
    files: tuple[tuple[str, str], ...] = ()

    @property
    def replications(self) -> int:
        """Number of replications."""
        return self.values.shape[2]

    @cached_property
    def with_mean(self) -> Array:
        """All replications and, last, their mean."""
        return np.concatenate([self.values, self.values.mean(axis=2, keepdims=True)], axis=2)


def _names() -> dict[str, str]:
    """Every input with its meaning, in the order of the reports."""
    states = [(finance, demand) for finance in FINANCE for demand in DEMAND]
    names = {
        f"realised_{finance}_{demand}__{kind}": (
            f"Starts over wishes in {kind}, finance {finance} and demand {demand}, relative to 2016-2020."
        )
        for finance, demand in states
        for kind in KINDS
    }
    names |= {
        f"pace_{finance}_{demand}": (
            f"Speed of building, finance {finance} and demand {demand}, relative to 2016-2020."
        )
        for finance, demand in states
    }
    names |= {f"service_{load}": f"Trains over those expected at {load} load of the hub." for load in LOADS}
    return names | {
        f"hub_cost_{load}": f"Cost of a consignment at {load} load, relative to 2016-2020." for load in LOADS
    }


ABOUT: Mapping[str, str] = _names()
NAMES = tuple(ABOUT)


def given_timing() -> dict[str, Given]:
    """The inputs as the equations see them."""
    return {name: Given(name, "1", True, about, SOURCE) for name, about in ABOUT.items()}


def neutral_timing(since: float) -> dict[str, Input]:
    """No events: every wish is started at once and every builder is free."""
    return {name: Linear(((since, 1.0),), 1.0, since) for name in NAMES}


def central_timing(timing: Timing, start: int, end: int) -> dict[str, Input]:
    """The mean over all replications, one value a quarter; 1 before the reports begin."""
    return _held(timing, timing.with_mean[:, :, -1:], start, end)


def drawn_timing(timing: Timing, start: int, end: int, places: Array) -> dict[str, Input]:
    """The replication at each place, one value a quarter and draw; a place of 1 takes the mean of all."""
    return _held(timing, timing.with_mean[:, :, replication_at(timing.replications, places)], start, end)


def event_places(seed: int, first: int, count: int) -> Array:
    """Place of draws [first, first + count) among all replications, from 0 to below 1; shape (draw,)."""
    group = np.arange(first, first + count) // GROUP_DRAWS % GROUPS
    return (group + uniforms(seed, LAYER, "replication", first, count)) / GROUPS


def replication_at(replications: int, places: Array) -> NDArray[np.int64]:
    """Which replication stands at each place, shape (draw,); beyond the last stands their mean."""
    return np.minimum((places * replications).astype(np.int64), replications)


def _held(timing: Timing, values: Array, start: int, end: int) -> dict[str, Input]:
    before = np.ones(((timing.first_year - start) * QUARTERS, *values.shape[1:]))
    rows = max(end + 1 - timing.first_year, 0) * QUARTERS
    path = np.concatenate([before, values[:rows]])
    single = path.shape[2] == 1
    return {
        name: Held(start, path[:, at, 0] if single else path[:, at], QUARTERS)
        for at, name in enumerate(NAMES)
    }
