"""Designs over the uncertain parameters: points of the unit cube become parameters, parameters targets.

Each uncertain parameter is one dimension, through the inverse of its distribution; where two go together,
the dimension of the second is its own part. The outside world stands on its central path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.annual import FloatArray
from evaluation.simulation import Ensemble
from evaluation.transforms import reported
from sim.ensembles import BLOCK

if TYPE_CHECKING:
    from scenarios.schema import Target

EDGE = 1e-6
"""Distance that a point keeps from the faces of the cube, where a quantile may be infinite."""


def problem(names: Sequence[str], span: tuple[float, float] = (0.0, 1.0)) -> dict[str, Any]:
    """A cube over the names, `span` to each side, as SALib describes a problem."""
    return {"num_vars": len(names), "names": list(names), "bounds": [list(span)] * len(names)}


def target_values(
    ensemble: Ensemble,
    points: FloatArray,
    targets: Sequence[Target],
    progress: Callable[[int], None] | None = None,
) -> Mapping[str, FloatArray]:
    """Every computed target at the points (point, parameter) of the cube, shape (point,)."""
    from scipy.special import ndtri

    known = ensemble.economy.known
    deviations = ndtri(np.clip(points, EDGE, 1 - EDGE))
    found: dict[str, list[FloatArray]] = {target.id: [] for target in targets}
    for first in range(0, len(points), BLOCK):
        rows = deviations[first : first + BLOCK]
        columns = {name: rows[:, at] for at, name in enumerate(known.uncertain)}
        annual = ensemble.given(known.values(columns), len(rows))
        for target in targets:
            found[target.id].append(reported(target, annual, target.base))
        if progress is not None:
            progress(first + len(rows))
    return {name: np.concatenate(parts) for name, parts in found.items()}
