"""What part of a band comes from the timing of projects and trains alone.

Draws that share a replication of the events differ in everything else. The variance of the means over
replications, less what chance leaves in means of so few draws, over the whole variance is the main effect
of the events. Source: Searle, Casella and McCulloch 1992, one-way analysis of variance with unequal groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from calibration.timing import Timing, event_places, replication_at
from evaluation.annual import Annual, FloatArray
from evaluation.simulation import PROJECTS, Ensemble
from evaluation.transforms import reported

if TYPE_CHECKING:
    from scenarios.schema import Target

FEWEST_PER_REPLICATION = 2


def event_shares(ensemble: Ensemble, targets: Sequence[Target], annual: Annual) -> dict[str, float]:
    """Main effect of the events on each computed target by id, from the draws of `annual`.

    Empty without events in the run, after conditioning, or with fewer than two draws a replication.
    """
    timing = ensemble.timing
    if timing is None or PROJECTS not in ensemble.layers or ensemble.posterior is not None:
        return {}
    computed = [target for target in targets if target.mode != "tracked"]
    values = {target.id: reported(target, annual, target.base) for target in computed}
    return {
        id: share
        for id, found in values.items()
        if (share := _share(found, timing, ensemble.seed)) is not None
    }


def main_effect(values: FloatArray, group: NDArray[np.int64]) -> float | None:
    """Part of the variance of `values` (draw,) between the groups, from 0 to 1; None for too few draws."""
    sizes = np.bincount(group)
    sizes = sizes[sizes > 0]
    count, groups = len(values), len(sizes)
    if groups < 2 or count < FEWEST_PER_REPLICATION * groups:
        return None
    _, index = np.unique(group, return_inverse=True)
    means = np.bincount(index, weights=values) / sizes
    between = float(sizes @ (means - values.mean()) ** 2) / (groups - 1)
    within = float(((values - means[index]) ** 2).sum()) / (count - groups)
    typical = (count - float(sizes @ sizes) / count) / (groups - 1)
    own = (between - within) / typical
    whole = own + within
    return min(max(own / whole, 0.0), 1.0) if whole > 0 else 0.0


def _share(values: FloatArray, timing: Timing, seed: int) -> float | None:
    places = event_places(seed, 0, len(values))
    return main_effect(values, replication_at(timing.replications, places))
