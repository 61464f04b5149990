"""What separates targets and outlook: which targets are split, and against which plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evaluation.explain.answers import Gap
    from evaluation.midterm.observed import AsOf, Observation
    from evaluation.simulation import Ensemble, Options
    from scenarios.schema import PlanPack, Target

DRAWS = 256
AS_WRITTEN, BASELINE = "plan_as_written", "baseline"


def gaps_of(
    actual: Ensemble,
    targets: Sequence[Target],
    plan: str,
    options: Options,
    observations: Sequence[Observation] = (),
    as_of: AsOf | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Gap, ...]:
    """The gaps of an ensemble that knows the observations, against the levers of the scenario `plan`."""
    from evaluation.explain.gap import explain
    from evaluation.simulation import ensemble_of
    from scenarios.library import load_scenario

    economy = actual.economy
    options = replace(options, closure=actual.closure)
    planned = ensemble_of(economy, load_scenario(plan, economy.pack), options)
    bases = {item.id: item.base for item in observations if item.base is not None}
    return explain(actual, planned, targets, options, bases, progress, ends(targets, observations, as_of))


def ends(
    targets: Sequence[Target], observations: Sequence[Observation], as_of: AsOf | None
) -> Mapping[str, float]:
    """Levels observed in the year of their target, of its own scope and prices."""
    from evaluation.midterm.observed import conditioning

    if as_of is None:
        return {}
    years = {target.id: (target.year, target.price_basis) for target in targets}
    seen = conditioning(observations, as_of)
    return {
        item.id: item.value
        for item in seen
        if item.kind == "level" and years.get(item.id) == (item.year, item.price_basis)
    }


def explained_targets(pack: PlanPack) -> tuple[Target, ...]:
    """The targets of Box 2 that are computed and have a number; all such targets where none is."""
    main = [target for target in pack.main_targets if target.mode != "tracked" and target.target is not None]
    return tuple(target for target in main if target.table == "box2") or tuple(main)


def plan_scenario(pack: PlanPack) -> str:
    """The plan as written, where its levers are those of this plan; else the baseline."""
    from scenarios.errors import InputError
    from scenarios.library import load_scenario

    try:
        load_scenario(AS_WRITTEN, pack)
    except InputError:
        return BASELINE
    return AS_WRITTEN
