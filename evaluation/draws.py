"""Sets of draws as packed bits, and Monte-Carlo errors from the means of blocks of draws.

A block is 1024 draws in index order, the unit in which draws are made, so the error also covers designs
that are not independent inside a block. A standard error from a handful of blocks is itself noise; below
`FEWEST_BLOCKS` blocks each block is halved until there are enough (4096 draws: 32 blocks of 128).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluation.annual import BoolArray, FloatArray

Bits: TypeAlias = NDArray[np.uint8]

BLOCK = 1024
SMALLEST_BLOCK = 8
FEWEST_BLOCKS = 32


@dataclass(frozen=True, eq=False)
class DrawSet:
    """A subset of the draws 0 .. `draws` - 1, one bit a draw; unused bits at the end are zero."""

    bits: Bits
    draws: int

    @property
    def count(self) -> int:
        """Number of draws in the set."""
        return int(np.bitwise_count(self.bits).sum())

    @property
    def share(self) -> float:
        """Fraction of all draws that are in the set."""
        return self.count / self.draws

    @property
    def mask(self) -> BoolArray:
        """One truth value a draw."""
        return np.unpackbits(self.bits, count=self.draws).astype(bool)

    @property
    def error(self) -> float:
        """One standard error of `share`."""
        return standard_error(self.mask.astype(np.float64))

    def __and__(self, other: DrawSet) -> DrawSet:
        return DrawSet(self.bits & other.bits, self.draws)


def draw_set(mask: BoolArray) -> DrawSet:
    """The set of draws where `mask` is true."""
    return DrawSet(np.packbits(mask), len(mask))


def join_sets(parts: Sequence[DrawSet]) -> DrawSet:
    """Consecutive parts as one set; every part but the last holds a multiple of 8 draws (else ValueError)."""
    if any(part.draws % 8 for part in parts[:-1]):
        raise ValueError("parts of a set of draws must hold a multiple of 8 draws")
    return DrawSet(np.concatenate([part.bits for part in parts]), sum(part.draws for part in parts))


def all_of(sets: Sequence[DrawSet]) -> DrawSet:
    """The draws that are in every one of `sets` (at least one)."""
    return DrawSet(np.bitwise_and.reduce([part.bits for part in sets]), sets[0].draws)


def block_size(draws: int) -> int:
    """Draws a block: 1024, halved until there are `FEWEST_BLOCKS` blocks or a block holds 8 draws."""
    size = BLOCK
    while size > SMALLEST_BLOCK and draws < FEWEST_BLOCKS * size:
        size //= 2
    return size


def standard_error(values: FloatArray) -> float:
    """Standard error of the mean of `values` (shape (draw,), between -1 and 1) from its block means.

    Where no block differs from another, which says no more than that the event is too rare or too common
    for these draws, the error is that of a share with one more case of each kind.
    """
    size, draws = block_size(len(values)), len(values)
    starts = np.arange(0, draws, size)
    sizes = np.diff(np.append(starts, draws))
    means = np.add.reduceat(values, starts) / sizes
    spread = (sizes / draws) ** 2 * (means - values.mean()) ** 2
    blocks = len(starts)
    if blocks > 1 and means.min() < means.max():
        return float(np.sqrt(spread.sum() * blocks / (blocks - 1)))
    share = (abs(float(values.sum())) + 1) / (draws + 2)
    return float(np.sqrt(share * (1 - share) / draws))
