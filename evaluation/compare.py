"""Scenarios on the same draws: what each changes for a target, draw by draw.

The outside world and the parameters of draw i are the same in every scenario, so the difference within
a draw is what the levers do. Its band is far narrower than the bands of the two scenarios suggest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import Annual
from evaluation.draws import standard_error
from evaluation.quantiles import quantiles
from evaluation.relations import has_number, met
from evaluation.results import Difference
from evaluation.transforms import reported

if TYPE_CHECKING:
    from scenarios.schema import Target


def differences(
    targets: Sequence[Target], runs: Mapping[str, Annual], reference: str
) -> tuple[Difference, ...]:
    """Every other scenario of `runs` minus `reference`, one entry a scenario and target, default bases.

    Raises ValueError where two runs do not hold the same draws.
    """
    counts = {name: run.draws for name, run in runs.items()}
    if len(set(counts.values())) > 1:
        raise ValueError(f"scenarios are compared on the same draws, not on {counts}")
    return tuple(
        _difference(target, name, run, reference, runs[reference])
        for name, run in runs.items()
        if name != reference
        for target in targets
    )


def _difference(target: Target, name: str, run: Annual, reference: str, base: Annual) -> Difference:
    if target.mode == "tracked":
        return Difference(name, reference, target.id, None, None, None, None, None)
    after, before = (reported(target, annual, target.base) for annual in (run, base))
    bands = quantiles(after - before)
    change = error = None
    if has_number(target):
        moved = met(target, after).astype(np.float64) - met(target, before)
        change, error = float(moved.mean()), standard_error(moved)
    return Difference(
        scenario=name,
        reference=reference,
        id=target.id,
        median=bands[0.50],
        q10=bands[0.10],
        q90=bands[0.90],
        probability_change=change,
        mc_error=error,
    )
