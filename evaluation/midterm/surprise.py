"""Whether what was observed lies within what the model thought possible."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluation.annual import FloatArray


@dataclass(frozen=True)
class Surprise:
    """How far the figures lie from the draws: two-sided tail probabilities, one a figure, and all together.

    `distance` is the squared Mahalanobis distance, `probability` the chance of one at least as large.
    """

    tails: tuple[float, ...]
    distance: float
    probability: float
    alarm: float

    @property
    def loud(self) -> tuple[int, ...]:
        """Places of the figures that lie outside, at the alarm level shared over all of them."""
        limit = self.alarm / max(len(self.tails), 1)
        return tuple(at for at, tail in enumerate(self.tails) if tail < limit)

    @property
    def together(self) -> bool:
        """True where the figures are outside as a whole."""
        return self.probability < self.alarm


def surprise(model: FloatArray, observed: FloatArray, error: FloatArray, alarm: float) -> Surprise:
    """How surprising `observed` (figure,) is for the draws of `model` (figure, draw) with these errors."""
    from scipy.special import gammaincc, ndtr

    below = ndtr((observed[:, None] - model) / error[:, None]).mean(axis=1)
    tails = 2 * np.minimum(below, 1 - below)
    gap = observed - model.mean(axis=1)
    spread = np.atleast_2d(np.cov(model)) + np.diag(error**2)
    distance = float(gap @ np.linalg.solve(spread, gap))
    probability = float(gammaincc(len(observed) / 2, distance / 2))
    return Surprise(tuple(float(tail) for tail in tails), distance, probability, alarm)
