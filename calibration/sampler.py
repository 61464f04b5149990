"""A Markov chain sampler for many chains at once, in coordinates that are standard normal under a reference.

Two kinds of proposals take turns at random. Preconditioned Crank-Nicolson steps are reversible under the
reference, so that only the ratio of target to reference decides. Where the data inform (the first
coordinates) the other kind is a plain random walk, which also follows tails that the reference misses. In
all other coordinates both stay reversible under the prior, so that they cost nothing. The step is drawn
anew each time, from local to nearly independent. A cheap target walks `inner` steps; the exact target then
accepts or rejects where it came out (delayed acceptance), so that the chains follow the exact target.
Proposals are evaluated several at once from where a chain stands; those after the first accepted one are
dropped, which changes no probability. Sources: Cotter, Roberts, Stuart and White 2013; Christen and Fox 2005.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Target = Callable[[Array], Array]
"""Logarithm of the target density at points of shape (point, dimension)."""
STEPS = (0.1, 0.8)
"""Shortest and longest step, between 0 (stay) and 1 (independent); drawn uniformly on the logarithm."""
WALKING = 0.5
"""Part of the proposals that walk where the data inform."""


@dataclass(frozen=True, eq=False)
class Chains:
    """States after each outer step, shape (step, chain, dimension), and the parts that were accepted."""

    states: Array
    inner_acceptance: float
    outer_acceptance: float


@dataclass(frozen=True)
class Plan:
    """How far to walk: `outer` kept steps after `burn` dropped ones, each of `inner` cheap ones.

    `informed` coordinates, the first ones, may also walk at random; `ahead` proposals go together.
    """

    outer: int
    burn: int
    inner: int
    informed: int = 0
    ahead: int = 1


def sample(exact: Target, cheap: Target | None, start: Array, plan: Plan, rng: np.random.Generator) -> Chains:
    """Chains from `start`, shape (chain, dimension). Without a cheap target the exact one walks alone."""
    walker, state = cheap or exact, start
    low = walker(state)
    high = low if cheap is None else exact(state)
    states = np.empty((plan.outer, *start.shape))
    inner, outer = 0.0, 0.0
    for step in range(-plan.burn, plan.outer):
        moved, low_moved, accepted = walk(walker, state, low, plan, rng)
        if cheap is None:
            state, low, taken = moved, low_moved, np.ones(len(state), dtype=bool)
        else:
            high_moved = exact(moved)
            taken = _log_uniform(rng, len(state)) < _gain(high_moved, high) - (low_moved - low)
            state = np.where(taken[:, None], moved, state)
            low, high = np.where(taken, low_moved, low), np.where(taken, high_moved, high)
        if step >= 0:
            states[step] = state
            inner, outer = inner + accepted / plan.outer, outer + taken.mean() / plan.outer
    return Chains(states, inner, outer)


def walk(
    target: Target, start: Array, level: Array, plan: Plan, rng: np.random.Generator
) -> tuple[Array, Array, float]:
    """`inner` Metropolis steps of every chain: where they end, the target there, the part accepted."""
    steps, ahead = plan.inner, plan.ahead
    state, level = start.copy(), level.copy()
    done, accepted = np.zeros(len(state), dtype=np.int64), 0
    while (done < steps).any():
        proposed, balance = _proposals(state, plan, rng)
        found = target(proposed.reshape(-1, state.shape[1])).reshape(len(state), ahead)
        chance = _log_uniform(rng, (len(state), ahead))
        here = np.ones(len(state), dtype=bool)
        for at in range(ahead):
            open_ = here & (done < steps)
            taken = open_ & (chance[:, at] < _gain(found[:, at], level) + balance[:, at])
            state[taken], level[taken] = proposed[taken, at], found[taken, at]
            done, here = done + open_, here & ~taken
            accepted += int(taken.sum())
    return state, level, accepted / (steps * len(state))


def _proposals(state: Array, plan: Plan, rng: np.random.Generator) -> tuple[Array, Array]:
    """Proposals from each state, shape (chain, ahead, dimension), and what balances their asymmetry."""
    shape = (len(state), plan.ahead, 1)
    low, high = np.log(STEPS)
    step = np.exp(rng.uniform(low, high, shape))
    walks = rng.random(shape) < WALKING
    free = np.arange(state.shape[1]) < plan.informed
    kept = np.where(walks & free, 1.0, np.sqrt(1.0 - step**2))
    here = state[:, None, :]
    proposed = kept * here + step * rng.standard_normal((*shape[:2], state.shape[1]))
    reversible = np.where(walks & free, 0.0, 0.5)
    return proposed, np.sum(reversible * (proposed**2 - here**2), axis=2)


def _gain(new: Array, old: Array) -> Array:
    """new - old, with minus infinity where the new point is impossible."""
    with np.errstate(invalid="ignore"):
        return np.where(np.isneginf(new), -np.inf, new - old)


def _log_uniform(rng: np.random.Generator, shape: int | tuple[int, ...]) -> Array:
    return np.log1p(-rng.random(shape))
