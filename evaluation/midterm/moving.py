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
from evaluation.midterm.observations import errors, predictions, values
from evaluation.midterm.observed import Observation
from evaluation.midterm.smoother import smoothed
from evaluation.midterm.weights import LAYER, resampled
from evaluation.simulation import Ensemble, Options, over_draws
from scenarios.outlook_settings import outlook_settings
from sim.streams import uniforms

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

Progress = Callable[[int], None]


@dataclass(frozen=True, eq=False)
class Probes:
    """A few draws of every history: how likely it was before, and its figures, shape (figure, draw)."""

    before: FloatArray
    models: tuple[FloatArray, ...]


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
    seen: Sequence[Observation]
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
        one_go = replace(self.options, draws=latent.draws, jobs=1)
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
    seen: Sequence[Observation],
    as_of: int,
    options: Options,
    progress: Progress | None = None,
    probes: Probes | None = None,
) -> Latent:
    """As many draws as `latent` has, moved to where they agree with what was seen up to `as_of`.

    `probes` are those of the same ensemble and the same kinds of figures, where they are at hand.
    """
    task = _task(ensemble, latent, seen, as_of, options, progress)
    counts = _counts(_shares(task, probes or _probes(task)), task)
    moved = _smoothed(task, counts)
    order = np.argsort(uniforms(options.seed, LAYER, "moved order", 0, latent.draws), kind="stable")
    return chosen(moved, order)


def probes_of(
    ensemble: Ensemble, latent: Latent, seen: Sequence[Observation], as_of: int, options: Options
) -> Probes:
    """The probes for figures of these kinds, whatever their values."""
    return _probes(_task(ensemble, latent, seen, as_of, options, None))


def _task(
    ensemble: Ensemble,
    latent: Latent,
    seen: Sequence[Observation],
    as_of: int,
    options: Options,
    progress: Progress | None,
) -> _Task:
    about = ensemble.economy.pack.about
    rows = range(about.levers_act_from - about.start_year, as_of - about.start_year + 1)
    short = replace(ensemble, settings=replace(ensemble.settings, end=as_of))
    found = histories(ensemble.economy.pack, rows, ensemble.world)
    return _Task(short, latent, seen, rows, options, found, progress)


def _probes(task: _Task) -> Probes:
    patterns, count = task.found.patterns, outlook_settings().probes
    parameters = task.parameters(task.latent)
    before = [chance_of(task.found, pattern, parameters, task.latent.draws).mean() for pattern in patterns]
    if len(patterns) == 1:
        return Probes(np.array(before), ())
    model = task.model(joined([task.having(pattern, count) for pattern in patterns]))
    return Probes(np.array(before), tuple(np.split(model, len(patterns), axis=1)))


def _shares(task: _Task, probes: Probes) -> FloatArray:
    """The probability of every history given what was seen."""
    if not probes.models:
        return np.ones(1)
    observed, error = values(task.seen), errors(task.seen, task.pack)
    logs = np.log(probes.before) + [_log_evidence(model, observed, error) for model in probes.models]
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


def _smoothed(task: _Task, counts: Sequence[int]) -> Latent:
    """So many draws of each history after the smoother; at least as many as the probes move together."""
    settings = outlook_settings()
    asked = [(pattern, count) for pattern, count in zip(task.found.patterns, counts, strict=True) if count]
    sizes = [max(count, settings.probes) for _, count in asked]
    start = joined([task.having(pattern, size) for (pattern, _), size in zip(asked, sizes, strict=True)])

    def forward(numbers: FloatArray) -> FloatArray:
        return task.model(from_matrix(start, task.rows, numbers))

    numbers = smoothed(
        as_matrix(start, task.rows),
        forward,
        values(task.seen),
        errors(task.seen, task.pack),
        settings.steps,
        task.options.seed,
        sizes,
    )
    firsts = np.cumsum([0, *sizes[:-1]])
    kept = [np.arange(first, first + count) for first, (_, count) in zip(firsts, asked, strict=True)]
    return chosen(from_matrix(start, task.rows, numbers), np.concatenate(kept))


def _key(pattern: Pattern) -> str:
    return "".join("1" if came else "0" for came in pattern)
