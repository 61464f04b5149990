"""Importance weights: how well each draw agrees with what was observed, and what they leave of the draws.

Errors are independent and normal. Source: Kong, Liu and Wong 1994 (effective sample size); Kitagawa 1996
(systematic resampling).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluation.annual import BoolArray, FloatArray
from sim.streams import uniforms

Indices: TypeAlias = NDArray[np.intp]
LAYER = "outlook"


def weights(model: FloatArray, observed: FloatArray, error: FloatArray) -> FloatArray:
    """Weights of the draws, shape (draw,), summing to 1; `model` has the shape (figure, draw)."""
    distance = (model - observed[:, None]) / error[:, None]
    logs = -0.5 * (distance**2).sum(axis=0)
    raw = np.exp(logs - logs.max())
    return raw / raw.sum()


def effective(weight: FloatArray) -> float:
    """How many equally weighted draws the weighted ones are worth."""
    return float(1 / (weight**2).sum())


def resampled(weight: FloatArray, seed: int, name: str = "weights") -> Indices:
    """Draws chosen in proportion to their weights, as many as there are, in an order without meaning."""
    count = len(weight)
    start = uniforms(seed, LAYER, name, 0, 1)[0]
    places = (np.arange(count) + start) / count
    chosen = np.minimum(np.searchsorted(np.cumsum(weight), places), count - 1)
    return chosen[np.argsort(uniforms(seed, LAYER, f"{name} order", 0, count), kind="stable")]


def clustered_error(hits: BoolArray, parents: Indices) -> float:
    """Standard error of the share of `hits` (draw,) where draws with one parent are not independent.

    Where all agree, the error is that of a share with one more case of each kind among the parents.
    """
    share, draws = float(hits.mean()), len(hits)
    sums = np.bincount(parents, weights=hits - share)
    found = float(np.sqrt((sums**2).sum())) / draws
    if 0 < share < 1:
        return found
    counts = np.bincount(parents)
    worth = draws**2 / float((counts**2).sum())
    guess = (share * worth + 1) / (worth + 2)
    return float(np.sqrt(guess * (1 - guess) / worth))
