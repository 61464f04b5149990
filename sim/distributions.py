"""Distributions of uncertain values, by inverse distribution function (scipy.special only).

Truncation renormalises between the bounds. fixed: p1. truncnorm: mean p1, standard deviation p2, on
[low, high]. triangular: low p1, mode p2, high p3. uniform: p1 to p2. lognormal: p1 and p2 are mean and
standard deviation of the logarithm, on [low, high].
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Kind = Literal["fixed", "truncnorm", "triangular", "uniform", "lognormal"]
KINDS: tuple[Kind, ...] = ("fixed", "truncnorm", "triangular", "uniform", "lognormal")


@dataclass(frozen=True)
class Distribution:
    """A named distribution. Raises ValueError when its numbers do not make one."""

    kind: Kind
    p1: float
    p2: float = math.nan
    p3: float = math.nan
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        fault = _fault(self)
        if fault:
            raise ValueError(f"{self.kind}: {fault}")


def _fault(spec: Distribution) -> str:
    needed = {"fixed": 1, "triangular": 3}.get(spec.kind, 2)
    if spec.kind not in KINDS:
        return f"no such distribution; known: {', '.join(KINDS)}"
    if not all(math.isfinite(value) for value in (spec.p1, spec.p2, spec.p3)[:needed]):
        return f"needs {needed} finite numbers"
    low, high = bounds(spec)
    if spec.kind == "fixed":
        return ""
    if not low < high:
        return f"lower bound {low:g} is not below upper bound {high:g}"
    if spec.kind in ("truncnorm", "lognormal") and spec.p2 <= 0:
        return f"standard deviation {spec.p2:g} is not positive"
    if spec.kind == "triangular" and not low <= spec.p2 <= high:
        return f"mode {spec.p2:g} lies outside {low:g} to {high:g}"
    return ""


def bounds(spec: Distribution) -> tuple[float, float]:
    """Smallest and largest possible value."""
    if spec.kind == "fixed":
        return spec.p1, spec.p1
    if spec.kind == "uniform":
        return spec.p1, spec.p2
    if spec.kind == "triangular":
        return spec.p1, spec.p3
    if spec.kind == "lognormal":
        return max(spec.low, 0.0), spec.high
    return spec.low, spec.high


def quantile(spec: Distribution, u: Any) -> Array:
    """Value below which the part `u` (in [0, 1], any shape) of the distribution lies."""
    share = np.asarray(u, dtype=np.float64)
    if spec.kind == "fixed":
        return np.full(share.shape, spec.p1)
    if spec.kind == "uniform":
        return spec.p1 + share * (spec.p2 - spec.p1)
    if spec.kind == "triangular":
        return _triangular(spec, share)
    low, high = bounds(spec)
    if spec.kind == "truncnorm":
        return np.clip(spec.p1 + spec.p2 * _truncated_normal(*_standard(spec), share), low, high)
    return np.clip(np.exp(spec.p1 + spec.p2 * _truncated_normal(*_standard(spec), share)), low, high)


def _standard(spec: Distribution) -> tuple[float, float]:
    """Bounds of the underlying standard normal."""
    low, high = bounds(spec)
    if spec.kind == "lognormal":
        low = math.log(low) if low > 0 else -math.inf
        high = math.log(high)
    return (low - spec.p1) / spec.p2, (high - spec.p1) / spec.p2


def _truncated_normal(low: float, high: float, share: Array) -> Array:
    """Quantile of a standard normal on [low, high]; the upper tail is mirrored to keep its digits."""
    from scipy.special import ndtr, ndtri

    if low > 0:
        return -_truncated_normal(-high, -low, 1.0 - share)
    below, above = ndtr(low), ndtr(high)
    return np.asarray(ndtri(below + share * (above - below)))


def _triangular(spec: Distribution, share: Array) -> Array:
    low, mode, high = spec.p1, spec.p2, spec.p3
    width, left = high - low, mode - low
    rising = low + np.sqrt(share * width * left)
    falling = high - np.sqrt((1.0 - share) * width * (high - mode))
    return np.where(share * width < left, rising, falling)


def mean(spec: Distribution) -> float:
    """Expected value."""
    if spec.kind == "fixed":
        return spec.p1
    if spec.kind == "uniform":
        return (spec.p1 + spec.p2) / 2
    if spec.kind == "triangular":
        return (spec.p1 + spec.p2 + spec.p3) / 3
    low, high = _standard(spec)
    mass = _mass(low, high)
    if spec.kind == "truncnorm":
        return spec.p1 + spec.p2 * (_density(low) - _density(high)) / mass
    return math.exp(spec.p1 + spec.p2**2 / 2) * _mass(low - spec.p2, high - spec.p2) / mass


def _mass(low: float, high: float) -> float:
    """Probability of a standard normal between two values; the upper tail is mirrored."""
    from scipy.special import ndtr

    return _mass(-high, -low) if low > 0 else float(ndtr(high) - ndtr(low))


def _density(value: float) -> float:
    return math.exp(-(value**2) / 2) / math.sqrt(2 * math.pi) if math.isfinite(value) else 0.0
