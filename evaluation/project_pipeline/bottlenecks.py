"""Where projects wait, and what one more unit of each resource brings by the same chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from evaluation.event_gains import GDP, outcomes_of
from evaluation.project_pipeline.answers import Bottleneck
from evaluation.project_pipeline.gains import one_state_timing
from evaluation.project_pipeline.replications import PLAIN
from evaluation.rail_hub.estimates import estimate
from sim.projects.setup import RESOURCES, with_extra

if TYPE_CHECKING:
    from evaluation.project_pipeline.replications import Array, Runs
    from evaluation.simulation import Ensemble
    from sim.projects.replicating import Grid
    from sim.projects.setup import Setup

DESK, VOLUME = "desk", "yi_CNY/year"
EXTRA: Mapping[str, tuple[float, str]] = {
    "approval": (1.0, DESK),
    "land": (10.0, VOLUME),
    "finance": (10.0, VOLUME),
    "construction": (10.0, VOLUME),
}
"""One more unit: a desk, and ten rather than one yi_CNY a year of the rest, which chance would drown."""
STAGES: Mapping[str, str] = {
    "approval": "approval",
    "land": "land_and_finance",
    "finance": "land_and_finance",
    "construction": "construction",
}


def cases_of(setup: Setup) -> dict[str, Setup]:
    """The pipeline as it is, and with one more unit of each resource."""
    return {PLAIN: setup, **{name: with_extra(setup, name, EXTRA[name][0]) for name in RESOURCES}}


def bottlenecks(
    runs: Runs, setup: Setup, grid: Grid, ensemble: Ensemble, years: tuple[int, int]
) -> tuple[Bottleneck, ...]:
    """All resources over `years`, in the order of the waiting before them; gains are of the last year."""
    plain = runs.rates[PLAIN]
    gdp = {
        case: outcomes_of(ensemble, one_state_timing(rates, plain, setup, grid), (GDP,), years[1])[0]
        for case, rates in runs.rates.items()
    }
    rows = [_row(name, runs, gdp[name] - gdp[PLAIN], years) for name in RESOURCES]
    return tuple(sorted(rows, key=lambda row: -row.waiting))


def _row(name: str, runs: Runs, gain_gdp: Array, years: tuple[int, int]) -> Bottleneck:
    first, last = years
    use = runs.quarters(PLAIN, f"use/{name}", first, last).mean(axis=1)
    served = runs.total(PLAIN, f"served/{name}", first, last)
    waiting = runs.total(PLAIN, f"waiting/{name}", first, last) / np.maximum(served, 1.0)
    invested = runs.over_streams(name, "work", last, last) - runs.over_streams(PLAIN, "work", last, last)
    extra, unit = EXTRA[name]
    return Bottleneck(
        name,
        STAGES[name],
        unit,
        extra,
        *mean_and_error(use),
        *mean_and_error(waiting),
        last,
        *mean_and_error(gain_gdp),
        *mean_and_error(invested),
    )


def mean_and_error(values: Array) -> tuple[float, float]:
    """The mean over replications and its standard error; values of shape (replication,)."""
    told = estimate(values)
    return told.mean or 0.0, told.error or 0.0
