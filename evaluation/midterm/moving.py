"""The draws moved into the observed years: the histories of events weighed, each smoothed by itself.

A few draws of every possible history say how well it agrees with the observations (their mean and
covariance make a normal likelihood); the histories then share the draws in proportion to their
probability, and the smoother moves the draws of each history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from calibration.event_patterns import Histories, Pattern, chance_of, histories, with_history
from calibration.latent import Latent, as_matrix, chosen, from_matrix, joined
from evaluation.annual import Annual, FloatArray
from evaluation.midterm.observations import Seen, errors, predictions, values
from evaluation.midterm.smoother import smoothed
from evaluation.midterm.weights import LAYER, resampled
from evaluation.simulation import Ensemble, Options, over_draws
from scenarios.outlook_settings import outlook_settings
from sim.streams import uniforms

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

Progress = Callable[[int], None]


@dataclass(frozen=True, eq=False)
class _Part:
    """Draws of given random numbers; picklable."""

    ensemble: Ensemble
    latent: Latent

    def __call__(self, first: int, count: int) -> Annual:
        return self.ensemble.of(chosen(self.latent, np.arange(first, first + count)))


@dataclass(frozen=True, eq=False)
class _Task:
    """Everything a history needs: the ensemble up to the last observed year, and what was observed."""

    ensemble: Ensemble
    latent: Latent
    seen: Sequence[Seen]
    rows: range
    options: Options
    found: Histories
    progress: Progress | None

    @property
    def pack(self) -> PlanPack:
        return self.ensemble.economy.pack

    def parameters(self, latent: Latent) -> Mapping[str, Any]:
        known = self.ensemble.economy.known
        return {**known.central(), **known.values(latent.parameters)}

    def model(self, latent: Latent) -> FloatArray:
        """The figures of these draws, shape (figure, draw)."""
        one_go = replace(self.options, draws=latent.draws)
        found = over_draws(_Part(self.ensemble, latent), one_go, self.progress)
        return np.concatenate([predictions(self.seen, self.pack, annual) for annual in found], axis=1)

    def having(self, pattern: Pattern, count: int) -> Latent:
        """`count` draws of the prior that have this history."""
        chance = chance_of(self.found, pattern, self.parameters(self.latent), self.latent.draws)
        order = resampled(chance / chance.sum(), self.options.seed, f"history {_key(pattern)}")
        some = chosen(self.latent, order[np.arange(count) % len(order)])
        return with_history(self.found, pattern, self.parameters(some), some)


def moved_draws(
    ensemble: Ensemble,
    latent: Latent,
    seen: Sequence[Seen],
    as_of: int,
    options: Options,
    progress: Progress | None = None,
) -> Latent:
    """As many draws as `latent` has, moved to where they agree with what was seen up to `as_of`."""
    about = ensemble.economy.pack.about
    rows = range(about.levers_act_from - about.start_year, as_of - about.start_year + 1)
    short = replace(ensemble, settings=replace(ensemble.settings, end=as_of))
    found = histories(ensemble.economy.pack, rows, ensemble.world)
    task = _Task(short, latent, seen, rows, options, found, progress)
    shares = _shares(task)
    parts = [
        _smoothed(task, pattern, count)
        for pattern, count in zip(found.patterns, _counts(shares, task), strict=True)
        if count
    ]
    whole = joined(parts)
    order = np.argsort(uniforms(options.seed, LAYER, "moved order", 0, latent.draws), kind="stable")
    return chosen(whole, order)


def _shares(task: _Task) -> FloatArray:
    """The probability of every history given what was seen."""
    patterns = task.found.patterns
    if len(patterns) == 1:
        return np.ones(1)
    probes = outlook_settings().probes
    drawn = [task.having(pattern, probes) for pattern in patterns]
    model = np.split(task.model(joined(drawn)), len(patterns), axis=1)
    parameters = task.parameters(task.latent)
    before = [chance_of(task.found, pattern, parameters, task.latent.draws).mean() for pattern in patterns]
    observed, error = values(task.seen), errors(task.seen, task.pack)
    logs = np.log(before) + [_log_evidence(part, observed, error) for part in model]
    raw = np.exp(logs - logs.max())
    return raw / raw.sum()


def _log_evidence(model: FloatArray, observed: FloatArray, error: FloatArray) -> float:
    """The logarithm of the normal density of the figures, with mean and covariance of the draws."""
    gap = observed - model.mean(axis=1)
    spread = np.atleast_2d(np.cov(model)) + np.diag(error**2)
    return float(-0.5 * (gap @ np.linalg.solve(spread, gap) + np.linalg.slogdet(spread)[1]))


def _counts(shares: FloatArray, task: _Task) -> list[int]:
    """How many draws each history gets; they add up to all draws."""
    edges = np.floor(np.cumsum(shares) * task.latent.draws + 0.5).astype(int)
    edges[-1] = task.latent.draws
    return np.diff(edges, prepend=0).tolist()


def _smoothed(task: _Task, pattern: Pattern, count: int) -> Latent:
    """`count` draws of one history after the smoother; at least as many as the probes are moved together."""
    settings = outlook_settings()
    start = task.having(pattern, max(count, settings.probes))

    def forward(numbers: FloatArray) -> FloatArray:
        return task.model(from_matrix(start, task.rows, numbers))

    numbers = smoothed(
        as_matrix(start, task.rows),
        forward,
        values(task.seen),
        errors(task.seen, task.pack),
        settings.steps,
        task.options.seed,
        _key(pattern),
    )
    return chosen(from_matrix(start, task.rows, numbers), np.arange(count))


def _key(pattern: Pattern) -> str:
    return "".join("1" if came else "0" for came in pattern)
