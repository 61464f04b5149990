"""The gap between a target and the outlook, split by Shapley values in every draw.

The worth of a set of groups is the value of the target in a draw with those groups as the outlook has them
and the others as the plan has them. The parts of a draw sum exactly to its gap and depend on no order.
What remains when every group stands as the plan has it is `unexplained`: the plan asks more than the model
gives under the plan's own assumptions. Source: Shapley 1953; Owen 2014.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import FloatArray
from evaluation.explain.answers import GROUPS, UNEXPLAINED, Gap, Part
from evaluation.explain.groups import Coalition, Switches, switches
from evaluation.sensitivity.layers import subsets
from evaluation.simulation import Ensemble, Options, over_draws
from evaluation.transforms import reported

if TYPE_CHECKING:
    from scenarios.schema import Target


@dataclass(frozen=True, eq=False)
class _Block:
    """The worth of every coalition of simulated groups for some draws; picklable."""

    given: Switches
    targets: tuple[Target, ...]
    bases: Mapping[str, float]

    def __call__(self, first: int, count: int) -> dict[str, dict[Coalition, FloatArray]]:
        latent = self.given.actual.latent(first, count)
        found: dict[str, dict[Coalition, FloatArray]] = {target.id: {} for target in self.targets}
        for switched, run in self.given.runs(latent).items():
            for target in self.targets:
                revised = self.bases.get(target.id, target.base)
                found[target.id][switched] = reported(target, run, target.base)
                found[target.id][switched | {"base"}] = reported(target, run, revised)
        return found


def explain(
    actual: Ensemble,
    plan: Ensemble,
    targets: Sequence[Target],
    options: Options,
    bases: Mapping[str, float] | None = None,
    progress: Callable[[int], None] | None = None,
    ends: Mapping[str, float] | None = None,
) -> tuple[Gap, ...]:
    """The gap of every target that has a number; `bases` are revised base values by target.

    `ends` are values observed in the year of the target: they take the place of the outlook, and what the
    model misses of them is unexplained.
    """
    numbered = tuple(target for target in targets if target.target is not None)
    block = _Block(switches(actual, plan), numbered, bases or {})
    parts = over_draws(block, options, progress)
    return tuple(
        _gap(
            target,
            {key: np.concatenate([p[target.id][key] for p in parts]) for key in parts[0][target.id]},
            (ends or {}).get(target.id),
        )
        for target in numbered
    )


def shapley_by_draw(players: Sequence[str], worth: Mapping[Coalition, FloatArray]) -> dict[str, FloatArray]:
    """The Shapley value of each player in each draw, shape (draw,)."""
    count = len(players)
    values: dict[str, FloatArray] = {}
    for player in players:
        others = list(subsets([name for name in players if name != player]))
        weights = [factorial(len(o)) * factorial(count - len(o) - 1) / factorial(count) for o in others]
        gains = [worth[frozenset((*o, player))] - worth[frozenset(o)] for o in others]
        values[player] = np.sum([w * g for w, g in zip(weights, gains, strict=True)], axis=0)
    return values


def _gap(target: Target, worth: Mapping[Coalition, FloatArray], end: float | None) -> Gap:
    aim, nothing, everything = float(target.target or 0.0), worth[frozenset()], worth[frozenset(GROUPS)]
    reached = everything if end is None else np.full_like(everything, end)
    values = shapley_by_draw(GROUPS, worth)
    parts = [_part(group, values[group]) for group in GROUPS]
    parts.append(_part(UNEXPLAINED, nothing - aim + reached - everything))
    return Gap(
        id=target.id,
        unit=target.unit,
        year=target.year,
        target=aim,
        as_planned=float(nothing.mean()),
        outlook=float(reached.mean()),
        median=float(np.median(reached)),
        gap=float(reached.mean()) - aim,
        observed=end is not None,
        parts=tuple(parts),
    )


def _part(group: str, values: FloatArray) -> Part:
    low, high = np.quantile(values, (0.1, 0.9))
    error = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
    return Part(group, float(values.mean()), error, float(low), float(high))
