"""Sets of draws as packed bits, and Monte-Carlo errors from the means of groups of draws.

Draws share replications of the project events inside 32 groups and never across them (`calibration.timing`),
so the means of these groups are independent and carry the error of the replications too. Below 4096 draws
the groups are blocks in index order, halved until there are 32 (neighbours then share replications, and
their error is counted in part); beyond, block after block of 128 joins the 32 groups in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from calibration.timing import GROUP_DRAWS, GROUPS
from evaluation.annual import BoolArray, FloatArray

Bits: TypeAlias = NDArray[np.uint8]

SMALLEST_BLOCK = 8


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
    """Draws a block: 128, halved until there are 32 blocks or a block holds 8 draws."""
    size = GROUP_DRAWS
    while size > SMALLEST_BLOCK and draws < GROUPS * size:
        size //= 2
    return size


def standard_error(values: FloatArray) -> float:
    """Standard error of the mean of `values` (shape (draw,), between -1 and 1) from its group means.

    Where no group differs from another, which says no more than that the event is too rare or too common
    for these draws, the error is that of a share with one more case of each kind.
    """
    size, draws = block_size(len(values)), len(values)
    group = np.arange(draws) // size
    group = group % GROUPS if size == GROUP_DRAWS else group
    sizes = np.bincount(group)
    means = np.bincount(group, weights=values) / sizes
    spread = (sizes / draws) ** 2 * (means - values.mean()) ** 2
    groups = len(sizes)
    if groups > 1 and means.min() < means.max():
        return float(np.sqrt(spread.sum() * groups / (groups - 1)))
    share = (abs(float(values.sum())) + 1) / (draws + 2)
    return float(np.sqrt(share * (1 - share) / draws))
