"""Targets together: joint probabilities, the commonest sets of misses, pairs that stand in each other's way.

**Conflict.** Two targets conflict when the rank correlation (Spearman) of their signed margins is at most
`-LEAST_CORRELATION` and further below zero than chance allows, or when they are met together less often
than independent targets would be: by at least `LEAST_SHORTFALL` of the draws and by `CLEAR_ERRORS` standard
errors. The first sees a trade-off also where both are always met or always missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import FloatArray
from evaluation.draws import DrawSet, all_of, standard_error
from evaluation.reachability import Measured
from evaluation.results import Conflict, Joint, JointEntry, MissSet

if TYPE_CHECKING:
    pass

ECONOMIC_ROWS = range(1, 8)
MISSES_SHOWN = 5
LEAST_CORRELATION = 0.2
LEAST_SHORTFALL = 0.01
CLEAR_ERRORS = 3.0


@dataclass(frozen=True, eq=False)
class Hit:
    """A target with a yes or no for every draw."""

    id: str
    variable: str
    met: DrawSet
    margins: FloatArray


def joint(measured: Sequence[Measured]) -> Joint:
    """Probability that all are met: binding rows, economic rows 1 to 7, and all rows, of Box 2."""
    rows = [item for item in measured if item.target.table == "box2"]
    return Joint(
        binding=_entry([item for item in rows if item.target.nature == "binding"]),
        economic=_entry([item for item in rows if item.target.locator.row in ECONOMIC_ROWS]),
        all=_entry(rows),
    )


def misses(measured: Sequence[Measured], shown: int = MISSES_SHOWN) -> tuple[MissSet, ...]:
    """The commonest sets of Box 2 targets missed together, with the share of draws that miss exactly them."""
    hits = hits_of([item for item in measured if item.target.table == "box2"])
    if not hits:
        return ()
    missed = ~np.stack([hit.met.mask for hit in hits])
    codes = np.zeros(missed.shape[1], dtype=np.uint64)
    for bit, row in enumerate(missed):
        codes |= row.astype(np.uint64) << np.uint64(bit)
    found, counts = np.unique(codes[codes > 0], return_counts=True)
    order = np.lexsort((found, -counts))[:shown]
    return tuple(_miss_set(hits, int(found[at]), int(counts[at]) / missed.shape[1]) for at in order)


def conflicts(measured: Sequence[Measured]) -> tuple[Conflict, ...]:
    """Pairs in conflict by the rule of this module, strongest first.

    Two targets of one variable are never a pair, and two variables make one pair only, their strongest.
    """
    hits = hits_of(measured)
    if len(hits) < 2:
        return ()
    ranked = _rank_correlations([hit.margins for hit in hits])
    found = [
        _conflict(hits[one], hits[two], ranked[one, two])
        for one, two in combinations(range(len(hits)), 2)
        if hits[one].variable != hits[two].variable
    ]
    ordered = sorted(
        (pair for pair in found if pair is not None),
        key=lambda pair: (pair.rank_correlation or 0.0, pair.a, pair.b),
    )
    variables = {hit.id: hit.variable for hit in hits}
    strongest: dict[frozenset[str], Conflict] = {}
    for pair in ordered:
        strongest.setdefault(frozenset((variables[pair.a], variables[pair.b])), pair)
    return tuple(strongest.values())


def hits_of(measured: Sequence[Measured]) -> tuple[Hit, ...]:
    """The targets that have a yes or no for every draw."""
    return tuple(
        Hit(item.target.id, str(item.target.variable), item.outcome.met, item.outcome.margins)
        for item in measured
        if item.outcome and item.outcome.met is not None and item.outcome.margins is not None
    )


def ranks(values: FloatArray) -> FloatArray:
    """Ranks from 0 of `values` (draw,); equal values share their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    middle = last - (counts + 1) / 2
    return middle[inverse]


def _entry(items: Sequence[Measured]) -> JointEntry:
    hits = hits_of(items)
    ids = tuple(hit.id for hit in hits)
    excluded = tuple(item.target.id for item in items if item.target.id not in ids)
    if not hits:
        return JointEntry(None, None, (), excluded)
    together = all_of([hit.met for hit in hits])
    return JointEntry(together.share, together.error, ids, excluded)


def _miss_set(hits: Sequence[Hit], code: int, share: float) -> MissSet:
    return MissSet(tuple(hit.id for bit, hit in enumerate(hits) if code >> bit & 1), share)


def _rank_correlations(margins: Sequence[FloatArray]) -> FloatArray:
    """Spearman's correlation of every pair, NaN where a margin never changes."""
    centred = np.stack([ranks(margin) for margin in margins])
    centred -= centred.mean(axis=1, keepdims=True)
    size = np.sqrt((centred**2).sum(axis=1))
    scale = np.outer(size, size)
    return np.divide(centred @ centred.T, scale, out=np.full(scale.shape, np.nan), where=scale > 0)


def _conflict(one: Hit, two: Hit, correlation: float) -> Conflict | None:
    both = (one.met & two.met).share
    independent = one.met.share * two.met.share
    negative = correlation <= -max(LEAST_CORRELATION, CLEAR_ERRORS / np.sqrt(len(one.margins)))
    below = independent - both >= max(LEAST_SHORTFALL, CLEAR_ERRORS * _covariance_error(one, two))
    if not (negative or below):
        return None
    alone = "negative_correlation" if negative else "joint_below_independence"
    ranked = None if np.isnan(correlation) else float(correlation)
    return Conflict(one.id, two.id, ranked, both, independent, "both" if negative and below else alone)


def _covariance_error(one: Hit, two: Hit) -> float:
    """Standard error of P(both) - P(one) P(two): that of the mean of the centred product."""
    first = one.met.mask - one.met.share
    return standard_error(first * (two.met.mask - two.met.share))
