"""From priors and observations to draws of the posterior: reference, trial chains, then the chains.

Quantities that move no observation keep their prior exactly and are drawn anew; the chains run over the
others. The cheap target is the same model with the fewest steps a year whose log likelihood, after a
constant correction of each quantity, stays close to that of the full one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from calibration.measurement import Measurement
from calibration.reference import Reference, laplace, moved
from calibration.sampler import Chains, Plan, Target, sample, walk
from calibration.tempering import tempered
from sim.streams import stream_key

Array = NDArray[np.float64]
Progress = Callable[[int], None]
LAYER = "calibration"
FULL = 16
COARSE = (2, 4, 8)
CLOSE = 1.0
"""Standard deviation of the difference of log likelihoods up to which a coarse model is good enough."""
LOOKED_AT = 32
"""Draws on which it is tried which quantities move an observation at all."""
TRIED_TOGETHER = 16


class Asked(Protocol):
    """What can be calibrated: observations, and their simulated values at deviations (draw, name)."""

    @property
    def names(self) -> tuple[str, ...]:
        """The quantities that are inferred."""
        ...

    @property
    def measurement(self) -> Measurement:
        """The observations."""
        ...

    def predicted(self, deviations: Array, steps: int = FULL) -> Array:
        """Simulated values, shape (draw, quantity)."""
        ...


@dataclass(frozen=True)
class Effort:
    """How much is sampled: chains, outer steps kept and dropped, cheap steps in each, and how it begins."""

    chains: int = 512
    outer: int = 24
    burn: int = 6
    inner: int = 25
    ahead: int = 1
    trial_chains: int = 512
    tempering_steps: int = 10
    trial_rounds: int = 2
    trial_steps: int = 40


@dataclass(frozen=True, eq=False)
class Posterior:
    """Draws of the posterior, shape (step, chain, name), standard normal before; how they came about."""

    names: tuple[str, ...]
    states: Array
    active: tuple[str, ...]
    steps_a_year: int
    inner_acceptance: float
    outer_acceptance: float

    @property
    def draws(self) -> Array:
        """All draws, shape (draw, name), chains one after the other."""
        return self.states.transpose(1, 0, 2).reshape(-1, self.states.shape[2])


@dataclass(frozen=True, eq=False)
class _Level:
    """The model with so many steps a year, its quantities corrected by `offset`, on the active names."""

    asked: Asked
    active: NDArray[np.bool_]
    steps: int
    offset: Array | float = 0.0

    def predicted(self, z: Array) -> Array:
        full = np.zeros((len(z), len(self.asked.names)))
        full[:, self.active] = z
        return self.asked.predicted(full, self.steps) + self.offset

    def likelihood(self, z: Array) -> Array:
        return self.asked.measurement.log_likelihood(self.predicted(z))

    def target(self, reference: Reference) -> Target:
        def value(x: Array) -> Array:
            z = reference.place(x)
            return self.likelihood(z) - 0.5 * np.sum(z**2, axis=1)

        return value


def infer(asked: Asked, seed: int, effort: Effort = Effort(), progress: Progress | None = None) -> Posterior:
    """The posterior. `progress` hears of the part done, in %."""
    rng = np.random.Generator(np.random.PCG64((seed, stream_key(LAYER, "chains", 0))))
    active = active_names(asked, rng)
    exact = _Level(asked, active, FULL)
    reference = laplace(lambda z: asked.measurement.residuals(exact.predicted(z)), int(active.sum()))
    cheap, reference, state = _trial(exact, reference, effort, rng)
    informed = reference.informed.shape[1]
    plan = Plan(effort.outer, effort.burn, effort.inner, informed, effort.ahead)
    start = reference.back(state[:: max(len(state) // effort.chains, 1)][: effort.chains])
    lower = None if cheap is exact else cheap.target(reference)
    found = _reported(exact.target(reference), lower, start, plan, rng, progress)
    return _posterior(asked, active, reference, found, cheap.steps, rng)


def active_names(asked: Asked, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Which quantities move any simulated observation at all, shape (name,)."""
    size = len(asked.names)
    base, other = rng.standard_normal((2, LOOKED_AT, size))
    plain = asked.predicted(base, COARSE[-1])
    moves = list[bool]()
    for first in range(0, size, TRIED_TOGETHER):
        names = range(first, min(first + TRIED_TOGETHER, size))
        changed = np.tile(base, (len(names), 1, 1))
        changed[np.arange(len(names)), :, names] = other[:, names].T
        found = asked.predicted(changed.reshape(-1, size), COARSE[-1]).reshape(len(names), *plain.shape)
        moves += [not np.array_equal(one, plain, equal_nan=True) for one in found]
    return np.array(moves)


def _trial(
    exact: _Level, reference: Reference, effort: Effort, rng: np.random.Generator
) -> tuple[_Level, Reference, Array]:
    """A cheap level, a reference moved to where trial chains are, and where they ended."""
    near = reference.place(rng.standard_normal((LOOKED_AT, len(reference.mean))))
    likelihood = _cheap(exact, near).likelihood
    state = tempered(likelihood, reference, effort.trial_chains, effort.tempering_steps, rng)
    cheap, reference = _cheap(exact, state), moved(reference, state)
    one = Plan(0, 0, 1, reference.informed.shape[1])
    for _ in range(effort.trial_rounds):
        target, kept = cheap.target(reference), list[Array]()
        x = reference.back(state)
        level = target(x)
        for _ in range(effort.trial_steps):
            x, level, _ = walk(target, x, level, one, rng)
            kept.append(reference.place(x))
        state = kept[-1]
        reference = moved(reference, np.concatenate(kept[len(kept) // 2 :]))
        cheap = _cheap(exact, state)
    return cheap, reference, state


def _cheap(exact: _Level, state: Array) -> _Level:
    """The level with the fewest steps a year that agrees with the exact one on these points."""
    wanted = exact.predicted(state)
    likely = exact.asked.measurement.log_likelihood(wanted)
    for steps in COARSE:
        level = _Level(exact.asked, exact.active, steps)
        found = level.predicted(state)
        if not np.isfinite(found).all():
            continue
        level = _Level(exact.asked, exact.active, steps, np.nanmean(wanted - found, axis=0))
        gap = exact.asked.measurement.log_likelihood(found + level.offset) - likely
        best = likely >= np.median(likely)
        if np.std(gap[best]) < CLOSE:
            return level
    return exact


def _reported(
    exact: Target,
    cheap: Target | None,
    start: Array,
    plan: Plan,
    rng: np.random.Generator,
    progress: Progress | None,
) -> Chains:
    calls = [0]

    def counted(x: Array) -> Array:
        calls[0] += 1
        if progress is not None:
            progress(min(100 * calls[0] // (plan.outer + plan.burn + 1), 100))
        return exact(x)

    return sample(exact if cheap is None else counted, cheap, start, plan, rng)


def _posterior(
    asked: Asked,
    active: NDArray[np.bool_],
    reference: Reference,
    found: Chains,
    steps: int,
    rng: np.random.Generator,
) -> Posterior:
    outer, chains, size = found.states.shape
    states = rng.standard_normal((outer, chains, len(active)))
    states[:, :, active] = reference.place(found.states.reshape(-1, size)).reshape(outer, chains, size)
    names = tuple(name for name, moves in zip(asked.names, active, strict=True) if moves)
    return Posterior(asked.names, states, names, steps, found.inner_acceptance, found.outer_acceptance)
