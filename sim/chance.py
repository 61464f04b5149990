"""The random numbers of one replication of events, each keyed by name and replication and drawn in bulk.

The k-th number of a name is the same whatever case is run and however many numbers are asked for, so that
runs of one replication differ by what was changed and not by luck.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.distributions import Distribution, quantile
from sim.streams import normals, uniforms

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Uncertain:
    """A number with its limits; all three are equal where it is certain."""

    low: float
    central: float
    high: float


@dataclass(frozen=True)
class Chance:
    """The random numbers of replication `index` of the events `layer` under `seed`."""

    layer: str
    seed: int
    index: int

    def uniforms(self, name: str, count: int) -> Array:
        """Uniform numbers in (0, 1), shape (number,)."""
        return uniforms(self.seed, self.layer, f"{name}/{self.index}", 0, count)

    def normals(self, name: str, count: int) -> Array:
        """Standard normal numbers, shape (number,)."""
        return normals(self.seed, self.layer, f"{name}/{self.index}", 0, count)

    def positive(self, name: str, count: int, mean: float, variation: float) -> Array:
        """Lognormal numbers with a mean and a coefficient of variation, shape (number,)."""
        return lognormal(self.normals(name, count), mean, variation)

    def exponential(self, name: str, count: int, mean: float) -> Array:
        """Exponential numbers with a mean, shape (number,)."""
        return -mean * np.log(self.uniforms(name, count))

    def values(self, numbers: Mapping[str, Uncertain]) -> dict[str, float]:
        """One draw of each number, triangular between its limits."""
        return {
            name: one.central if one.low == one.high else self._drawn(name, one)
            for name, one in numbers.items()
        }

    def _drawn(self, name: str, one: Uncertain) -> float:
        shape = Distribution("triangular", one.low, one.central, one.high)
        return float(quantile(shape, uniforms(self.seed, self.layer, name, self.index, 1))[0])


def lognormal(standard: Array, mean: float, variation: float) -> Array:
    """Standard normal numbers turned into lognormal ones with a mean and a coefficient of variation."""
    square = math.log1p(variation**2)
    return mean * np.exp(math.sqrt(square) * standard - square / 2)
