"""From draws of the prior to draws of the posterior by small steps: a sequential Monte Carlo sampler.

The weight of the data grows from 0 to 1. At each step the points are resampled by what the data add, and
walk at the new weight. Points so start wherever the posterior has mass, in tails and bends that a normal
distribution at its mode misses. Source: Del Moral, Doucet and Jasra 2006, with the step chosen by the
effective number of points.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from calibration.reference import Reference, moved
from calibration.sampler import Plan, walk

Array = NDArray[np.float64]
Likelihood = Callable[[Array], Array]
KEPT = 0.5
"""Effective number of points after a step, as a part of all."""
HALVINGS = 40


def tempered(
    likelihood: Likelihood, reference: Reference, count: int, moves: int, rng: np.random.Generator
) -> Array:
    """Points of shape (count, dimension) under prior and likelihood, from the standard normal prior.

    `reference` says which directions are informed; each temperature walks `moves` steps.
    """
    points = rng.standard_normal((count, len(reference.mean)))
    level, weight = likelihood(points), 0.0
    plan = Plan(0, 0, moves, reference.informed.shape[1])
    while weight < 1.0:
        step = _step(level, 1.0 - weight)
        points = points[_resampled(_shares(level, step), rng)]
        weight = min(weight + step, 1.0)
        reference = moved(reference, points)
        points = _walked(likelihood, reference, points, weight, plan, rng)
        level = likelihood(points)
    return points


def _walked(
    likelihood: Likelihood,
    reference: Reference,
    points: Array,
    weight: float,
    plan: Plan,
    rng: np.random.Generator,
) -> Array:
    def target(x: Array) -> Array:
        z = reference.place(x)
        return weight * likelihood(z) - 0.5 * np.sum(z**2, axis=1)

    x = reference.back(points)
    return reference.place(walk(target, x, target(x), plan, rng)[0])


def _step(level: Array, most: float) -> float:
    """The step at which the effective number of points falls to the part that is kept, at most `most`."""

    def effective(step: float) -> float:
        return 1.0 / float(np.sum(_shares(level, step) ** 2)) / len(level)

    if effective(most) >= KEPT:
        return most
    low, high = 0.0, most
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if effective(middle) >= KEPT else (low, middle)
    return max(high, np.finfo(float).eps)


def _shares(level: Array, step: float) -> Array:
    raised = step * np.where(np.isfinite(level), level, -np.inf)
    shares = np.exp(raised - raised.max())
    return shares / shares.sum()


def _resampled(shares: Array, rng: np.random.Generator) -> NDArray[np.int64]:
    """Indices by systematic resampling."""
    places = (rng.random() + np.arange(len(shares))) / len(shares)
    return np.minimum(np.searchsorted(np.cumsum(shares), places), len(shares) - 1).astype(np.int64)
