"""How often values fall into the cells of a fixed grid, from which quantiles are read.

The grid is the float64 numbers shortened to 12 binary digits: cells are 0.02 % wide relative to the
value, whatever its size, and do not depend on the data. Counts are integers, so neither the order nor
the grouping of the draws changes a result.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Keys = NDArray[np.int64]
DROPPED_BITS = 40
SIGN_BIT = np.int64(2**63 - 1)


class Counts:
    """Counts of one quantity; its smallest and largest value are kept exactly."""

    def __init__(self) -> None:
        self.keys: Keys = np.empty(0, np.int64)
        self.numbers: NDArray[np.int64] = np.empty(0, np.int64)
        self.low, self.high = np.inf, -np.inf

    def add(self, values: Array) -> None:
        """Count finite values, shape (draw,)."""
        keys, numbers = np.unique(_key(values), return_counts=True)
        every = np.concatenate([self.keys, keys])
        self.keys, place = np.unique(every, return_inverse=True)
        merged = np.zeros(len(self.keys), np.int64)
        np.add.at(merged, place, np.concatenate([self.numbers, numbers]))
        self.numbers = merged
        self.low, self.high = min(self.low, float(values.min())), max(self.high, float(values.max()))

    def quantiles(self, probabilities: Sequence[float]) -> Array:
        """Quantiles, interpolated inside the cell, shape (probability,); 0 and 1 give the extremes."""
        above = np.cumsum(self.numbers)
        ranks = np.asarray(probabilities, np.float64) * (above[-1] - 1) + 0.5
        cells = np.minimum(np.searchsorted(above, ranks), len(above) - 1)
        share = (ranks - (above - self.numbers)[cells]) / self.numbers[cells]
        left, right = _edges(self.keys[cells])
        inside = np.clip(left + share * (right - left), self.low, self.high)
        wanted = np.asarray(probabilities, np.float64)
        return np.where(wanted <= 0, self.low, np.where(wanted >= 1, self.high, inside))


def _key(values: Array) -> Keys:
    """Whole numbers in the order of the values, one for each cell."""
    bits = np.ascontiguousarray(values, np.float64).view(np.int64)
    ordered = np.where(bits < 0, ~(bits & SIGN_BIT), bits)
    return ordered >> DROPPED_BITS


def _edges(keys: Keys) -> tuple[Array, Array]:
    """Left and right edge of cells."""
    return _value(keys << DROPPED_BITS), _value((keys + 1) << DROPPED_BITS)


def _value(ordered: Keys) -> Array:
    bits = np.where(ordered < 0, ~ordered | ~SIGN_BIT, ordered)
    return bits.view(np.float64)
