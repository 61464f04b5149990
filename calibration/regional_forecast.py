"""Forecasts of output for many regions at once from their bare histories, as quantiles.

The core simulates every region. A second forecast enters as evidence on its productivity, rank by rank:
where the future is not known, the statistical one; where it is, the core that does not read demand from
orders and hires. Its weight is learned from past origins inside the histories given and from nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calibration.core_members import draw_members
from calibration.core_rules import CoreRules, fit_core
from calibration.core_simulation import simulated
from calibration.forecast_settings import ForecastSettings
from calibration.member_noise import Noise
from calibration.proper_score import crps, midpoints
from calibration.reduced_form import statistical_forecast
from calibration.regional_growth import Growth, growth_of
from scenarios.histories import Histories, Known

Array = NDArray[np.float64]
AHEAD = 5
"""Years ahead at which past origins are judged, and between them."""
INVESTED = ("condI", "cond")
"""Modes in which investment after the origin is known."""
CANDIDATES = np.linspace(0.0, 1.0, 21)


@dataclass(frozen=True)
class Forecast:
    """Log growth since the origin, shape (horizon, region, member), ascending, and what it rests on.

    `evidence` names the second forecast: statistical, plain (the core without demand), or none.
    """

    growth: Array
    evidence: str
    evidence_weight: float
    past_origins: int
    rules: CoreRules | None


@dataclass(frozen=True)
class Job:
    """One set of histories and what is known of the years after them."""

    growth: Growth
    known: Known
    horizon: int
    noise: Noise
    settings: ForecastSettings

    @property
    def evidence(self) -> str:
        """Which second forecast there is."""
        if self.known.mode in INVESTED:
            return "plain" if self.settings.utilisation else "none"
        return "statistical" if self.known.mode == "uncond" else "none"


def forecast(
    histories: Histories,
    known: Known,
    horizon: int,
    seed: int,
    settings: ForecastSettings,
    heard: Callable[[int, int], None] = lambda done, steps: None,
) -> Forecast:
    """Forecast every region `horizon` years ahead. Raises NumericalError where numbers break down.

    `heard` is told how many steps of how many are done.
    """
    job = _job(histories, known, horizon, seed, settings, settings.members)
    if not settings.core:
        return Forecast(_statistical(job), "statistical", 1.0, 0, None)
    origins = _past_origins(histories, settings) if settings.weighing else ()
    steps = len(origins) + 1
    weight = _weight(job, histories, origins, seed, lambda at: heard(at, steps))
    rules = _rules(job)
    drawn = draw_members(job.growth, rules, horizon, job.noise, job.settings)
    members = simulated(job.growth, drawn, horizon)
    if weight > 0:
        extra = weight * (_by_rank(_evidence(job), members) - members)
        drawn = drawn.shifted(np.diff(extra, axis=0, prepend=0.0))
        members = simulated(job.growth, drawn, horizon)
    heard(steps, steps)
    return Forecast(np.sort(members, axis=-1), job.evidence, weight, len(origins), rules)


def _job(
    histories: Histories, known: Known, horizon: int, seed: int, settings: ForecastSettings, members: float
) -> Job:
    if known.mode in INVESTED:
        settings = replace(settings, shock_scale=settings.known_shock_scale)
    noise = Noise(seed, int(members), settings.tail_drawn)
    return Job(growth_of(histories, known, settings), known, horizon, noise, settings)


def _rules(job: Job) -> CoreRules:
    return fit_core(job.growth, job.known.mode in INVESTED, job.known.labour is not None, job.settings)


def _core(job: Job) -> Array:
    members = draw_members(job.growth, _rules(job), job.horizon, job.noise, job.settings)
    return np.sort(simulated(job.growth, members, job.horizon), axis=-1)


def _statistical(job: Job) -> Array:
    return statistical_forecast(job.growth, job.horizon, midpoints(job.noise.members), job.settings)


def _evidence(job: Job) -> Array:
    if job.evidence == "statistical":
        return _statistical(job)
    return _core(replace(job, settings=replace(job.settings, utilisation=False)))


def _weight(
    job: Job, histories: Histories, origins: tuple[int, ...], seed: int, heard: Callable[[int], None]
) -> float:
    """The weight of the evidence that would have served best at past origins.

    The weight believed beforehand counts as `weight_strength` of them; 0 where there is no evidence.
    """
    settings = job.settings
    if job.evidence == "none":
        return 0.0
    believed = settings.evidence_weight if job.evidence == "statistical" else settings.plain_weight
    losses = np.zeros(len(CANDIDATES))
    for at, count in enumerate(origins):
        found = _losses(job, histories, count, seed)
        losses += found / np.interp(believed, CANDIDATES, found)
        heard(at + 1)
    pull = settings.weight_strength * (CANDIDATES - believed) ** 2
    return float(CANDIDATES[int(np.argmin(losses + pull))])


def _past_origins(histories: Histories, settings: ForecastSettings) -> tuple[int, ...]:
    """Lengths of the histories at past origins, so far apart that what follows them does not overlap."""
    last, least = len(histories.years) - AHEAD, int(settings.least_history)
    possible = range(last, least - 1, -AHEAD)
    sound = [count for count in possible if np.isfinite(histories.output[count - least]).all()]
    return tuple(sound[: int(settings.past_origins)])


def _losses(job: Job, histories: Histories, count: int, seed: int) -> Array:
    """Score of each candidate weight at a past origin with what would have been known there."""
    known = _known_after(histories, count, job.known)
    past = _job(histories.until(count), known, AHEAD, seed, job.settings, job.settings.past_members)
    core, evidence = _core(past), _evidence(past)
    truth = np.log(histories.output[count : count + AHEAD] / histories.output[count - 1])
    scores = [float(np.mean(crps(w * evidence + (1 - w) * core, truth))) for w in CANDIDATES]
    return np.array(scores)


def _known_after(histories: Histories, count: int, known: Known) -> Known:
    """The years after a past origin of the series that are known after the real one."""
    rows = slice(count, count + AHEAD)

    def part(past: Array | None, future: Array | None) -> Array | None:
        return None if past is None or future is None else past[rows]

    return Known(
        capital=part(histories.capital, known.capital),
        investment=part(histories.investment, known.investment),
        labour=part(histories.labour, known.labour),
    )


def _by_rank(evidence: Array, members: Array) -> Array:
    """The quantile of the evidence at the rank of each member."""
    ranks = np.argsort(np.argsort(members, axis=-1, kind="stable"), axis=-1, kind="stable")
    return np.take_along_axis(evidence, ranks, axis=-1)
