"""Quantiles of draws, exactly from the draws or from integer counts on a fixed grid.

Counts add up in any order to the same integers, so beyond `EXACT_DRAWS` draws the memory does not grow
and the answer does not depend on workers or blocks. The grid comes from the first block of draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluation.annual import FloatArray

Counts: TypeAlias = NDArray[np.int64]

LEVELS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)
EXACT_DRAWS = 100_000
CELLS = 4096
SMALLEST_SPAN = 1e-9


@dataclass(frozen=True)
class Grid:
    """`CELLS` equal cells from `low` to `high`; what lies outside is counted in the end cells."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """Width of a cell."""
        return (self.high - self.low) / CELLS


def quantiles(values: FloatArray, levels: Sequence[float] = LEVELS) -> Mapping[float, float]:
    """Quantiles of the draws, linear between order statistics."""
    found = np.quantile(values, levels)
    return {level: float(value) for level, value in zip(levels, found, strict=True)}


def grid_for(pilot: FloatArray) -> Grid:
    """A grid that spans the pilot draws and once their range on either side."""
    low, high = float(pilot.min()), float(pilot.max())
    span = max(high - low, SMALLEST_SPAN * max(abs(low), abs(high), 1.0))
    return Grid(low - span, high + span)


def count(values: FloatArray, grid: Grid) -> Counts:
    """Draws a cell, shape (CELLS,)."""
    cells = np.clip(np.floor((values - grid.low) / grid.width), 0, CELLS - 1)
    return np.bincount(cells.astype(np.int64), minlength=CELLS)


def counted_quantiles(counts: Counts, grid: Grid, levels: Sequence[float] = LEVELS) -> Mapping[float, float]:
    """Quantiles from counts: draws are spread evenly inside a cell, so the error is below one cell."""
    reached = np.concatenate([[0], np.cumsum(counts)])
    found: dict[float, float] = {}
    for level in levels:
        rank = level * reached[-1]
        cell = min(int(np.searchsorted(reached, rank, side="right")) - 1, CELLS - 1)
        inside = (rank - reached[cell]) / counts[cell] if counts[cell] else 0.0
        found[level] = grid.low + grid.width * (cell + float(inside))
    return found
