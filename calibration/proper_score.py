"""The continuous ranked probability score of quantiles, as twice the mean pinball loss.

Source: Gneiting and Raftery 2007.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def midpoints(count: int) -> Array:
    """Evenly spaced levels: the middle of each of `count` parts of (0, 1)."""
    return (np.arange(count) + 0.5) / count


def crps(quantiles: Array, truth: Array) -> Array:
    """Score of quantiles at the midpoint levels (last axis), in their unit; shape of `truth`."""
    levels = midpoints(quantiles.shape[-1])
    gap = truth[..., None] - quantiles
    return 2 * np.mean(np.maximum(levels * gap, (levels - 1) * gap), axis=-1)
