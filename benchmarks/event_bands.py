"""Bands and probabilities by the number of replications, and what their number leaves to chance.

Reports are relative to the 2016-2020 average of the same replications, as in a file of streams. Draws are
the same throughout, so that sets of other replications differ by the replications alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.event_layer import HIGH, LOW, NONE
from benchmarks.event_replications import ALL, Array, kept_raw
from calibration.timing import LOADS, Timing
from evaluation.event_streams import SEED, project_setup, timing_from
from evaluation.reachability import Measured, Outcome, measure
from evaluation.simulation import Ensemble, Options, all_draws, economy_of, ensemble_of
from scenarios.library import load_scenario
from scenarios.packs import load_pack
from sim.projects.replicating import Grid, streams_from
from sim.projects.setup import Setup

SIZES = (100, 400, 1600)
RAIL = 2 * len(LOADS)


@dataclass(frozen=True, eq=False)
class Bands:
    """Targets by number of replications, from as many separate sets as there are; the first set is shown."""

    by_size: Mapping[int, tuple[tuple[Measured, ...], ...]]


def bands(grid: Grid, draws: int, sizes: tuple[int, ...]) -> Bands:
    """The baseline with the replications of `grid`; reports of a single state stand at all of them."""
    pack, options = load_pack(), Options(draws=draws)
    ensemble = ensemble_of(economy_of(pack), load_scenario("baseline", pack), options)
    setup = project_setup(pack, ensemble.paths)
    raw = kept_raw(setup, grid, max(sizes))
    raw = np.broadcast_to(raw, (*raw.shape[:2], len(ALL.finance), len(ALL.demand), raw.shape[4]))

    def of(part: Array) -> tuple[Measured, ...]:
        timing = timing_of(part, setup, ensemble)
        return measure(pack.main_targets, all_draws(replace(ensemble, timing=timing), options))

    return Bands(
        {size: tuple(of(raw[at : at + size]) for at in range(0, max(sizes), size)) for size in sizes}
    )


def timing_of(raw: Array, setup: Setup, ensemble: Ensemble) -> Timing:
    """Project events from raw ratios beside the hub's as they are shipped."""
    shipped = ensemble.timing
    if shipped is None:
        raise ValueError("the baseline has no events")
    projects = timing_from(streams_from(raw, setup, SEED, ALL), None, 1.0).values[:, :-RAIL]
    rail = shipped.values[: len(projects), -RAIL:, np.arange(len(raw)) % shipped.replications]
    return Timing(shipped.first_year, np.concatenate([projects, rail], axis=1))


def headings(sizes: tuple[int, ...]) -> tuple[str, ...]:
    """The headings of the rows."""
    return (
        "Target",
        "Unit",
        *(f"Band, {size}" for size in sizes),
        *(f"Probability, {size}" for size in sizes),
        *(f"Of it replications, {size}" for size in sizes[:-1]),
    )


def rows(found: Bands) -> Iterator[tuple[object, ...]]:
    """One row a target that is computed."""
    sizes = tuple(found.by_size)
    for at, item in enumerate(found.by_size[sizes[0]][0]):
        if item.outcome is None:
            continue
        sets = {size: [one[at].outcome for one in found.by_size[size]] for size in sizes}
        yield (
            item.target.name_en,
            item.target.unit,
            *(_band(sets[size][0]) for size in sizes),
            *(_probability(sets[size][0]) for size in sizes),
            *(_chance(sets[size]) for size in sizes[:-1]),
        )


def _band(found: Outcome | None) -> str:
    return NONE if found is None else f"{found.quantiles[LOW]:.4g} to {found.quantiles[HIGH]:.4g}"


def _probability(found: Outcome | None) -> str:
    return NONE if found is None or found.met is None else f"{found.met.share:.3f} +-{found.met.error:.3f}"


def _chance(found: list[Outcome | None]) -> str:
    """Standard deviation of the probability over sets of other replications."""
    shares = [one.met.share for one in found if one is not None and one.met is not None]
    return f"{np.std(shares, ddof=1):.3f}" if len(shares) > 1 else NONE
