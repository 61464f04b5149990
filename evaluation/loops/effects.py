"""Through which loop a scenario moves growth: its effect with all loops less its effect with one cut.

Every difference is taken within a draw, on the same draws for every model and scenario. Each cut model is
compiled once for all scenarios. Loops share links: the effects through them are no parts of a sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from evaluation.annual import FloatArray
from evaluation.loops.answers import LoopEffect, LoopEffects
from evaluation.loops.cutting import average_growth, band_of, without
from evaluation.simulation import Economy, Ensemble, Options
from scenarios.errors import NumericalError

if TYPE_CHECKING:
    from evaluation.checks.feedback_loops import Feedback

Named = tuple[str, Ensemble]
Progress = Callable[[int], None]
WHOLE, ALL_CUT = 1, 1
"""Models run beside one for every loop: with all loops, and with none."""


def loop_effects(
    reference: Named,
    others: Sequence[Named],
    loops: Sequence[Feedback],
    options: Options,
    progress: Progress | None = None,
) -> tuple[LoopEffects, ...]:
    """One entry for each of `others`, against `reference`; all are ensembles of one economy.

    `progress` hears how many of `models_run` are done. Raises NumericalError where a cut of one loop
    leaves no output.
    """
    economy, ensembles = reference[1].economy, [ensemble for _, ensemble in (reference, *others)]
    hear = progress or _nobody
    whole = _changes(ensembles, without(economy, ()), options)
    hear(WHOLE)
    open_: dict[str, list[FloatArray]] = {}
    for number, loop in enumerate(loops, start=1):
        open_[loop.name] = _changes(ensembles, without(economy, (loop,)), options)
        hear(WHOLE + number)
    left = _left(ensembles, without(economy, loops), options)
    hear(models_run(loops))
    years = economy.pack.about.plan_years
    return tuple(
        LoopEffects(
            scenario=name,
            reference=reference[0],
            closure=ensemble.closure,
            draws=options.draws,
            first_year=years[0],
            last_year=years[-1],
            growth=band_of(whole[at]),
            direct=None if left is None else band_of(left[at]),
            loops=_sorted([_effect(loop, whole[at] - open_[loop.name][at]) for loop in loops]),
        )
        for at, (name, ensemble) in enumerate(others)
    )


def models_run(loops: Sequence[Feedback]) -> int:
    """How many models `loop_effects` runs."""
    return WHOLE + len(loops) + ALL_CUT


def _changes(ensembles: Sequence[Ensemble], economy: Economy, options: Options) -> list[FloatArray]:
    """Average growth in each ensemble but the first, less that in the first; shape (draw,) each."""
    first, *others = [average_growth(ensemble, economy, options) for ensemble in ensembles]
    return [other - first for other in others]


def _left(ensembles: Sequence[Ensemble], economy: Economy, options: Options) -> list[FloatArray] | None:
    """The same, or None where the model has no values in some draw."""
    try:
        return _changes(ensembles, economy, options)
    except NumericalError:
        return None


def _effect(loop: Feedback, through: FloatArray) -> LoopEffect:
    return LoopEffect(loop.name, loop.kind, loop.about, band_of(through))


def _sorted(effects: list[LoopEffect]) -> tuple[LoopEffect, ...]:
    return tuple(sorted(effects, key=lambda effect: -abs(effect.growth.median)))


def _nobody(done: int) -> None:
    """Hear nothing."""
