"""Linear rules that regions share in part: slopes and trends of each lean on those of all.

y[t, r] = x[t, r] . (b + c[r]) + e[t, r], where c[r] is normal around 0 with a spread estimated for each
column, and e is Student-t with a scale of its own in every region that leans on the common one. Fitted
by expectation and maximisation; older years weigh less. Source: Gelman and others 2013, chapters 15 and 17.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ROUNDS = 25
SMALL = 1e-8


@dataclass(frozen=True)
class Beliefs:
    """What holds before the data: mean and standard deviation of common slopes, tails, first spreads."""

    mean: Array
    sd: Array
    spread: Array
    tail: float
    variance_weight: float
    pooling: bool = True


@dataclass(frozen=True)
class Rule:
    """A fitted rule. `slopes` (region, column), `covariance` (region, column, column), `variance` the squared
    scale of shocks (region,), `residuals` (year, region), `common_error` the variance of the trend that
    shocks common to all regions leave."""

    common: Array
    slopes: Array
    covariance: Array
    variance: Array
    residuals: Array
    weights: Array
    spread: Array
    common_error: float

    def memory(self, largest: float) -> float:
        """Autocorrelation of the shocks, from residuals in units of their scale, outliers bounded."""
        scaled = np.clip(self.residuals / np.sqrt(self.variance), -3, 3)
        weights = self.weights[1:] * (self.weights[:-1] > 0)
        below = np.sum(weights * scaled[:-1] ** 2)
        found = np.sum(weights * scaled[1:] * scaled[:-1]) / max(float(below), SMALL)
        return float(np.clip(found, -0.2, largest))


@dataclass(frozen=True)
class _State:
    """What one round of the fit leaves to the next; names as in `Rule`, `own` the regions' deviations."""

    common: Array
    own: Array
    covariance: Array
    products: Array
    residuals: Array
    variance: Array
    tails: Array
    spread: Array


def fit_rule(x: Array, y: Array, weights: Array, beliefs: Beliefs) -> Rule:
    """Fit the rule to `x` (year, region, column), `y` and `weights` (year, region)."""
    state = _first_state(x, y, weights, beliefs)
    for _ in range(ROUNDS):
        state = _next_state(x, y, weights, beliefs, state)
    doubt = _common_covariance(state.products, state.spread, 1 / beliefs.sd**2) if beliefs.pooling else 0.0
    return Rule(
        common=state.common,
        slopes=state.common + state.own,
        covariance=state.covariance + doubt,
        variance=state.variance,
        residuals=state.residuals,
        weights=weights,
        spread=state.spread,
        common_error=_common_error(state.residuals, weights, state.variance),
    )


def _first_state(x: Array, y: Array, weights: Array, beliefs: Beliefs) -> _State:
    regions, columns = x.shape[1:]
    variance = np.full(regions, np.average(y**2, weights=weights) / 2 + SMALL)
    matrices = np.zeros((regions, columns, columns))
    own = np.zeros((regions, columns))
    return _State(beliefs.mean, own, matrices, matrices, y, variance, np.ones_like(y), beliefs.spread**2)


def _next_state(x: Array, y: Array, weights: Array, beliefs: Beliefs, state: _State) -> _State:
    """Common slopes, then those of each region, their spread, the weights of outliers, the scales."""
    precision, spread = 1 / beliefs.sd**2, state.spread
    weighted = x * (weights * state.tails / state.variance)[..., None]
    products = np.einsum("trp,trs->rps", weighted, x)
    left = np.einsum("trp,tr->p", weighted, y - np.einsum("trp,rp->tr", x, state.own))
    common = np.linalg.solve(products.sum(axis=0) + np.diag(precision), left + beliefs.mean * precision)
    around = y - x @ common
    covariance = np.linalg.inv(products + np.diag(1 / spread))
    own = np.einsum("rps,trs,tr->rp", covariance, weighted, around)
    residuals = around - np.einsum("trp,rp->tr", x, own)
    if beliefs.pooling:
        spread = np.maximum((own**2 + np.einsum("rpp->rp", covariance)).mean(axis=0), SMALL)
    tails = (beliefs.tail + 1) / (beliefs.tail + residuals**2 / state.variance)
    inside = np.einsum("trp,rps,trs->tr", x, covariance, x)
    squares = (weights * (tails * residuals**2 + inside)).sum(axis=0)
    variance = _leaning(squares, weights.sum(axis=0), beliefs.variance_weight)
    return _State(common, own, covariance, products, residuals, variance, tails, spread)


def _leaning(squares: Array, counts: Array, weight: float) -> Array:
    """Variances of regions, each leaning on the geometric mean of all as on `weight` more years."""
    pooled = np.exp(np.mean(np.log(squares / counts)))
    return (squares + weight * pooled) / (counts + weight)


def _common_covariance(products: Array, spread: Array, precision: Array) -> Array:
    """Covariance of the common slopes with the regions' own taken out."""
    size = len(spread)
    ridge = SMALL * np.trace(products, axis1=1, axis2=2)[:, None, None] * np.eye(size)
    information = np.linalg.inv(np.linalg.inv(products + ridge + SMALL * np.eye(size)) + np.diag(spread))
    return np.linalg.inv(information.sum(axis=0) + np.diag(precision))


def _common_error(residuals: Array, weights: Array, variance: Array) -> float:
    """Variance of a mean over years of what all regions share in a year."""
    shares = weights / variance
    yearly = weights.max(axis=1)
    common = np.divide(
        (residuals * shares).sum(axis=1), shares.sum(axis=1), where=yearly > 0, out=np.zeros(len(yearly))
    )
    effective = yearly.sum() ** 2 / (yearly**2).sum()
    return float((yearly * common**2).sum() / yearly.sum() / effective)
