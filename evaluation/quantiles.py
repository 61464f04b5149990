"""Quantiles of draws, exactly from the draws or from integer counts on a fixed grid.

Counts add up in any order to the same integers, so beyond `sim.ensembles.MEMORY_LIMIT` draws the memory
does not grow and the answer does not depend on workers or blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from evaluation.annual import FloatArray
from sim.counts import Counts

LEVELS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)


def quantiles(values: FloatArray, levels: Sequence[float] = LEVELS) -> Mapping[float, float]:
    """Quantiles of the draws, linear between order statistics (definition 7 of Hyndman and Fan).

    One sort serves all levels, which is several times faster than asking numpy level by level.
    """
    ordered = np.sort(values)
    place = np.asarray(levels) * (len(ordered) - 1)
    below = np.floor(place).astype(np.int64)
    left, right = ordered[below], ordered[np.minimum(below + 1, len(ordered) - 1)]
    return _by_level(np.minimum(left + (right - left) * (place - below), right), levels)


def counts_of(values: FloatArray) -> Counts:
    """How often the values (draw,) fall into each cell of the grid."""
    counts = Counts()
    counts.add(values)
    return counts


def join_counts(parts: Sequence[Counts]) -> Counts:
    """The counts of all parts together."""
    joined = Counts()
    joined.keys, place = np.unique(np.concatenate([part.keys for part in parts]), return_inverse=True)
    joined.numbers = np.zeros(len(joined.keys), np.int64)
    np.add.at(joined.numbers, place, np.concatenate([part.numbers for part in parts]))
    joined.low, joined.high = min(part.low for part in parts), max(part.high for part in parts)
    return joined


def counted_quantiles(counts: Counts, levels: Sequence[float] = LEVELS) -> Mapping[float, float]:
    """Quantiles from counts, within the width of a cell (0.02 % of the value)."""
    return _by_level(counts.quantiles(levels), levels)


def _by_level(found: FloatArray, levels: Sequence[float]) -> Mapping[float, float]:
    return {level: float(value) for level, value in zip(levels, found, strict=True)}
