"""A number over replications: its mean, its band, and how far chance may have moved the mean."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from evaluation.rail_hub.answers import Chance, Estimate

Array = NDArray[np.float64]


def estimate(values: Array) -> Estimate:
    """The estimate from values of shape (replication,); those that are missing are left out."""
    known = values[np.isfinite(values)]
    if not len(known):
        return Estimate(None, None, None, None, None)
    spread = float(known.std(ddof=1)) if len(known) > 1 else 0.0
    low, middle, high = (float(one) for one in np.quantile(known, (0.1, 0.5, 0.9)))
    return Estimate(float(known.mean()), spread / math.sqrt(len(known)), middle, low, high)


def chance(holds: NDArray[np.bool_]) -> Chance:
    """The share that holds, shape (replication,)."""
    count = len(holds)
    centre = (float(holds.sum()) + 2) / (count + 4)
    return Chance(float(holds.mean()), math.sqrt(centre * (1 - centre) / (count + 4)))
