"""What the events change in each target's band and probability: the same draws without and with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from evaluation.draws import DrawSet, standard_error
from evaluation.event_share import event_shares
from evaluation.reachability import Measured, Outcome, measure, target_results
from evaluation.simulation import LAYERS, PROJECTS, Ensemble, Options, all_draws, economy_of, ensemble_of
from scenarios.library import load_scenario
from scenarios.packs import load_pack

LOW, MIDDLE, HIGH = 0.10, 0.50, 0.90
NONE = "-"
HEADINGS = (
    "Target",
    "Unit",
    "Smooth: median (80 % band)",
    "Events: median (80 % band)",
    "Width",
    "Part of the variance",
    "Smooth",
    "At their mean",
    "Events",
    "Change",
)


@dataclass(frozen=True, eq=False)
class Layer:
    """All targets without events, with the mean of the events in every draw, and with them; same draws."""

    smooth: tuple[Measured, ...]
    mean: tuple[Measured, ...]
    events: tuple[Measured, ...]
    shares: dict[str, float]


def layer(draws: int) -> Layer:
    """The baseline under its own closure."""
    pack = load_pack()
    scenario, economy, options = load_scenario("baseline", pack), economy_of(pack), Options(draws=draws)
    ensemble = ensemble_of(economy, scenario, options)
    rest = tuple(name for name in LAYERS if name != PROJECTS)
    full = all_draws(ensemble, options)

    def without(changed: Ensemble) -> tuple[Measured, ...]:
        return measure(pack.main_targets, all_draws(changed, options))

    return Layer(
        without(replace(ensemble, timing=None)),
        without(replace(ensemble, layers=rest)),
        measure(pack.main_targets, full),
        event_shares(ensemble, pack.main_targets, full),
    )


def rows(found: Layer) -> Iterator[tuple[object, ...]]:
    """One row a target that is computed."""
    for plain, mean, full in zip(found.smooth, found.mean, found.events, strict=True):
        if plain.outcome is None or mean.outcome is None or full.outcome is None:
            continue
        target = plain.target
        share = found.shares.get(target.id)
        yield (
            target.name_en,
            target.unit,
            band(plain.outcome),
            band(full.outcome),
            wider(plain.outcome, full.outcome),
            NONE if share is None else f"{share:.0%}",
            *(probability(one.outcome) for one in (plain, mean, full)),
            change(plain.outcome.met, full.outcome.met),
        )


def changed_verdicts(found: Layer) -> list[str]:
    """Targets whose verdict is another one with events."""
    verdicts = load_pack().about.verdicts
    pairs = zip(target_results(found.smooth, verdicts), target_results(found.events, verdicts), strict=True)
    return [
        f"{new.name_en} ({old.verdict} to {new.verdict})" for old, new in pairs if old.verdict != new.verdict
    ]


def band(found: Outcome) -> str:
    """Median and 80 % band."""
    low, middle, high = (f"{found.quantiles[level]:.4g}" for level in (LOW, MIDDLE, HIGH))
    return f"{middle} ({low} to {high})"


def wider(before: Outcome, after: Outcome) -> str:
    """How much wider the 80 % band is, in %."""
    old, new = (one.quantiles[HIGH] - one.quantiles[LOW] for one in (before, after))
    return f"{round(100 * (new / old - 1)) + 0:+d} %" if old > 0 else NONE


def probability(found: Outcome | None) -> str:
    """The probability that the target is met."""
    return NONE if found is None or found.met is None else f"{found.met.share:.3f}"


def change(before: DrawSet | None, after: DrawSet | None) -> str:
    """Change of a probability and its standard error, draw by draw."""
    if before is None or after is None:
        return NONE
    moved = after.mask.astype(np.float64) - before.mask
    return f"{round(moved.mean(), 3) + 0.0:+.3f} +-{standard_error(moved):.3f}"
