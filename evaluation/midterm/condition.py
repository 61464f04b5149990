"""The observed years taken in: weights while enough draws remain, else the smoother."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from calibration.latent import Posterior, chosen, joined
from evaluation.annual import Annual
from evaluation.draws import standard_error
from evaluation.midterm.moving import moved_draws
from evaluation.midterm.observations import errors, predictions, values
from evaluation.midterm.observed import Observation
from evaluation.midterm.surprise import Surprise, surprise
from evaluation.midterm.weights import Indices, clustered_error, effective, resampled, weights
from evaluation.simulation import Ensemble, Options, over_draws
from scenarios.outlook_settings import outlook_settings

if TYPE_CHECKING:
    from evaluation.annual import BoolArray

Method = Literal["none", "weights", "smoother"]


@dataclass(frozen=True, eq=False)
class Conditioned:
    """An ensemble that knows what was observed, and how it came to know.

    `effective` is what weighting leaves of the draws, `needed` what it must leave to be used. `parents` are
    the draws that particles come from (each its own with the smoother).
    """

    ensemble: Ensemble
    method: Method
    effective: float
    needed: float
    surprise: Surprise | None
    parents: Indices

    def error(self, hits: BoolArray) -> float:
        """One standard error of the share of `hits`, one a draw of the conditioned ensemble."""
        if self.method == "weights":
            return clustered_error(hits, self.parents[np.arange(len(hits)) % len(self.parents)])
        return standard_error(hits.astype(np.float64))


def condition(
    ensemble: Ensemble,
    seen: Sequence[Observation],
    as_of: int,
    options: Options,
    prior: Annual,
    progress: Callable[[int], None] | None = None,
) -> Conditioned:
    """The ensemble given what was seen up to the end of `as_of`; `prior` holds its draws without that."""
    draws, settings = prior.draws, outlook_settings()
    if not seen:
        return Conditioned(ensemble, "none", draws, settings.least_effective, None, np.arange(draws))
    pack = ensemble.economy.pack
    observed, error = values(seen), errors(seen, pack)
    model = predictions(seen, pack, prior)
    weight = weights(model, observed, error)
    worth, odd = effective(weight), surprise(model, observed, error, settings.alarm)
    latent = joined(over_draws(ensemble.latent, replace(options, draws=draws, jobs=1)))
    if worth >= settings.least_effective:
        parents = resampled(weight, options.seed)
        posterior = Posterior(chosen(latent, parents), as_of)
        known = replace(ensemble, posterior=posterior)
        return Conditioned(known, "weights", worth, settings.least_effective, odd, parents)
    moved = moved_draws(ensemble, latent, seen, as_of, options, progress)
    known = replace(ensemble, posterior=Posterior(moved, as_of))
    return Conditioned(known, "smoother", worth, settings.least_effective, odd, np.arange(draws))
