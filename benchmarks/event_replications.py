"""Replications of the project events to the end of the plan, state by state, kept in the cache of the user.

A block that is kept is not made again, so that a run that was cut off goes on where it stood.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.event_streams import SEED, cache_folder, project_setup
from scenarios.levers import resolve
from scenarios.library import load_scenario
from scenarios.packs import load_pack
from sim.projects.replicating import (
    DEMAND,
    FINANCE,
    USUAL_DEMAND,
    USUAL_FINANCE,
    Grid,
    Replications,
    inputs_hash,
)
from sim.projects.setup import Setup

Array = NDArray[np.float64]
BLOCK = 50
LAST_YEAR = 2025
DIGITS = 12
USUAL = Grid((FINANCE[USUAL_FINANCE],), (DEMAND[USUAL_DEMAND],), LAST_YEAR)
ALL = Grid(FINANCE, DEMAND, LAST_YEAR)


def baseline_setup() -> Setup:
    """The pipeline of the built-in plan under its baseline."""
    pack = load_pack()
    return project_setup(pack, resolve(load_scenario("baseline", pack), pack))


def kept_raw(setup: Setup, grid: Grid, count: int) -> Array:
    """Raw ratios of the first `count` replications, shape (replication, quarter, finance, demand, report)."""
    columns = [
        np.concatenate([_state(setup, Grid((f,), (d,), grid.last_year), count) for d in grid.demand], axis=3)
        for f in grid.finance
    ]
    return np.concatenate(columns, axis=2)


def _state(setup: Setup, grid: Grid, count: int) -> Array:
    folder = cache_folder() / "replications" / inputs_hash(setup, SEED, BLOCK, grid)[:DIGITS]
    folder.mkdir(parents=True, exist_ok=True)
    blocks = [_block(setup, grid, first, folder) for first in range(0, count, BLOCK)]
    return np.concatenate(blocks)[:count]


def _block(setup: Setup, grid: Grid, first: int, folder: Path) -> Array:
    path = folder / f"{first:05d}.npy"
    if path.is_file():
        return np.load(path)
    print(
        f"finance {grid.finance[0]:g}, demand {grid.demand[0]:g}: replications from {first}", file=sys.stderr
    )
    found = Replications(setup, SEED, grid)(first, BLOCK)
    part = path.with_suffix(".part.npy")
    np.save(part, found)
    part.replace(path)
    return found
