"""What a loop is worth: average growth over the plan with the loop less without it, draw by draw.

The kind of a loop says how it answers a change, not the sign of its worth: a reinforcing loop that spreads a
slowing of growth takes growth away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from evaluation.annual import FloatArray
from evaluation.loops.answers import Band
from evaluation.loops.cutting import average_growth, band_of, without
from evaluation.simulation import Ensemble, Options

if TYPE_CHECKING:
    from evaluation.checks.feedback_loops import Feedback

Progress = Callable[[int], None]


def loop_worths(
    ensemble: Ensemble, loops: Sequence[Feedback], options: Options, progress: Progress | None = None
) -> dict[str, Band]:
    """Loop -> points of growth a year, under the levers at which the loop is at work.

    `progress` hears how many loops are done. Raises NumericalError where a cut leaves no output.
    """
    whole = without(ensemble.economy, ())
    grown: dict[tuple[tuple[str, float], ...], FloatArray] = {}
    found: dict[str, Band] = {}
    for number, loop in enumerate(loops, start=1):
        key, moved = tuple(loop.under.items()), with_levers(ensemble, loop.under)
        if key not in grown:
            grown[key] = average_growth(moved, whole, options)
        cut = average_growth(moved, without(ensemble.economy, (loop,)), options)
        found[loop.name] = band_of(grown[key] - cut)
        if progress is not None:
            progress(number)
    return found


def with_levers(ensemble: Ensemble, levers: Mapping[str, float]) -> Ensemble:
    """The ensemble with these levers constant from the first year in which levers act."""
    first = ensemble.economy.pack.about.levers_act_from
    moved = {name: ((first, value),) for name, value in levers.items()}
    return replace(ensemble, paths={**ensemble.paths, **moved})
