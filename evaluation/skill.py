"""How good probabilistic forecasts of output are: the scores of each target, and a card for each model.

Everything is in log points, x = 100 ln(output / output of the origin). Quantiles are brought to 200 even
levels, linear on the normal scale; members at (i - 0.5) / n. Sources: Gneiting and Raftery 2007 (scores),
Dawid and Sebastiani 1999 (log score).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calibration.proper_score import crps, midpoints
from evaluation.skill_card import Card

Array = NDArray[np.float64]
LEVELS = 200
POINTS = 100.0
LEAST_SPREAD = 0.05
BLOCK = 5
"""Longest block of origins that the bootstrap moves together."""


@dataclass(frozen=True)
class Scored:
    """Scores of one model by target; all have the shape (target,)."""

    region: NDArray[np.int64]
    origin: NDArray[np.int64]
    horizon: NDArray[np.int64]
    crps: Array
    log_score: Array
    inside80: Array
    inside90: Array
    width80: Array
    pit: Array
    error: Array


def even_quantiles(levels: Array, values: Array) -> Array:
    """Quantiles at `levels` (level,) with log values (target, level) at the 200 even levels."""
    from scipy.special import ndtri

    given, wanted = np.asarray(ndtri(levels)), np.asarray(ndtri(midpoints(LEVELS)))
    at = np.clip(np.searchsorted(given, wanted) - 1, 0, len(given) - 2)
    share = (wanted - given[at]) / (given[at + 1] - given[at])
    ordered = np.sort(values, axis=1)
    return ordered[:, at] * (1 - share) + ordered[:, at + 1] * share


def even_members(values: Array) -> Array:
    """Members (target, member) in logs at the 200 even levels."""
    ordered = np.sort(values, axis=1)
    places = midpoints(ordered.shape[1])
    return np.array([np.interp(midpoints(LEVELS), places, row) for row in ordered])


def scored(
    keys: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]], forecast: Array, truth: Array
) -> Scored:
    """Scores of forecasts (target, level) against truth (target,), both in log points.

    `keys` are region, origin and horizon of every target as numbers.
    """
    middle, spread = forecast.mean(axis=1), np.maximum(forecast.std(axis=1), LEAST_SPREAD)
    log_score = 0.5 * np.log(2 * np.pi) + np.log(spread) + 0.5 * ((truth - middle) / spread) ** 2
    q05, q10, q50, q90, q95 = (_level(forecast, level) for level in (0.05, 0.1, 0.5, 0.9, 0.95))
    below = (forecast < truth[:, None]).mean(axis=1) + (forecast == truth[:, None]).mean(axis=1) / 2
    return Scored(
        *keys,
        crps=crps(forecast, truth),
        log_score=log_score,
        inside80=((truth >= q10) & (truth <= q90)).astype(np.float64),
        inside90=((truth >= q05) & (truth <= q95)).astype(np.float64),
        width80=q90 - q10,
        pit=below,
        error=truth - q50,
    )


def _level(forecast: Array, level: float) -> Array:
    """A quantile between even levels, linear."""
    place = level * LEVELS - 0.5
    low = int(np.floor(place))
    return forecast[:, low] + (place - low) * (forecast[:, low + 1] - forecast[:, low])


def card(model: str, scores: Scored, reference: Scored | None, resamples: int, seed: int) -> Card:
    """The card of a model; with a reference also the ratio to it."""
    last = scores.horizon == scores.horizon.max()
    low, high = _interval(_resampled(scores.inside80, scores, resamples, seed))
    made = Card(
        model=model,
        targets=len(scores.crps),
        crps=float(scores.crps.mean()),
        crps_last=float(scores.crps[last].mean()),
        log_score=float(scores.log_score.mean()),
        coverage80=float(scores.inside80.mean()),
        coverage80_low=low,
        coverage80_high=high,
        coverage90=float(scores.inside90.mean()),
        width80=float(scores.width80.mean()),
        pit_mean=float(scores.pit.mean()),
        pit_spread=float(12 * scores.pit.var(ddof=1)),
        bias_last=float(scores.error[last].mean()),
    )
    return made if reference is None else _with_ratio(made, scores, reference, resamples, seed)


def _with_ratio(made: Card, scores: Scored, reference: Scored, resamples: int, seed: int) -> Card:
    above = _resampled(scores.crps, scores, resamples, seed)
    below = _resampled(reference.crps, reference, resamples, seed)
    low, high = _interval(above / below)
    own, other = _by_region(scores), _by_region(reference)
    return replace(
        made,
        ratio=float(scores.crps.mean() / reference.crps.mean()),
        ratio_low=low,
        ratio_high=high,
        wins=float((own < other).mean()),
    )


def _by_region(scores: Scored) -> Array:
    return np.array([scores.crps[scores.region == at].mean() for at in np.unique(scores.region)])


def _interval(values: Array) -> tuple[float, float]:
    low, high = np.quantile(values, (0.05, 0.95))
    return float(low), float(high)


def _resampled(values: Array, scores: Scored, resamples: int, seed: int) -> Array:
    """Means over resampled regions and moving blocks of origins: shape (resample,)."""
    regions, region = np.unique(scores.region, return_inverse=True)
    origins, origin = np.unique(scores.origin, return_inverse=True)
    shape = (len(regions), len(origins))
    sums, counts = np.zeros(shape), np.zeros(shape)
    np.add.at(sums, (region, origin), values)
    np.add.at(counts, (region, origin), 1.0)
    means = sums / np.maximum(counts, 1.0)
    stream = np.random.default_rng(seed)
    block = max(1, min(BLOCK, shape[1] // 3))
    found: list[float] = []
    for _ in range(resamples):
        chosen = stream.integers(0, shape[0], shape[0])
        starts = stream.integers(0, shape[1] - block + 1, -(-shape[1] // block))
        columns = (starts[:, None] + np.arange(block)).ravel()[: shape[1]]
        found.append(float(means[np.ix_(chosen, columns)].mean()))
    return np.array(found)
