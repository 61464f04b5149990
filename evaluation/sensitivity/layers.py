"""What the band of a target is made of: its variance split over the layers of uncertainty.

The worth of a set of layers is the variance of the target when those layers vary and the others stand at
their centre. Shapley values share out the worth of all layers: they sum exactly to the whole variance and
do not depend on an order. Source: Owen 2014, Sobol' indices and Shapley value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import FloatArray
from evaluation.simulation import ALL_LAYERS, Ensemble, Options, all_draws
from evaluation.transforms import reported

if TYPE_CHECKING:
    from scenarios.schema import Target

Progress = Callable[[int], None]


@dataclass(frozen=True)
class LayerSplit:
    """The variance of one target and the part of each layer; the parts sum to the variance."""

    id: str
    variance: float
    parts: Mapping[str, float]

    @property
    def shares(self) -> dict[str, float]:
        """The parts over the whole; all zero where nothing varies."""
        return {name: part / self.variance if self.variance else 0.0 for name, part in self.parts.items()}


def layer_splits(
    ensemble: Ensemble, targets: Sequence[Target], options: Options, progress: Progress | None = None
) -> tuple[LayerSplit, ...]:
    """The split of every computed target over all layers, from the same draws for every set of layers."""
    computed = [target for target in targets if target.mode != "tracked"]
    worth: dict[frozenset[str], dict[str, float]] = {}
    for number, layers in enumerate(subsets(ALL_LAYERS), start=1):
        found = _variances(replace(ensemble, layers=tuple(layers)), computed, options)
        worth[frozenset(layers)] = found
        if progress is not None:
            progress(number)
    return tuple(
        LayerSplit(
            target.id,
            worth[frozenset(ALL_LAYERS)][target.id],
            shapley(ALL_LAYERS, {layers: found[target.id] for layers, found in worth.items()}),
        )
        for target in computed
    )


def subsets(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Every subset of the names, the empty one first."""
    return [chosen for size in range(len(names) + 1) for chosen in combinations(names, size)]


def shapley(players: Sequence[str], worth: Mapping[frozenset[str], float]) -> dict[str, float]:
    """The Shapley value of each player; they sum to the worth of all less that of none."""
    count = len(players)
    values = dict.fromkeys(players, 0.0)
    for player in players:
        for others in subsets([name for name in players if name != player]):
            weight = factorial(len(others)) * factorial(count - len(others) - 1) / factorial(count)
            values[player] += weight * (worth[frozenset(others) | {player}] - worth[frozenset(others)])
    return values


def _variances(ensemble: Ensemble, targets: Sequence[Target], options: Options) -> dict[str, float]:
    if not ensemble.layers:
        return dict.fromkeys((target.id for target in targets), 0.0)
    annual = all_draws(ensemble, options)
    return {target.id: _variance(reported(target, annual, target.base)) for target in targets}


def _variance(values: FloatArray) -> float:
    return float(np.var(values))
