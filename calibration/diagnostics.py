"""Whether the chains have found the posterior, and what the data told: diagnostics of a posterior.

Independent ensembles of chains are compared by rank R-hat: the record of one ensemble is the states of its
chains, step by step. The effective sample size comes from the chains themselves, bulk and tails.
Source: Vehtari, Gelman, Simpson, Carpenter and Buerkner 2021, as in ArviZ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ENSEMBLES = 4
MOST_R_HAT, LEAST_ESS = 1.01, 400.0
TAILS = (0.05, 0.95)
LITTLE = 0.1
"""A quantity whose variance shrinks by less is told by the prior, not by the data."""
STRONG = 0.7
EDGE = 0.025
"""Part of the prior at either end that counts as its edge."""


@dataclass(frozen=True, eq=False)
class Diagnostics:
    """One value a quantity, each of shape (name,)."""

    r_hat: Array
    bulk: Array
    tail: Array
    shrinkage: Array
    at_bound: NDArray[np.bool_]

    @property
    def ess(self) -> Array:
        """The smaller of bulk and tail."""
        return np.minimum(self.bulk, self.tail)

    @property
    def prior_dominated(self) -> NDArray[np.bool_]:
        """Which quantities the data say next to nothing about."""
        return self.shrinkage < LITTLE

    @property
    def converged(self) -> bool:
        """Whether every quantity is within the limits."""
        return bool((self.r_hat <= MOST_R_HAT).all() and (self.ess >= LEAST_ESS).all())


def diagnostics(states: Array, ensembles: int = ENSEMBLES) -> Diagnostics:
    """Diagnostics of states of shape (step, chain, name), standard normal before."""
    from arviz_stats.base.array import array_stats

    steps, chains, size = states.shape
    groups = min(ensembles, chains)
    kept = states[:, : chains - chains % groups]
    records = kept.reshape(steps, groups, -1, size).transpose(1, 0, 2, 3).reshape(groups, -1, size)
    library: Any = array_stats
    axes = {"chain_axis": 1, "draw_axis": 0}
    flat = states.reshape(-1, size)
    middle = np.median(flat, axis=0)
    return Diagnostics(
        r_hat=np.asarray(library.rhat(records, chain_axis=0, draw_axis=1, method="rank")),
        bulk=np.asarray(library.ess(states, method="bulk", **axes)),
        tail=np.asarray(library.ess(states, method="tail", prob=TAILS, **axes)),
        shrinkage=1.0 - flat.var(axis=0),
        at_bound=np.abs(middle) > _edge(),
    )


def correlated(values: Array, limit: float = STRONG) -> list[tuple[int, int, float]]:
    """Pairs of columns of (draw, name) whose correlation is beyond the limit, the strongest first."""
    found: Array = np.atleast_2d(np.corrcoef(values.T))
    pairs = [(int(a), int(b)) for a, b in zip(*np.triu_indices(len(found), 1), strict=True)]
    strong = [(a, b, float(found[a, b])) for a, b in pairs if abs(found[a, b]) > limit]
    return sorted(strong, key=lambda pair: -abs(pair[2]))


def _edge() -> float:
    from scipy.special import ndtri

    return float(ndtri(1.0 - EDGE))
