"""Scenarios on the same draws: what each changes for a target, draw by draw.

The outside world and the parameters of draw i are the same in every scenario, so the difference within
a draw is what the levers do. Its band is far narrower than the bands of the two scenarios suggest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from evaluation.annual import Annual
from evaluation.draws import DrawSet, standard_error
from evaluation.quantiles import quantiles
from evaluation.reachability import Measured, measure
from evaluation.results import Difference
from evaluation.transforms import reported

if TYPE_CHECKING:
    from scenarios.schema import Target


def differences(
    targets: Sequence[Target],
    runs: Mapping[str, Annual],
    reference: str,
    measured: Mapping[str, Sequence[Measured]] | None = None,
) -> tuple[Difference, ...]:
    """Every other scenario of `runs` minus `reference`, one entry a scenario and target, default bases.

    Where `runs` hold only the first of very many draws, `measured` holds the answers of all of them, from
    which the changes of probability are taken. Raises ValueError where runs differ in their draws.
    """
    counts = {name: run.draws for name, run in runs.items()}
    if len(set(counts.values())) > 1:
        raise ValueError(f"scenarios are compared on the same draws, not on {counts}")
    hits = {name: _hits(measured[name] if measured else measure(targets, run)) for name, run in runs.items()}
    return tuple(
        _difference(target, name, reference, runs, hits)
        for name in runs
        if name != reference
        for target in targets
    )


def _hits(measured: Sequence[Measured]) -> Mapping[str, DrawSet | None]:
    return {item.target.id: item.outcome.met if item.outcome else None for item in measured}


def _difference(
    target: Target,
    name: str,
    reference: str,
    runs: Mapping[str, Annual],
    hits: Mapping[str, Mapping[str, DrawSet | None]],
) -> Difference:
    if target.mode == "tracked":
        return Difference(name, reference, target.id, None, None, None, None, None)
    after, before = (reported(target, runs[run], target.base) for run in (name, reference))
    bands = quantiles(after - before)
    change, error = _change(hits[name][target.id], hits[reference][target.id])
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


def _change(after: DrawSet | None, before: DrawSet | None) -> tuple[float | None, float | None]:
    """Change of the probability and its paired standard error."""
    if after is None or before is None:
        return None, None
    moved = after.mask.astype(np.float64) - before.mask
    return float(moved.mean()), standard_error(moved)
