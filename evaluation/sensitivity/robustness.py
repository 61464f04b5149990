"""How far an answer rests on the priors: P of every target under each set of priors and each closure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calibration.economy import CLOSURES
from evaluation.reachability import measure
from evaluation.simulation import Ensemble, Options, all_draws, with_closure

if TYPE_CHECKING:
    from calibration.beliefs import Beliefs
    from scenarios.schema import PriorSet, Target
    from scenarios.tables import Parameter

AS_SHIPPED = "as_shipped"
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Robustness:
    """P of a target under one set of priors and one closure; `median` in the unit of the target."""

    id: str
    set: str
    closure: str
    probability: float | None
    median: float


def robustness(
    ensemble: Ensemble, targets: Sequence[Target], options: Options, progress: Progress | None = None
) -> tuple[Robustness, ...]:
    """Every computed target under every set of priors of the pack, the shipped ones first."""
    pack, found = ensemble.economy.pack, list[Robustness]()
    computed = [target for target in targets if target.mode != "tracked"]
    for name in (AS_SHIPPED, *set_names(pack.prior_sets)):
        rows = [row for row in pack.prior_sets if row.set == name]
        economy = replace(ensemble.economy, known=with_set(ensemble.economy.known, rows))
        for closure in CLOSURES:
            run = all_draws(with_closure(replace(ensemble, economy=economy), closure), options)
            for item in measure(computed, run):
                if item.outcome is not None:
                    hits = item.outcome.met
                    share = None if hits is None else hits.share
                    found.append(
                        Robustness(item.target.id, name, closure, share, item.outcome.quantiles[0.5])
                    )
            if progress is not None:
                progress(len({(one.set, one.closure) for one in found}))
    return tuple(found)


def set_names(rows: Sequence[PriorSet]) -> tuple[str, ...]:
    """The names of the sets, each once, in their order."""
    return tuple(dict.fromkeys(row.set for row in rows))


def with_set(known: Beliefs, rows: Sequence[PriorSet]) -> Beliefs:
    """The same beliefs with the centres of one set; a fitted value gives way to the centre."""
    moved = {row.parameter: _moved(known.rows[row.parameter], row.centre) for row in rows}
    fitted = {name: value for name, value in known.fitted.items() if name not in moved}
    return replace(known, rows={**known.rows, **moved}, fitted=fitted)


def _moved(row: Parameter, centre: float) -> Parameter:
    centres = {
        "truncnorm": {"p1": centre},
        "triangular": {"p2": centre},
        "lognormal": {"p1": math.log(centre) if centre > 0 else None},
        "uniform": {"distribution": "fixed", "p1": centre, "p2": None},
        "fixed": {"p1": centre},
    }
    return row.model_copy(update={"central": centre, **centres[row.distribution]})
