"""Which parameters matter: elementary effects (Morris) and shares of variance (Sobol), through SALib.

Sources: Morris 1991; Campolongo, Cariboni and Saltelli 2007 (mu_star); Saltelli et al. 2010 (Sobol).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.sensitivity.designs import problem, target_values
from evaluation.simulation import Ensemble

if TYPE_CHECKING:
    from scenarios.schema import Target

LEVELS = 4
"""Levels of the Morris grid; steps of two thirds of the range."""
INNER = (0.05, 0.95)
"""The range an elementary effect spans, in probability: from the 5 % to the 95 % quantile."""
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Effect:
    """One parameter and one target, in the unit of the target.

    `size` is mu_star, the mean size of the elementary effect from the 5 % to the 95 % quantile, `error` its
    95 % half-width, `direction` the mean effect, `spread` its standard deviation (curvature, interaction).
    """

    id: str
    parameter: str
    size: float
    error: float
    direction: float
    spread: float


@dataclass(frozen=True)
class VarianceShare:
    """One parameter and one target: first-order and total Sobol index with their 95 % half-widths."""

    id: str
    parameter: str
    first: float
    first_error: float
    total: float
    total_error: float


def morris_effects(
    ensemble: Ensemble,
    targets: Sequence[Target],
    trajectories: int,
    seed: int,
    progress: Progress | None = None,
) -> tuple[Effect, ...]:
    """Elementary effects of every uncertain parameter on every target, largest first within a target."""
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as design

    names = ensemble.economy.known.uncertain
    cube = problem(names, INNER)
    points = np.asarray(design.sample(cube, trajectories, num_levels=LEVELS, seed=seed))
    values = target_values(ensemble, points, targets, progress)
    found: list[Effect] = []
    for target in targets:
        result = analysis.analyze(cube, points, values[target.id], num_levels=LEVELS, seed=seed)
        rows = zip(names, *_columns(result, ("mu_star", "mu_star_conf", "mu", "sigma")), strict=True)
        effects = [Effect(target.id, *row) for row in rows]
        found += sorted(effects, key=lambda effect: -effect.size)
    return tuple(found)


def sobol_shares(
    ensemble: Ensemble,
    targets: Sequence[Target],
    samples: int,
    seed: int,
    progress: Progress | None = None,
) -> tuple[VarianceShare, ...]:
    """Sobol indices of every uncertain parameter for every target, largest total first within a target."""
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as design

    names = ensemble.economy.known.uncertain
    cube = problem(names)
    points = np.asarray(design.sample(cube, samples, calc_second_order=False, seed=seed))
    values = target_values(ensemble, points, targets, progress)
    found: list[VarianceShare] = []
    for target in targets:
        result = analysis.analyze(cube, values[target.id], calc_second_order=False, seed=seed)
        rows = zip(names, *_columns(result, ("S1", "S1_conf", "ST", "ST_conf")), strict=True)
        found += sorted((VarianceShare(target.id, *row) for row in rows), key=lambda share: -share.total)
    return tuple(found)


def _columns(result: Mapping[str, Any], keys: Sequence[str]) -> list[list[float]]:
    return [np.asarray(result[key], dtype=np.float64).tolist() for key in keys]


def runs_of_morris(parameters: int, trajectories: int) -> int:
    """How many runs the Morris design takes."""
    return trajectories * (parameters + 1)


def runs_of_sobol(parameters: int, samples: int) -> int:
    """How many runs the Sobol design takes."""
    return samples * (parameters + 2)
