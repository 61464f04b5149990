"""A normal distribution close to the posterior, against which the chains move.

It starts at the mode (Gauss-Newton, slopes by differences) with the covariance of the linearised model,
and is then moved to the mean and covariance of trial chains in the directions the data inform; in all
others it stays the prior.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Residuals = Callable[[Array], Array]
"""Residuals of shape (point, observation) at points of shape (point, dimension)."""
STEP = 1e-3
MOST_STEPS = 30
ENOUGH = 1e-3
"""A Gauss-Newton step that lowers the cost by less ends the search."""
SHORTENED = (1.0, 0.7, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02)
INFORMED = 1e-4
"""Directions in which the data weigh less than this part of the prior count as not informed."""


@dataclass(frozen=True, eq=False)
class Reference:
    """mean + root @ x, with x standard normal; `informed` spans the informed directions, shape (dim, k).

    The first k coordinates of x lie in the informed directions, the others are those of the prior.
    """

    mean: Array
    root: Array
    informed: Array
    basis: Array

    def place(self, x: Array) -> Array:
        """Deviations of the prior from those of the reference, shape (point, dimension)."""
        return np.asarray(self.mean + x @ self.root.T, dtype=np.float64)

    def back(self, z: Array) -> Array:
        """The inverse of `place`."""
        return np.asarray(np.linalg.solve(self.root, (z - self.mean).T).T, dtype=np.float64)


def laplace(residuals: Residuals, size: int) -> Reference:
    """The normal distribution at the mode."""
    here = np.zeros(size)
    slopes = np.zeros((0, size))
    for _ in range(MOST_STEPS):
        found = residuals(np.vstack([here, here + STEP * np.eye(size)]))
        slopes = (found[1:] - found[0]).T / STEP
        cost = _cost(found[:1], here[None, :])[0]
        step = -np.linalg.solve(slopes.T @ slopes + np.eye(size), slopes.T @ found[0] + here)
        tried = here + np.array(SHORTENED)[:, None] * step
        costs = _cost(residuals(tried), tried)
        best = int(np.nanargmin(costs))
        if not costs[best] < cost - ENOUGH:
            break
        here = tried[best]
    weights, directions = np.linalg.eigh(slopes.T @ slopes)
    chosen = weights > INFORMED
    basis = np.hstack([directions[:, chosen], directions[:, ~chosen]])
    return _reference(here, basis, np.diag(1.0 / (1.0 + weights[chosen])))


def moved(reference: Reference, states: Array) -> Reference:
    """The reference at the mean and covariance of these points (point, dimension) where informed.

    The covariance it had counts as one more point a direction, so that few points do not flatten it.
    """
    basis, count = reference.basis, reference.informed.shape[1]
    along = states @ basis[:, :count]
    found = np.atleast_2d(np.cov(along.T))
    held = basis[:, :count].T @ reference.root @ reference.root.T @ basis[:, :count]
    covariance = (len(states) * found + count * held) / (len(states) + count)
    return _reference(basis[:, :count] @ along.mean(axis=0), basis, covariance)


def _reference(mean: Array, basis: Array, covariance: Array) -> Reference:
    """`basis` is orthonormal, its first columns informed, with that covariance; the others as the prior."""
    count = len(covariance)
    informed = basis[:, :count]
    root = np.hstack([informed @ np.linalg.cholesky(covariance), basis[:, count:]])
    return Reference(mean, np.asarray(root, dtype=np.float64), informed, basis)


def _cost(residuals: Array, points: Array) -> Array:
    cost = 0.5 * np.sum(residuals**2, axis=1) + 0.5 * np.sum(points**2, axis=1)
    return np.where(np.isfinite(cost), cost, np.inf)
