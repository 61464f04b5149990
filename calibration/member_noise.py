"""Random numbers of the members of a forecast: the same for every region, so that a name moves none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.streams import normals, uniforms

Array = NDArray[np.float64]
LAYER = "forecast"


@dataclass(frozen=True)
class Noise:
    """Draws by name for `members` members."""

    seed: int
    members: int
    tail: float

    def normal(self, name: str) -> Array:
        """Standard normal, shape (member,)."""
        return normals(self.seed, LAYER, name, 0, self.members)

    def normal_years(self, name: str, years: int) -> Array:
        """Standard normal, shape (year, member)."""
        return normals(self.seed, LAYER, name, 0, self.members, years)

    def shocks(self, name: str, years: int) -> Array:
        """Student-t with `tail` degrees of freedom, shape (year, member)."""
        from scipy.special import stdtrit

        return np.asarray(stdtrit(self.tail, uniforms(self.seed, LAYER, name, 0, self.members, years)))

    def vector(self, name: str, covariance: Array) -> Array:
        """Normal vectors of every region, covariance (region, column, column): (region, member, column)."""
        size = covariance.shape[-1]
        draws = np.stack([self.normal(f"{name} {column}") for column in range(size)], axis=-1)
        root = np.linalg.cholesky(covariance + 1e-12 * np.eye(size))
        return np.einsum("rpq,mq->rmp", root, draws)
