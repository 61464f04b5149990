"""The random numbers of one replication, keyed by name and replication and drawn in bulk.

The k-th number of a name is the same whatever else is changed, so that two runs of one replication differ
by what was changed and not by luck.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.distributions import Distribution, quantile
from sim.projects.setup import Setup
from sim.streams import normals, uniforms

Array = NDArray[np.float64]
LAYER = "projects"


@dataclass(frozen=True)
class Chance:
    """The random numbers of replication `index` under `seed`."""

    seed: int
    index: int

    def uniforms(self, name: str, count: int) -> Array:
        """Uniform numbers in (0, 1), shape (number,)."""
        return uniforms(self.seed, LAYER, f"{name}/{self.index}", 0, count)

    def lognormal(self, name: str, count: int, mean: float, variation: float) -> Array:
        """Lognormal numbers with a mean and a coefficient of variation, shape (number,)."""
        square = math.log1p(variation**2)
        standard = normals(self.seed, LAYER, f"{name}/{self.index}", 0, count)
        return mean * np.exp(math.sqrt(square) * standard - square / 2)

    def exponential(self, name: str, count: int, mean: float) -> Array:
        """Exponential numbers with a mean, shape (number,)."""
        return -mean * np.log(self.uniforms(name, count))

    def normals(self, name: str, count: int) -> Array:
        """Standard normal numbers, shape (number,)."""
        return normals(self.seed, LAYER, f"{name}/{self.index}", 0, count)

    def values(self, setup: Setup) -> dict[str, float]:
        """The uncertain numbers of the setup, one draw each: triangular between their limits."""
        return {
            name: one.central if one.low == one.high else self._drawn(name, one.low, one.central, one.high)
            for name, one in setup.values.items()
        }

    def _drawn(self, name: str, low: float, central: float, high: float) -> float:
        shape = Distribution("triangular", low, central, high)
        return float(quantile(shape, uniforms(self.seed, LAYER, name, self.index, 1))[0])
